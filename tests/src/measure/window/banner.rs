//! From a webhook that is sent to the call that asks the desktop for a banner, while many others write whose banners silence
//! holds back: what is deliberately merged or silent is not waited for.

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

/// The word that rings through, and the first digits of the numbers of those who say it.
const WORD: &str = "вызов";
const KIND: u32 = 7706;
/// Between two of them.
const PACE: Duration = Duration::from_millis(250);
/// How many others write a second.
const OTHERS: u64 = 1_000;
/// Most seconds of nineteen of twenty: the deliberate rest of what alerts between two looks, in which what comes is merged, and what
/// the way itself may take.
const LIMIT: f64 = 0.2 + 0.15;

/// People who never wrote before say the word, one after the other, for so many seconds.
pub async fn banner(Open { scene, provider }: &Open, seconds: u64) -> Result<Row> {
    silence(scene).await?;
    let monitor = Monitor::begin().await?;
    let desk = Connection::session().await.map_err(bus)?;
    let pour = Pour::begin(provider, OTHERS);
    let mut ticks = interval(PACE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for number in 0..seconds * 4 {
        ticks.tick().await;
        let words = format!("{WORD} {number}.");
        let sent = provider.delivers(&Writer::of(KIND, "Гость", number), &words).await?;
        ours.push((monitor.sees(&words).await? - sent) / 1e3);
        let words = format!("bare {number}.");
        let sent = wall();
        notify(&desk, &words).await?;
        bare.push((monitor.sees(&words).await? - sent) / 1e3);
    }
    let reached = pour.end().await?;
    let work = format!("event to banner at {OTHERS} a second ({reached:.0} reached): 95 of 100 within");
    Ok(Row::of(work, Unit::Seconds, ninety_fifth(ours))
        .at_most(LIMIT)
        .beside("a bare notification", ninety_fifth(bare)))
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
