//! From the start of the process to its first line, on a full folder and on an empty one.

use tokio::time::Instant;

use super::{Row, Table, Unit, median};
use crate::hub::HubSetting;
use crate::{Result, Stage};

/// Starts of each kind; the median counts.
const STARTS: usize = 7;
/// Most times the start on an empty folder.
const STARTED: f64 = 1.1;

/// The hub of a company, which ends with this, beside itself on an empty folder.
pub async fn start(stage: Stage, table: &mut Table) -> Result<()> {
    let Stage { hub, setting, folder, .. } = stage;
    hub.kill().await?;
    let mut full = Vec::new();
    let mut empty = Vec::new();
    for at in 0..STARTS {
        full.push(seconds(&setting).await?);
        let nothing = folder.path().join(format!("empty-{at}"));
        empty.push(seconds(&HubSetting { data: nothing.join("data"), ..setting.clone() }).await?);
    }
    let work = "start of the hub, to its first line";
    table.add(
        Row::of(work, Unit::Seconds, median(full))
            .beside("itself on an empty folder", median(empty))
            .at_most_times(STARTED),
    );
    Ok(())
}

async fn seconds(setting: &HubSetting) -> Result<f64> {
    let folder = setting.data.parent().map(std::fs::create_dir_all).transpose();
    folder.map_err(|source| crate::WorldError::File { doing: "making a folder", source })?;
    let begun = Instant::now();
    let hub = setting.start().await?;
    let took = begun.elapsed().as_secs_f64();
    hub.kill().await?;
    Ok(took)
}
