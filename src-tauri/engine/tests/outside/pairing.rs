//! A hub and a console that is paired with it: each an engine with a folder of its own, TLS between them.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::chat::{ChatRequest, NoteAdd};
use contract::compose::{Attachment, MessageSend, MessageSettle, Queued};
use contract::consent::ContactErase;
use contract::hub::{ForHub, ForHubDrop, HubJoin};
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

/// A hub that lets consoles in.
async fn hub() -> Desk {
    let town = Town::wake().await;
    let ports = Arc::new(Recorded::with(town.credentials()));
    let desk = Desk::sit_down_as_hub(town, ports, TempDir::new().unwrap(), HERE.parse().ok()).await;
    desk.connected().await;
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

#[tokio::test]
async fn a_console_shows_what_its_hub_has_and_what_comes_then() {
    let hub = hub().await;
    a_lively_day(&hub).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    hub.town.write(ANNA, "Anything new?").await;
    let anna = hub.chat(ANNA).await;
    hub.reply(anna, "До завтра").await;
    console
        .until("it stands the same with everybody's consent", async || {
            let here = console.engine.consent_overview(Nothing {}).await.unwrap();
            here == hub.engine.consent_overview(Nothing {}).await.unwrap()
        })
        .await;
    assert!(console.ports.rung().len() <= 1, "what was written before it was there is one backlog");
    let token = console.ports.hub_token().unwrap().unwrap();
    let (at_hub, at_console) = same(hub, console).await;
    for folder in [at_hub.path(), at_console.path()] {
        assert_eq!(files_with(&token, folder), Vec::<PathBuf>::new(), "what the console is known by is in no file");
    }
}

/// The files below a folder that have these words.
fn files_with(words: &str, folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let has = |path: &PathBuf| std::fs::read(path).unwrap().windows(words.len()).any(|part| part == words.as_bytes());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.into_iter().filter(has).chain(folders.iter().flat_map(|folder| files_with(words, folder))).collect()
}

#[tokio::test]
async fn a_file_comes_from_the_hub_when_it_is_looked_at() {
    let hub = hub().await;
    hub.town.say(json!({"person": ANNA, "type": "image"})).await;
    let anna = hub.chat(ANNA).await;
    let file = hub
        .eventually("the picture is fetched", async || match hub.newest(anna).await.file {
            Some(FileState::Ready { file, .. }) => Some(file),
            _ => None,
        })
        .await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let request = || FileRequest { file: file.clone() };
    let there = hub.engine.file(request()).await.unwrap();
    assert_eq!(console.engine.file(request()).await.unwrap(), there);
    hub.close().await;
    assert_eq!(console.engine.file(request()).await.unwrap(), there, "and stays");
}

#[tokio::test]
async fn who_is_erased_on_the_hub_is_erased_on_the_console() {
    let hub = hub().await;
    let secret = "Meine geheime Adresse";
    hub.town.write(LENA, secret).await;
    hub.town.write(TOMAS, "Hello").await;
    hub.row(TOMAS).await;
    let lena = hub.detail(hub.chat(LENA).await).await.contact.unwrap().contact_id;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    hub.engine.contact_erase(ContactErase { command_id: command(), contact_id: lena }).await.unwrap();
    console.has_everything_of(&hub).await;
    let late = Console::pair(&hub).await;
    late.has_everything_of(&hub).await;
    let console = console.restart().await;
    for one in [&console, &late] {
        let folder = one.folder.path();
        for file in ["journal.db", "journal.db-wal", "console.db", "console.db-wal"] {
            let bytes = std::fs::read(folder.join(file)).unwrap_or_default();
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "it is in {file}");
        }
    }
    same(hub, console).await;
}

#[tokio::test]
async fn a_code_typed_into_a_window_has_it_show_the_hub_until_it_leaves() {
    let hub = hub().await;
    let (window, folder) = (Desk::open().await, TempDir::new().unwrap());
    let typed = |code: String| window.engine.hub_join(HubJoin { code });
    let refused = async |code: String| typed(code).await.unwrap_err().code;
    assert_eq!(refused(code(&hub).to_string()).await, ErrorCode::NotHere, "a window alone shows a hub");
    window.ports.can_show_a_hub(folder.path());
    assert_eq!(refused("hub.polartea.example".into()).await, ErrorCode::PairingCode);
    let wrong = PairingCode { secret: "00".repeat(16), ..code(&hub) };
    assert_eq!(refused(wrong.to_string()).await, ErrorCode::PairingCode);
    let nowhere = PairingCode { address: "127.0.0.1:9".into(), ..code(&hub) };
    assert_eq!(refused(nowhere.to_string()).await, ErrorCode::HubAway);
    assert_eq!(
        window.engine.hub_leave(Nothing {}).await.unwrap_err().code,
        ErrorCode::NotHere,
        "there is none to leave"
    );
    typed(format!("  {}\n", code(&hub))).await.unwrap();
    assert_eq!(window.ports.opened(), ["hub"]);
    let (_town, ports, _) = window.close().await;

    let console = Console::sit_down(folder, ports).await;
    console.ports.can_show_a_hub(console.folder.path());
    let workspace = console.engine.workspace(Nothing {}).await.unwrap();
    assert_eq!((workspace.hub.unwrap().name, workspace.first_run), ("Mira Halonen".to_owned(), None));
    console.engine.hub_leave(Nothing {}).await.unwrap();
    assert_eq!(console.ports.opened(), ["hub", "no hub"]);
    console.engine.stop().await;
    hub.close().await;
}

