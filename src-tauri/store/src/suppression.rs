//! Who was erased: keyed hashes of their keys, so that an import cannot bring a person back unnoticed, and of our own number for them,
//! by which a restored backup knows them. Nobody can read here who it was. Somebody who writes again by themselves is a new contact:
//! the list stops imports and nothing else.

use std::sync::Arc;

use domain::erasure::Suppressed;
use domain::person::{IdentityKind, digits};
use domain::{ContactId, Person, Timestamp};
use rusqlite::{Connection, params};

use crate::backup::Gone;
use crate::error::StoreError;
use crate::journal::{Appended, Journal};
use crate::secret::{Secret, keyed};
use crate::statement::Statement;

const PUT: Statement = Statement::new(
    "put somebody on the suppression list",
    // Of somebody who wrote again and was erased again the later moment counts: a backup may lie between the two.
    "INSERT INTO suppression (kind, hash, reason, at) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (kind, hash) DO UPDATE SET at = max(at, excluded.at)",
);
const FIND: Statement =
    Statement::new("look into the suppression list", "SELECT 1 FROM suppression WHERE kind = ?1 AND hash = ?2");

const ERASED: Statement =
    Statement::new("read who was erased", "SELECT kind, hash, at FROM suppression WHERE reason = 'erased' ORDER BY at");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &FIND, &ERASED];

/// The kind of the line that is of no key.
const CONTACT: &str = "contact";

/// The suppression list. Clones are the same list.
#[derive(Clone)]
pub struct Suppression {
    journal: Journal,
    key: Arc<Secret>,
}

impl Suppression {
    pub(crate) const fn new(journal: Journal, key: Arc<Secret>) -> Self {
        Self { journal, key }
    }

    /// The lines that a person has on the list, or would have: one for each key.
    #[must_use]
    pub fn lines(&self, person: &Person) -> Vec<Suppressed> {
        let line = |(kind, value)| {
            let kind: IdentityKind = kind;
            let text = format!("{}:{}", kind.as_str(), spelling(kind, value));
            Suppressed { kind: kind.as_str().to_owned(), hash: keyed(&self.key, text.as_bytes()) }
        };
        person.keys().map(line).collect()
    }

    /// The line of a contact itself, whoever has their keys by now. Folders that were made of one journal know the same contact by
    /// the same number as far as the journal is one; behind that the moment tells apart who has one number.
    #[must_use]
    pub fn own_line(&self, contact: ContactId, first_seen: Timestamp) -> Suppressed {
        let text = format!("{CONTACT}:{contact}:{}", first_seen.0);
        Suppressed { kind: CONTACT.to_owned(), hash: keyed(&self.key, text.as_bytes()) }
    }

    /// Puts every key of a person on the list.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn suppress(&self, person: &Person, reason: &'static str, at: Timestamp) -> Result<(), StoreError> {
        let lines = self.lines(person);
        self.journal.work(Box::new(move |c| {
            put(c, &lines, reason, at)?;
            Ok(Appended { position: 0, new: false })
        }))?;
        Ok(())
    }

    /// Puts those on the list who were erased elsewhere.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn put(&self, gone: Vec<Gone>) -> Result<(), StoreError> {
        self.journal.work(Box::new(move |c| {
            gone.iter().try_for_each(|gone| put(c, std::slice::from_ref(&gone.line), "erased", gone.at))?;
            Ok(Appended { position: 0, new: false })
        }))?;
        Ok(())
    }

    /// Everybody who was erased, and when.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn erased(&self) -> Result<Vec<Gone>, StoreError> {
        self.journal.read(erased)
    }

    /// Whether any key of the person is on the list, however a number is written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_suppressed(&self, person: &Person) -> Result<bool, StoreError> {
        let lines = self.lines(person);
        self.journal.read(|c| {
            for line in &lines {
                if FIND.first(c, params![line.kind, line.hash], |_| Ok(()))?.is_some() {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
}

/// Everybody who was erased, and when.
pub(crate) fn erased(c: &Connection) -> Result<Vec<Gone>, StoreError> {
    ERASED.all(c, [], |row| {
        let line = Suppressed { kind: row.get("kind")?, hash: row.get("hash")? };
        Ok(Gone { line, at: Timestamp(row.get("at")?) })
    })
}

pub(crate) fn put(c: &Connection, lines: &[Suppressed], reason: &str, at: Timestamp) -> Result<(), StoreError> {
    for line in lines {
        PUT.run(c, params![line.kind, line.hash, reason, at.0])?;
    }
    Ok(())
}

/// One spelling of a key: of a number its digits, without the two noughts that some write for the plus.
fn spelling(kind: IdentityKind, value: &str) -> String {
    if kind != IdentityKind::Phone {
        return value.trim().to_owned();
    }
    let digits = digits(value).unwrap_or_default();
    digits.strip_prefix("00").map_or_else(|| digits.clone(), str::to_owned)
}

#[cfg(test)]
mod tests;
