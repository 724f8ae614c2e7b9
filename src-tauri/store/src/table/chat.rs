//! Chats: the thread with one contact or one group. What a list row shows is kept here, so that no list is counted
//! together from messages. How a chat changes is in [`super::chat_change`].

use domain::delivery::DeliveryStatus;
use domain::{AccountId, ChatId, ContactId, GroupId, LabelId, MessageId, Timestamp};
use rusqlite::{Row, params};

use super::message::Direction;
use super::words;
use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE chat ( -- the thread with one contact or one group; projected
    chat_id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    kind TEXT NOT NULL, -- direct, group, unsorted (what belongs to no thread)
    contact_id INTEGER REFERENCES contact(contact_id),
    group_id TEXT,
    title TEXT, -- the group's subject
    last_message_id INTEGER, -- the newest message by its time
    last_at INTEGER NOT NULL, -- its time, before the first message the chat's own; ms
    last_preview TEXT NOT NULL DEFAULT '', -- its words, shortened
    last_kind TEXT, -- its kind, or revoked
    last_direction TEXT, -- in, out
    last_sender_name TEXT,
    last_status TEXT, -- of ours
    unread INTEGER NOT NULL DEFAULT 0, -- messages received behind read_up_to
    last_received_at INTEGER, -- opens the window; ms
    waiting_since INTEGER, -- the oldest message received that nothing of ours follows; ms
    conversation TEXT NOT NULL DEFAULT 'open', -- open, snoozed, done
    snoozed_until INTEGER, -- ms
    pinned INTEGER NOT NULL DEFAULT 0,
    assignee TEXT, -- an operator's name
    marked_unread INTEGER NOT NULL DEFAULT 0,
    read_up_to INTEGER NOT NULL DEFAULT 0, -- the newest message read, by arrival
    suspended INTEGER NOT NULL DEFAULT 0 -- 1 while the provider suspends the group
) STRICT;
CREATE UNIQUE INDEX chat_by_contact ON chat(account_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE UNIQUE INDEX chat_by_group ON chat(account_id, group_id) WHERE group_id IS NOT NULL;
CREATE UNIQUE INDEX chat_unsorted ON chat(account_id, kind) WHERE kind = 'unsorted';
CREATE INDEX chat_contact ON chat(contact_id);
CREATE INDEX chat_by_age ON chat(last_at, chat_id) WHERE contact_id IS NOT NULL;
CREATE INDEX chat_by_last ON chat(conversation, pinned, last_at, chat_id);
CREATE INDEX chat_unread ON chat(conversation, pinned, last_at, chat_id) WHERE unread > 0 OR marked_unread = 1;
CREATE INDEX chat_waiting ON chat(conversation, pinned, last_at, chat_id) WHERE waiting_since IS NOT NULL;
CREATE INDEX chat_waiting_longest ON chat(conversation, waiting_since, chat_id) WHERE waiting_since IS NOT NULL;
CREATE INDEX chat_by_kind ON chat(kind, conversation, pinned, last_at, chat_id);
CREATE INDEX chat_by_assignee ON chat(assignee, conversation, pinned, last_at, chat_id) WHERE assignee IS NOT NULL;
CREATE INDEX chat_snoozed ON chat(conversation, snoozed_until) WHERE snoozed_until IS NOT NULL;
";

words! {
    /// What a chat is a thread with.
    ChatKind {
        /// One contact.
        Direct = "direct",
        /// One group.
        Group = "group",
        /// Nobody: what could not be read and names no thread, one chat an account.
        Unsorted = "unsorted",
    }
}

words! {
    /// Where the piece of work in a chat stands.
    Conversation {
        /// In work.
        Open = "open",
        /// Comes back later.
        Snoozed = "snoozed",
        /// Finished.
        Done = "done",
    }
}

/// A chat as a list row and a header show it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Chat {
    pub chat_id: ChatId,
    pub account_id: AccountId,
    pub kind: ChatKind,
    pub contact_id: Option<ContactId>,
    pub group_id: Option<GroupId>,
    pub title: Option<String>,
    /// The contact's name, where it has one; read from the contact.
    pub contact_name: Option<String>,
    /// The contact's username; read from the contact.
    pub contact_username: Option<String>,
    /// The contact's phone as valid now; read from the identities.
    pub contact_phone: Option<String>,
    pub last_message_id: Option<MessageId>,
    pub last_at: Timestamp,
    pub last_preview: String,
    pub last_kind: Option<String>,
    pub last_direction: Option<Direction>,
    pub last_sender_name: Option<String>,
    pub last_status: Option<DeliveryStatus>,
    pub unread: u32,
    /// Whether something unread speaks to us; read from the decisions to alert.
    pub mentioned: bool,
    pub last_received_at: Option<Timestamp>,
    pub waiting_since: Option<Timestamp>,
    pub conversation: Conversation,
    pub snoozed_until: Option<Timestamp>,
    pub pinned: bool,
    pub assignee: Option<String>,
    pub marked_unread: bool,
    pub read_up_to: MessageId,
    pub suspended: bool,
}

