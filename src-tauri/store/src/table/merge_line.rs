//! When contacts were merged and taken apart again: a part of a person's history.

use domain::{ContactId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE merge_line ( -- two contacts became one person, or two again; projected
    line INTEGER PRIMARY KEY, -- the journal entry's place
    keep INTEGER NOT NULL REFERENCES contact(contact_id), -- as whom the person was listed
    gone INTEGER NOT NULL REFERENCES contact(contact_id), -- who stood in no list of their own
    at INTEGER NOT NULL, -- ms
    apart INTEGER NOT NULL, -- 1 where they are two again
    operator TEXT NOT NULL
) STRICT;
CREATE INDEX merge_line_of_keep ON merge_line(keep, line);
CREATE INDEX merge_line_of_gone ON merge_line(gone, line);
";

/// Two contacts became one person, or two again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct MergeLine {
    pub line: i64,
    pub keep: ContactId,
    pub gone: ContactId,
    pub at: Timestamp,
    pub apart: bool,
    pub operator: String,
}

const PUT: Statement = Statement::new(
    "write that contacts were merged or taken apart",
    "INSERT INTO merge_line (line, keep, gone, at, apart, operator) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT DO NOTHING",
);
const AS_KEPT: Statement = Statement::new(
    "read who was merged into a contact",
    "SELECT * FROM merge_line INDEXED BY merge_line_of_keep WHERE keep = ?1 ORDER BY line",
);
const AS_GONE: Statement = Statement::new(
    "read into whom a contact was merged",
    "SELECT * FROM merge_line INDEXED BY merge_line_of_gone WHERE gone = ?1 ORDER BY line",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &AS_KEPT, &AS_GONE];

/// Writes what happened.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, line: &MergeLine) -> Result<(), StoreError> {
    let MergeLine { line, keep, gone, at, apart, operator } = line;
    PUT.run(w.connection, params![line, keep.0, gone.0, at.0, apart, operator])?;
    Ok(())
}

/// Every line that names a contact.
///
/// # Errors
/// When they cannot be read.
pub fn of_contact(r: &Read<'_>, contact: ContactId) -> Result<Vec<MergeLine>, StoreError> {
    let mut found = AS_KEPT.all(r.connection, params![contact.0], row)?;
    found.extend(AS_GONE.all(r.connection, params![contact.0], row)?);
    Ok(found)
}

fn row(row: &Row<'_>) -> rusqlite::Result<MergeLine> {
    Ok(MergeLine {
        line: row.get("line")?,
        keep: ContactId(row.get("keep")?),
        gone: ContactId(row.get("gone")?),
        at: Timestamp(row.get("at")?),
        apart: row.get("apart")?,
        operator: row.get("operator")?,
    })
}
