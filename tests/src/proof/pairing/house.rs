//! The hub with its town on one machine and each console on another.

use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::desk::Desk;
use crate::hub::{HubSetting, Screen, bare};
use crate::network::{CONSOLES, Door, HUB, Network};
use crate::{Hub, Result, Town, WorldError, patience};

/// Who sits at the consoles.
pub const OPERATORS: [&str; 2] = ["Noor Haddad", "Pavel Orlov"];

/// Everything that runs. What is below is let go of later.
pub struct House {
    pub hub: Post,
    pub consoles: Vec<Post>,
    pub town: Town,
    _doors: Vec<Door>,
    pub network: Network,
    _folder: TempDir,
}

/// The hub or a console on its machine.
pub struct Post {
    /// None while it is killed.
    running: Option<Hub>,
    setting: HubSetting,
}

pub fn missing() -> WorldError {
    WorldError::Found("something of the story is missing".into())
}

impl House {
    /// The town of a seed, a hub that serves it, and two consoles that are paired with it.
    pub async fn open(seed: u64) -> Result<Self> {
        let network = Network::lay(2).await?;
        let failed = |source| WorldError::File { doing: "making a folder", source };
        let folder = tempfile::Builder::new().prefix("pairing").tempdir().map_err(failed)?;
        let mut doors = vec![network.hub.door()?, network.hub.door()?];
        let [for_town, for_hub] = doors.as_slice() else { return Err(missing()) };
        let town = Town::start_on(&network.hub, for_town, folder.path(), seed).await?;
        let mut setting = HubSetting::new(&folder.path().join("hub"), &town.hello);
        setting.ui = format!("127.0.0.1:{}", for_hub.port);
        setting.consoles = Some(format!("{HUB}:{CONSOLES}"));
        setting.before = network.hub.before();
        std::fs::create_dir(folder.path().join("hub")).map_err(failed)?;
        let hub = setting.start().await?;
        setting.listen = bare(&hub.hello.listen).to_owned();
        town.subscribe(&hub.webhook()).await?;
        let mut consoles = Vec::new();
        for (number, machine) in network.consoles.iter().enumerate() {
            let door = machine.door()?;
            let home = folder.path().join(format!("console{number}"));
            std::fs::create_dir(&home).map_err(failed)?;
            let mut console = HubSetting::new(&home, &town.hello);
            console.ui = format!("127.0.0.1:{}", door.port);
            console.before = machine.before();
            console.hub_token = Some(format!("{number:064x}"));
            console.operator = OPERATORS.get(number).copied().unwrap_or_default().into();
            // The town is at the hub's address, too: nothing but the console itself keeps it from there.
            console.town.api_base = town.hello.api_base.replacen("127.0.0.1", HUB, 1);
            console.join(&setting.pair(&format!("console {number}")).await?).await?;
            consoles.push(Post { running: Some(console.start().await?), setting: console });
            doors.push(door);
        }
        let hub = Post { running: Some(hub), setting };
        let house = Self { hub, consoles, town, _doors: doors, network, _folder: folder };
        for console in &house.consoles {
            super::is(console.screen()?, "connected").await?;
        }
        Ok(house)
    }

    /// What speaks with the first console and with the second.
    pub fn screens(&self) -> Result<(&Screen, &Screen)> {
        let [one, two] = self.consoles.as_slice() else { return Err(missing()) };
        Ok((one.screen()?, two.screen()?))
    }

    /// Waits until every reply is at the provider, nothing is under way, and all three show the same; the hub's tables.
    pub async fn same(&self, desks: &[Desk], within: Duration) -> Result<Value> {
        let replies: usize = desks.iter().map(|desk| desk.replies.len()).sum();
        patience::until("every reply at the provider", within, || async {
            let sent = self.town.sent().await?.len();
            Ok(patience::seen(sent >= replies, || format!("{sent} of {replies}")))
        })
        .await?;
        patience::until("everything the same", within, || async {
            self.town.idle().await?;
            let report = self.hub.setting.tables().await?;
            let under_way =
                |state: &str| report.pointer(&format!("/sends/{state}")).is_some_and(|count| *count != json!(0));
            if under_way("queued") || under_way("sending") {
                return Ok(Err(format!("under way: {}", report.get("sends").unwrap_or(&Value::Null))));
            }
            for console in &self.consoles {
                let here = console.setting.tables().await?;
                let different = different(&report, &here);
                if !different.is_empty() {
                    return Ok(Err(format!("different: {}", different.join(", "))));
                }
            }
            Ok(Ok(report))
        })
        .await
    }
}

/// The tables that are another one here than there.
fn different(there: &Value, here: &Value) -> Vec<String> {
    let tables = |report: &Value| report.get("tables").and_then(Value::as_object).cloned().unwrap_or_default();
    let here = tables(here);
    let other = |(table, hash): (String, Value)| (here.get(&table) != Some(&hash)).then_some(table);
    tables(there).into_iter().filter_map(other).collect()
}

impl Post {
    /// What speaks with it.
    pub fn screen(&self) -> Result<&Screen> {
        self.running.as_deref().ok_or_else(missing)
    }

    /// `kill -9`, and a start on the same folder.
    pub async fn restart(&mut self) -> Result<()> {
        self.running.take().ok_or_else(missing)?.kill().await?;
        self.running = Some(self.setting.start().await?);
        Ok(())
    }
}
