//! People known to us. Who a payload's identities are is in [`super::identity`].

use domain::{AccountId, ContactId, Person, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::search;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE contact ( -- a person known to us; projected
    contact_id INTEGER PRIMARY KEY,
    name TEXT, -- the newest name of the profile
    username TEXT, -- the newest username, for display only
    first_seen INTEGER NOT NULL -- ms
) STRICT;
CREATE TABLE identity ( -- a key by which a person was seen; projected
    identity_id INTEGER PRIMARY KEY, -- made from where it was seen first, so that nobody else's follows from it
    scope TEXT NOT NULL, -- the account of a phone; the portfolio, else the account, of user ids
    kind TEXT NOT NULL, -- phone, user_id, parent_user_id
    value TEXT NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    first_seen INTEGER NOT NULL, -- ms
    superseded_at INTEGER -- when the key went to somebody else or ended, ms
) STRICT;
CREATE UNIQUE INDEX identity_by_key ON identity(scope, kind, value) WHERE superseded_at IS NULL;
CREATE INDEX identity_by_contact ON identity(contact_id, kind);
CREATE INDEX identity_by_value ON identity(kind, value);
CREATE TABLE contact_entry ( -- which journal entries hold something of a person, so that they can be erased; projected
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    position INTEGER NOT NULL,
    PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_entry_by_position ON contact_entry(position, contact_id);
";

/// A person known to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Our number for the person.
    pub contact_id: ContactId,
    /// The newest name of the profile.
    pub name: Option<String>,
    /// The newest username, without `@`.
    pub username: Option<String>,
    /// When first seen.
    pub first_seen: Timestamp,
}

const GET: Statement = Statement::new("read a contact", "SELECT * FROM contact WHERE contact_id = ?1");
const PAGE: Statement =
    Statement::new("read contacts", "SELECT * FROM contact WHERE contact_id > ?1 ORDER BY contact_id LIMIT ?2");
const KEYS: Statement = Statement::new(
    "read a person's identities",
    "SELECT kind, value FROM identity WHERE contact_id = ?1 AND superseded_at IS NULL AND scope IN (?2, ?3)
     ORDER BY identity_id",
);
pub(super) const INSERT: Statement = Statement::new(
    "write a contact",
    "INSERT INTO contact (contact_id, name, username, first_seen) VALUES (?1, ?2, ?3, ?4)",
);
const RENAME: Statement = Statement::new(
    "rename a contact",
    "UPDATE contact SET name = coalesce(?2, name), username = coalesce(?3, username) WHERE contact_id = ?1
     AND (coalesce(?2, name) IS NOT name OR coalesce(?3, username) IS NOT username)",
);

const TRACE: Statement = Statement::new(
    "note where a person is in the journal",
    "INSERT INTO contact_entry (contact_id, position) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
);
const POSITIONS: Statement = Statement::new(
    "find a person in the journal",
    "SELECT position FROM contact_entry WHERE contact_id = ?1 ORDER BY position",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&GET, &PAGE, &KEYS, &INSERT, &RENAME, &TRACE, &POSITIONS];

fn row(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        contact_id: ContactId(row.get("contact_id")?),
        name: row.get("name")?,
        username: row.get("username")?,
        first_seen: Timestamp(row.get("first_seen")?),
    })
}

/// One contact.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, contact: ContactId) -> Result<Option<Contact>, StoreError> {
    GET.first(r.connection, params![contact.0], row)
}

/// Contacts behind one of them, in the order in which they were first seen.
///
/// # Errors
/// When they cannot be read.
pub fn page(r: &Read<'_>, behind: ContactId, limit: usize) -> Result<Vec<Contact>, StoreError> {
    PAGE.all(r.connection, params![behind.0, super::limit(limit)], row)
}

/// The person as an account may address them: every identity that is valid there now.
///
/// # Errors
/// When they cannot be read.
pub fn person(
    r: &Read<'_>,
    contact: ContactId,
    account: &AccountId,
    portfolio: Option<&str>,
) -> Result<Person, StoreError> {
    let scope = portfolio.unwrap_or(account.as_str());
    let keys: Vec<(String, String)> =
        KEYS.all(r.connection, params![contact.0, account.as_str(), scope], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut person = Person::default();
    if let Some(contact) = get(r, contact)? {
        person.name = contact.name;
        person.username = contact.username;
    }
    for (kind, value) in keys {
        match kind.as_str() {
            "phone" => person.phone = Some(value),
            "user_id" => person.user_id = Some(value),
            _ => person.parent_user_id = Some(value),
        }
    }
    Ok(person)
}

/// Notes that a journal entry holds something of a person: what an erasure has to empty (wall 7).
///
/// # Errors
/// When the disk says no.
pub fn trace(w: &Write<'_>, contact: ContactId, position: i64) -> Result<(), StoreError> {
    TRACE.run(w.connection, params![contact.0, position])?;
    Ok(())
}

/// The journal entries that hold something of a person, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn positions(r: &Read<'_>, contact: ContactId) -> Result<Vec<i64>, StoreError> {
    POSITIONS.all(r.connection, params![contact.0], |row| row.get(0))
}

/// Takes the newest name and username, where given. Says whether anything changed.
pub(super) fn rename(w: &Write<'_>, contact: ContactId, person: &Person) -> Result<bool, StoreError> {
    Ok(RENAME.run(w.connection, params![contact.0, person.name, person.username])? > 0)
}

/// Puts the contact's names and keys into the search.
pub(super) fn index(w: &Write<'_>, contact: ContactId) -> Result<(), StoreError> {
    let Some(row) = get(w, contact)? else { return Ok(()) };
    let phones = super::identity::values(w, contact, "phone")?;
    let parts = [row.name, row.username].into_iter().flatten().chain(phones).collect::<Vec<_>>();
    search::put_contact(w, contact, &parts.join(" "))
}
