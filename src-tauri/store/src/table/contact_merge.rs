//! Which contacts an operator says are one person (wall 4). Nothing is moved: each keeps its keys, chats, labels and consents,
//! and `contact.person_id` says as whom they are listed, so that taking them apart gives each exactly what is theirs.

use domain::{ContactId, MergeId, Timestamp};
use rusqlite::{Row, params};

use super::consent_said;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE contact_merge ( -- two contacts that an operator says are one person; projected
    merge_id INTEGER PRIMARY KEY,
    keep INTEGER NOT NULL REFERENCES contact(contact_id), -- as whom the person is listed since
    gone INTEGER NOT NULL UNIQUE REFERENCES contact(contact_id), -- who stands in no list of their own since
    operator TEXT NOT NULL,
    at INTEGER NOT NULL -- ms
) STRICT;
CREATE INDEX contact_merge_by_keep ON contact_merge(keep);
";

/// Two contacts that are one person by an operator's word.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Merge {
    pub merge_id: MergeId,
    pub keep: ContactId,
    pub gone: ContactId,
    pub operator: String,
    pub at: Timestamp,
}

const PUT: Statement = Statement::new(
    "merge two contacts",
    "INSERT INTO contact_merge (merge_id, keep, gone, operator, at) VALUES (?1, ?2, ?3, ?4, ?5)",
);
const GET: Statement = Statement::new("read a merge", "SELECT * FROM contact_merge WHERE merge_id = ?1");
const INTO: Statement =
    Statement::new("find what a contact was merged into", "SELECT keep FROM contact_merge WHERE gone = ?1");
const OF_PERSON: Statement = Statement::new(
    "read the merges of a person",
    "SELECT contact_merge.* FROM contact AS mine CROSS JOIN contact AS same INDEXED BY contact_by_person
     ON same.person_id = mine.person_id CROSS JOIN contact_merge ON gone = same.contact_id
     WHERE mine.contact_id = ?1 ORDER BY merge_id",
);
const DELETE: Statement = Statement::new("take a merge apart", "DELETE FROM contact_merge WHERE merge_id = ?1");
const FORGET_KEEP: Statement =
    Statement::new("take apart what was merged into a contact", "DELETE FROM contact_merge WHERE keep = ?1");
const FORGET_GONE: Statement =
    Statement::new("take apart what a contact was merged into", "DELETE FROM contact_merge WHERE gone = ?1");
const LIST_AS: Statement = Statement::new(
    "list a contact as a person",
    "UPDATE contact SET person_id = ?2 WHERE contact_id = ?1 AND person_id <> ?2",
);
const SEEN: Statement = Statement::new(
    "note when a merged person wrote",
    "UPDATE contact SET last_seen = max(wrote, coalesce((SELECT max(wrote) FROM contact AS same
     INDEXED BY contact_by_person WHERE same.person_id = ?1), 0)) WHERE contact_id = ?1",
);

const PERSON: Statement =
    Statement::new("find who a contact is", "SELECT person_id FROM contact WHERE contact_id = ?1");
const EVERYONE: Statement = Statement::new(
    "find every contact of a person",
    "SELECT same.contact_id FROM contact AS mine CROSS JOIN contact AS same INDEXED BY contact_by_person
     ON same.person_id = mine.person_id WHERE mine.contact_id = ?1
     ORDER BY same.contact_id <> same.person_id, same.contact_id",
);
const SAME_PHONE: Statement = Statement::new(
    "find who had the same phone",
    "SELECT DISTINCT other.contact_id FROM identity AS mine CROSS JOIN identity AS other INDEXED BY identity_by_value
     ON other.kind = mine.kind AND other.value = mine.value
     WHERE mine.contact_id = ?1 AND mine.kind = 'phone' ORDER BY other.contact_id",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &PERSON,
    &EVERYONE,
    &SAME_PHONE,
    &PUT,
    &GET,
    &INTO,
    &OF_PERSON,
    &DELETE,
    &FORGET_KEEP,
    &FORGET_GONE,
    &LIST_AS,
    &SEEN,
];

