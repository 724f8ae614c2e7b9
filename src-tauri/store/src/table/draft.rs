//! What the operator has typed and not sent.

use domain::{ChatId, ProviderMessageId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE draft ( -- what was typed and not sent; local
    chat_id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    reply_to TEXT, -- the provider's id of the message it answers
    mode TEXT NOT NULL, -- reply, note
    at INTEGER NOT NULL -- ms
) STRICT;
";

/// What was typed and not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Draft {
    pub chat_id: ChatId,
    pub body: String,
    pub reply_to: Option<ProviderMessageId>,
    pub mode: String,
    pub at: Timestamp,
}

const PUT: Statement = Statement::new(
    "keep a draft",
    "INSERT INTO draft (chat_id, body, reply_to, mode, at) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (chat_id) DO UPDATE SET body = excluded.body, reply_to = excluded.reply_to, mode = excluded.mode,
        at = excluded.at",
);
const DELETE: Statement = Statement::new("drop a draft", "DELETE FROM draft WHERE chat_id = ?1");
const GET: Statement = Statement::new("read a draft", "SELECT * FROM draft WHERE chat_id = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &DELETE, &GET];

fn row(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        chat_id: ChatId(row.get("chat_id")?),
        body: row.get("body")?,
        reply_to: row.get::<_, Option<String>>("reply_to")?.map(ProviderMessageId),
        mode: row.get("mode")?,
        at: Timestamp(row.get("at")?),
    })
}

/// Keeps a draft, one a chat.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, draft: &Draft) -> Result<(), StoreError> {
    let reply_to = draft.reply_to.as_ref().map(ProviderMessageId::as_str);
    PUT.run(w.connection, params![draft.chat_id.0, draft.body, reply_to, draft.mode, draft.at.0])?;
    Ok(())
}

/// Drops a chat's draft.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, chat: ChatId) -> Result<(), StoreError> {
    DELETE.run(w.connection, params![chat.0])?;
    Ok(())
}

/// A chat's draft.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, chat: ChatId) -> Result<Option<Draft>, StoreError> {
    GET.first(r.connection, params![chat.0], row)
}
