//! The write-ahead logs of both databases, which stay as long as they ever were until they are emptied.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::backup::DATABASES;
use crate::error::{StoreError, sqlite};
use crate::file::found;
use crate::open::{Role, connect};

/// A log of so many bytes is not worth the work.
const SMALL: u64 = 1 << 20;

/// Moves what the logs of a folder have into the files and empties them, beside whoever reads and writes: nobody is waited for, so a
/// log that somebody reads stays as it is.
///
/// # Errors
/// When the disk says no.
pub fn empty_logs(folder: &Path) -> Result<(), StoreError> {
    for name in DATABASES {
        let log = found(std::fs::metadata(folder.join(format!("{name}-wal"))), "look at a write-ahead log")?;
        if log.is_some_and(|log| log.len() > SMALL) {
            empty(&connect(&folder.join(name), Role::ConsoleWriter)?)?;
        }
    }
    Ok(())
}

/// What takes long is done first, and holds up nobody.
fn empty(connection: &Connection) -> Result<(), StoreError> {
    let fail = sqlite("empty the write-ahead log");
    connection.busy_timeout(Duration::ZERO).map_err(&fail)?;
    for how in ["PASSIVE", "TRUNCATE"] {
        connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(())).map_err(&fail)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::town::{anna, desk, writes};

    /// How long the log of the tables is.
    fn log(folder: &Path) -> u64 {
        std::fs::metadata(folder.join("console.db-wal")).unwrap().len()
    }

    #[test]
    fn a_log_that_has_grown_is_emptied_beside_who_reads_and_nothing_is_lost() {
        let desk = desk();
        let words = "улун ".repeat(400);
        let write = |from: i64| {
            (from..from + 500).for_each(|position| {
                desk.console.write(|w| Ok(writes(w, &anna(), &words, position))).unwrap();
            });
        };
        write(1);
        let folder = desk.folder.path();
        let read = desk.console.read(|r| {
            let before = crate::counts(r)?.messages;
            write(501);
            empty_logs(folder)?;
            assert!(log(folder) > SMALL, "somebody reads what was before");
            Ok((before, crate::counts(r)?.messages))
        });
        assert_eq!(read, Ok((500, 500)));
        empty_logs(folder).unwrap();
        assert_eq!(log(folder), 0);
        assert_eq!(desk.console.read(crate::counts).unwrap().messages, 1_000);
    }
}
