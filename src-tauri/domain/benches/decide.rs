//! How long one decision to alert or not takes, with ten thousand exceptions and with none: as a row of the bench's
//! table: its parts parted by tabs.

use std::hint::black_box;
use std::time::Instant;

use domain::notify::{AlertEvent, AlertKind, Context, Fields, Quietness, Rules, Schedule, Scope, Window, decide};
use domain::{AccountId, ChatId, ContactId, LabelId, ScheduleId, Timestamp};

/// Exceptions of chats and people.
const EXCEPTIONS: i64 = 10_000;
/// Most seconds of one, on the machine that the README names.
const LIMIT: f64 = 50e-6;
/// Decisions in one stretch; the middle stretch of several counts.
const STRETCH: u32 = 20_000;
const STRETCHES: usize = 9;

fn main() {
    let full = seconds(&rules(EXCEPTIONS));
    let none = seconds(&rules(0));
    println!(
        "one decision to alert, with {EXCEPTIONS} exceptions and five schedules\tseconds\t{full}\t{LIMIT}\tthe same without exceptions\t{none}\t"
    );
}

fn rules(exceptions: i64) -> Rules {
    let volume = |number: i64| Fields { volume: u8::try_from(number % 100).ok(), ..Fields::default() };
    let window = Window { days: (1..=7).collect(), from: 22 * 60, to: 8 * 60 };
    let schedule = |number| Schedule {
        schedule_id: ScheduleId(number),
        name: format!("Night {number}"),
        on: true,
        scope: Scope::App,
        windows: vec![window.clone(), Window { days: [6, 7].into(), from: 8 * 60, to: 10 * 60 }],
        zone: None,
        except: [].into(),
        quiet: Quietness::BadgeOnly,
    };
    Rules {
        chats: (0..exceptions).map(|number| (ChatId(number), volume(number))).collect(),
        contacts: (0..exceptions).map(|number| (ContactId(number), volume(number))).collect(),
        schedules: (0..5).map(schedule).collect(),
        ..Rules::default()
    }
}

fn seconds(rules: &Rules) -> f64 {
    let event = AlertEvent {
        kind: AlertKind::Message,
        account: AccountId::from("tea"),
        chat: Some(ChatId(77)),
        group: false,
        group_kind: None,
        group_topic: None,
        contact: Some(ContactId(77)),
        labels: vec![LabelId(1), LabelId(2)],
        text: "Есть ли сенча?".into(),
    };
    let context = Context::away(chrono_tz::Asia::Almaty);
    let mut stretches: Vec<f64> = (0..STRETCHES)
        .map(|_| {
            let begun = Instant::now();
            for second in 0..STRETCH {
                let now = Timestamp::from_seconds(1_763_542_800 + i64::from(second));
                black_box(decide(black_box(&event), rules, &context, now));
            }
            begun.elapsed().as_secs_f64() / f64::from(STRETCH)
        })
        .collect();
    stretches.sort_by(f64::total_cmp);
    stretches.get(STRETCHES / 2).copied().unwrap_or(f64::NAN)
}
