//! When it was last told that somebody came into a group or went, so that news that come late change nothing.

use domain::{AccountId, ContactId, GroupId, Timestamp};
use rusqlite::params;

use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE participant_news ( -- the last news of a person's coming into a group or going; projected
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    account_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    at INTEGER NOT NULL, -- by the provider's clock, ms
    PRIMARY KEY (contact_id, account_id, group_id)
) STRICT, WITHOUT ROWID;
";

const PUT: Statement = Statement::new(
    "note when somebody came or went",
    "INSERT INTO participant_news (contact_id, account_id, group_id, at) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET at = excluded.at WHERE excluded.at >= participant_news.at",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT];

/// Notes when somebody came or went. Says whether nothing later was told already.
///
/// # Errors
/// When the disk says no.
pub fn put(
    w: &Write<'_>,
    (account, group): (&AccountId, &GroupId),
    contact: ContactId,
    at: Timestamp,
) -> Result<bool, StoreError> {
    Ok(PUT.run(w.connection, params![contact.0, account.as_str(), group.as_str(), at.0])? > 0)
}
