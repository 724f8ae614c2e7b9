//! Cuts the tie between a person and their entries in the ledger. The entries stay as they were hashed: they are about a
//! random token, which leads to nobody any more.

use std::collections::BTreeSet;

use domain::person::IdentityKind;
use rusqlite::{Connection, params};

use super::{Ledger, now};
use crate::error::StoreError;
use crate::journal::Appended;
use crate::statement::Statement;

const OF_KEY: Statement = Statement::new(
    "find the subjects of a key",
    "SELECT subject, position FROM subject WHERE kind = ?1 AND value = ?2 ORDER BY subject_id",
);
const CUT: Statement = Statement::new("cut a subject of the ledger off", "DELETE FROM subject WHERE subject = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&OF_KEY, &CUT];

impl Ledger {
    /// The tokens of whoever was tied to one of these keys by one of these journal entries. A key alone does not tell: it
    /// may have been somebody else's before, or be now.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn subjects(
        &self,
        keys: &BTreeSet<(IdentityKind, String)>,
        positions: &BTreeSet<i64>,
    ) -> Result<BTreeSet<String>, StoreError> {
        self.journal.read(|c| {
            let mut subjects = BTreeSet::new();
            for (kind, value) in keys {
                let tied = OF_KEY.all(c, params![kind.as_str(), value], |row| Ok((row.get(0)?, row.get(1)?)))?;
                subjects.extend(tied.into_iter().filter(|(_, at)| positions.contains(at)).map(|(subject, _)| subject));
            }
            Ok(subjects)
        })
    }

    /// Lets these tokens lead to nobody.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn cut(&self, subjects: Vec<String>) -> Result<(), StoreError> {
        self.journal.work(Box::new(move |c| {
            cut(c, &subjects)?;
            Ok(Appended { position: 0, new: false })
        }))?;
        Ok(())
    }
}

pub(crate) fn cut(c: &Connection, subjects: &[String]) -> Result<(), StoreError> {
    for subject in subjects {
        CUT.run(c, params![subject])?;
        now::forget(c, subject)?;
    }
    Ok(())
}
