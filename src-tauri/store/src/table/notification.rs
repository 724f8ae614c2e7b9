//! Every decision to alert or not, with its trace, and the banners that are up.

use domain::notify::Decision;
use domain::{ChatId, MessageId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE notification ( -- a decision to alert or not; local
    notification_id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    message_id INTEGER, -- what it is about, where it is about one message
    at INTEGER NOT NULL, -- when decided, ms
    decision TEXT NOT NULL, -- JSON: the outcome and its trace
    shown_key TEXT -- by which the banner can be withdrawn, while it is up
) STRICT;
CREATE INDEX notification_by_chat ON notification(chat_id, notification_id);
CREATE INDEX notification_by_message ON notification(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX notification_shown ON notification(chat_id, notification_id) WHERE shown_key IS NOT NULL;
";

/// A decision to alert or not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Notification {
    pub notification_id: i64,
    pub chat_id: ChatId,
    pub message_id: Option<MessageId>,
    pub at: Timestamp,
    pub decision: Decision,
    pub shown_key: Option<String>,
}

const INSERT: Statement = Statement::new(
    "keep a notification",
    "INSERT INTO notification (chat_id, message_id, at, decision, shown_key) VALUES (?1, ?2, ?3, ?4, ?5)",
);
const OF_CHAT: Statement = Statement::new(
    "read the notifications of a chat",
    "SELECT * FROM notification WHERE chat_id = ?1 ORDER BY notification_id DESC LIMIT ?2",
);
const OF_MESSAGE: Statement = Statement::new(
    "read the notification of a message",
    "SELECT * FROM notification WHERE message_id = ?1 ORDER BY notification_id DESC LIMIT 1",
);
const SHOWN: Statement = Statement::new(
    "read the banners of a chat",
    "SELECT * FROM notification INDEXED BY notification_shown WHERE chat_id = ?1 AND shown_key IS NOT NULL
     ORDER BY notification_id",
);
const WITHDRAW: Statement = Statement::new(
    "note that a chat's banners are gone",
    "UPDATE notification SET shown_key = NULL WHERE chat_id = ?1 AND shown_key IS NOT NULL",
);
const FORGET: Statement = Statement::new(
    "forget old notifications",
    "DELETE FROM notification WHERE notification_id <= (SELECT max(notification_id) FROM notification) - ?1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &OF_CHAT, &OF_MESSAGE, &SHOWN, &WITHDRAW, &FORGET];

fn row(row: &Row<'_>) -> rusqlite::Result<Notification> {
    Ok(Notification {
        notification_id: row.get("notification_id")?,
        chat_id: ChatId(row.get("chat_id")?),
        message_id: row.get::<_, Option<i64>>("message_id")?.map(MessageId),
        at: Timestamp(row.get("at")?),
        decision: super::json(row, "decision")?,
        shown_key: row.get("shown_key")?,
    })
}

/// Keeps a decision and gives its number. `shown_key` names the banner, where one was raised.
///
/// # Errors
/// When the disk says no.
pub fn insert(
    w: &Write<'_>,
    chat: ChatId,
    message: Option<MessageId>,
    at: Timestamp,
    decision: &Decision,
    shown_key: Option<&str>,
) -> Result<i64, StoreError> {
    let decision = super::to_json(decision, "keep a notification")?;
    INSERT.run(w.connection, params![chat.0, message.map(|message| message.0), at.0, decision, shown_key])?;
    Ok(w.connection.last_insert_rowid())
}

/// The newest decisions about a chat, newest first.
///
/// # Errors
/// When they cannot be read.
pub fn of_chat(r: &Read<'_>, chat: ChatId, limit: usize) -> Result<Vec<Notification>, StoreError> {
    OF_CHAT.all(r.connection, params![chat.0, super::limit(limit)], row)
}

/// Why a message did or did not alert.
///
/// # Errors
/// When it cannot be read.
pub fn of_message(r: &Read<'_>, message: MessageId) -> Result<Option<Notification>, StoreError> {
    OF_MESSAGE.first(r.connection, params![message.0], row)
}

/// The banners of a chat that are up.
///
/// # Errors
/// When they cannot be read.
pub fn shown(r: &Read<'_>, chat: ChatId) -> Result<Vec<Notification>, StoreError> {
    SHOWN.all(r.connection, params![chat.0], row)
}

/// Notes that no banner of a chat is up any more.
///
/// # Errors
/// When the disk says no.
pub fn withdrawn(w: &Write<'_>, chat: ChatId) -> Result<(), StoreError> {
    WITHDRAW.run(w.connection, params![chat.0])?;
    Ok(())
}

/// Keeps the newest decisions only.
///
/// # Errors
/// When the disk says no.
pub fn forget_old(w: &Write<'_>, keep: usize) -> Result<(), StoreError> {
    FORGET.run(w.connection, params![super::limit(keep)])?;
    Ok(())
}