#[tokio::test]
async fn what_waits_for_the_hub_is_shown_with_what_was_written() {
    let hub = hub().await;
    hub.town.write(ANNA, "Is it ready?").await;
    let anna = hub.chat(ANNA).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    hub.close().await;
    console.is(Connection::Offline).await;
    console.sends(anna, "Tomorrow").await.unwrap_err();
    let note = NoteAdd { command_id: command(), chat_id: anna, body: "Wants two".into() };
    console.gives("note_add", &note).await.unwrap_err();
    let [message, note] = <[ForHub; 2]>::try_from(console.for_the_hub().await).unwrap();
    assert_eq!((message.chat_id, message.content, message.refusal), (Some(anna), Some(text("Tomorrow")), None));
    assert_eq!((message.name.as_str(), message.chat.as_deref()), ("message_send", Some("Анна Корнеева")));
    assert_eq!((note.content, note.note.as_deref()), (None, Some("Wants two")));
    assert_eq!(console.engine.health(Nothing {}).await.unwrap().for_hub, 2);
    console.engine.stop().await;
}

#[tokio::test]
async fn a_code_pairs_one_console_and_a_wrong_one_none() {
    let hub = hub().await;
    let (used, folder) = (code(&hub), TempDir::new().unwrap());
    let secrets = || Arc::new(Recorded::new());
    join(folder.path(), &used, secrets()).await.unwrap();
    let other = TempDir::new().unwrap();
    assert!(matches!(join(other.path(), &used, secrets()).await, Err(PairError::Refused)), "it was used");
    let wrong = PairingCode { secret: "00".repeat(16), ..code(&hub) };
    assert!(matches!(join(other.path(), &wrong, secrets()).await, Err(PairError::Refused)));
    let good = code(&hub);
    let impostor = PairingCode { fingerprint: Fingerprint([7; 32]), ..good.clone() };
    assert!(
        matches!(join(other.path(), &impostor, secrets()).await, Err(PairError::Unreachable(_))),
        "another hub's certificate"
    );
    assert!(matches!(join(folder.path(), &good, secrets()).await, Err(PairError::Store(_))), "it is paired");
    assert!(!other.path().join("journal.db").exists() && !other.path().join("hub.json").exists(), "nothing is kept");
    let dumb = Arc::new(NoKeyring);
    assert!(matches!(join(other.path(), &good, dumb).await, Err(PairError::Secret(CredentialError::NoKeyring))));
    let ports = secrets();
    join(other.path(), &good, ports.clone()).await.unwrap();
    let (third, again) = (TempDir::new().unwrap(), Arc::new(Same(ports.hub_token().unwrap().unwrap())));
    assert!(matches!(join(third.path(), &code(&hub), again).await, Err(PairError::Used)), "one token, one console");
    assert!(
        matches!(join(hub.folder.path(), &code(&hub), secrets()).await, Err(PairError::Store(_))),
        "a hub is no console"
    );
}

#[tokio::test]
async fn nothing_is_told_without_a_token() {
    let hub = hub().await;
    let code = code(&hub);
    let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
    let place = "entry=0&consent=0&tied=0";
    for path in [&format!("/journal?{place}"), "/media/00", "/command/note_add"] {
        for token in ["", "00"] {
            let asked = client.get(format!("https://{}{path}", code.address)).bearer_auth(token).send().await.unwrap();
            assert!([401, 404].contains(&asked.status().as_u16()), "{path}: {}", asked.status());
        }
    }
    let plain = reqwest::get(format!("http://{}/journal?{place}", code.address)).await;
    assert!(plain.is_err() || !plain.unwrap().status().is_success(), "it speaks TLS and nothing else");
}

