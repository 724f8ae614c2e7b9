//! Reactions. One may arrive before the message that it is about, or after a later one of the same person.

use domain::{AccountId, ContactId, ProviderMessageId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE reaction ( -- what somebody thinks of a message; projected
    account_id TEXT NOT NULL,
    target TEXT NOT NULL, -- the provider's id of the message, which may not be here yet
    who INTEGER NOT NULL, -- the contact; 0 is us
    emoji TEXT, -- none where it was taken back
    at INTEGER NOT NULL, -- ms
    PRIMARY KEY (account_id, target, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX reaction_by_who ON reaction(who);
";

/// What somebody thinks of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// Who; nobody is us.
    pub who: Option<ContactId>,
    /// What.
    pub emoji: String,
    /// Since when.
    pub at: Timestamp,
}

const PUT: Statement = Statement::new(
    "write a reaction",
    "INSERT INTO reaction (account_id, target, who, emoji, at) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (account_id, target, who) DO UPDATE SET emoji = excluded.emoji, at = excluded.at
     WHERE excluded.at >= at",
);
const OF: Statement = Statement::new(
    "read the reactions to a message",
    "SELECT who, emoji, at FROM reaction WHERE account_id = ?1 AND target = ?2 AND emoji IS NOT NULL ORDER BY at, who",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &OF];

fn row(row: &Row<'_>) -> rusqlite::Result<Reaction> {
    let who: i64 = row.get("who")?;
    Ok(Reaction { who: (who != 0).then_some(ContactId(who)), emoji: row.get("emoji")?, at: Timestamp(row.get("at")?) })
}

/// Takes in a reaction, or with no emoji its end; an older one than what is known changes nothing. `who` none is us.
/// Says whether anything was written.
///
/// # Errors
/// When the disk says no.
pub fn put(
    w: &Write<'_>,
    account: &AccountId,
    target: &ProviderMessageId,
    who: Option<ContactId>,
    emoji: Option<&str>,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let who = who.map_or(0, |contact| contact.0);
    Ok(PUT.run(w.connection, params![account.as_str(), target.as_str(), who, emoji, at.0])? > 0)
}

/// The reactions to a message.
///
/// # Errors
/// When they cannot be read.
pub fn of(r: &Read<'_>, account: &AccountId, target: &ProviderMessageId) -> Result<Vec<Reaction>, StoreError> {
    OF.all(r.connection, params![account.as_str(), target.as_str()], row)
}
