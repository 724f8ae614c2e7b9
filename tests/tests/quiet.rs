//! The real window, its sounds told apart in the sink, its silences lived through on the town's clock. Runs inside
//! `tests/desktop-session.sh`.

use serde_json::json;
use world::Result;
use world::desktop::{self, Heard, Recording};
use world::scene::{ROW, Scene};

const ANNA: &str = "Анна Корнеева";
const TOMAS: &str = "Tomás Ribeiro";
const LENA: &str = "Lena Fischer";
/// Pitches of two sounds, in Hz, and how far a recording may be off.
const KETTLE: f64 = 880.0;
const BELL: f64 = 1_318.5;
const OFF: f64 = 60.0;
const MINUTE: u64 = 60_000;

async fn open() -> Result<Scene> {
    let scene = Scene::open(&[]).await?;
    desktop::banners().await?;
    Ok(scene)
}

/// Somebody writes; what was heard of it.
async fn heard(scene: &Scene, person: &str, words: &str) -> Result<Heard> {
    let recording = Recording::begin()?;
    scene.town.says(person, words).await?;
    recording.sound().await
}

/// A schedule for everything that holds now and for ten minutes more, by the town's clock.
async fn begin_night(scene: &Scene) -> Result<()> {
    let now = scene.window.command("workspace", json!({})).await?;
    let minute = now.get("now").and_then(serde_json::Value::as_i64).unwrap_or_default().div_euclid(60_000);
    let at = |minute: i64| minute.rem_euclid(24 * 60);
    let window = json!({ "days": [1, 2, 3, 4, 5, 6, 7], "from": at(minute), "to": at(minute + 10) });
    let schedule = json!({
        "schedule_id": 0, "name": "Night", "on": true, "scope": { "scope": "app" }, "windows": [window],
        "zone": "UTC", "except": [], "quiet": "badge_only",
    });
    scene.window.command("schedule_save", json!({ "new": true, "schedule": schedule })).await.map(drop)
}

#[tokio::test]
async fn two_chats_ring_with_two_tones() -> Result<()> {
    let scene = open().await?;
    let first = heard(&scene, ANNA, "Есть ли сенча?").await?;
    assert!((first.pitch - KETTLE).abs() < OFF, "not the kettle: {first:?}");
    scene.pass(MINUTE).await?;
    let before = heard(&scene, TOMAS, "Good evening").await?;
    assert!((before.pitch - KETTLE).abs() < OFF, "not the kettle: {before:?}");
    let chat = scene.chat_id(TOMAS).await?;
    let bell =
        json!({ "level": { "level": "chat", "id": chat }, "fields": { "sound": { "from": "own", "sound": "bell" } } });
    scene.window.command("notification_level_save", bell).await?;
    scene.pass(MINUTE).await?;
    let second = heard(&scene, TOMAS, "Any oolong left?").await?;
    assert!((second.pitch - BELL).abs() < OFF, "not the bell: {second:?}");
    scene.window.close().await
}

#[tokio::test]
async fn the_night_is_silent_the_vip_rings_through_and_its_end_tells_who_waits() -> Result<()> {
    let scene = open().await?;
    scene.town.says(ANNA, "Добрый вечер").await?;
    desktop::shows(1).await?;
    desktop::banners().await?;
    let anna = scene.chat_id(ANNA).await?;
    begin_night(&scene).await?;
    let vip = json!({
        "breakthrough_id": 0, "condition": { "when": "chat", "chat": anna },
        "lets": { "sound": true, "banner": true, "badge": true },
        "volume": null, "schedule": null, "muted_too": false, "once_in": null,
    });
    scene.window.command("breakthrough_save", json!({ "new": true, "breakthrough": vip })).await?;
    scene.pass(MINUTE).await?;
    scene.town.says(LENA, "Seid ihr noch da?").await?;
    scene.window.sees(ROW, "Seid ihr noch da?").await?;
    let rung = heard(&scene, ANNA, "Это срочно").await?;
    assert!((rung.pitch - KETTLE).abs() < OFF, "the exception does not ring: {rung:?}");
    desktop::shows(1).await?;
    let shown = desktop::banners().await?;
    assert!(shown.iter().all(|banner| !banner.body.contains("Seid ihr")), "the night was not silent: {shown:?}");
    scene.pass(11 * MINUTE).await?;
    desktop::shows(1).await?;
    let told = desktop::banners().await?;
    assert!(told.iter().any(|banner| banner.body == "Quiet is over: 1 chat waits"), "{told:?}");
    let digest = scene.window.command("digest", json!({})).await?;
    assert_eq!(digest.pointer("/chats/0/name").and_then(serde_json::Value::as_str), Some(LENA), "{digest}");
    scene.window.close().await
}

#[tokio::test]
async fn a_chat_muted_by_two_keys_is_silent_for_its_hour_and_alerts_after_it() -> Result<()> {
    let scene = open().await?;
    scene.town.says(ANNA, "Добрый день").await?;
    desktop::shows(1).await?;
    desktop::banners().await?;
    scene.chat(ANNA, "Добрый день").await?;
    scene.window.keys("m").await?;
    scene.window.sees("[role=menu]", "").await?;
    scene.window.keys("1").await?;
    let muted = "return document.querySelector('a.chat-row [role=img][aria-label*=uted]') ? true : null";
    scene.window.until_script("the row has a bell with a stroke", muted, vec![]).await?;
    // Another chat is opened, so that Anna's is not under the operator's eyes.
    scene.town.says(TOMAS, "Good evening").await?;
    desktop::shows(1).await?;
    desktop::banners().await?;
    scene.chat(TOMAS, "Good evening").await?;
    scene.town.says(ANNA, "Вы здесь?").await?;
    scene.window.sees(ROW, "Вы здесь?").await?;
    assert_eq!(desktop::banners_shown().await?, 0, "the mute holds");
    scene.pass(61 * MINUTE).await?;
    // The end of the hour tells who waited. Closed before it comes, it would be taken for the message's banner.
    desktop::shows(1).await?;
    let told = desktop::banners().await?;
    assert!(told.iter().any(|banner| banner.body == "Quiet is over: 1 chat waits"), "{told:?}");
    scene.town.says(ANNA, "Прошёл час").await?;
    desktop::shows(1).await?;
    let shown = desktop::banners().await?;
    assert!(shown.iter().any(|banner| banner.body.contains("Прошёл час")), "{shown:?}");
    scene.window.close().await
}

#[tokio::test]
async fn a_minimised_window_alerts_as_an_open_one_and_stays_where_it_is() -> Result<()> {
    let scene = open().await?;
    scene.town.says(TOMAS, "Good evening").await?;
    desktop::shows(1).await?;
    desktop::banners().await?;
    scene.chat(TOMAS, "Good evening").await?;
    desktop::minimise("Switchboard").await?;
    scene.pass(MINUTE).await?;
    let recording = Recording::begin()?;
    scene.town.says(TOMAS, "Are you still there?").await?;
    desktop::shows(1).await?;
    let rung = recording.sound().await?;
    assert!((rung.pitch - KETTLE).abs() < OFF, "a hidden window rings otherwise: {rung:?}");
    assert!(!desktop::is_seen("^Switchboard$").await, "it came up by itself");
    let shown = desktop::banners().await?;
    assert!(shown.iter().any(|banner| banner.body.contains("still there")), "{shown:?}");
    scene.window.close().await
}