/// Which chats a list shows. All but the last two show open conversations only, and none one with a person in which nobody
/// has written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChatFilter {
    /// Open conversations.
    Open,
    /// With something unread.
    Unread,
    /// In which somebody waits for an answer.
    Waiting,
    /// Of one operator.
    Assigned(String),
    /// Of groups.
    Groups,
    /// With a label.
    Label(LabelId),
    /// That come back later.
    Snoozed,
    /// That are finished.
    Done,
}

/// The place of a chat in a list: pinned first, then newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChatKey {
    /// Whether it is pinned.
    pub pinned: bool,
    /// When its newest message was written.
    pub last_at: Timestamp,
    /// The chat.
    pub chat_id: ChatId,
}

impl Chat {
    /// Its place in a list.
    #[must_use]
    pub const fn key(&self) -> ChatKey {
        ChatKey { pinned: self.pinned, last_at: self.last_at, chat_id: self.chat_id }
    }
}

macro_rules! chats {
    ($index:literal) => {
        concat!(
            "SELECT chat.*, coalesce(contact.given_name, contact.name) AS contact_name, contact.username AS contact_username,
                (SELECT value FROM identity WHERE identity.contact_id = chat.contact_id AND kind = 'phone'
                 AND superseded_at IS NULL LIMIT 1) AS contact_phone,
                EXISTS (SELECT 1 FROM notification INDEXED BY notification_mention
                 WHERE notification.chat_id = chat.chat_id AND notification.message_id > chat.read_up_to
                 AND notification.kind = 'mention') AS mentioned
             FROM chat ",
            $index,
            " LEFT JOIN contact ON contact.contact_id = chat.contact_id "
        )
    };
}

macro_rules! page {
    ($filter:literal) => {
        concat!(
            "WHERE (pinned, last_at, chat_id) < (?1, ?2, ?3) AND (?4 IS NULL OR chat.account_id = ?4)
             AND conversation = ?6 AND (last_message_id IS NOT NULL OR chat.kind <> 'direct') AND ",
            $filter,
            " ORDER BY pinned DESC, last_at DESC, chat_id DESC LIMIT ?5"
        )
    };
}

macro_rules! chat_list {
    ($name:ident, $index:literal, $filter:literal) => {
        const $name: Statement = Statement::new("read the chats", concat!(chats!($index), page!($filter)));
    };
}

chat_list!(OPEN, "INDEXED BY chat_by_last", "true");
chat_list!(UNREAD, "INDEXED BY chat_unread", "(unread > 0 OR marked_unread = 1)");
chat_list!(WAITING, "INDEXED BY chat_waiting", "waiting_since IS NOT NULL");
chat_list!(ASSIGNED, "INDEXED BY chat_by_assignee", "assignee = ?7");
chat_list!(GROUPS, "INDEXED BY chat_by_kind", "chat.kind = 'group'");
const LABELLED: Statement = Statement::new(
    "read the chats of a label",
    concat!(
        chats!(""),
        page!(
            "chat_id IN (SELECT chat_id FROM chat_label WHERE label_id = ?7 UNION ALL
                SELECT theirs.chat_id FROM contact_label CROSS JOIN contact AS mine USING (contact_id)
                CROSS JOIN contact AS same INDEXED BY contact_by_person ON same.person_id = mine.person_id
                CROSS JOIN chat AS theirs INDEXED BY chat_contact ON theirs.contact_id = same.contact_id
                WHERE label_id = ?7)"
        )
    ),
);
const GET: Statement = Statement::new("read a chat", concat!(chats!(""), "WHERE chat_id = ?1"));
const BY_CONTACT: Statement = Statement::new(
    "find the chat with a contact",
    "SELECT chat_id FROM chat WHERE account_id = ?1 AND contact_id = ?2",
);
const OF_CONTACT: Statement =
    Statement::new("find the chats with a contact", "SELECT chat_id FROM chat WHERE contact_id = ?1 ORDER BY chat_id");
