//! Search over contacts and chats by the beginnings of their names, in either alphabet and layout.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::ControlFlow;

use domain::{ChatId, ContactId};
use rusqlite::{Row, params};

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
    "SELECT rowid FROM contact_words WHERE contact_words MATCH ?1 ORDER BY rowid",
);
pub(super) const PEOPLE: Statement = Statement::new(
    "search the people",
    "SELECT person_id FROM contact_words AS found CROSS JOIN contact ON contact.contact_id = found.rowid
     WHERE contact_words MATCH ?1",
);
pub(super) const THEIR_CHATS: Statement = Statement::new(
    "search the chats of contacts",
    "SELECT chat_id, contact_id, last_at FROM contact_words AS found CROSS JOIN chat INDEXED BY chat_contact
     ON chat.contact_id = found.rowid WHERE contact_words MATCH ?1
     ORDER BY last_at DESC, chat_id DESC",
);
pub(super) const NEWEST_CHATS: Statement = Statement::new(
    "walk the chats of contacts from the newest",
    "SELECT chat_id, contact_id, last_at FROM chat INDEXED BY chat_by_age
     WHERE contact_id IS NOT NULL AND last_at <= ?1 ORDER BY last_at DESC, chat_id DESC",
);
pub(super) const GROUPS: Statement = Statement::new(
    "search the groups",
    "SELECT chat_id, contact_id, last_at FROM chat_words AS found CROSS JOIN chat ON chat.chat_id = found.rowid
     WHERE chat_words MATCH ?1 ORDER BY last_at DESC, chat_id DESC LIMIT ?2",
);

/// Where more contacts are named so, their chats are not sorted: all chats are walked from the newest, of which few are looked at
/// before enough are theirs.
const MANY: usize = 500;

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
    let look = |text: &str| {
        let found = named(r, text, limit)?;
        Ok((!found.chats.is_empty() || !found.contacts.is_empty()).then_some(found))
    };
    let (found, read_as) = in_either_layout(text, look)?;
    Ok(Names { read_as, ..found })
}

/// Everybody who is named so, as the person that they are listed as.
///
/// # Errors
/// When they cannot be searched.
pub fn people(r: &Read<'_>, text: &str) -> Result<HashSet<ContactId>, StoreError> {
    let look = |text: &str| {
        let Some(expression) = expression(text) else { return Ok(None) };
        let found = PEOPLE.all(r.connection, [expression], |row| row.get(0).map(ContactId))?;
        Ok((!found.is_empty()).then(|| HashSet::from_iter(found)))
    };
    Ok(in_either_layout(text, look)?.0)
}

/// What is found as it was typed, or else as the same keys write it in the other layout.
fn in_either_layout<T: Default>(
    text: &str,
    look: impl Fn(&str) -> Result<Option<T>, StoreError>,
) -> Result<(T, Option<String>), StoreError> {
    if let Some(found) = look(text)? {
        return Ok((found, None));
    }
    for (_, reading) in layout::readings(text).into_iter().filter(|(how, _)| *how == Reading::Layout) {
        if let Some(found) = look(&reading)? {
            return Ok((found, Some(reading)));
        }
    }
    Ok(Default::default())
}

/// What the index is asked for: names in which a word begins with each of the words.
fn expression(text: &str) -> Option<String> {
    let parts = words(text).into_iter().map(|word| format!("\"{}\" *", word.folded)).collect::<Vec<_>>();
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

fn named(r: &Read<'_>, text: &str, limit: usize) -> Result<Names, StoreError> {
    let Some(expression) = expression(text) else { return Ok(Names::default()) };
    let all = CONTACTS.all(r.connection, [&expression], |row| row.get(0).map(ContactId))?;
    let mut chats = if all.len() > MANY {
        newest(r, &all, limit)?
    } else {
        THEIR_CHATS.all(r.connection, [&expression], Found::read)?
    };
    let (mut contacts, mut listed) = (Vec::new(), HashSet::new());
    // Those who have no chat come last.
    for contact in chats.iter().filter_map(|chat| chat.contact).chain(all) {
        if contacts.len() == limit {
            break;
        }
        if listed.insert(contact) {
            contacts.push(contact);
        }
    }
    chats.extend(GROUPS.all(r.connection, params![expression, crate::table::limit(limit)], Found::read)?);
    chats.sort_unstable_by_key(|chat| Reverse((chat.last_at, chat.chat)));
    let chats = chats.into_iter().map(|found| found.chat).take(limit).collect();
    Ok(Names { chats, contacts, read_as: None })
}

/// A chat that is named so, or whose contact is.
struct Found {
    chat: ChatId,
    contact: Option<ContactId>,
    last_at: i64,
}

impl Found {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let contact = row.get::<_, Option<i64>>(1)?.map(ContactId);
        Ok(Self { chat: ChatId(row.get(0)?), contact, last_at: row.get(2)? })
    }
}

/// The newest chats of so many of these contacts, who come in the order of their numbers.
fn newest(r: &Read<'_>, contacts: &[ContactId], limit: usize) -> Result<Vec<Found>, StoreError> {
    let (mut chats, mut whose) = (Vec::new(), HashSet::new());
    NEWEST_CHATS.walk(r.connection, [i64::MAX], |row| {
        let found = Found::read(row)?;
        if let Some(contact) = found.contact.filter(|contact| contacts.binary_search(contact).is_ok()) {
            whose.insert(contact);
            chats.push(found);
        }
        Ok(if whose.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(chats)
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
