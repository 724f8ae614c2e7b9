//! Who the identities of a payload are (wall 4): a row names the identity seen, the person is a mapping. Identities are
//! tied together only when one webhook or a system event names both; nobody is ever merged here.

use domain::person::IdentityKind;
use domain::{AccountId, ContactId, Person, Timestamp};
use rusqlite::params;

use super::contact;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

/// Whom a payload's person turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The person.
    pub contact_id: ContactId,
    /// The identity by which the person was seen: the strongest key given.
    pub identity_id: i64,
    /// Whether the person was not known before.
    pub is_new: bool,
    /// Whether name, username or a key changed, or the person is new: what shows the person has to be read again.
    pub changed: bool,
}

const FIND: Statement = Statement::new(
    "find a person by a key",
    "SELECT identity_id, contact_id FROM identity
     WHERE scope = ?1 AND kind = ?2 AND value = ?3 AND superseded_at IS NULL",
);
const OTHER: Statement = Statement::new(
    "compare a person's ids",
    "SELECT identity_id FROM identity WHERE contact_id = ?1 AND kind = 'user_id' AND superseded_at IS NULL
     AND scope = ?2 AND value <> ?3 LIMIT 1",
);
const INSERT: Statement = Statement::new(
    "write an identity",
    "INSERT INTO identity (identity_id, scope, kind, value, contact_id, first_seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
);
const SUPERSEDE: Statement = Statement::new(
    "end an identity",
    "UPDATE identity SET superseded_at = ?4 WHERE scope = ?1 AND kind = ?2 AND value = ?3 AND superseded_at IS NULL",
);
const SUPERSEDE_OTHERS: Statement = Statement::new(
    "end a person's earlier key",
    "UPDATE identity SET superseded_at = ?5
     WHERE contact_id = ?1 AND kind = ?2 AND scope = ?3 AND value <> ?4 AND superseded_at IS NULL",
);
const VALUES: Statement = Statement::new(
    "read a person's keys",
    "SELECT value FROM identity WHERE contact_id = ?1 AND kind = ?2 AND superseded_at IS NULL ORDER BY identity_id",
);

const BY_VALUE: Statement = Statement::new(
    "find a person by a key of one number",
    "SELECT contact_id FROM identity
     WHERE kind = ?1 AND value = ?2 AND scope IN (?3, ?4) AND superseded_at IS NULL LIMIT 1",
);

const ALL: Statement = Statement::new(
    "read everybody's keys",
    "SELECT identity_id, contact_id, kind, value FROM identity
     WHERE identity_id > ?1 AND superseded_at IS NULL ORDER BY identity_id LIMIT ?2",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&FIND, &OTHER, &INSERT, &SUPERSEDE, &SUPERSEDE_OTHERS, &VALUES, &BY_VALUE, &ALL];

/// A key that is somebody's now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentKey {
    /// Its number.
    pub identity_id: i64,
    /// Whose it is.
    pub contact_id: ContactId,
    /// The person, as far as this key tells.
    pub person: Person,
}

/// Keys that are somebody's now, in the order of their numbers, behind a number.
///
/// # Errors
/// When they cannot be read.
pub fn current(r: &Read<'_>, behind: i64, limit: usize) -> Result<Vec<CurrentKey>, StoreError> {
    ALL.all(r.connection, params![behind, super::limit(limit)], |row| {
        let (kind, value): (String, String) = (row.get("kind")?, row.get("value")?);
        let person = match IdentityKind::parse(&kind) {
            Some(IdentityKind::Phone) => Person { phone: Some(value), ..Person::default() },
            Some(IdentityKind::UserId) => Person { user_id: Some(value), ..Person::default() },
            Some(IdentityKind::ParentUserId) => Person { parent_user_id: Some(value), ..Person::default() },
            None => Person::default(),
        };
        let (identity_id, contact_id) = (row.get("identity_id")?, ContactId(row.get("contact_id")?));
        Ok(CurrentKey { identity_id, contact_id, person })
    })
}

struct Scope<'a> {
    account: &'a str,
    portfolio: &'a str,
}

impl<'a> Scope<'a> {
    fn new(account: &'a AccountId, portfolio: Option<&'a str>) -> Self {
        Self { account: account.as_str(), portfolio: portfolio.unwrap_or(account.as_str()) }
    }

    const fn of(&self, kind: IdentityKind) -> &'a str {
        match kind {
            IdentityKind::Phone => self.account,
            IdentityKind::UserId | IdentityKind::ParentUserId => self.portfolio,
        }
    }
}

/// Finds the person, or makes one numbered `new_id`, and ties the keys named together. The same phone with another
/// business-scoped id is a new person: the phone goes to them and nothing is merged. Newest name and username are kept.
///
/// # Errors
/// [`StoreError::Corrupt`] for somebody without any key (see [`Person::is_nobody`]); when the disk says no.
pub fn resolve(
    w: &Write<'_>,
    account: &AccountId,
    portfolio: Option<&str>,
    person: &Person,
    new_id: ContactId,
    at: Timestamp,
) -> Result<Resolved, StoreError> {
    let scope = Scope::new(account, portfolio);
    let known = lookup(w, &scope, person)?;
    let contact_id = known.unwrap_or(new_id);
    let is_new = known.is_none();
    if is_new {
        contact::INSERT
            .run(w.connection, params![contact_id.0, account.as_str(), person.name, person.username, at.0])?;
    }
    tie(w, &scope, person, contact_id, new_id, at, is_new)
}