#[tokio::test]
async fn a_revoked_console_keeps_what_it_has_and_gets_nothing_more() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Before").await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let id = hub.engine.consoles().await.unwrap()[0].id;
    assert!(hub.engine.revoke_console(id).await.unwrap());
    let copied = console.engine.figures().journal;
    hub.town.write(TOMAS, "After").await;
    hub.row_saying(TOMAS, "After").await;
    console.is(Connection::Credentials).await;
    assert_eq!(console.engine.figures().journal, copied);
    let console = console.restart().await;
    console.is(Connection::Credentials).await;
    assert_eq!(console.engine.figures().projected, copied, "what it has stays");
}

#[tokio::test]
async fn both_may_be_away_for_days_and_then_show_the_same() {
    let hub = hub().await;
    hub.town.write(TOMAS, "One").await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let consoles: SocketAddr = code(&hub).address.parse().unwrap();
    let (town, ports, folder) = hub.close().await;
    console.is(Connection::Offline).await;
    let hub = Desk::sit_down_as_hub(town, ports, folder, Some(consoles)).await;
    hub.connected().await;
    hub.town.write(TOMAS, "Two").await;
    hub.row_saying(TOMAS, "Two").await;
    console.has_everything_of(&hub).await;
    let Console { engine, ports: at_console, folder } = console;
    engine.stop().await;
    hub.pass(48 * HOUR).await;
    hub.town.write(TOMAS, "Three").await;
    hub.row_saying(TOMAS, "Three").await;
    let console = Console::sit_down(folder, at_console).await;
    console.has_everything_of(&hub).await;
    console
        .until("it is the same time for both", async || {
            let (here, there) = (console.engine.workspace(Nothing {}).await, hub.engine.workspace(Nothing {}).await);
            (here.unwrap().now.0 - there.unwrap().now.0).abs() < HOUR
        })
        .await;
    same(hub, console).await;
}

#[tokio::test]
async fn what_a_console_is_told_the_hub_does_and_the_console_reads_its_own_writes() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Hello").await;
    let tomas = hub.chat(TOMAS).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let queued: Queued = serde_json::from_value(console.sends(tomas, "Good morning").await.unwrap()).unwrap();
    let from = TimelineFrom::Newest;
    let seen = console.engine.timeline(TimelineRequest { chat_id: tomas, from, limit: 10 }).await.unwrap();
    let newest = serde_json::to_string(&seen.items).unwrap();
    assert!(newest.contains("Good morning"), "it is shown when the answer is there");
    hub.reaches(tomas, queued.message_id, DeliveryStatus::Read).await;
    console.has_everything_of(&hub).await;
    assert_eq!(hub.town.texts().await, ["Good morning"]);
    let note = NoteAdd { command_id: command(), chat_id: tomas, body: "Likes oolong".to_owned() };
    console.gives("note_add", &note).await.unwrap();
    let items = hub.timeline(tomas).await.items;
    let by = |words: &str| {
        let shown =
            items.iter().map(|item| serde_json::to_value(item).unwrap()).find(|item| item.to_string().contains(words));
        let shown = shown.unwrap();
        shown["author"].as_str().or(shown["sender"]["name"].as_str()).map(str::to_owned)
    };
    assert_eq!(by("Likes oolong").as_deref(), Some(NOOR), "it is hers, and not of whoever runs the hub");
    assert_eq!(by("Good morning").as_deref(), Some(NOOR));
    let refused = console.gives("number_check", &json!({"token": "a", "app_secret": "b"})).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotHere, "the secrets are the hub's");
    same(hub, console).await;
}

