//! The decision: levels, silence, what rings through, the system, the desk, bursts; in this order.

use std::cmp::Reverse;

use super::breakthrough::Breakthrough;
use super::event::{AlertEvent, Context};
use super::kind::FULL;
use super::outcome::{Importance, Outcome, Preview, Sound, SoundChoice};
use super::rules::Rules;
use super::silence::{Because, Silence, silences};
use super::trace::{Decision, Rule};
use crate::time::{MINUTE, SECOND, Timestamp};

/// A burst in one chat rings once in this time.
pub const BURST_CHAT: i64 = 20 * SECOND;
/// All chats together ring once in this time.
pub const BURST_ALL: i64 = 3 * SECOND;

/// Decides. Total: every event has an outcome.
#[must_use]
pub fn decide(event: &AlertEvent, rules: &Rules, context: &Context, now: Timestamp) -> Decision {
    let mut decision = begin(event);
    levels(&mut decision, event, rules);
    decision.off = decision.outcome == decision.outcome.clone().nothing();
    silent_or_through(&mut decision, event, rules, context, now);
    decision.counts = decision.outcome.badge;
    surroundings(&mut decision, event, rules, context);
    bursts(&mut decision, context, now);
    decision
}

/// What an event does while nothing is silent and nobody looks: the levels alone.
#[must_use]
pub fn standing(event: &AlertEvent, rules: &Rules) -> Outcome {
    let mut decision = begin(event);
    levels(&mut decision, event, rules);
    decision.outcome
}

/// What the kind, and what the group is for and about, do before anybody sets anything.
fn begin(event: &AlertEvent) -> Decision {
    let mut decision = Decision::begin(event.kind);
    if let Some(group) = event.group_kind {
        decision.lay(Rule::GroupDefault { group }, Some(&group.built_in(event.kind)));
    }
    if let Some(topic) = event.group_topic {
        decision.lay(Rule::TopicDefault { topic }, Some(&topic.built_in(event.kind)));
    }
    decision
}

/// What is set for the application, the number, the kind, groups and labels, the chat, the person.
fn levels(decision: &mut Decision, event: &AlertEvent, rules: &Rules) {
    decision.lay(Rule::App, Some(&rules.app));
    decision.lay(Rule::Account, rules.accounts.get(&event.account));
    decision.lay(Rule::Kind, rules.kinds.get(&event.kind));
    if event.group {
        decision.lay(Rule::Groups, Some(&rules.groups));
    }
    if let Some(group) = event.group_kind {
        decision.lay(Rule::GroupKind { group }, rules.group_kinds.get(&group));
    }
    // Of several labels the first wins, so it is laid last.
    let mut labels: Vec<_> = event.labels.iter().filter_map(|label| rules.labels.get_key_value(label)).collect();
    labels.sort_unstable_by_key(|(label, _)| Reverse(**label));
    for (label, fields) in labels {
        decision.lay(Rule::Label { label: *label }, Some(fields));
    }
    decision.lay(Rule::Chat, event.chat.and_then(|chat| rules.chats.get(&chat)));
    decision.lay(Rule::Contact, event.contact.and_then(|contact| rules.contacts.get(&contact)));
    if rules.manner.no_attention {
        let outcome = Outcome { attention: false, ..decision.outcome.clone() };
        decision.step(Rule::App, outcome);
    }
}

/// Every silence takes away what it takes, the strongest first, and gives back what its first exception lets through. So
/// one silence more never makes anything louder, and an exception to one of them does not ring through another.
fn silent_or_through(decision: &mut Decision, event: &AlertEvent, rules: &Rules, context: &Context, now: Timestamp) {
    let mut holding: Vec<Silence> = silences(event, rules, context.zone, now).collect();
    holding.sort_by_key(|silence| silence.strength());
    for silence in holding.into_iter().rev() {
        let fits = |(_, exception): &(u16, &Breakthrough)| passes(exception, silence, event, context, now);
        let exception = (1..=u16::MAX).zip(&rules.breakthroughs).find(fits);
        if exception.is_some_and(|(_, exception)| decision.passed == Some(exception.breakthrough_id)) {
            continue;
        }
        let loud = decision.outcome.clone();
        decision.step(silence.rule(), silence.over(loud.clone()));
        let left = decision.outcome.clone();
        if let Some((place, exception)) = exception {
            let rule = Rule::RingsThrough { exception: exception.breakthrough_id, place };
            decision.step(rule, exception.through(&loud, left.clone()));
        }
        if (decision.outcome.rings(), decision.outcome.banner) == (left.rings(), left.banner) {
            // What would not have been told by day is not held back by the night.
            if loud.rings() || loud.banner {
                decision.silence.get_or_insert(silence.until);
            }
        } else {
            decision.passed = exception.map(|(_, exception)| exception.breakthrough_id);
        }
    }
    decision.passed = decision.passed.filter(|_| decision.outcome.rings() || decision.outcome.banner);
}

fn passes(exception: &Breakthrough, silence: Silence, event: &AlertEvent, context: &Context, now: Timestamp) -> bool {
    let silence_fits = match (silence.because, exception.schedule) {
        (Because::Muted, _) => exception.muted_too,
        (Because::Schedule(schedule), Some(only)) => schedule == only,
        (Because::QuietNow, Some(_)) => false,
        (Because::QuietNow | Because::Schedule(_), None) => true,
    };
    let rested = exception.once_in.is_none_or(|minutes| {
        let within = i64::from(minutes) * MINUTE;
        let mut passed = context.passed.iter().filter(|(id, _)| *id == exception.breakthrough_id);
        passed.all(|(_, at)| !(0..within).contains(&now.since(*at)))
    });
    silence_fits && rested && exception.condition.fits(event, &context.recent, now)
}

/// The system's do-not-disturb, a start with much waiting, the operator's own eyes, a screen shown to others.
fn surroundings(decision: &mut Decision, event: &AlertEvent, rules: &Rules, context: &Context) {
    if context.focus && decision.outcome.importance < Importance::Critical {
        let outcome = Outcome { attention: false, ..decision.outcome.clone().silent() };
        decision.step(Rule::Focus, outcome);
    }
    if context.backlog {
        decision.step(Rule::Backlog, decision.outcome.clone().badge_only());
    }
    if event.chat.is_some() && context.looking_at == event.chat {
        let heard = decision.outcome.rings();
        let sound = if heard { SoundChoice::Own(Sound::Tick) } else { SoundChoice::Silent };
        let outcome = Outcome { sound, ..decision.outcome.clone().nothing() };
        decision.step(Rule::LookingAtIt, outcome);
    }
    if rules.manner.presenter {
        decision.step(Rule::Presenter, Outcome { preview: Preview::Hidden, ..decision.outcome.clone() });
    }
}

fn bursts(decision: &mut Decision, context: &Context, now: Timestamp) {
    let within = |last: Option<Timestamp>, time: i64| last.is_some_and(|last| (0..time).contains(&now.since(last)));
    let silent = || decision.outcome.clone().silent();
    if within(context.chat_rang, BURST_CHAT) {
        decision.step(Rule::BurstInChat, silent());
    } else if within(context.rang, BURST_ALL) {
        decision.step(Rule::BurstOverall, silent());
    }
}

/// Makes what sounds once more, because nobody answered, as loud as it can be.
pub fn louder(decision: &mut Decision) {
    if decision.outcome.rings() {
        let outcome = Outcome { volume: FULL, ..decision.outcome.clone() };
        decision.step(Rule::Unanswered, outcome);
    }
}
