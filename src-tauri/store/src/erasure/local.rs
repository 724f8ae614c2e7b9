//! What is kept on this machine about a person: what was typed to them, how they alert, what was decided about alerts.

use domain::erasure::Erased;
use domain::notify::{Condition, Scope};
use rusqlite::params;

use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;
use crate::table::{breakthrough, schedule, welcome_due};

const DRAFT: Statement = Statement::new("erase a draft", "DELETE FROM draft WHERE chat_id = ?1");
const MUTE: Statement = Statement::new("erase a mute", "DELETE FROM mute WHERE chat_id = ?1");
const UNCOUNTED: Statement =
    Statement::new("erase that a chat is not counted", "DELETE FROM uncounted WHERE chat_id = ?1");
const OF_CHAT: Statement =
    Statement::new("erase the notifications of a chat", "DELETE FROM notification WHERE chat_id = ?1");
const OF_CONTACT: Statement =
    Statement::new("erase the notifications of a person", "DELETE FROM notification WHERE contact_id = ?1");
const LEVEL: Statement =
    Statement::new("erase a level of notification", "DELETE FROM alert_level WHERE level = ?1 AND key = ?2");

const WAITING: Statement = Statement::new(
    "erase what waits for the hub about a chat or a person",
    "DELETE FROM outbox WHERE request ->> '$.chat_id' = ?1 OR request ->> '$.contact_id' = ?2",
);

pub(super) const STATEMENTS: &[&Statement] = &[&WAITING, &DRAFT, &MUTE, &UNCOUNTED, &OF_CHAT, &OF_CONTACT, &LEVEL];

/// Removes it. It is done again after a rebuild, which takes over what the old tables kept.
///
/// # Errors
/// When the disk says no.
pub fn forget(w: &Write<'_>, erased: &Erased) -> Result<(), StoreError> {
    for chat in &erased.chats {
        for statement in [&DRAFT, &MUTE, &UNCOUNTED, &OF_CHAT] {
            statement.run(w.connection, params![chat.0])?;
        }
        LEVEL.run(w.connection, params!["chat", chat.to_string()])?;
        WAITING.run(w.connection, params![chat.0, None::<i64>])?;
    }
    for contact in &erased.contacts {
        OF_CONTACT.run(w.connection, params![contact.0])?;
        welcome_due::forget(w, *contact)?;
        WAITING.run(w.connection, params![None::<i64>, contact.0])?;
        LEVEL.run(w.connection, params!["contact", contact.to_string()])?;
    }
    for exception in breakthrough::all(w)? {
        let theirs = match &exception.condition {
            Condition::Chat { chat } => erased.chats.contains(chat),
            Condition::Contact { contact } => erased.contacts.contains(contact),
            _ => false,
        };
        if theirs {
            breakthrough::delete(w, exception.breakthrough_id)?;
        }
    }
    for silence in schedule::all(w)? {
        if matches!(&silence.scope, Scope::Chat(chat) if erased.chats.contains(chat)) {
            schedule::delete(w, silence.schedule_id)?;
        }
    }
    Ok(())
}
