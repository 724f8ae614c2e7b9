//! What a hub answered to the commands of its consoles, so that one that comes again gets the same answer and is not carried
//! out twice.

use domain::Timestamp;
use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE answered ( -- a command of a console that was carried out; local
    console_id INTEGER NOT NULL,
    command TEXT NOT NULL, -- the console's own id of it
    answer TEXT NOT NULL, -- JSON
    at INTEGER NOT NULL, -- when, ms
    PRIMARY KEY (console_id, command)
) STRICT, WITHOUT ROWID;
CREATE INDEX answered_by_age ON answered(at);
";

const PUT: Statement = Statement::new(
    "keep an answer to a console",
    "INSERT INTO answered (console_id, command, answer, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
);
const GET: Statement =
    Statement::new("find an answer to a console", "SELECT answer FROM answered WHERE console_id = ?1 AND command = ?2");
const FORGET: Statement = Statement::new("forget old answers to consoles", "DELETE FROM answered WHERE at < ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &GET, &FORGET];

/// Keeps an answer, and forgets those from before a moment.
///
/// # Errors
/// When the disk says no.
pub fn put(
    w: &Write<'_>,
    (console, command): (i64, &str),
    answer: &serde_json::Value,
    (now, before): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    FORGET.run(w.connection, params![before.0])?;
    PUT.run(w.connection, params![console, command, super::to_json(answer, "keep an answer to a console")?, now.0])?;
    Ok(())
}

/// What was answered to it before.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, console: i64, command: &str) -> Result<Option<serde_json::Value>, StoreError> {
    GET.first(r.connection, params![console, command], |row| super::json(row, "answer"))
}
