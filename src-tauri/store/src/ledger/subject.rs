//! Which person a subject of the ledger is. A tie is ended, never changed, so that a merge or a number's next owner can be
//! told from the past.

use domain::person::IdentityKind;
use domain::{AccountId, Person};
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::secret::random_name;
use crate::statement::Statement;

const SUBJECT: Statement = Statement::new(
    "find a subject of the ledger",
    "SELECT subject, position FROM subject
     WHERE account_id = ?1 AND kind = ?2 AND value = ?3 AND ended_position IS NULL",
);
const EVERYWHERE: Statement = Statement::new(
    "find the subjects of a person at every number",
    "SELECT DISTINCT subject FROM subject WHERE kind = ?1 AND value = ?2 AND ended_position IS NULL",
);
const MERGED: Statement = Statement::new(
    "find what a subject of the ledger was before",
    "SELECT value FROM subject WHERE subject = ?1 AND kind = 'subject' AND ended_position IS NULL",
);
const USER_ID: Statement = Statement::new(
    "find the id of a subject of the ledger",
    "SELECT value FROM subject
     WHERE subject = ?1 AND kind = 'user_id' AND ended_position IS NULL AND account_id = ?2 AND value <> ?3 LIMIT 1",
);
const TIE: Statement = Statement::new(
    "tie a key to a subject of the ledger",
    "INSERT INTO subject (subject, account_id, kind, value, position) VALUES (?1, ?2, ?3, ?4, ?5)",
);
const UNTIE: Statement = Statement::new(
    "end a key of the ledger",
    "UPDATE subject SET ended_position = ?4
     WHERE account_id = ?1 AND kind = ?2 AND value = ?3 AND ended_position IS NULL",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&SUBJECT, &EVERYWHERE, &MERGED, &USER_ID, &TIE, &UNTIE];

/// The word for a subject that became another one, in the place of a kind of identity.
const MERGED_KIND: &str = "subject";

/// A subject whose words concern a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kin {
    /// The token.
    pub subject: String,
    /// Whether it is the person at this number; of one at another number only what holds everywhere counts.
    pub own: bool,
}

