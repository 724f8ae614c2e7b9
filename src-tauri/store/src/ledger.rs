//! The consent ledger: a source beside the journal, in the same file. It can only grow, each entry follows from the one
//! before it, and its head is signed; a person is a random token in it, tied to identities in a table of its own.

mod chain;
mod cut;
mod verify;

use std::sync::{Arc, OnceLock};

use domain::consent::{Purpose, Standing};
use domain::person::IdentityKind;
use domain::{AccountId, Person, Timestamp};
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::journal::{Appended, Journal};
use crate::secret::random_name;
use crate::statement::Statement;

use chain::Said;

pub use chain::{Head, LedgerKey, Seal};
pub(crate) use cut::cut;
pub use verify::{Doubt, LedgerFault, Verdict, exported_head, verify};

const SUBJECT: Statement = Statement::new(
    "find a subject of the ledger",
    "SELECT subject, position FROM subject
     WHERE account_id = ?1 AND kind = ?2 AND value = ?3 AND ended_position IS NULL",
);
const OTHER_KEY: Statement = Statement::new(
    "compare a subject of the ledger",
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
const STANDING: Statement = Statement::new(
    "read standing consents",
    "SELECT max(entry) AS entry, purpose FROM consent_entry WHERE subject = ?1 AND state = 'granted' GROUP BY purpose",
);
const GRANTED: Statement = Statement::new(
    "read a consent",
    "SELECT entry FROM consent_entry WHERE subject = ?1 AND purpose = ?2 AND state = 'granted' ORDER BY entry LIMIT 1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &SUBJECT,
    &OTHER_KEY,
    &TIE,
    &UNTIE,
    &STANDING,
    &GRANTED,
    &chain::HEAD,
    &chain::APPEND,
    &chain::SEAL,
    &verify::ENTRIES,
    &cut::OF_KEY,
    &cut::CUT,
];

/// The consent ledger. Clones are the same ledger.
#[derive(Clone)]
pub struct Ledger {
    journal: Journal,
    key: Arc<OnceLock<LedgerKey>>,
}

impl Ledger {
    pub(crate) fn new(journal: Journal) -> Self {
        Self { journal, key: Arc::default() }
    }

    /// Signs heads with this key from now on, and the one that stands there unsigned. The first key that comes stays.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn sign_with(&self, key: LedgerKey) -> Result<(), StoreError> {
        let key = self.key.get_or_init(|| key).clone();
        self.journal.work(Box::new(move |c| Ok(Appended { position: 0, new: chain::sign(c, &key)? })))?;
        Ok(())
    }

    /// Writes down that a person wrote first, which permits service replies, and returns the standing permission.
    /// `position` is the journal entry of the message. The same person twice, or the same entry again in a rebuild,
    /// changes nothing. Nothing is returned for a person without any key.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn grant_wrote_first(
        &self,
        account: &AccountId,
        person: &Person,
        position: i64,
        at: Timestamp,
    ) -> Result<Option<Standing>, StoreError> {
        if person.is_nobody() {
            return Ok(None);
        }
        let purpose = Purpose::ServiceReplies;
        let known = self.journal.read(|c| granted(c, account, person, purpose))?;
        if let Some(entry) = known {
            return Ok(Some(Standing { entry, purpose }));
        }
        let (account, person, key) = (account.clone(), person.clone(), Arc::clone(&self.key));
        let written = self.journal.work(Box::new(move |c| {
            let subject = match find(c, &account, &person)? {
                Some(subject) => subject,
                None => random_name()?,
            };
            tie(c, &account, &person, &subject, position)?;
            if let Some(entry) = GRANTED.first(c, params![subject, purpose.as_str()], |row| row.get(0))? {
                return Ok(Appended { position: entry, new: false });
            }
            let said = wrote_first(subject, purpose, account, position, at);
            Ok(Appended { position: chain::append(c, key.get(), &said)?, new: true })
        }))?;
        Ok(Some(Standing { entry: written.position, purpose }))
    }

    /// Lets the ledger follow a person whose number or id changed: a system event named both.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn relink(
        &self,
        account: &AccountId,
        previous: &Person,
        current: &Person,
        position: i64,
    ) -> Result<(), StoreError> {
        let (account, previous, current) = (account.clone(), previous.clone(), current.clone());
        self.journal.work(Box::new(move |c| {
            if let Some(subject) = find(c, &account, &previous)? {
                for (kind, value) in previous.keys().filter(|key| !current.keys().any(|now| now == *key)) {
                    untie(c, &account, kind, value, position)?;
                }
                tie(c, &account, &current, &subject, position)?;
            }
            Ok(Appended { position: 0, new: false })
        }))?;
        Ok(())
    }

    /// What the person permits now, by any of the identities known of them.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn standing(&self, account: &AccountId, person: &Person) -> Result<Vec<Standing>, StoreError> {
        self.journal.read(|c| {
            let Some(subject) = find(c, account, person)? else { return Ok(Vec::new()) };
            let rows = STANDING.all(c, params![subject], |row| Ok((row.get("entry")?, row.get("purpose")?)))?;
            Ok(rows
                .into_iter()
                .filter_map(|(entry, word): (i64, String)| Some(Standing { entry, purpose: purpose(&word)? }))
                .collect())
        })
    }
}

