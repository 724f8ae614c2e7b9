//! What the operator set for one level of notification: everything, a number, a kind, groups, a label, a chat, a person.

use domain::notify::Fields;
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE alert_level ( -- what is set for one level of notification; local
    level TEXT NOT NULL, -- app, account, kind, groups, label, chat, contact
    key TEXT NOT NULL, -- which number, kind, label, chat or person; empty of app and groups
    fields TEXT NOT NULL, -- JSON: the fields set
    PRIMARY KEY (level, key)
) STRICT, WITHOUT ROWID;
";

/// What is set for one level.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct AlertLevel {
    pub level: String,
    pub key: String,
    pub fields: Fields,
}

const PUT: Statement = Statement::new(
    "keep a level of notification",
    "INSERT INTO alert_level (level, key, fields) VALUES (?1, ?2, ?3)
     ON CONFLICT (level, key) DO UPDATE SET fields = excluded.fields",
);
const DELETE: Statement =
    Statement::new("take a level of notification away", "DELETE FROM alert_level WHERE level = ?1 AND key = ?2");
const ALL: Statement =
    Statement::new("read the levels of notification", "SELECT * FROM alert_level ORDER BY level, key");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &DELETE, &ALL];

fn row(row: &Row<'_>) -> rusqlite::Result<AlertLevel> {
    Ok(AlertLevel { level: row.get("level")?, key: row.get("key")?, fields: super::json(row, "fields")? })
}

/// Keeps what a level sets; nothing set takes it away.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, level: &AlertLevel) -> Result<(), StoreError> {
    if level.fields.is_empty() {
        DELETE.run(w.connection, params![level.level, level.key])?;
        return Ok(());
    }
    let fields = super::to_json(&level.fields, "keep a level of notification")?;
    PUT.run(w.connection, params![level.level, level.key, fields])?;
    Ok(())
}

/// Every level that sets something.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<AlertLevel>, StoreError> {
    ALL.all(r.connection, [], row)
}
