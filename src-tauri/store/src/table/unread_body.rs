//! Bodies with something in them that could not be read: the same body again shows nothing new.

use rusqlite::params;

use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE unread_body ( -- a received body of which a part could not be read; projected
    digest BLOB PRIMARY KEY, -- SHA-256 of the body
    position INTEGER NOT NULL -- the first journal entry that holds it
) STRICT, WITHOUT ROWID;
CREATE INDEX unread_body_by_position ON unread_body(position);
";

const NOTE: Statement = Statement::new(
    "note an unread body",
    "INSERT INTO unread_body (digest, position) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
);
const FIRST: Statement =
    Statement::new("find where a body was received first", "SELECT position FROM unread_body WHERE digest = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&NOTE, &FIRST];

/// Notes the body of the entry at `position`. False where an earlier entry holds the same.
///
/// # Errors
/// When the disk says no.
pub fn is_first(w: &Write<'_>, digest: &[u8; 32], position: i64) -> Result<bool, StoreError> {
    NOTE.run(w.connection, params![digest, position])?;
    let first: Option<i64> = FIRST.first(w.connection, params![digest], |row| row.get(0))?;
    Ok(first == Some(position))
}
