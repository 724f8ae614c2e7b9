//! Anna writes, Tomás writes, and it rings or not.

use rstest::rstest;

use super::*;
use crate::group::{GroupKind, GroupTopic};
use crate::id::{AccountId, BreakthroughId, ChatId, ContactId, LabelId, ScheduleId};
use crate::time::{HOUR, MINUTE, Timestamp};

mod any;
mod dated;
mod properties;
mod silences;

/// Wednesday, 19 November 2025, 14:00 in Almaty.
const NOW: Timestamp = Timestamp::from_seconds(1_763_542_800);
const ALMATY: chrono_tz::Tz = chrono_tz::Asia::Almaty;
const ANNA: ChatId = ChatId(1);
const TOMAS: ChatId = ChatId(2);
const VIP: LabelId = LabelId(7);
const NIGHT: ScheduleId = ScheduleId(3);

fn anna(kind: AlertKind) -> AlertEvent {
    AlertEvent {
        kind,
        account: AccountId::from("tea"),
        chat: Some(ANNA),
        group: false,
        group_kind: None,
        group_topic: None,
        contact: Some(ContactId(11)),
        labels: vec![],
        text: "Есть ли сенча?".into(),
    }
}

fn away() -> Context {
    Context::away(ALMATY)
}

fn night() -> Schedule {
    Schedule {
        schedule_id: NIGHT,
        name: "Night".into(),
        on: true,
        scope: Scope::App,
        windows: vec![Window { days: (1..=7).collect(), from: 22 * 60, to: 8 * 60 }],
        zone: None,
        except: [].into(),
        quiet: Quietness::BadgeOnly,
    }
}

fn through(condition: Condition) -> Breakthrough {
    Breakthrough {
        breakthrough_id: BreakthroughId(5),
        condition,
        lets: Lets { sound: true, banner: true, badge: true },
        volume: None,
        schedule: None,
        muted_too: false,
        once_in: None,
    }
}

/// Sound, banner and badge as they stand on the screen.
fn triple(decision: &Decision) -> (SoundChoice, bool, bool) {
    (decision.outcome.sound.clone(), decision.outcome.banner, decision.outcome.badge)
}

fn own(sound: Sound) -> SoundChoice {
    SoundChoice::Own(sound)
}

fn rules(decision: &Decision) -> Vec<Rule> {
    decision.trace.iter().map(|step| step.rule).collect()
}

#[rstest]
#[case::anna_writes(AlertKind::Message, away(), (own(Sound::Kettle), true, true))]
#[case::anna_reacts(AlertKind::Reaction, away(), (SoundChoice::Silent, false, false))]
#[case::a_send_fails(AlertKind::Failed, away(), (own(Sound::Knock), true, true))]
#[case::under_the_operators_eyes(AlertKind::Message, Context { looking_at: Some(ANNA), ..away() }, (own(Sound::Tick), false, false))]
#[case::another_chat_is_open(AlertKind::Message, Context { looking_at: Some(TOMAS), ..away() }, (own(Sound::Kettle), true, true))]
#[case::she_wrote_a_second_ago(AlertKind::Message, Context { chat_rang: Some(NOW.plus(-1000)), ..away() }, (SoundChoice::Silent, true, true))]
#[case::twenty_seconds_later(AlertKind::Message, Context { chat_rang: Some(NOW.plus(-BURST_CHAT)), ..away() }, (own(Sound::Kettle), true, true))]
#[case::tomas_wrote_a_second_ago(AlertKind::Message, Context { rang: Some(NOW.plus(-1000)), ..away() }, (SoundChoice::Silent, true, true))]
#[case::three_seconds_later(AlertKind::Message, Context { rang: Some(NOW.plus(-BURST_ALL)), ..away() }, (own(Sound::Kettle), true, true))]
#[case::it_waited_since_yesterday(AlertKind::Message, Context { backlog: true, ..away() }, (SoundChoice::Silent, false, true))]
#[case::the_clock_was_set_back(AlertKind::Message, Context { rang: Some(NOW.plus(1000)), ..away() }, (own(Sound::Kettle), true, true))]
#[case::the_system_is_quiet(AlertKind::Message, Context { focus: true, ..away() }, (SoundChoice::Silent, true, true))]
fn an_event_has_its_outcome(
    #[case] kind: AlertKind,
    #[case] context: Context,
    #[case] expected: (SoundChoice, bool, bool),
) {
    let decision = decide(&anna(kind), &Rules::default(), &context, NOW);
    assert_eq!(triple(&decision), expected);
    assert_eq!(decision.trace.last().map(|step| &step.outcome), Some(&decision.outcome), "the last step decides");
}

