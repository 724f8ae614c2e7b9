//! From the start of the process to its first line, on a full folder and on an empty one.

use tokio::time::Instant;

use super::{Twins, median};
use crate::hub::HubSetting;
use crate::{Result, Stage, patience};

/// Starts of each kind; the median counts.
const STARTS: usize = 7;

/// A hub on a folder with `messages` messages, beside itself on an empty folder.
pub async fn start(messages: u64) -> Result<Twins> {
    let Stage { town, hub, setting, folder } = Stage::open(1, 0.0).await?;
    town.burst(messages, 1_000, 50).await?;
    town.idle().await?;
    patience::until("the messages", patience::LONG * 10, || async {
        let report = setting.inspect().await?;
        let there = report.get("messages").and_then(serde_json::Value::as_u64).unwrap_or_default();
        Ok(patience::seen(there >= messages, || format!("{there} of {messages}")))
    })
    .await?;
    hub.kill().await?;
    let mut full = Vec::new();
    let mut empty = Vec::new();
    for at in 0..STARTS {
        full.push(seconds(&setting).await?);
        let nothing = folder.path().join(format!("empty-{at}"));
        empty.push(seconds(&HubSetting { data: nothing.join("data"), ..setting.clone() }).await?);
    }
    Ok(Twins {
        work: format!("start of the hub on {messages} messages, to its first line"),
        twin: "itself on an empty folder",
        ours: median(full),
        bare: median(empty),
        count: 1,
    })
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
