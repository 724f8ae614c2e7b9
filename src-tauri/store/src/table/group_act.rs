//! What is asked of the provider about groups, and how far it is.

use domain::group::{GroupAct, GroupActState, GroupFault};
use domain::{AccountId, ChatId, GroupActId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

const DOING: &str = "write what is asked about a group";

pub(crate) const SCHEMA: &str = "
CREATE TABLE group_act ( -- something asked of the provider about a group; projected
    act_id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    chat_id INTEGER REFERENCES chat(chat_id), -- none of a group that is to be made
    act TEXT NOT NULL, -- JSON
    operator TEXT NOT NULL,
    at INTEGER NOT NULL, -- when it was decided, ms
    state TEXT NOT NULL DEFAULT 'waiting', -- waiting, calling, pending, done, partly, failed, unknown
    state_at INTEGER NOT NULL, -- since when in this state, ms
    not_before INTEGER NOT NULL DEFAULT 0, -- ms
    request TEXT, -- the provider's id of the call, by which a webhook answers
    faults TEXT NOT NULL DEFAULT '[]', -- JSON: what was not done
    put_away INTEGER NOT NULL DEFAULT 0 -- 1 once nobody has to see it any more
) STRICT;
CREATE INDEX group_act_by_state ON group_act(state, act_id) WHERE state IN ('waiting', 'calling', 'pending', 'unknown');
CREATE UNIQUE INDEX group_act_by_request ON group_act(account_id, request) WHERE request IS NOT NULL;
CREATE INDEX group_act_of_chat ON group_act(chat_id);
CREATE INDEX group_act_of_person ON group_act(act ->> '$.people[0]');
CREATE INDEX group_act_of_request ON group_act(act ->> '$.requests[0]');
CREATE INDEX group_act_shown ON group_act(chat_id, act_id) WHERE put_away = 0 AND state <> 'done';
";

/// Something asked of the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct GroupActRow {
    pub act_id: GroupActId,
    pub account_id: AccountId,
    pub chat_id: Option<ChatId>,
    pub act: GroupAct,
    pub operator: String,
    pub at: Timestamp,
    pub state: GroupActState,
    pub state_at: Timestamp,
    pub not_before: Timestamp,
    pub request: Option<String>,
    pub faults: Vec<GroupFault>,
}

const PUT: Statement = Statement::new(
    DOING,
    "INSERT INTO group_act (act_id, account_id, chat_id, act, operator, at, state_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT DO NOTHING",
);
const GET: Statement = Statement::new("read what is asked about a group", "SELECT * FROM group_act WHERE act_id = ?1");
const BY_REQUEST: Statement = Statement::new(
    "find what the provider answers about a group",
    "SELECT * FROM group_act WHERE account_id = ?1 AND request = ?2",
);
const SET: Statement = Statement::new(
    "note how far something about a group is",
    "UPDATE group_act SET state = ?2, state_at = ?3, not_before = ?4, request = coalesce(?5, request), faults = ?6,
        chat_id = coalesce(?7, chat_id)
     WHERE act_id = ?1",
);
const IN_STATE: Statement = Statement::new(
    "read what is asked about groups",
    "SELECT * FROM group_act INDEXED BY group_act_by_state
     WHERE state = ?1 AND state IN ('waiting', 'calling', 'pending', 'unknown') ORDER BY act_id",
);
const OF_CHAT: Statement = Statement::new(
    "read what was asked about a group",
    "SELECT * FROM group_act INDEXED BY group_act_of_chat WHERE chat_id = ?1 ORDER BY act_id",
);
const SHOWN: Statement = Statement::new(
    "read what is not settled about a group",
    "SELECT * FROM group_act INDEXED BY group_act_shown
     WHERE chat_id IS ?1 AND put_away = 0 AND state <> 'done' ORDER BY act_id DESC LIMIT ?2",
);
const NARROW: Statement = Statement::new(
    "ask again about a group for what was not done",
    "UPDATE group_act SET act = ?2, faults = '[]' WHERE act_id = ?1",
);
const PUT_AWAY: Statement =
    Statement::new("put away what was asked about a group", "UPDATE group_act SET put_away = 1 WHERE act_id = ?1");

