//! How much is written in a group.

use std::sync::Arc;

use contract::ErrorCode;
use contract::group_activity::{GroupActivity, GroupActivityDay, GroupActivityRequest, GroupFigures};
use domain::time::DAY;
use domain::{ChatId, Timestamp};
use store::table::group_chat;
use store::table::group_day::{self, GroupDay};
use store::{Read, StoreError};

use super::super::{Answer, read};
use crate::core::Core;

/// Most days that can be asked for.
const MOST: u32 = 90;

/// What was written in the last days, and in as many before them.
pub async fn activity(core: &Arc<Core>, request: GroupActivityRequest) -> Answer<GroupActivity> {
    let GroupActivityRequest { chat_id, days } = request;
    let days = i64::from(days.clamp(1, MOST));
    let end = core.now().0.div_euclid(DAY) + 1;
    let found = read(core, move |_, r| {
        if group_chat::get(r, chat_id)?.is_none() {
            return Ok(None);
        }
        let from = end - days;
        let written = group_day::days(r, chat_id, from, end)?;
        let total = figures(r, chat_id, &written, (from, end))?;
        let earlier = group_day::days(r, chat_id, from - days, from)?;
        let before = figures(r, chat_id, &earlier, (from - days, from))?;
        let day = |day: i64| {
            let (received, sent) =
                written.iter().find(|one| one.day == day).map_or((0, 0), |one| (one.received, one.sent));
            GroupActivityDay { at: Timestamp(day * DAY), received, sent }
        };
        Ok(Some(GroupActivity { days: (from..end).map(day).collect(), total, before }))
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

fn figures(r: &Read<'_>, chat: ChatId, days: &[GroupDay], (from, end): (i64, i64)) -> Result<GroupFigures, StoreError> {
    let waited = group_day::waited(r, chat, from, end)?;
    Ok(GroupFigures {
        received: days.iter().map(|day| day.received).sum(),
        sent: days.iter().map(|day| day.sent).sum(),
        writers: group_day::writers(r, chat, from, end)?,
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
    use super::median;

    #[test]
    fn the_median_is_the_one_in_the_middle_and_of_nothing_there_is_none() {
        assert_eq!((median(&[]), median(&[7])), (None, Some(7)));
        assert_eq!((median(&[1, 2, 90]), median(&[1, 2, 4, 90])), (Some(2), Some(3)));
    }
}
