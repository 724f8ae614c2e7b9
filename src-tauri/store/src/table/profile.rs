//! What is to be another in the business profile of our numbers, and how far that is at the provider. The profile itself is
//! asked for when somebody looks.

use domain::ask::AskState;
use domain::decision::Refused;
use domain::profile::ProfileChange;
use domain::{AccountId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

const DOING: &str = "note how far a change of a profile is";

pub(crate) const SCHEMA: &str = "
CREATE TABLE profile ( -- the newest change of a number's business profile; projected
    account_id TEXT PRIMARY KEY,
    decided INTEGER NOT NULL, -- position of the newest decision in it
    change TEXT NOT NULL, -- JSON: what is to be another
    state TEXT NOT NULL, -- waiting, calling, unknown, settled, refused
    at INTEGER NOT NULL, -- since when in this state, ms
    operator TEXT NOT NULL, -- who decided
    not_before INTEGER NOT NULL DEFAULT 0, -- ms
    refused TEXT -- JSON: why it was not done
) STRICT, WITHOUT ROWID;
CREATE INDEX profile_open ON profile(state, at) WHERE state IN ('waiting', 'calling', 'unknown');
";

/// The newest change of a number's profile.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Profile {
    pub account_id: AccountId,
    pub decided: i64,
    pub change: ProfileChange,
    pub state: AskState,
    pub at: Timestamp,
    pub operator: String,
    pub not_before: Timestamp,
    pub refused: Option<Refused>,
}

const PUT: Statement = Statement::new(
    DOING,
    "INSERT INTO profile (account_id, decided, change, state, at, operator, not_before, refused)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
     ON CONFLICT DO UPDATE SET decided = ?2, change = ?3, state = ?4, at = ?5, operator = ?6, not_before = ?7,
        refused = ?8",
);
const GET: Statement =
    Statement::new("read how far a change of a profile is", "SELECT * FROM profile WHERE account_id = ?1");
const IN_STATE: Statement = Statement::new(
    "read which profiles are to be changed",
    "SELECT * FROM profile INDEXED BY profile_open
     WHERE state = ?1 AND state IN ('waiting', 'calling', 'unknown') ORDER BY at, account_id",
);
const DELETE: Statement = Statement::new("put a change of a profile away", "DELETE FROM profile WHERE account_id = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &GET, &IN_STATE, &DELETE];

/// Notes how far it is.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, profile: &Profile) -> Result<(), StoreError> {
    let change = super::to_json(&profile.change, DOING)?;
    let refused = profile.refused.as_ref().map(|refused| super::to_json(refused, DOING)).transpose()?;
    PUT.run(
        w.connection,
        params![
            profile.account_id.as_str(),
            profile.decided,
            change,
            profile.state.as_str(),
            profile.at.0,
            profile.operator,
            profile.not_before.0,
            refused
        ],
    )?;
    Ok(())
}

/// The newest change of a number's profile; none where nothing was decided, or what was is put away.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, account: &AccountId) -> Result<Option<Profile>, StoreError> {
    GET.first(r.connection, params![account.as_str()], row)
}

/// Everything in a state in which the provider is still to be asked, oldest first.
///
/// # Errors
/// When it cannot be read.
pub fn in_state(r: &Read<'_>, state: AskState) -> Result<Vec<Profile>, StoreError> {
    IN_STATE.all(r.connection, params![state.as_str()], row)
}

/// Forgets what was decided about a number's profile.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, account: &AccountId) -> Result<(), StoreError> {
    DELETE.run(w.connection, params![account.as_str()]).map(|_| ())
}

fn row(row: &Row<'_>) -> rusqlite::Result<Profile> {
    let (state, change): (String, String) = (row.get("state")?, row.get("change")?);
    let refused: Option<String> = row.get("refused")?;
    Ok(Profile {
        account_id: AccountId(row.get("account_id")?),
        decided: row.get("decided")?,
        change: serde_json::from_str(&change).map_err(|_| super::unreadable())?,
        state: AskState::from_word(&state).ok_or_else(super::unreadable)?,
        at: Timestamp(row.get("at")?),
        operator: row.get("operator")?,
        not_before: Timestamp(row.get("not_before")?),
        refused: refused.map(|text| serde_json::from_str(&text).map_err(|_| super::unreadable())).transpose()?,
    })
}
