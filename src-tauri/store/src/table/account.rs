//! The numbers of the workspace: those that were set up, and those that only turned up in an event (wall 5).

use domain::AccountId;
use rusqlite::{Row, params};

use super::words;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE account ( -- one business number at one provider, in the order in which they were first known; projected
    account_id TEXT PRIMARY KEY,
    phone TEXT, -- as people write it
    name TEXT, -- as people see it
    portfolio TEXT, -- the scope in which business-scoped ids are valid
    sandbox INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL -- set_up, discovered
) STRICT;
";

words! {
    /// How the account came to be known.
    AccountState {
        /// The engine has its credentials.
        SetUp = "set_up",
        /// An event named it.
        Discovered = "discovered",
    }
}

/// One business number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub account_id: AccountId,
    /// The number as people write it.
    pub phone: Option<String>,
    /// The name that people see.
    pub name: Option<String>,
    /// The scope in which business-scoped ids are valid.
    pub portfolio: Option<String>,
    /// Whether its API base is a sandbox's.
    pub sandbox: bool,
    /// How it came to be known.
    pub state: AccountState,
}

const GET: Statement = Statement::new("read an account", "SELECT * FROM account WHERE account_id = ?1");
const ALL: Statement = Statement::new("read the accounts", "SELECT * FROM account ORDER BY rowid");
const SET_UP: Statement = Statement::new(
    "write an account",
    "INSERT INTO account (account_id, phone, name, portfolio, sandbox, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (account_id) DO UPDATE SET phone = coalesce(excluded.phone, phone),
        name = coalesce(excluded.name, name), portfolio = coalesce(excluded.portfolio, portfolio),
        sandbox = excluded.sandbox, state = excluded.state",
);
const SEEN: Statement = Statement::new(
    "note an account that was named",
    "INSERT INTO account (account_id, phone, portfolio, state) VALUES (?1, ?2, ?3, 'discovered')
     ON CONFLICT (account_id) DO UPDATE SET phone = coalesce(phone, excluded.phone),
        portfolio = coalesce(portfolio, excluded.portfolio)
     WHERE (phone IS NULL AND excluded.phone IS NOT NULL) OR (portfolio IS NULL AND excluded.portfolio IS NOT NULL)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&GET, &ALL, &SET_UP, &SEEN];

fn row(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        account_id: AccountId(row.get("account_id")?),
        phone: row.get("phone")?,
        name: row.get("name")?,
        portfolio: row.get("portfolio")?,
        sandbox: row.get("sandbox")?,
        state: row.get("state")?,
    })
}

/// One account.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, account: &AccountId) -> Result<Option<Account>, StoreError> {
    GET.first(r.connection, params![account.as_str()], row)
}

/// Every account, that which was known first at the front: one more number takes nobody's place.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Account>, StoreError> {
    ALL.all(r.connection, [], row)
}

/// Writes what is known of an account; what is missing stays as it was.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, account: &Account) -> Result<(), StoreError> {
    let Account { account_id, phone, name, portfolio, sandbox, state } = account;
    SET_UP.run(w.connection, params![account_id.as_str(), phone, name, portfolio, sandbox, state])?;
    Ok(())
}

/// Notes that an event named the account; one that is not known yet is kept as discovered. Says whether anything
/// changed.
///
/// # Errors
/// When the disk says no.
pub fn seen(
    w: &Write<'_>,
    account: &AccountId,
    phone: Option<&str>,
    portfolio: Option<&str>,
) -> Result<bool, StoreError> {
    Ok(SEEN.run(w.connection, params![account.as_str(), phone, portfolio])? > 0)
}