fn row(row: &Row<'_>) -> rusqlite::Result<Merge> {
    Ok(Merge {
        merge_id: MergeId(row.get("merge_id")?),
        keep: ContactId(row.get("keep")?),
        gone: ContactId(row.get("gone")?),
        operator: row.get("operator")?,
        at: Timestamp(row.get("at")?),
    })
}

/// The contact as which a person is listed: the contact itself, or the one that it was merged into.
///
/// # Errors
/// When it cannot be read.
pub fn person_of(r: &Read<'_>, contact: ContactId) -> Result<ContactId, StoreError> {
    let found = PERSON.first(r.connection, params![contact.0], |row| row.get(0).map(ContactId))?;
    Ok(found.unwrap_or(contact))
}

/// Every contact that a person is, the one as which they are listed first; nobody where the contact is not known.
///
/// # Errors
/// When they cannot be read.
pub fn everyone(r: &Read<'_>, contact: ContactId) -> Result<Vec<ContactId>, StoreError> {
    EVERYONE.all(r.connection, params![contact.0], |row| row.get(0).map(ContactId))
}

/// Other people who have or had a phone number of a person's: maybe the same.
///
/// # Errors
/// When they cannot be read.
pub fn same_phone(r: &Read<'_>, contact: ContactId) -> Result<Vec<ContactId>, StoreError> {
    let all = everyone(r, contact)?;
    let mut found = Vec::new();
    for one in &all {
        for other in SAME_PHONE.all(r.connection, params![one.0], |row| row.get(0).map(ContactId))? {
            let person = person_of(r, other)?;
            if !all.contains(&person) && !found.contains(&person) {
                found.push(person);
            }
        }
    }
    Ok(found)
}

/// Merges the people of two contacts. Says whether they were two.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, merge: &Merge) -> Result<bool, StoreError> {
    let (keep, gone) = (everyone(w, merge.keep)?, everyone(w, merge.gone)?);
    let (Some(into), Some(listed)) = (keep.first(), gone.first()) else { return Ok(false) };
    if into == listed {
        return Ok(false);
    }
    PUT.run(w.connection, params![merge.merge_id.0, into.0, listed.0, merge.operator, merge.at.0])?;
    settle(w, &[keep, gone].concat())?;
    Ok(true)
}

/// Takes a merge apart, and gives it where there was one.
///
/// # Errors
/// When the disk says no.
pub fn take_apart(w: &Write<'_>, id: MergeId) -> Result<Option<Merge>, StoreError> {
    let Some(merge) = get(w, id)? else { return Ok(None) };
    let all = everyone(w, merge.gone)?;
    DELETE.run(w.connection, params![id.0])?;
    settle(w, &all)?;
    Ok(Some(merge))
}

/// Takes apart what an erased contact is in.
pub(crate) fn forget(w: &Write<'_>, contact: ContactId) -> Result<(), StoreError> {
    let rest: Vec<_> = everyone(w, contact)?.into_iter().filter(|one| *one != contact).collect();
    if rest.is_empty() {
        return Ok(());
    }
    FORGET_KEEP.run(w.connection, params![contact.0])?;
    FORGET_GONE.run(w.connection, params![contact.0])?;
    LIST_AS.run(w.connection, params![contact.0, contact.0])?;
    settle(w, &rest)
}

/// Lists each of these contacts as the merges say, with what follows from that: who stands in no list any more has nothing
/// but their own, so that nobody is seen in them whom another merge had brought.
fn settle(w: &Write<'_>, contacts: &[ContactId]) -> Result<(), StoreError> {
    for contact in contacts {
        let mut person = *contact;
        while let Some(into) = INTO.first(w.connection, params![person.0], |row| row.get(0).map(ContactId))? {
            person = into;
        }
        LIST_AS.run(w.connection, params![contact.0, person.0])?;
    }
    for contact in contacts {
        SEEN.run(w.connection, params![contact.0])?;
        consent_said::stand(w, *contact)?;
    }
    Ok(())
}

/// A merge.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, id: MergeId) -> Result<Option<Merge>, StoreError> {
    GET.first(r.connection, params![id.0], row)
}

/// By which merges a person is several contacts, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn of_person(r: &Read<'_>, contact: ContactId) -> Result<Vec<Merge>, StoreError> {
    OF_PERSON.all(r.connection, params![contact.0], row)
}
