//! A person's own chats go as a whole.

use domain::{ChatId, ContactId, MessageId};
use rusqlite::{Row, params};

use crate::console::Write;
use crate::error::StoreError;
use crate::search;
use crate::statement::Statement;

const OF_CONTACT: Statement =
    Statement::new("find the chats to erase", "SELECT chat_id FROM chat WHERE contact_id = ?1 ORDER BY chat_id");
const MESSAGES: Statement = Statement::new(
    "find the messages to erase",
    "SELECT message_id, account_id, chat_id, provider_id, provider_media FROM message WHERE chat_id = ?1",
);
const REACTIONS: Statement =
    Statement::new("erase the reactions to a message", "DELETE FROM reaction WHERE account_id = ?1 AND target = ?2");
const RECEIPTS: Statement =
    Statement::new("erase who has a message", "DELETE FROM receipt WHERE account_id = ?1 AND provider_id = ?2");
const EARLY: Statement = Statement::new(
    "erase the early news of a message",
    "DELETE FROM status_early WHERE account_id = ?1 AND provider_id = ?2",
);
const CHANGES: Statement = Statement::new(
    "erase the early changes of a message",
    "DELETE FROM early_change WHERE account_id = ?1 AND target = ?2",
);
const JOB: Statement =
    Statement::new("erase a file to be fetched", "DELETE FROM media_job WHERE account_id = ?1 AND provider_media = ?2");
const NOTIFICATIONS: Statement =
    Statement::new("erase the notifications of a message", "DELETE FROM notification WHERE message_id = ?1");
const MESSAGE: Statement = Statement::new("erase a message", "DELETE FROM message WHERE message_id = ?1");
const SENDS: Statement = Statement::new("erase a chat's queue", "DELETE FROM send_queue WHERE chat_id = ?1");
const NOTES: Statement = Statement::new("erase a chat's notes", "DELETE FROM note WHERE chat_id = ?1");
const CHAT: Statement = Statement::new("erase a chat", "DELETE FROM chat WHERE chat_id = ?1");

pub(super) const STATEMENTS: &[&Statement] = &[
    &OF_CONTACT,
    &MESSAGES,
    &REACTIONS,
    &RECEIPTS,
    &EARLY,
    &CHANGES,
    &JOB,
    &NOTIFICATIONS,
    &MESSAGE,
    &SENDS,
    &NOTES,
    &CHAT,
];

/// A message, as far as other rows lead to it.
pub(super) struct Traced {
    pub message_id: MessageId,
    pub account_id: String,
    pub chat_id: ChatId,
    pub provider_id: Option<String>,
    pub provider_media: Option<String>,
}

pub(super) fn traced(row: &Row<'_>) -> rusqlite::Result<Traced> {
    Ok(Traced {
        message_id: MessageId(row.get("message_id")?),
        account_id: row.get("account_id")?,
        chat_id: ChatId(row.get("chat_id")?),
        provider_id: row.get("provider_id")?,
        provider_media: row.get("provider_media")?,
    })
}

/// Removes every chat with a person, and gives their numbers.
pub(super) fn remove_all(w: &Write<'_>, contact: ContactId) -> Result<Vec<ChatId>, StoreError> {
    let chats = OF_CONTACT.all(w.connection, params![contact.0], |row| row.get(0).map(ChatId))?;
    for chat in &chats {
        for message in MESSAGES.all(w.connection, params![chat.0], traced)? {
            unlink(w, &message)?;
            MESSAGE.run(w.connection, params![message.message_id.0])?;
        }
        for statement in [&SENDS, &NOTES, &CHAT] {
            statement.run(w.connection, params![chat.0])?;
        }
    }
    Ok(chats)
}

/// Removes what only leads to a message: what people thought of it, who has it, its words in the search, its alerts.
pub(super) fn unlink(w: &Write<'_>, message: &Traced) -> Result<(), StoreError> {
    let account = &message.account_id;
    if let Some(id) = &message.provider_id {
        for statement in [&REACTIONS, &RECEIPTS, &EARLY, &CHANGES] {
            statement.run(w.connection, params![account, id])?;
        }
    }
    if let Some(handle) = &message.provider_media {
        JOB.run(w.connection, params![account, handle])?;
    }
    NOTIFICATIONS.run(w.connection, params![message.message_id.0])?;
    search::drop_message(w, message.message_id)
}
