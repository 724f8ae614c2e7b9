//! People known to us. Who a payload's identities are is in [`super::identity`].

use domain::text::fold;
use domain::{AccountId, ContactId, Person, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::search;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE contact ( -- a person known to us; projected
    contact_id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL, -- the contact as which they are listed: their own, or the one that they were merged into
    account_id TEXT NOT NULL, -- the number of ours at which they were first seen
    name TEXT, -- the newest name of the profile
    given_name TEXT, -- the operator's own name for them; it is shown in the profile's place
    username TEXT, -- the newest username, for display only
    sort_name TEXT NOT NULL DEFAULT '', -- the name shown, as it is sorted
    first_seen INTEGER NOT NULL, -- ms
    wrote INTEGER NOT NULL DEFAULT 0, -- when they last wrote by one of this contact's keys, ms; 0 where they never did
    last_seen INTEGER NOT NULL DEFAULT 0, -- when they last wrote by a key of any contact listed as this one, ms; 0 where they never did
    asked INTEGER NOT NULL DEFAULT 0 -- 1 where anything was said of a consent beside replies
) STRICT;
CREATE INDEX contact_by_person ON contact(person_id);
CREATE INDEX contact_by_name ON contact(sort_name, contact_id);
CREATE INDEX contact_by_seen ON contact(last_seen, contact_id);
CREATE INDEX contact_by_since ON contact(first_seen, contact_id);
CREATE INDEX contact_by_asked ON contact(asked, contact_id);
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

/// How people without a name are sorted: behind all others.
const LAST: &str = "\u{10ffff}";

/// A person known to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Our number for the person.
    pub contact_id: ContactId,
    /// The contact as which they are listed: their own number, or the one that they were merged into.
    pub person_id: ContactId,
    /// The number of ours at which the person was first seen.
    pub account_id: AccountId,
    /// The name that is shown: the operator's, else the profile's.
    pub name: Option<String>,
    /// The newest name of the profile.
    pub profile_name: Option<String>,
    /// The operator's own name for the person.
    pub given_name: Option<String>,
    /// The newest username, without `@`.
    pub username: Option<String>,
    /// When first seen.
    pub first_seen: Timestamp,
    /// When they last wrote.
    pub last_seen: Option<Timestamp>,
    /// How the name is sorted.
    pub sort_name: String,
    /// Whether anything was said of a consent beside replies.
    pub asked: bool,
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
    "INSERT INTO contact (contact_id, person_id, account_id, name, username, first_seen)
     VALUES (?1, ?1, ?2, ?3, ?4, ?5)",
);
const RENAME: Statement = Statement::new(
    "rename a contact",
    "UPDATE contact SET name = coalesce(?2, name), username = coalesce(?3, username) WHERE contact_id = ?1
     AND (coalesce(?2, name) IS NOT name OR coalesce(?3, username) IS NOT username)",
);
const GIVE_NAME: Statement = Statement::new(
    "give a person a name",
    "UPDATE contact SET given_name = ?2 WHERE contact_id = ?1 AND given_name IS NOT ?2",
);
const GIVEN: Statement = Statement::new(
    "read the name that an operator gave",
    "SELECT given_name FROM contact WHERE contact_id = ?1 AND given_name IS NOT NULL",
);
const USERNAME: Statement = Statement::new(
    "note a person's username",
    "UPDATE contact SET username = ?2 WHERE contact_id = ?1 AND username IS NULL",
);
const SORT: Statement =
    Statement::new("sort a contact", "UPDATE contact SET sort_name = ?2 WHERE contact_id = ?1 AND sort_name <> ?2");
const WROTE: Statement = Statement::new(
    "note when somebody wrote by a key",
    "UPDATE contact SET wrote = ?2, last_seen = max(last_seen, ?2)
     WHERE contact_id = (SELECT contact_id FROM identity WHERE identity_id = ?1) AND wrote < ?2",
);
const SEEN: Statement = Statement::new(
    "note when a person wrote",
    "UPDATE contact SET last_seen = ?2 WHERE contact_id = (SELECT person_id FROM identity CROSS JOIN contact
     USING (contact_id) WHERE identity_id = ?1) AND last_seen < ?2",
);