fn wrote_first(subject: String, purpose: Purpose, account: AccountId, evidence: i64, at: Timestamp) -> Said {
    let (purpose, state, source) = (purpose.as_str().to_owned(), "granted".to_owned(), "wrote_first".to_owned());
    Said { subject, purpose, state, source, account, evidence, at }
}

/// A purpose that a newer program wrote permits nothing here.
fn purpose(word: &str) -> Option<Purpose> {
    [Purpose::ServiceReplies].into_iter().find(|purpose| purpose.as_str() == word)
}

/// The entry that permits it, where every key of the person already leads to it.
fn granted(c: &Connection, account: &AccountId, person: &Person, purpose: Purpose) -> Result<Option<i64>, StoreError> {
    let mut subjects = Vec::new();
    for (kind, value) in person.keys() {
        subjects.push(current(c, account, kind, value)?.map(|(subject, _)| subject));
    }
    subjects.dedup();
    let [Some(subject)] = subjects.as_slice() else { return Ok(None) };
    GRANTED.first(c, params![subject, purpose.as_str()], |row| row.get(0))
}

fn current(
    c: &Connection,
    account: &AccountId,
    kind: IdentityKind,
    value: &str,
) -> Result<Option<(String, i64)>, StoreError> {
    SUBJECT.first(c, params![account.as_str(), kind.as_str(), value], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The subject that a person is. A phone whose subject has another user id is somebody else's by now: consent is not
/// carried over (wall 4).
fn find(c: &Connection, account: &AccountId, person: &Person) -> Result<Option<String>, StoreError> {
    for (kind, value) in person.keys() {
        let Some((subject, _)) = current(c, account, kind, value)? else { continue };
        if kind == IdentityKind::UserId {
            return Ok(Some(subject));
        }
        let user_id = person.user_id.as_deref().unwrap_or_default();
        let other = OTHER_KEY.first(c, params![subject, account.as_str(), user_id], |_| Ok(()))?;
        if user_id.is_empty() || other.is_none() {
            return Ok(Some(subject));
        }
    }
    Ok(None)
}

/// Ties every key of the person to the subject. What a later entry tied stays: a rebuild replays the past.
fn tie(c: &Connection, account: &AccountId, person: &Person, subject: &str, position: i64) -> Result<(), StoreError> {
    for (kind, value) in person.keys() {
        match current(c, account, kind, value)? {
            Some((holder, since)) if holder == subject || since > position => continue,
            Some(_) => untie(c, account, kind, value, position)?,
            None => {}
        }
        TIE.run(c, params![subject, account.as_str(), kind.as_str(), value, position])?;
    }
    Ok(())
}

fn untie(
    c: &Connection,
    account: &AccountId,
    kind: IdentityKind,
    value: &str,
    position: i64,
) -> Result<(), StoreError> {
    if current(c, account, kind, value)?.is_some_and(|(_, since)| since <= position) {
        UNTIE.run(c, params![account.as_str(), kind.as_str(), value, position])?;
    }
    Ok(())
}

#[cfg(test)]
mod forgery;
#[cfg(test)]
mod tests;
