//! How many webhooks came in each hour of the last weeks, for whoever asks what is usual.

use std::collections::HashMap;

use domain::Timestamp;
use domain::doctor::{WEEK, WEEKS, hour};
use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE webhook_hour ( -- how many webhooks came in an hour of the last weeks; projected
    hour INTEGER PRIMARY KEY, -- hours since 1970, UTC
    webhooks INTEGER NOT NULL
) STRICT;
";

/// So many hours are kept: the weeks that are asked for, and the one in which is asked.
const KEPT: i64 = (WEEKS + 1) * WEEK;

const COUNT: Statement = Statement::new(
    "count a webhook",
    "INSERT INTO webhook_hour (hour, webhooks) VALUES (?1, 1)
    ON CONFLICT (hour) DO UPDATE SET webhooks = webhooks + 1",
);
const FORGET: Statement = Statement::new("forget old hours", "DELETE FROM webhook_hour WHERE hour < ?1");
const LATELY: Statement =
    Statement::new("read how many webhooks came", "SELECT hour, webhooks FROM webhook_hour WHERE hour >= ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&COUNT, &FORGET, &LATELY];

/// Counts a webhook that came then.
///
/// # Errors
/// When the disk says no.
pub fn count(w: &Write<'_>, at: Timestamp) -> Result<(), StoreError> {
    let hour = hour(at);
    COUNT.run(w.connection, params![hour])?;
    FORGET.run(w.connection, params![hour - KEPT]).map(drop)
}

/// How many came in each hour of the weeks before a moment; an hour in which none came is not there.
///
/// # Errors
/// When it cannot be read.
pub fn lately(r: &Read<'_>, now: Timestamp) -> Result<HashMap<i64, u32>, StoreError> {
    let from = hour(now) - KEPT;
    let rows = LATELY.all(r.connection, params![from], |row| Ok((row.get("hour")?, row.get("webhooks")?)))?;
    Ok(rows.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use domain::time::HOUR;

    use super::*;
    use crate::town::desk;

    #[test]
    fn webhooks_are_counted_by_the_hour_and_forgotten_after_five_weeks() {
        desk()
            .console
            .write(|w| {
                let at = |hour: i64, later: i64| Timestamp(hour * HOUR + later);
                for moment in [at(1_000, 0), at(1_000, HOUR - 1), at(1_001, 0)] {
                    count(w, moment)?;
                }
                assert_eq!(lately(w, at(1_001, 0))?, HashMap::from([(1_000, 2), (1_001, 1)]));
                assert_eq!(lately(w, at(1_001 + KEPT, 0))?, HashMap::from([(1_001, 1)]));
                count(w, at(1_001 + KEPT, 0))?;
                assert_eq!(lately(w, at(1_001, 0))?, HashMap::from([(1_001, 1), (1_001 + KEPT, 1)]));
                Ok(())
            })
            .unwrap();
    }
}