const ASKED: Statement = Statement::new(
    "note that a consent was spoken of",
    "UPDATE contact SET asked = ?2 WHERE contact_id = ?1 AND asked <> ?2",
);
const TRACE: Statement = Statement::new(
    "note where a person is in the journal",
    "INSERT INTO contact_entry (contact_id, position) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
);
const POSITIONS: Statement = Statement::new(
    "find a person in the journal",
    "SELECT position FROM contact_entry WHERE contact_id = ?1 ORDER BY position",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &GET, &PAGE, &KEYS, &INSERT, &RENAME, &GIVE_NAME, &GIVEN, &USERNAME, &SORT, &WROTE, &SEEN, &ASKED, &TRACE,
    &POSITIONS,
];

pub(crate) fn row(row: &Row<'_>) -> rusqlite::Result<Contact> {
    let (profile_name, given_name): (Option<String>, Option<String>) = (row.get("name")?, row.get("given_name")?);
    Ok(Contact {
        contact_id: ContactId(row.get("contact_id")?),
        person_id: ContactId(row.get("person_id")?),
        account_id: AccountId(row.get("account_id")?),
        name: given_name.clone().or_else(|| profile_name.clone()),
        profile_name,
        given_name,
        username: row.get("username")?,
        first_seen: Timestamp(row.get("first_seen")?),
        last_seen: Some(row.get("last_seen")?).filter(|at| *at > 0).map(Timestamp),
        sort_name: row.get("sort_name")?,
        asked: row.get("asked")?,
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

/// Adds somebody by whom no key is known. Whoever has a key is found or made by [`super::identity::resolve`].
///
/// # Errors
/// When the disk says no.
pub fn add(
    w: &Write<'_>,
    account: &AccountId,
    person: &Person,
    new: ContactId,
    at: Timestamp,
) -> Result<(), StoreError> {
    INSERT.run(w.connection, params![new.0, account.as_str(), person.name, person.username, at.0])?;
    index(w, new)
}

/// Gives a person the operator's own name; none leaves the one of the profile.
///
/// # Errors
/// When the disk says no.
pub fn give_name(w: &Write<'_>, contact: ContactId, name: Option<&str>) -> Result<(), StoreError> {
    if GIVE_NAME.run(w.connection, params![contact.0, name])? > 0 {
        index(w, contact)?;
    }
    Ok(())
}

/// The operator's own name for a person, where there is one.
///
/// # Errors
/// When it cannot be read.
pub fn given_name(r: &Read<'_>, contact: ContactId) -> Result<Option<String>, StoreError> {
    GIVEN.first(r.connection, params![contact.0], |row| row.get(0))
}

/// Notes a username where none is known.
///
/// # Errors
/// When the disk says no.
pub fn note_username(w: &Write<'_>, contact: ContactId, username: &str) -> Result<(), StoreError> {
    if USERNAME.run(w.connection, params![contact.0, username])? > 0 {
        index(w, contact)?;
    }
    Ok(())
}

/// Notes whether anything was said of a consent beside replies.
pub(super) fn set_asked(w: &Write<'_>, contact: ContactId, asked: bool) -> Result<(), StoreError> {
    ASKED.run(w.connection, params![contact.0, asked])?;
    Ok(())
}

/// Notes that whoever has an identity wrote.
pub(super) fn seen(w: &Write<'_>, identity: i64, at: Timestamp) -> Result<(), StoreError> {
    WROTE.run(w.connection, params![identity, at.0])?;
    SEEN.run(w.connection, params![identity, at.0])?;
    Ok(())
}

/// Takes the newest name and username, where given. Says whether anything changed.
pub(super) fn rename(w: &Write<'_>, contact: ContactId, person: &Person) -> Result<bool, StoreError> {
    Ok(RENAME.run(w.connection, params![contact.0, person.name, person.username])? > 0)
}

/// Puts the contact's names and keys into the search, and the name shown into the order of names.
pub(super) fn index(w: &Write<'_>, contact: ContactId) -> Result<(), StoreError> {
    let Some(row) = get(w, contact)? else { return Ok(()) };
    let phones = super::identity::values(w, contact, "phone")?;
    let shown = row.name.as_ref().or(row.username.as_ref());
    SORT.run(w.connection, params![contact.0, shown.map_or_else(|| LAST.to_owned(), |name| fold(name))])?;
    let names = [row.given_name, row.profile_name, row.username];
    let parts = names.into_iter().flatten().chain(phones).collect::<Vec<_>>();
    search::put_contact(w, contact, &parts.join(" "))
}
