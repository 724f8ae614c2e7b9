//! How often something happened in each hour of the last weeks, for whoever asks what is usual.

use std::collections::HashMap;

use domain::Timestamp;
use domain::doctor::{WEEK, WEEKS, hour};
use rusqlite::params;

use super::words;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE hour_count ( -- how often something happened in an hour of the last weeks; projected
    what TEXT NOT NULL, -- webhook, rate_limited
    hour INTEGER NOT NULL, -- hours since 1970, UTC
    times INTEGER NOT NULL,
    PRIMARY KEY (what, hour)
) STRICT, WITHOUT ROWID;
";

words! {
    /// What is counted.
    Counted {
        /// A webhook came.
        Webhook = "webhook",
        /// The provider asked for fewer calls in place of taking a message.
        RateLimited = "rate_limited",
    }
}

/// So many hours are kept: the weeks that are asked for, and the one in which is asked.
const KEPT: i64 = (WEEKS + 1) * WEEK;

const COUNT: Statement = Statement::new(
    "count what happened in an hour",
    "INSERT INTO hour_count (what, hour, times) VALUES (?1, ?2, 1)
    ON CONFLICT (what, hour) DO UPDATE SET times = times + 1",
);
const FORGET: Statement = Statement::new("forget old hours", "DELETE FROM hour_count WHERE what = ?1 AND hour < ?2");
const SINCE: Statement = Statement::new(
    "read what happened in the last hours",
    "SELECT hour, times FROM hour_count WHERE what = ?1 AND hour >= ?2",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&COUNT, &FORGET, &SINCE];

/// Counts one that happened then.
///
/// # Errors
/// When the disk says no.
pub fn count(w: &Write<'_>, what: Counted, at: Timestamp) -> Result<(), StoreError> {
    let hour = hour(at);
    COUNT.run(w.connection, params![what, hour])?;
    FORGET.run(w.connection, params![what, hour - KEPT]).map(drop)
}

/// How many there were in each hour from that of a moment on; an hour without one is not there.
///
/// # Errors
/// When it cannot be read.
pub fn since(r: &Read<'_>, what: Counted, from: Timestamp) -> Result<HashMap<i64, u32>, StoreError> {
    let rows = SINCE.all(r.connection, params![what, hour(from)], |row| Ok((row.get("hour")?, row.get("times")?)))?;
    Ok(rows.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use domain::time::HOUR;

    use super::*;
    use crate::town::desk;

    #[test]
    fn what_happened_is_counted_by_the_hour_and_forgotten_after_five_weeks() {
        desk()
            .console
            .write(|w| {
                let at = |hour: i64, minute: i64| Timestamp(hour * HOUR + minute);
                for moment in [at(1_000, 0), at(1_000, HOUR - 1), at(1_001, 0)] {
                    count(w, Counted::Webhook, moment)?;
                }
                count(w, Counted::RateLimited, at(1_000, 0))?;
                let webhooks = |w: &Write<'_>, from| since(w, Counted::Webhook, at(from, 1));
                assert_eq!(webhooks(w, 1_000)?, HashMap::from([(1_000, 2), (1_001, 1)]));
                assert_eq!(webhooks(w, 1_001)?, HashMap::from([(1_001, 1)]));
                count(w, Counted::Webhook, at(1_001 + KEPT, 0))?;
                assert_eq!(webhooks(w, 0)?, HashMap::from([(1_001, 1), (1_001 + KEPT, 1)]));
                assert_eq!(since(w, Counted::RateLimited, at(0, 0))?.len(), 1, "the other one is left alone");
                Ok(())
            })
            .unwrap();
    }
}
