//! Every decision to alert or not, with its trace; the banners that are up; what silence holds back.

use domain::notify::{AlertKind, Step, trace};
use domain::{AccountId, BreakthroughId, ChatId, ContactId, MessageId, Timestamp};
use rusqlite::{Row, params};

use super::words;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE notification ( -- a decision to alert or not; local
    notification_id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL, -- what happened
    account_id TEXT NOT NULL,
    chat_id INTEGER, -- none of news of a number or a template
    contact_id INTEGER, -- who did it
    message_id INTEGER, -- what it is about, where it is about one message
    words TEXT NOT NULL DEFAULT '', -- what is not in a message: a template's name
    at INTEGER NOT NULL, -- when decided, ms
    trace TEXT NOT NULL, -- the steps in their compact form; the last one is the outcome
    passed INTEGER, -- the exception that rang through
    held TEXT NOT NULL DEFAULT 'no', -- no, held (by a silence), told (in a digest that was not seen yet)
    held_until INTEGER, -- when the silence ends, where that is known; ms
    shown_key TEXT -- by which the banner can be withdrawn, while it is up
) STRICT;
CREATE INDEX notification_by_chat ON notification(chat_id); -- every index ends with the number of the row
CREATE INDEX notification_by_message ON notification(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX notification_by_contact ON notification(contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX notification_shown ON notification(chat_id) WHERE shown_key IS NOT NULL;
CREATE INDEX notification_held ON notification(held, held_until) WHERE held <> 'no';
CREATE INDEX notification_passed ON notification(chat_id, passed, at) WHERE passed IS NOT NULL;
CREATE INDEX notification_mention ON notification(chat_id, message_id) WHERE kind = 'mention';
";

words! {
    /// Whether a silence holds something back.
    Held {
        /// No.
        No = "no",
        /// Until the silence ends.
        Held = "held",
        /// The silence has ended; nobody has looked at the digest.
        Told = "told",
    }
}

/// A decision to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct NewNotification {
    pub kind: AlertKind,
    pub account_id: AccountId,
    pub chat_id: Option<ChatId>,
    pub contact_id: Option<ContactId>,
    pub message_id: Option<MessageId>,
    pub words: String,
    pub at: Timestamp,
    pub trace: Vec<Step>,
    pub passed: Option<BreakthroughId>,
    pub held: Held,
    pub held_until: Option<Timestamp>,
    pub shown_key: Option<String>,
}

/// A decision to alert or not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Notification {
    pub notification_id: i64,
    pub kept: NewNotification,
}

/// What a silence holds back, or what a digest told: as much as decides whether it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct HeldBack {
    pub notification_id: i64,
    pub kind: AlertKind,
    pub chat_id: Option<ChatId>,
    pub message_id: Option<MessageId>,
    pub held_until: Option<Timestamp>,
}

