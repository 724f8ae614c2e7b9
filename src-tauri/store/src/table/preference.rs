//! What people told the provider about messages from us: it has no read for that, so every word is kept (reference 9.1).

use domain::{AccountId, ContactId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE preference ( -- a person's word to the provider; projected
    preference_id INTEGER PRIMARY KEY, -- of the item in its journal entry
    account_id TEXT NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    value TEXT NOT NULL, -- stop, resume, signup: the provider's word, an open set
    at INTEGER NOT NULL, -- when the person said it, ms
    position INTEGER NOT NULL -- the journal entry
) STRICT;
CREATE INDEX preference_by_contact ON preference(contact_id);
";

/// A person's word to the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Preference {
    pub preference_id: i64,
    pub account_id: AccountId,
    pub contact_id: ContactId,
    pub value: String,
    pub at: Timestamp,
    pub position: i64,
}

const PUT: Statement = Statement::new(
    "write a preference",
    "INSERT INTO preference (preference_id, account_id, contact_id, value, at, position)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
);
const SINCE: Statement = Statement::new(
    "read new preferences",
    "SELECT * FROM preference WHERE preference_id > ?1 ORDER BY preference_id LIMIT ?2",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &SINCE];

/// Keeps a word.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, preference: &Preference) -> Result<(), StoreError> {
    let Preference { preference_id, account_id, contact_id, value, at, position } = preference;
    PUT.run(w.connection, params![preference_id, account_id.as_str(), contact_id.0, value, at.0, position])?;
    Ok(())
}

/// Words behind one, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn since(r: &Read<'_>, seen: i64, limit: usize) -> Result<Vec<Preference>, StoreError> {
    SINCE.all(r.connection, params![seen, super::limit(limit)], row)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Preference> {
    Ok(Preference {
        preference_id: row.get("preference_id")?,
        account_id: AccountId(row.get("account_id")?),
        contact_id: ContactId(row.get("contact_id")?),
        value: row.get("value")?,
        at: Timestamp(row.get("at")?),
        position: row.get("position")?,
    })
}
