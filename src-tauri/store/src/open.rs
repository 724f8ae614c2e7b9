//! The one door to the databases: every connection is opened and set here.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{StoreError, sqlite};

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The only one that writes the journal: every commit is on the disk before it is told.
    JournalWriter,
    /// The only one that writes the projected tables.
    ConsoleWriter,
    /// Writes tables that nobody has yet: what a crash leaves of them is thrown away.
    Draft,
    /// Reads while others write.
    Reader,
    /// Reads a folder that another program may have open.
    Inspector,
}

const WRITERS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA secure_delete = ON;
    PRAGMA wal_autocheckpoint = 16384;
";

// The caches are small and no file is mapped, on purpose: what is read again comes from the system's own cache, and
// pages that fill for minutes would stand in the hub's private memory like a leak.
const EVERYONE: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA mmap_size = 0;
";

/// Opens a database for a purpose.
pub(crate) fn connect(path: &Path, role: Role) -> Result<Connection, StoreError> {
    let fail = sqlite("open a database");
    let writes = matches!(role, Role::JournalWriter | Role::ConsoleWriter | Role::Draft);
    let flags = if writes {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    } else if role == Role::Reader {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    } else {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    };
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(&fail)?;
    connection.set_prepared_statement_cache_capacity(256);
    // Without it SQLite prepares a statement anew for each value that it is given, to plan by the value: half of all time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(&fail)?;
    connection.execute_batch(EVERYONE).map_err(&fail)?;
    if writes {
        connection.execute_batch(WRITERS).map_err(&fail)?;
    }
    connection
        .execute_batch(match role {
            Role::JournalWriter => "PRAGMA synchronous = FULL; PRAGMA cache_size = -2048;",
            Role::ConsoleWriter => "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4096;",
            // For some minutes: with the small cache pages of indexes are read again and again. Nobody reads beside it, and
            // what a crash leaves is thrown away, so a page is written once and not by way of a log.
            Role::Draft => "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072;",
            Role::Reader | Role::Inspector => "PRAGMA query_only = ON; PRAGMA cache_size = -1024;",
        })
        .map_err(&fail)?;
    Ok(connection)
}

/// The format of a file as its program wrote it.
pub(crate) fn format(connection: &Connection) -> Result<i64, StoreError> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(sqlite("read a database's format"))
}

/// Creates what a new file holds and stamps it, in one transaction. A file that has a format is left as it is.
pub(crate) fn create(connection: &Connection, schema: &str, known: i64) -> Result<i64, StoreError> {
    let found = format(connection)?;
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    if found == 0 {
        connection
            .execute_batch(&format!("BEGIN IMMEDIATE; {schema} PRAGMA user_version = {known}; COMMIT;"))
            .map_err(sqlite("create a database"))?;
        return Ok(known);
    }
    Ok(found)
}
