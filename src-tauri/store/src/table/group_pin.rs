//! Messages that are pinned in groups, as far as we pinned them: the provider tells of no others and lists none.

use domain::decision::Refused;
use domain::time::DAY;
use domain::{ChatId, MessageId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE group_pin ( -- a message that is pinned in a group, or is to be; projected
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id),
    message_id INTEGER NOT NULL,
    operator TEXT NOT NULL, -- which of us asked for it last
    send_id INTEGER, -- what is under way about it, in the send queue
    pinned_at INTEGER, -- ms; none while it is not pinned
    until INTEGER, -- ms
    reason TEXT, -- why what was asked last was not done: a stable word
    code INTEGER, -- the provider's number
    PRIMARY KEY (chat_id, message_id)
) STRICT;
";

/// A message that is pinned, or is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct GroupPin {
    pub message_id: MessageId,
    pub operator: String,
    pub send_id: Option<MessageId>,
    pub until: Option<Timestamp>,
    pub refused: Option<Refused>,
}

/// Something that was asked of the provider about a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinAsked {
    /// In which group.
    pub chat: ChatId,
    /// Which message.
    pub message: MessageId,
    /// What is sent for it.
    pub send: MessageId,
}

const ASK: Statement = Statement::new(
    "note that a message is to be pinned",
    "INSERT INTO group_pin (chat_id, message_id, operator, send_id) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET operator = excluded.operator, send_id = excluded.send_id, reason = NULL, code = NULL",
);
const ASK_OFF: Statement = Statement::new(
    "note that a message is to be pinned no more",
    "UPDATE group_pin SET operator = ?3, send_id = ?4, reason = NULL, code = NULL WHERE chat_id = ?1 AND message_id = ?2",
);
const PIN: Statement = Statement::new(
    "note that a message is pinned",
    "UPDATE group_pin SET pinned_at = ?3, until = ?4, send_id = nullif(send_id, ?5)
     WHERE chat_id = ?1 AND message_id = ?2",
);
const UNPIN: Statement = Statement::new(
    "note that a message is pinned no more",
    "DELETE FROM group_pin WHERE chat_id = ?1 AND message_id = ?2 AND send_id = ?3",
);
const END: Statement = Statement::new(
    "note that a message was pinned between two wishes",
    "UPDATE group_pin SET pinned_at = NULL, until = NULL WHERE chat_id = ?1 AND message_id = ?2",
);
const OVER: Statement =
    Statement::new("forget what was pinned", "DELETE FROM group_pin WHERE chat_id = ?1 AND until <= ?2");
const DROP: Statement = Statement::new(
    "forget the pins whose place others took",
    "DELETE FROM group_pin WHERE chat_id = ?1 AND pinned_at IS NOT NULL AND message_id NOT IN (
        SELECT message_id FROM group_pin WHERE chat_id = ?1 AND pinned_at IS NOT NULL
        ORDER BY pinned_at DESC, message_id DESC LIMIT ?2)",
);
const REFUSE: Statement = Statement::new(
    "note that a pin was refused",
    "UPDATE group_pin SET send_id = nullif(send_id, ?3), reason = ?4, code = ?5,
        pinned_at = iif(?6, NULL, pinned_at), until = iif(?6, NULL, until)
     WHERE chat_id = ?1 AND message_id = ?2",
);
const FORGET: Statement = Statement::new(
    "put away a pin",
    "DELETE FROM group_pin WHERE chat_id = ?1 AND message_id = ?2 AND send_id IS NULL",
);
const OF_GROUP: Statement = Statement::new(
    "read what is pinned in a group",
    "SELECT * FROM group_pin WHERE chat_id = ?1 ORDER BY pinned_at DESC, message_id DESC",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&ASK, &ASK_OFF, &PIN, &UNPIN, &END, &OVER, &DROP, &REFUSE, &FORGET, &OF_GROUP];

/// Notes that a message is to be pinned, or no more.
///
/// # Errors
/// When the disk says no.
pub fn ask(w: &Write<'_>, asked: PinAsked, operator: &str, on: bool) -> Result<(), StoreError> {
    let statement = if on { &ASK } else { &ASK_OFF };
    statement.run(w.connection, params![asked.chat.0, asked.message.0, operator, asked.send.0])?;
    Ok(())
}

/// Notes that a message is pinned for so many days, or no more. What was pinned until before is forgotten.
///
/// # Errors
/// When the disk says no.
pub fn set(w: &Write<'_>, asked: PinAsked, days: Option<u8>, at: Timestamp) -> Result<(), StoreError> {
    let (c, chat, message, send) = (w.connection, asked.chat.0, asked.message.0, asked.send.0);
    match days {
        Some(days) => PIN.run(c, params![chat, message, at.0, at.plus(i64::from(days) * DAY).0, send])?,
        None if UNPIN.run(c, params![chat, message, send])? == 1 => 1,
        None => END.run(c, params![chat, message])?,
    };
    OVER.run(c, params![chat, at.0])?;
    Ok(())
}

/// Forgets pins whose place others took, where so many are pinned at most.
///
/// # Errors
/// When the disk says no.
pub fn keep(w: &Write<'_>, chat: ChatId, most: u32) -> Result<(), StoreError> {
    DROP.run(w.connection, params![chat.0, most])?;
    Ok(())
}

/// Notes why it was not done. What was to be pinned, and was taken first and failed later, is not.
///
/// # Errors
/// When the disk says no.
pub fn refuse(w: &Write<'_>, asked: PinAsked, late: bool, why: &Refused) -> Result<(), StoreError> {
    let PinAsked { chat, message, send } = asked;
    REFUSE.run(w.connection, params![chat.0, message.0, send.0, why.reason, why.code, late])?;
    Ok(())
}

/// Puts a pin away about which nothing is under way.
///
/// # Errors
/// When the disk says no.
pub fn forget(w: &Write<'_>, chat: ChatId, message: MessageId) -> Result<(), StoreError> {
    FORGET.run(w.connection, params![chat.0, message.0])?;
    Ok(())
}

/// Everything that is pinned in a group or is to be, newest first; also what is over by now.
///
/// # Errors
/// When it cannot be read.
pub fn of_group(r: &Read<'_>, chat: ChatId) -> Result<Vec<GroupPin>, StoreError> {
    OF_GROUP.all(r.connection, params![chat.0], row)
}

fn row(row: &Row<'_>) -> rusqlite::Result<GroupPin> {
    let reason: Option<String> = row.get("reason")?;
    let code = row.get("code")?;
    Ok(GroupPin {
        message_id: MessageId(row.get("message_id")?),
        operator: row.get("operator")?,
        send_id: row.get::<_, Option<i64>>("send_id")?.map(MessageId),
        until: row.get::<_, Option<i64>>("until")?.map(Timestamp),
        refused: reason.map(|reason| Refused { reason, code }),
    })
}
