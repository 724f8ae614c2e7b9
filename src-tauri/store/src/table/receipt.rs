//! Who in a group has a message of ours, and the news of messages that nobody knows yet.

use domain::decision::Refused;
use domain::delivery::DeliveryStatus;
use domain::{AccountId, ContactId, ProviderMessageId, Timestamp};
use rusqlite::{Row, params};

use super::message_status::News;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE receipt ( -- how far a message of ours got with one participant of a group; projected
    account_id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    contact_id INTEGER NOT NULL,
    name TEXT, -- as seen then
    status TEXT NOT NULL,
    at INTEGER NOT NULL, -- of that status, ms
    PRIMARY KEY (account_id, provider_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_contact ON receipt(contact_id);
CREATE TABLE status_early ( -- news of a message that has no provider's id yet; projected
    account_id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    contact_id INTEGER NOT NULL, -- of a participant, else 0
    status TEXT NOT NULL,
    name TEXT, -- the participant's
    at INTEGER NOT NULL, -- ms
    error_reason TEXT,
    error_code INTEGER,
    recipient INTEGER NOT NULL DEFAULT 0, -- the contact to whom it went, of a message to one person
    PRIMARY KEY (account_id, provider_id, contact_id, status)
) STRICT, WITHOUT ROWID;
CREATE INDEX status_early_by_recipient ON status_early(recipient);
CREATE INDEX status_early_by_contact ON status_early(contact_id);
";

/// How far a message got with one participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who.
    pub contact_id: ContactId,
    /// The name as seen then.
    pub name: Option<String>,
    /// How far.
    pub status: DeliveryStatus,
    /// Since when.
    pub at: Timestamp,
}

pub(super) struct Early {
    pub news: News,
}

pub(super) struct ReceiptCounts {
    pub delivered: u32,
    pub read: u32,
    pub played: u32,
}

const ALL: Statement = Statement::new(
    "read who has a message",
    "SELECT contact_id, name, status, at FROM receipt WHERE account_id = ?1 AND provider_id = ?2 ORDER BY at, contact_id",
);
const ONE: Statement = Statement::new(
    "read whether somebody has a message",
    "SELECT contact_id, name, status, at FROM receipt
     WHERE account_id = ?1 AND provider_id = ?2 AND contact_id = ?3",
);
const PUT: Statement = Statement::new(
    "write that somebody has a message",
    "INSERT INTO receipt (account_id, provider_id, contact_id, name, status, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (account_id, provider_id, contact_id) DO UPDATE SET name = coalesce(excluded.name, name),
        status = excluded.status, at = excluded.at",
);
const COUNTS: Statement = Statement::new(
    "count who has a message",
    "SELECT coalesce(sum(status IN ('delivered', 'read', 'played')), 0) AS delivered,
        coalesce(sum(status IN ('read', 'played')), 0) AS read, coalesce(sum(status = 'played'), 0) AS played
     FROM receipt WHERE account_id = ?1 AND provider_id = ?2",
);
const KEEP: Statement = Statement::new(
    "keep early news",
    "INSERT INTO status_early (account_id, provider_id, contact_id, status, name, at, error_reason, error_code)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
);
const EARLY: Statement = Statement::new(
    "read early news",
    "SELECT * FROM status_early WHERE account_id = ?1 AND provider_id = ?2 ORDER BY at, contact_id, status",
);
const ABOUT: Statement = Statement::new(
    "note whom early news is about",
    "UPDATE status_early SET recipient = ?3 WHERE account_id = ?1 AND provider_id = ?2",
);
const DROP: Statement =
    Statement::new("drop early news", "DELETE FROM status_early WHERE account_id = ?1 AND provider_id = ?2");

pub(crate) const STATEMENTS: &[&Statement] = &[&ALL, &ONE, &PUT, &COUNTS, &KEEP, &EARLY, &ABOUT, &DROP];

fn required(status: Option<DeliveryStatus>) -> rusqlite::Result<DeliveryStatus> {
    status.ok_or_else(super::unreadable)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    Ok(Receipt {
        contact_id: ContactId(row.get("contact_id")?),
        name: row.get("name")?,
        status: required(super::status(row, "status")?)?,
        at: Timestamp(row.get("at")?),
    })
}

/// Everybody of whom the provider told something about a message, in the order in which it came to them.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>, account: &AccountId, id: &ProviderMessageId) -> Result<Vec<Receipt>, StoreError> {
    ALL.all(r.connection, params![account.as_str(), id.as_str()], row)
}

/// Writes what is known of one participant. Says whether anything changed; it never goes back.
pub(super) fn put(
    w: &Write<'_>,
    account: &AccountId,
    news: &News,
    contact: ContactId,
    name: Option<&str>,
) -> Result<bool, StoreError> {
    let key = params![account.as_str(), news.provider_id.as_str(), contact.0];
    let known = ONE.first(w.connection, key, row)?;
    if known.is_some_and(|known| known.status.after(news.status) == known.status) {
        return Ok(false);
    }
    let status = news.status.as_str();
    PUT.run(w.connection, params![account.as_str(), news.provider_id.as_str(), contact.0, name, status, news.at.0])?;
    Ok(true)
}

pub(super) fn counts(r: &Read<'_>, account: &AccountId, id: &ProviderMessageId) -> Result<ReceiptCounts, StoreError> {
    let counts = COUNTS.first(r.connection, params![account.as_str(), id.as_str()], |row| {
        Ok(ReceiptCounts { delivered: row.get("delivered")?, read: row.get("read")?, played: row.get("played")? })
    })?;
    Ok(counts.unwrap_or(ReceiptCounts { delivered: 0, read: 0, played: 0 }))
}

pub(super) fn keep_early(w: &Write<'_>, account: &AccountId, news: &News) -> Result<(), StoreError> {
    let (contact, name) = news.participant.clone().unwrap_or((ContactId(0), None));
    let reason = news.error.as_ref().map(|error| error.reason.as_str());
    let code = news.error.as_ref().and_then(|error| error.code);
    let (id, status) = (news.provider_id.as_str(), news.status.as_str());
    KEEP.run(w.connection, params![account.as_str(), id, contact.0, status, name, news.at.0, reason, code])?;
    Ok(())
}

/// Notes to whom a message went of which there is only early news: the provider's id of it names them.
///
/// # Errors
/// When the disk says no.
pub fn went_to(
    w: &Write<'_>,
    account: &AccountId,
    id: &ProviderMessageId,
    recipient: ContactId,
) -> Result<(), StoreError> {
    ABOUT.run(w.connection, params![account.as_str(), id.as_str(), recipient.0])?;
    Ok(())
}

pub(super) fn take_early(w: &Write<'_>, account: &AccountId, id: &ProviderMessageId) -> Result<Vec<Early>, StoreError> {
    let early = EARLY.all(w.connection, params![account.as_str(), id.as_str()], |row| early(row, id))?;
    if !early.is_empty() {
        DROP.run(w.connection, params![account.as_str(), id.as_str()])?;
    }
    Ok(early)
}

fn early(row: &Row<'_>, id: &ProviderMessageId) -> rusqlite::Result<Early> {
    let contact: i64 = row.get("contact_id")?;
    let name: Option<String> = row.get("name")?;
    let reason: Option<String> = row.get("error_reason")?;
    let code: Option<i64> = row.get("error_code")?;
    let news = News {
        provider_id: id.clone(),
        status: required(super::status(row, "status")?)?,
        at: Timestamp(row.get("at")?),
        participant: (contact != 0).then_some((ContactId(contact), name)),
        error: reason.map(|reason| Refused { reason, code }),
    };
    Ok(Early { news })
}
