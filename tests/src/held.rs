//! What lies in a folder of the product, read while it is open.

use std::collections::BTreeMap;

use rusqlite::{Connection, OpenFlags, Row};

use crate::hub::HubSetting;
use crate::{Result, WorldError};

/// What was received and written since a position of the journal.
#[derive(Debug)]
pub struct Held {
    /// Messages that the provider delivered.
    pub received: u64,
    /// Their ids, each once.
    pub ids: u64,
    /// Messages of ours that their people are known to have read, whenever they left.
    pub read: u64,
    /// The words of what was answered, and how often each is there.
    pub answers: BTreeMap<String, u64>,
}

impl Held {
    /// Counts what came after a position of the journal.
    pub fn read(reader: &HubSetting, after: i64) -> Result<Self> {
        let console = open(reader, "console.db")?;
        let counts = "SELECT count(*), count(DISTINCT provider_id) FROM message WHERE direction = 'in' AND received_position > ?1";
        let counts = console.query_row(counts, [after], |row| Ok((count(row, 0)?, count(row, 1)?)));
        let (received, ids) = counts.map_err(failed)?;
        let read = "SELECT count(*) FROM message WHERE direction = 'out' AND status = 'read'";
        let read = console.query_row(read, [], |row| count(row, 0)).map_err(failed)?;
        let ours = "SELECT content ->> '$.body', count(*) FROM message WHERE direction = 'out' GROUP BY 1";
        let mut ours = console.prepare(ours).map_err(failed)?;
        let answers =
            ours.query_map([], |row| Ok((row.get::<_, Option<String>>(0)?.unwrap_or_default(), count(row, 1)?)));
        let answers = answers.map_err(failed)?.collect::<rusqlite::Result<_>>().map_err(failed)?;
        Ok(Self { received, ids, read, answers })
    }
}

/// Entries of the journal that are not projected yet.
pub fn behind(reader: &HubSetting) -> Result<i64> {
    Ok(written(reader)? - number(reader, "console.db", "SELECT position FROM cursor WHERE name = 'projection'")?)
}

/// The last position of the journal.
pub fn written(reader: &HubSetting) -> Result<i64> {
    number(reader, "journal.db", "SELECT coalesce(max(position), 0) FROM entry")
}

fn number(reader: &HubSetting, file: &str, query: &str) -> Result<i64> {
    open(reader, file)?.query_row(query, [], |row| row.get(0)).map_err(failed)
}

fn open(reader: &HubSetting, file: &str) -> Result<Connection> {
    Connection::open_with_flags(reader.data.join(file), OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)
}

fn count(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(at).map(i64::unsigned_abs)
}

fn failed(error: rusqlite::Error) -> WorldError {
    WorldError::Found(format!("counting what is in the folder: {error}"))
}
