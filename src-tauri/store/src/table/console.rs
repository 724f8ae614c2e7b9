//! The consoles that are paired with this hub. A token is kept as its hash: whoever reads the file can use none.

use domain::Timestamp;
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE console ( -- a console that was paired with this hub; local
    console_id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
    name TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE, -- SHA-256 of its token, hexadecimal
    made_at INTEGER NOT NULL, -- when it was paired, ms
    seen_at INTEGER NOT NULL, -- when it was here last, ms
    revoked_at INTEGER -- since when its token is worth nothing, ms
) STRICT;
";

/// A console.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct PairedConsole {
    pub console_id: i64,
    pub name: String,
    pub made_at: Timestamp,
    pub seen_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
}

const ADD: Statement =
    Statement::new("keep a console", "INSERT INTO console (name, token, made_at, seen_at) VALUES (?1, ?2, ?3, ?3)");
const OF_TOKEN: Statement =
    Statement::new("find a console by its token", "SELECT * FROM console WHERE token = ?1 AND revoked_at IS NULL");
const ALL: Statement = Statement::new("read the consoles", "SELECT * FROM console ORDER BY console_id");
const SEEN: Statement =
    Statement::new("note that a console was here", "UPDATE console SET seen_at = ?2 WHERE console_id = ?1");
const REVOKE: Statement = Statement::new(
    "revoke a console's token",
    "UPDATE console SET revoked_at = ?2 WHERE console_id = ?1 AND revoked_at IS NULL",
);

const REVOKE_ALL: Statement =
    Statement::new("revoke every console's token", "UPDATE console SET revoked_at = ?1 WHERE revoked_at IS NULL");

pub(crate) const STATEMENTS: &[&Statement] = &[&ADD, &OF_TOKEN, &ALL, &SEEN, &REVOKE, &REVOKE_ALL];

/// Makes every console's token worth nothing from that moment.
///
/// # Errors
/// When the disk says no.
pub fn revoke_all(w: &Write<'_>, now: Timestamp) -> Result<(), StoreError> {
    REVOKE_ALL.run(w.connection, params![now.0])?;
    Ok(())
}

/// Keeps a console with the hash of its token.
///
/// # Errors
/// When the disk says no.
pub fn add(w: &Write<'_>, name: &str, token: &str, now: Timestamp) -> Result<(), StoreError> {
    ADD.run(w.connection, params![name, token, now.0])?;
    Ok(())
}

/// The console whose token has that hash, unless it was revoked.
///
/// # Errors
/// When it cannot be read.
pub fn of_token(r: &Read<'_>, token: &str) -> Result<Option<PairedConsole>, StoreError> {
    OF_TOKEN.first(r.connection, params![token], row)
}

/// Every console, also those that were revoked.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<PairedConsole>, StoreError> {
    ALL.all(r.connection, [], row)
}

/// Notes that a console was here.
///
/// # Errors
/// When the disk says no.
pub fn seen(w: &Write<'_>, console: i64, now: Timestamp) -> Result<(), StoreError> {
    SEEN.run(w.connection, params![console, now.0])?;
    Ok(())
}

/// Makes a console's token worth nothing. Says whether it was worth something.
///
/// # Errors
/// When the disk says no.
pub fn revoke(w: &Write<'_>, console: i64, now: Timestamp) -> Result<bool, StoreError> {
    Ok(REVOKE.run(w.connection, params![console, now.0])? > 0)
}

fn row(row: &Row<'_>) -> rusqlite::Result<PairedConsole> {
    Ok(PairedConsole {
        console_id: row.get("console_id")?,
        name: row.get("name")?,
        made_at: Timestamp(row.get("made_at")?),
        seen_at: Timestamp(row.get("seen_at")?),
        revoked_at: row.get::<_, Option<i64>>("revoked_at")?.map(Timestamp),
    })
}