/// Lets a person keep their place when a system event names the identities that end and those that begin. When the
/// earlier ones are not known, the person is found or made by the later ones.
///
/// # Errors
/// As [`resolve`].
pub fn relink(
    w: &Write<'_>,
    account: &AccountId,
    portfolio: Option<&str>,
    previous: &Person,
    current: &Person,
    new_id: ContactId,
    at: Timestamp,
) -> Result<Resolved, StoreError> {
    let scope = Scope::new(account, portfolio);
    let Some(contact_id) = lookup(w, &scope, previous)? else {
        return resolve(w, account, portfolio, current, new_id, at);
    };
    for (kind, value) in previous.keys() {
        let stays = current.keys().any(|key| key == (kind, value));
        let holder = find(w, &scope, kind, value)?.map(|(_, holder)| holder);
        if !stays && holder == Some(contact_id) {
            SUPERSEDE.run(w.connection, params![scope.of(kind), kind.as_str(), value, at.0])?;
        }
    }
    let current = if current.is_nobody() { previous } else { current };
    tie(w, &scope, current, contact_id, new_id, at, false)
}

/// The person that an event names, where already known; nothing is written.
///
/// # Errors
/// When it cannot be read.
pub fn who(
    r: &Read<'_>,
    account: &AccountId,
    portfolio: Option<&str>,
    person: &Person,
) -> Result<Option<ContactId>, StoreError> {
    lookup(r, &Scope::new(account, portfolio), person)
}

/// Whoever has a key at a number now; ids are known in its portfolio.
///
/// # Errors
/// When it cannot be read.
pub fn by_value(
    r: &Read<'_>,
    account: &AccountId,
    portfolio: Option<&str>,
    kind: &str,
    value: &str,
) -> Result<Option<ContactId>, StoreError> {
    let scope = portfolio.unwrap_or(account.as_str());
    BY_VALUE.first(r.connection, params![kind, value, account.as_str(), scope], |row| row.get(0).map(ContactId))
}

pub(super) fn values(r: &Read<'_>, contact: ContactId, kind: &str) -> Result<Vec<String>, StoreError> {
    VALUES.all(r.connection, params![contact.0, kind], |row| row.get(0))
}

fn find(
    r: &Read<'_>,
    scope: &Scope<'_>,
    kind: IdentityKind,
    value: &str,
) -> Result<Option<(i64, ContactId)>, StoreError> {
    FIND.first(r.connection, params![scope.of(kind), kind.as_str(), value], |row| {
        Ok((row.get(0)?, ContactId(row.get(1)?)))
    })
}

fn lookup(r: &Read<'_>, scope: &Scope<'_>, person: &Person) -> Result<Option<ContactId>, StoreError> {
    for (kind, value) in person.keys() {
        let Some((_, contact)) = find(r, scope, kind, value)? else { continue };
        let Some(user_id) = person.user_id.as_deref().filter(|_| kind != IdentityKind::UserId) else {
            return Ok(Some(contact));
        };
        if OTHER.first(r.connection, params![contact.0, scope.portfolio, user_id], |_| Ok(()))?.is_none() {
            return Ok(Some(contact));
        }
    }
    Ok(None)
}

/// The number of a key that was seen where a new person would get that number.
const fn number(seen: ContactId, kind: IdentityKind) -> i64 {
    let place = match kind {
        IdentityKind::UserId => 1,
        IdentityKind::Phone => 2,
        IdentityKind::ParentUserId => 3,
    };
    (seen.0 << 2) | place
}

/// Gives every key of the person to the contact, and ends what they replace.
fn tie(
    w: &Write<'_>,
    scope: &Scope<'_>,
    person: &Person,
    contact_id: ContactId,
    new_id: ContactId,
    at: Timestamp,
    is_new: bool,
) -> Result<Resolved, StoreError> {
    let mut strongest = None;
    let mut changed = is_new;
    for (kind, value) in person.keys() {
        let held = find(w, scope, kind, value)?;
        let identity = match held {
            Some((identity, holder)) if holder == contact_id => identity,
            _ => {
                let key = scope.of(kind);
                SUPERSEDE.run(w.connection, params![key, kind.as_str(), value, at.0])?;
                SUPERSEDE_OTHERS.run(w.connection, params![contact_id.0, kind.as_str(), key, value, at.0])?;
                let identity = number(new_id, kind);
                INSERT.run(w.connection, params![identity, key, kind.as_str(), value, contact_id.0, at.0])?;
                changed = true;
                identity
            }
        };
        if let Some((_, holder)) = held.filter(|(_, holder)| *holder != contact_id) {
            contact::index(w, holder)?;
        }
        strongest = strongest.or(Some(identity));
    }
    let identity_id = strongest.ok_or(StoreError::Corrupt { doing: "find a person without any key" })?;
    changed |= contact::rename(w, contact_id, person)?;
    if changed {
        contact::index(w, contact_id)?;
    }
    Ok(Resolved { contact_id, identity_id, is_new, changed })
}

#[cfg(test)]
mod tests;
