//! A few connections for reading, opened when they are needed and given back.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use crate::error::{StoreError, sqlite};
use crate::open::{Role, connect};

/// Connections kept for the next reader; more may be open at once.
const KEPT: usize = 4;
/// Of them, those that keep the pages that they read. The last one given back is taken first, so the others are for the moments in
/// which many read at once: over an hour of them their pages would stand in the memory like a leak.
const WARM: usize = 2;

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Idle>>,
}

/// A connection that nobody reads by.
struct Idle {
    connection: Connection,
    /// Whether it holds pages.
    warm: bool,
}

impl Idle {
    /// Lets the pages go.
    fn cool(&mut self) -> Result<(), StoreError> {
        self.warm = false;
        self.connection.execute_batch("PRAGMA shrink_memory").map_err(sqlite("let the pages of a reader go"))
    }
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
        let connection = idle.map_or_else(|| connect(&self.path, Role::Reader), |idle| Ok(idle.connection))?;
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
            idle.push(Idle { connection, warm: true });
            let colder = idle.len().checked_sub(WARM + 1).and_then(|at| idle.get_mut(at));
            colder.filter(|idle| idle.warm).map_or(Ok(()), Idle::cool)?;
        }
        Ok(())
    }

    /// Closes every idle connection.
    pub fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
