//! Commands that a paired console was given and its hub has not answered yet, in their order.

use domain::Timestamp;
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE outbox ( -- a command that waits for the hub, on a console that is paired with one; local
    place INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order in which they were given
    command TEXT NOT NULL UNIQUE, -- by which the hub knows it when it comes again
    name TEXT NOT NULL, -- of the contract
    request TEXT NOT NULL, -- JSON
    at INTEGER NOT NULL, -- when it was given, ms
    refusal TEXT -- JSON: why the hub did not do it, where nobody waited for the answer any more
) STRICT;
CREATE INDEX outbox_waiting ON outbox(place) WHERE refusal IS NULL;
";

/// A command that waits, or that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Outgoing {
    pub place: i64,
    pub command: String,
    pub name: String,
    pub request: serde_json::Value,
    pub at: Timestamp,
    pub refusal: Option<serde_json::Value>,
}

const PUT: Statement = Statement::new(
    "keep a command for the hub",
    "INSERT INTO outbox (command, name, request, at) VALUES (?1, ?2, ?3, ?4)",
);
const NEXT: Statement = Statement::new(
    "find the next command for the hub",
    "SELECT * FROM outbox INDEXED BY outbox_waiting WHERE place > 0 AND refusal IS NULL ORDER BY place LIMIT 1",
);
const ALL: Statement = Statement::new("read the commands for the hub", "SELECT * FROM outbox ORDER BY place");
const COUNT: Statement = Statement::new(
    "count the commands for the hub",
    "SELECT count(*) - count(refusal) AS waiting, count(refusal) AS refused FROM outbox",
);
const REFUSED: Statement =
    Statement::new("note that the hub refused a command", "UPDATE outbox SET refusal = ?2 WHERE command = ?1");
const DONE: Statement = Statement::new("drop a command for the hub", "DELETE FROM outbox WHERE command = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &NEXT, &ALL, &COUNT, &REFUSED, &DONE];

/// Keeps a command behind those that wait.
///
/// # Errors
/// When the disk says no.
pub fn put(
    w: &Write<'_>,
    (command, name): (&str, &str),
    request: &serde_json::Value,
    at: Timestamp,
) -> Result<(), StoreError> {
    PUT.run(w.connection, params![command, name, super::to_json(request, "keep a command for the hub")?, at.0])?;
    Ok(())
}

/// The one that waits longest.
///
/// # Errors
/// When it cannot be read.
pub fn next(r: &Read<'_>) -> Result<Option<Outgoing>, StoreError> {
    NEXT.first(r.connection, [], row)
}

/// Everything that waits or was refused, in its order.
///
/// # Errors
/// When it cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Outgoing>, StoreError> {
    ALL.all(r.connection, [], row)
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// That wait.
    pub waiting: u32,
    /// That the hub refused.
    pub refused: u32,
}

/// How many wait and how many were refused.
///
/// # Errors
/// When they cannot be read.
pub fn count(r: &Read<'_>) -> Result<Count, StoreError> {
    let counted = COUNT
        .first(r.connection, [], |row| Ok(Count { waiting: row.get("waiting")?, refused: row.get("refused")? }))?;
    Ok(counted.unwrap_or_default())
}

/// Notes why the hub did not do it.
///
/// # Errors
/// When the disk says no.
pub fn refused(w: &Write<'_>, command: &str, refusal: &serde_json::Value) -> Result<(), StoreError> {
    REFUSED.run(w.connection, params![command, super::to_json(refusal, "keep a refusal")?])?;
    Ok(())
}

/// Drops it: it was done, or the operator gave it up. Says whether it was there.
///
/// # Errors
/// When the disk says no.
pub fn done(w: &Write<'_>, command: &str) -> Result<bool, StoreError> {
    Ok(DONE.run(w.connection, params![command])? > 0)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Outgoing> {
    Ok(Outgoing {
        place: row.get("place")?,
        command: row.get("command")?,
        name: row.get("name")?,
        request: super::json(row, "request")?,
        at: Timestamp(row.get("at")?),
        refusal: row.get::<_, Option<String>>("refusal")?.and_then(|text| serde_json::from_str(&text).ok()),
    })
}