#[tokio::test]
async fn what_is_told_while_the_hub_is_away_is_done_once_and_in_order_when_it_is_back() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Hello").await;
    let tomas = hub.chat(TOMAS).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let consoles: SocketAddr = code(&hub).address.parse().unwrap();
    let (town, ports, folder) = hub.close().await;
    console.is(Connection::Offline).await;
    for words in ["One", "Two", "Three"] {
        assert_eq!(console.sends(tomas, words).await.unwrap_err().code, ErrorCode::WaitsForHub);
    }
    let no_such = MessageSettle { command_id: command(), message_id: MessageId(7) };
    assert_eq!(console.gives("message_again", &no_such).await.unwrap_err().code, ErrorCode::WaitsForHub);
    let typing = ChatRequest { chat_id: tomas };
    assert_eq!(console.gives("chat_typing", &typing).await.unwrap_err().code, ErrorCode::HubAway, "it cannot wait");
    let console = console.restart().await;
    assert_eq!(console.for_the_hub().await.len(), 4, "a stop loses nothing");
    assert_eq!(town.texts().await, Vec::<String>::new(), "and nothing was sent by the console");
    let hub = Desk::sit_down_as_hub(town, ports, folder, Some(consoles)).await;
    hub.connected().await;
    console
        .until("one is left, which the hub refused", async || {
            let left = console.for_the_hub().await;
            left.len() == 1 && left[0].name == "message_again" && left[0].refusal.is_some()
        })
        .await;
    let health = console.engine.health(Nothing {}).await.unwrap();
    assert_eq!((health.for_hub, health.hub_refused), (0, 1));
    let command = console.for_the_hub().await.remove(0).command;
    console.engine.hub_outbox_drop(ForHubDrop { command: command.clone() }).await.unwrap();
    let again = console.engine.hub_outbox_drop(ForHubDrop { command }).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::TooLate, "it is away already");
    console.has_nothing_left().await;
    hub.eventually("all of it is at the provider", async || (hub.town.texts().await.len() >= 3).then_some(())).await;
    hub.town.control("/idle", json!({})).await;
    assert_eq!(hub.town.texts().await, ["One", "Two", "Three"], "once each");
    console.has_everything_of(&hub).await;
    same(hub, console).await;
}

#[tokio::test]
async fn a_file_and_a_voice_note_from_a_console_go_out_by_the_hub() {
    let hub = hub().await;
    hub.town.write(ANNA, "Пришлите прайс").await;
    let anna = hub.chat(ANNA).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let paper = json!({"chat_id": anna, "filename": "price.txt", "base64": STANDARD.encode("Габа 200 г")});
    let paper: Attachment = serde_json::from_value(console.gives("attachment_add", &paper).await.unwrap()).unwrap();
    console.ports.speak(VOICE);
    console.engine.voice_start(ChatRequest { chat_id: anna }).await.unwrap();
    let note = console.engine.voice_stop(Nothing {}).await.unwrap();
    assert_eq!((note.media, note.duration, note.problem.clone()), (MediaKind::Voice, Some(2_000), None));
    for attached in [&paper, &note] {
        let request =
            MessageSend { command_id: command(), chat_id: anna, content: file(attached, None), reply_to: None };
        console.gives("message_send", &request).await.unwrap();
    }
    hub.eventually("both are sent", async || (hub.town.sent().await.len() == 2).then_some(())).await;
    let sent = hub.town.sent().await;
    assert_eq!((&sent[0]["type"], &sent[0]["body"]["filename"]), (&json!("document"), &json!("price.txt")));
    assert_eq!((&sent[1]["type"], &sent[1]["body"]["voice"]), (&json!("audio"), &json!(true)));
    console.has_everything_of(&hub).await;
    let heard = console.engine.file(FileRequest { file: note.file }).await.unwrap();
    assert_eq!(heard.base64, STANDARD.encode(VOICE), "and is heard at the console");
    hub.close().await;
    console.is(Connection::Offline).await;
    let refused = console.engine.voice_start(ChatRequest { chat_id: anna }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::HubAway, "nothing is recorded that cannot be kept");
}

#[tokio::test]
async fn a_command_that_comes_again_gets_the_same_answer_and_a_console_asks_nothing_else() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Hello").await;
    let chat_id = hub.chat(TOMAS).await;
    let folder = TempDir::new().unwrap();
    let ports = Arc::new(Recorded::new());
    let link = join(folder.path(), &code(&hub), ports.clone()).await.unwrap();
    let token = ports.hub_token().unwrap().unwrap();
    let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
    let post = async |name: &str, words: &str| -> Value {
        let call = client.post(format!("https://{}/command/{name}", link.address));
        let call = call.bearer_auth(&token).header("switchboard-command", "the same");
        let request = MessageSend { command_id: command(), chat_id, content: text(words), reply_to: None };
        call.json(&json!({"operator": NOOR, "request": request})).send().await.unwrap().json().await.unwrap()
    };
    let first = post("message_send", "Once").await;
    assert!(first["answer"]["Ok"]["message_id"].is_number(), "{first}");
    assert_eq!(post("message_send", "Twice").await, first, "also where the request says something else");
    hub.eventually("it is sent", async || (!hub.town.texts().await.is_empty()).then_some(())).await;
    assert_eq!(hub.town.texts().await, ["Once"]);
    for name in ["chats", "settings_save", "number_connect", "nothing_of_the_kind"] {
        assert_eq!(post(name, "").await["answer"]["Err"]["code"], "no_such_command", "{name}");
    }
}

/// A host that keeps no secrets.
struct NoKeyring;

