//! How long what we know of people is kept.

use domain::retention::RetentionRule;
use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE retention ( -- how long people are kept; projected
    rule INTEGER PRIMARY KEY, -- in the order given
    body TEXT NOT NULL -- JSON
) STRICT;
";

const ALL: Statement = Statement::new("read how long people are kept", "SELECT body FROM retention ORDER BY rule");
const FORGET: Statement = Statement::new("forget how long people are kept", "DELETE FROM retention");
const PUT: Statement = Statement::new("write how long people are kept", "INSERT INTO retention (body) VALUES (?1)");

pub(crate) const STATEMENTS: &[&Statement] = &[&ALL, &FORGET, &PUT];

/// The rules.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<RetentionRule>, StoreError> {
    ALL.all(r.connection, [], |row| super::json(row, "body"))
}

/// Sets the rules.
///
/// # Errors
/// When the disk says no.
pub fn set(w: &Write<'_>, rules: &[RetentionRule]) -> Result<(), StoreError> {
    FORGET.run(w.connection, [])?;
    for rule in rules {
        PUT.run(w.connection, params![super::to_json(rule, "write how long people are kept")?])?;
    }
    Ok(())
}
