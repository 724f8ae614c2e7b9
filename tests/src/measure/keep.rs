//! What it costs to keep a company: a backup, its restore, everything made anew from the journal, and the disk.

use std::path::Path;

use super::{Company, Row, Table, Unit};
use crate::hub::HubSetting;
use crate::proof::backup::{COPIED, REBUILT, copied, text, timed};
use crate::{Result, Stage};

/// Most bytes of the disk for a byte of a webhook, without the files that people send.
const DISK: f64 = 1.5;

/// A backup while the hub runs, its restore into a new folder, and the rebuild of that one.
pub async fn keep(stage: &Stage, table: &mut Table) -> Result<()> {
    let folder = stage.folder.path();
    let file = folder.join("company.switchboard-backup");
    let made = timed(stage.setting.output("backup", &[&text(&file)])).await?;
    let bare = copied(&[&file], folder)?;
    table.add(times("backup", made, bare, COPIED));
    let there = HubSetting { data: folder.join("restored"), ..stage.setting.clone() };
    let restored = timed(there.output("restore", &[&text(&file)])).await?;
    let bare = copied(&[&file], folder)?;
    table.add(times("restore", restored, bare, COPIED));
    std::fs::remove_file(&file).map_err(|source| crate::WorldError::File { doing: "removing a backup", source })?;
    let rebuilt = timed(there.rebuild()).await?;
    let databases = ["journal.db", "console.db"].map(|name| there.data.join(name));
    let bare = copied(&databases.each_ref().map(Path::new), folder)?;
    table.add(times("rebuild from the journal", rebuilt, bare, REBUILT));
    Ok(())
}

fn times(work: &str, ours: f64, bare: f64, most: f64) -> Row {
    Row::of(work, Unit::Seconds, ours).beside("the same bytes read and written", bare).at_most_times(most)
}

/// Room on the disk beside the bytes of the webhooks it comes from.
pub fn disk(company: Company, table: &mut Table) -> Result<()> {
    let (disk, webhooks) = company.noted()?;
    let row = Row::of("disk, without the files", Unit::Bytes, disk);
    table.add(row.beside("the bytes of its webhooks", webhooks).at_most_times(DISK));
    Ok(())
}
