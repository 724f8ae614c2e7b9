//! `console.db`: what the screens show. One writer, and readers that never wait for it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domain::MessageId;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{StoreError, io, sqlite};
use crate::folder::Lock;
use crate::open::{Role, connect, create};
use crate::readers::Readers;
use crate::schema::{PROJECTION, schema};

/// The projected tables and those kept on this machine. Clones are the same database.
#[derive(Clone)]
pub struct Console {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    /// Closed only while the file itself is exchanged.
    gate: RwLock<()>,
    writer: Mutex<Connection>,
    readers: Readers,
    found: Mutex<i64>,
    lock: Option<Lock>,
}

/// A consistent view of the tables.
pub struct Read<'a> {
    pub(crate) connection: &'a Connection,
}

/// A transaction that writes; it reads its own writing, but for the search, which has it from the commit on.
pub struct Write<'a> {
    read: Read<'a>,
    /// Words of messages that are not in the search yet: they go there together, before the commit.
    pub(crate) words: RefCell<BTreeMap<MessageId, String>>,
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl Console {
    pub(crate) fn open(path: PathBuf, lock: Option<Lock>) -> Result<Self, StoreError> {
        Self::open_as(Role::ConsoleWriter, path, lock)
    }

    /// Tables that are not in use yet.
    pub(crate) fn draft(path: PathBuf, lock: Option<Lock>) -> Result<Self, StoreError> {
        Self::open_as(Role::Draft, path, lock)
    }

    fn open_as(role: Role, path: PathBuf, lock: Option<Lock>) -> Result<Self, StoreError> {
        let writer = connect(&path, role)?;
        let found = Mutex::new(create(&writer, &schema(), PROJECTION)?);
        let readers = Readers::new(path.clone());
        let inner = Inner { path, gate: RwLock::new(()), writer: Mutex::new(writer), readers, found, lock };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether the file was made by an older program, so that it has to be rebuilt from the journal.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        *self.inner.found.lock().unwrap_or_else(PoisonError::into_inner) < PROJECTION
    }

    /// Writes in one transaction: everything, or on an error nothing. Inside `f` read with what it is given, never with
    /// this console again.
    ///
    /// # Errors
    /// What `f` returns, or that the transaction could not be begun or ended.
    pub fn write<T>(&self, f: impl FnOnce(&Write<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let _open = self.inner.gate.read().unwrap_or_else(PoisonError::into_inner);
        let writer = self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction =
            Transaction::new_unchecked(&writer, TransactionBehavior::Immediate).map_err(sqlite("begin to write"))?;
        let write = Write { read: Read { connection: &transaction }, words: RefCell::default() };
        let result = f(&write)?;
        crate::search::settle(&write)?;
        drop(write);
        transaction.commit().map_err(sqlite("commit a writing"))?;
        Ok(result)
    }

    /// Reads one consistent state.
    ///
    /// # Errors
    /// What `f` returns, or that the database could not be read.
    pub fn read<T>(&self, f: impl FnOnce(&Read<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let _open = self.inner.gate.read().unwrap_or_else(PoisonError::into_inner);
        self.inner.readers.read(|connection| f(&Read { connection }))
    }

    /// Makes deleted words unreadable: the search index keeps them until it is put in order, and the write-ahead log
    /// until it is emptied (wall 7).
    ///
    /// # Errors
    /// When the disk says no.
    pub fn purge(&self) -> Result<(), StoreError> {
        self.write(crate::search::purge)?;
        let writer = self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
        checkpoint(&writer)
    }

    /// Writes what the write-ahead log has into the file.
    pub(crate) fn checkpoint(&self) -> Result<(), StoreError> {
        checkpoint(&self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts a finished file in the place of this one. `last` runs when nobody can write any more, with the path of the
    /// file that goes.
    pub(crate) fn exchange(
        &self,
        new: &Path,
        last: impl FnOnce(&Path) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let inner = &self.inner;
        let _closed = inner.gate.write().unwrap_or_else(PoisonError::into_inner);
        let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
        checkpoint(&writer)?;
        last(&inner.path)?;
        inner.readers.clear();
        *writer = Connection::open_in_memory().map_err(sqlite("let go of the old tables"))?;
        let renamed = std::fs::rename(new, &inner.path).map_err(io("put the rebuilt tables in place"));
        *writer = connect(&inner.path, Role::ConsoleWriter)?;
        *inner.found.lock().unwrap_or_else(PoisonError::into_inner) = crate::open::format(&writer)?;
        renamed
    }

    pub(crate) fn lock(&self) -> Option<Lock> {
        self.inner.lock.clone()
    }
}

/// Moves everything from the write-ahead log into the file and empties it.
pub(crate) fn checkpoint(connection: &Connection) -> Result<(), StoreError> {
    let doing = "empty the write-ahead log";
    let busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(sqlite(doing))?;
    if busy {
        return Err(StoreError::Sqlite { doing, code: rusqlite::ffi::SQLITE_BUSY, detail: String::new() });
    }
    Ok(())
}
