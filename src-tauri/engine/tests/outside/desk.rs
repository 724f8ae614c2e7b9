//! Mira Halonen's desk: an engine with a folder of its own, connected to a town.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use contract::Commands;
use contract::ErrorBody;
use contract::chat::{ChatDetail, ChatFilter, ChatRequest, ChatRow, ChatsRequest, MarkRead};
use contract::compose::{MessageSend, MessageSettle};
use contract::group::{GroupFilter, GroupsRequest};
use contract::message::{Message, Timeline, TimelineFrom, TimelineItem, TimelineRequest};
use contract::workspace::{Abilities, Connection, Health, Nothing, Presence};
use domain::content::Content;
use domain::delivery::DeliveryStatus;
use domain::{ChatId, CommandId, MessageId};
use engine::{Engine, Options};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::ports::Recorded;
use crate::town::Town;

pub const MIRA: &str = "Mira Halonen";
/// After this time what was waited for will not come any more.
const DEADLINE: Duration = Duration::from_secs(30);

pub struct Desk {
    pub engine: Engine,
    pub town: Town,
    pub ports: Arc<Recorded>,
    pub folder: TempDir,
}

impl Desk {
    /// A new desk in a silent town, connected.
    pub async fn open() -> Self {
        let town = Town::wake().await;
        let ports = Arc::new(Recorded::with(town.credentials()));
        let desk = Self::sit_down(town, ports, TempDir::new().unwrap()).await;
        desk.connected().await;
        desk
    }

    /// Starts an engine on a folder.
    pub async fn sit_down(town: Town, ports: Arc<Recorded>, folder: TempDir) -> Self {
        Self::sit_down_as_hub(town, ports, folder, None).await
    }

    /// Starts an engine on a folder that lets consoles in at that address.
    pub async fn sit_down_as_hub(
        town: Town,
        ports: Arc<Recorded>,
        folder: TempDir,
        consoles: Option<SocketAddr>,
    ) -> Self {
        let options = Options {
            data: folder.path().to_owned(),
            api_base: Some(town.hello.api_base.clone()),
            connect_base: None,
            listen: "127.0.0.1:0".parse().unwrap(),
            tls: None,
            consoles,
            credentials: ports.clone(),
            notifier: ports.clone(),
            sound: ports.clone(),
            files: ports.clone(),
            startup: ports.clone(),
            places: ports.clone(),
            log: ports.clone(),
            abilities: Abilities::default(),
            operator: MIRA.to_owned(),
        };
        let engine = Engine::start(options).await.unwrap();
        Self { engine, town, ports, folder }
    }

    /// Stops the engine; everything else stays.
    pub async fn close(self) -> (Town, Arc<Recorded>, TempDir) {
        self.engine.stop().await;
        (self.town, self.ports, self.folder)
    }

    /// Stops the engine and starts another one on the same folder, with ports that remember nothing yet.
    pub async fn restart(self) -> Self {
        let (town, _, folder) = self.close().await;
        let ports = Arc::new(Recorded::with(town.credentials()));
        let desk = Self::sit_down(town, ports, folder).await;
        desk.connected().await;
        desk
    }

