//! Whether it is silent for an event, and because of what.

use chrono_tz::Tz;

use super::event::AlertEvent;
use super::kind::AlertKind;
use super::outcome::Outcome;
use super::rules::Rules;
use super::schedule::{Quietness, Scope};
use super::trace::Rule;
use crate::id::ScheduleId;
use crate::time::Timestamp;

/// A silence that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Why.
    pub because: Because,
    /// Until when; none has no end that is known.
    pub until: Option<Timestamp>,
    /// How quiet it is.
    pub quiet: Quietness,
}

/// What makes it silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The chat is muted.
    Muted,
    /// The operator wants to be left in peace now.
    QuietNow,
    /// A schedule.
    Schedule(ScheduleId),
}

impl Silence {
    /// What is left of an outcome.
    #[must_use]
    pub fn over(self, loud: Outcome) -> Outcome {
        match self.quiet {
            Quietness::NoSound => loud.silent(),
            Quietness::BadgeOnly => loud.badge_only(),
            Quietness::Nothing => loud.nothing(),
        }
    }

    /// By what it is compared: how quiet it is, then how long.
    pub(super) fn strength(self) -> (Quietness, Timestamp) {
        (self.quiet, self.until.unwrap_or(Timestamp(i64::MAX)))
    }

    /// The rule's name in a trace.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self.because {
            Because::Muted => Rule::Muted { until: self.until },
            Because::QuietNow => Rule::QuietNow { until: self.until },
            Because::Schedule(schedule) => Rule::Schedule { schedule, until: self.until },
        }
    }
}

/// Every silence that holds for an event.
pub fn silences(event: &AlertEvent, rules: &Rules, zone: Tz, now: Timestamp) -> impl Iterator<Item = Silence> {
    let muted = event
        .chat
        .and_then(|chat| rules.mutes.get(&chat))
        .filter(move |mute| mute.holds(now) && !(mute.keep_mentions && event.kind == AlertKind::Mention));
    let muted = muted.map(|mute| Silence { because: Because::Muted, until: mute.until, quiet: Quietness::BadgeOnly });
    let quiet = rules.quiet.filter(|quiet| quiet.holds(now)).map(|quiet| Silence {
        because: Because::QuietNow,
        until: quiet.until,
        quiet: Quietness::BadgeOnly,
    });
    let schedules =
        rules.schedules.iter().filter(|schedule| covers(&schedule.scope, event)).filter_map(move |schedule| {
            let until = schedule.silent(zone, now)?;
            Some(Silence { because: Because::Schedule(schedule.schedule_id), until, quiet: schedule.quiet })
        });
    muted.into_iter().chain(quiet).chain(schedules)
}

/// The silence that decides: the quietest, of those the one that ends last.
#[must_use]
pub fn silence(event: &AlertEvent, rules: &Rules, zone: Tz, now: Timestamp) -> Option<Silence> {
    silences(event, rules, zone, now).max_by_key(|silence| silence.strength())
}

fn covers(scope: &Scope, event: &AlertEvent) -> bool {
    match scope {
        Scope::App => true,
        Scope::Account(account) => *account == event.account,
        Scope::Label(label) => event.labels.contains(label),
        Scope::Chat(chat) => event.chat == Some(*chat),
    }
}
