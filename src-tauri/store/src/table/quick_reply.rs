//! Saved answers.

use domain::QuickReplyId;
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE quick_reply ( -- a saved answer; projected
    quick_reply_id INTEGER PRIMARY KEY,
    shortcut TEXT NOT NULL, -- what is typed after the slash
    body TEXT NOT NULL -- with variables as {name}
) STRICT;
";

/// A saved answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct QuickReply {
    pub quick_reply_id: QuickReplyId,
    pub shortcut: String,
    pub body: String,
}

const PUT: Statement = Statement::new(
    "write a saved answer",
    "INSERT INTO quick_reply (quick_reply_id, shortcut, body) VALUES (?1, ?2, ?3)
     ON CONFLICT (quick_reply_id) DO UPDATE SET shortcut = excluded.shortcut, body = excluded.body",
);
const DELETE: Statement = Statement::new("delete a saved answer", "DELETE FROM quick_reply WHERE quick_reply_id = ?1");
const ALL: Statement = Statement::new("read the saved answers", "SELECT * FROM quick_reply ORDER BY quick_reply_id");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &DELETE, &ALL];

fn row(row: &Row<'_>) -> rusqlite::Result<QuickReply> {
    Ok(QuickReply {
        quick_reply_id: QuickReplyId(row.get("quick_reply_id")?),
        shortcut: row.get("shortcut")?,
        body: row.get("body")?,
    })
}

/// Writes a saved answer, or its new words.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, reply: &QuickReply) -> Result<(), StoreError> {
    PUT.run(w.connection, params![reply.quick_reply_id.0, reply.shortcut, reply.body])?;
    Ok(())
}

/// Deletes a saved answer.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, reply: QuickReplyId) -> Result<(), StoreError> {
    DELETE.run(w.connection, params![reply.0])?;
    Ok(())
}

/// Every saved answer, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<QuickReply>, StoreError> {
    ALL.all(r.connection, [], row)
}
