//! What silences take away, what rings through them, and what else has a say.

use super::*;

const LATE: Timestamp = NOW.plus(9 * HOUR + 10 * MINUTE);
const ANY_CHAT: Condition = Condition::Chat { chat: ANNA };

fn night_with(breakthroughs: Vec<Breakthrough>) -> Rules {
    Rules { schedules: vec![night()], breakthroughs, ..Rules::default() }
}

fn anna_writes(rules: &Rules, now: Timestamp) -> Decision {
    decide(&anna(AlertKind::Message), rules, &away(), now)
}

#[rstest]
#[case::no_sound(Quietness::NoSound, true, true)]
#[case::badge_only(Quietness::BadgeOnly, false, true)]
#[case::nothing(Quietness::Nothing, false, false)]
fn a_schedule_leaves_what_its_quietness_says(#[case] quiet: Quietness, #[case] banner: bool, #[case] badge: bool) {
    let rules = Rules { schedules: vec![Schedule { quiet, ..night() }], ..Rules::default() };
    assert_eq!(triple(&anna_writes(&rules, LATE)), (SoundChoice::Silent, banner, badge));
}

#[test]
fn an_exception_gives_back_no_more_than_there_was() {
    let rules = night_with(vec![through(Condition::Kind { kind: AlertKind::Reaction })]);
    let decision = decide(&anna(AlertKind::Reaction), &rules, &away(), LATE);
    assert_eq!(triple(&decision), (SoundChoice::Silent, false, false), "a reaction is silent by day");
    assert_eq!(decision.passed, None, "nothing rang");
}

#[test]
fn an_exception_takes_nothing_that_the_silence_left() {
    let sound = Lets { sound: true, banner: false, badge: false };
    let mut rules = night_with(vec![Breakthrough { lets: sound, ..through(ANY_CHAT) }]);
    rules.schedules[0].quiet = Quietness::NoSound;
    assert_eq!(triple(&anna_writes(&rules, LATE)), (own(Sound::Kettle), true, true));
}

#[test]
fn an_exception_has_a_volume_of_its_own_where_it_sounds() {
    let mut rules = night_with(vec![Breakthrough { volume: Some(60), ..through(ANY_CHAT) }]);
    assert_eq!(anna_writes(&rules, LATE).outcome.volume, 60);
    assert_eq!(anna_writes(&rules, NOW).outcome.volume, FULL, "by day nothing has to ring through");
    rules.breakthroughs[0].lets.sound = false;
    assert_eq!(anna_writes(&rules, LATE).outcome.volume, FULL);
}

#[test]
fn an_exception_to_one_schedule_does_not_ring_through_another() {
    let only = Breakthrough { schedule: Some(NIGHT), ..through(ANY_CHAT) };
    let mut rules = night_with(vec![only]);
    assert!(anna_writes(&rules, LATE).outcome.rings());
    let evening = Window { days: (1..=7).collect(), from: 20 * 60, to: 24 * 60 };
    rules.schedules.push(Schedule { schedule_id: ScheduleId(4), windows: vec![evening], ..night() });
    let decision = anna_writes(&rules, LATE);
    assert!(!decision.outcome.rings(), "the evening holds, although the night is longer");
    assert_eq!(decision.silence, Some(Some(NOW.plus(10 * HOUR))), "and it ends at midnight");
    assert_eq!(decision.passed, None);
    assert!(anna_writes(&rules, NOW.plus(10 * HOUR)).outcome.rings());
}

#[test]
fn an_exception_to_a_schedule_does_not_ring_through_quiet_at_once() {
    let mut rules = night_with(vec![Breakthrough { schedule: Some(NIGHT), ..through(ANY_CHAT) }]);
    rules.quiet = Some(QuietNow { until: Some(LATE.plus(MINUTE)) });
    assert!(!anna_writes(&rules, LATE).outcome.rings());
    assert!(anna_writes(&rules, LATE.plus(MINUTE)).outcome.rings());
}

#[test]
fn a_muted_chat_does_not_ring_because_a_longer_night_lets_it() {
    let mut rules = night_with(vec![through(ANY_CHAT)]);
    rules.mutes.insert(ANNA, Mute { until: Some(LATE.plus(HOUR)), keep_mentions: false });
    let decision = anna_writes(&rules, LATE);
    assert!(!decision.outcome.rings());
    let until = Some(LATE.plus(HOUR));
    assert_eq!(decision.trace.last().map(|step| step.rule), Some(Rule::Muted { until }));
    assert_eq!(decision.silence, Some(until));
    rules.breakthroughs[0].muted_too = true;
    let decision = anna_writes(&rules, LATE);
    assert!(decision.outcome.rings());
    assert_eq!(decision.passed, Some(BreakthroughId(5)));
    assert_eq!(decision.trace.len(), 3, "one exception to two silences is one step");
}

#[test]
fn what_rang_through_only_as_a_banner_is_not_told_again_in_the_digest() {
    let banner = Lets { sound: false, banner: true, badge: true };
    let decision = anna_writes(&night_with(vec![Breakthrough { lets: banner, ..through(ANY_CHAT) }]), LATE);
    assert_eq!((decision.silence, decision.passed), (None, Some(BreakthroughId(5))));
    let badge = Lets { banner: false, ..banner };
    let decision = anna_writes(&night_with(vec![Breakthrough { lets: badge, ..through(ANY_CHAT) }]), LATE);
    assert_eq!((decision.silence, decision.passed), (Some(Some(NOW.plus(18 * HOUR))), None));
}

