//! How numbers and business accounts stand at the provider, as it told last: in a webhook, or when it was asked. News come
//! in any order; an older word never takes a newer one's place.

use domain::standing::{Standing, StandingFact, Whose};
use domain::{AccountId, Timestamp};
use rusqlite::{Row, params};

use super::account::Account;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE standing ( -- what the provider says of a number or a business account; projected
    whose TEXT NOT NULL, -- account …, phone …, business …: as the provider named it
    fact TEXT NOT NULL,
    subject TEXT NOT NULL, -- which, of those of which there may be several
    value TEXT NOT NULL, -- the provider's word
    detail TEXT,
    reason TEXT,
    until INTEGER, -- ms
    at INTEGER NOT NULL, -- when it was so, ms
    PRIMARY KEY (whose, fact, subject)
) STRICT, WITHOUT ROWID;
";

/// Something that the provider says, since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub standing: Standing,
    /// When it was so.
    pub at: Timestamp,
}

const PUT: Statement = Statement::new(
    "write how a number stands",
    "INSERT INTO standing (whose, fact, subject, value, detail, reason, until, at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
     ON CONFLICT (whose, fact, subject) DO UPDATE SET value = excluded.value, detail = excluded.detail,
        reason = excluded.reason, until = excluded.until, at = excluded.at
     WHERE excluded.at > at OR at > ?9 OR (excluded.at = at AND (value, detail, reason, until)
        IS NOT (excluded.value, excluded.detail, excluded.reason, excluded.until))",
);
const OF: Statement =
    Statement::new("read how a number stands", "SELECT * FROM standing WHERE whose = ?1 ORDER BY fact, subject");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &OF];

/// Keeps what was told, unless something newer is known. Says whether anything of it is news. What lies behind `latest` was
/// written under a clock that was wrong, and gives way.
///
/// # Errors
/// When the disk says no.
pub fn put(
    w: &Write<'_>,
    whose: &Whose,
    says: &[Standing],
    at: Timestamp,
    latest: Timestamp,
) -> Result<bool, StoreError> {
    let mut news = 0;
    for Standing { fact, subject, value, detail, reason, until } in says {
        let until = until.map(|until| until.0);
        let row = params![whose.key(), fact.as_str(), subject, value, detail, reason, until, at.0, latest.0];
        news += PUT.run(w.connection, row)?;
    }
    Ok(news > 0)
}

/// Everything that is known of a number: by its id, by its phone and of its business account. Where two tell of the same,
/// the newer word holds; what belongs to it is taken from the other where both say the same.
///
/// # Errors
/// When it cannot be read.
pub fn of(r: &Read<'_>, account: &Account) -> Result<Vec<Told>, StoreError> {
    let mut known: Vec<Told> = Vec::new();
    for whose in names(account) {
        for told in OF.all(r.connection, params![whose.key()], row)? {
            let same = |one: &&mut Told| {
                one.standing.fact == told.standing.fact && one.standing.subject == told.standing.subject
            };
            match known.iter_mut().find(same) {
                Some(one) => *one = newer(one.clone(), told),
                None => known.push(told),
            }
        }
    }
    known.sort_by(|one, other| {
        (one.standing.fact, &one.standing.subject).cmp(&(other.standing.fact, &other.standing.subject))
    });
    Ok(known)
}

/// One fact of a number.
///
/// # Errors
/// When it cannot be read.
pub fn word(r: &Read<'_>, account: &AccountId, fact: StandingFact) -> Result<Option<String>, StoreError> {
    let Some(account) = super::account::get(r, account)? else { return Ok(None) };
    let found = of(r, &account)?.into_iter().find(|told| told.standing.fact == fact);
    Ok(found.map(|told| told.standing.value))
}

fn names(account: &Account) -> impl Iterator<Item = Whose> + use<> {
    let phone = account.phone.as_deref().and_then(domain::person::digits).map(Whose::Phone);
    let business = account.portfolio.clone().map(Whose::Business);
    [Some(Whose::Account(account.account_id.clone())), phone, business].into_iter().flatten()
}

fn newer(one: Told, other: Told) -> Told {
    let (new, old) = if one.at > other.at { (one, other) } else { (other, one) };
    if new.standing.value != old.standing.value {
        return new;
    }
    let detail = new.standing.detail.or(old.standing.detail);
    let reason = new.standing.reason.or(old.standing.reason);
    Told { standing: Standing { detail, reason, ..new.standing }, at: new.at }
}

fn row(row: &Row<'_>) -> rusqlite::Result<Told> {
    let fact: String = row.get("fact")?;
    let standing = Standing {
        fact: StandingFact::parse(&fact).ok_or_else(super::unreadable)?,
        subject: row.get("subject")?,
        value: row.get("value")?,
        detail: row.get("detail")?,
        reason: row.get("reason")?,
        until: row.get::<_, Option<i64>>("until")?.map(Timestamp),
    };
    Ok(Told { standing, at: Timestamp(row.get("at")?) })
}

#[cfg(test)]
mod tests;
