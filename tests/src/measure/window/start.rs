//! From the start of the process to the painted inbox, on a company's folder, beside the least window with the same screen and
//! beside itself on a folder with nothing in it.

use serde_json::{Map, Value, json};

use super::super::{Company, Row, Unit, median};
use super::provider::wall;
use crate::scene::{LOG, ROW};
use crate::window::WindowSetting;
use crate::{Result, Scene, Window, WorldError};

/// Most times the least window, and most times itself on an empty folder.
const LEAST: f64 = 1.25;
const EMPTY: f64 = 1.1;
/// Milliseconds of one tick of the system's clock of processes.
const TICK: f64 = 10.0;
/// What the screen asks for while it starts.
const ASKED: [&str; 7] = ["workspace", "chats", "digest", "groups", "health", "labels", "notification_rules"];

/// The three windows that take turns.
#[derive(Debug)]
struct Turns {
    full: WindowSetting,
    empty: WindowSetting,
    least: WindowSetting,
}

/// Each of the three started so often, in turns, after a start of each that is not counted.
pub async fn start(company: Company, starts: u32) -> Result<Vec<Row>> {
    let Scene { town, window, setting, folder } = company.scene().await?;
    let least = folder.path().join("least");
    keep(&answers(&window).await?, &least)?;
    window.close().await?;
    let on = |name: &str| WindowSetting { data: folder.path().join(name), ..setting.clone() };
    let turns = Turns { empty: on("empty"), least: on("least"), full: setting.clone() };
    turns.one().await?;
    let mut times = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..starts {
        let (full, empty, least) = turns.one().await?;
        times.0.push(full);
        times.1.push(empty);
        times.2.push(least);
    }
    drop(town);
    let (full, empty, least) = (median(times.0), median(times.1), median(times.2));
    let row = |twin: &str, its, ratio| {
        let work = format!("start to the painted inbox, {} messages, beside {twin}", company.messages);
        Row::of(work, Unit::Seconds, full).beside(twin, its).at_most_times(ratio)
    };
    Ok(vec![row("the least window with the same page", least, LEAST), row("itself on an empty folder", empty, EMPTY)])
}

impl Turns {
    /// Seconds of each.
    async fn one(&self) -> Result<(f64, f64, f64)> {
        let full = self.full.open().await?;
        let took = painted(&full).await?;
        // What is painted answers.
        full.clicks(ROW, "").await?;
        full.sees(LOG, "").await?;
        full.close().await?;
        let mut others = [0.0; 2];
        for (other, (setting, program)) in
            others.iter_mut().zip([(&self.empty, "switchboard"), (&self.least, "switchboard-least")])
        {
            let window = setting.open_program(program).await?;
            *other = painted(&window).await?;
            window.close().await?;
        }
        let [empty, least] = others;
        Ok((took, empty, least))
    }
}

/// Seconds from the start of the process to the frame in which the list stood.
async fn painted(window: &Window) -> Result<f64> {
    let mark = "const [mark] = performance.getEntriesByName('inbox');
        return mark === undefined ? null : performance.timeOrigin + mark.startTime";
    let mark = window.until_script("a painted inbox", mark, Vec::new()).await?;
    let mark = mark.as_f64().ok_or_else(|| WorldError::Found("the page marked no time".into()))?;
    Ok((mark - started(window.id())?) / 1e3)
}

/// When a process was started, in milliseconds since 1970.
fn started(process: u32) -> Result<f64> {
    let read = |path: String| {
        std::fs::read_to_string(path)
            .map_err(|source| WorldError::File { doing: "reading when a process began", source })
    };
    let stat = read(format!("/proc/{process}/stat"))?;
    // The name may hold spaces; what follows it begins with the third field, and the start is the twenty-second.
    let ticks = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(19)?.parse::<f64>().ok());
    let uptime = read("/proc/uptime".to_owned())?;
    let uptime = uptime.split_whitespace().next().and_then(|seconds| seconds.parse::<f64>().ok());
    let unread = || WorldError::Found("the system does not say when a process began".into());
    Ok(wall() - uptime.ok_or_else(unread)? * 1e3 + ticks.ok_or_else(unread)? * TICK)
}

/// What the full window answers to everything that a screen asks for while it starts.
async fn answers(window: &Window) -> Result<Value> {
    let mut answers = Map::new();
    for command in ASKED {
        let request = match command {
            "chats" => json!({ "filter": { "filter": "all" }, "limit": 100 }),
            "groups" => json!({ "query": "", "filter": "requests", "limit": 1 }),
            _ => json!({}),
        };
        answers.insert(command.to_owned(), window.command(command, request).await?);
    }
    answers.insert("presence_set".to_owned(), json!({}));
    Ok(Value::Object(answers))
}

fn keep(answers: &Value, folder: &std::path::Path) -> Result<()> {
    let failed = |source| WorldError::File { doing: "keeping the answers of the least window", source };
    std::fs::create_dir_all(folder).map_err(failed)?;
    std::fs::write(folder.join("answers.json"), answers.to_string()).map_err(failed)
}
