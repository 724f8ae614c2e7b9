//! Who came into a group and waits to be welcomed.

use domain::{ChatId, ContactId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE welcome_due ( -- somebody who came into a group and is not welcomed yet; local: a rebuild welcomes nobody again
    line INTEGER PRIMARY KEY, -- the line of the group's history
    chat_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    heard_at INTEGER NOT NULL, -- when we heard of it, ms
    taken INTEGER -- the newest line that is welcomed with it; none while it waits
) STRICT;
CREATE INDEX welcome_due_of_chat ON welcome_due(chat_id, line);
CREATE INDEX welcome_due_by_contact ON welcome_due(contact_id);
";

/// Somebody who is not welcomed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct WelcomeDue {
    pub line: i64,
    pub chat_id: ChatId,
    pub contact_id: ContactId,
    pub heard_at: Timestamp,
    pub taken: Option<i64>,
}

const PUT: Statement = Statement::new(
    "note that somebody is to be welcomed",
    "INSERT INTO welcome_due (line, chat_id, contact_id, heard_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
);
const ALL: Statement =
    Statement::new("read who is to be welcomed", "SELECT * FROM welcome_due WHERE line > 0 ORDER BY line");
const TAKE: Statement = Statement::new(
    "note who is welcomed together",
    "UPDATE welcome_due SET taken = ?2 WHERE chat_id = ?1 AND line <= ?2 AND taken IS NULL",
);
const DONE: Statement =
    Statement::new("note that somebody is not to be welcomed any more", "DELETE FROM welcome_due WHERE line = ?1");
const FORGET: Statement =
    Statement::new("erase that a person is to be welcomed", "DELETE FROM welcome_due WHERE contact_id = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &ALL, &TAKE, &DONE, &FORGET];

/// Notes that somebody is to be welcomed.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, due: &WelcomeDue) -> Result<(), StoreError> {
    let WelcomeDue { line, chat_id, contact_id, heard_at, .. } = due;
    PUT.run(w.connection, params![line, chat_id.0, contact_id.0, heard_at.0])?;
    Ok(())
}

/// Everybody who is to be welcomed, in the order of their coming.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<WelcomeDue>, StoreError> {
    ALL.all(r.connection, [], row)
}

/// Notes that everybody who waits in a group, up to that line, is welcomed at once.
///
/// # Errors
/// When the disk says no.
pub fn take(w: &Write<'_>, chat: ChatId, line: i64) -> Result<(), StoreError> {
    TAKE.run(w.connection, params![chat.0, line])?;
    Ok(())
}

/// Notes that somebody was welcomed, or is not to be any more.
///
/// # Errors
/// When the disk says no.
pub fn done(w: &Write<'_>, line: i64) -> Result<(), StoreError> {
    DONE.run(w.connection, params![line])?;
    Ok(())
}

/// Forgets a person.
///
/// # Errors
/// When the disk says no.
pub fn forget(w: &Write<'_>, contact: ContactId) -> Result<(), StoreError> {
    FORGET.run(w.connection, params![contact.0])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<WelcomeDue> {
    Ok(WelcomeDue {
        line: row.get("line")?,
        chat_id: ChatId(row.get("chat_id")?),
        contact_id: ContactId(row.get("contact_id")?),
        heard_at: Timestamp(row.get("heard_at")?),
        taken: row.get("taken")?,
    })
}
