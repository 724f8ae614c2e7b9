//! The files that are still to be fetched.

use domain::{AccountId, MessageId, Timestamp};
use rusqlite::{Row, params};

use super::words;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE media_job ( -- a file to be fetched; local
    account_id TEXT NOT NULL,
    provider_media TEXT NOT NULL, -- the provider's handle
    message_id INTEGER NOT NULL, -- the first message that names it
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL, -- ms
    state TEXT NOT NULL, -- waiting, done, given_up
    PRIMARY KEY (account_id, provider_media)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_job_by_state ON media_job(state, not_before);
";

words! {
    /// Where the fetching of a file stands.
    MediaJobState {
        /// To be fetched.
        Waiting = "waiting",
        /// Fetched.
        Done = "done",
        /// Cannot be had.
        GivenUp = "given_up",
    }
}

/// A file to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct MediaJob {
    pub account_id: AccountId,
    pub provider_media: String,
    pub message_id: MessageId,
    pub attempts: u32,
    pub not_before: Timestamp,
    pub state: MediaJobState,
}

const ADD: Statement = Statement::new(
    "note a file to be fetched",
    "INSERT INTO media_job (account_id, provider_media, message_id, not_before, state)
     VALUES (?1, ?2, ?3, ?4, 'waiting') ON CONFLICT DO NOTHING",
);
const NEXT: Statement = Statement::new(
    "find the files to be fetched",
    "SELECT * FROM media_job WHERE state = 'waiting' AND not_before <= ?1 ORDER BY not_before LIMIT ?2",
);
const WAKE: Statement = Statement::new(
    "find when a file can be fetched",
    "SELECT not_before FROM media_job WHERE state = 'waiting' ORDER BY not_before LIMIT 1",
);
const RETRY: Statement = Statement::new(
    "let a file be fetched later",
    "UPDATE media_job SET attempts = attempts + 1, not_before = ?3 WHERE account_id = ?1 AND provider_media = ?2",
);
const POSTPONE: Statement = Statement::new(
    "put a file back that nobody can fetch now",
    "UPDATE media_job SET not_before = ?3 WHERE account_id = ?1 AND provider_media = ?2",
);
const HELD: Statement = Statement::new(
    "ask whether a file is to be fetched",
    "SELECT 1 FROM media_job WHERE account_id = ?1 AND provider_media = ?2",
);
const FINISH: Statement = Statement::new(
    "note that a file needs no fetching",
    "UPDATE media_job SET state = ?3 WHERE account_id = ?1 AND provider_media = ?2",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&ADD, &NEXT, &WAKE, &RETRY, &POSTPONE, &HELD, &FINISH];

fn row(row: &Row<'_>) -> rusqlite::Result<MediaJob> {
    Ok(MediaJob {
        account_id: AccountId(row.get("account_id")?),
        provider_media: row.get("provider_media")?,
        message_id: MessageId(row.get("message_id")?),
        attempts: row.get("attempts")?,
        not_before: Timestamp(row.get("not_before")?),
        state: row.get("state")?,
    })
}

/// Notes a file to be fetched. False where it was noted before.
///
/// # Errors
/// When the disk says no.
pub fn add(
    w: &Write<'_>,
    account: &AccountId,
    provider_media: &str,
    message: MessageId,
    at: Timestamp,
) -> Result<bool, StoreError> {
    Ok(ADD.run(w.connection, params![account.as_str(), provider_media, message.0, at.0])? > 0)
}

/// The files whose turn it is.
///
/// # Errors
/// When they cannot be read.
pub fn next(r: &Read<'_>, now: Timestamp, limit: usize) -> Result<Vec<MediaJob>, StoreError> {
    NEXT.all(r.connection, params![now.0, super::limit(limit)], row)
}

/// When the next file's turn is.
///
/// # Errors
/// When it cannot be read.
pub fn next_wake(r: &Read<'_>) -> Result<Option<Timestamp>, StoreError> {
    WAKE.first(r.connection, [], |row| row.get(0).map(Timestamp))
}

/// Counts an attempt that failed and lets the file be fetched later.
///
/// # Errors
/// When the disk says no.
pub fn later(
    w: &Write<'_>,
    account: &AccountId,
    provider_media: &str,
    not_before: Timestamp,
) -> Result<(), StoreError> {
    RETRY.run(w.connection, params![account.as_str(), provider_media, not_before.0])?;
    Ok(())
}

/// Puts a job back without counting a try: its account is not connected, and others must not wait behind it.
///
/// # Errors
/// When the disk says no.
pub fn postpone(
    w: &Write<'_>,
    account: &AccountId,
    provider_media: &str,
    not_before: Timestamp,
) -> Result<(), StoreError> {
    POSTPONE.run(w.connection, params![account.as_str(), provider_media, not_before.0])?;
    Ok(())
}

/// Whether the job is still there: its message may have been erased since.
///
/// # Errors
/// When it cannot be read.
pub fn is_held(r: &Read<'_>, account: &AccountId, provider_media: &str) -> Result<bool, StoreError> {
    Ok(HELD.first(r.connection, params![account.as_str(), provider_media], |_| Ok(()))?.is_some())
}

/// Ends a job.
///
/// # Errors
/// When the disk says no.
pub fn finish(
    w: &Write<'_>,
    account: &AccountId,
    provider_media: &str,
    state: MediaJobState,
) -> Result<(), StoreError> {
    FINISH.run(w.connection, params![account.as_str(), provider_media, state])?;
    Ok(())
}
