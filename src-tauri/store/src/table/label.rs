//! Labels and the chats that have them.

use domain::{ChatId, LabelId};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE label ( -- a word that can be put on chats; projected
    label_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    color INTEGER NOT NULL -- 1 to 8
) STRICT;
CREATE TABLE chat_label ( -- which chat has which label; projected
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id),
    label_id INTEGER NOT NULL REFERENCES label(label_id),
    PRIMARY KEY (chat_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_label_by_label ON chat_label(label_id, chat_id);
";

/// A word that can be put on chats.
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
const DELETE: Statement = Statement::new("delete a label", "DELETE FROM label WHERE label_id = ?1");
const ALL: Statement = Statement::new("read the labels", "SELECT * FROM label ORDER BY label_id");
const OF_CHAT: Statement = Statement::new(
    "read the labels of a chat",
    "SELECT label.* FROM chat_label CROSS JOIN label USING (label_id) WHERE chat_id = ?1 ORDER BY label_id",
);
const CHATS: Statement =
    Statement::new("find the chats of a label", "SELECT chat_id FROM chat_label WHERE label_id = ?1 ORDER BY chat_id");
const ON: Statement = Statement::new(
    "put a label on a chat",
    "INSERT INTO chat_label (chat_id, label_id) SELECT ?1, label_id FROM label WHERE label_id = ?2
     ON CONFLICT DO NOTHING",
);
const OFF: Statement =
    Statement::new("take a label off a chat", "DELETE FROM chat_label WHERE chat_id = ?1 AND label_id = ?2");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &TAKE_OFF_ALL, &DELETE, &ALL, &OF_CHAT, &CHATS, &ON, &OFF];

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
    let chats = CHATS.all(w.connection, params![label.0], |row| row.get(0).map(ChatId))?;
    TAKE_OFF_ALL.run(w.connection, params![label.0])?;
    DELETE.run(w.connection, params![label.0])?;
    Ok(chats)
}

/// Every label, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Label>, StoreError> {
    ALL.all(r.connection, [], row)
}

/// The labels of a chat.
///
/// # Errors
/// When they cannot be read.
pub fn of_chat(r: &Read<'_>, chat: ChatId) -> Result<Vec<Label>, StoreError> {
    OF_CHAT.all(r.connection, params![chat.0], row)
}

/// Puts a label on a chat or takes it off. Says whether that changed anything; a label that is gone changes nothing.
pub(super) fn set(w: &Write<'_>, chat: ChatId, label: LabelId, on: bool) -> Result<bool, StoreError> {
    let statement = if on { ON } else { OFF };
    Ok(statement.run(w.connection, params![chat.0, label.0])? > 0)
}
