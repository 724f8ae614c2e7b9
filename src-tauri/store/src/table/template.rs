//! The approved texts of an account, as the provider listed them last.

use domain::AccountId;
use domain::template::Template;
use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE template ( -- an approved text; projected
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL, -- as the provider writes it
    json TEXT NOT NULL, -- all of it
    PRIMARY KEY (account_id, name, language)
) STRICT, WITHOUT ROWID;
";

const INSERT: Statement = Statement::new(
    "write a template",
    "INSERT INTO template (account_id, name, language, json) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (account_id, name, language) DO UPDATE SET json = excluded.json",
);
const CLEAR: Statement = Statement::new("drop the templates", "DELETE FROM template WHERE account_id = ?1");
const ALL: Statement =
    Statement::new("read the templates", "SELECT json FROM template WHERE account_id = ?1 ORDER BY name, language");
const GET: Statement = Statement::new(
    "read a template",
    "SELECT json FROM template WHERE account_id = ?1 AND name = ?2 AND language = ?3",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &CLEAR, &ALL, &GET];

/// Takes the provider's whole list in the place of what was known.
///
/// # Errors
/// When the disk says no.
pub fn replace(w: &Write<'_>, account: &AccountId, templates: &[Template]) -> Result<(), StoreError> {
    CLEAR.run(w.connection, params![account.as_str()])?;
    for template in templates {
        let json = super::to_json(template, "write a template")?;
        INSERT.run(w.connection, params![account.as_str(), template.name, template.language, json])?;
    }
    Ok(())
}

/// Every template of an account, by name and language.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>, account: &AccountId) -> Result<Vec<Template>, StoreError> {
    ALL.all(r.connection, params![account.as_str()], |row| super::json(row, "json"))
}

/// One template.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, account: &AccountId, name: &str, language: &str) -> Result<Option<Template>, StoreError> {
    GET.first(r.connection, params![account.as_str(), name, language], |row| super::json(row, "json"))
}
