//! The person in groups: where they are, asked to enter, came and went, and what was asked of the provider about them alone.

use std::collections::BTreeSet;

use domain::{ChatId, ContactId};
use rusqlite::params;

use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;
use crate::table::group_chat;

const IN: Statement = Statement::new(
    "find the groups that a person is in",
    "SELECT group_chat.chat_id FROM participant CROSS JOIN group_chat USING (account_id, group_id) WHERE contact_id = ?1",
);
const ASKED: Statement = Statement::new(
    "find the groups that an erased person asked to enter",
    "SELECT DISTINCT chat_id FROM join_request WHERE contact_id = ?1",
);
const PARTICIPANT: Statement =
    Statement::new("erase a person's groups", "DELETE FROM participant WHERE contact_id = ?1");
const REMOVALS: Statement = Statement::new(
    "let what was asked about a person alone be about nobody",
    "UPDATE group_act SET act = json_set(act, '$.people', json('[]'), '$.reason', ''), faults = '[]' WHERE act ->> '$.people[0]' = ?1 AND json_array_length(act, '$.people') = 1",
);
const DECISIONS: Statement = Statement::new(
    "let what was decided about a person alone have no reason",
    "UPDATE group_act SET act = json_set(act, '$.reason', '') WHERE act ->> '$.reason' IS NOT NULL AND json_array_length(act, '$.requests') = 1
        AND act ->> '$.requests[0]' = ?1",
);
const ASKING: Statement = Statement::new(
    "find an erased person's requests to enter",
    "SELECT join_request_id FROM join_request WHERE contact_id = ?1",
);
const REQUESTS: Statement =
    Statement::new("erase a person's requests to enter", "DELETE FROM join_request WHERE contact_id = ?1");
const INVITATIONS: Statement =
    Statement::new("erase a person's invitations", "DELETE FROM invitation WHERE contact_id = ?1");
const LINES: Statement =
    Statement::new("erase what happened to a person in groups", "DELETE FROM group_line WHERE contact_id = ?1");
const WROTE: Statement =
    Statement::new("erase when a person wrote in groups", "DELETE FROM group_writer WHERE contact_id = ?1");

pub(super) const STATEMENTS: &[&Statement] =
    &[&IN, &ASKED, &PARTICIPANT, &REMOVALS, &DECISIONS, &ASKING, &REQUESTS, &INVITATIONS, &LINES, &WROTE];

/// Removes the person from every group, and gives the groups.
pub(super) fn remove(w: &Write<'_>, contact: ContactId) -> Result<BTreeSet<ChatId>, StoreError> {
    let id = params![contact.0];
    let mut groups = BTreeSet::new();
    for statement in [&IN, &ASKED] {
        groups.extend(statement.all(w.connection, id, |row| row.get(0).map(ChatId))?);
    }
    for request in ASKING.all(w.connection, id, |row| row.get::<_, i64>(0))? {
        DECISIONS.run(w.connection, params![request])?;
    }
    for statement in [&PARTICIPANT, &REMOVALS, &REQUESTS, &INVITATIONS, &LINES, &WROTE] {
        statement.run(w.connection, id)?;
    }
    for group in &groups {
        group_chat::count(w, *group)?;
    }
    Ok(groups)
}
