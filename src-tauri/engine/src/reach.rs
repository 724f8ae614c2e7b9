//! How much a search goes through, counted once and then kept in step, so that typing never counts anything.

use std::sync::{Mutex, PoisonError};

use store::search::{self, Reach};
use store::table::cursor;
use store::{Read, StoreError};

/// How much there is, as of a position of the journal.
#[derive(Debug, Default)]
pub struct Searched(Mutex<Option<(Reach, i64)>>);

impl Searched {
    /// How much a search goes through now.
    ///
    /// # Errors
    /// When it has to be counted and cannot be.
    pub fn reach(&self, r: &Read<'_>) -> Result<Reach, StoreError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((reach, _)) = *kept {
            return Ok(reach);
        }
        let counted = (search::reach(r)?, cursor::projection(r)?);
        // The first message of all decides since when: of an empty store that is not known yet.
        *kept = Some(counted).filter(|(reach, _)| reach.messages > 0);
        Ok(counted.0)
    }

    /// So many messages were written by the entries up to `position`.
    pub fn grew(&self, by: u64, position: i64) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((reach, known)) = kept.as_mut().filter(|(_, known)| *known < position) {
            reach.messages += by;
            *known = position;
        }
    }
}
