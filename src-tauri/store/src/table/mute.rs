//! Muted chats.

use domain::notify::Mute;
use domain::{ChatId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE mute ( -- a muted chat; local
    chat_id INTEGER PRIMARY KEY,
    until INTEGER, -- ms; none is for good
    keep_mentions INTEGER NOT NULL -- 1 where mentions still alert
) STRICT;
";

const PUT: Statement = Statement::new(
    "mute a chat",
    "INSERT INTO mute (chat_id, until, keep_mentions) VALUES (?1, ?2, ?3)
     ON CONFLICT (chat_id) DO UPDATE SET until = excluded.until, keep_mentions = excluded.keep_mentions",
);
const DELETE: Statement = Statement::new("end a mute", "DELETE FROM mute WHERE chat_id = ?1");
const GET: Statement = Statement::new("read a mute", "SELECT * FROM mute WHERE chat_id = ?1");
const ALL: Statement = Statement::new("read the muted chats", "SELECT * FROM mute ORDER BY chat_id");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &DELETE, &GET, &ALL];

fn row(row: &Row<'_>) -> rusqlite::Result<Mute> {
    let until: Option<i64> = row.get("until")?;
    Ok(Mute { until: until.map(Timestamp), keep_mentions: row.get("keep_mentions")? })
}

/// Mutes a chat, or ends it where none is given.
///
/// # Errors
/// When the disk says no.
pub fn set(w: &Write<'_>, chat: ChatId, mute: Option<Mute>) -> Result<(), StoreError> {
    match mute {
        Some(mute) => PUT.run(w.connection, params![chat.0, mute.until.map(|until| until.0), mute.keep_mentions])?,
        None => DELETE.run(w.connection, params![chat.0])?,
    };
    Ok(())
}

/// How a chat is muted, also where it has ended since.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, chat: ChatId) -> Result<Option<Mute>, StoreError> {
    GET.first(r.connection, params![chat.0], row)
}

/// Every muted chat.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<(ChatId, Mute)>, StoreError> {
    ALL.all(r.connection, [], |found| Ok((ChatId(found.get("chat_id")?), row(found)?)))
}