pub(crate) const STATEMENTS: &[&Statement] =
    &[&PUT, &GET, &BY_REQUEST, &SET, &IN_STATE, &OF_CHAT, &SHOWN, &NARROW, &PUT_AWAY];

/// Notes that something is asked. Says whether that is new.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, asked: &GroupActRow) -> Result<bool, StoreError> {
    let GroupActRow { act_id, account_id, chat_id, act, operator, at, .. } = asked;
    let (act, chat) = (super::to_json(act, DOING)?, chat_id.map(|chat| chat.0));
    Ok(PUT.run(w.connection, params![act_id.0, account_id.as_str(), chat, act, operator, at.0])? > 0)
}

/// What was asked.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, id: GroupActId) -> Result<Option<GroupActRow>, StoreError> {
    GET.first(r.connection, params![id.0], row)
}

/// What a webhook with this id answers.
///
/// # Errors
/// When it cannot be read.
pub fn by_request(r: &Read<'_>, account: &AccountId, request: &str) -> Result<Option<GroupActRow>, StoreError> {
    BY_REQUEST.first(r.connection, params![account.as_str(), request], row)
}

/// Notes how far it is, as the row says.
///
/// # Errors
/// When the disk says no.
pub fn set(w: &Write<'_>, asked: &GroupActRow) -> Result<(), StoreError> {
    let GroupActRow { act_id, chat_id, state, state_at, not_before, request, faults, .. } = asked;
    let (faults, chat) = (super::to_json(faults, DOING)?, chat_id.map(|chat| chat.0));
    SET.run(w.connection, params![act_id.0, state.as_str(), state_at.0, not_before.0, request, faults, chat])?;
    Ok(())
}

/// Everything in a state that is not settled, oldest first.
///
/// # Errors
/// When it cannot be read.
pub fn in_state(r: &Read<'_>, state: GroupActState) -> Result<Vec<GroupActRow>, StoreError> {
    IN_STATE.all(r.connection, params![state.as_str()], row)
}

/// Everything that was ever asked about a group, oldest first.
///
/// # Errors
/// When it cannot be read.
pub fn of_chat(r: &Read<'_>, chat: ChatId) -> Result<Vec<GroupActRow>, StoreError> {
    OF_CHAT.all(r.connection, params![chat.0], row)
}

/// What is to be seen about a group, or about groups that are to be made: what is not done and was not put away.
///
/// # Errors
/// When it cannot be read.
pub fn shown(r: &Read<'_>, chat: Option<ChatId>, limit: usize) -> Result<Vec<GroupActRow>, StoreError> {
    SHOWN.all(r.connection, params![chat.map(|chat| chat.0), super::limit(limit)], row)
}

/// What is left of it is all that is asked from now on.
///
/// # Errors
/// When the disk says no.
pub fn narrow(w: &Write<'_>, id: GroupActId, act: &GroupAct) -> Result<(), StoreError> {
    NARROW.run(w.connection, params![id.0, super::to_json(act, DOING)?])?;
    Ok(())
}

/// Notes that nobody has to see it any more.
///
/// # Errors
/// When the disk says no.
pub fn put_away(w: &Write<'_>, id: GroupActId) -> Result<(), StoreError> {
    PUT_AWAY.run(w.connection, params![id.0])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<GroupActRow> {
    let state: String = row.get("state")?;
    Ok(GroupActRow {
        act_id: GroupActId(row.get("act_id")?),
        account_id: AccountId(row.get("account_id")?),
        chat_id: row.get::<_, Option<i64>>("chat_id")?.map(ChatId),
        act: super::json(row, "act")?,
        operator: row.get("operator")?,
        at: Timestamp(row.get("at")?),
        state: GroupActState::from_word(&state).ok_or_else(super::unreadable)?,
        state_at: Timestamp(row.get("state_at")?),
        not_before: Timestamp(row.get("not_before")?),
        request: row.get("request")?,
        faults: super::json(row, "faults")?,
    })
}
