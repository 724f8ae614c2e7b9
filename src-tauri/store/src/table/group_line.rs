//! What happened in groups: the history of a group, and of a person in groups.

use domain::group::GroupHappened;
use domain::{ChatId, ContactId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE group_line ( -- something that happened in a group; projected
    line INTEGER PRIMARY KEY, -- of the journal entry, in its order
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id),
    contact_id INTEGER REFERENCES contact(contact_id), -- the person concerned
    at INTEGER NOT NULL, -- ms
    happened TEXT NOT NULL, -- created, joined, removed and so on
    operator TEXT, -- which of us did it
    words TEXT -- why, or the new name
) STRICT;
CREATE INDEX group_line_of_group ON group_line(chat_id, line);
CREATE INDEX group_line_in_time ON group_line(chat_id, at, line);
CREATE INDEX group_line_of_person ON group_line(contact_id, line) WHERE contact_id IS NOT NULL;
";

/// Something that happened in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct GroupLine {
    pub line: i64,
    pub chat_id: ChatId,
    pub contact_id: Option<ContactId>,
    pub at: Timestamp,
    pub happened: GroupHappened,
    pub operator: Option<String>,
    pub words: Option<String>,
}

const PUT: Statement = Statement::new(
    "write what happened in a group",
    "INSERT INTO group_line (line, chat_id, contact_id, at, happened, operator, words)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
);
const OF_GROUP: Statement = Statement::new(
    "read what happened in a group",
    "SELECT * FROM group_line WHERE chat_id = ?1 AND line < ?2 ORDER BY line DESC LIMIT ?3",
);
const OF_PERSON: Statement = Statement::new(
    "read what happened to a person in groups",
    "SELECT * FROM group_line INDEXED BY group_line_of_person WHERE contact_id = ?1 AND line < ?2
     ORDER BY line DESC LIMIT ?3",
);
const OF_BOTH: Statement = Statement::new(
    "read what happened to a person in a group",
    "SELECT * FROM group_line INDEXED BY group_line_of_person WHERE contact_id = ?1 AND line < ?2 AND chat_id = ?4
     ORDER BY line DESC LIMIT ?3",
);
const BETWEEN: Statement = Statement::new(
    "read what happened in a group in a time",
    "SELECT * FROM group_line INDEXED BY group_line_in_time WHERE chat_id = ?1 AND at >= ?2 AND at < ?3
     ORDER BY at DESC, line DESC LIMIT ?4",
);

const SINCE: Statement = Statement::new(
    "read what happened in groups since",
    "SELECT * FROM group_line WHERE line > ?1 ORDER BY line LIMIT ?2",
);
const CREDIT: Statement = Statement::new(
    "note which of us made a group",
    "UPDATE group_line SET operator = ?2 WHERE chat_id = ?1 AND happened = 'created' AND operator IS NULL",
);
const MADE: Statement = Statement::new(
    "find whether a group's beginning was told",
    "SELECT 1 FROM group_line INDEXED BY group_line_of_group WHERE chat_id = ?1 AND happened = 'created' LIMIT 1",
);
const NEWEST: Statement = Statement::new(
    "find what happened last in any group",
    "SELECT line FROM group_line WHERE line > 0 ORDER BY line DESC LIMIT 1",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&PUT, &OF_GROUP, &OF_PERSON, &OF_BOTH, &BETWEEN, &SINCE, &CREDIT, &MADE, &NEWEST];

/// Writes what happened.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, line: &GroupLine) -> Result<(), StoreError> {
    let GroupLine { line, chat_id, contact_id, at, happened, operator, words } = line;
    let contact = contact_id.map(|contact| contact.0);
    PUT.run(w.connection, params![line, chat_id.0, contact, at.0, happened.as_str(), operator, words])?;
    Ok(())
}

/// Notes who of us made a group. Says whether its beginning was told already.
///
/// # Errors
/// When the disk says no.
pub fn credit(w: &Write<'_>, chat: ChatId, operator: &str) -> Result<bool, StoreError> {
    Ok(CREDIT.run(w.connection, params![chat.0, operator])? > 0)
}