fn current(c: &Connection, account: &AccountId, kind: &str, value: &str) -> Result<Option<(String, i64)>, StoreError> {
    SUBJECT.first(c, params![account.as_str(), kind, value], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The subject that a person is.
pub(super) fn find(c: &Connection, account: &AccountId, person: &Person) -> Result<Option<String>, StoreError> {
    Ok(found(c, account, person)?.into_iter().next())
}

/// Every subject to which a key of the person leads at this number, the surest first: one that nobody has heard of yet with
/// both keys may be two. A phone whose subject has another user id is somebody else's by now: consent is not carried over
/// (wall 4).
fn found(c: &Connection, account: &AccountId, person: &Person) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for (kind, value) in person.keys() {
        let Some((subject, _)) = current(c, account, kind.as_str(), value)? else { continue };
        if kind == IdentityKind::UserId || !is_somebody_else(c, account, person, &subject)? {
            found.push(subject);
        }
    }
    Ok(found)
}

fn is_somebody_else(c: &Connection, account: &AccountId, person: &Person, subject: &str) -> Result<bool, StoreError> {
    let Some(user_id) = person.user_id.as_deref() else { return Ok(false) };
    Ok(USER_ID.first(c, params![subject, account.as_str(), user_id], |_| Ok(()))?.is_some())
}

/// The subject to which every key of the person leads already; none where one leads elsewhere or nowhere.
pub(super) fn of_every_key(c: &Connection, account: &AccountId, person: &Person) -> Result<Option<String>, StoreError> {
    let mut subjects = Vec::new();
    for (kind, value) in person.keys() {
        subjects.push(current(c, account, kind.as_str(), value)?.map(|(subject, _)| subject));
    }
    subjects.dedup();
    Ok(match subjects.as_mut_slice() {
        [subject] => subject.take(),
        _ => None,
    })
}

/// The subject that a person is, a new one where there is none, with every key tied to it.
pub(super) fn take(c: &Connection, account: &AccountId, person: &Person, position: i64) -> Result<String, StoreError> {
    let subject = match find(c, account, person)? {
        Some(subject) => subject,
        None => random_name()?,
    };
    tie(c, account, person, &subject, position)?;
    Ok(subject)
}

/// Every subject whose words concern the person: their own, those that became it, and the same person at other numbers.
pub(super) fn kin(c: &Connection, account: &AccountId, person: &Person) -> Result<Vec<Kin>, StoreError> {
    let mut own = Vec::new();
    for subject in found(c, account, person)? {
        own.extend(with_merged(c, &subject)?);
    }
    let mut elsewhere = Vec::new();
    for (kind, value) in person.keys() {
        elsewhere.extend(EVERYWHERE.all(c, params![kind.as_str(), value], |row| row.get::<_, String>(0))?);
    }
    let mut others = Vec::new();
    for subject in elsewhere.into_iter().filter(|subject| !own.contains(subject)) {
        if !is_somebody_else(c, account, person, &subject)? {
            others.extend(with_merged(c, &subject)?.into_iter().map(|subject| Kin { subject, own: false }));
        }
    }
    let mut kin: Vec<Kin> = own.into_iter().map(|subject| Kin { subject, own: true }).chain(others).collect();
    kin.sort();
    kin.dedup_by(|a, b| a.subject == b.subject);
    Ok(kin)
}

/// A subject and every one that turned out to be it.
fn with_merged(c: &Connection, subject: &str) -> Result<Vec<String>, StoreError> {
    let mut all = vec![subject.to_owned()];
    let mut next = 0;
    while let Some(subject) = all.get(next) {
        let before = MERGED.all(c, params![subject], |row| row.get::<_, String>(0))?;
        let new: Vec<_> = before.into_iter().filter(|before| !all.contains(before)).collect();
        all.extend(new);
        next += 1;
    }
    Ok(all)
}

/// Ties the keys that a person has now to the subject that they were.
pub(super) fn relink(
    c: &Connection,
    account: &AccountId,
    previous: &Person,
    current: &Person,
    position: i64,
) -> Result<(), StoreError> {
    let Some(subject) = find(c, account, previous)? else { return Ok(()) };
    for (kind, value) in previous.keys().filter(|key| !current.keys().any(|now| now == *key)) {
        untie(c, account, kind.as_str(), value, position)?;
    }
    tie(c, account, current, &subject, position)
}

/// Ties every key of the person to the subject. What a later entry tied stays: a rebuild replays the past. A subject that
/// was known by such a key alone was the same person: what they said there goes on to count.
fn tie(c: &Connection, account: &AccountId, person: &Person, subject: &str, position: i64) -> Result<(), StoreError> {
    for (kind, value) in person.keys() {
        match current(c, account, kind.as_str(), value)? {
            Some((holder, since)) if holder == subject || since > position => continue,
            Some((holder, _)) => {
                untie(c, account, kind.as_str(), value, position)?;
                let stranger = is_somebody_else(c, account, person, &holder)?;
                if !stranger && current(c, account, MERGED_KIND, &holder)?.is_none() {
                    TIE.run(c, params![subject, account.as_str(), MERGED_KIND, holder, position])?;
                }
            }
            None => {}
        }
        TIE.run(c, params![subject, account.as_str(), kind.as_str(), value, position])?;
    }
    Ok(())
}

fn untie(c: &Connection, account: &AccountId, kind: &str, value: &str, position: i64) -> Result<(), StoreError> {
    if current(c, account, kind, value)?.is_some_and(|(_, since)| since <= position) {
        UNTIE.run(c, params![account.as_str(), kind, value, position])?;
    }
    Ok(())
}
