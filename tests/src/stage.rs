//! A town with a hub that serves it, in a folder that goes with them.

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::hub::{Hub, HubSetting, bare};
use crate::{Result, Town, WorldError, patience};

/// Milliseconds that the hub's clock may be off the town's.
const NEAR: i64 = 5_000;
/// Looks at an unchanged folder after which the hub is at rest.
const CALM: u32 = 20;

/// The usual scene of a journey.
#[derive(Debug)]
pub struct Stage {
    /// The people.
    pub town: Town,
    /// The product.
    pub hub: Hub,
    /// How to start the hub again, or to ask about its folder.
    pub setting: HubSetting,
    /// Goes with everything in it when the stage goes.
    pub folder: TempDir,
}

impl Stage {
    /// The town of a seed, writing unasked at `rate` a second, and a hub that gets its webhooks.
    pub async fn open(seed: u64, rate: f64) -> Result<Self> {
        Self::open_in(folder()?, seed, rate).await
    }

    /// The silent town of a seed, and a hub on what is put into its folder before.
    pub async fn open_on(seed: u64, put: impl FnOnce(&Path) -> Result<()>) -> Result<Self> {
        let folder = folder()?;
        put(folder.path())?;
        Self::open_in(folder, seed, 0.0).await
    }

    async fn open_in(folder: TempDir, seed: u64, rate: f64) -> Result<Self> {
        let town = Town::start(folder.path(), seed, rate).await?;
        let mut setting = HubSetting::new(folder.path(), &town.hello);
        let hub = setting.start().await?;
        setting.listen = bare(&hub.hello.listen).to_owned();
        town.subscribe(&hub.webhook()).await?;
        Ok(Self { town, hub, setting, folder })
    }

    /// The number that is worked on, once the hub has connected it: the hub answers before it has.
    pub async fn account(&self) -> Result<Value> {
        patience::until("a number connected", patience::LONG, || async {
            let workspace = self.hub.command("workspace", &json!({})).await?;
            Ok(workspace.pointer("/accounts/0/account_id").cloned().ok_or_else(|| workspace.to_string()))
        })
        .await
    }

    /// Moves the town's clock on, and waits until the hub, which follows it, is there too.
    pub async fn advance(&self, ms: u64) -> Result<()> {
        self.town.advance(ms).await?;
        let moved = self.town.look().await?;
        let town = moved.get("now").and_then(Value::as_i64).unwrap_or_default();
        patience::until("the hub at the town's time", patience::LONG, || async {
            let workspace = self.hub.command("workspace", &json!({})).await?;
            let now = workspace.get("now").and_then(Value::as_i64).unwrap_or_default();
            Ok(patience::seen((now - town).abs() < NEAR, || format!("{} ms apart", now - town)))
        })
        .await
    }

    /// Waits until so many messages are projected.
    pub async fn arrived(&self, messages: u64) -> Result<()> {
        patience::until("every message", patience::LONG * 60, || async {
            let report = self.setting.inspect().await?;
            let there = report.get("messages").and_then(Value::as_u64).unwrap_or_default();
            Ok(patience::seen(there >= messages, || format!("{there} of {messages}")))
        })
        .await
    }

    /// Waits until the hub has read what it reads by itself after a start, so that counts change only by what a test does.
    pub async fn calm(&self) -> Result<Value> {
        let mut last = Value::Null;
        let mut same = 0_u32;
        while same < CALM {
            let report = self.setting.inspect().await?;
            same = if report == last { same + 1 } else { 0 };
            last = report;
        }
        Ok(last)
    }
}

fn folder() -> Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("stage").tempdir();
    folder.map_err(|source| WorldError::File { doing: "making a folder", source })
}
