//! Dated moments, written down in tables that a person can read.

use std::collections::BTreeSet;
use std::str::SplitWhitespace;

use chrono::DateTime;

use super::*;

const TABLES: [&str; 2] = [include_str!("clocks.txt"), include_str!("weeks.txt")];

/// What a line of a table says.
struct Case {
    zone: chrono_tz::Tz,
    rules: Rules,
    asked: Timestamp,
    expected: Expected,
    words: String,
}

/// What is left of a message, and until when; no end is for good.
#[derive(Debug, PartialEq)]
enum Expected {
    Loud,
    Silent(Quietness, Option<Timestamp>),
}

#[test]
fn at_every_dated_moment_it_is_as_quiet_as_the_table_says_and_for_as_long() {
    let cases: Vec<Case> = TABLES.into_iter().flat_map(cases).collect();
    assert!(cases.len() >= 200, "{} cases", cases.len());
    let wrong: Vec<String> = cases.iter().filter_map(difference).collect();
    assert!(wrong.is_empty(), "{} of {} are not as they should be:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn difference(case: &Case) -> Option<String> {
    let event = AlertEvent { labels: vec![VIP], ..anna(AlertKind::Message) };
    let decision = decide(&event, &case.rules, &Context::away(case.zone), case.asked);
    let found = match (decision.silence, triple(&decision)) {
        (None, (SoundChoice::Own(_), true, true)) => Expected::Loud,
        (Some(until), (SoundChoice::Silent, true, true)) => Expected::Silent(Quietness::NoSound, until),
        (Some(until), (SoundChoice::Silent, false, true)) => Expected::Silent(Quietness::BadgeOnly, until),
        (Some(until), (SoundChoice::Silent, false, false)) => Expected::Silent(Quietness::Nothing, until),
        (silence, other) => return Some(format!("{}: {silence:?} leaves {other:?}", case.words)),
    };
    let say = |expected: &Expected| match expected {
        Expected::Silent(quiet, Some(until)) => format!("{quiet:?} until {:?}", schedule::local(case.zone, *until)),
        other => format!("{other:?}"),
    };
    (found != case.expected).then(|| {
        let asked = schedule::local(case.zone, case.asked);
        format!("{:?} ({}): {} and not {}", asked, case.words, say(&found), say(&case.expected))
    })
}

fn cases(table: &str) -> Vec<Case> {
    let (mut zone, mut rules) = (ALMATY, Rules::default());
    let mut cases = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix("@ ") {
            let (name, silences) = head.split_once("  ").expect(line);
            zone = name.parse().expect(line);
            rules = Rules::default();
            (1..).zip(silences.split(';')).for_each(|(key, silence)| add(&mut rules, ScheduleId(key), silence.trim()));
            continue;
        }
        let parts: Vec<&str> = line.splitn(3, '|').map(str::trim).collect();
        let [asked, expected, words] = parts[..] else { panic!("{line}") };
        cases.push(Case {
            zone,
            rules: rules.clone(),
            asked: moment(asked),
            expected: expectation(expected),
            words: words.to_owned(),
        });
    }
    cases
}

/// `Mon 2025-11-17 21:59+01:00`, with seconds where they matter. The weekday has to be the date's.
fn moment(text: &str) -> Timestamp {
    let read = |format| DateTime::parse_from_str(text, format);
    let at = read("%a %Y-%m-%d %H:%M%:z").or_else(|_| read("%a %Y-%m-%d %H:%M:%S%.f%:z"));
    Timestamp(at.expect(text).timestamp_millis())
}

/// `loud`, `badge until MOMENT`, `nothing for good`.
fn expectation(text: &str) -> Expected {
    match text.split_once(' ') {
        None if text == "loud" => Expected::Loud,
        Some((quiet, "for good")) => Expected::Silent(quietness(quiet).expect(text), None),
        Some((quiet, until)) => {
            let until = until.strip_prefix("until ").expect(text);
            Expected::Silent(quietness(quiet).expect(text), Some(moment(until)))
        }
        None => panic!("{text}"),
    }
}

fn quietness(word: &str) -> Option<Quietness> {
    match word {
        "no-sound" => Some(Quietness::NoSound),
        "badge" => Some(Quietness::BadgeOnly),
        "nothing" => Some(Quietness::Nothing),
        _ => None,
    }
}

/// Adds `mute [until MOMENT]`, `quiet [until MOMENT]` or a schedule.
fn add(rules: &mut Rules, key: ScheduleId, text: &str) {
    let until = text.split_once(" until ").map(|(_, until)| moment(&format!("{} {until}", weekday(until))));
    match text.split_whitespace().next().expect(text) {
        "mute" => drop(rules.mutes.insert(ANNA, Mute { until, keep_mentions: false })),
        "quiet" => rules.quiet = Some(QuietNow { until }),
        _ => rules.schedules.push(schedule(key, text)),
    }
}

/// The weekday that a rule's date leaves out.
fn weekday(text: &str) -> String {
    let date = text.split(' ').next().expect(text);
    date.parse::<chrono::NaiveDate>().expect(text).format("%a").to_string()
}

fn schedule(schedule_id: ScheduleId, text: &str) -> Schedule {
    let mut read = Schedule { schedule_id, windows: vec![], ..night() };
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let mut next = || words.next().expect(text);
        match word {
            "off" => read.on = false,
            "in" => read.zone = Some(next().parse().expect(text)),
            "except" => read.except = next().split(',').map(|date| date.parse().expect(text)).collect(),
            "label" | "chat" | "account" => read.scope = scope(word, next()),
            _ if quietness(word).is_some() => read.quiet = quietness(word).expect(text),
            days => read.windows.push(window(days, &mut words)),
        }
    }
    read
}

fn scope(word: &str, name: &str) -> Scope {
    match (word, name) {
        ("account", account) => Scope::Account(account.into()),
        ("chat", name) => Scope::Chat(if name == "anna" { ANNA } else { TOMAS }),
        (_, name) => Scope::Label(if name == "vip" { VIP } else { LabelId(99) }),
    }
}

/// `1-5 22:00-08:00`, `6+7 09:00-24:00`.
fn window(days: &str, words: &mut SplitWhitespace<'_>) -> Window {
    let times = words.next().expect(days).trim_end_matches(',');
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(':').expect(time);
        hour.parse::<u16>().expect(time) * 60 + minute.parse::<u16>().expect(time)
    };
    let (from, to) = times.split_once('-').expect(times);
    let day = |day: &str| day.parse::<u8>().expect(days);
    let days: BTreeSet<u8> = match days.split_once('-') {
        Some((first, last)) => (day(first)..=day(last)).collect(),
        None => days.split('+').map(day).collect(),
    };
    Window { days, from: minutes(from), to: minutes(to) }
}
