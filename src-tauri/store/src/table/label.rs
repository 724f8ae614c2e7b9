//! Labels, the people who have them and the groups' chats that have them. A label of a chat with one person is that person's:
//! it is kept once, and every chat with them shows it.

use domain::{ChatId, ContactId, LabelId};
use rusqlite::{Row, params};

use super::chat;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE label ( -- a word that can be put on people and chats; projected
    label_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    color INTEGER NOT NULL -- 1 to 8
) STRICT;
CREATE TABLE contact_label ( -- which person has which label, and with them every chat with them alone; projected
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    label_id INTEGER NOT NULL REFERENCES label(label_id),
    PRIMARY KEY (contact_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_label_by_label ON contact_label(label_id, contact_id);
CREATE TABLE chat_label ( -- which chat that is with no one person has which label; projected
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id),
    label_id INTEGER NOT NULL REFERENCES label(label_id),
    PRIMARY KEY (chat_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_label_by_label ON chat_label(label_id, chat_id);
";

/// A word that can be put on people and chats.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Label {
    pub label_id: LabelId,
    pub name: String,
    pub color: u8,
}

const PUT: Statement = Statement::new(
    "write a label",
    "INSERT INTO label (label_id, name, color) VALUES (?1, ?2, ?3)
     ON CONFLICT (label_id) DO UPDATE SET name = excluded.name, color = excluded.color",
);
const TAKE_OFF_ALL: Statement =
    Statement::new("take a label off every chat", "DELETE FROM chat_label WHERE label_id = ?1");
const TAKE_OFF_PEOPLE: Statement =
    Statement::new("take a label off every person", "DELETE FROM contact_label WHERE label_id = ?1");
const DELETE: Statement = Statement::new("delete a label", "DELETE FROM label WHERE label_id = ?1");
const ALL: Statement = Statement::new("read the labels", "SELECT * FROM label ORDER BY label_id");
const OF_CHAT: Statement = Statement::new(
    "read the labels of a chat",
    "SELECT label.* FROM chat_label CROSS JOIN label USING (label_id) WHERE chat_id = ?1 ORDER BY label_id",
);
const CHATS: Statement =
    Statement::new("find the chats of a label", "SELECT chat_id FROM chat_label WHERE label_id = ?1 ORDER BY chat_id");
const OF_CONTACT: Statement = Statement::new(
    "read the labels of a person",
    "SELECT * FROM label WHERE label_id IN (SELECT label_id FROM contact AS mine
        CROSS JOIN contact AS same INDEXED BY contact_by_person ON same.person_id = mine.person_id
        CROSS JOIN contact_label ON contact_label.contact_id = same.contact_id WHERE mine.contact_id = ?1)
     ORDER BY label_id",
);
const PEOPLES_CHATS: Statement = Statement::new(
    "find the chats of a label's people",
    "SELECT chat_id FROM contact_label CROSS JOIN contact AS mine USING (contact_id)
     CROSS JOIN contact AS same INDEXED BY contact_by_person ON same.person_id = mine.person_id
     CROSS JOIN chat INDEXED BY chat_contact ON chat.contact_id = same.contact_id WHERE label_id = ?1",
);
const HOLDERS: Statement = Statement::new(
    "find which contacts of a person have a label",
    "SELECT same.contact_id FROM contact AS mine
     CROSS JOIN contact AS same INDEXED BY contact_by_person ON same.person_id = mine.person_id
     CROSS JOIN contact_label ON contact_label.contact_id = same.contact_id
     WHERE mine.contact_id = ?1 AND label_id = ?2 ORDER BY same.contact_id",
);
const ON_CONTACT: Statement = Statement::new(
    "put a label on a person",
    "INSERT INTO contact_label (contact_id, label_id) SELECT contact_id, label_id FROM contact CROSS JOIN label
     WHERE contact_id = ?1 AND label_id = ?2 ON CONFLICT DO NOTHING",
);
const OFF_CONTACT: Statement =
    Statement::new("take a label off a person", "DELETE FROM contact_label WHERE contact_id = ?1 AND label_id = ?2");
const ON: Statement = Statement::new(
    "put a label on a chat",
    "INSERT INTO chat_label (chat_id, label_id) SELECT ?1, label_id FROM label WHERE label_id = ?2
     ON CONFLICT DO NOTHING",
);
const OFF: Statement =
    Statement::new("take a label off a chat", "DELETE FROM chat_label WHERE chat_id = ?1 AND label_id = ?2");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &PUT,
    &TAKE_OFF_ALL,
    &TAKE_OFF_PEOPLE,
    &DELETE,
    &ALL,
    &OF_CHAT,
    &OF_CONTACT,
    &CHATS,
    &PEOPLES_CHATS,
    &HOLDERS,
    &ON,
    &OFF,
    &ON_CONTACT,
    &OFF_CONTACT,
];

