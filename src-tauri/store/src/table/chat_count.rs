//! How many chats the inbox's filters and the badge count. The rows are kept in step by triggers, so that nothing is
//! counted for a screen.

use rusqlite::params;

use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

/// What a chat is counted in, as rows of (list, 1 or -1): `NEW` comes in, `OLD` goes out.
macro_rules! counted {
    ($row:literal, $sign:literal) => {
        concat!(
            "SELECT 'unread' AS list, ",
            $sign,
            " AS step WHERE ",
            $row,
            ".conversation = 'open'
                AND (",
            $row,
            ".unread > 0 OR ",
            $row,
            ".marked_unread = 1)
             UNION ALL SELECT 'waiting', ",
            $sign,
            " WHERE ",
            $row,
            ".conversation = 'open'
                AND ",
            $row,
            ".waiting_since IS NOT NULL
             UNION ALL SELECT 'snoozed', ",
            $sign,
            " WHERE ",
            $row,
            ".conversation = 'snoozed'
             UNION ALL SELECT 'of ' || ",
            $row,
            ".assignee, ",
            $sign,
            " WHERE ",
            $row,
            ".conversation = 'open'
                AND ",
            $row,
            ".assignee IS NOT NULL"
        )
    };
}

macro_rules! trigger {
    ($when:literal, $rows:expr) => {
        concat!(
            "CREATE TRIGGER ",
            $when,
            " BEGIN
                INSERT INTO chat_count (list, chats)
                    SELECT list, sum(step) FROM (",
            $rows,
            ") GROUP BY list HAVING sum(step) <> 0
                    ON CONFLICT (list) DO UPDATE SET chats = chats + excluded.chats;
                DELETE FROM chat_count WHERE chats = 0;
             END;\n"
        )
    };
}

pub(crate) const SCHEMA: &str = concat!(
    "CREATE TABLE chat_count ( -- how many chats a list of the inbox has, kept by the triggers below; projected
        list TEXT PRIMARY KEY, -- unread, waiting, snoozed, of OPERATOR
        chats INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;\n",
    trigger!("chat_came AFTER INSERT ON chat", counted!("NEW", "1")),
    trigger!("chat_went AFTER DELETE ON chat", counted!("OLD", "-1")),
    trigger!(
        "chat_turned AFTER UPDATE OF conversation, unread, marked_unread, waiting_since, assignee ON chat
            WHEN NEW.conversation <> OLD.conversation OR NEW.assignee IS NOT OLD.assignee
                OR (NEW.unread > 0) <> (OLD.unread > 0) OR NEW.marked_unread <> OLD.marked_unread
                OR (NEW.waiting_since IS NULL) <> (OLD.waiting_since IS NULL)",
        concat!(counted!("NEW", "1"), " UNION ALL ", counted!("OLD", "-1"))
    ),
);

const CHATS: Statement =
    Statement::new("read how many chats a list has", "SELECT chats FROM chat_count WHERE list = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&CHATS];

/// A list of the inbox whose chats are counted.
#[derive(Debug, Clone, Copy)]
pub enum Counted<'a> {
    /// Open, with something unread.
    Unread,
    /// Open, and somebody waits.
    Waiting,
    /// Coming back later.
    Snoozed,
    /// Open, and of this operator.
    Of(&'a str),
}

/// How many chats a list has.
///
/// # Errors
/// When it cannot be read.
pub fn chats(r: &Read<'_>, list: Counted<'_>) -> Result<u32, StoreError> {
    let word = match list {
        Counted::Unread => "unread".to_owned(),
        Counted::Waiting => "waiting".to_owned(),
        Counted::Snoozed => "snoozed".to_owned(),
        Counted::Of(operator) => format!("of {operator}"),
    };
    Ok(CHATS.first(r.connection, params![word], |row| row.get(0))?.unwrap_or(0))
}
