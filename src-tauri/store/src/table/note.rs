//! Internal notes: seen by operators only.

use domain::{ChatId, NoteId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE note ( -- an internal note; projected
    note_id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id),
    author TEXT NOT NULL, -- an operator's name
    body TEXT NOT NULL,
    at INTEGER NOT NULL -- ms
) STRICT;
CREATE INDEX note_by_chat ON note(chat_id, at, note_id);
";

/// An internal note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Note {
    pub note_id: NoteId,
    pub chat_id: ChatId,
    pub author: String,
    pub body: String,
    pub at: Timestamp,
}

const INSERT: Statement = Statement::new(
    "write a note",
    "INSERT INTO note (note_id, chat_id, author, body, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
);
const DELETE: Statement = Statement::new("delete a note", "DELETE FROM note WHERE note_id = ?1 RETURNING chat_id");
const BETWEEN: Statement = Statement::new(
    "read the notes of a chat",
    "SELECT * FROM note WHERE chat_id = ?1 AND at >= ?2 AND at < ?3 ORDER BY at, note_id",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &DELETE, &BETWEEN];

fn row(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        note_id: NoteId(row.get("note_id")?),
        chat_id: ChatId(row.get("chat_id")?),
        author: row.get("author")?,
        body: row.get("body")?,
        at: Timestamp(row.get("at")?),
    })
}

/// Writes a note.
///
/// # Errors
/// When the disk says no.
pub fn insert(w: &Write<'_>, note: &Note) -> Result<(), StoreError> {
    let Note { note_id, chat_id, author, body, at } = note;
    INSERT.run(w.connection, params![note_id.0, chat_id.0, author, body, at.0])?;
    Ok(())
}

/// Deletes a note and gives the chat that it was in.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, note: NoteId) -> Result<Option<ChatId>, StoreError> {
    DELETE.first(w.connection, params![note.0], |row| row.get(0).map(ChatId))
}

/// The notes of a chat from one moment up to another, not including it, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn between(r: &Read<'_>, chat: ChatId, from: Timestamp, to: Timestamp) -> Result<Vec<Note>, StoreError> {
    BETWEEN.all(r.connection, params![chat.0, from.0, to.0], row)
}