#[test]
fn the_trace_names_only_steps_that_changed_something() {
    let context = Context { backlog: true, chat_rang: Some(NOW), ..away() };
    let decision = decide(&anna(AlertKind::Message), &Rules::default(), &context, NOW);
    assert_eq!(rules(&decision), [Rule::KindDefault, Rule::Backlog], "a burst cannot silence what is silent already");
}

#[test]
fn each_level_may_set_a_field_and_the_nearer_one_wins() {
    let volume = |volume| Fields { volume: Some(volume), ..Fields::default() };
    let mut event = AlertEvent { group: true, labels: vec![VIP], ..anna(AlertKind::GroupMessage) };
    let mut rules = Rules::default();
    let heard = |rules: &Rules, event: &AlertEvent| decide(event, rules, &away(), NOW).outcome.volume;
    rules.app = volume(90);
    assert_eq!(heard(&rules, &event), 90);
    rules.accounts.insert("tea".into(), volume(80));
    assert_eq!(heard(&rules, &event), 80);
    rules.kinds.insert(AlertKind::GroupMessage, volume(70));
    assert_eq!(heard(&rules, &event), 70);
    rules.groups = volume(60);
    assert_eq!(heard(&rules, &event), 60);
    rules.group_kinds.insert(GroupKind::Support, volume(55));
    assert_eq!(heard(&rules, &event), 60, "nobody said what this group is for");
    event.group_kind = Some(GroupKind::Support);
    assert_eq!(heard(&rules, &event), 55);
    rules.labels.insert(VIP, volume(50));
    assert_eq!(heard(&rules, &event), 50);
    rules.chats.insert(ANNA, volume(40));
    assert_eq!(heard(&rules, &event), 40);
    rules.contacts.insert(ContactId(11), volume(30));
    assert_eq!(heard(&rules, &event), 30);
    event.contact = None;
    assert_eq!(heard(&rules, &event), 40, "a field that a level does not set is left to the one above");
}

#[rstest]
#[case::an_announcement_only_counts(GroupKind::Announcement, AlertKind::GroupMessage, (SoundChoice::Silent, false, true))]
#[case::also_who_speaks_to_us(GroupKind::Announcement, AlertKind::Mention, (SoundChoice::Silent, false, true))]
#[case::every_question_rings(GroupKind::Support, AlertKind::GroupMessage, (own(Sound::Kettle), true, true))]
#[case::as_a_mention_does(GroupKind::Support, AlertKind::Mention, (own(Sound::Bell), true, true))]
#[case::talk_is_silent(GroupKind::Community, AlertKind::GroupMessage, (SoundChoice::Silent, false, true))]
#[case::who_speaks_to_us_rings(GroupKind::Community, AlertKind::Mention, (own(Sound::Bell), true, true))]
#[case::a_join_request_does_what_it_does(GroupKind::Support, AlertKind::JoinRequest, (SoundChoice::Silent, true, true))]
fn what_a_group_is_for_says_what_its_messages_do(
    #[case] group: GroupKind,
    #[case] kind: AlertKind,
    #[case] does: (SoundChoice, bool, bool),
) {
    let event = AlertEvent { group: true, group_kind: Some(group), ..anna(kind) };
    let outcome = decide(&event, &Rules::default(), &away(), NOW).outcome;
    assert_eq!((outcome.sound, outcome.banner, outcome.badge), does);
}

