//! Messages, received and sent. How the state of a sent one moves is in [`super::message_status`], how one is edited or
//! taken back in [`super::message_change`].

use domain::content::Content;
use domain::delivery::DeliveryStatus;
use domain::{AccountId, ChatId, CommandId, ContactId, MessageId, ProviderMessageId, Timestamp};
use rusqlite::{Row, params};

use super::{chat_change, words};
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::search;
use crate::statement::Statement;

pub use super::message_change::{edit, revoke};

pub(crate) const SCHEMA: &str = "
CREATE TABLE message ( -- a message received or sent; projected
    message_id INTEGER PRIMARY KEY, -- grows in the order of arrival
    account_id TEXT NOT NULL,
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id),
    provider_id TEXT, -- none until the provider took it
    direction TEXT NOT NULL, -- in, out
    sender_identity INTEGER REFERENCES identity(identity_id), -- the key by which the sender was seen; none of ours
    sender_name TEXT, -- as seen then; of ours the operator's
    at INTEGER NOT NULL, -- when written, ms
    received_position INTEGER NOT NULL, -- the journal entry that brought it
    kind TEXT NOT NULL, -- the content's kind
    content TEXT NOT NULL, -- JSON
    provider_media TEXT, -- the provider's handle of its file
    reply_to TEXT, -- the provider's id of the message it answers
    forwarded INTEGER NOT NULL DEFAULT 0,
    referral TEXT, -- the advertisement that brought the person
    edited_at INTEGER, -- ms
    revoked_at INTEGER, -- ms
    status TEXT, -- of ours
    status_at INTEGER, -- ms
    error_reason TEXT, -- a stable word
    error_code INTEGER, -- the provider's number
    command_id TEXT, -- of ours: the command that decided it
    participants_total INTEGER, -- of ours in a group: to how many it went
    delivered_count INTEGER NOT NULL DEFAULT 0, -- participants who have it
    read_count INTEGER NOT NULL DEFAULT 0, -- participants who saw it
    played_count INTEGER NOT NULL DEFAULT 0 -- participants who listened to it
) STRICT;
CREATE INDEX message_by_provider ON message(substr(provider_id, -16)) -- whole ids are as long as a message: their ends tell them apart
    WHERE provider_id IS NOT NULL;
CREATE INDEX message_by_chat ON message(chat_id, at); -- every index ends with the number of the row
CREATE INDEX message_by_direction ON message(chat_id, direction);
CREATE INDEX message_by_command ON message(command_id) WHERE command_id IS NOT NULL;
CREATE INDEX message_by_media ON message(account_id, provider_media) WHERE provider_media IS NOT NULL;
CREATE INDEX message_by_sender ON message(sender_identity) WHERE sender_identity IS NOT NULL;
CREATE INDEX message_by_file ON message(content ->> '$.file') WHERE content ->> '$.file' IS NOT NULL;
CREATE INDEX message_by_time ON message(at);
CREATE INDEX message_with_file ON message(at)
    WHERE kind IN ('image', 'video', 'voice', 'audio', 'document', 'sticker');
CREATE INDEX message_templates ON message(at) WHERE direction = 'out' AND kind = 'template';
CREATE INDEX message_unknown ON message(kind) WHERE kind = 'unknown';
";

words! {
    /// Which way a message went.
    Direction {
        /// To us.
        In = "in",
        /// From us.
        Out = "out",
    }
}

/// A message to be written.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct NewMessage {
    pub message_id: MessageId,
    pub account_id: AccountId,
    pub chat_id: ChatId,
    pub provider_id: Option<ProviderMessageId>,
    pub direction: Direction,
    pub sender_identity: Option<i64>,
    pub sender_name: Option<String>,
    pub at: Timestamp,
    pub received_position: i64,
    pub content: Content,
    pub reply_to: Option<ProviderMessageId>,
    pub forwarded: bool,
    pub referral: Option<String>,
    pub status: Option<DeliveryStatus>,
    pub command_id: Option<CommandId>,
    pub participants_total: Option<u32>,
}

/// A message as it is kept.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Message {
    pub message_id: MessageId,
    pub account_id: AccountId,
    pub chat_id: ChatId,
    pub provider_id: Option<ProviderMessageId>,
    pub direction: Direction,
    pub sender_identity: Option<i64>,
    /// Who the sender is by the mapping of today; read from the identities.
    pub sender_contact: Option<ContactId>,
    pub sender_name: Option<String>,
    pub at: Timestamp,
    pub received_position: i64,
    pub kind: String,
    pub content: Content,
    /// What a search finds it by.
    pub words: String,
    pub provider_media: Option<String>,
    pub reply_to: Option<ProviderMessageId>,
    pub forwarded: bool,
    pub referral: Option<String>,
    pub edited_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    pub status: Option<DeliveryStatus>,
    pub status_at: Option<Timestamp>,
    pub error_reason: Option<String>,
    pub error_code: Option<i64>,
    pub command_id: Option<CommandId>,
    pub participants_total: Option<u32>,
    pub delivered_count: u32,
    pub read_count: u32,
    pub played_count: u32,
}

