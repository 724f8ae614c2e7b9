//! Any rules, events, contexts and moments: few keys, so that they meet.

use proptest::collection::{btree_set, hash_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

/// Zones with whole, half and quarter hours, clocks that change by half an hour, by two, at midnight, and a missing day.
const ZONES: &[chrono_tz::Tz] = &[
    chrono_tz::UTC,
    chrono_tz::Europe::Berlin,
    chrono_tz::Europe::London,
    chrono_tz::America::New_York,
    chrono_tz::America::Santiago,
    chrono_tz::America::Havana,
    chrono_tz::America::St_Johns,
    chrono_tz::Asia::Almaty,
    chrono_tz::Asia::Kathmandu,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::Antarctica::Troll,
    chrono_tz::Pacific::Apia,
    chrono_tz::Pacific::Chatham,
];

pub fn zone() -> impl Strategy<Value = chrono_tz::Tz> {
    select(ZONES)
}

/// A moment between 2000 and 2036, to the millisecond or on a quarter of an hour.
pub fn moment() -> impl Strategy<Value = Timestamp> {
    let any = 946_684_800_000_i64..2_082_758_400_000;
    prop_oneof![any.clone(), any.prop_map(|at| at - at % (15 * MINUTE))].prop_map(Timestamp)
}

pub fn window() -> impl Strategy<Value = Window> {
    let minutes = || prop_oneof![0_u16..=1440, (0_u16..=24).prop_map(|hour| hour * 60)];
    (btree_set(1_u8..=7, 1..=7), minutes(), minutes()).prop_map(|(days, from, to)| Window { days, from, to })
}

pub fn schedule() -> impl Strategy<Value = Schedule> {
    let scope = prop_oneof![
        3 => Just(Scope::App),
        1 => account().prop_map(Scope::Account),
        1 => label().prop_map(Scope::Label),
        1 => chat().prop_map(Scope::Chat),
    ];
    let except = btree_set((2000_i32..2037, 1_u32..=366), 0..3).prop_map(|days| {
        days.into_iter().filter_map(|(year, day)| chrono::NaiveDate::from_yo_opt(year, day)).collect()
    });
    let quiet = select(&[Quietness::NoSound, Quietness::BadgeOnly, Quietness::Nothing][..]);
    let windows = vec(window(), 0..4);
    (1_i64..5, prop::bool::weighted(0.9), scope, windows, option::of(zone()), except, quiet).prop_map(
        |(key, on, scope, windows, zone, except, quiet)| {
            let (schedule_id, name) = (ScheduleId(key), String::new());
            Schedule { schedule_id, name, on, scope, windows, zone, except, quiet }
        },
    )
}

pub fn event() -> impl Strategy<Value = AlertEvent> {
    let text = prop_oneof![Just("Где мой чай?".to_owned()), ".{0,20}"];
    let group = (any::<bool>(), option::of(group_kind()), option::of(select(&GroupTopic::ALL[..])));
    let parts = (kind(), account(), option::of(chat()), group, option::of(contact()), vec(label(), 0..4), text);
    parts.prop_map(|(kind, account, chat, (group, group_kind, group_topic), contact, labels, text)| AlertEvent {
        kind,
        account,
        chat,
        group,
        group_kind: group_kind.filter(|_| group),
        group_topic: group_topic.filter(|_| group),
        contact,
        labels,
        text,
    })
}

/// What is known at a moment, with what rang and was written around it.
pub fn context(now: Timestamp) -> impl Strategy<Value = Context> {
    let around = move || (-40 * MINUTE..MINUTE).prop_map(move |time| now.plus(time));
    let lately = move || option::of((-30_000_i64..1000).prop_map(move |time| now.plus(time)));
    let passed = vec(((1_i64..4).prop_map(BreakthroughId), around()), 0..3);
    let looking = option::weighted(0.3, chat());
    let seldom = || prop::bool::weighted(0.2);
    (zone(), seldom(), looking, lately(), lately(), seldom(), vec(around(), 0..5), passed).prop_map(
        |(zone, focus, looking_at, chat_rang, rang, backlog, recent, passed)| Context {
            zone,
            focus,
            looking_at,
            chat_rang,
            rang,
            backlog,
            recent,
            passed,
        },
    )
}

pub fn rules(now: Timestamp) -> impl Strategy<Value = Rules> {
    let few = 0..4;
    let levels = (
        fields(),
        hash_map(account(), fields(), 0..2),
        hash_map(kind(), fields(), few.clone()),
        fields(),
        prop::collection::btree_map(group_kind(), fields(), few.clone()),
        prop::collection::btree_map(label(), fields(), few.clone()),
        hash_map(chat(), fields(), few.clone()),
        hash_map(contact(), fields(), few.clone()),
    );
    let until = move || option::of((-HOUR..9 * HOUR).prop_map(move |time| now.plus(time)));
    let mute = (until(), any::<bool>()).prop_map(|(until, keep_mentions)| Mute { until, keep_mentions });
    let quiet = option::weighted(0.3, until().prop_map(|until| QuietNow { until }));
    let silences = (hash_map(chat(), mute, 0..2), vec(schedule(), 0..4), quiet, vec(breakthrough(), few));
    (levels, silences, any::<bool>(), any::<bool>()).prop_map(|(levels, silences, presenter, no_attention)| {
        let (app, accounts, kinds, groups, group_kinds, labels, chats, contacts) = levels;
        let (mutes, mut schedules, quiet, mut breakthroughs) = silences;
        // As in their tables: no two have the same id.
        for (id, one) in (1..).zip(&mut schedules) {
            one.schedule_id = ScheduleId(id);
        }
        for (id, one) in (1..).zip(&mut breakthroughs) {
            one.breakthrough_id = BreakthroughId(id);
        }
        let manner = Manner { presenter, no_attention, ..Manner::default() };
        Rules {
            app,
            accounts,
            kinds,
            groups,
            group_kinds,
            labels,
            chats,
            contacts,
            mutes,
            schedules,
            quiet,
            breakthroughs,
            manner,
        }
    })
}

fn group_kind() -> impl Strategy<Value = GroupKind> {
    select(&GroupKind::ALL[..])
}

fn fields() -> impl Strategy<Value = Fields> {
    let file = any::<u64>().prop_map(|hash| SoundChoice::File(format!("{hash:064x}").as_str().into()));
    let ours = select(Sound::CHOICE).prop_map(SoundChoice::Own);
    let sound = prop_oneof![Just(SoundChoice::Silent), ours, file];
    let preview = select(&[Preview::Full, Preview::Sender, Preview::Hidden][..]);
    let all = [Importance::Passive, Importance::Active, Importance::TimeSensitive, Importance::Critical];
    let flag = || option::of(any::<bool>());
    let sometimes = (option::of(sound), option::of(any::<u8>()), flag(), flag(), option::of(preview));
    (sometimes, option::of(select(all.to_vec())), flag()).prop_map(|(first, importance, attention)| {
        let (sound, volume, banner, badge, preview) = first;
        Fields { sound, volume, banner, badge, preview, importance, attention }
    })
}

fn breakthrough() -> impl Strategy<Value = Breakthrough> {
    let words = subsequence(vec!["чай".to_owned(), "ча*".to_owned(), "a".to_owned()], 0..3);
    let condition = prop_oneof![
        chat().prop_map(|chat| Condition::Chat { chat }),
        contact().prop_map(|contact| Condition::Contact { contact }),
        (label(), any::<bool>()).prop_map(|(label, direct)| Condition::Label { label, direct }),
        kind().prop_map(|kind| Condition::Kind { kind }),
        words.prop_map(|phrases| Condition::Words { phrases: phrases.into() }),
        (0_u8..4, 0_u16..30).prop_map(|(count, minutes)| Condition::Repeated { count, minutes }),
    ];
    let lets = any::<[bool; 3]>().prop_map(|[sound, banner, badge]| Lets { sound, banner, badge });
    let limits = (option::of(any::<u8>()), option::weighted(0.3, (1_i64..5).prop_map(ScheduleId)));
    let once_in = option::weighted(0.3, 0_u16..60);
    (1_i64..4, condition, lets, limits, any::<bool>(), once_in).prop_map(|(key, condition, lets, limits, too, once)| {
        let (breakthrough_id, (volume, schedule)) = (BreakthroughId(key), limits);
        Breakthrough { breakthrough_id, condition, lets, volume, schedule, muted_too: too, once_in: once }
    })
}

fn kind() -> impl Strategy<Value = AlertKind> {
    prop_oneof![Just(AlertKind::Message), Just(AlertKind::Mention), select(AlertKind::ALL)]
}

fn account() -> impl Strategy<Value = AccountId> {
    select(vec![AccountId::from("tea"), AccountId::from("coffee")])
}

fn chat() -> impl Strategy<Value = ChatId> {
    (1_i64..4).prop_map(ChatId)
}

fn contact() -> impl Strategy<Value = ContactId> {
    (1_i64..4).prop_map(ContactId)
}

fn label() -> impl Strategy<Value = LabelId> {
    (1_i64..5).prop_map(LabelId)
}
