//! Files that prove consents. One sheet may prove what several people signed.

use domain::{ContactId, FileHash};
use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE proof ( -- a file that proves a consent; projected
    position INTEGER PRIMARY KEY, -- the journal entry of the consent
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    file TEXT NOT NULL -- its name in the media store
) STRICT;
CREATE INDEX proof_by_contact ON proof(contact_id, file);
CREATE INDEX proof_by_file ON proof(file, contact_id);
";

const PUT: Statement = Statement::new(
    "keep what proves a consent",
    "INSERT INTO proof (position, contact_id, file) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
);
const FILES: Statement =
    Statement::new("find what proves a person's consents", "SELECT DISTINCT file FROM proof WHERE contact_id = ?1");
const PEOPLE: Statement =
    Statement::new("find whose consents a file proves", "SELECT DISTINCT contact_id FROM proof WHERE file = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &FILES, &PEOPLE];

/// Keeps that a file proves somebody's consent.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, position: i64, contact: ContactId, file: &FileHash) -> Result<(), StoreError> {
    PUT.run(w.connection, params![position, contact.0, file.as_str()])?;
    Ok(())
}

/// The files that prove somebody's consents.
///
/// # Errors
/// When they cannot be read.
pub fn files(r: &Read<'_>, contact: ContactId) -> Result<Vec<FileHash>, StoreError> {
    FILES.all(r.connection, params![contact.0], |row| row.get(0).map(FileHash))
}

/// Whose consents a file proves.
///
/// # Errors
/// When they cannot be read.
pub fn people(r: &Read<'_>, file: &FileHash) -> Result<Vec<ContactId>, StoreError> {
    PEOPLE.all(r.connection, params![file.as_str()], |row| row.get(0).map(ContactId))
}
