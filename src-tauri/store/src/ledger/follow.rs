//! Follows the chain from entry to entry. Each link can be checked by itself, from the hash that stands in the entry before,
//! so a long ledger is followed in several places at once.

use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use rusqlite::{Connection, params};

use super::chain::{Hash, NOTHING, link};
use super::verify::open;
use crate::error::StoreError;
use crate::statement::Statement;

const ENTRIES: Statement = Statement::new(
    "read the ledger",
    "SELECT entry, body, hash FROM consent_entry WHERE entry >= ?1 AND entry <= ?2 ORDER BY entry",
);
const HASH: Statement =
    Statement::new("read the hash of a ledger's entry", "SELECT hash FROM consent_entry WHERE entry = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&ENTRIES, &HASH];

/// In how many places at most.
const PLACES: i64 = 4;
/// Entries for which another thread is worth it. The few of a test are followed as a million are.
const WORTH: i64 = if cfg!(test) { 1 } else { 25_000 };

/// A stretch of the chain, as far as it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The last entry that follows; the one before the stretch where none does.
    pub entry: i64,
    /// Its hash.
    pub hash: Hash,
    /// The first entry that does not follow from the one before it.
    pub broken: Option<i64>,
}

/// Follows the whole ledger; `counted` says how long it is about. The connection keeps the moment that is looked at: other
/// ones see the same in all but the last stretch, since nothing that was appended changes.
pub(super) fn whole(file: &Path, c: &Connection, counted: i64) -> Result<Stretch, StoreError> {
    let places = (counted / WORTH).clamp(1, PLACES);
    let each = counted / places;
    thread::scope(|scope| {
        let others: Vec<_> = (1..places)
            .map(|place| scope.spawn(move || stretch(&open(file)?, (place - 1) * each, place * each)))
            .collect();
        let last = stretch(c, (places - 1) * each, i64::MAX);
        let others = others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        let mut held = Stretch { entry: 0, hash: NOTHING, broken: None };
        for (place, found) in (0..).zip(others.chain([last])) {
            held = held.then(place * each, found?);
        }
        Ok(held)
    })
}

impl Stretch {
    /// This stretch and the next one, which begins after `end`.
    fn then(self, end: i64, next: Self) -> Self {
        match self.broken {
            None if self.entry == end => next,
            // What lies between is gone: the next one knows no hash to begin with, and names the first entry after it.
            None => Self { broken: next.broken, ..self },
            Some(_) => self,
        }
    }
}

/// Follows the entries after one up to another by the hash that stands in the first of them.
fn stretch(c: &Connection, after: i64, to: i64) -> Result<Stretch, StoreError> {
    let before = if after == 0 { Some(NOTHING) } else { hash_of(c, after)? };
    follow(c, (after, before), to)
}

/// The hash that stands in an entry; none of one that is gone or where no hash stands.
pub(super) fn hash_of(c: &Connection, entry: i64) -> Result<Option<Hash>, StoreError> {
    Ok(HASH.first(c, params![entry], |row| Ok(row.get(0).ok()))?.flatten())
}

/// Follows the entries after one, whose hash is given, up to another.
pub(super) fn follow(c: &Connection, (after, hash): (i64, Option<Hash>), to: i64) -> Result<Stretch, StoreError> {
    let mut held = Stretch { entry: after, hash: hash.unwrap_or(NOTHING), broken: None };
    let begins = hash.is_some();
    // Nothing stands before the first entry, unless somebody put it there.
    let from = if after == 0 { i64::MIN } else { after + 1 };
    ENTRIES.walk(c, params![from, to], |row| {
        // As bytes: whoever changes one by hand need not leave a text or a hash behind.
        let (entry, body, hash) = (row.get(0)?, row.get_ref(1)?.as_bytes()?, row.get_ref(2)?.as_bytes()?);
        let linked = link(&held.hash, body);
        if !begins || entry != held.entry + 1 || linked.as_slice() != hash {
            held.broken = Some(entry);
            return Ok(ControlFlow::Break(()));
        }
        (held.entry, held.hash) = (entry, linked);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(held)
}