fn row(row: &Row<'_>) -> rusqlite::Result<Label> {
    Ok(Label { label_id: LabelId(row.get("label_id")?), name: row.get("name")?, color: row.get("color")? })
}

/// Writes a label, or its new name and colour.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, label: &Label) -> Result<(), StoreError> {
    PUT.run(w.connection, params![label.label_id.0, label.name, label.color])?;
    Ok(())
}

/// Deletes a label everywhere and gives the chats that had it.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, label: LabelId) -> Result<Vec<ChatId>, StoreError> {
    let mut chats = CHATS.all(w.connection, params![label.0], |row| row.get(0).map(ChatId))?;
    chats.extend(PEOPLES_CHATS.all(w.connection, params![label.0], |row| row.get(0).map(ChatId))?);
    for statement in [&TAKE_OFF_ALL, &TAKE_OFF_PEOPLE, &DELETE] {
        statement.run(w.connection, params![label.0])?;
    }
    Ok(chats)
}

/// Every label, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Label>, StoreError> {
    ALL.all(r.connection, [], row)
}

/// The labels of a chat: its person's, where it is with one.
///
/// # Errors
/// When they cannot be read.
pub fn of_chat(r: &Read<'_>, chat: ChatId) -> Result<Vec<Label>, StoreError> {
    match chat::contact(r, chat)? {
        Some(contact) => of_contact(r, contact),
        None => OF_CHAT.all(r.connection, params![chat.0], row),
    }
}

/// The labels of a person, whichever of their contacts has them.
///
/// # Errors
/// When they cannot be read.
pub fn of_contact(r: &Read<'_>, contact: ContactId) -> Result<Vec<Label>, StoreError> {
    OF_CONTACT.all(r.connection, params![contact.0], row)
}

/// Which contacts of a person have a label.
///
/// # Errors
/// When they cannot be read.
pub fn holders(r: &Read<'_>, contact: ContactId, label: LabelId) -> Result<Vec<ContactId>, StoreError> {
    HOLDERS.all(r.connection, params![contact.0, label.0], |row| row.get(0).map(ContactId))
}

/// Puts a label on a person or takes it off. Says whether that changed anything; a label that is gone changes nothing.
///
/// # Errors
/// When the disk says no.
pub fn set_on(w: &Write<'_>, contact: ContactId, label: LabelId, on: bool) -> Result<bool, StoreError> {
    let statement = if on { ON_CONTACT } else { OFF_CONTACT };
    Ok(statement.run(w.connection, params![contact.0, label.0])? > 0)
}

/// Puts a label on a chat, or on its person where it is with one, or takes it off. Says whether that changed anything.
pub(super) fn set(w: &Write<'_>, chat: ChatId, label: LabelId, on: bool) -> Result<bool, StoreError> {
    if let Some(contact) = chat::contact(w, chat)? {
        return set_on(w, contact, label, on);
    }
    let statement = if on { ON } else { OFF };
    Ok(statement.run(w.connection, params![chat.0, label.0])? > 0)
}
