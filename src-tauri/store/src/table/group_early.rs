//! What webhooks told of calls about groups before the answer to the call itself was known.

use domain::group::GroupFault;
use domain::{AccountId, ChatId, Timestamp};
use rusqlite::params;

use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;

const DOING: &str = "write an early answer about a group";

pub(crate) const SCHEMA: &str = "
CREATE TABLE group_early ( -- a webhook that came before the answer to its call; projected
    account_id TEXT NOT NULL,
    request TEXT NOT NULL, -- the provider's id of the call
    chat_id INTEGER, -- the group, where there is one
    at INTEGER NOT NULL, -- ms
    faults TEXT NOT NULL, -- JSON: what was not done
    PRIMARY KEY (account_id, request)
) STRICT, WITHOUT ROWID;
";

const PUT: Statement = Statement::new(
    DOING,
    "INSERT INTO group_early (account_id, request, chat_id, at, faults) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT DO NOTHING",
);
const TAKE: Statement = Statement::new(
    "take an early answer about a group",
    "DELETE FROM group_early WHERE account_id = ?1 AND request = ?2 RETURNING chat_id, at, faults",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &TAKE];

/// What a webhook told of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct GroupNews {
    pub chat_id: Option<ChatId>,
    pub at: Timestamp,
    pub faults: Vec<GroupFault>,
}

/// Keeps what came early.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, account: &AccountId, request: &str, news: &GroupNews) -> Result<(), StoreError> {
    let (faults, chat) = (super::to_json(&news.faults, DOING)?, news.chat_id.map(|chat| chat.0));
    PUT.run(w.connection, params![account.as_str(), request, chat, news.at.0, faults])?;
    Ok(())
}

/// Takes what came early of a call.
///
/// # Errors
/// When the disk says no.
pub fn take(w: &Write<'_>, account: &AccountId, request: &str) -> Result<Option<GroupNews>, StoreError> {
    TAKE.first(w.connection, params![account.as_str(), request], |row| {
        Ok(GroupNews {
            chat_id: row.get::<_, Option<i64>>("chat_id")?.map(ChatId),
            at: Timestamp(row.get("at")?),
            faults: super::json(row, "faults")?,
        })
    })
}
