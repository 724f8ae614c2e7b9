//! When the operator is left in peace: weekly windows by the clock on the wall, and a silence at once.
//!
//! A window is two wall-clock times. On the night when clocks go forward a time that does not exist is the first moment
//! after the gap; when they go back, a beginning is the first of the two moments and an end the second, so that a
//! silence is never shorter than its words.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, MappedLocalTime, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{AccountId, ChatId, LabelId, ScheduleId};
use crate::time::Timestamp;

/// Minutes in a day on the wall.
const DAY: u16 = 24 * 60;
/// A window that holds began at most so many days ago: it is no longer than a day on the wall, which a zone that leaves
/// a day out stretches over two.
const BACK: Days = Days::new(2);
/// A silence of so many days goes round the week, even where a zone leaves a day out: only an exception can end it.
const ROUND: u8 = 21;

/// How quiet it is. Where several hold, the quieter wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quietness {
    /// No sound; banners stay.
    NoSound,
    /// The badge counts, nothing else.
    BadgeOnly,
    /// Nothing at all.
    Nothing,
}

/// What a schedule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "scope", content = "id", rename_all = "snake_case")]
pub enum Scope {
    /// Everything.
    App,
    /// One number.
    Account(AccountId),
    /// Chats with a label.
    Label(LabelId),
    /// One chat.
    Chat(ChatId),
}

/// A window of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Window {
    /// On which days it begins: 1 is Monday, 7 is Sunday.
    #[ts(type = "Array<number>")]
    pub days: BTreeSet<u8>,
    /// When, in minutes after midnight.
    pub from: u16,
    /// When it ends. Not later than it begins: it ends on the next day.
    pub to: u16,
}

/// A named silence that comes back every week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Schedule {
    /// Its key.
    pub schedule_id: ScheduleId,
    /// Its name.
    pub name: String,
    /// Whether it holds.
    pub on: bool,
    /// What it is about.
    pub scope: Scope,
    /// When.
    pub windows: Vec<Window>,
    /// The time zone by its IANA name; none is the operator's own.
    #[ts(type = "string | null")]
    #[schemars(with = "Option<String>")]
    pub zone: Option<Tz>,
    /// Days on which none of its windows begins.
    #[ts(type = "Array<string>")]
    #[schemars(with = "Vec<String>")]
    pub except: BTreeSet<NaiveDate>,
    /// How quiet it is.
    pub quiet: Quietness,
}

/// A silence at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuietNow {
    /// Until when; none until it is switched off.
    pub until: Option<Timestamp>,
}

impl QuietNow {
    /// Whether it holds.
    #[must_use]
    pub fn holds(self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

impl Schedule {
    /// Whether it is silent now, and until when: windows that touch are one silence. `Some(None)` has no end.
    #[must_use]
    pub fn silent(&self, zone: Tz, now: Timestamp) -> Option<Option<Timestamp>> {
        if !self.on {
            return None;
        }
        let zone = self.zone.unwrap_or(zone);
        let (mut end, mut walked) = (now, 0);
        let mut day = date(zone, now)?.checked_sub_days(BACK)?;
        // The day after the last one counts: a clock that goes back over midnight shows a day again that was over.
        while day <= date(zone, end)?.succ_opt()? {
            end = self.prolonged(zone, day, end);
            (day, walked) = (day.succ_opt()?, walked + 1);
            if walked == ROUND {
                let Some(exception) = self.except.range(day..).next() else { return Some(None) };
                end = end.max(moment(zone, *exception, 0, Choice::First)?);
                (day, walked) = (exception.checked_sub_days(BACK)?, 0);
            }
        }
        (end > now).then_some(Some(end))
    }

    /// How far a silence goes with the windows that begin on a day, where it would end at some moment without them.
    fn prolonged(&self, zone: Tz, day: NaiveDate, end: Timestamp) -> Timestamp {
        let mut windows: Vec<_> = self.windows_of(zone, day).collect();
        windows.sort_unstable();
        windows.into_iter().fold(end, |end, (from, to)| if from <= end { end.max(to) } else { end })
    }

    /// The windows that begin on a day, as moments.
    pub fn windows_of(&self, zone: Tz, day: NaiveDate) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let zone = self.zone.unwrap_or(zone);
        let weekday = u8::try_from(day.weekday().number_from_monday()).unwrap_or(1);
        let begins = !self.except.contains(&day);
        self.windows.iter().filter(move |window| begins && window.days.contains(&weekday)).filter_map(move |window| {
            let last = if window.to <= window.from { day.checked_add_days(Days::new(1))? } else { day };
            let from = moment(zone, day, window.from, Choice::First)?;
            let to = moment(zone, last, window.to, Choice::Last)?;
            Some((from, to))
        })
    }
}

/// Which of two moments with the same wall-clock time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    First,
    Last,
}

/// A moment as its zone's wall clock shows it.
#[must_use]
pub fn local(zone: Tz, at: Timestamp) -> Option<DateTime<Tz>> {
    let at = zone.timestamp_millis_opt(at.0).single()?;
    // At the end of the calendar the moment may still have a date where the wall has none.
    at.naive_utc().checked_add_offset(at.offset().fix())?;
    Some(at)
}

fn date(zone: Tz, at: Timestamp) -> Option<NaiveDate> {
    local(zone, at).map(|at| at.date_naive())
}

/// When a day begins in a zone: at midnight, or behind the gap where the wall clock shows none. None at the calendar's end.
#[must_use]
pub fn day_begins(zone: Tz, day: NaiveDate) -> Option<Timestamp> {
    moment(zone, day, 0, Choice::First)
}

/// The moment when the wall clock shows so many minutes after midnight; the first after the gap where it never does.
fn moment(zone: Tz, day: NaiveDate, minutes: u16, choice: Choice) -> Option<Timestamp> {
    let minutes = minutes.min(DAY);
    let (day, minutes) =
        if minutes == DAY { (day.checked_add_days(Days::new(1))?, 0) } else { (day, u32::from(minutes)) };
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0)?;
    let wall = day.and_time(time);
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) => Some(stamp(&at)),
        MappedLocalTime::Ambiguous(first, last) => Some(stamp(if choice == Choice::First { &first } else { &last })),
        MappedLocalTime::None => after_gap(zone, wall),
    }
}

/// The first moment after a gap of the wall clock: zones change at whole minutes, and no gap was longer than a day.
fn after_gap(zone: Tz, wall: chrono::NaiveDateTime) -> Option<Timestamp> {
    let exists = |minutes: i64| {
        let later = wall.checked_add_signed(TimeDelta::minutes(minutes))?;
        zone.from_local_datetime(&later).earliest()
    };
    let (mut missing, mut there) = (0, i64::from(DAY) + 1);
    while there - missing > 1 {
        let middle = missing.midpoint(there);
        if exists(middle).is_some() { there = middle } else { missing = middle }
    }
    exists(there).map(|at| stamp(&at))
}

fn stamp(at: &DateTime<Tz>) -> Timestamp {
    Timestamp(at.timestamp_millis())
}
