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
    /// Lets the pages go. What was read by it counts also where they stay.
    fn cool(&mut self) {
        self.warm = false;
        if let Err(error) = self.connection.execute_batch("PRAGMA shrink_memory") {
            tracing::debug!(code = ?error.sqlite_error_code(), "a reader keeps its pages");
        }
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
            let beyond = idle.len().saturating_sub(WARM);
            idle.iter_mut().take(beyond).filter(|idle| idle.warm).for_each(Idle::cool);
        }
        Ok(())
    }

    /// Closes every idle connection.
    pub fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    /// Which of the connections that nobody reads by hold pages, the next one to be taken last.
    fn warm(readers: &Readers) -> Vec<bool> {
        readers.idle.lock().unwrap().iter().map(|idle| idle.warm).collect()
    }

    /// So many read at once.
    fn read_at_once(readers: &Readers, many: u32) {
        if let Some(others) = many.checked_sub(1) {
            let inside = |_: &Connection| {
                read_at_once(readers, others);
                Ok(())
            };
            readers.read(inside).unwrap();
        }
    }

    #[test]
    fn after_a_moment_in_which_many_read_two_connections_hold_pages_and_are_taken_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("console.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE word (word TEXT)").unwrap();
        let readers = Readers::new(path);
        read_at_once(&readers, 6);
        assert_eq!(warm(&readers), [false, false, true, true]);
        read_at_once(&readers, 2);
        assert_eq!(warm(&readers), [false, false, true, true]);
        read_at_once(&readers, 3);
        assert_eq!(warm(&readers), [false, false, true, true], "the third one let go again");
    }
}
