//! When the ledger's head is signed. A key signs only what follows from what it signed before: somebody who takes the seal
//! off and writes the ledger anew must not get a new one at the next start.

use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::chain::{APPEND, Hash, Head, LedgerKey, NOTHING, Said, Seal, link};
use super::follow::follow;
use crate::error::StoreError;
use crate::statement::Statement;
use crate::table::to_json;

const STANDING: Statement = Statement::new(
    "read the ledger's head",
    "SELECT entries, hash, key, signature, sealed,
        CASE sealed WHEN entries THEN hash ELSE (SELECT hash FROM consent_entry WHERE entry = sealed) END
     FROM ledger_head WHERE one = 1",
);
const PUT: Statement = Statement::new(
    "sign the ledger's head",
    "INSERT INTO ledger_head (one, entries, hash, key, signature, sealed) VALUES (1, ?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (one) DO UPDATE SET entries = ?1, hash = ?2, key = ?3, signature = ?4, sealed = ?5",
);
pub(crate) const STATEMENTS: &[&Statement] = &[&STANDING, &PUT];

/// The head as a copy gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CopiedHead {
    pub entries: i64,
    #[serde(with = "hex::serde")]
    pub hash: Hash,
    pub sealed: Option<Head>,
}

impl CopiedHead {
    pub(super) const fn unsigned(entries: i64, hash: Hash) -> Self {
        Self { entries, hash, sealed: None }
    }
}

/// The head for a copy.
pub(super) fn copied(c: &Connection) -> Result<Option<CopiedHead>, StoreError> {
    let standing = standing(c)?;
    Ok(standing.map(|Standing { head, sealed }| CopiedHead { entries: head.entries, hash: head.hash, sealed }))
}

/// Takes the head over; nothing is signed here.
pub(super) fn put_copied(c: &Connection, head: &CopiedHead) -> Result<(), StoreError> {
    put(c, &Head::new(head.entries, head.hash, None), head.sealed.as_ref())
}

/// How the head stands.
pub(super) struct Standing {
    /// The newest, signed or not.
    pub head: Head,
    /// The newest that was signed: an earlier one where there was no key since.
    pub sealed: Option<Head>,
}

impl Standing {
    /// The newest head that this key signed, if it is none from before what the key has signed already.
    fn sealed_by(&self, key: &LedgerKey) -> Option<&Head> {
        let signed = key.signed().unwrap_or(0);
        self.sealed.as_ref().filter(|sealed| sealed.is_genuine_of(key) && sealed.entries >= signed)
    }
}

/// How the head stands; none of an empty ledger.
pub(super) fn standing(c: &Connection) -> Result<Option<Standing>, StoreError> {
    STANDING.first(c, [], |row| {
        let head = Head { entries: row.get(0)?, hash: row.get(1)?, seal: None };
        let (Some(key), Some(signature), Some(entries)) = (row.get(2)?, row.get(3)?, row.get(4)?) else {
            return Ok(Standing { head, sealed: None });
        };
        // The hash of an entry that is gone, or is none, fits no seal.
        let hash = row.get::<_, Hash>(5).unwrap_or(NOTHING);
        let sealed = Head { entries, hash, seal: Some(Seal { key, signature }) };
        let head = if entries == head.entries { sealed.clone() } else { head };
        Ok(Standing { head, sealed: Some(sealed) })
    })
}

/// Appends an entry, and signs the new head where the one before was signed by the same key; its number. What somebody
/// changed by hand is not made good by it: a seal that is none of the head before stays where it is.
pub(super) fn append(
    c: &Connection,
    (key, began): (Option<&LedgerKey>, &AtomicBool),
    said: &Said,
) -> Result<i64, StoreError> {
    let before = standing(c)?;
    let (entries, last) = before.as_ref().map_or((0, NOTHING), |before| (before.head.entries, before.head.hash));
    let body = to_json(said, "write to the ledger")?;
    let hash = link(&last, body.as_bytes());
    APPEND.run(c, params![entries + 1, body, hash])?;
    let key = key.filter(|key| match &before {
        Some(before) => before.head.seal.is_some() && before.sealed_by(key).is_some(),
        None => key.may_begin(),
    });
    if before.is_none() {
        began.store(true, Ordering::Relaxed);
    }
    let head = Head::new(entries + 1, hash, key);
    let sealed = if head.seal.is_some() { Some(head.clone()) } else { before.and_then(|before| before.sealed) };
    put(c, &head, sealed.as_ref())?;
    Ok(entries + 1)
}

/// Signs the head that stands there if this key may; how many entries stand signed by it then, none where they do not.
/// `began` says that this program wrote the first entry itself, so that nobody can have taken a seal off.
pub(super) fn sign(c: &Connection, key: &LedgerKey, began: bool) -> Result<Option<i64>, StoreError> {
    let Some(standing) = standing(c)? else { return Ok(key.may_begin().then_some(0)) };
    if !may_sign(c, &standing, key, began)? {
        return Ok(None);
    }
    if standing.head.seal.is_none() {
        seal(c, &standing.head, key)?;
    }
    Ok(Some(standing.head.entries))
}

/// Signs the head as it stands, whatever it was before; how many entries that are.
pub(super) fn sign_anew(c: &Connection, key: &LedgerKey) -> Result<i64, StoreError> {
    let Some(standing) = standing(c)? else { return Ok(0) };
    seal(c, &standing.head, key)?;
    Ok(standing.head.entries)
}

fn may_sign(c: &Connection, standing: &Standing, key: &LedgerKey, began: bool) -> Result<bool, StoreError> {
    let from = match (&standing.sealed, standing.sealed_by(key)) {
        (Some(_), Some(sealed)) => (sealed.entries, sealed.hash),
        (None, _) if began || key.signed().is_none() => (0, NOTHING),
        _ => return Ok(false),
    };
    // What was written without a key is signed only where it follows.
    let (entries, hash) = from;
    let tail = follow(c, (entries, Some(hash)), i64::MAX)?;
    let head = &standing.head;
    Ok(tail.broken.is_none() && (tail.entry, tail.hash) == (head.entries, head.hash))
}

fn seal(c: &Connection, head: &Head, key: &LedgerKey) -> Result<(), StoreError> {
    let head = Head::new(head.entries, head.hash, Some(key));
    put(c, &head, Some(&head))
}

fn put(c: &Connection, head: &Head, sealed: Option<&Head>) -> Result<(), StoreError> {
    let seal = sealed.and_then(|sealed| sealed.seal.as_ref());
    let (key, signature) = seal.map(|seal| (seal.key, seal.signature)).unzip();
    let count = sealed.map(|sealed| sealed.entries);
    PUT.run(c, params![head.entries, head.hash, key, signature, count])?;
    Ok(())
}