#[rstest]
#[case::of_people_who_matter_every_message_rings(GroupTopic::Vip, AlertKind::GroupMessage, true)]
#[case::and_every_mention(GroupTopic::Vip, AlertKind::Mention, true)]
#[case::a_join_request_does_what_it_does(GroupTopic::Vip, AlertKind::JoinRequest, false)]
#[case::a_product_is_only_a_word(GroupTopic::Product, AlertKind::GroupMessage, false)]
#[case::as_is_a_region(GroupTopic::Region, AlertKind::GroupMessage, false)]
fn what_a_group_is_about_goes_over_what_it_is_for(
    #[case] topic: GroupTopic,
    #[case] kind: AlertKind,
    #[case] decides: bool,
) {
    let group_kind = Some(GroupKind::Announcement);
    let plain = AlertEvent { group: true, group_kind, ..anna(kind) };
    let about = AlertEvent { group_topic: Some(topic), ..plain.clone() };
    let (without, mut rules) = (decide(&plain, &Rules::default(), &away(), NOW), Rules::default());
    let decision = decide(&about, &rules, &away(), NOW);
    if !decides {
        assert_eq!(decision, without);
        return;
    }
    let outcome = &decision.outcome;
    assert_eq!((&outcome.sound, outcome.importance), (&own(Sound::Bell), Importance::TimeSensitive));
    assert!(outcome.banner && outcome.badge);
    assert_eq!(decision.trace.last().map(|step| step.rule), Some(Rule::TopicDefault { topic }));
    assert_eq!(trace::read(&trace::write(&decision.trace)), Some(decision.trace));
    rules.chats.insert(ANNA, Fields { sound: Some(SoundChoice::Silent), ..Fields::default() });
    assert_eq!(
        decide(&about, &rules, &away(), NOW).outcome.sound,
        SoundChoice::Silent,
        "whoever sets something is heard"
    );
}

#[test]
fn whatever_the_operator_sets_goes_over_what_a_group_is_for() {
    let event = AlertEvent { group: true, group_kind: Some(GroupKind::Support), ..anna(AlertKind::GroupMessage) };
    let mut rules = Rules::default();
    let decision = decide(&event, &rules, &away(), NOW);
    let group = GroupKind::Support;
    assert_eq!(decision.trace.last().map(|step| step.rule), Some(Rule::GroupDefault { group }));
    rules.kinds.insert(AlertKind::GroupMessage, Fields { sound: Some(SoundChoice::Silent), ..Fields::default() });
    assert_eq!(decide(&event, &rules, &away(), NOW).outcome.sound, SoundChoice::Silent);
    rules.group_kinds.insert(group, Fields { sound: Some(own(Sound::Knock)), ..Fields::default() });
    let decision = decide(&event, &rules, &away(), NOW);
    assert_eq!(decision.outcome.sound, own(Sound::Knock));
    assert_eq!(decision.trace.last().map(|step| step.rule), Some(Rule::GroupKind { group }));
    assert_eq!(trace::read(&trace::write(&decision.trace)), Some(decision.trace));
}

#[test]
fn a_chats_own_sound_rings_even_where_its_kind_is_silent() {
    let mut rules = Rules::default();
    let event = AlertEvent { group: true, ..anna(AlertKind::GroupMessage) };
    assert_eq!(decide(&event, &rules, &away(), NOW).outcome.sound, SoundChoice::Silent);
    rules.chats.insert(ANNA, Fields { sound: Some(own(Sound::Drop)), ..Fields::default() });
    assert_eq!(decide(&event, &rules, &away(), NOW).outcome.sound, own(Sound::Drop));
}

#[test]
fn of_several_labels_the_first_wins() {
    let mut rules = Rules::default();
    rules.labels.insert(VIP, Fields { sound: Some(own(Sound::Bell)), ..Fields::default() });
    rules.labels.insert(LabelId(9), Fields { sound: Some(own(Sound::Drop)), ..Fields::default() });
    let event = AlertEvent { labels: vec![LabelId(9), VIP], ..anna(AlertKind::Message) };
    assert_eq!(decide(&event, &rules, &away(), NOW).outcome.sound, own(Sound::Bell));
}

#[test]
fn a_mute_ends_by_itself_and_may_keep_mentions() {
    let until = Some(NOW.plus(HOUR));
    let mut rules = Rules::default();
    rules.mutes.insert(ANNA, Mute { until, keep_mentions: true });
    let at = |kind, now| triple(&decide(&anna(kind), &rules, &away(), now));
    assert_eq!(at(AlertKind::Message, NOW), (SoundChoice::Silent, false, true));
    assert_eq!(at(AlertKind::Mention, NOW), (own(Sound::Bell), true, true));
    assert_eq!(at(AlertKind::Message, NOW.plus(HOUR)), (own(Sound::Kettle), true, true));
}

