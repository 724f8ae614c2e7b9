//! A backup of a large folder while messages come, its restore, and what a rebuild makes of it, each beside the reading and writing of
//! the same bytes.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tokio::time::Instant;

use super::page::Figures;
use crate::hub::HubSetting;
use crate::measure::Company;
use crate::{Result, Stage, WorldError, patience};

/// How large, and how loud it is meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Backup {
    /// Seed of the town.
    pub seed: u64,
    /// Messages in the folder, where it is no company's.
    pub messages: u64,
    /// How large the company is whose folder it is, in hundredths of a million messages.
    pub company: Option<u32>,
    /// Messages a second while the backup is made.
    pub rate: u64,
}

/// What this proof claims.
pub const CLAIMS: &str = "A backup of a folder is made while its hub takes messages in. Restored elsewhere and served, it has the same \
projected tables that a rebuild from its journal makes, and not one message less than there was when it was begun.";

/// Most of the time that reading and writing the same bytes takes, of a backup and of a restore.
pub(crate) const COPIED: f64 = 1.5;
/// The same of a rebuild.
pub(crate) const REBUILT: f64 = 4.0;
/// Seconds of messages around the backup.
const AROUND: u64 = 20;
const PEOPLE: u64 = 2_000;

/// Makes, restores and rebuilds.
pub async fn prove(backup: Backup) -> Result<Figures> {
    let mut figures = Figures::default();
    let stage = opened(backup).await?;
    let before = messages(&stage.setting).await?;
    figures.row("messages", before);
    stage.town.burst(backup.rate * AROUND, backup.rate, PEOPLE).await?;
    arrived(&stage.setting, before + backup.rate).await?;
    let file = stage.folder.path().join("tea.switchboard-backup");
    let made = timed(stage.setting.output("backup", &[&text(&file)])).await?;
    let meanwhile = messages(&stage.setting).await?;
    stage.town.idle().await?;
    let all = arrived(&stage.setting, before + backup.rate * AROUND).await?;
    let Stage { setting, folder, .. } = &stage;
    figures.row("the file", megabytes(size(&file)?));
    let bare = copied(&[&file], folder.path())?;
    told(&mut figures, &format!("backup, with {} messages a second coming in", backup.rate), made, bare, COPIED);
    let there = HubSetting { data: folder.path().join("restored"), ..setting.clone() };
    let restored = timed(there.output("restore", &[&text(&file)])).await?;
    let bare = copied(&[&file], folder.path())?;
    told(&mut figures, "restore", restored, bare, COPIED);
    let kept = messages(&there).await?;
    figures.row("messages in it, and in the folder once it was made", format!("{kept}; {meanwhile}"));
    figures.must(kept >= before + backup.rate, || {
        format!("{before} messages and a second's were there, {kept} are in it")
    });
    figures.must(kept < all, || format!("nobody wrote any more once it was made: {kept} of {all}"));
    figures.row("disk of the folder, with its files", megabytes(size_of_folder(&setting.data)?));
    same_as_rebuilt(&mut figures, &there, folder.path()).await?;
    Ok(figures)
}

/// The folder, with a hub on it.
async fn opened(backup: Backup) -> Result<Stage> {
    if let Some(company) = backup.company {
        return Company::hundredths(company).open().await;
    }
    let stage = Stage::open(backup.seed, 0.0).await?;
    stage.town.burst(backup.messages, 4_000, PEOPLE).await?;
    arrived(&stage.setting, backup.messages).await?;
    Ok(stage)
}

/// Serves what was restored until it has everything, and compares it with a rebuild.
async fn same_as_rebuilt(figures: &mut Figures, there: &HubSetting, folder: &Path) -> Result<()> {
    let listen = HubSetting { listen: "127.0.0.1:0".into(), ..there.clone() };
    let hub = listen.start().await?;
    let calm = calm(there).await?;
    hub.kill().await?;
    let before = there.tables().await?;
    let rebuilt = timed(there.rebuild()).await?;
    let after = there.tables().await?;
    let same = before.get("tables").is_some() && before.get("tables") == after.get("tables");
    figures.must(same, || format!("the rebuild makes other tables: {before} {after}"));
    figures.row("entries of its journal", calm);
    let databases = ["journal.db", "console.db"].map(|name| there.data.join(name));
    let bare = copied(&databases.each_ref().map(PathBuf::as_path), folder)?;
    told(figures, "rebuild from the journal", rebuilt, bare, REBUILT);
    Ok(())
}

fn told(figures: &mut Figures, work: &str, ours: f64, bare: f64, most: f64) {
    let ratio = ours / bare;
    figures.row(
        &format!("{work}; the same bytes read and written; ratio"),
        format!("{ours:.2} s; {bare:.2} s; {ratio:.2}"),
    );
    // What a debug build takes says nothing.
    figures
        .must(cfg!(debug_assertions) || ratio <= most, || format!("{work} takes {ratio:.2} times as long, not {most}"));
}

/// Seconds of some work.
pub(crate) async fn timed<T>(work: impl Future<Output = Result<T>>) -> Result<f64> {
    let begun = Instant::now();
    work.await?;
    Ok(begun.elapsed().as_secs_f64())
}

/// Seconds to read files and write them anew, down to the disk.
pub(crate) fn copied(files: &[&Path], folder: &Path) -> Result<f64> {
    let failed = |source| WorldError::File { doing: "copying the same bytes", source };
    let begun = Instant::now();
    for file in files {
        let copy = folder.join("copy");
        let mut to = File::create(&copy).map_err(failed)?;
        io::copy(&mut File::open(file).map_err(failed)?, &mut to).and_then(|_| to.sync_all()).map_err(failed)?;
        std::fs::remove_file(&copy).map_err(failed)?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

/// Waits until so many messages are there; how many there are then.
async fn arrived(setting: &HubSetting, messages: u64) -> Result<u64> {
    patience::until("the messages", patience::LONG * 60, || async {
        let there = count(&setting.inspect().await?, "messages");
        Ok(if there >= messages { Ok(there) } else { Err(format!("{there} of {messages}")) })
    })
    .await
}

async fn messages(setting: &HubSetting) -> Result<u64> {
    Ok(count(&setting.inspect().await?, "messages"))
}

/// Waits until nothing more is written; how many entries there are then.
async fn calm(setting: &HubSetting) -> Result<u64> {
    let (mut last, mut same) = (0, 0);
    while same < 20 {
        let now = count(&setting.inspect().await?, "journal");
        same = if now == last { same + 1 } else { 0 };
        last = now;
    }
    Ok(last)
}

fn count(report: &Value, name: &str) -> u64 {
    report.get(name).and_then(Value::as_u64).unwrap_or_default()
}

/// A path as a program takes it.
pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn size(file: &Path) -> Result<u64> {
    std::fs::metadata(file)
        .map(|file| file.len())
        .map_err(|source| WorldError::File { doing: "measuring a file", source })
}

fn size_of_folder(folder: &Path) -> Result<u64> {
    let failed = |source| WorldError::File { doing: "measuring a folder", source };
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        bytes += if path.is_dir() { size_of_folder(&path)? } else { size(&path)? };
    }
    Ok(bytes)
}

#[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