#[test]
fn once_in_an_hour_is_counted_for_each_exception() {
    let once = Breakthrough { once_in: Some(60), ..through(ANY_CHAT) };
    let second = Breakthrough { breakthrough_id: BreakthroughId(6), ..through(ANY_CHAT) };
    let rules = night_with(vec![once, second]);
    let passed = |at: i64| {
        let context = Context { passed: vec![(BreakthroughId(5), LATE.plus(at))], ..away() };
        decide(&anna(AlertKind::Message), &rules, &context, LATE).passed
    };
    assert_eq!(passed(-59 * MINUTE), Some(BreakthroughId(6)), "the first rests, so the second is asked");
    assert_eq!(passed(-60 * MINUTE), Some(BreakthroughId(5)));
    assert_eq!(passed(MINUTE), Some(BreakthroughId(5)), "a clock that was set back locks nobody out");
}

#[rstest]
#[case::her_chat(ANY_CHAT, true)]
#[case::another_chat(Condition::Chat { chat: TOMAS }, false)]
#[case::she_herself(Condition::Contact { contact: ContactId(11) }, true)]
#[case::somebody_else(Condition::Contact { contact: ContactId(12) }, false)]
#[case::a_label_anywhere(Condition::Label { label: VIP, direct: false }, true)]
#[case::a_label_in_a_direct_chat(Condition::Label { label: VIP, direct: true }, false)]
#[case::its_kind(Condition::Kind { kind: AlertKind::Mention }, true)]
#[case::another_kind(Condition::Kind { kind: AlertKind::Message }, false)]
#[case::its_words(Condition::Words { phrases: vec!["СЕНЧ*".to_owned()].into() }, true)]
#[case::other_words(Condition::Words { phrases: vec!["улун".to_owned()].into() }, false)]
fn an_exception_fits_what_it_names(#[case] condition: Condition, #[case] fits: bool) {
    let event = AlertEvent { group: true, labels: vec![VIP], ..anna(AlertKind::Mention) };
    assert_eq!(condition.fits(&event, &[], NOW), fits);
}

#[test]
fn attention_is_asked_for_where_it_is_set_and_at_all() {
    let mut rules = night_with(vec![]);
    rules.chats.insert(ANNA, Fields { attention: Some(true), ..Fields::default() });
    assert!(anna_writes(&rules, NOW).outcome.attention);
    assert!(!anna_writes(&rules, LATE).outcome.attention, "not where only the badge is left");
    rules.breakthroughs = vec![through(ANY_CHAT)];
    assert!(anna_writes(&rules, LATE).outcome.attention, "it comes back with the banner");
    rules.manner.no_attention = true;
    assert!(!anna_writes(&rules, NOW).outcome.attention);
}

#[test]
fn nothing_asks_for_attention_while_the_system_does_not_disturb() {
    let mut rules = Rules::default();
    rules.chats.insert(ANNA, Fields { attention: Some(true), ..Fields::default() });
    let outcome = decide(&anna(AlertKind::Message), &rules, &Context { focus: true, ..away() }, NOW).outcome;
    assert!(!outcome.attention && !outcome.rings() && outcome.banner);
}

#[test]
fn a_presented_screen_is_a_step_that_changes_the_preview_alone() {
    let mut rules = Rules::default();
    rules.manner.presenter = true;
    let decision = anna_writes(&rules, NOW);
    assert_eq!(decision.trace.last().map(|step| step.rule), Some(Rule::Presenter));
    assert_eq!(triple(&decision), (own(Sound::Kettle), true, true));
    rules.app.preview = Some(Preview::Hidden);
    let asked = super::rules(&anna_writes(&rules, NOW));
    assert_eq!(asked, [Rule::KindDefault, Rule::App], "it was hidden already");
}

#[test]
fn what_the_operator_looks_at_is_as_silent_as_the_night() {
    let context = Context { looking_at: Some(ANNA), ..away() };
    let decision = decide(&anna(AlertKind::Message), &night_with(vec![]), &context, LATE);
    assert_eq!(triple(&decision), (SoundChoice::Silent, false, false));
}

#[test]
fn a_second_alert_about_the_same_is_as_loud_as_can_be() {
    let mut rules = Rules::default();
    rules.app.volume = Some(20);
    let mut decision = anna_writes(&rules, NOW);
    louder(&mut decision);
    assert_eq!(decision.outcome, AlertKind::Message.default_outcome());
    assert_eq!(decision.trace.last().map(|step| (step.rule, step.outcome.volume)), Some((Rule::Unanswered, 100)));
    let mut silent = decide(&anna(AlertKind::Message), &night_with(vec![]), &away(), LATE);
    let before = silent.clone();
    louder(&mut silent);
    assert_eq!(silent, before, "what is silent is not made loud");
}

#[rstest]
#[case::an_end_that_is_no_number("mute:soon=-@100.nF1")]
#[case::a_schedule_without_an_end("schedule:3=-@100.nF1")]
#[case::an_unknown_rule("moon=-@100.nF1")]
#[case::an_unknown_sound("default=gong@100.nF1")]
#[case::too_loud("default=bell@300.nF1")]
#[case::no_outcome("default")]
#[case::nothing("")]
fn a_trace_of_another_version_is_not_guessed_at(#[case] text: &str) {
    assert_eq!(trace::read(text), None);
}
