//! Who is in a group.

use domain::{AccountId, ContactId, GroupId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE participant ( -- a person in a group; projected
    account_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    joined INTEGER NOT NULL, -- when first seen there, ms
    PRIMARY KEY (account_id, group_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_by_contact ON participant(contact_id, account_id, group_id);
";

/// A person in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub contact_id: ContactId,
    /// The newest name, where there is one.
    pub name: Option<String>,
    /// The newest username.
    pub username: Option<String>,
    /// When first seen there.
    pub joined: Timestamp,
}

const PUT: Statement = Statement::new(
    "write a participant",
    "INSERT INTO participant (account_id, group_id, contact_id, joined) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
);
const REMOVE: Statement = Statement::new(
    "remove a participant",
    "DELETE FROM participant WHERE account_id = ?1 AND group_id = ?2 AND contact_id = ?3",
);
const ALL: Statement = Statement::new(
    "read the participants",
    "SELECT participant.contact_id, coalesce(given_name, name) AS name, username, joined FROM participant CROSS JOIN contact USING (contact_id)
     WHERE participant.account_id = ?1 AND group_id = ?2 ORDER BY joined, participant.contact_id",
);
const COUNT: Statement = Statement::new(
    "count the participants",
    "SELECT count(*) FROM participant WHERE account_id = ?1 AND group_id = ?2",
);
const GROUPS: Statement = Statement::new(
    "read the groups of a contact",
    "SELECT account_id, group_id FROM participant WHERE contact_id = ?1 ORDER BY account_id, group_id",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &REMOVE, &ALL, &COUNT, &GROUPS];

fn row(row: &Row<'_>) -> rusqlite::Result<Participant> {
    Ok(Participant {
        contact_id: ContactId(row.get("contact_id")?),
        name: row.get("name")?,
        username: row.get("username")?,
        joined: Timestamp(row.get("joined")?),
    })
}

/// Notes that somebody is in a group. Says whether that is new.
///
/// # Errors
/// When the disk says no.
pub fn joined(
    w: &Write<'_>,
    account: &AccountId,
    group: &GroupId,
    contact: ContactId,
    at: Timestamp,
) -> Result<bool, StoreError> {
    Ok(PUT.run(w.connection, params![account.as_str(), group.as_str(), contact.0, at.0])? > 0)
}

/// Notes that somebody is not in a group any more. Says whether that is new.
///
/// # Errors
/// When the disk says no.
pub fn left(w: &Write<'_>, account: &AccountId, group: &GroupId, contact: ContactId) -> Result<bool, StoreError> {
    Ok(REMOVE.run(w.connection, params![account.as_str(), group.as_str(), contact.0])? > 0)
}

/// Takes the provider's whole list in the place of what was known; who stays keeps the moment of joining.
///
/// # Errors
/// When the disk says no.
pub fn replace(
    w: &Write<'_>,
    account: &AccountId,
    group: &GroupId,
    contacts: &[ContactId],
    at: Timestamp,
) -> Result<(), StoreError> {
    for gone in all(w, account, group)?.iter().filter(|known| !contacts.contains(&known.contact_id)) {
        left(w, account, group, gone.contact_id)?;
    }
    for contact in contacts {
        joined(w, account, group, *contact, at)?;
    }
    Ok(())
}

/// Everybody in a group, longest first.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>, account: &AccountId, group: &GroupId) -> Result<Vec<Participant>, StoreError> {
    ALL.all(r.connection, params![account.as_str(), group.as_str()], row)
}

/// How many are in a group.
///
/// # Errors
/// When they cannot be counted.
pub fn count(r: &Read<'_>, account: &AccountId, group: &GroupId) -> Result<u32, StoreError> {
    Ok(COUNT.first(r.connection, params![account.as_str(), group.as_str()], |row| row.get(0))?.unwrap_or(0))
}

/// The groups that a contact is in.
///
/// # Errors
/// When they cannot be read.
pub fn groups(r: &Read<'_>, contact: ContactId) -> Result<Vec<(AccountId, GroupId)>, StoreError> {
    GROUPS.all(r.connection, params![contact.0], |row| Ok((AccountId(row.get(0)?), GroupId(row.get(1)?))))
}
