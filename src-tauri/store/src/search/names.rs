//! Search over contacts and chats by the beginnings of their names, in either alphabet and layout.

use domain::{ChatId, ContactId};
use rusqlite::params;

use super::{Reading, layout};
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;
use domain::text::{Word, words};

pub(super) const PUT_CONTACT: Statement =
    Statement::new("make a contact findable", "INSERT INTO contact_words (rowid, words) VALUES (?1, ?2)");
pub(super) const DROP_CONTACT: Statement =
    Statement::new("take a contact out of the search", "DELETE FROM contact_words WHERE rowid = ?1");
pub(super) const PUT_CHAT: Statement =
    Statement::new("make a chat findable", "INSERT INTO chat_words (rowid, words) VALUES (?1, ?2)");
pub(super) const DROP_CHAT: Statement =
    Statement::new("take a chat out of the search", "DELETE FROM chat_words WHERE rowid = ?1");
pub(super) const CONTACTS: Statement = Statement::new(
    "search the contacts",
    "SELECT found.rowid, (SELECT max(last_at) FROM chat INDEXED BY chat_contact WHERE contact_id = found.rowid) AS last
     FROM contact_words AS found WHERE contact_words MATCH ?1 ORDER BY last DESC NULLS LAST, found.rowid LIMIT ?2",
);
pub(super) const CHATS: Statement = Statement::new(
    "search the chats",
    "SELECT chat_id, last_at FROM (
        SELECT chat_id, last_at FROM chat_words AS found CROSS JOIN chat ON chat.chat_id = found.rowid
        WHERE chat_words MATCH ?1
        UNION ALL
        SELECT chat_id, last_at FROM contact_words AS found CROSS JOIN chat INDEXED BY chat_contact
        ON chat.contact_id = found.rowid WHERE contact_words MATCH ?1)
     ORDER BY last_at DESC, chat_id LIMIT ?2",
);

/// Whom and what a name meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Chats, the newest first.
    pub chats: Vec<ChatId>,
    /// Contacts, those written with last first.
    pub contacts: Vec<ContactId>,
    /// The words that were looked for, where nothing was found as they were typed: the layout was wrong.
    pub read_as: Option<String>,
}

/// Searches contacts and chats; each list holds at most `limit`.
///
/// # Errors
/// When they cannot be searched.
pub fn names(r: &Read<'_>, text: &str, limit: usize) -> Result<Names, StoreError> {
    let found = run(r, text, limit)?;
    if !found.chats.is_empty() || !found.contacts.is_empty() {
        return Ok(found);
    }
    for (_, reading) in layout::readings(text).into_iter().filter(|(how, _)| *how == Reading::Layout) {
        let found = run(r, &reading, limit)?;
        if !found.chats.is_empty() || !found.contacts.is_empty() {
            return Ok(Names { read_as: Some(reading), ..found });
        }
    }
    Ok(Names::default())
}

fn run(r: &Read<'_>, text: &str, limit: usize) -> Result<Names, StoreError> {
    let parts = words(text).into_iter().map(|word| format!("\"{}\" *", word.folded)).collect::<Vec<_>>();
    if parts.is_empty() {
        return Ok(Names::default());
    }
    let (expression, limit) = (parts.join(" AND "), crate::table::limit(limit));
    let chats = CHATS.all(r.connection, params![expression, limit], |row| row.get(0).map(ChatId))?;
    let contacts = CONTACTS.all(r.connection, params![expression, limit], |row| row.get(0).map(ContactId))?;
    Ok(Names { chats, contacts, read_as: None })
}

/// Makes a contact findable by its names and keys.
pub(crate) fn put_contact(w: &Write<'_>, contact: ContactId, names: &str) -> Result<(), StoreError> {
    DROP_CONTACT.run(w.connection, params![contact.0])?;
    PUT_CONTACT.run(w.connection, params![contact.0, both_alphabets(names)])?;
    Ok(())
}

/// Takes a contact out of the search.
pub(crate) fn drop_contact(w: &Write<'_>, contact: ContactId) -> Result<(), StoreError> {
    DROP_CONTACT.run(w.connection, params![contact.0]).map(|_| ())
}

/// Makes a group's chat findable by its subject.
pub(crate) fn put_chat(w: &Write<'_>, chat: ChatId, title: &str) -> Result<(), StoreError> {
    DROP_CHAT.run(w.connection, params![chat.0])?;
    PUT_CHAT.run(w.connection, params![chat.0, both_alphabets(title)])?;
    Ok(())
}

/// Every word as it is and as the other alphabet writes it.
fn both_alphabets(names: &str) -> String {
    let mut all = Vec::new();
    for Word { folded, .. } in words(names) {
        for other in [layout::to_latin(&folded), layout::to_cyrillic(&folded)] {
            if other != folded && !other.is_empty() {
                all.push(other);
            }
        }
        all.push(folded);
    }
    all.join(" ")
}
