//! The twin of ingest: a program that writes the same rows with the same syncs, and knows nothing of what they mean. The rows are read
//! from what the hub wrote, with the tables, indexes and search that they lie in.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Statement, params_from_iter};

use crate::{Result, WorldError};

/// Entries synced together: as many webhooks as are under way at once.
const SYNCED: usize = 32;
/// Entries whose rows are written together.
const PROJECTED: usize = 256;

/// A row as it lies.
type Row = Vec<Value>;

/// What the hub wrote, in memory.
pub struct Bare {
    journal: Part,
    messages: Part,
    chats: Part,
}

/// The rows of a table, and the words that make it with its indexes.
struct Part {
    made_by: Vec<String>,
    rows: Vec<Row>,
}

impl Bare {
    /// Everything that was received from an entry on.
    pub fn read(data: &Path, from: i64) -> Result<Self> {
        let open = |name| Connection::open_with_flags(data.join(name), OpenFlags::SQLITE_OPEN_READ_ONLY);
        let read = || {
            let (journal, console) = (open("journal.db")?, open("console.db")?);
            let newer = format!("received_position > {from} ORDER BY message_id");
            let entries = format!("kind = 'webhook' AND position > {from} ORDER BY position");
            Ok(Self {
                journal: Part::read(&journal, "entry", &entries)?,
                messages: Part::read(&console, "message", &newer)?,
                chats: Part::read(&console, "chat", "kind = 'direct'")?,
            })
        };
        read().map_err(failed)
    }

    /// Writes it anew into a folder.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let write = || {
            let mut journal = self.journal.make(&folder.join("bare-journal.db"), "FULL")?;
            let mut console = self.messages.make(&folder.join("bare-console.db"), "NORMAL")?;
            self.chats.create(&console)?;
            console.execute_batch(SEARCH)?;
            self.chats.put(&console, "chat")?;
            let together = self.messages.rows.len().div_ceil(self.journal.rows.len().max(1));
            for (entries, messages) in
                self.journal.rows.chunks(PROJECTED).zip(self.messages.rows.chunks(PROJECTED * together))
            {
                for synced in entries.chunks(SYNCED) {
                    let transaction = journal.transaction()?;
                    insert(&mut *transaction.prepare_cached(&inserting("entry", synced))?, synced)?;
                    transaction.commit()?;
                }
                let transaction = console.transaction()?;
                project(&transaction, messages)?;
                transaction.commit()?;
            }
            Ok(())
        };
        write().map_err(failed)
    }
}

impl Part {
    fn read(connection: &Connection, table: &str, which: &str) -> rusqlite::Result<Self> {
        let made_by =
            "SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND type IN ('table', 'index') AND sql IS NOT NULL";
        let made_by =
            connection.prepare(made_by)?.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut rows = connection.prepare(&format!("SELECT * FROM {table} WHERE {which}"))?;
        let columns = rows.column_count();
        let rows = rows
            .query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { made_by, rows })
    }

    fn make(&self, path: &Path, synchronous: &str) -> rusqlite::Result<Connection> {
        let connection = Connection::open(path)?;
        connection.execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 16384; PRAGMA foreign_keys = OFF; PRAGMA synchronous = {synchronous};"
        ))?;
        self.create(&connection)?;
        Ok(connection)
    }

    fn create(&self, connection: &Connection) -> rusqlite::Result<()> {
        self.made_by.iter().try_for_each(|sql| connection.execute_batch(sql))
    }

    fn put(&self, connection: &Connection, table: &str) -> rusqlite::Result<()> {
        insert(&mut connection.prepare(&inserting(table, &self.rows))?, &self.rows)
    }
}

/// Messages, what they are found by, and the row of the chat that each one moves.
fn project(connection: &Connection, messages: &[Row]) -> rusqlite::Result<()> {
    insert(&mut *connection.prepare_cached(&inserting("message", messages))?, messages)?;
    let mut found = connection
        .prepare_cached("INSERT INTO found(rowid, words, stems) VALUES (?1, ?2 ->> '$.body', ?2 ->> '$.body')")?;
    let mut moved = connection.prepare_cached(
        "UPDATE chat SET last_message_id = ?1, last_at = ?2, last_preview = ?3 ->> '$.body', unread = unread + 1, last_received_at = ?2
         WHERE chat_id = ?4",
    )?;
    for message in messages {
        // The columns of `message`: its number, its chat, its time and its content.
        let [Some(number), Some(chat), Some(at), Some(content)] = [0, 2, 7, 10].map(|column| message.get(column))
        else {
            continue;
        };
        found.execute((number, content))?;
        moved.execute((number, at, content, chat))?;
    }
    Ok(())
}

fn inserting(table: &str, rows: &[Row]) -> String {
    let columns = rows.first().map_or(1, Vec::len);
    format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns].join(", "))
}

fn insert(statement: &mut Statement<'_>, rows: &[Row]) -> rusqlite::Result<()> {
    rows.iter().try_for_each(|row| statement.execute(params_from_iter(row)).map(drop))
}

/// As the hub's own search is made.
const SEARCH: &str = "CREATE VIRTUAL TABLE found USING fts5(words, stems, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 0', prefix='2 3');";

fn failed(error: rusqlite::Error) -> WorldError {
    WorldError::Found(format!("the twin of ingest: {error}"))
}