    /// Waits until `look` finds something; looks again after each change and whenever a port was asked.
    pub async fn eventually<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        self.in_time(look).await.unwrap_or_else(|| panic!("this never happened: {what}"))
    }

    async fn in_time<T>(&self, look: impl AsyncFn() -> Option<T>) -> Option<T> {
        let (mut changes, mut ports) = (self.engine.changes(), self.ports.news());
        let found = timeout(DEADLINE, async {
            loop {
                if let Some(found) = look().await {
                    return found;
                }
                tokio::select! {
                    _ = changes.recv() => {}
                    news = ports.changed() => news.unwrap(),
                }
            }
        });
        found.await.ok()
    }

    pub async fn health(&self) -> Health {
        self.engine.health(Nothing {}).await.unwrap()
    }

    pub async fn is(&self, connection: Connection) {
        let what = format!("the connection is {connection:?}");
        self.eventually(&what, async || (self.health().await.connection == connection).then_some(())).await;
    }

    pub async fn connected(&self) {
        self.is(Connection::Connected).await;
    }

    /// Waits until everything that the provider tells of groups has been read, at that moment of the town or later.
    pub async fn compared(&self, since: i64) {
        let groups = self.town.look("/groups").await["groups"].as_array().unwrap().len();
        self.eventually("every group is compared", async || {
            let asked = GroupsRequest { query: String::new(), filter: GroupFilter::All, limit: 200, after: None };
            let rows = self.engine.groups(asked).await.unwrap().rows;
            for row in &rows {
                let view = self.engine.group(ChatRequest { chat_id: row.chat_id }).await.unwrap();
                view.compared_at.filter(|at| at.0 >= since && view.link.is_some())?;
            }
            (rows.len() >= groups).then_some(())
        })
        .await;
    }

    pub async fn rows(&self, filter: ChatFilter) -> Vec<ChatRow> {
        self.engine.chats(ChatsRequest { filter, limit: 200, after: None }).await.unwrap().rows
    }

    /// The open chat of that name, once it has a message.
    pub async fn row(&self, title: &str) -> ChatRow {
        self.eventually(title, async || {
            let rows = self.rows(ChatFilter::All).await;
            rows.into_iter().find(|row| row.title.as_deref() == Some(title) && row.last.is_some())
        })
        .await
    }

    pub async fn chat(&self, title: &str) -> ChatId {
        self.row(title).await.chat_id
    }

    /// The chat of that name once its newest message has these words.
    pub async fn row_saying(&self, title: &str, words: &str) -> ChatRow {
        self.eventually(&format!("{title}: {words}"), async || {
            Some(self.row(title).await).filter(|row| row.last.as_ref().is_some_and(|last| last.words == words))
        })
        .await
    }

    pub async fn detail(&self, chat_id: ChatId) -> ChatDetail {
        self.engine.chat(ChatRequest { chat_id }).await.unwrap()
    }

    pub async fn timeline(&self, chat_id: ChatId) -> Timeline {
        self.engine.timeline(TimelineRequest { chat_id, from: TimelineFrom::Newest, limit: 200 }).await.unwrap()
    }

    /// The messages of a chat, oldest first.
    pub async fn messages(&self, chat_id: ChatId) -> Vec<Message> {
        let items = self.timeline(chat_id).await.items.into_iter();
        items
            .filter_map(|item| match item {
                TimelineItem::Message(message) => Some(*message),
                TimelineItem::Note(_) | TimelineItem::Line(_) => None,
            })
            .collect()
    }

    pub async fn message(&self, chat: ChatId, id: MessageId) -> Message {
        self.messages(chat).await.into_iter().find(|message| message.message_id == id).unwrap()
    }

    pub async fn newest(&self, chat: ChatId) -> Message {
        self.messages(chat).await.pop().unwrap()
    }

    /// Sends what the person may get: the number of the message.
    pub async fn send(&self, chat: ChatId, content: Content) -> MessageId {
        self.try_send(chat, content).await.unwrap()
    }

    pub async fn try_send(&self, chat_id: ChatId, content: Content) -> Result<MessageId, ErrorBody> {
        let request = MessageSend { command_id: command(), chat_id, content, reply_to: None };
        self.engine.message_send(request).await.map(|queued| queued.message_id)
    }

    pub async fn reply(&self, chat: ChatId, words: &str) -> MessageId {
        self.send(chat, text(words)).await
    }

    /// Waits until a message of ours is there, or further.
    pub async fn reaches(&self, chat: ChatId, id: MessageId, status: DeliveryStatus) -> Message {
        let found =
            self.in_time(async || Some(self.message(chat, id).await).filter(|message| message.status == Some(status)));
        match found.await {
            Some(message) => message,
            None => panic!("it never was {status:?}, but {:?}", self.message(chat, id).await),
        }
    }

    pub async fn read(&self, chat_id: ChatId) {
        let up_to = self.newest(chat_id).await.message_id;
        self.engine.chat_read(MarkRead { command_id: command(), chat_id, up_to }).await.unwrap();
    }

    pub async fn again(&self, message_id: MessageId) -> Result<Nothing, ErrorBody> {
        self.engine.message_again(MessageSettle { command_id: command(), message_id }).await
    }

    pub async fn give_up(&self, message_id: MessageId) -> Result<Nothing, ErrorBody> {
        self.engine.message_drop(MessageSettle { command_id: command(), message_id }).await
    }

    /// The operator looks at a chat, in a window that has the focus.
    pub async fn look_at(&self, chat: Option<ChatId>) {
        let presence = Presence { focused: chat.is_some(), visible: true, chat };
        self.engine.presence_set(presence).await.unwrap();
    }

    /// Moves the town's clock, and waits until the engine follows it.
    pub async fn pass(&self, ms: i64) {
        let until = self.town.look("").await["now"].as_i64().unwrap() + ms;
        self.town.pass(ms).await;
        self.eventually("the engine follows the town's clock", async || {
            let now = self.engine.workspace(Nothing {}).await.unwrap().now;
            (now.0 >= until).then_some(())
        })
        .await;
    }
}

/// A new command's name.
pub fn command() -> CommandId {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    CommandId(format!("command {} of {}", NEXT.fetch_add(1, Ordering::Relaxed), std::process::id()))
}

pub fn text(words: &str) -> Content {
    Content::Text { body: words.to_owned() }
}