impl Credentials for NoKeyring {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        Ok(None)
    }
    fn save(&self, _: &CredentialSet) -> Result<(), CredentialError> {
        Err(CredentialError::NoKeyring)
    }
    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        Err(CredentialError::NoKeyring)
    }
}

/// A host whose surroundings say what it is known by.
struct Same(String);

impl Credentials for Same {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        Ok(None)
    }
    fn save(&self, _: &CredentialSet) -> Result<(), CredentialError> {
        Err(CredentialError::NoKeyring)
    }
    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        Err(CredentialError::NoKeyring)
    }
    fn make_hub_token(&self) -> Result<String, CredentialError> {
        Ok(self.0.clone())
    }
}

/// A body of the provider with a text of each of so many people whom nobody knew.
async fn newcomers(hub: &Desk, count: usize) {
    let at = hub.town.look("").await["now"].as_i64().unwrap() / 1_000;
    let phone = |number: usize| format!("77001{number:06}");
    let text = |number: usize| {
        json!({"from": phone(number), "id": format!("wamid.new{number}"), "timestamp": at.to_string(), "type": "text",
            "text": {"body": "Сенча?"}})
    };
    let name = |number: usize| json!({"wa_id": phone(number), "profile": {"name": format!("Гость {number}")}});
    let messages: Vec<Value> = (0..count).map(text).collect();
    let contacts: Vec<Value> = (0..count).map(name).collect();
    brings(hub, &body(hub, json!({"messages": messages, "contacts": contacts}))).await;
    hub.row_saying(&format!("Гость {}", count - 1), "Сенча?").await;
}

#[tokio::test]
async fn a_body_of_more_newcomers_than_a_page_holds_reaches_the_ledger_of_a_console_and_so_does_what_follows() {
    let hub = hub().await;
    newcomers(&hub, 300).await;
    hub.town.write(ANNA, "И мне").await;
    hub.row_saying(ANNA, "И мне").await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let anna = ChatRequest { chat_id: hub.chat(ANNA).await };
    console
        .until("the same stands there about the last of them", async || {
            let here = console.engine.chat(anna).await.unwrap();
            here.contact == hub.engine.chat(anna).await.unwrap().contact
        })
        .await;
    same(hub, console).await;
}

#[tokio::test]
async fn a_message_that_is_not_confirmed_can_be_settled_at_a_console() {
    let hub = hub().await;
    hub.town.write(ANNA, "Ау").await;
    let chat = hub.chat(ANNA).await;
    hub.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_000})).await;
    let id = hub.reply(chat, "Дошло?").await;
    hub.reaches(chat, id, DeliveryStatus::Unknown).await;
    let console = Console::pair(&hub).await;
    hub.pass(HOUR).await;
    hub.town.write(TOMAS, "Hi").await;
    hub.eventually("the hub offers it", async || hub.message(chat, id).await.can_settle.then_some(())).await;
    console.has_everything_of(&hub).await;
    console
        .until("the console offers it, too", async || {
            let request = TimelineRequest { chat_id: chat, from: TimelineFrom::Newest, limit: 50 };
            let shown = console.engine.timeline(request).await.unwrap();
            shown
                .items
                .iter()
                .any(|item| matches!(item, TimelineItem::Message(one) if one.message_id == id && one.can_settle))
        })
        .await;
    same(hub, console).await;
}

#[tokio::test]
async fn what_the_hub_did_before_it_was_stopped_is_no_refusal_when_it_comes_again() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Hello").await;
    let chat_id = hub.chat(TOMAS).await;
    let (folder, ports) = (TempDir::new().unwrap(), Arc::new(Recorded::new()));
    let link = join(folder.path(), &code(&hub), ports.clone()).await.unwrap();
    let token = ports.hub_token().unwrap().unwrap();
    let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
    let request = MessageSend { command_id: command(), chat_id, content: text("Once"), reply_to: None };
    // The hub knows an answer by the id in the header; under another one it is as if the answer had not been noted.
    let post = async |id: &str| -> Value {
        let call = client.post(format!("https://{}/command/message_send", link.address)).bearer_auth(&token);
        let call = call.header("switchboard-command", id).json(&json!({"operator": NOOR, "request": request}));
        call.send().await.unwrap().json().await.unwrap()
    };
    assert!(post("before").await["answer"]["Ok"]["message_id"].is_number());
    hub.eventually("it is sent", async || (!hub.town.texts().await.is_empty()).then_some(())).await;
    hub.pass(25 * HOUR).await;
    let again = post("after").await;
    assert_eq!(again["answer"]["Err"]["code"], "waits_for_hub", "{again}: not that the window is closed");
    hub.town.control("/idle", json!({})).await;
    assert_eq!(hub.town.texts().await, ["Once"]);
}
