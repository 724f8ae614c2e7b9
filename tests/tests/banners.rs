//! The real window and the desktop's notification daemons: one with buttons, one with a field for the answer, and none at
//! all. Runs inside `tests/desktop-session.sh --without banners`.

use std::path::Path;

use serde_json::{Value, json};
use world::daemon::Daemon;
use world::desktop;
use world::patience::{self, LONG};
use world::scene::{ROW, Scene};
use world::{Result, WorldError};

const ANNA: &str = "Анна Корнеева";

#[tokio::test]
async fn mark_as_read_pressed_in_a_desktops_own_daemon_is_told_to_the_provider() -> Result<()> {
    let daemon = desktop::Buttons::start().await?;
    let scene = Scene::open(&[]).await?;
    let id = scene.town.says(ANNA, "Есть ли сенча?").await?;
    daemon.press_first().await?;
    patience::until("the message is marked as read at the provider", LONG, || async {
        let town = scene.town.look().await?;
        let marked = town.get("marked_read").and_then(Value::as_array).cloned().unwrap_or_default();
        Ok(patience::seen(marked.iter().any(|one| one.as_str() == Some(&id)), || format!("{marked:?}")))
    })
    .await?;
    scene.window.close().await?;
    daemon.end().await
}

#[tokio::test]
async fn an_answer_typed_into_a_banner_arrives() -> Result<()> {
    let daemon = Daemon::start().await?;
    let scene = Scene::open(&[]).await?;
    scene.town.says(ANNA, "Есть ли сенча?").await?;
    let banner = daemon.shows("сенча").await?;
    assert_eq!(banner.summary, ANNA);
    assert!(banner.actions.iter().any(|action| action == "inline-reply"), "{banner:?}");
    daemon.reply(&banner, "Да, свежая").await?;
    scene.town.gets("Да, свежая").await?;
    daemon.is_empty().await?;
    scene.window.close().await
}

#[tokio::test]
async fn without_daemon_sound_tray_and_bus_the_console_works_and_says_what_is_missing() -> Result<()> {
    let nowhere = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
    let absent = |name: &str| format!("unix:path={}", Path::new(nowhere.path()).join(name).display());
    let (bus, sound) = (absent("bus"), absent("sound"));
    let scene = Scene::open(&[
        ("DBUS_SESSION_BUS_ADDRESS", bus.as_str()),
        ("PULSE_SERVER", sound.as_str()),
        ("ALSA_CONFIG_PATH", "/dev/null"),
    ])
    .await?;
    scene.town.says(ANNA, "Есть ли сенча?").await?;
    scene.window.sees(ROW, "Есть ли сенча?").await?;
    let health = scene.window.command("alert_health", json!({})).await?;
    for missing in ["banner", "actions", "reply", "sound", "tray"] {
        assert_eq!(health.get(missing).and_then(Value::as_str), Some("absent"), "{missing}: {health}");
    }
    let tried = scene.window.command("alert_try", json!({ "what": "sound" })).await?;
    assert_eq!(tried, json!({ "confirmed": false }));
    scene.window.close().await
}
