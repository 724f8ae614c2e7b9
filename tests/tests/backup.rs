//! A backup is made in one window and restored in a new one. Runs inside `tests/desktop-session.sh`.
#![cfg(unix)]

use std::path::Path;

use world::scene::{LOG, ROW};
use world::window::WindowSetting;
use world::{Result, Scene, WorldError};

/// Somebody in Almaty who buys sencha.
const ANNA: &str = "Анна Корнеева";
const ENTER: &str = "\u{e007}";
const CONTROL: &str = "\u{e009}";
/// The title of a step.
const TITLE: &str = ".first__body h1";
const PART: &str = ".settings__part";
const PAGE: &str = ".settings__section";

/// Has the desktop's folder for downloads lie there.
fn downloads(config: &Path, folder: &Path) -> Result<(String, String)> {
    let failed = |source| WorldError::File { doing: "making a folder", source };
    std::fs::create_dir_all(config).map_err(failed)?;
    std::fs::create_dir_all(folder).map_err(failed)?;
    let said = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder.display());
    std::fs::write(config.join("user-dirs.dirs"), said).map_err(failed)?;
    Ok(("XDG_CONFIG_HOME".to_owned(), config.display().to_string()))
}

#[tokio::test]
async fn everything_stands_in_a_new_window_as_it_was_in_the_old_one() -> Result<()> {
    let files = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
    let (name, config) = downloads(&files.path().join("config"), &files.path().join("downloads"))?;
    let scene = Scene::open(&[(&name, &config)]).await?;
    scene.town.says(ANNA, "Есть ли в наличии сенча?").await?;
    scene.window.sees(ROW, ANNA).await?;
    scene.window.keys(&format!("{CONTROL},")).await?;
    scene.window.clicks(PART, "Backups").await?;
    scene.window.sees(PAGE, "No backup yet").await?;
    scene.window.clicks("button", "Back up now").await?;
    scene.window.sees(".backups", ".switchboard-backup").await?;
    scene.window.is_pictured("backup-made.png").await?;
    scene.window.close().await?;

    let setting = WindowSetting {
        data: files.path().join("data"),
        town: None,
        surroundings: vec![(name, config)],
        words: Vec::new(),
    };
    let window = setting.open().await?;
    window.sees(TITLE, "How do you want to connect?").await?;
    window.keys(&format!("4{ENTER}")).await?;
    window.sees(TITLE, "Restore a backup").await?;
    window.sees(".way", ".switchboard-backup").await?;
    window.is_pictured("backup-restore.png").await?;
    // A sandbox's backup is not proposed: it is chosen.
    window.keys(&format!(" {ENTER}")).await?;
    window.clicks(ROW, ANNA).await?;
    window.sees(LOG, "Есть ли в наличии сенча?").await?;
    window.is_pictured("backup-restored.png").await?;
    window.keys(&format!("{CONTROL},")).await?;
    window.clicks(PART, "Backups").await?;
    window.sees(PAGE, "Everything here comes from the backup of").await?;
    window.is_pictured("backup-from.png").await?;
    window.close().await
}