/// Whether a group's beginning was told already.
///
/// # Errors
/// When it cannot be read.
pub fn was_made(r: &Read<'_>, chat: ChatId) -> Result<bool, StoreError> {
    Ok(MADE.first(r.connection, params![chat.0], |_| Ok(()))?.is_some())
}

/// What happened before a line, newest first: in a group, to a person, or to a person in a group.
///
/// # Errors
/// When it cannot be read.
pub fn page(
    r: &Read<'_>,
    chat: Option<ChatId>,
    contact: Option<ContactId>,
    before: i64,
    limit: usize,
) -> Result<Vec<GroupLine>, StoreError> {
    let (c, limit) = (r.connection, super::limit(limit));
    match (chat, contact) {
        (Some(chat), Some(contact)) => OF_BOTH.all(c, params![contact.0, before, limit, chat.0], row),
        (Some(chat), None) => OF_GROUP.all(c, params![chat.0, before, limit], row),
        (None, Some(contact)) => OF_PERSON.all(c, params![contact.0, before, limit], row),
        (None, None) => Ok(Vec::new()),
    }
}

/// What happened in any group behind a line, in the order in which it was told.
///
/// # Errors
/// When it cannot be read.
pub fn since(r: &Read<'_>, line: i64, limit: usize) -> Result<Vec<GroupLine>, StoreError> {
    SINCE.all(r.connection, params![line, super::limit(limit)], row)
}

/// The newest line of all.
///
/// # Errors
/// When it cannot be read.
pub fn newest(r: &Read<'_>) -> Result<Option<i64>, StoreError> {
    NEWEST.first(r.connection, [], |row| row.get(0))
}

/// What happened in a group from one moment up to another, not including it, oldest first; where it is too much, the newest.
///
/// # Errors
/// When it cannot be read.
pub fn between(
    r: &Read<'_>,
    chat: ChatId,
    from: Timestamp,
    to: Timestamp,
    limit: usize,
) -> Result<Vec<GroupLine>, StoreError> {
    let mut lines = BETWEEN.all(r.connection, params![chat.0, from.0, to.0, super::limit(limit)], row)?;
    lines.reverse();
    Ok(lines)
}

/// Which of us let a person in who now came: what happened to them last says so.
///
/// # Errors
/// When it cannot be read.
pub fn let_in_by(r: &Read<'_>, chat: ChatId, contact: ContactId) -> Result<Option<String>, StoreError> {
    let last = page(r, Some(chat), Some(contact), i64::MAX, 1)?.pop();
    Ok(last.filter(|line| line.happened == GroupHappened::Approved).and_then(|line| line.operator))
}

/// Whether we took a person out of a group since they last came in.
///
/// # Errors
/// When it cannot be read.
pub fn was_removed(r: &Read<'_>, chat: ChatId, contact: ContactId) -> Result<bool, StoreError> {
    let all = page(r, Some(chat), Some(contact), i64::MAX, usize::MAX)?;
    let last = all.iter().find(|line| matches!(line.happened, GroupHappened::Removed | GroupHappened::Joined));
    Ok(last.is_some_and(|line| line.happened == GroupHappened::Removed))
}

/// Whether we ever took a person out of a group.
///
/// # Errors
/// When it cannot be read.
pub fn was_ever_removed(r: &Read<'_>, chat: ChatId, contact: ContactId) -> Result<bool, StoreError> {
    let all = page(r, Some(chat), Some(contact), i64::MAX, usize::MAX)?;
    Ok(all.iter().any(|line| line.happened == GroupHappened::Removed))
}

fn row(row: &Row<'_>) -> rusqlite::Result<GroupLine> {
    let happened: String = row.get("happened")?;
    Ok(GroupLine {
        line: row.get("line")?,
        chat_id: ChatId(row.get("chat_id")?),
        contact_id: row.get::<_, Option<i64>>("contact_id")?.map(ContactId),
        at: Timestamp(row.get("at")?),
        happened: GroupHappened::from_word(&happened).ok_or_else(super::unreadable)?,
        operator: row.get("operator")?,
        words: row.get("words")?,
    })
}
