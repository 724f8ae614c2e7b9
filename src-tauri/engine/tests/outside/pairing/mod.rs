//! A hub and a console that is paired with it: each an engine with a folder of its own, TLS between them.

mod admission;
mod copy;
mod decided;
mod profile;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::chat::{ChatRequest, NoteAdd};
use contract::compose::{Attachment, MessageSend, MessageSettle, Queued};
use contract::connection::{ConnectNumber, FirstRun};
use contract::consent::ContactErase;
use contract::hub::{ForHub, ForHubDrop, HubFault, HubJoin};
use contract::message::{FileState, TimelineFrom, TimelineItem, TimelineRequest};
use contract::workspace::{Abilities, Connection, FileRequest, Nothing};
use contract::{Commands as _, ErrorBody, ErrorCode};
use domain::content::MediaKind;
use domain::delivery::DeliveryStatus;
use domain::time::HOUR;
use domain::{ChatId, MessageId};
use engine::pair::{Fingerprint, PairError, PairingCode, join};
use engine::ports::{CredentialError, CredentialSet, Credentials};
use engine::{Engine, LedgerKey, Options};
use serde::Serialize;
use serde_json::{Value, json};
use store::DataFolder;
use tempfile::TempDir;

use crate::desk::{Desk, command, text};
use crate::kinds::{VOICE, file};
use crate::ports::Recorded;
use crate::promises::{body, brings};
use crate::rebuild::a_lively_day;
use crate::town::{ANNA, LENA, TOMAS, Town};

const DEADLINE: Duration = Duration::from_secs(60);
const NOOR: &str = "Noor Haddad";
const HERE: &str = "127.0.0.1:0";

/// A hub that lets consoles in, and has read its groups: each reading is an entry, which would come in between what a test compares.
async fn hub() -> Desk {
    let town = Town::wake().await;
    let ports = Arc::new(Recorded::with(town.credentials()));
    let desk = Desk::sit_down_as_hub(town, ports, TempDir::new().unwrap(), HERE.parse().ok()).await;
    desk.connected().await;
    desk.compared(0).await;
    desk
}

fn code(hub: &Desk) -> PairingCode {
    hub.engine.pairing_code(None, "back office".into()).unwrap().unwrap()
}

struct Console {
    engine: Engine,
    ports: Arc<Recorded>,
    folder: TempDir,
}

impl Console {
    async fn pair(hub: &Desk) -> Self {
        let (folder, ports) = (TempDir::new().unwrap(), Arc::new(Recorded::new()));
        join(folder.path(), &code(hub), ports.clone()).await.unwrap();
        Self::sit_down(folder, ports).await
    }

    /// It knows no provider, and of secrets holds the one that its hub knows it by.
    async fn sit_down(folder: TempDir, ports: Arc<Recorded>) -> Self {
        let options = Options {
            data: folder.path().to_owned(),
            api_base: Some("http://127.0.0.1:9".to_owned()),
            connect_base: None,
            listen: HERE.parse().unwrap(),
            tls: None,
            consoles: None,
            credentials: ports.clone(),
            notifier: ports.clone(),
            sound: ports.clone(),
            files: ports.clone(),
            startup: ports.clone(),
            places: ports.clone(),
            log: ports.clone(),
            abilities: Abilities::default(),
            operator: NOOR.to_owned(),
        };
        Self { engine: Engine::start(options).await.unwrap(), ports, folder }
    }

    async fn restart(self) -> Self {
        self.engine.stop().await;
        Self::sit_down(self.folder, self.ports).await
    }

    /// Waits until this console shows everything that the hub has.
    async fn has_everything_of(&self, hub: &Desk) {
        self.until("the console has what the hub has", async || {
            let (here, there) = (self.engine.figures(), hub.engine.figures());
            here.projected == there.journal && there.projected == there.journal
        })
        .await;
    }

    /// Gives a command as the screen does.
    async fn gives(&self, name: &str, request: &impl Serialize) -> Result<Value, ErrorBody> {
        contract::dispatch(&self.engine, name, serde_json::to_value(request).unwrap()).await
    }

    async fn sends(&self, chat_id: ChatId, words: &str) -> Result<Value, ErrorBody> {
        let request = MessageSend { command_id: command(), chat_id, content: text(words), reply_to: None };
        self.gives("message_send", &request).await
    }

    /// What waits for the hub, or was refused.
    async fn for_the_hub(&self) -> Vec<ForHub> {
        self.engine.hub_outbox(Nothing {}).await.unwrap().commands
    }

    /// The hub has got everything.
    async fn has_nothing_left(&self) {
        self.until("nothing waits", async || self.for_the_hub().await.is_empty()).await;
    }

    async fn is(&self, connection: Connection) {
        self.until(&format!("it is {connection:?}"), async || {
            self.engine.health(Nothing {}).await.unwrap().connection == connection
        })
        .await;
    }

    async fn until(&self, what: &str, look: impl AsyncFn() -> bool) {
        let mut changes = self.engine.changes();
        let seen = tokio::time::timeout(DEADLINE, async {
            while !look().await {
                // The hub changes, too, and tells its own screens.
                let _ = tokio::time::timeout(Duration::from_millis(50), changes.recv()).await;
            }
        });
        assert!(seen.await.is_ok(), "this never happened: {what}");
    }
}

/// Stops both when nothing is under way, and compares what they show. That a message is just leaving is the one thing in the
/// tables that the journal says only a moment later, so a hub that is stopped then says more than its journal does.
async fn same(hub: Desk, console: Console) -> (TempDir, TempDir) {
    hub.eventually("nothing waits to be sent", async || (hub.health().await.waiting == 0).then_some(())).await;
    hub.town.control("/idle", json!({})).await;
    // The groups are read behind the connection, and each reading is an entry.
    hub.compared(0).await;
    console.has_everything_of(&hub).await;
    let (_town, _ports, at_hub) = hub.close().await;
    console.engine.stop().await;
    let tables = |folder: &TempDir| DataFolder::open(folder.path(), None).unwrap().console().fingerprint().unwrap();
    let here = tables(&console.folder);
    for (table, hash) in &tables(&at_hub) {
        assert_eq!(here.get(table), Some(hash), "the table {table} is another one");
    }
    (at_hub, console.folder)
}