const INSERT: Statement = Statement::new(
    "keep a notification",
    "INSERT INTO notification (kind, account_id, chat_id, contact_id, message_id, words, at, trace, passed, held,
        held_until, shown_key)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
);
const PAGE: Statement = Statement::new(
    "read the notifications",
    "SELECT * FROM notification WHERE notification_id < ?1 ORDER BY notification_id DESC LIMIT ?2",
);
const OF_CHAT: Statement = Statement::new(
    "read the notifications of a chat",
    "SELECT * FROM notification WHERE chat_id = ?1 AND notification_id < ?2 ORDER BY notification_id DESC LIMIT ?3",
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
const HELD: Statement = Statement::new(
    "read what silence holds back",
    "SELECT notification_id, kind, chat_id, message_id, held_until FROM notification INDEXED BY notification_held
     WHERE held = ?1 AND held <> 'no' ORDER BY held_until",
);
const NEXT_END: Statement = Statement::new(
    "find when a silence ends",
    "SELECT held_until FROM notification INDEXED BY notification_held
     WHERE held = 'held' AND held <> 'no' AND held_until IS NOT NULL ORDER BY held_until LIMIT 1",
);
const HOLD: Statement = Statement::new(
    "note until when silence holds something back",
    "UPDATE notification SET held = ?2, held_until = ?3 WHERE notification_id = ?1",
);
const PASSED: Statement = Statement::new(
    "read what rang through in a chat",
    "SELECT passed, max(at) AS at FROM notification INDEXED BY notification_passed
     WHERE chat_id = ?1 AND passed IS NOT NULL GROUP BY passed",
);
// They are as old as their numbers are small: whatever lies before the first that is not old.
const FORGET: Statement = Statement::new(
    "forget old notifications",
    "DELETE FROM notification WHERE notification_id < coalesce(
        (SELECT notification_id FROM notification WHERE notification_id > 0 AND at >= ?1 ORDER BY notification_id LIMIT 1),
        9223372036854775807)",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&INSERT, &PAGE, &OF_CHAT, &OF_MESSAGE, &SHOWN, &WITHDRAW, &HELD, &NEXT_END, &HOLD, &PASSED, &FORGET];

fn row(row: &Row<'_>) -> rusqlite::Result<Notification> {
    let id = |column| row.get::<_, Option<i64>>(column);
    let (kind, steps): (String, String) = (row.get("kind")?, row.get("trace")?);
    let kept = NewNotification {
        kind: AlertKind::parse(&kind).ok_or_else(super::unreadable)?,
        account_id: AccountId(row.get("account_id")?),
        chat_id: id("chat_id")?.map(ChatId),
        contact_id: id("contact_id")?.map(ContactId),
        message_id: id("message_id")?.map(MessageId),
        words: row.get("words")?,
        at: Timestamp(row.get("at")?),
        trace: trace::read(&steps).ok_or_else(super::unreadable)?,
        passed: id("passed")?.map(BreakthroughId),
        held: row.get("held")?,
        held_until: id("held_until")?.map(Timestamp),
        shown_key: row.get("shown_key")?,
    };
    Ok(Notification { notification_id: row.get("notification_id")?, kept })
}

fn held_back(row: &Row<'_>) -> rusqlite::Result<HeldBack> {
    let (id, kind) = (|column| row.get::<_, Option<i64>>(column), row.get::<_, String>("kind")?);
    Ok(HeldBack {
        notification_id: row.get("notification_id")?,
        kind: AlertKind::parse(&kind).ok_or_else(super::unreadable)?,
        chat_id: id("chat_id")?.map(ChatId),
        message_id: id("message_id")?.map(MessageId),
        held_until: id("held_until")?.map(Timestamp),
    })
}

/// Keeps a decision and gives its number.
///
/// # Errors
/// When the disk says no.
pub fn insert(w: &Write<'_>, new: &NewNotification) -> Result<i64, StoreError> {
    let steps = trace::write(&new.trace);
    INSERT.run(
        w.connection,
        params![
            new.kind.as_str(),
            new.account_id.as_str(),
            new.chat_id.map(|chat| chat.0),
            new.contact_id.map(|contact| contact.0),
            new.message_id.map(|message| message.0),
            new.words,
            new.at.0,
            steps,
            new.passed.map(|passed| passed.0),
            new.held,
            new.held_until.map(|until| until.0),
            new.shown_key,
        ],
    )?;
    Ok(w.connection.last_insert_rowid())
}

/// Decisions older than one, newest first; of one chat where it is named.
///
/// # Errors
/// When they cannot be read.
pub fn page(
    r: &Read<'_>,
    chat: Option<ChatId>,
    before: Option<i64>,
    limit: usize,
) -> Result<Vec<Notification>, StoreError> {
    let (before, limit) = (before.unwrap_or(i64::MAX), super::limit(limit));
    match chat {
        Some(chat) => OF_CHAT.all(r.connection, params![chat.0, before, limit], row),
        None => PAGE.all(r.connection, params![before, limit], row),
    }
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

/// What silence holds back, or what a digest told.
///
/// # Errors
/// When it cannot be read.
pub fn held(r: &Read<'_>, held: Held) -> Result<Vec<HeldBack>, StoreError> {
    HELD.all(r.connection, params![held], held_back)
}

/// When the next silence ends that holds something back.
///
/// # Errors
/// When it cannot be read.
pub fn next_end(r: &Read<'_>) -> Result<Option<Timestamp>, StoreError> {
    NEXT_END.first(r.connection, [], |row| row.get(0).map(Timestamp))
}

/// Notes whether and until when silence holds something back.
///
/// # Errors
/// When the disk says no.
pub fn hold(w: &Write<'_>, notification: i64, held: Held, until: Option<Timestamp>) -> Result<(), StoreError> {
    HOLD.run(w.connection, params![notification, held, until.map(|until| until.0)])?;
    Ok(())
}

/// When each exception rang through last in a chat.
///
/// # Errors
/// When it cannot be read.
pub fn passed(r: &Read<'_>, chat: ChatId) -> Result<Vec<(BreakthroughId, Timestamp)>, StoreError> {
    PASSED.all(r.connection, params![chat.0], |row| Ok((BreakthroughId(row.get(0)?), Timestamp(row.get(1)?))))
}

/// Forgets what was decided before a moment.
///
/// # Errors
/// When the disk says no.
pub fn forget(w: &Write<'_>, before: Timestamp) -> Result<(), StoreError> {
    FORGET.run(w.connection, params![before.0])?;
    Ok(())
}

#[cfg(test)]
mod tests;
