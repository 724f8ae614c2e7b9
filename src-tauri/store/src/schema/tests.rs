//! The shape of both files, how SQLite answers every statement, and how the connections are set.

use std::collections::BTreeSet;

use rusqlite::{Connection, StatementStatus};
use tempfile::TempDir;

use super::{Class, JOURNAL_STATEMENTS, STATEMENTS, TABLES, schema};
use crate::open::{Role, connect};
use crate::statement::Statement;
use crate::{DataFolder, journal};

fn file(dir: &TempDir, schema: &str) -> Connection {
    let connection = connect(&dir.path().join("file.db"), Role::ConsoleWriter).unwrap();
    connection.execute_batch(schema).unwrap();
    connection
}

/// Statements that give all of a list which is as short as what an operator set up, or a log that is handed on whole.
const SHORT: &[&str] = &[
    "read every reactor's cursor",
    "find whose words are about every purpose",
    "read the accounts",
    "read the consoles",
    "revoke every console's token",
    "read the commands for the hub",
    "count the commands for the hub",
    "erase what waits for the hub about a chat or a person",
    "read the labels",
    "read the attributes",
    "read the segments",
    "read the saved answers",
    "read the levels of notification",
    "read the muted chats",
    "read the schedules",
    "read the exceptions to silence",
    "read the sound files",
    "read the purposes",
    "read the wordings",
    "read how long people are kept",
    "forget how long people are kept",
    "read the words that end everything",
    "forget the words that end everything",
];

/// Statements that go through everything: no screen asks them, but whoever inspects a folder, verifies it, backs it up, or opens the
/// search for the first time since the start.
const INSPECTING: &[&str] = &[
    "read the ledger",
    "read who was erased",
    "count the messages",
    "count the chats",
    "count the contacts",
    "count the journal",
    "count the send queue",
    "count what can be searched",
    "read every file that is kept",
];

/// Statements with a limit that have to sort: few rows, or an order that no index has.
const SORTED: &[&str] = &[
    "read the chats of a label",
    "search the groups",
    "forget the pins whose place others took",
    "filter the messages of a chat",
    "filter the messages of a person",
];

/// A full-text index is always "scanned", by its own structure, and a `max` takes one row.
fn is_scan(step: &str) -> bool {
    step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE INDEX") && !step.contains("CONSTANT ROW")
}

fn plan(connection: &Connection, statement: &Statement) -> Vec<String> {
    let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
    let mut explain = connection.prepare(&sql).unwrap_or_else(|error| panic!("{}: {error}", statement.sql));
    let unbound = vec![rusqlite::types::Null; explain.parameter_count()];
    let steps = explain.query_map(rusqlite::params_from_iter(unbound), |row| row.get::<_, String>(3)).unwrap();
    steps.map(Result::unwrap).collect()
}

fn scans(connection: &Connection, statement: &Statement) -> Vec<String> {
    plan(connection, statement).into_iter().filter(|step| is_scan(step)).collect()
}

#[test]
fn no_statement_walks_a_whole_table() {
    let dir = tempfile::tempdir().unwrap();
    let console = file(&dir, &schema());
    let other = tempfile::tempdir().unwrap();
    let journal = file(&other, journal::SCHEMA);
    let lists = STATEMENTS.iter().map(|list| (&console, list));
    let mut walking = Vec::new();
    for (connection, list) in lists.chain(JOURNAL_STATEMENTS.iter().map(|list| (&journal, list))) {
        for statement in
            list.iter().filter(|statement| !SHORT.contains(&statement.doing) && !INSPECTING.contains(&statement.doing))
        {
            walking.extend(scans(connection, statement).into_iter().map(|step| format!("{}: {step}", statement.doing)));
        }
    }
    assert_eq!(walking, Vec::<String>::new());
}

#[test]
fn every_statement_is_answered_by_this_plan() {
    let dir = tempfile::tempdir().unwrap();
    let console = file(&dir, &schema());
    let other = tempfile::tempdir().unwrap();
    let journal = file(&other, journal::SCHEMA);
    let lists = STATEMENTS.iter().map(|list| (&console, list));
    let mut plans = Vec::new();
    for (connection, list) in lists.chain(JOURNAL_STATEMENTS.iter().map(|list| (&journal, list))) {
        plans.extend(list.iter().map(|one| format!("{}:\n    {}", one.doing, plan(connection, one).join("\n    "))));
    }
    insta::assert_snapshot!(plans.join("\n"));
}