const CONTACT: Statement = Statement::new(
    "find whose chat it is",
    "SELECT contact_id FROM chat WHERE chat_id = ?1 AND contact_id IS NOT NULL",
);
const BY_GROUP: Statement =
    Statement::new("find the chat of a group", "SELECT chat_id FROM chat WHERE account_id = ?1 AND group_id = ?2");
const DUE: Statement = Statement::new(
    "find the chats that come back",
    "SELECT chat_id FROM chat WHERE conversation = 'snoozed' AND snoozed_until <= ?1 AND snoozed_until IS NOT NULL",
);
const NEXT_DUE: Statement = Statement::new(
    "find when the next chat comes back",
    "SELECT snoozed_until FROM chat WHERE conversation = 'snoozed' AND snoozed_until IS NOT NULL
     ORDER BY snoozed_until LIMIT 1",
);
const LONGEST: Statement = Statement::new(
    "find who waits longest",
    "SELECT chat_id FROM chat INDEXED BY chat_waiting_longest
     WHERE conversation = 'open' AND waiting_since IS NOT NULL AND (?1 = 0 OR unread > 0 OR marked_unread = 1)
     ORDER BY waiting_since, chat_id LIMIT 1",
);
const WAITING_BEFORE: Statement = Statement::new(
    "find who waits too long",
    concat!(
        chats!("INDEXED BY chat_waiting_longest"),
        "WHERE conversation = 'open' AND waiting_since IS NOT NULL AND waiting_since <= ?1
         ORDER BY waiting_since DESC, chat_id DESC LIMIT ?2"
    ),
);
const BY_AGE: Statement = Statement::new(
    "find the chats that slept longest",
    concat!(
        chats!("INDEXED BY chat_by_age"),
        "WHERE chat.contact_id IS NOT NULL AND (last_at, chat_id) > (?1, ?2) AND last_at <= ?3
         ORDER BY last_at, chat_id LIMIT ?4"
    ),
);
pub(crate) const STATEMENTS: &[&Statement] = &[
    &OPEN,
    &UNREAD,
    &WAITING,
    &ASSIGNED,
    &GROUPS,
    &LABELLED,
    &GET,
    &BY_CONTACT,
    &OF_CONTACT,
    &CONTACT,
    &BY_GROUP,
    &DUE,
    &NEXT_DUE,
    &LONGEST,
    &WAITING_BEFORE,
    &BY_AGE,
];

fn row(row: &Row<'_>) -> rusqlite::Result<Chat> {
    let time = |column| row.get::<_, Option<i64>>(column).map(|time| time.map(Timestamp));
    Ok(Chat {
        chat_id: ChatId(row.get("chat_id")?),
        account_id: AccountId(row.get("account_id")?),
        kind: row.get("kind")?,
        contact_id: row.get::<_, Option<i64>>("contact_id")?.map(ContactId),
        group_id: row.get::<_, Option<String>>("group_id")?.map(GroupId),
        title: row.get("title")?,
        contact_name: row.get("contact_name")?,
        contact_username: row.get("contact_username")?,
        contact_phone: row.get("contact_phone")?,
        last_message_id: row.get::<_, Option<i64>>("last_message_id")?.map(MessageId),
        last_at: Timestamp(row.get("last_at")?),
        last_preview: row.get("last_preview")?,
        last_kind: row.get("last_kind")?,
        last_direction: row.get("last_direction")?,
        last_sender_name: row.get("last_sender_name")?,
        last_status: super::status(row, "last_status")?,
        unread: row.get("unread")?,
        mentioned: row.get("mentioned")?,
        last_received_at: time("last_received_at")?,
        waiting_since: time("waiting_since")?,
        conversation: row.get("conversation")?,
        snoozed_until: time("snoozed_until")?,
        pinned: row.get("pinned")?,
        assignee: row.get("assignee")?,
        marked_unread: row.get("marked_unread")?,
        read_up_to: MessageId(row.get("read_up_to")?),
        suspended: row.get("suspended")?,
    })
}

fn id(row: &Row<'_>) -> rusqlite::Result<ChatId> {
    row.get(0).map(ChatId)
}

/// One chat.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, chat: ChatId) -> Result<Option<Chat>, StoreError> {
    GET.first(r.connection, params![chat.0], row)
}

