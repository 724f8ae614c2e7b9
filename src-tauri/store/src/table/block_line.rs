//! What happened about blocking people: the history of a person.

use domain::block::BlockHappened;
use domain::{AccountId, ContactId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE block_line ( -- something that happened about blocking a person; projected
    line INTEGER PRIMARY KEY, -- the journal entry's place
    account_id TEXT NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    at INTEGER NOT NULL, -- ms
    happened TEXT NOT NULL, -- blocked, unblocked, not_blocked and so on
    operator TEXT, -- which of us decided it
    words TEXT -- why: our reason, or the provider's word where it was not done
) STRICT;
CREATE INDEX block_line_of_person ON block_line(contact_id, line);
";

/// Something that happened about blocking a person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct BlockLine {
    pub line: i64,
    pub account_id: AccountId,
    pub contact_id: ContactId,
    pub at: Timestamp,
    pub happened: BlockHappened,
    pub operator: Option<String>,
    pub words: Option<String>,
}

const PUT: Statement = Statement::new(
    "write what happened about a block",
    "INSERT INTO block_line (line, account_id, contact_id, at, happened, operator, words)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
);
const OF_PERSON: Statement = Statement::new(
    "read what happened about blocking a person",
    "SELECT * FROM block_line WHERE contact_id = ?1 ORDER BY line DESC LIMIT ?2",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &OF_PERSON];

/// Writes what happened.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, line: &BlockLine) -> Result<(), StoreError> {
    let BlockLine { line, account_id, contact_id, at, happened, operator, words } = line;
    PUT.run(w.connection, params![line, account_id.as_str(), contact_id.0, at.0, happened.as_str(), operator, words])?;
    Ok(())
}

/// What happened to a person, newest first.
///
/// # Errors
/// When it cannot be read.
pub fn of_person(r: &Read<'_>, contact: ContactId, limit: usize) -> Result<Vec<BlockLine>, StoreError> {
    OF_PERSON.all(r.connection, params![contact.0, super::limit(limit)], row)
}

fn row(row: &Row<'_>) -> rusqlite::Result<BlockLine> {
    let happened: String = row.get("happened")?;
    Ok(BlockLine {
        line: row.get("line")?,
        account_id: AccountId(row.get("account_id")?),
        contact_id: ContactId(row.get("contact_id")?),
        at: Timestamp(row.get("at")?),
        happened: BlockHappened::from_word(&happened).ok_or_else(super::unreadable)?,
        operator: row.get("operator")?,
        words: row.get("words")?,
    })
}
