//! Making the projected tables anew, beside the old ones, which stay readable until the new ones take their place.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

use crate::console::{Console, Read, checkpoint};
use crate::error::{StoreError, io, sqlite};
use crate::folder::DataFolder;
use crate::open::{Role, connect};
use crate::schema::{Class, TABLES};

/// A rebuild under way: project the journal into [`ConsoleRebuild::console`], then call [`ConsoleRebuild::finish`].
pub struct ConsoleRebuild {
    old: Console,
    new: Console,
    path: PathBuf,
}

impl ConsoleRebuild {
    /// Starts a new, empty file. What an earlier attempt left is thrown away.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn begin(folder: &DataFolder) -> Result<Self, StoreError> {
        let path = folder.path().join("console.new.db");
        for ending in ["", "-wal", "-shm"] {
            remove(&with_ending(&path, ending))?;
        }
        let old = folder.console();
        let new = Console::draft(path.clone(), old.lock())?;
        Ok(Self { old, new, path })
    }

    /// The new tables.
    #[must_use]
    pub fn console(&self) -> Console {
        self.new.clone()
    }

    /// Puts the new tables in the place of the old ones, with what is kept on this machine taken over as it is at that
    /// moment. Every [`Console`] of the folder shows the new tables from then on. All clones of
    /// [`ConsoleRebuild::console`] must be gone.
    ///
    /// # Errors
    /// When the disk says no: then the old tables stay.
    pub fn finish(self) -> Result<(), StoreError> {
        let Self { old, new, path } = self;
        drop(new);
        old.exchange(&path, |kept| {
            let connection = connect(&path, Role::ConsoleWriter)?;
            take_over(&connection, kept)?;
            checkpoint(&connection)?;
            connection.close().map_err(|(_, error)| sqlite("close the rebuilt tables")(error))?;
            // Until here nothing of it was waited for.
            File::options()
                .write(true)
                .open(&path)
                .and_then(|file| file.sync_all())
                .map_err(io("put the rebuilt tables on the disk"))
        })
    }
}

impl Console {
    /// A hash of every projected table with its rows in the order of their key: two consoles that were made from the
    /// same journal have the same ones.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn fingerprint(&self) -> Result<BTreeMap<&'static str, String>, StoreError> {
        self.read(hashes)
    }
}

/// The same of a folder that another program may hold.
pub(crate) fn fingerprint(folder: &Path) -> Result<BTreeMap<&'static str, String>, StoreError> {
    let tables = folder.join("console.db");
    if !tables.is_file() {
        return Err(StoreError::Missing);
    }
    let connection = connect(&tables, Role::Inspector)?;
    // All of them as they are at one moment.
    let _moment = connection.unchecked_transaction().map_err(sqlite("compare the tables"))?;
    hashes(&Read { connection: &connection })
}

fn hashes(r: &Read<'_>) -> Result<BTreeMap<&'static str, String>, StoreError> {
    let projected = TABLES.iter().filter(|(_, class, _)| *class == Class::Projected);
    projected.map(|(table, _, key)| Ok((*table, hash(r, table, key)?))).collect()
}

fn hash(r: &Read<'_>, table: &str, key: &str) -> Result<String, StoreError> {
    let fail = sqlite("compare a table");
    let mut statement = r.connection.prepare(&format!("SELECT * FROM {table} ORDER BY {key}")).map_err(&fail)?;
    let columns = statement.column_count();
    let mut rows = statement.query([]).map_err(&fail)?;
    let mut hash = Sha256::new();
    while let Some(row) = rows.next().map_err(&fail)? {
        for column in 0..columns {
            let (kind, bytes): (u8, Vec<u8>) = match row.get_ref(column).map_err(&fail)? {
                ValueRef::Null => (0, Vec::new()),
                ValueRef::Integer(number) => (1, number.to_be_bytes().to_vec()),
                ValueRef::Real(number) => (2, number.to_be_bytes().to_vec()),
                ValueRef::Text(text) => (3, text.to_vec()),
                ValueRef::Blob(bytes) => (4, bytes.to_vec()),
            };
            hash.update([kind]);
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(&bytes);
        }
    }
    Ok(hex::encode(hash.finalize()))
}

/// Copies the local tables: of each the columns that both files have.
fn take_over(new: &Connection, old: &Path) -> Result<(), StoreError> {
    let fail = sqlite("take over what is kept on this machine");
    let old =
        old.to_str().ok_or(StoreError::Io { doing: "name the old tables", kind: std::io::ErrorKind::InvalidInput })?;
    new.execute("ATTACH ?1 AS old", [old]).map_err(&fail)?;
    for (table, _, _) in TABLES.iter().filter(|(_, class, _)| *class == Class::Local) {
        let before = columns(new, "old", table)?;
        let shared: Vec<_> = columns(new, "main", table)?.into_iter().filter(|name| before.contains(name)).collect();
        if shared.is_empty() {
            continue;
        }
        let names = shared.join(", ");
        new.execute_batch(&format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} ({names}) SELECT {names} FROM old.{table};"
        ))
        .map_err(&fail)?;
    }
    new.execute_batch("DETACH old").map_err(&fail)
}

fn columns(connection: &Connection, schema: &str, table: &str) -> Result<Vec<String>, StoreError> {
    let fail = sqlite("read a table's columns");
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1, ?2)").map_err(&fail)?;
    let names = statement.query_map([table, schema], |row| row.get(0)).map_err(&fail)?;
    names.collect::<rusqlite::Result<Vec<String>>>().map_err(&fail)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io("clear an unfinished rebuild")(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
