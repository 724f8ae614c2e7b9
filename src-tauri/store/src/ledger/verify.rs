//! Checks a consent ledger without the program that wrote it, and says what cannot be known from the inside.

use std::path::Path;

use rusqlite::Connection;
use serde::Serialize;

use super::chain::{Head, LedgerKey};
use super::follow::{self, Stretch, hash_of};
use super::seal::{Standing, standing};
use crate::error::{StoreError, sqlite};
use crate::open::{Role, connect};

/// What a check of a ledger came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// How many entries were read.
    pub entries: i64,
    /// The first thing that is wrong; none where the ledger holds.
    pub fault: Option<LedgerFault>,
    /// What the check cannot exclude with what it was given.
    pub doubts: Vec<Doubt>,
}

/// What is wrong with a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum LedgerFault {
    /// An entry does not follow from the one before it: it was changed, or one before it was taken out or moved.
    Entry {
        /// The first such entry.
        entry: i64,
    },
    /// The signed head counts more entries than there are: the end was cut off.
    Cut {
        /// How many the head counts.
        counted: i64,
    },
    /// There are entries behind the signed head, or the head is of another ledger.
    Head,
    /// The signature of the head is not of this head.
    Signature,
    /// The head was signed by another key than the keyring's.
    OtherKey,
    /// The key has signed this ledger before and no seal is left: it was taken off.
    Unsealed,
    /// The key has signed more entries than the newest seal is of: an older copy was brought back, or the end was cut off.
    Older {
        /// How many it has signed at least.
        signed: i64,
    },
    /// The ledger is not the one that the exported head was taken from: it was written anew, or cut.
    Outside,
}

/// What a check cannot exclude.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Without a head from outside: that somebody who has the key wrote the whole ledger anew, or took back an older copy.
    NoHeadFromOutside,
    /// Without the keyring's key: that somebody signed with a key of their own.
    NoKey,
    /// The head is not signed, or only an earlier one is: there was no keyring when the newest entries were written.
    NotSigned,
}

/// Checks the ledger of a data folder by the keyring's key and by a head that was exported before, where they are
/// given. Only reads.
///
/// # Errors
/// [`StoreError::Missing`] where there is no journal.
pub fn verify(path: &Path, key: Option<&LedgerKey>, outside: Option<&Head>) -> Result<Verdict, StoreError> {
    verify_file(&path.join("journal.db"), key, outside)
}

/// [`verify`] for the file itself.
pub(super) fn verify_file(file: &Path, key: Option<&LedgerKey>, outside: Option<&Head>) -> Result<Verdict, StoreError> {
    let c = open(file)?;
    let standing = standing(&c)?;
    let counted = standing.as_ref().map_or(0, |standing| standing.head.entries);
    let chain = follow::whole(file, &c, counted)?;
    let fault = match chain.broken {
        Some(entry) => Some(LedgerFault::Entry { entry }),
        None => match sealed(&chain, standing.as_ref(), key) {
            None => outside_fault(&c, key, outside)?,
            fault => fault,
        },
    };
    Ok(Verdict { entries: chain.entry, fault, doubts: doubts(standing.as_ref(), key, outside) })
}

/// The head of a data folder, to be kept elsewhere; none of an empty ledger. Only reads.
///
/// # Errors
/// [`StoreError::Missing`] where there is no journal.
pub fn exported_head(path: &Path) -> Result<Option<Head>, StoreError> {
    Ok(standing(&open(&path.join("journal.db"))?)?.map(|standing| standing.head))
}

/// Opens the file as it is at this moment: a program that appends meanwhile changes nothing of what is read.
pub(super) fn open(file: &Path) -> Result<Connection, StoreError> {
    if !file.exists() {
        return Err(StoreError::Missing);
    }
    let c = connect(file, Role::Inspector)?;
    // Every page is read once: mapped, none is copied on the way.
    c.execute_batch("PRAGMA mmap_size = 4294967296; BEGIN").map_err(sqlite("read the ledger"))?;
    Ok(c)
}

fn sealed(chain: &Stretch, standing: Option<&Standing>, key: Option<&LedgerKey>) -> Option<LedgerFault> {
    let signed = key.and_then(LedgerKey::signed);
    let Some(Standing { head, sealed }) = standing else {
        let older = signed.filter(|signed| *signed > 0).map(|signed| LedgerFault::Older { signed });
        return if chain.entry > 0 { Some(LedgerFault::Head) } else { older };
    };
    if let Some(sealed) = sealed {
        if sealed.is_genuine() == Some(false) || sealed.entries > head.entries {
            return Some(LedgerFault::Signature);
        }
        if key.is_some_and(|key| !sealed.is_genuine_of(key)) {
            return Some(LedgerFault::OtherKey);
        }
    }
    if chain.entry < head.entries {
        return Some(LedgerFault::Cut { counted: head.entries });
    }
    if chain.entry > head.entries || head.hash != chain.hash {
        return Some(LedgerFault::Head);
    }
    let signed = signed?;
    match sealed {
        None => Some(LedgerFault::Unsealed),
        Some(sealed) => (sealed.entries < signed).then_some(LedgerFault::Older { signed }),
    }
}

fn outside_fault(
    c: &Connection,
    key: Option<&LedgerKey>,
    outside: Option<&Head>,
) -> Result<Option<LedgerFault>, StoreError> {
    let Some(outside) = outside else { return Ok(None) };
    if outside.is_genuine() == Some(false) {
        return Ok(Some(LedgerFault::Signature));
    }
    if key.is_some_and(|key| outside.seal.as_ref().is_some_and(|seal| seal.key != key.public())) {
        return Ok(Some(LedgerFault::OtherKey));
    }
    let stands = outside.entries == 0 || hash_of(c, outside.entries)? == Some(outside.hash);
    Ok((!stands).then_some(LedgerFault::Outside))
}

fn doubts(standing: Option<&Standing>, key: Option<&LedgerKey>, outside: Option<&Head>) -> Vec<Doubt> {
    let unsigned = standing.is_some_and(|standing| standing.head.seal.is_none());
    [
        (outside.is_none(), Doubt::NoHeadFromOutside),
        (unsigned, Doubt::NotSigned),
        (key.is_none() && !unsigned, Doubt::NoKey),
    ]
    .into_iter()
    .filter_map(|(holds, doubt)| holds.then_some(doubt))
    .collect()
}
