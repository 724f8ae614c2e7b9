//! Chats that the badge leaves out although something in them is unread: what came last was decided not to count.

use domain::ChatId;
use domain::notify::BadgeCount;
use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE uncounted ( -- a chat that the badge leaves out; local
    chat_id INTEGER PRIMARY KEY
) STRICT;
";

const ADD: Statement = Statement::new(
    "leave a chat out of the badge",
    "INSERT INTO uncounted (chat_id) VALUES (?1) ON CONFLICT DO NOTHING",
);
const REMOVE: Statement = Statement::new("count a chat on the badge", "DELETE FROM uncounted WHERE chat_id = ?1");

macro_rules! count {
    ($filter:literal) => {
        concat!(
            "SELECT count(*) FROM chat INDEXED BY chat_unread
             WHERE conversation = 'open' AND (unread > 0 OR marked_unread = 1)
             AND NOT EXISTS (SELECT 1 FROM uncounted WHERE uncounted.chat_id = chat.chat_id)
             AND (?1 = 0 OR NOT EXISTS (SELECT 1 FROM mute
                WHERE mute.chat_id = chat.chat_id AND (until IS NULL OR until > ?2))) ",
            $filter
        )
    };
}

const ALL: Statement = Statement::new("count the badge", count!(""));
const MINE: Statement = Statement::new("count the operator's badge", count!("AND (assignee IS NULL OR assignee = ?3)"));
const MENTIONS: Statement = Statement::new(
    "count the badge of mentions",
    count!(
        "AND EXISTS (SELECT 1 FROM notification INDEXED BY notification_mention
         WHERE notification.chat_id = chat.chat_id AND message_id > chat.read_up_to AND notification.kind = 'mention')"
    ),
);

pub(crate) const STATEMENTS: &[&Statement] = &[&ADD, &REMOVE, &ALL, &MINE, &MENTIONS];

/// Notes whether a chat counts.
///
/// # Errors
/// When the disk says no.
pub fn set(w: &Write<'_>, chat: ChatId, counts: bool) -> Result<(), StoreError> {
    let statement = if counts { &REMOVE } else { &ADD };
    statement.run(w.connection, params![chat.0])?;
    Ok(())
}

/// What the badge says. `skip_muted` leaves out what is muted at that moment; `operator` is whose chats are mine.
///
/// # Errors
/// When it cannot be counted.
pub fn badge(
    r: &Read<'_>,
    what: BadgeCount,
    skip_muted: bool,
    now: domain::Timestamp,
    operator: &str,
) -> Result<u32, StoreError> {
    let count = |row: &rusqlite::Row<'_>| row.get(0);
    let found = match what {
        BadgeCount::All => ALL.first(r.connection, params![skip_muted, now.0], count)?,
        BadgeCount::Mine => MINE.first(r.connection, params![skip_muted, now.0, operator], count)?,
        BadgeCount::Mentions => MENTIONS.first(r.connection, params![skip_muted, now.0], count)?,
    };
    Ok(found.unwrap_or_default())
}
