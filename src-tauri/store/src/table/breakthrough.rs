//! Exceptions to silence.

use domain::BreakthroughId;
use domain::notify::Breakthrough;
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE breakthrough ( -- an exception to silence; local
    breakthrough_id INTEGER PRIMARY KEY AUTOINCREMENT,
    place INTEGER NOT NULL, -- the first that fits wins
    breakthrough TEXT NOT NULL -- JSON: what must hold, what comes through
) STRICT;
CREATE INDEX breakthrough_by_place ON breakthrough(place, breakthrough_id);
";

const INSERT: Statement = Statement::new(
    "make an exception to silence",
    "INSERT INTO breakthrough (place, breakthrough) VALUES ((SELECT coalesce(max(place), 0) + 1 FROM breakthrough), ?1)",
);
const UPDATE: Statement = Statement::new(
    "change an exception to silence",
    "UPDATE breakthrough SET breakthrough = ?2 WHERE breakthrough_id = ?1",
);
const PLACE: Statement =
    Statement::new("move an exception to silence", "UPDATE breakthrough SET place = ?2 WHERE breakthrough_id = ?1");
const DELETE: Statement =
    Statement::new("delete an exception to silence", "DELETE FROM breakthrough WHERE breakthrough_id = ?1");
const ALL: Statement =
    Statement::new("read the exceptions to silence", "SELECT * FROM breakthrough ORDER BY place, breakthrough_id");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &UPDATE, &PLACE, &DELETE, &ALL];

fn row(row: &Row<'_>) -> rusqlite::Result<Breakthrough> {
    let breakthrough: Breakthrough = super::json(row, "breakthrough")?;
    Ok(Breakthrough { breakthrough_id: BreakthroughId(row.get("breakthrough_id")?), ..breakthrough })
}

/// Keeps a new exception behind the others.
///
/// # Errors
/// When the disk says no.
pub fn insert(w: &Write<'_>, breakthrough: &Breakthrough) -> Result<BreakthroughId, StoreError> {
    INSERT.run(w.connection, params![super::to_json(breakthrough, "make an exception to silence")?])?;
    Ok(BreakthroughId(w.connection.last_insert_rowid()))
}

/// Keeps a changed exception. Says whether there is one.
///
/// # Errors
/// When the disk says no.
pub fn update(w: &Write<'_>, breakthrough: &Breakthrough) -> Result<bool, StoreError> {
    let body = super::to_json(breakthrough, "change an exception to silence")?;
    Ok(UPDATE.run(w.connection, params![breakthrough.breakthrough_id.0, body])? > 0)
}

/// Puts the exceptions into this order.
///
/// # Errors
/// When the disk says no.
pub fn order(w: &Write<'_>, order: &[BreakthroughId]) -> Result<(), StoreError> {
    for (place, id) in (1_i64..).zip(order) {
        PLACE.run(w.connection, params![id.0, place])?;
    }
    Ok(())
}

/// Deletes an exception.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, breakthrough: BreakthroughId) -> Result<(), StoreError> {
    DELETE.run(w.connection, params![breakthrough.0])?;
    Ok(())
}

/// Every exception, in order.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Breakthrough>, StoreError> {
    ALL.all(r.connection, [], row)
}
