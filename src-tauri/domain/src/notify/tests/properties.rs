//! What holds for any rules, events, contexts and moments.

use proptest::prelude::*;

use super::any;
use super::*;

/// Everything that a decision is made of.
#[derive(Debug, Clone)]
struct Asked {
    event: AlertEvent,
    rules: Rules,
    context: Context,
    now: Timestamp,
}

impl Asked {
    fn decide(&self) -> Decision {
        decide(&self.event, &self.rules, &self.context, self.now)
    }

    fn with(&self, change: impl FnOnce(&mut Rules)) -> Decision {
        let mut changed = self.clone();
        change(&mut changed.rules);
        changed.decide()
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    any::moment().prop_flat_map(|now| {
        let parts = (any::event(), any::rules(now), any::context(now));
        parts.prop_map(move |(event, rules, context)| Asked { event, rules, context, now })
    })
}

/// Whether nothing of one outcome is missing in another.
fn within(quiet: &Outcome, loud: &Outcome) -> bool {
    let all = [
        (quiet.rings(), loud.rings()),
        (quiet.banner, loud.banner),
        (quiet.badge, loud.badge),
        (quiet.attention, loud.attention),
    ];
    all.into_iter().all(|(quiet, loud)| loud || !quiet)
}

/// Takes every silence away.
fn hold_nothing(rules: &mut Rules) {
    rules.mutes.clear();
    rules.schedules.clear();
    rules.quiet = None;
}

proptest! {
    #[test]
    fn the_same_question_has_the_same_answer(asked in asked()) {
        prop_assert_eq!(asked.decide(), asked.with(|_| {}));
    }

    #[test]
    fn every_event_has_an_outcome_at_every_moment(asked in asked(), now in proptest::num::i64::ANY) {
        let decision = Asked { now: Timestamp(now), ..asked }.decide();
        prop_assert!(!decision.trace.is_empty());
    }

    #[test]
    fn the_trace_alone_gives_the_outcome_again(asked in asked()) {
        let decision = asked.decide();
        let kept = trace::read(&trace::write(&decision.trace));
        prop_assert_eq!(kept.as_ref(), Some(&decision.trace));
        let last = kept.and_then(|steps| steps.into_iter().last()).map(|step| step.outcome);
        prop_assert_eq!(last, Some(decision.outcome));
    }

    #[test]
    fn every_step_changed_something(asked in asked()) {
        let trace = asked.decide().trace;
        prop_assert_eq!(trace[0].rule, Rule::KindDefault);
        prop_assert!(trace.windows(2).all(|two| two[0].outcome != two[1].outcome), "{:?}", trace);
    }

    #[test]
    fn a_silence_never_makes_anything_louder(asked in asked(), more in any::schedule(), place in 0_usize..4) {
        let decision = asked.decide();
        let and_more = asked.with(|rules| rules.schedules.insert(place.min(rules.schedules.len()), more));
        prop_assert!(within(&and_more.outcome, &decision.outcome), "a schedule: {:?}", and_more.trace);
        let unmuted = asked.with(|rules| rules.mutes.clear());
        prop_assert!(within(&decision.outcome, &unmuted.outcome), "a mute: {:?}", decision.trace);
        let loud = asked.with(|rules| rules.quiet = None);
        prop_assert!(within(&decision.outcome, &loud.outcome), "quiet at once: {:?}", decision.trace);
    }

    #[test]
    fn an_exception_never_makes_anything_quieter(asked in asked()) {
        let without = asked.with(|rules| rules.breakthroughs.clear());
        prop_assert!(within(&without.outcome, &asked.decide().outcome));
    }

    #[test]
    fn without_a_silence_none_is_told_of(asked in asked()) {
        let decision = asked.with(hold_nothing);
        prop_assert_eq!((decision.silence, decision.passed), (None, None));
    }

    #[test]
    fn what_a_silence_takes_away_is_told_of(asked in asked()) {
        let Context { zone, recent, passed, .. } = asked.context.clone();
        let nothing_else = Asked { context: Context { recent, passed, ..Context::away(zone) }, ..asked };
        let decision = nothing_else.decide();
        let loud = nothing_else.with(hold_nothing).outcome;
        if !decision.outcome.rings() && !decision.outcome.banner && (loud.rings() || loud.banner) {
            prop_assert!(decision.silence.is_some(), "{:?}", decision);
            prop_assert_eq!(decision.passed, None);
        }
    }

    #[test]
    fn a_burst_rings_once(asked in asked(), later in 0..BURST_CHAT, elsewhere in 0..BURST_ALL) {
        let rings = |context| Asked { context, ..asked.clone() }.decide().outcome.rings();
        let in_chat = rings(Context { chat_rang: Some(asked.now.plus(-later)), ..asked.context.clone() });
        let in_all = rings(Context { rang: Some(asked.now.plus(-elsewhere)), ..asked.context.clone() });
        prop_assert_eq!((in_chat, in_all), (false, false));
    }

    #[test]
    fn a_presented_screen_never_shows_a_name(asked in asked()) {
        let decision = asked.with(|rules| rules.manner.presenter = true);
        prop_assert_eq!(decision.outcome.preview, Preview::Hidden);
    }

    #[test]
    fn the_systems_do_not_disturb_lets_only_what_is_critical_sound(asked in asked()) {
        let context = Context { focus: true, looking_at: None, ..asked.context.clone() };
        let outcome = Asked { context, ..asked }.decide().outcome;
        prop_assert!(!outcome.rings() || outcome.importance == Importance::Critical);
    }

    #[test]
    fn it_is_silent_until_its_end_and_not_at_it(
        schedule in any::schedule(), zone in any::zone(), now in any::moment(), part in 0.0..1.0,
    ) {
        let Some(until) = schedule.silent(zone, now) else { return Ok(()) };
        let Some(end) = until else {
            // The week has no gap: it is silent whenever the next exception is far.
            let soon = now.plus((part * 8.0 * 24.0 * 60.0) as i64 * MINUTE);
            prop_assert_eq!(schedule.silent(zone, soon), Some(None));
            return Ok(());
        };
        prop_assert!(end > now);
        let between = now.plus((part * (end.since(now) - 1) as f64) as i64);
        prop_assert_eq!(schedule.silent(zone, between), Some(until));
        prop_assert_eq!(schedule.silent(zone, end.plus(-1)), Some(until));
        prop_assert_eq!(schedule.silent(zone, end), None);
    }

    #[test]
    fn it_is_silent_just_where_a_window_covers_the_moment(
        schedule in any::schedule(), zone in any::zone(), now in any::moment(),
    ) {
        let home = schedule.zone.unwrap_or(zone);
        let today = schedule::local(home, now).unwrap().date_naive();
        let near = today.checked_sub_days(chrono::Days::new(4)).unwrap().iter_days().take(9);
        let covered = near.flat_map(|day| schedule.windows_of(zone, day).collect::<Vec<_>>())
            .any(|(from, to)| from <= now && now < to);
        prop_assert_eq!(schedule.silent(zone, now).is_some(), schedule.on && covered);
    }

    #[test]
    fn no_phrase_and_no_text_is_too_strange(phrases in proptest::collection::vec(".*", 0..4), text in ".*") {
        let phrases = Phrases::from(phrases);
        let _found: bool = phrases.found_in(&text);
    }

    #[test]
    fn a_text_with_a_word_holds_itself(text in "[^*]*") {
        prop_assume!(!crate::text::words(&text).is_empty());
        prop_assert!(Phrases::from(vec![text.clone()]).found_in(&text));
    }

    #[test]
    fn a_text_that_is_no_trace_is_not_read_as_one(text in ".*") {
        prop_assert_eq!(trace::read(&text), None);
    }
}
