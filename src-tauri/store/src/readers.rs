//! A few connections for reading, opened when they are needed and given back.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use crate::error::{StoreError, sqlite};
use crate::open::{Role, connect};

/// Connections kept for the next reader; more may be open at once.
const KEPT: usize = 4;

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub const fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// Reads one consistent state: what is committed meanwhile is not seen.
    pub fn read<T>(&self, f: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = idle.map_or_else(|| connect(&self.path, Role::Reader), Ok)?;
        let transaction = connection.unchecked_transaction().map_err(sqlite("begin to read"))?;
        let result = f(&transaction);
        transaction.finish().map_err(sqlite("end a reading"))?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        drop(idle);
        result
    }

    /// Closes every idle connection.
    pub fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
