//! From a webhook that is sent to the call that asks the desktop for a banner, while many others write: what is deliberately merged
//! or silent is not waited for.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::json;
use tokio::time::{MissedTickBehavior, interval};
use zbus::Connection;
use zbus::zvariant::Value as Variant;

use super::super::{Row, Unit, ninety_fifth};
use super::Open;
use super::monitor::{Monitor, NOTIFICATIONS, bus};
use super::pour::Pour;
use super::provider::{Writer, wall};
use crate::{Result, Scene};

/// The word that names the operator and rings through.
const WORD: &str = "вызов";
/// Among whom it is said, and the first digits of the numbers of those who say it.
type Others = (&'static str, u32);
const LOUD: Others = ("whose banners come too", 7706);
const HELD_BACK: Others = ("whose banners are held back", 7708);
/// Between two of them.
const PACE: Duration = Duration::from_millis(250);
/// How many others write a second.
const OTHERS: u64 = 1_000;
/// Most seconds of nineteen of twenty: the deliberate rest of what alerts between two looks, in which what comes is merged, and what
/// the way itself may take.
const LIMIT: f64 = 0.2 + 0.15;
/// How long the last one may take to come.
const ARRIVAL: Duration = Duration::from_secs(60);

/// People who never wrote before name the operator, one after the other, for so many seconds: while everybody else's banners come,
/// too, and while they are held back.
pub async fn banner(open: &Open, seconds: u64) -> Result<Vec<Row>> {
    let monitor = Monitor::begin().await?;
    names_the_operator(&open.scene).await?;
    let loud = among(open, &monitor, LOUD, seconds).await?;
    silence(&open.scene).await?;
    Ok(vec![loud, among(open, &monitor, HELD_BACK, seconds).await?])
}

/// Beside so many others of this kind. What does not come counts as long as it was waited for.
async fn among(Open { provider, .. }: &Open, monitor: &Monitor, others: Others, seconds: u64) -> Result<Row> {
    let (others, kind) = others;
    let desk = Connection::session().await.map_err(bus)?;
    let pour = Pour::begin(provider, OTHERS);
    let mut ticks = interval(PACE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for number in 0..seconds * 4 {
        ticks.tick().await;
        let words = format!("{WORD} {number}, {others}.");
        let sent = provider.delivers(&Writer::of(kind, "Гость", number), &words).await?;
        ours.push((words, sent));
        let words = format!("bare {number}, {others}.");
        bare.push((words.clone(), wall()));
        notify(&desk, &words).await?;
    }
    let reached = pour.end().await?.pace;
    monitor.waits(ours.iter().chain(&bare), ARRIVAL).await;
    let (ours, bare) = (monitor.times(&ours), monitor.times(&bare));
    let work = format!(
        "event to banner among {OTHERS} a second ({reached:.0} reached) {others}, {} of {} came: 95 of 100 within",
        ours.came,
        ours.seconds.len()
    );
    let row = Row::of(work, Unit::Seconds, ninety_fifth(ours.seconds)).at_most(LIMIT);
    Ok(row.beside("a bare notification", ninety_fifth(bare.seconds)))
}

/// Whoever says the word names the operator.
async fn names_the_operator(scene: &Scene) -> Result<()> {
    let rules = scene.window.command("notification_rules", json!({})).await?;
    let mut manner = rules.get("manner").cloned().unwrap_or_default();
    if let Some(words) = manner.get_mut("words") {
        *words = json!([WORD]);
    }
    scene.window.command("notification_manner_save", manner).await.map(drop)
}

/// Nothing shows but what holds the word.
async fn silence(scene: &Scene) -> Result<()> {
    let all = json!({ "days": [1, 2, 3, 4, 5, 6, 7], "from": 0, "to": 1_440 });
    let schedule = json!({
        "schedule_id": 0, "name": "Bench", "on": true, "scope": { "scope": "app" }, "windows": [all],
        "zone": "UTC", "except": [], "quiet": "badge_only",
    });
    scene.window.command("schedule_save", json!({ "new": true, "schedule": schedule })).await?;
    let through = json!({
        "breakthrough_id": 0, "condition": { "when": "words", "phrases": [WORD] },
        "lets": { "sound": false, "banner": true, "badge": true },
        "volume": null, "schedule": null, "muted_too": false, "once_in": null,
    });
    scene.window.command("breakthrough_save", json!({ "new": true, "breakthrough": through })).await.map(drop)
}

/// The least that any program does for a banner.
async fn notify(desk: &Connection, words: &str) -> Result<()> {
    let (actions, hints) = (Vec::<&str>::new(), HashMap::<&str, Variant<'_>>::new());
    let call = ("bench", 0_u32, "", "Bench", words, actions, hints, -1_i32);
    let path = "/org/freedesktop/Notifications";
    let answer = desk.call_method(Some(NOTIFICATIONS), path, Some(NOTIFICATIONS), "Notify", &call).await;
    answer.map(drop).map_err(bus)
}