#[test]
fn what_is_read_in_pages_comes_in_order_from_an_index() {
    let dir = tempfile::tempdir().unwrap();
    let console = file(&dir, &schema());
    let paged = STATEMENTS.iter().copied().flatten().filter(|statement| statement.sql.contains("LIMIT ?"));
    let mut count = 0;
    for statement in paged.filter(|statement| !SORTED.contains(&statement.doing)) {
        let sorts: Vec<_> = plan(&console, statement).into_iter().filter(|step| step.contains("TEMP B-TREE")).collect();
        assert_eq!(sorts, Vec::<String>::new(), "{}", statement.doing);
        count += 1;
    }
    assert!(count > 10, "{count} statements read in pages");
}

#[test]
fn the_check_for_walks_sees_one() {
    let dir = tempfile::tempdir().unwrap();
    let console = file(&dir, &schema());
    let walk = Statement::new("find a name", "SELECT * FROM contact WHERE name = 'Анна'");
    assert_eq!(scans(&console, &walk), ["SCAN contact"]);
}

fn created(connection: &Connection) -> String {
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
        AND name NOT LIKE '%\\_words\\_%' ESCAPE '\\' ORDER BY rowid";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(Result::unwrap).collect::<Vec<_>>().join(";\n\n")
}

#[test]
fn the_console_has_this_shape() {
    let dir = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(created(&file(&dir, &schema())));
}

#[test]
fn the_journal_has_this_shape() {
    let dir = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(created(&file(&dir, journal::SCHEMA)));
}

#[test]
fn every_table_is_strict_explained_and_has_a_class() {
    let dir = tempfile::tempdir().unwrap();
    let console = file(&dir, &schema());
    let mut statement = console
        .prepare(
            "SELECT name, type = 'virtual', strict FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow'",
        )
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let tables: Vec<(String, bool, bool)> = rows
        .map(Result::unwrap)
        .filter(|row: &(String, _, _)| row.0 != "sqlite_sequence" && row.0 != "sqlite_schema")
        .collect();
    for (name, virtual_table, strict) in &tables {
        assert!(*virtual_table || *strict, "{name} takes any type");
    }
    let names: BTreeSet<_> = tables.into_iter().map(|(name, ..)| name).collect();
    let listed: BTreeSet<_> = TABLES.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(names, listed);
    for (name, class, _) in TABLES {
        let word = match class {
            Class::Projected => "projected",
            Class::Local => "local",
            Class::Cache => "cache",
        };
        let text = schema();
        let start = text.split(&format!("TABLE {name} ")).nth(1).unwrap_or_else(|| panic!("{name} is not created"));
        assert!(start.lines().next().unwrap().contains(word), "{name} does not say its class");
    }
}

fn pragma(connection: &Connection, name: &str) -> String {
    connection
        .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, rusqlite::types::Value>(0))
        .map(|value| match value {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        })
        .unwrap()
}

#[test]
fn connections_are_set_as_their_purpose_asks() {
    let dir = tempfile::tempdir().unwrap();
    let _folder = DataFolder::open(dir.path(), None).unwrap();
    let console = connect(&dir.path().join("console.db"), Role::ConsoleWriter).unwrap();
    let journal = connect(&dir.path().join("journal.db"), Role::JournalWriter).unwrap();
    let reader = connect(&dir.path().join("console.db"), Role::Reader).unwrap();
    let all = [
        ("journal_mode", ["wal"; 3]),
        ("synchronous", ["1", "2", "2"]),
        ("foreign_keys", ["1"; 3]),
        ("busy_timeout", ["5000"; 3]),
        ("secure_delete", ["1", "1", "0"]),
        ("wal_autocheckpoint", ["16384", "16384", "1000"]),
        ("query_only", ["0", "0", "1"]),
        ("cache_size", ["-4096", "-2048", "-1024"]),
        ("mmap_size", ["0"; 3]),
        ("recursive_triggers", ["1"; 3]),
    ];
    for (name, expected) in all {
        let found = [&console, &journal, &reader].map(|connection| pragma(connection, name));
        assert_eq!(found, expected, "{name} of console, journal, reader");
    }
}

#[test]
fn a_statement_is_prepared_once_whatever_it_is_given() {
    let dir = tempfile::tempdir().unwrap();
    let _folder = DataFolder::open(dir.path(), None).unwrap();
    for role in [Role::ConsoleWriter, Role::Reader] {
        let connection = connect(&dir.path().join("console.db"), role).unwrap();
        let mut some = connection.prepare("SELECT chat_id FROM chat LIMIT ?1").unwrap();
        for limit in 1..4 {
            assert!(!some.exists([limit]).unwrap());
        }
        assert_eq!(some.get_status(StatementStatus::RePrepare), 0, "{role:?}");
    }
}
