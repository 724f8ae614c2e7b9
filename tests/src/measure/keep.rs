//! What it costs to keep a company: a backup, its restore, everything made anew from the journal, and the disk.

use std::path::Path;

use super::{Company, Row, Table, Unit, median};
use crate::proof::backup::{COPIED, REBUILT, copied, text, timed};
use crate::{Result, Stage, WorldError};

/// Most bytes of the disk for a byte of a webhook, without the files that people send.
const DISK: f64 = 1.5;

/// So often a backup is made and restored, each beside its twin; the median counts. Bytes that were just written make the disk slow for what comes next.
const ROUNDS: u32 = 3;

/// Backups while the hub runs, the restore of each into a new folder, and the rebuild of the last of these.
pub async fn keep(stage: &Stage, table: &mut Table) -> Result<()> {
    let folder = stage.folder.path();
    let file = folder.join("company.switchboard-backup");
    let (mut backups, mut restores) = (Rounds::default(), Rounds::default());
    let mut there = stage.setting.clone();
    for round in 0..ROUNDS {
        let made = timed(stage.setting.output("backup", &[&text(&file)])).await?;
        backups.add(made, copied(&[&file], folder)?);
        there.data = folder.join(format!("restored-{round}"));
        let restored = timed(there.output("restore", &[&text(&file)])).await?;
        restores.add(restored, copied(&[&file], folder)?);
        std::fs::remove_file(&file).map_err(|source| WorldError::File { doing: "removing a backup", source })?;
    }
    table.add(backups.row("backup", COPIED));
    table.add(restores.row("restore", COPIED));
    let mut rebuilds = Rounds::default();
    let rebuilt = timed(there.rebuild()).await?;
    let databases = ["journal.db", "console.db"].map(|name| there.data.join(name));
    rebuilds.add(rebuilt, copied(&databases.each_ref().map(Path::new), folder)?);
    table.add(rebuilds.row("rebuild from the journal", REBUILT));
    Ok(())
}

/// Seconds of each round, ours and those of the bare bytes.
#[derive(Default)]
struct Rounds {
    ours: Vec<f64>,
    bare: Vec<f64>,
}

impl Rounds {
    fn add(&mut self, ours: f64, bare: f64) {
        self.ours.push(ours);
        self.bare.push(bare);
    }

    fn row(self, work: &str, most: f64) -> Row {
        let row = Row::of(work, Unit::Seconds, median(self.ours));
        row.beside("the same bytes read and written", median(self.bare)).at_most_times(most)
    }
}

/// Room on the disk beside the bytes of the webhooks it comes from.
pub fn disk(company: Company, table: &mut Table) -> Result<()> {
    let (disk, webhooks) = company.noted()?;
    let row = Row::of("disk, without the files", Unit::Bytes, disk);
    table.add(row.beside("the bytes of its webhooks", webhooks).at_most_times(DISK));
    Ok(())
}
