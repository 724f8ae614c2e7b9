//! How much is written in a group.

use std::sync::Arc;

use chrono::Days;
use chrono_tz::Tz;
use contract::ErrorCode;
use contract::group_activity::{GroupActivity, GroupActivityDay, GroupActivityRequest, GroupFigures};
use domain::notify::{day_begins, local};
use domain::{ChatId, Timestamp};
use store::table::group_chat;
use store::table::group_quarter::{self, GroupQuarter};
use store::{Read, StoreError};

use super::super::{Answer, read};
use crate::core::Core;

/// Most days that can be asked for.
const MOST: u32 = 90;

/// What was written in the last days, and in as many before them.
pub async fn activity(core: &Arc<Core>, request: GroupActivityRequest) -> Answer<GroupActivity> {
    let GroupActivityRequest { chat_id, days } = request;
    let days = days.clamp(1, MOST);
    let now = core.now();
    let since = |days| days_until(core.zone, now, days).ok_or(ErrorCode::Internal);
    let (shown, earlier) = (since(days)?, since(days * 2)?);
    let found = read(core, move |_, r| {
        if group_chat::get(r, chat_id)?.is_none() {
            return Ok(None);
        }
        let Some((from, end)) = shown.first().copied().zip(shown.last().copied()) else { return Ok(None) };
        let begun = earlier.first().copied().unwrap_or(from);
        let written = group_quarter::written(r, chat_id, (from, end))?;
        let total = figures(r, chat_id, &written, (from, end))?;
        let before = figures(r, chat_id, &group_quarter::written(r, chat_id, (begun, from))?, (begun, from))?;
        let of = |day: &[Timestamp]| day.first().copied().zip(day.last().copied());
        let days = shown.windows(2).filter_map(of).map(|day| written_on(day, &written)).collect();
        Ok(Some(GroupActivity { days, total, before }))
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// When each of the last days began in a zone, today counted, and when today ends.
fn days_until(zone: Tz, now: Timestamp, days: u32) -> Option<Vec<Timestamp>> {
    let tomorrow = local(zone, now)?.date_naive().checked_add_days(Days::new(1))?;
    let begins = |back: u32| day_begins(zone, tomorrow.checked_sub_days(Days::new(u64::from(back)))?);
    (0..=days).rev().map(begins).collect()
}

fn written_on((from, end): (Timestamp, Timestamp), written: &[GroupQuarter]) -> GroupActivityDay {
    let then = written.iter().filter(|quarter| (from..end).contains(&quarter.at));
    let (received, sent) = then.fold((0, 0), |(received, sent), one| (received + one.received, sent + one.sent));
    GroupActivityDay { at: from, received, sent }
}

fn figures(
    r: &Read<'_>,
    chat: ChatId,
    written: &[GroupQuarter],
    time: (Timestamp, Timestamp),
) -> Result<GroupFigures, StoreError> {
    let waited = group_quarter::waited(r, chat, time)?;
    Ok(GroupFigures {
        received: written.iter().map(|quarter| quarter.received).sum(),
        sent: written.iter().map(|quarter| quarter.sent).sum(),
        writers: group_quarter::writers(r, chat, time)?,
        answers: u32::try_from(waited.len()).unwrap_or(u32::MAX),
        waited: median(&waited),
    })
}

/// The one in the middle of what is sorted; of two, between them.
fn median(sorted: &[i64]) -> Option<i64> {
    let middle = sorted.len() / 2;
    match (sorted.get(middle), sorted.len() % 2) {
        (Some(upper), 0) => Some(i64::midpoint(*sorted.get(middle.checked_sub(1)?)?, *upper)),
        (found, _) => found.copied(),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::{Africa, America, Asia};
    use domain::time::{DAY, HOUR, MINUTE};

    use super::*;

    /// 27 November 2026, 21:30 in UTC.
    const EVENING: Timestamp = Timestamp(1_795_815_000_000);

    #[test]
    fn a_day_is_that_of_the_zone() {
        let almaty = days_until(Asia::Almaty, EVENING, 1).unwrap();
        let today = Timestamp(EVENING.0 - 2 * HOUR - 30 * MINUTE);
        assert_eq!(almaty, [today, today.plus(DAY)], "there it is half past two of the next day");
        let quarter = |at: Timestamp| GroupQuarter { at, received: 1, sent: 2 };
        let written = [today.plus(-15 * MINUTE), today, today.plus(DAY - 15 * MINUTE), today.plus(DAY)].map(quarter);
        let day = GroupActivityDay { at: today, received: 2, sent: 4 };
        assert_eq!(written_on((today, today.plus(DAY)), &written), day);
    }

    #[test]
    fn a_day_on_which_clocks_are_moved_is_shorter_or_longer() {
        let lengths = |zone, now| {
            let days = days_until(zone, Timestamp::from_seconds(now), 2).unwrap();
            days.windows(2).map(|two| two[1].since(two[0]) / HOUR).collect::<Vec<_>>()
        };
        // 2026-11-02 12:00 in UTC: the day before, New York put its clocks back; on 2026-04-24 Cairo has no midnight.
        assert_eq!(lengths(America::New_York, 1_793_620_800), [25, 24]);
        assert_eq!(lengths(Africa::Cairo, 1_777_032_000), [24, 23]);
    }

    #[test]
    fn every_zones_days_begin_on_a_quarter_of_an_hour() {
        for zone in chrono_tz::TZ_VARIANTS {
            let begins = days_until(zone, EVENING, MOST * 8).unwrap();
            assert!(begins.iter().all(|at| at.0 % (15 * MINUTE) == 0), "{zone}");
        }
    }

    #[test]
    fn the_median_is_the_one_in_the_middle_and_of_nothing_there_is_none() {
        assert_eq!((median(&[]), median(&[7])), (None, Some(7)));
        assert_eq!((median(&[1, 2, 90]), median(&[1, 2, 4, 90])), (Some(2), Some(3)));
    }
}