#[test]
fn in_the_night_only_who_may_rings_through_and_the_first_exception_wins() {
    let mut rules = Rules { schedules: vec![night()], ..Rules::default() };
    let late = NOW.plus(9 * HOUR + 10 * MINUTE);
    let vip = AlertEvent { labels: vec![VIP], ..anna(AlertKind::Message) };
    let silent = decide(&vip, &rules, &away(), late);
    assert_eq!(triple(&silent), (SoundChoice::Silent, false, true));
    let morning = NOW.plus(18 * HOUR);
    assert_eq!(rules_of_night(&silent), Some(Some(morning)));
    rules.breakthroughs = vec![
        through(Condition::Label { label: VIP, direct: true }),
        Breakthrough {
            lets: Lets { sound: false, banner: true, badge: true },
            ..through(Condition::Chat { chat: ANNA })
        },
    ];
    let rung = decide(&vip, &rules, &away(), late);
    assert_eq!(triple(&rung), (own(Sound::Kettle), true, true));
    assert_eq!(rung.silence, None, "what rang is not told again in the digest");
    assert!(matches!(rung.trace.last().map(|step| step.rule), Some(Rule::RingsThrough { place: 1, .. })));
    let without = decide(&anna(AlertKind::Message), &rules, &away(), late);
    assert_eq!(triple(&without), (SoundChoice::Silent, true, true), "the second exception lets no sound through");
}

fn rules_of_night(decision: &Decision) -> Option<Option<Timestamp>> {
    decision.trace.iter().find_map(|step| match step.rule {
        Rule::Schedule { schedule: NIGHT, until } => Some(until),
        _ => None,
    })
}

#[test]
fn a_muted_chat_is_rung_through_only_where_the_exception_says_so() {
    let mut rules = Rules::default();
    rules.mutes.insert(ANNA, Mute { until: None, keep_mentions: false });
    rules.breakthroughs = vec![through(Condition::Words { phrases: vec!["сенча".to_owned()].into() })];
    let muted = decide(&anna(AlertKind::Message), &rules, &away(), NOW);
    assert!(!muted.outcome.rings());
    rules.breakthroughs[0].muted_too = true;
    assert!(decide(&anna(AlertKind::Message), &rules, &away(), NOW).outcome.rings());
}

#[test]
fn three_messages_in_five_minutes_ring_through_at_most_once_an_hour() {
    let repeated = Condition::Repeated { count: 3, minutes: 5 };
    let once = Breakthrough { once_in: Some(60), ..through(repeated) };
    let rules = Rules { quiet: Some(QuietNow { until: None }), breakthroughs: vec![once], ..Rules::default() };
    let ring = |recent: Vec<Timestamp>, passed| {
        decide(&anna(AlertKind::Message), &rules, &Context { recent, passed, ..away() }, NOW).outcome.rings()
    };
    let ago = |minutes: i64| NOW.plus(-minutes * MINUTE);
    assert!(!ring(vec![ago(1)], vec![]), "the second message");
    assert!(!ring(vec![ago(1), ago(6)], vec![]), "one of them was too long ago");
    assert!(ring(vec![ago(1), ago(4)], vec![]));
    assert!(!ring(vec![ago(1), ago(4)], vec![(BreakthroughId(5), ago(59))]));
    assert!(ring(vec![ago(1), ago(4)], vec![(BreakthroughId(5), ago(60))]));
}

#[test]
fn of_two_silences_the_quieter_wins() {
    let noon = Schedule {
        schedule_id: ScheduleId(4),
        windows: vec![Window { days: (1..=7).collect(), from: 0, to: 0 }],
        quiet: Quietness::NoSound,
        ..night()
    };
    let rules = Rules { schedules: vec![noon, night()], ..Rules::default() };
    let banner = |now| decide(&anna(AlertKind::Message), &rules, &away(), now).outcome.banner;
    assert!(banner(NOW), "only the one without sound holds");
    assert!(!banner(NOW.plus(9 * HOUR)), "at night the badge is all there is");
}

#[test]
fn a_presented_screen_shows_neither_names_nor_words() {
    let mut rules = Rules::default();
    rules.manner.presenter = true;
    assert_eq!(decide(&anna(AlertKind::Message), &rules, &away(), NOW).outcome.preview, Preview::Hidden);
}

#[test]
fn a_critical_alert_passes_the_systems_do_not_disturb() {
    let mut rules = Rules::default();
    rules.chats.insert(ANNA, Fields { importance: Some(Importance::Critical), ..Fields::default() });
    let context = Context { focus: true, ..away() };
    assert!(decide(&anna(AlertKind::Message), &rules, &context, NOW).outcome.rings());
}
