//! How the window starts: with the computer, in the tray, for a link. Runs inside `tests/desktop-session.sh`.

use std::fs::File;

use serde_json::json;
use world::desktop;
use world::scene::{LOG, ROW, Scene};
use world::tray::Tray;
use world::window::WindowSetting;
use world::{Result, Town, WorldError};

/// Somebody in Almaty who buys sencha.
const ANNA: &str = "Анна Корнеева";
/// Somebody who writes Portuguese and English.
const TOMAS: &str = "Tomás Ribeiro";
/// Name of the window.
const WINDOW: &str = "^Switchboard$";

#[tokio::test]
async fn the_switch_in_the_settings_is_the_entry_that_the_desktop_starts() -> Result<()> {
    let home = tempfile::tempdir().unwrap();
    let entry = home.path().join(".config/autostart/Switchboard.desktop");
    let scene = Scene::open(&[("HOME", &home.path().to_string_lossy())]).await?;
    scene.window.keys("\u{e009},").await?;
    scene.window.clicks("[role=tab]", "This computer").await?;
    assert!(!entry.exists(), "nothing was asked for yet");
    scene.window.clicks("label.switch", "Start with the computer").await?;
    scene.window.sees("label.switch[data-selected]", "Start with the computer").await?;
    let written = std::fs::read_to_string(&entry).unwrap();
    let exec = written.lines().find(|line| line.starts_with("Exec=")).unwrap_or_default();
    assert!(exec.contains("switchboard --in-tray --data "), "{written}");
    scene.window.clicks("label.switch", "Start with the computer").await?;
    scene.window.sees("label.switch:not([data-selected])", "Start with the computer").await?;
    assert!(!entry.exists(), "the entry is gone with the switch");
    scene.window.close().await
}

#[tokio::test]
async fn a_window_that_begins_in_the_tray_is_not_seen_alerts_and_comes_with_a_second_start() -> Result<()> {
    let tray = Tray::start().await?;
    desktop::banners().await?;
    let folder = tempfile::tempdir().unwrap();
    let town = Town::start(folder.path(), 1, 0.0).await?;
    let setting =
        WindowSetting { words: vec!["--in-tray".to_owned()], ..WindowSetting::new(folder.path(), &town.hello) };
    let window = setting.open().await?;
    town.listened().await?;
    town.says(ANNA, "Есть ли в наличии сенча?").await?;
    desktop::shows(1).await?;
    assert!(!desktop::is_seen(WINDOW).await, "it came up by itself");
    setting.start_again(&[]).await?;
    desktop::sees_window(WINDOW).await?;
    drop(tray);
    window.close().await
}

#[tokio::test]
async fn a_window_that_shall_begin_in_a_tray_that_is_not_there_is_seen() -> Result<()> {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::start(folder.path(), 1, 0.0).await?;
    let setting =
        WindowSetting { words: vec!["--in-tray".to_owned()], ..WindowSetting::new(folder.path(), &town.hello) };
    let window = setting.open().await?;
    desktop::sees_window(WINDOW).await?;
    window.close().await
}

#[tokio::test]
async fn a_folder_that_another_program_holds_is_said_and_the_console_comes_once_it_is_free() -> Result<()> {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::start(folder.path(), 1, 0.0).await?;
    let setting = WindowSetting::new(folder.path(), &town.hello);
    std::fs::create_dir(&setting.data).unwrap();
    let other = File::create(setting.data.join("lock")).unwrap();
    other.lock().unwrap();
    let window = setting.open().await?;
    window.sees(".start", "Switchboard's data is open in another program").await?;
    window.sees(".caption__close", "").await?;
    drop(other);
    town.listened().await?;
    town.says(ANNA, "Есть ли в наличии сенча?").await?;
    window.sees(ROW, "сенча").await?;
    window.close().await
}

#[tokio::test]
async fn a_link_opens_its_chat_at_the_start_and_in_the_window_that_runs() -> Result<()> {
    let Scene { town, window, mut setting, folder } = Scene::open(&[]).await?;
    town.says(ANNA, "Есть ли в наличии сенча?").await?;
    window.sees(ROW, "сенча").await?;
    town.says(TOMAS, "Good evening").await?;
    window.sees(ROW, "Good evening").await?;
    let chats = window.command("chats", json!({ "filter": { "filter": "all" }, "limit": 50 })).await?;
    let link = |name: &str| {
        let rows = chats.get("rows").and_then(|rows| rows.as_array()).cloned().unwrap_or_default();
        let row = rows.iter().find(|row| row.get("title").is_some_and(|title| title == name)).cloned();
        format!("switchboard://chat/{}", row.and_then(|row| row.get("chat_id").cloned()).unwrap_or_default())
    };
    window.close().await?;
    setting.words = vec![link(ANNA)];
    let window = setting.open().await?;
    window.sees(LOG, "Есть ли в наличии сенча?").await?;
    setting.start_again(&[&link(TOMAS)]).await?;
    window.sees(LOG, "Good evening").await?;
    drop((town, folder));
    window.close().await
}

/// A variable of a window's own surroundings.
fn surrounded(scene: &Scene, name: &str) -> Result<Option<String>> {
    let surroundings = std::fs::read_to_string(format!("/proc/{}/environ", scene.window.id()))
        .map_err(|source| WorldError::File { doing: "reading the surroundings of the window", source })?;
    let named = surroundings.split('\0').find_map(|variable| variable.strip_prefix(name)?.strip_prefix('='));
    Ok(named.map(str::to_owned))
}

#[tokio::test]
async fn the_web_view_takes_its_memory_from_the_system_unless_somebody_said_otherwise() -> Result<()> {
    let scene = Scene::open(&[]).await?;
    assert_eq!(surrounded(&scene, "Malloc")?.as_deref(), Some("1"));
    assert_eq!(surrounded(&scene, "MALLOC_ARENA_MAX")?.as_deref(), Some("2"));
    scene.window.close().await?;
    let scene = Scene::open(&[("Malloc", "0")]).await?;
    assert_eq!(surrounded(&scene, "Malloc")?.as_deref(), Some("0"));
    scene.window.close().await
}
