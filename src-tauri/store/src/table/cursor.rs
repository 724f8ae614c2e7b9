//! How far the journal was worked through: by the projection, and by each reactor for itself (wall 1).

use std::collections::BTreeMap;

use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE cursor ( -- how far the projection is; projected
    name TEXT PRIMARY KEY, -- projection
    position INTEGER NOT NULL -- the last entry that is in the tables
) STRICT, WITHOUT ROWID;
CREATE TABLE reactor_cursor ( -- how far each reactor is; local: a rebuild moves none
    name TEXT PRIMARY KEY, -- notify, send, media ...
    position INTEGER NOT NULL -- the last entry that was acted on
) STRICT, WITHOUT ROWID;
";

const GET: Statement = Statement::new("read a cursor", "SELECT position FROM cursor WHERE name = 'projection'");
const SET: Statement = Statement::new(
    "move a cursor",
    "INSERT INTO cursor (name, position) VALUES ('projection', ?1)
     ON CONFLICT (name) DO UPDATE SET position = excluded.position",
);
const REACTOR: Statement =
    Statement::new("read a reactor's cursor", "SELECT position FROM reactor_cursor WHERE name = ?1");
const SET_REACTOR: Statement = Statement::new(
    "move a reactor's cursor",
    "INSERT INTO reactor_cursor (name, position) VALUES (?1, ?2)
     ON CONFLICT (name) DO UPDATE SET position = excluded.position",
);
const REACTORS: Statement =
    Statement::new("read every reactor's cursor", "SELECT name, position FROM reactor_cursor ORDER BY name");

pub(crate) const STATEMENTS: &[&Statement] = &[&GET, &SET, &REACTOR, &SET_REACTOR, &REACTORS];

/// The last journal entry that is in the tables; 0 where none is.
///
/// # Errors
/// When it cannot be read.
pub fn projection(r: &Read<'_>) -> Result<i64, StoreError> {
    Ok(GET.first(r.connection, [], |row| row.get(0))?.unwrap_or(0))
}

/// Moves the projection's cursor, in the transaction that wrote the rows.
///
/// # Errors
/// When the disk says no.
pub fn set_projection(w: &Write<'_>, position: i64) -> Result<(), StoreError> {
    SET.run(w.connection, params![position])?;
    Ok(())
}

/// The last journal entry that a reactor acted on; nothing where it never ran.
///
/// # Errors
/// When it cannot be read.
pub fn reactor(r: &Read<'_>, name: &str) -> Result<Option<i64>, StoreError> {
    REACTOR.first(r.connection, params![name], |row| row.get(0))
}

/// Every reactor that ever ran, and the last entry that it acted on.
///
/// # Errors
/// When it cannot be read.
pub fn reactors(r: &Read<'_>) -> Result<BTreeMap<String, i64>, StoreError> {
    let all = REACTORS.all(r.connection, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(all.into_iter().collect())
}

/// Moves a reactor's cursor.
///
/// # Errors
/// When the disk says no.
pub fn set_reactor(w: &Write<'_>, name: &str, position: i64) -> Result<(), StoreError> {
    SET_REACTOR.run(w.connection, params![name, position])?;
    Ok(())
}