/// Chats of a list, pinned first, then newest first; `after` is the key of the last row already shown.
///
/// # Errors
/// When they cannot be read.
pub fn list(
    r: &Read<'_>,
    filter: &ChatFilter,
    account: Option<&AccountId>,
    after: Option<ChatKey>,
    limit: usize,
) -> Result<Vec<Chat>, StoreError> {
    let top = ChatKey { pinned: true, last_at: Timestamp(i64::MAX), chat_id: ChatId(i64::MAX) };
    let ChatKey { pinned, last_at, chat_id } = after.unwrap_or(top);
    let (account, limit) = (account.map(AccountId::as_str), super::limit(limit));
    let plain = |statement: &Statement, conversation: Conversation| {
        statement.all(r.connection, params![pinned, last_at.0, chat_id.0, account, limit, conversation], row)
    };
    let open = Conversation::Open;
    match filter {
        ChatFilter::Open => plain(&OPEN, open),
        ChatFilter::Snoozed => plain(&OPEN, Conversation::Snoozed),
        ChatFilter::Done => plain(&OPEN, Conversation::Done),
        ChatFilter::Unread => plain(&UNREAD, open),
        ChatFilter::Waiting => plain(&WAITING, open),
        ChatFilter::Groups => plain(&GROUPS, open),
        ChatFilter::Assigned(name) => {
            ASSIGNED.all(r.connection, params![pinned, last_at.0, chat_id.0, account, limit, open, name], row)
        }
        ChatFilter::Label(label) => {
            LABELLED.all(r.connection, params![pinned, last_at.0, chat_id.0, account, limit, open, label.0], row)
        }
    }
}

/// The chat of an account with a contact.
///
/// # Errors
/// When it cannot be read.
pub fn by_contact(r: &Read<'_>, account: &AccountId, contact: ContactId) -> Result<Option<ChatId>, StoreError> {
    BY_CONTACT.first(r.connection, params![account.as_str(), contact.0], id)
}

/// The chats of all accounts with a contact.
///
/// # Errors
/// When they cannot be read.
pub fn of_contact(r: &Read<'_>, contact: ContactId) -> Result<Vec<ChatId>, StoreError> {
    OF_CONTACT.all(r.connection, params![contact.0], id)
}

/// The chat of a group.
///
/// # Errors
/// When it cannot be read.
pub fn by_group(r: &Read<'_>, account: &AccountId, group: &GroupId) -> Result<Option<ChatId>, StoreError> {
    BY_GROUP.first(r.connection, params![account.as_str(), group.as_str()], id)
}

/// The snoozed chats whose time has come.
///
/// # Errors
/// When they cannot be read.
pub fn due(r: &Read<'_>, now: Timestamp) -> Result<Vec<ChatId>, StoreError> {
    DUE.all(r.connection, params![now.0], id)
}

/// Whose chat it is; nobody's where it is a group's.
///
/// # Errors
/// When it cannot be read.
pub fn contact(r: &Read<'_>, chat: ChatId) -> Result<Option<ContactId>, StoreError> {
    CONTACT.first(r.connection, params![chat.0], |row| row.get(0).map(ContactId))
}

/// When the next snoozed chat comes back.
///
/// # Errors
/// When it cannot be read.
pub fn next_due(r: &Read<'_>) -> Result<Option<Timestamp>, StoreError> {
    NEXT_DUE.first(r.connection, [], |row| row.get(0).map(Timestamp))
}

/// The open chat in which somebody waits longest; one with something unread, where there is one.
///
/// # Errors
/// When it cannot be read.
pub fn waiting_longest(r: &Read<'_>) -> Result<Option<ChatId>, StoreError> {
    let unread = LONGEST.first(r.connection, params![true], id)?;
    if unread.is_some() { Ok(unread) } else { LONGEST.first(r.connection, params![false], id) }
}

/// The open chats in which somebody waits since a moment or longer, who came last first: whoever waits for long was told
/// of before.
///
/// # Errors
/// When they cannot be read.
pub fn waiting_before(r: &Read<'_>, moment: Timestamp, limit: usize) -> Result<Vec<Chat>, StoreError> {
    WAITING_BEFORE.all(r.connection, params![moment.0, super::limit(limit)], row)
}

/// Chats with people whose newest message is so old or older, the oldest first, behind one of them.
///
/// # Errors
/// When they cannot be read.
pub fn by_age(r: &Read<'_>, after: Option<ChatKey>, until: Timestamp, limit: usize) -> Result<Vec<Chat>, StoreError> {
    let (last_at, chat_id) = after.map_or((i64::MIN, i64::MIN), |key| (key.last_at.0, key.chat_id.0));
    BY_AGE.all(r.connection, params![last_at, chat_id, until.0, super::limit(limit)], row)
}

#[cfg(test)]
mod tests;
