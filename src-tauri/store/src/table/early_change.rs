//! Changes and deletions of messages that are not here yet: a provider promises no order. They wait for their message.

use domain::content::Content;
use domain::{AccountId, ContactId, ProviderMessageId, Timestamp};
use rusqlite::params;

use super::message_change;
use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE early_change ( -- what its sender did to a message that is not here yet; projected
    account_id TEXT NOT NULL,
    target TEXT NOT NULL, -- the provider's id of the message
    content TEXT, -- JSON, the newest; none where it was not changed
    edited_at INTEGER, -- ms
    revoked_at INTEGER, -- ms; none where it was not taken back
    who INTEGER NOT NULL, -- the contact; 0 where nobody was named
    PRIMARY KEY (account_id, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX early_change_by_who ON early_change(who);
";

const EDIT: Statement = Statement::new(
    "keep a change for its message",
    "INSERT INTO early_change (account_id, target, content, edited_at, who) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (account_id, target) DO UPDATE SET content = excluded.content, edited_at = excluded.edited_at
     WHERE edited_at IS NULL OR excluded.edited_at >= edited_at",
);
const REVOKE: Statement = Statement::new(
    "keep a deletion for its message",
    "INSERT INTO early_change (account_id, target, revoked_at, who) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (account_id, target) DO UPDATE SET revoked_at = coalesce(revoked_at, excluded.revoked_at)",
);
const TAKE: Statement = Statement::new(
    "take what was kept for a message",
    "DELETE FROM early_change WHERE account_id = ?1 AND target = ?2 RETURNING content, edited_at, revoked_at",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&EDIT, &REVOKE, &TAKE];

/// Keeps a message's new content until the message comes; an older one than what is kept changes nothing.
///
/// # Errors
/// When the disk says no.
pub fn edit(
    w: &Write<'_>,
    account: &AccountId,
    target: &ProviderMessageId,
    content: &Content,
    who: Option<ContactId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let json = super::to_json(content, "keep a change for its message")?;
    let who = who.map_or(0, |who| who.0);
    EDIT.run(w.connection, params![account.as_str(), target.as_str(), json, at.0, who])?;
    Ok(())
}

/// Keeps that a message was taken back until the message comes.
///
/// # Errors
/// When the disk says no.
pub fn revoke(
    w: &Write<'_>,
    account: &AccountId,
    target: &ProviderMessageId,
    who: Option<ContactId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let who = who.map_or(0, |who| who.0);
    REVOKE.run(w.connection, params![account.as_str(), target.as_str(), at.0, who])?;
    Ok(())
}

/// Does to a message that has just come what was kept for it.
///
/// # Errors
/// When the disk says no.
pub fn apply(w: &Write<'_>, account: &AccountId, target: &ProviderMessageId) -> Result<(), StoreError> {
    let kept = TAKE.first(w.connection, params![account.as_str(), target.as_str()], |row| {
        let content: Option<Content> = match row.get_ref("content")? {
            rusqlite::types::ValueRef::Null => None,
            _ => Some(super::json(row, "content")?),
        };
        let moment = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Timestamp));
        Ok((content.zip(moment("edited_at")?), moment("revoked_at")?))
    })?;
    let Some((edited, revoked)) = kept else { return Ok(()) };
    if let Some((content, at)) = edited {
        message_change::edit(w, account, target, &content, at)?;
    }
    if let Some(at) = revoked {
        message_change::revoke(w, account, target, at)?;
    }
    Ok(())
}
