//! Erasures in the journal: bodies are emptied or cut where they lie, and an entry says which (wall 7). Everything that an
//! erasure does to this file is one transaction, so a crash leaves either nothing done or all of it; and it can be done
//! again from its entry alone, to a journal that was restored from before it.

use domain::ContactId;
use domain::erasure::{Cut, Erased, Splice, splice};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};

use super::{Appended, Entry, EntryKind, Journal, packed, packing, schema};
use crate::error::StoreError;
use crate::table::to_json;
use crate::{ledger, suppression};

const DOING: &str = "erase from the journal";
/// Why a person is on the suppression list.
const REASON: &str = "erased";
/// Entries read at once.
const BATCH: i64 = 256;

/// What an erasure does to a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing in it is anybody else's.
    Empty,
    /// Only these pieces go; who else is led to the entry.
    Cut(Vec<Splice>, Vec<ContactId>),
}

impl Journal {
    /// Erases: changes the bodies, appends the entry that says so, cuts the ties of the ledger and fills the suppression
    /// list, in one transaction. `late` decides about entries behind `since`, which came while `changes` were collected.
    /// The same command again does nothing.
    ///
    /// # Errors
    /// When the disk says no: then nothing is erased.
    pub fn erase(
        &self,
        erased: Erased,
        changes: Vec<(i64, Change)>,
        since: i64,
        late: impl Fn(&Entry) -> Option<Change> + Send + 'static,
    ) -> Result<Appended, StoreError> {
        self.may_decide()?;
        self.work(Box::new(move |c| {
            let known = schema::FIND.first(c, params![erased.command.as_str()], |row| row.get(0))?;
            if let Some(position) = known {
                return Ok(Appended { position, new: false });
            }
            let mut erased = erased;
            for (position, change) in changes {
                note(c, &mut erased, position, change)?;
            }
            for (position, change) in came(c, since, &late)? {
                note(c, &mut erased, position, change)?;
            }
            let position = append(c, &erased)?;
            apply(c, position, &erased)?;
            Ok(Appended { position, new: true })
        }))
    }

    /// Does to the bodies once more what an erasure did. What was done before stays as it is.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn erase_again(&self, position: i64, erased: &Erased) -> Result<(), StoreError> {
        let erased = erased.clone();
        self.work(Box::new(move |c| {
            apply(c, position, &erased)?;
            Ok(Appended { position: 0, new: false })
        }))?;
        Ok(())
    }

    /// The erasures behind a place, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn erasures(&self, behind: i64) -> Result<Vec<(i64, Erased)>, StoreError> {
        let rows = self.read(|c| schema::ERASURES.all(c, params![behind], packed))?;
        rows.into_iter()
            .map(|row| {
                let entry = row.open()?;
                let erased = serde_json::from_slice(&entry.body).map_err(|_| StoreError::Corrupt { doing: DOING })?;
                Ok((entry.position, erased))
            })
            .collect()
    }
}

/// What is to be done to the entries behind a place.
fn came(c: &Connection, since: i64, late: &dyn Fn(&Entry) -> Option<Change>) -> Result<Vec<(i64, Change)>, StoreError> {
    let (mut behind, mut changes) = (since, Vec::new());
    loop {
        let rows = schema::READ_FROM.all(c, params![behind, BATCH], packed)?;
        if rows.is_empty() {
            return Ok(changes);
        }
        for row in rows {
            let entry = row.open()?;
            behind = entry.position;
            changes.extend(late(&entry).map(|change| (entry.position, change)));
        }
    }
}

/// Writes down what is to be done to an entry.
fn note(c: &Connection, erased: &mut Erased, position: i64, change: Change) -> Result<(), StoreError> {
    match change {
        Change::Empty => erased.emptied.push(position),
        Change::Cut(splices, _) if splices.is_empty() => {}
        Change::Cut(splices, others) => {
            let body = body(c, position)?.and_then(|body| splice(&body, &splices));
            let body = body.ok_or(StoreError::Corrupt { doing: DOING })?;
            erased.cut.push(Cut { position, splices, digest: hex::encode(Sha256::digest(&body)), others });
        }
    }
    Ok(())
}

fn append(c: &Connection, erased: &Erased) -> Result<i64, StoreError> {
    let (packed, body) = packing::pack(to_json(erased, DOING)?.into_bytes())?;
    let (kind, command) = (EntryKind::Erased, erased.command.as_str());
    schema::APPEND.run(c, params![kind, "", erased.at.0, command, packed, body])?;
    Ok(c.last_insert_rowid())
}

pub(super) fn apply(c: &Connection, position: i64, erased: &Erased) -> Result<(), StoreError> {
    for entry in &erased.emptied {
        schema::EMPTY.run(c, params![entry, position])?;
    }
    for cut in &erased.cut {
        let before: Option<i64> = schema::ERASED_BY.first(c, params![cut.position], |row| row.get(0))?;
        if before.is_none_or(|before| before >= position) {
            continue;
        }
        let Some(body) = body(c, cut.position)?.and_then(|body| splice(&body, &cut.splices)) else {
            // Not the body that was cut: whatever it is, nobody knows what in it is whose, and the others go on.
            tracing::error!(entry = cut.position, "an erasure does not fit an entry, which is left as it is");
            continue;
        };
        let (packed, body) = packing::pack(body)?;
        schema::REPLACE.run(c, params![cut.position, position, packed, body])?;
    }
    ledger::cut(c, &erased.subjects)?;
    suppression::put(c, &erased.suppressed, REASON, erased.at)
}

fn body(c: &Connection, position: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let row = schema::GET.first(c, params![position], packed)?;
    Ok(row.map(super::Packed::open).transpose()?.map(|entry| entry.body))
}

#[cfg(test)]
mod tests;
