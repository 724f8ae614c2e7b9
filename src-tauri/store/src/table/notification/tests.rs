//! The tables of notification: decisions with their reasons, what is held back, and the rules.

use domain::notify::{
    AlertEvent, AlertKind, BadgeCount, Breakthrough, Condition, Context, Fields, Lets, Mute, Quietness, Rules,
    Schedule, Scope, Window, decide,
};
use domain::{BreakthroughId, ChatId, ContactId, MessageId, ScheduleId, Timestamp};
use pretty_assertions::assert_eq;

use super::*;
use crate::table::alert_level::{self, AlertLevel};
use crate::table::{breakthrough, chat_change, mute, notification_count, schedule, sound_file, uncounted};
use crate::town::{anna, at, chat_with, desk, shop, tomas, writes};

fn decision(chat: ChatId, message: i64) -> NewNotification {
    let event = AlertEvent {
        kind: AlertKind::Message,
        account: shop(),
        chat: Some(chat),
        group: false,
        group_kind: None,
        group_topic: None,
        contact: Some(ContactId(1)),
        labels: vec![],
        text: String::new(),
    };
    let decided = decide(&event, &Rules::default(), &Context::away(chrono_tz::UTC), at(1));
    NewNotification {
        kind: event.kind,
        account_id: event.account,
        chat_id: event.chat,
        contact_id: event.contact,
        message_id: Some(MessageId(message)),
        words: String::new(),
        at: at(2),
        trace: decided.trace,
        passed: None,
        held: Held::No,
        held_until: None,
        shown_key: None,
    }
}

