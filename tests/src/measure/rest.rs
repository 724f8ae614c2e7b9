//! What the core takes while little happens: memory after a long time with many chats opened, and the processor when nothing comes.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::interval;

use super::{Row, Table, Unit};
use crate::proof::memory::{Watch, median};
use crate::{Result, Stage, WorldError};

/// Most bytes, and most times what it was after a minute.
const MEMORY: f64 = 120e6;
const GROWTH: f64 = 1.1;
/// Chats that are opened meanwhile.
const CHATS: usize = 500;
/// Messages of the town a second.
const RATE: u64 = 10;
/// Most of one core, and for how long it is watched.
const IDLE: f64 = 0.005;
const WATCHED: Duration = Duration::from_secs(60);
/// What the system counts processor time in (`sysconf(_SC_CLK_TCK)`, which is 100 on every Linux).
const TICKS: f64 = 100.0;
/// Samples of a stretch, one a second.
const STRETCH: usize = 20;
const MINUTE: usize = 60;

/// Private memory of the hub over so many seconds of traffic, while chat after chat is opened.
pub async fn memory(stage: &Stage, seconds: u64, table: &mut Table) -> Result<()> {
    let watch = Watch::begin(process(stage)?, seconds);
    stage.town.burst(RATE * seconds, RATE, 50).await?;
    open_chats(stage, seconds).await?;
    let samples: Vec<u64> = watch.end().await?.iter().map(|sample| sample.whole).collect();
    let count = samples.len();
    let early = median(&samples, MINUTE.min(count / 2) - STRETCH / 2, MINUTE.min(count / 2) + STRETCH / 2);
    let late = median(&samples, count.saturating_sub(STRETCH), count);
    let (Some(early), Some(late)) = (early, late) else {
        return Err(WorldError::Found("the hub ended while its memory was watched".into()));
    };
    let row = Row::of(
        format!("private memory of the core after {seconds} s, {CHATS} chats opened"),
        Unit::Bytes,
        bytes(late),
    );
    table.add(row.at_most(MEMORY).beside("itself after a minute", bytes(early)).at_most_times(GROWTH));
    stage.town.idle().await
}

/// Opens one chat after the other, evenly over the time.
async fn open_chats(stage: &Stage, seconds: u64) -> Result<()> {
    let mut chats = Vec::new();
    let mut after = Value::Null;
    while chats.len() < CHATS {
        let request = json!({ "filter": { "filter": "all" }, "limit": 100, "after": after });
        let page = stage.hub.command("chats", &request).await?;
        let rows = page.get("rows").and_then(Value::as_array).cloned().unwrap_or_default();
        chats.extend(rows.iter().filter_map(|row| row.get("chat_id").cloned()));
        after = page.get("next").cloned().unwrap_or_default();
        if after.is_null() {
            break;
        }
    }
    let mut ticks = interval(Duration::from_secs(seconds) / u32::try_from(CHATS).unwrap_or(u32::MAX));
    for chat in chats.iter().cycle().take(CHATS) {
        ticks.tick().await;
        stage.hub.command("chat", &json!({ "chat_id": chat })).await?;
        stage.hub.command("timeline", &json!({ "chat_id": chat, "from": { "from": "newest" }, "limit": 100 })).await?;
    }
    Ok(())
}

/// Processor time of the hub while nobody writes and nobody looks.
pub async fn idle(stage: &Stage, table: &mut Table) -> Result<()> {
    stage.calm().await?;
    let process = process(stage)?;
    let before = spent(process)?;
    tokio::time::sleep(WATCHED).await;
    let share = (spent(process)? - before) / WATCHED.as_secs_f64();
    table.add(Row::of("processor time of the core at rest, of one core", Unit::Share, share).at_most(IDLE));
    Ok(())
}

/// Seconds of the processor that a process has had, in its own and in the system's code.
fn spent(process: u32) -> Result<f64> {
    let failed = |source| WorldError::File { doing: "reading what a process has spent", source };
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).map_err(failed)?;
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    // Behind the name and the state: fields 14 and 15 of proc(5).
    let ticks: f64 = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    Ok(ticks / TICKS)
}

fn process(stage: &Stage) -> Result<u32> {
    stage.hub.id().ok_or_else(|| WorldError::Found("the hub has no process".into()))
}

#[expect(clippy::cast_precision_loss, reason = "kilobytes far below 2^52")]
const fn bytes(kilobytes: u64) -> f64 {
    kilobytes as f64 * 1024.0
}
