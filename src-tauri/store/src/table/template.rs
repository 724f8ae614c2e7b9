//! The approved texts of an account, as the provider listed them last.

use domain::standing::{TemplateChange, TemplateNews};
use domain::template::Template;
use domain::{AccountId, Timestamp};
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
    status_at INTEGER NOT NULL, -- when its status was so, ms
    quality_at INTEGER NOT NULL, -- when its quality was so, ms
    category_at INTEGER NOT NULL, -- when its category was so, ms
    PRIMARY KEY (account_id, name, language)
) STRICT, WITHOUT ROWID;
";

const INSERT: Statement = Statement::new(
    "write a template",
    "INSERT INTO template (account_id, name, language, json, status_at, quality_at, category_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (account_id, name, language) DO UPDATE SET json = excluded.json",
);
const STATUS: Statement = Statement::new(
    "note a template's status",
    "UPDATE template SET json = ?4, status_at = ?5
     WHERE account_id = ?1 AND name = ?2 AND language = ?3 AND (status_at <= ?5 OR status_at > ?6)",
);
const QUALITY: Statement = Statement::new(
    "note a template's quality",
    "UPDATE template SET json = ?4, quality_at = ?5
     WHERE account_id = ?1 AND name = ?2 AND language = ?3 AND (quality_at <= ?5 OR quality_at > ?6)",
);
const CATEGORY: Statement = Statement::new(
    "note a template's category",
    "UPDATE template SET json = ?4, category_at = ?5
     WHERE account_id = ?1 AND name = ?2 AND language = ?3 AND (category_at <= ?5 OR category_at > ?6)",
);
const CLEAR: Statement = Statement::new("drop the templates", "DELETE FROM template WHERE account_id = ?1");
const ALL: Statement =
    Statement::new("read the templates", "SELECT json FROM template WHERE account_id = ?1 ORDER BY name, language");
const KNOWN: Statement = Statement::new(
    "read the templates with their moments",
    "SELECT json, status_at, quality_at, category_at FROM template WHERE account_id = ?1",
);
const GET: Statement = Statement::new(
    "read a template",
    "SELECT json FROM template WHERE account_id = ?1 AND name = ?2 AND language = ?3",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &STATUS, &QUALITY, &CATEGORY, &CLEAR, &ALL, &KNOWN, &GET];

/// Takes the provider's whole list, as it was at that moment, in the place of what was known.
///
/// # Errors
/// When the disk says no.
pub fn replace(w: &Write<'_>, account: &AccountId, templates: &[Template], at: Timestamp) -> Result<(), StoreError> {
    let known = KNOWN.all(w.connection, params![account.as_str()], |row| {
        let moment = |column: &str| row.get(column).map(Timestamp);
        Ok((super::json::<Template>(row, "json")?, moment("status_at")?, moment("quality_at")?, moment("category_at")?))
    })?;
    CLEAR.run(w.connection, params![account.as_str()])?;
    for template in templates {
        let json = super::to_json(template, "write a template")?;
        let before = known.iter().find(|(one, ..)| (&one.name, &one.language) == (&template.name, &template.language));
        // What the list says as before is as old as before: news of that moment may still be on their way.
        let since = |same: fn(&Template, &Template) -> bool,
                     moment: fn(&(Template, Timestamp, Timestamp, Timestamp)) -> Timestamp| {
            before.filter(|known| same(&known.0, template)).map_or(at, moment)
        };
        let status_at =
            since(|one, other| (&one.status, &one.reason) == (&other.status, &other.reason), |known| known.1);
        let quality_at = since(|one, other| one.quality == other.quality, |known| known.2);
        let category_at = since(|one, other| one.category == other.category, |known| known.3);
        let moments = (status_at.0, quality_at.0, category_at.0);
        let row = params![account.as_str(), template.name, template.language, json, moments.0, moments.1, moments.2];
        INSERT.run(w.connection, row)?;
    }
    Ok(())
}

/// Takes news of a template, unless newer ones of the same are known. One that was not listed yet is left to the list. Says
/// whether it is news. Moments behind `latest` were written under a clock that was wrong.
///
/// # Errors
/// When the disk says no.
pub fn told(
    w: &Write<'_>,
    account: &AccountId,
    news: &TemplateNews,
    at: Timestamp,
    latest: Timestamp,
) -> Result<bool, StoreError> {
    let Some(known) = get(w, account, &news.name, &news.language)? else { return Ok(true) };
    let before = known.clone();
    let (changed, statement) = match &news.change {
        TemplateChange::Status { status, reason } => {
            (Template { status: status.clone(), reason: reason.clone(), ..known }, &STATUS)
        }
        TemplateChange::Quality { quality } => (Template { quality: Some(quality.clone()), ..known }, &QUALITY),
        TemplateChange::Category { category, announced } => {
            let category = category.unwrap_or(known.category);
            (Template { category, announced: *announced, ..known }, &CATEGORY)
        }
        TemplateChange::Text => return Ok(true),
    };
    let json = super::to_json(&changed, "write a template")?;
    let row = params![account.as_str(), changed.name, changed.language, json, at.0, latest.0];
    Ok(statement.run(w.connection, row)? > 0 && changed != before)
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