fn on(work: impl FnOnce(&Write<'_>) -> Result<(), StoreError>) {
    desk().console.write(work).unwrap();
}

#[test]
fn a_decision_is_kept_with_its_reasons_and_its_banner_withdrawn() {
    on(|w| {
        let chat = chat_with(w, &anna(), 1);
        for key in [None, Some("banner-1"), Some("banner-2")] {
            insert(w, &NewNotification { shown_key: key.map(str::to_owned), ..decision(chat, 5) })?;
        }
        let kept = of_message(w, MessageId(5))?.map(|row| row.kept);
        assert_eq!(kept.map(|kept| (kept.trace, kept.kind)), Some((decision(chat, 5).trace, AlertKind::Message)));
        let up: Vec<_> = shown(w, chat)?.into_iter().filter_map(|row| row.kept.shown_key).collect();
        assert_eq!(up, ["banner-1", "banner-2"]);
        withdrawn(w, chat)?;
        assert_eq!(shown(w, chat)?, []);
        let ids = |rows: Vec<Notification>| rows.into_iter().map(|row| row.notification_id).collect::<Vec<_>>();
        assert_eq!(ids(page(w, Some(chat), None, 2)?), [3, 2]);
        assert_eq!(ids(page(w, None, Some(2), 9)?), [1]);
        forget(w, at(3))?;
        assert_eq!(page(w, None, None, 9)?, []);
        Ok(())
    });
}

#[test]
fn what_is_held_back_knows_when_the_next_silence_ends() {
    on(|w| {
        let chat = chat_with(w, &anna(), 1);
        for (message, until) in [(1, Some(at(60))), (2, Some(at(30))), (3, None)] {
            insert(w, &NewNotification { held: Held::Held, held_until: until, ..decision(chat, message) })?;
        }
        assert_eq!((held(w, Held::Held)?.len(), next_end(w)?), (3, Some(at(30))));
        hold(w, 2, Held::Told, Some(at(31)))?;
        assert_eq!((held(w, Held::Held)?.len(), held(w, Held::Told)?.len(), next_end(w)?), (2, 1, Some(at(60))));
        Ok(())
    });
}

#[test]
fn an_exception_remembers_when_it_rang_through_last() {
    on(|w| {
        let chat = chat_with(w, &anna(), 1);
        for (second, exception) in [(2, 5), (9, 5), (4, 6)] {
            let passed = Some(BreakthroughId(exception));
            insert(w, &NewNotification { passed, at: at(second), ..decision(chat, second) })?;
        }
        assert_eq!(passed(w, chat)?, [(BreakthroughId(5), at(9)), (BreakthroughId(6), at(4))]);
        Ok(())
    });
}

#[test]
fn a_chat_speaks_to_us_until_the_mention_in_it_is_read() {
    on(|w| {
        let chat = chat_with(w, &anna(), 1);
        let mentioned = || crate::table::chat::get(w, chat).map(|chat| chat.is_some_and(|chat| chat.mentioned));
        insert(w, &decision(chat, MessageId::at(2, 0).0))?;
        assert!(!mentioned()?, "any other message does not");
        let mention = decision(chat, MessageId::at(3, 0).0);
        insert(w, &NewNotification { kind: AlertKind::Mention, ..mention })?;
        assert!(mentioned()?);
        chat_change::read(w, chat, MessageId::at(2, 0))?;
        assert!(mentioned()?);
        chat_change::read(w, chat, MessageId::at(3, 0))?;
        assert!(!mentioned()?);
        Ok(())
    });
}

#[test]
fn a_kind_that_is_off_is_counted_by_the_day() {
    on(|w| {
        let day = Timestamp(domain::time::DAY);
        for moment in [day, day.plus(1), day.plus(domain::time::DAY)] {
            notification_count::add(w, AlertKind::Delivered, moment)?;
        }
        assert_eq!(notification_count::since(w, Timestamp(0))?, [(AlertKind::Delivered, 3)]);
        notification_count::forget(w, day.plus(domain::time::DAY))?;
        assert_eq!(notification_count::since(w, Timestamp(0))?, [(AlertKind::Delivered, 1)]);
        Ok(())
    });
}

#[test]
fn the_badge_counts_what_it_was_told_to_count() {
    on(|w| {
        let (annas, toms) = (chat_with(w, &anna(), 1), chat_with(w, &tomas(), 2));
        writes(w, &anna(), "Есть габа?", 10);
        writes(w, &tomas(), "Any oolong?", 11);
        let counted = |what, skip| uncounted::badge(w, what, skip, at(20), "Mira Halonen");
        assert_eq!(counted(BadgeCount::All, false)?, 2);
        uncounted::set(w, annas, false)?;
        assert_eq!(counted(BadgeCount::All, false)?, 1);
        uncounted::set(w, annas, true)?;
        mute::set(w, toms, Some(Mute { until: Some(at(21)), keep_mentions: false }))?;
        assert_eq!((counted(BadgeCount::All, false)?, counted(BadgeCount::All, true)?), (2, 1));
        let somebody = domain::decision::ChatChange::Assigned { assignee: Some("Somebody else".into()) };
        chat_change::apply(w, toms, &somebody)?;
        assert_eq!(counted(BadgeCount::Mine, false)?, 1);
        insert(w, &NewNotification { kind: AlertKind::Mention, ..decision(annas, i64::MAX) })?;
        assert_eq!(counted(BadgeCount::Mentions, false)?, 1);
        Ok(())
    });
}

#[test]
fn the_rules_read_back_as_they_were_kept() {
    on(|w| {
        let level = AlertLevel {
            level: "chat".into(),
            key: "1".into(),
            fields: Fields { volume: Some(30), ..Fields::default() },
        };
        alert_level::put(w, &level)?;
        assert_eq!(alert_level::all(w)?, std::slice::from_ref(&level));
        alert_level::put(w, &AlertLevel { fields: Fields::default(), ..level })?;
        assert_eq!(alert_level::all(w)?, [], "what sets nothing is not there");
        mute::set(w, ChatId(1), Some(Mute { until: None, keep_mentions: true }))?;
        assert_eq!(mute::all(w)?, [(ChatId(1), Mute { until: None, keep_mentions: true })]);
        mute::set(w, ChatId(1), None)?;
        assert_eq!(mute::get(w, ChatId(1))?, None);
        Ok(())
    });
}

#[test]
fn schedules_and_exceptions_have_numbers_of_their_own_and_an_order() {
    on(|w| {
        let night = Schedule {
            schedule_id: ScheduleId(0),
            name: "Night".into(),
            on: true,
            scope: Scope::App,
            windows: vec![Window { days: [1].into(), from: 0, to: 0 }],
            zone: Some(chrono_tz::Europe::Berlin),
            except: [].into(),
            quiet: Quietness::BadgeOnly,
        };
        let schedule_id = schedule::insert(w, &night)?;
        let off = Schedule { schedule_id, on: false, ..night };
        assert!(schedule::update(w, &off)?);
        assert_eq!(schedule::all(w)?, [off]);
        schedule::delete(w, schedule_id)?;
        assert_eq!(schedule::all(w)?, []);
        let vip = Breakthrough {
            breakthrough_id: BreakthroughId(0),
            condition: Condition::Chat { chat: ChatId(1) },
            lets: Lets { sound: true, banner: true, badge: true },
            volume: None,
            schedule: None,
            muted_too: false,
            once_in: None,
        };
        let (first, second) = (breakthrough::insert(w, &vip)?, breakthrough::insert(w, &vip)?);
        breakthrough::order(w, &[second, first])?;
        let order: Vec<_> = breakthrough::all(w)?.into_iter().map(|one| one.breakthrough_id).collect();
        assert_eq!(order, [second, first]);
        Ok(())
    });
}

#[test]
fn the_same_sound_again_gets_the_new_name() {
    on(|w| {
        let gong = |name: &str| sound_file::SoundFile {
            file: domain::FileHash::from("abc"),
            name: name.into(),
            duration: 400,
            shape: vec![1, 2],
            added_at: at(1),
        };
        sound_file::put(w, &gong("Gong"))?;
        sound_file::put(w, &gong("Bell"))?;
        assert_eq!(sound_file::all(w)?, [gong("Bell")]);
        sound_file::delete(w, &gong("Bell").file)?;
        assert_eq!(sound_file::all(w)?, []);
        Ok(())
    });
}
