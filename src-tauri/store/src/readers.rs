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
        let connection = self.begin()?;
        let result = f(&connection);
        self.end(connection)?;
        result
    }

    /// A connection in a transaction of its own.
    fn begin(&self) -> Result<Connection, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = idle.map_or_else(|| connect(&self.path, Role::Reader), Ok)?;
        connection.execute_batch("BEGIN").map_err(sqlite("begin to read"))?;
        Ok(connection)
    }

    /// Keeps the connection for the next reader; one whose transaction does not end is closed.
    fn end(&self, connection: Connection) -> Result<(), StoreError> {
        // SQLite ends a transaction by itself after some errors of the disk.
        if !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK").map_err(sqlite("end a reading"))?;
        }
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        Ok(())
    }

    /// Closes every idle connection.
    pub fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
