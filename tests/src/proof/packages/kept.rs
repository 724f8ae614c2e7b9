//! What lies in a data folder, and whether all of it is still there in another version's.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;

use crate::process::program;
use crate::proof::page::Figures;
use crate::{Result, WorldError};

/// Sources: whole rows have to stay as they are.
const JOURNAL: [&str; 4] = ["entry", "consent_entry", "subject", "suppression"];
/// Made on this machine: whole rows, in the columns that both versions have.
const LOCAL: [&str; 6] = ["draft", "alert_level", "mute", "schedule", "breakthrough", "sound_file"];
/// The same, but for what a program that runs notes of its groups by itself.
const SET: &str = "setting WHERE key NOT LIKE 'group compared %' AND key NOT LIKE 'read group %'";
/// Of these what is told goes on; what they are known by has to stay.
const KNOWN: [(&str, &[&str]); 7] = [
    ("notification", &["notification_id"]),
    ("message", &["message_id", "chat_id", "direction", "at", "kind"]),
    ("chat", &["chat_id", "kind"]),
    ("contact", &["contact_id"]),
    ("note", &["note_id", "chat_id", "body"]),
    ("label", &["label_id", "name"]),
    ("group_chat", &["chat_id"]),
];

/// A copy of a data folder that nobody uses, so that looking at it changes nothing.
#[derive(Debug)]
pub struct Kept {
    folder: TempDir,
}

impl Kept {
    /// Copies it.
    pub fn copy(data: &Path) -> Result<Self> {
        let failed = |source| WorldError::File { doing: "copying a data folder", source };
        let folder = tempfile::tempdir().map_err(failed)?;
        let copied = std::process::Command::new("cp").arg("-a").arg(data).arg(folder.path().join("data")).status();
        if copied.map_err(failed)?.success() {
            return Ok(Self { folder });
        }
        Err(WorldError::Found(format!("{} cannot be copied", data.display())))
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn open(&self, file: &str) -> Result<Connection> {
        Connection::open(self.data().join(file)).map_err(|error| broken(file, &error))
    }

    /// Whether the tables are those that a rebuild makes from the journal.
    pub async fn is_as_rebuilt(&self, figures: &mut Figures) -> Result<()> {
        let before = self.hub(&["inspect", "--json", "--tables"]).await?;
        self.hub(&["rebuild"]).await?;
        let after = self.hub(&["inspect", "--json", "--tables"]).await?;
        let tables = |report: &str| serde_json::from_str::<Value>(report).ok()?.get("tables").cloned();
        let (before, after) = (tables(&before), tables(&after));
        figures.row(
            "tables that a rebuild makes the same",
            before.as_ref().and_then(Value::as_object).map_or(0, serde_json::Map::len),
        );
        figures.must(before.is_some() && before == after, || {
            format!("a rebuild makes other tables: {before:?} {after:?}")
        });
        Ok(())
    }

    async fn hub(&self, words: &[&str]) -> Result<String> {
        let failed =
            |source| WorldError::Program { program: "switchboard-hub".into(), doing: "looking at a folder", source };
        let mut command = Command::new(program("switchboard-hub")?);
        let output = command.args(words).arg("--data").arg(self.data()).output().await.map_err(failed)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(WorldError::Found(format!("{words:?}: {}", String::from_utf8_lossy(&output.stderr).trim())))
    }
}

/// Looks for everything of the older folder in the newer one.
pub fn compare(figures: &mut Figures, older: &Kept, newer: &Kept) -> Result<()> {
    let (before, after) = (older.open("journal.db")?, newer.open("journal.db")?);
    for table in JOURNAL {
        whole(figures, table, &before, &after)?;
    }
    let (before, after) = (older.open("console.db")?, newer.open("console.db")?);
    figures.row("projection", format!("{}; {}", projection(&before)?, projection(&after)?));
    for table in LOCAL {
        whole(figures, table, &before, &after)?;
    }
    in_columns(figures, SET, &["key", "value"], &before, &after)?;
    for (table, known) in KNOWN {
        in_columns(figures, table, known, &before, &after)?;
    }
    Ok(())
}

fn whole(figures: &mut Figures, table: &str, before: &Connection, after: &Connection) -> Result<()> {
    let known = columns(after, table)?;
    let both = columns(before, table)?;
    let both: Vec<&str> = both.intersection(&known).map(String::as_str).collect();
    in_columns(figures, table, &both, before, after)
}

fn in_columns(
    figures: &mut Figures,
    table: &str,
    columns: &[&str],
    before: &Connection,
    after: &Connection,
) -> Result<()> {
    let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
    let sql = format!("SELECT {} FROM {table}", quoted.join(" || ',' || "));
    let (before, after) = (rows(before, &sql)?, rows(after, &sql)?);
    let lost: Vec<&str> = before.difference(&after).map(String::as_str).collect();
    let table = table.split(' ').next().unwrap_or_default();
    figures.row(&format!("{table}: rows before; after"), format!("{}; {}", before.len(), after.len()));
    figures.must(lost.is_empty(), || format!("{table}: of {} rows are gone or another: {lost:?}", before.len()));
    Ok(())
}

fn columns(connection: &Connection, table: &str) -> Result<BTreeSet<String>> {
    let found = rows(connection, &format!("SELECT name FROM pragma_table_info('{table}')"))?;
    if found.is_empty() { Err(WorldError::Found(format!("there is no table {table}"))) } else { Ok(found) }
}

fn projection(connection: &Connection) -> Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|error| broken("the projection", &error))
}

fn rows(connection: &Connection, sql: &str) -> Result<BTreeSet<String>> {
    let mut statement = connection.prepare(sql).map_err(|error| broken(sql, &error))?;
    let rows = statement.query_map([], |row| row.get(0)).and_then(Iterator::collect);
    rows.map_err(|error| broken(sql, &error))
}

fn broken(what: &str, error: &rusqlite::Error) -> WorldError {
    WorldError::Found(format!("{what}: {error}"))
}
