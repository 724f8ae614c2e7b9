//! What is written in groups, a quarter of an hour after the other: days begin on one in every time zone, and which zone's days
//! are asked for is known only then. The rows are kept in step by triggers, so that nothing is counted for a screen.

use domain::time::MINUTE;
use domain::{ChatId, Timestamp};
use rusqlite::params;

use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE group_quarter ( -- how many messages a group had in a quarter of an hour, kept by the triggers below; projected
    chat_id INTEGER NOT NULL,
    quarter INTEGER NOT NULL, -- quarters of an hour since 1970
    received INTEGER NOT NULL, -- from the people in it
    sent INTEGER NOT NULL, -- from us, without those that reached nobody
    PRIMARY KEY (chat_id, quarter)
) STRICT, WITHOUT ROWID;
CREATE TABLE group_writer ( -- who wrote in a group in a quarter of an hour; projected
    chat_id INTEGER NOT NULL,
    quarter INTEGER NOT NULL, -- quarters of an hour since 1970
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (chat_id, quarter, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_writer_by_contact ON group_writer(contact_id);
CREATE TABLE group_answer ( -- a message of ours for which people in a group had waited; projected
    message_id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    quarter INTEGER NOT NULL, -- quarters of an hour since 1970
    waited INTEGER NOT NULL -- since the first message without an answer, ms
) STRICT;
CREATE INDEX group_answer_of_group ON group_answer(chat_id, quarter, waited);
CREATE TRIGGER group_message_came AFTER INSERT ON message
    WHEN NEW.kind <> 'system' AND (SELECT kind FROM chat WHERE chat_id = NEW.chat_id) = 'group' BEGIN
    INSERT INTO group_quarter (chat_id, quarter, received, sent)
        VALUES (NEW.chat_id, NEW.at / 900000, NEW.direction = 'in', NEW.direction = 'out')
        ON CONFLICT (chat_id, quarter) DO UPDATE SET received = received + excluded.received, sent = sent + excluded.sent;
    INSERT INTO group_writer (chat_id, quarter, contact_id)
        SELECT NEW.chat_id, NEW.at / 900000, contact_id FROM identity
        WHERE identity_id = NEW.sender_identity AND NEW.direction = 'in' ON CONFLICT DO NOTHING;
    INSERT INTO group_answer (message_id, chat_id, quarter, waited)
        SELECT NEW.message_id, chat_id, NEW.at / 900000, max(NEW.at - waiting_since, 0) FROM chat
        WHERE chat_id = NEW.chat_id AND waiting_since IS NOT NULL AND NEW.direction = 'out'
            AND (NEW.command_id IS NULL OR NEW.command_id NOT LIKE 'rule: %');
END;
CREATE TRIGGER group_message_turned AFTER UPDATE OF status ON message
    WHEN (OLD.status IN ('refused', 'cancelled', 'discarded', 'failed'))
        <> (NEW.status IN ('refused', 'cancelled', 'discarded', 'failed')) BEGIN
    UPDATE group_quarter SET sent = sent + iif(NEW.status IN ('refused', 'cancelled', 'discarded', 'failed'), -1, 1)
        WHERE chat_id = NEW.chat_id AND quarter = NEW.at / 900000;
    DELETE FROM group_answer WHERE message_id = NEW.message_id;
END;
";

/// Milliseconds in a quarter of an hour.
const QUARTER: i64 = 15 * MINUTE;

/// What was written in a group in a quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupQuarter {
    /// When it begins.
    pub at: Timestamp,
    /// Messages from the people in it.
    pub received: u32,
    /// Messages from us, without those that reached nobody.
    pub sent: u32,
}

const WRITTEN: Statement = Statement::new(
    "read what was written in a group",
    "SELECT quarter, received, sent FROM group_quarter WHERE chat_id = ?1 AND quarter >= ?2 AND quarter < ?3
     ORDER BY quarter",
);
const WRITERS: Statement = Statement::new(
    "count who wrote in a group",
    "SELECT count(DISTINCT contact_id) FROM group_writer WHERE chat_id = ?1 AND quarter >= ?2 AND quarter < ?3",
);
const WAITED: Statement = Statement::new(
    "read how long people in a group waited",
    "SELECT waited FROM group_answer WHERE chat_id = ?1 AND quarter >= ?2 AND quarter < ?3 ORDER BY waited",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&WRITTEN, &WRITERS, &WAITED];

const fn quarter(at: Timestamp) -> i64 {
    at.0.div_euclid(QUARTER)
}

/// What was written in a group from one moment up to another, not including it, oldest first; a quarter of an hour without a
/// message is none. Both moments are to begin a quarter of an hour, as every day does.
///
/// # Errors
/// When it cannot be read.
pub fn written(
    r: &Read<'_>,
    chat: ChatId,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<GroupQuarter>, StoreError> {
    WRITTEN.all(r.connection, params![chat.0, quarter(from), quarter(to)], |row| {
        let at = Timestamp(row.get::<_, i64>("quarter")?.saturating_mul(QUARTER));
        Ok(GroupQuarter { at, received: row.get("received")?, sent: row.get("sent")? })
    })
}

/// How many people wrote in a group in that time.
///
/// # Errors
/// When they cannot be counted.
pub fn writers(r: &Read<'_>, chat: ChatId, (from, to): (Timestamp, Timestamp)) -> Result<u32, StoreError> {
    let found = WRITERS.first(r.connection, params![chat.0, quarter(from), quarter(to)], |row| row.get(0))?;
    Ok(found.unwrap_or(0))
}

/// How long people in a group waited for each first answer in that time, shortest first, in milliseconds.
///
/// # Errors
/// When it cannot be read.
pub fn waited(r: &Read<'_>, chat: ChatId, (from, to): (Timestamp, Timestamp)) -> Result<Vec<i64>, StoreError> {
    WAITED.all(r.connection, params![chat.0, quarter(from), quarter(to)], |row| row.get(0))
}