/// The place of a message in its chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MessageKey {
    /// When it was written.
    pub at: Timestamp,
    /// The message.
    pub message_id: MessageId,
}

impl Message {
    /// Its place in its chat.
    #[must_use]
    pub const fn key(&self) -> MessageKey {
        MessageKey { at: self.at, message_id: self.message_id }
    }
}

macro_rules! messages {
    ($rest:literal) => {
        concat!(
            "SELECT message.*, identity.contact_id AS sender_contact
             FROM message LEFT JOIN identity ON identity.identity_id = message.sender_identity ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("read a message", messages!("WHERE message_id = ?1"));
const BY_PROVIDER: Statement = Statement::new(
    "find a message by its provider's id",
    messages!("WHERE substr(provider_id, -16) = substr(?2, -16) AND provider_id = ?2 AND account_id = ?1"),
);
const BY_COMMAND: Statement = Statement::new("find a message by its command", messages!("WHERE command_id = ?1"));
const BEFORE: Statement = Statement::new(
    "read a chat",
    messages!("WHERE chat_id = ?1 AND (at, message_id) < (?2, ?3) ORDER BY at DESC, message_id DESC LIMIT ?4"),
);
const AFTER: Statement = Statement::new(
    "read a chat onwards",
    messages!("WHERE chat_id = ?1 AND (at, message_id) > (?2, ?3) ORDER BY at, message_id LIMIT ?4"),
);
const BY_MEDIA: Statement = Statement::new(
    "find the messages of a file",
    "SELECT message_id, chat_id FROM message WHERE account_id = ?1 AND provider_media = ?2",
);
const SINCE: Statement = Statement::new(
    "read what came",
    messages!("WHERE message_id > ?1 AND direction = 'in' ORDER BY message_id LIMIT ?2"),
);
const LAST_FROM_THEM: Statement = Statement::new(
    "find the newest message received",
    "SELECT message_id FROM message WHERE chat_id = ?1 AND direction = 'in' ORDER BY message_id DESC LIMIT 1",
);
const LAST_FROM_US: Statement = Statement::new(
    "find the newest message sent",
    "SELECT message_id FROM message WHERE chat_id = ?1 AND direction = 'out' ORDER BY message_id DESC LIMIT 1",
);
const INSERT: Statement = Statement::new(
    "write a message",
    "INSERT INTO message (message_id, account_id, chat_id, provider_id, direction, sender_identity, sender_name, at,
        received_position, kind, content, provider_media, reply_to, forwarded, referral, status, status_at,
        command_id, participants_total)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19
     WHERE NOT EXISTS (SELECT 1 FROM message
        WHERE substr(provider_id, -16) = substr(?4, -16) AND provider_id = ?4 AND account_id = ?2)
     ON CONFLICT DO NOTHING",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&GET, &BY_PROVIDER, &BY_COMMAND, &BEFORE, &AFTER, &BY_MEDIA, &SINCE, &LAST_FROM_THEM, &LAST_FROM_US, &INSERT];

fn row(row: &Row<'_>) -> rusqlite::Result<Message> {
    let time = |column| row.get::<_, Option<i64>>(column).map(|time| time.map(Timestamp));
    let provider = |column| row.get::<_, Option<String>>(column).map(|id| id.map(ProviderMessageId));
    let content: Content = super::json(row, "content")?;
    Ok(Message {
        message_id: MessageId(row.get("message_id")?),
        account_id: AccountId(row.get("account_id")?),
        chat_id: ChatId(row.get("chat_id")?),
        provider_id: provider("provider_id")?,
        direction: row.get("direction")?,
        sender_identity: row.get("sender_identity")?,
        sender_contact: row.get::<_, Option<i64>>("sender_contact")?.map(ContactId),
        sender_name: row.get("sender_name")?,
        at: Timestamp(row.get("at")?),
        received_position: row.get("received_position")?,
        kind: row.get("kind")?,
        words: content.words(),
        content,
        provider_media: row.get("provider_media")?,
        reply_to: provider("reply_to")?,
        forwarded: row.get("forwarded")?,
        referral: row.get("referral")?,
        edited_at: time("edited_at")?,
        revoked_at: time("revoked_at")?,
        status: super::status(row, "status")?,
        status_at: time("status_at")?,
        error_reason: row.get("error_reason")?,
        error_code: row.get("error_code")?,
        command_id: row.get::<_, Option<String>>("command_id")?.map(CommandId),
        participants_total: row.get("participants_total")?,
        delivered_count: row.get("delivered_count")?,
        read_count: row.get("read_count")?,
        played_count: row.get("played_count")?,
    })
}

/// One message.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, message: MessageId) -> Result<Option<Message>, StoreError> {
    GET.first(r.connection, params![message.0], row)
}

/// The message that a provider calls so.
///
/// # Errors
/// When it cannot be read.
pub fn by_provider(r: &Read<'_>, account: &AccountId, id: &ProviderMessageId) -> Result<Option<Message>, StoreError> {
    BY_PROVIDER.first(r.connection, params![account.as_str(), id.as_str()], row)
}

/// The message that a command made.
///
/// # Errors
/// When it cannot be read.
pub fn by_command(r: &Read<'_>, command: &CommandId) -> Result<Option<Message>, StoreError> {
    BY_COMMAND.first(r.connection, params![command.as_str()], row)
}

/// The messages whose file has that handle, with their chats.
///
/// # Errors
/// When they cannot be read.
pub fn by_media(
    r: &Read<'_>,
    account: &AccountId,
    provider_media: &str,
) -> Result<Vec<(MessageId, ChatId)>, StoreError> {
    BY_MEDIA.all(r.connection, params![account.as_str(), provider_media], |row| {
        Ok((MessageId(row.get(0)?), ChatId(row.get(1)?)))
    })
}

/// Messages of a chat before one of them (or the newest), newest first.
///
/// # Errors
/// When they cannot be read.
pub fn page(r: &Read<'_>, chat: ChatId, before: Option<MessageKey>, limit: usize) -> Result<Vec<Message>, StoreError> {
    let newest = MessageKey { at: Timestamp(i64::MAX), message_id: MessageId(i64::MAX) };
    let MessageKey { at, message_id } = before.unwrap_or(newest);
    BEFORE.all(r.connection, params![chat.0, at.0, message_id.0, super::limit(limit)], row)
}

/// Messages of a chat behind one of them, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn after(r: &Read<'_>, chat: ChatId, behind: MessageKey, limit: usize) -> Result<Vec<Message>, StoreError> {
    AFTER.all(r.connection, params![chat.0, behind.at.0, behind.message_id.0, super::limit(limit)], row)
}

/// Messages received behind one of them, in the order of arrival.
///
/// # Errors
/// When they cannot be read.
pub fn since(r: &Read<'_>, behind: MessageId, limit: usize) -> Result<Vec<Message>, StoreError> {
    SINCE.all(r.connection, params![behind.0, super::limit(limit)], row)
}

/// The newest message received in a chat, by arrival: what "read" goes up to.
///
/// # Errors
/// When it cannot be read.
pub fn last_received(r: &Read<'_>, chat: ChatId) -> Result<Option<MessageId>, StoreError> {
    LAST_FROM_THEM.first(r.connection, params![chat.0], |row| row.get(0).map(MessageId))
}

/// The newest message of ours in a chat, by arrival.
///
/// # Errors
/// When it cannot be read.
pub fn last_sent(r: &Read<'_>, chat: ChatId) -> Result<Option<MessageId>, StoreError> {
    LAST_FROM_US.first(r.connection, params![chat.0], |row| row.get(0).map(MessageId))
}

/// Writes a message, makes it findable and keeps its chat's row in step. False where a message with this provider id
/// (or number) is there already: then nothing is changed.
///
/// # Errors
/// When the disk says no.
pub fn insert(w: &Write<'_>, message: &NewMessage) -> Result<bool, StoreError> {
    let m = message;
    let written = INSERT.run(
        w.connection,
        params![
            m.message_id.0,
            m.account_id.as_str(),
            m.chat_id.0,
            m.provider_id.as_ref().map(ProviderMessageId::as_str),
            m.direction,
            m.sender_identity,
            m.sender_name,
            m.at.0,
            m.received_position,
            m.content.kind(),
            super::to_json(&m.content, "write a message")?,
            provider_media(&m.content),
            m.reply_to.as_ref().map(ProviderMessageId::as_str),
            m.forwarded,
            m.referral,
            m.status.map(DeliveryStatus::as_str),
            m.status.map(|_| m.at.0),
            m.command_id.as_ref().map(CommandId::as_str),
            m.participants_total,
        ],
    )?;
    if written == 0 {
        return Ok(false);
    }
    search::put_message(w, m.message_id, m.content.words());
    chat_change::on_message(w, message)?;
    Ok(true)
}

/// The provider's handle of a content's file.
pub(super) fn provider_media(content: &Content) -> Option<&str> {
    match content {
        Content::Media(media) => media.provider_media.as_deref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
