//! From a webhook that is sent to the frame in which its words are painted in the inbox.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{MissedTickBehavior, interval};

use super::super::{Row, Unit, ninety_fifth};
use super::Open;
use super::pour::Pour;
use super::provider::{Provider, Writer, wall};
use crate::{Result, Scene, WorldError};

/// Notes in the page when what is painted.
const RECORDER: &str = include_str!("painted.js");
/// People whose chats are pinned, so that their rows are in view whoever else writes, and the first digits of their numbers.
const PROBES: u64 = 5;
const KIND: u32 = 7705;
/// Between two of their messages.
const PACE: Duration = Duration::from_millis(200);
/// Most times that an echo takes.
const ECHOED: f64 = 3.0;
/// A pace, a second, and the most seconds of nineteen of twenty messages at it.
const PACES: [(u64, f64); 2] = [(100, 0.1), (1_000, 0.25)];

/// What the page noted.
#[derive(Debug, Deserialize)]
struct Noted {
    painted: Vec<(String, f64)>,
    echoes: Vec<f64>,
}

/// One message that is looked for.
struct Probe {
    words: String,
    sent: f64,
}

/// At each pace, for so many seconds.
pub async fn painted(Open { scene, provider }: &Open, seconds: u64) -> Result<Vec<Row>> {
    for number in 0..PROBES {
        let writer = probe(number);
        provider.delivers(&writer, "Здравствуйте").await?;
        let change = json!({ "change": "pinned", "pinned": true });
        let chat = scene.chat_id(&writer.name).await?;
        let pin = json!({ "command_id": format!("pin-{number}"), "chat_id": chat, "change": change });
        scene.window.command("chat_update", pin).await?;
    }
    let mut rows = Vec::new();
    for (pace, limit) in PACES {
        rows.push(at_pace(scene, provider, pace, seconds).await?.at_most(limit).at_most_times(ECHOED));
    }
    Ok(rows)
}

fn probe(number: u64) -> Writer {
    Writer::of(KIND, "Проба", number % PROBES)
}

async fn at_pace(scene: &Scene, provider: &Arc<Provider>, pace: u64, seconds: u64) -> Result<Row> {
    scene.window.script(RECORDER, Vec::new()).await?;
    let pour = Pour::begin(provider, pace);
    let probes = probes(provider, pace, seconds).await?;
    let reached = pour.end().await?.pace;
    let last = probes.last().map(|probe| probe.words.as_str()).unwrap_or_default();
    let is_painted = "return window.measured.isPainted(arguments[0]) || null";
    // What was not painted by then counts as long as it was waited for.
    let waited = scene.window.until_script("the last words painted", is_painted, vec![json!(last)]).await;
    let (waited, now) = (waited.map(drop), wall());
    let noted = scene.window.script("return window.measured.end()", Vec::new()).await?;
    let Noted { painted, echoes } = read(&noted)?;
    if echoes.is_empty() {
        return waited.and(Err(WorldError::Found("the page painted nothing at all".into())));
    }
    let times: Vec<_> = (0..probes.len()).map(|at| time(&probes, at, &painted)).collect();
    let came = times.iter().flatten().count();
    let until = |(time, probe): (&Option<f64>, &Probe)| time.unwrap_or(now - probe.sent);
    let work = format!(
        "event to painted row at {pace} a second ({reached:.0} reached), {came} of {} came: 95 of 100 within",
        probes.len()
    );
    let ours = ninety_fifth(times.iter().zip(&probes).map(until).collect()) / 1e3;
    let echo = ninety_fifth(echoes) / 1e3;
    Ok(Row::of(work, Unit::Seconds, ours).beside("an echo painted in the same window", echo))
}

/// Messages of the probing people, one after the other.
async fn probes(provider: &Provider, pace: u64, seconds: u64) -> Result<Vec<Probe>> {
    let mut ticks = interval(PACE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut probes = Vec::new();
    let count = seconds * 1_000 / u64::try_from(PACE.as_millis()).unwrap_or(1);
    for number in 0..count {
        ticks.tick().await;
        let words = format!("probe {pace} {number}");
        let sent = provider.delivers(&probe(number), &words).await?;
        probes.push(Probe { words, sent });
    }
    Ok(probes)
}

/// Milliseconds until a message, or a later one of its chat, was painted.
fn time(probes: &[Probe], at: usize, painted: &[(String, f64)]) -> Option<f64> {
    let when = |probe: &Probe| painted.iter().find(|(words, _)| *words == probe.words).map(|(_, when)| *when);
    let same = usize::try_from(PROBES).unwrap_or(1);
    let first = probes.iter().skip(at).step_by(same).filter_map(when).reduce(f64::min)?;
    probes.get(at).map(|probe| first - probe.sent)
}

fn read(noted: &Value) -> Result<Noted> {
    Noted::deserialize(noted).map_err(|_| WorldError::Found("the page noted something else than times".into()))
}
