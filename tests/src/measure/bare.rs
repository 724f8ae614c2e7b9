//! The twin of ingest: a program that only writes the same rows with the same syncs, and knows nothing of what they mean.

use std::path::Path;

use rusqlite::Connection;

use crate::{Result, WorldError};

/// One message as it comes and as it is shown.
#[derive(Debug, Clone)]
pub struct Message {
    /// The webhook's body.
    pub body: Vec<u8>,
    /// Who wrote.
    pub sender: String,
    /// The provider's id.
    pub id: String,
    /// The words.
    pub words: String,
}

/// A journal synced by every transaction, and a console beside it with messages, chats and a search index.
pub struct Bare {
    journal: Connection,
    console: Connection,
}

impl Bare {
    /// New files in a folder.
    pub fn open(folder: &Path) -> Result<Self> {
        let open = |name: &str, synchronous: &str, schema: &str| {
            let connection = Connection::open(folder.join(name))?;
            connection
                .execute_batch(&format!("PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; {schema}"))?;
            Ok(connection)
        };
        let journal = "CREATE TABLE entry(position INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;";
        let console = "CREATE TABLE chat(sender TEXT PRIMARY KEY, last INTEGER NOT NULL, unread INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE message(number INTEGER PRIMARY KEY, sender TEXT NOT NULL, id TEXT NOT NULL UNIQUE, words TEXT NOT NULL) STRICT;
            CREATE INDEX message_by_sender ON message(sender, number);
            CREATE VIRTUAL TABLE found USING fts5(words, content='', contentless_delete=1, prefix='2 3 4');";
        Ok(Self {
            journal: open("bare-journal.db", "FULL", journal).map_err(failed)?,
            console: open("bare-console.db", "NORMAL", console).map_err(failed)?,
        })
    }

    /// Writes some rows as one synced transaction of the journal and one of the console.
    pub fn write(&mut self, rows: &[Message]) -> Result<()> {
        self.append(rows).and_then(|()| self.project(rows)).map_err(failed)
    }

    fn append(&mut self, rows: &[Message]) -> rusqlite::Result<()> {
        let transaction = self.journal.transaction()?;
        for row in rows {
            transaction.prepare_cached("INSERT INTO entry(body) VALUES (?1)")?.execute([&row.body])?;
        }
        transaction.commit()
    }

    fn project(&mut self, rows: &[Message]) -> rusqlite::Result<()> {
        let transaction = self.console.transaction()?;
        for row in rows {
            transaction.prepare_cached("INSERT INTO message(sender, id, words) VALUES (?1, ?2, ?3)")?.execute([
                &row.sender,
                &row.id,
                &row.words,
            ])?;
            let number = transaction.last_insert_rowid();
            transaction
                .prepare_cached("INSERT INTO found(rowid, words) VALUES (?1, ?2)")?
                .execute((number, &row.words))?;
            transaction
                .prepare_cached(
                    "INSERT INTO chat(sender, last, unread) VALUES (?1, ?2, 1)
                     ON CONFLICT(sender) DO UPDATE SET last = ?2, unread = unread + 1",
                )?
                .execute((&row.sender, number))?;
        }
        transaction.commit()
    }
}

fn failed(error: rusqlite::Error) -> WorldError {
    WorldError::Found(format!("the twin of ingest: {error}"))
}
