//! Whether it is quieter than it usually is at this hour of the week.
//!
//! What usually comes in an hour is what came at least in three of the same hours of the last four weeks: a holiday and a
//! busy day change nothing, and a number that is known for less than three weeks has nothing usual. A silence is unusual
//! where it is longer than [`GAPS`] usual gaps between two webhooks: where so many would have come in it. Only the hours
//! in which something usually comes count, so that no morning is unusual because of the night before. A week has 168
//! hours: a clock that is put forward for the summer moves what is usual by one of them, for three weeks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::{DAY, HOUR, MINUTE, Timestamp};

/// So many hours has a week.
pub const WEEK: i64 = 168;
/// So many weeks back is looked.
pub const WEEKS: i64 = 4;
/// In so many of them something came, where it is usual.
const USUAL: usize = 3;
/// So many usual gaps are unusual.
const GAPS: i64 = 8;
/// A shorter silence is none: what comes often comes in bursts.
const LEAST: i64 = 30 * MINUTE;

/// A silence in which webhooks would usually have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Silence {
    /// When the last one came, or since when anybody listens.
    pub since: Timestamp,
    /// How many would usually have come.
    pub usual: u32,
}

/// The hour of a moment, counted since 1970.
#[must_use]
pub const fn hour(at: Timestamp) -> i64 {
    at.0.div_euclid(HOUR)
}

/// The silence since then, where it is unusual; `came` says how many webhooks came in an hour. Of a long silence its last
/// day is looked at.
#[must_use]
pub fn unusual(since: Timestamp, now: Timestamp, came: impl Fn(i64) -> u32) -> Option<Silence> {
    if now.since(since) < LEAST {
        return None;
    }
    let from = since.max(now.plus(-DAY));
    let silent = |at: i64| now.0.min((at + 1) * HOUR) - from.0.max(at * HOUR);
    let missed: i64 = (hour(from)..=hour(now)).map(|at| i64::from(usual(at, &came)) * silent(at)).sum();
    let usual = u32::try_from(missed / HOUR).unwrap_or(u32::MAX);
    (missed >= GAPS * HOUR).then_some(Silence { since, usual })
}

/// How many webhooks usually come in an hour.
fn usual(at: i64, came: impl Fn(i64) -> u32) -> u32 {
    let mut weeks: Vec<u32> = (1..=WEEKS).map(|week| came(at - week * WEEK)).collect();
    weeks.sort_unstable_by(|a, b| b.cmp(a));
    weeks.get(USUAL - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// The hour that begins now.
    const NOON: i64 = 500_000;
    const NOW: Timestamp = Timestamp(NOON * HOUR);

    /// What came in the hour before now in the weeks before, the last one first.
    fn before(weeks: [u32; 4]) -> impl Fn(i64) -> u32 {
        move |at| {
            let ago = NOON - 1 - at;
            let week = usize::try_from(ago / WEEK).ok().filter(|_| ago % WEEK == 0);
            week.and_then(|week| weeks.get(week.checked_sub(1)?)).copied().unwrap_or_default()
        }
    }

    #[rstest]
    #[case::every_week([8, 8, 8, 8], Some(8))]
    #[case::in_three_of_four([0, 20, 8, 9], Some(8))]
    #[case::in_two_of_four([0, 20, 0, 20], None)]
    #[case::a_number_that_is_two_weeks_old([90, 90, 0, 0], None)]
    #[case::too_seldom([7, 7, 7, 7], None)]
    #[case::one_busy_day([7, 7, 7, 900], None)]
    #[case::never([0, 0, 0, 0], None)]
    fn an_hour_of_silence_is_unusual_where_eight_gaps_are_shorter(#[case] weeks: [u32; 4], #[case] usual: Option<u32>) {
        let since = NOW.plus(-HOUR);
        assert_eq!(unusual(since, NOW, before(weeks)), usual.map(|usual| Silence { since, usual }));
    }

    #[test]
    fn the_night_before_does_not_make_a_morning_unusual() {
        let opens = |at: i64| if at.rem_euclid(WEEK) == NOON.rem_euclid(WEEK) { 60 } else { 0 };
        let yesterday = NOW.plus(-15 * HOUR);
        assert_eq!(unusual(yesterday, NOW.plus(7 * MINUTE), opens), None, "seven are missing of sixty in the hour");
        let found = unusual(yesterday, NOW.plus(8 * MINUTE), opens);
        assert_eq!(found, Some(Silence { since: yesterday, usual: 8 }));
    }

    #[rstest]
    #[case::shorter_than_half_an_hour(LEAST - 1, false)]
    #[case::half_an_hour(LEAST, true)]
    #[case::a_year(365 * DAY, true)]
    fn what_comes_in_bursts_may_be_away_for_half_an_hour(#[case] silent: i64, #[case] is_unusual: bool) {
        assert_eq!(unusual(NOW.plus(-silent), NOW, |_| 10_000).is_some(), is_unusual);
    }

    #[test]
    fn of_a_long_silence_the_last_day_counts() {
        let found = unusual(NOW.plus(-10 * DAY), NOW, |_| 1);
        assert_eq!(found.map(|found| found.usual), Some(24));
    }
}
