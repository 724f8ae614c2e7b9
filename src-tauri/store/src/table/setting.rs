//! Settings of this installation.

use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE setting ( -- a setting of this installation; local
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
";

const GET: Statement = Statement::new("read a setting", "SELECT value FROM setting WHERE key = ?1");
const SET: Statement = Statement::new(
    "keep a setting",
    "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
);
const DELETE: Statement = Statement::new("drop a setting", "DELETE FROM setting WHERE key = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&GET, &SET, &DELETE];

/// A setting; nothing where it was never set.
///
/// # Errors
/// [`StoreError::Corrupt`] where another kind of value was kept under the key.
pub fn get<T: DeserializeOwned>(r: &Read<'_>, key: &str) -> Result<Option<T>, StoreError> {
    GET.first(r.connection, params![key], |row| super::json(row, "value"))
}

/// Keeps a setting.
///
/// # Errors
/// When the disk says no.
pub fn set<T: Serialize>(w: &Write<'_>, key: &str, value: &T) -> Result<(), StoreError> {
    SET.run(w.connection, params![key, super::to_json(value, "keep a setting")?])?;
    Ok(())
}

/// Goes back to the default.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, key: &str) -> Result<(), StoreError> {
    DELETE.run(w.connection, params![key])?;
    Ok(())
}
