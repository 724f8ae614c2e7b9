//! What is written in groups, a day after the other. The rows are kept in step by triggers, so that nothing is counted for a
//! screen.

use domain::ChatId;
use rusqlite::params;

use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE group_day ( -- how many messages a group had on a day, kept by the triggers below; projected
    chat_id INTEGER NOT NULL,
    day INTEGER NOT NULL, -- days since 1970, UTC
    received INTEGER NOT NULL, -- from the people in it
    sent INTEGER NOT NULL, -- from us, without those that reached nobody
    PRIMARY KEY (chat_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE group_writer ( -- who wrote in a group on a day; projected
    chat_id INTEGER NOT NULL,
    day INTEGER NOT NULL, -- days since 1970, UTC
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (chat_id, day, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_writer_by_contact ON group_writer(contact_id);
CREATE TABLE group_answer ( -- a message of ours for which people in a group had waited; projected
    message_id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    day INTEGER NOT NULL, -- days since 1970, UTC
    waited INTEGER NOT NULL -- since the first message without an answer, ms
) STRICT;
CREATE INDEX group_answer_of_group ON group_answer(chat_id, day, waited);
CREATE TRIGGER group_message_came AFTER INSERT ON message
    WHEN NEW.kind <> 'system' AND (SELECT kind FROM chat WHERE chat_id = NEW.chat_id) = 'group' BEGIN
    INSERT INTO group_day (chat_id, day, received, sent)
        VALUES (NEW.chat_id, NEW.at / 86400000, NEW.direction = 'in', NEW.direction = 'out')
        ON CONFLICT (chat_id, day) DO UPDATE SET received = received + excluded.received, sent = sent + excluded.sent;
    INSERT INTO group_writer (chat_id, day, contact_id)
        SELECT NEW.chat_id, NEW.at / 86400000, contact_id FROM identity
        WHERE identity_id = NEW.sender_identity AND NEW.direction = 'in' ON CONFLICT DO NOTHING;
    INSERT INTO group_answer (message_id, chat_id, day, waited)
        SELECT NEW.message_id, chat_id, NEW.at / 86400000, max(NEW.at - waiting_since, 0) FROM chat
        WHERE chat_id = NEW.chat_id AND waiting_since IS NOT NULL AND NEW.direction = 'out'
            AND (NEW.command_id IS NULL OR NEW.command_id NOT LIKE 'rule: %');
END;
CREATE TRIGGER group_message_turned AFTER UPDATE OF status ON message
    WHEN (OLD.status IN ('refused', 'cancelled', 'discarded', 'failed'))
        <> (NEW.status IN ('refused', 'cancelled', 'discarded', 'failed')) BEGIN
    UPDATE group_day SET sent = sent + iif(NEW.status IN ('refused', 'cancelled', 'discarded', 'failed'), -1, 1)
        WHERE chat_id = NEW.chat_id AND day = NEW.at / 86400000;
    DELETE FROM group_answer WHERE message_id = NEW.message_id;
END;
";

/// What was written in a group on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct GroupDay {
    pub day: i64,
    pub received: u32,
    pub sent: u32,
}

const DAYS: Statement = Statement::new(
    "read what was written in a group",
    "SELECT day, received, sent FROM group_day WHERE chat_id = ?1 AND day >= ?2 AND day < ?3 ORDER BY day",
);
const WRITERS: Statement = Statement::new(
    "count who wrote in a group",
    "SELECT count(DISTINCT contact_id) FROM group_writer WHERE chat_id = ?1 AND day >= ?2 AND day < ?3",
);
const WAITED: Statement = Statement::new(
    "read how long people in a group waited",
    "SELECT waited FROM group_answer WHERE chat_id = ?1 AND day >= ?2 AND day < ?3 ORDER BY waited",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&DAYS, &WRITERS, &WAITED];

/// What was written in a group from one day up to another, not including it; a day without a message is none.
///
/// # Errors
/// When it cannot be read.
pub fn days(r: &Read<'_>, chat: ChatId, from: i64, to: i64) -> Result<Vec<GroupDay>, StoreError> {
    DAYS.all(r.connection, params![chat.0, from, to], |row| {
        Ok(GroupDay { day: row.get("day")?, received: row.get("received")?, sent: row.get("sent")? })
    })
}

/// How many people wrote in a group in that time.
///
/// # Errors
/// When they cannot be counted.
pub fn writers(r: &Read<'_>, chat: ChatId, from: i64, to: i64) -> Result<u32, StoreError> {
    Ok(WRITERS.first(r.connection, params![chat.0, from, to], |row| row.get(0))?.unwrap_or(0))
}

/// How long people in a group waited for each first answer in that time, shortest first, in milliseconds.
///
/// # Errors
/// When it cannot be read.
pub fn waited(r: &Read<'_>, chat: ChatId, from: i64, to: i64) -> Result<Vec<i64>, StoreError> {
    WAITED.all(r.connection, params![chat.0, from, to], |row| row.get(0))
}
