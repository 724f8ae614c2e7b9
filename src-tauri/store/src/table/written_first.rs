//! Whom we wrote to first: what a provider's daily limit counts.

use domain::Timestamp;
use domain::time::DAY;
use rusqlite::params;

use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

// The window is that of each message: whoever answers afterwards was written to first all the same.
const PEOPLE: Statement = Statement::new(
    "count whom we wrote to first",
    "SELECT count(DISTINCT contact.person_id) FROM message
        CROSS JOIN chat USING (chat_id) CROSS JOIN contact USING (contact_id)
     WHERE message.direction = 'out' AND message.kind = 'template' AND message.at > ?1 AND message.at <= ?2
        AND message.status IN ('accepted', 'unknown', 'sent', 'delivered', 'read', 'played')
        AND NOT EXISTS (SELECT 1 FROM message AS before WHERE before.chat_id = message.chat_id
            AND before.at > message.at - ?3 AND before.at <= message.at AND before.direction = 'in')",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PEOPLE];

/// How many people got a template from us in the day before a moment without having written in the day before it, at any
/// number: the limit is of all numbers together.
///
/// # Errors
/// When they cannot be counted.
pub fn people(r: &Read<'_>, now: Timestamp) -> Result<u32, StoreError> {
    Ok(PEOPLE.first(r.connection, params![now.plus(-DAY).0, now.0, DAY], |row| row.get(0))?.unwrap_or(0))
}
