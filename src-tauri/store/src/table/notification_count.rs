//! How often something happened of which nothing is told: a counter a kind and a day, in place of a decision each.

use domain::Timestamp;
use domain::notify::AlertKind;
use domain::time::DAY;
use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE notification_count ( -- how often a kind that is off happened; local
    kind TEXT NOT NULL,
    day INTEGER NOT NULL, -- days since 1970, UTC
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX notification_count_by_day ON notification_count(day);
";

const ADD: Statement = Statement::new(
    "count what is not told",
    "INSERT INTO notification_count (kind, day, count) VALUES (?1, ?2, 1)
     ON CONFLICT (kind, day) DO UPDATE SET count = count + 1",
);
const ALL: Statement = Statement::new(
    "read how often what is not told happened",
    "SELECT kind, sum(count) AS count FROM notification_count INDEXED BY notification_count_by_day
     WHERE day > ?1 GROUP BY kind ORDER BY kind",
);
const FORGET: Statement = Statement::new("forget old counts", "DELETE FROM notification_count WHERE day < ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&ADD, &ALL, &FORGET];

/// Counts one more.
///
/// # Errors
/// When the disk says no.
pub fn add(w: &Write<'_>, kind: AlertKind, at: Timestamp) -> Result<(), StoreError> {
    ADD.run(w.connection, params![kind.as_str(), at.0.div_euclid(DAY)])?;
    Ok(())
}

/// How often each kind happened since a moment.
///
/// # Errors
/// When it cannot be read.
pub fn since(r: &Read<'_>, moment: Timestamp) -> Result<Vec<(AlertKind, u32)>, StoreError> {
    let rows = ALL.all(r.connection, params![moment.0.div_euclid(DAY)], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?))
    })?;
    Ok(rows.into_iter().filter_map(|(kind, count)| Some((AlertKind::parse(&kind)?, count))).collect())
}

/// Forgets what was counted before a moment.
///
/// # Errors
/// When the disk says no.
pub fn forget(w: &Write<'_>, before: Timestamp) -> Result<(), StoreError> {
    FORGET.run(w.connection, params![before.0.div_euclid(DAY)])?;
    Ok(())
}
