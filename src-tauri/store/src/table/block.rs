//! Who is blocked at which of our numbers, and how far that is at the provider.

use domain::ask::AskState;
use domain::block::BlockPhase;
use domain::decision::Refused;
use domain::{AccountId, ContactId, Timestamp};
use rusqlite::{Row, params};

use super::contact_merge;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

const DOING: &str = "note how it stands with a block";

pub(crate) const SCHEMA: &str = "
CREATE TABLE block ( -- whether a person is blocked at a number; projected
    account_id TEXT NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    wanted INTEGER NOT NULL, -- 1 where the person is to be blocked
    blocked INTEGER NOT NULL DEFAULT 0, -- 1 where the provider has it so
    state TEXT NOT NULL, -- waiting, calling, unknown, settled, refused
    at INTEGER NOT NULL, -- since when in this state, ms
    operator TEXT, -- who decided; none where it was found at the provider
    reason TEXT, -- why, for us
    not_before INTEGER NOT NULL DEFAULT 0, -- ms
    refused TEXT, -- JSON: why it was not done
    PRIMARY KEY (account_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_open ON block(state, at) WHERE state IN ('waiting', 'calling', 'unknown');
CREATE INDEX block_of_person ON block(contact_id);
";

/// How it stands with a person at a number.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Block {
    pub account_id: AccountId,
    pub contact_id: ContactId,
    pub wanted: bool,
    pub blocked: bool,
    pub state: AskState,
    pub at: Timestamp,
    pub operator: Option<String>,
    pub reason: Option<String>,
    pub not_before: Timestamp,
    pub refused: Option<Refused>,
}

impl Block {
    /// How it stands.
    #[must_use]
    pub const fn phase(&self) -> BlockPhase {
        BlockPhase::of(self.wanted, self.blocked, self.state)
    }
}

const PUT: Statement = Statement::new(
    DOING,
    "INSERT INTO block (account_id, contact_id, wanted, blocked, state, at, operator, reason, not_before, refused)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
     ON CONFLICT DO UPDATE SET wanted = ?3, blocked = ?4, state = ?5, at = ?6, operator = ?7, reason = ?8,
        not_before = ?9, refused = ?10",
);
const GET: Statement =
    Statement::new("read whether somebody is blocked", "SELECT * FROM block WHERE account_id = ?1 AND contact_id = ?2");
const IN_STATE: Statement = Statement::new(
    "read whom the provider is to block",
    "SELECT * FROM block INDEXED BY block_open
     WHERE state = ?1 AND state IN ('waiting', 'calling', 'unknown') ORDER BY at, contact_id",
);
const OF_ACCOUNT: Statement = Statement::new("read who is blocked", "SELECT * FROM block WHERE account_id = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &GET, &IN_STATE, &OF_ACCOUNT];

/// Notes how it stands.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, block: &Block) -> Result<(), StoreError> {
    let refused = block.refused.as_ref().map(|refused| super::to_json(refused, DOING)).transpose()?;
    PUT.run(
        w.connection,
        params![
            block.account_id.as_str(),
            block.contact_id.0,
            block.wanted,
            block.blocked,
            block.state.as_str(),
            block.at.0,
            block.operator,
            block.reason,
            block.not_before.0,
            refused
        ],
    )?;
    Ok(())
}

/// How it stands with a person at a number; none where nothing ever was.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, account: &AccountId, contact: ContactId) -> Result<Option<Block>, StoreError> {
    GET.first(r.connection, params![account.as_str(), contact.0], row)
}

/// Whether nothing may be sent to a person from a number: by whichever of their contacts we blocked them.
///
/// # Errors
/// When it cannot be read.
pub fn holds(r: &Read<'_>, account: &AccountId, contact: ContactId) -> Result<bool, StoreError> {
    for one in contact_merge::everyone(r, contact)? {
        if get(r, account, one)?.is_some_and(|block| block.phase().holds()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Everything in a state in which the provider is still to be asked, oldest first.
///
/// # Errors
/// When it cannot be read.
pub fn in_state(r: &Read<'_>, state: AskState) -> Result<Vec<Block>, StoreError> {
    IN_STATE.all(r.connection, params![state.as_str()], row)
}

/// Everybody of a number about whom something was decided or found.
///
/// # Errors
/// When it cannot be read.
pub fn of_account(r: &Read<'_>, account: &AccountId) -> Result<Vec<Block>, StoreError> {
    OF_ACCOUNT.all(r.connection, params![account.as_str()], row)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Block> {
    let state: String = row.get("state")?;
    let refused: Option<String> = row.get("refused")?;
    Ok(Block {
        account_id: AccountId(row.get("account_id")?),
        contact_id: ContactId(row.get("contact_id")?),
        wanted: row.get("wanted")?,
        blocked: row.get("blocked")?,
        state: AskState::from_word(&state).ok_or_else(super::unreadable)?,
        at: Timestamp(row.get("at")?),
        operator: row.get("operator")?,
        reason: row.get("reason")?,
        not_before: Timestamp(row.get("not_before")?),
        refused: refused.map(|text| serde_json::from_str(&text).map_err(|_| super::unreadable())).transpose()?,
    })
}
