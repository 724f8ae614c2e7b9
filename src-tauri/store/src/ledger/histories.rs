//! Random histories of three people at two numbers on a real file, judged by what they really said. The rules are read a
//! second time here, in another way than the product reads them.

use std::collections::BTreeSet;

use domain::consent::{Purpose, built_in};
use domain::gate::{Known, Wish, verdict};
use domain::permit::Ground;
use domain::template::TemplateCategory;
use domain::time::MINUTE;
use domain::window::ServiceWindow;
use proptest::prelude::*;

use super::*;
use crate::{DataFolder, EntryKind};

const NUMBERS: [&str; 2] = ["tea", "coffee"];
/// Whoever was erased.
const NOBODY: usize = 9;
/// Minutes that a history spans.
const SPAN: i64 = 100;
const START: Timestamp = Timestamp::from_seconds(1_767_225_600);

/// By which keys somebody was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Phone,
    Id,
    Both,
}

/// Something that a person said, or that was said of them.
#[derive(Debug, Clone)]
struct Word {
    human: usize,
    number: usize,
    seen: Seen,
    purpose: &'static str,
    state: ConsentState,
    source: Source,
    minute: i64,
    lasts: Option<i64>,
}

#[derive(Debug, Clone)]
enum Step {
    Said(Word),
    /// The same decision comes a second time.
    Again,
    /// The program starts anew.
    Restart,
    /// Somebody is erased, at every number.
    Erased(usize),
}

fn word() -> impl Strategy<Value = Word> {
    use ConsentState::{Confirmed, Expired, Granted, Refused, Requested, Resumed, Withdrawn};
    use Source::{DoubleOptIn, Import, Keyword, Message, Provider, Silence, WroteFirst};
    let one = prop_oneof![Just("service_replies"), Just("order_updates"), Just("offers"), Just("group_invitations")];
    let said = prop_oneof![
        3 => Just((Granted, Message)),
        1 => Just((Granted, Import)),
        2 => Just((Granted, WroteFirst)),
        1 => Just((Requested, DoubleOptIn)),
        2 => Just((Confirmed, DoubleOptIn)),
        1 => Just((Refused, DoubleOptIn)),
        2 => Just((Withdrawn, Keyword)),
        1 => Just((Expired, Silence)),
    ];
    let many = prop_oneof![
        3 => Just(("*", (Withdrawn, Keyword))),
        2 => Just(("marketing*", (Withdrawn, Provider))),
        1 => Just(("marketing*", (Resumed, Provider))),
    ];
    let what = prop_oneof![3 => (one, said), 1 => many];
    let seen = prop_oneof![Just(Seen::Phone), Just(Seen::Id), Just(Seen::Both)];
    (what, 0..2_usize, 0..2_usize, seen, 0..SPAN, prop::option::of(1..SPAN)).prop_map(
        |((purpose, (state, source)), human, number, seen, minute, lasts)| {
            let purpose = if source == WroteFirst { SERVICE_REPLIES } else { purpose };
            let lasts = lasts.filter(|_| matches!(state, Granted | Confirmed) && source != WroteFirst);
            Word { human, number, seen, purpose, state, source, minute, lasts }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![8 => word().prop_map(Step::Said), 1 => Just(Step::Again), 1 => Just(Step::Restart), 1 => (0..2_usize).prop_map(Step::Erased)]
}

fn person(human: usize, seen: Seen) -> Person {
    let phone = (seen != Seen::Id).then(|| format!("7700123410{human}"));
    let user_id = (seen != Seen::Phone).then(|| format!("KZ.{human}"));
    Person { phone, user_id, ..Person::default() }
}

fn record(word: &Word, count: usize) -> Record {
    let at = START.plus(word.minute * MINUTE);
    let account = AccountId::from(NUMBERS[word.number]);
    let said = ConsentEntry {
        purpose: Scope::from_word(word.purpose),
        state: word.state,
        source: word.source,
        expires: word.lasts.map(|lasts| at.plus(lasts * MINUTE)),
        ..wrote_first(account.clone(), (0, MessageId(0)), at)
    };
    let entry = NewEntry {
        kind: EntryKind::Decided,
        source: String::new(),
        at,
        dedupe: Some(format!("word {count}")),
        body: b"{}".to_vec(),
    };
    Record { entry, account, person: person(word.human, word.seen), said: vec![said] }
}

/// What was said so far, as the people remember it.
#[derive(Default)]
struct Memory {
    words: Vec<Word>,
    /// Whose phone and id were seen together, and at which number.
    linked: BTreeSet<(usize, usize)>,
}

impl Memory {
    fn forget(&mut self, human: usize) {
        // What was said keeps its number: the same decision again is still the same.
        self.words.iter_mut().filter(|word| word.human == human).for_each(|word| word.human = NOBODY);
        self.linked.retain(|(linked, _)| *linked != human);
    }

    fn covers(word: &Word, purpose: &Purpose) -> bool {
        word.purpose == "*" || word.purpose == purpose.purpose.as_str()
    }

    /// Whether a word is known to be of somebody who is asked about by these keys.
    fn is_of(&self, word: &Word, human: usize, number: usize, seen: Seen) -> bool {
        let same_key = word.seen == seen || word.seen == Seen::Both || seen == Seen::Both;
        word.human == human && (same_key || self.linked.contains(&(human, number)) && word.number == number)
    }

    /// Whether a template for this purpose may reach them by their own words.
    fn permits(&self, purpose: &Purpose, human: usize, number: usize, seen: Seen, now: i64) -> bool {
        let own: Vec<&Word> = self.words.iter().filter(|word| word.human == human && word.minute <= now).collect();
        let mut signals = own.iter().filter(|word| word.number == number && word.purpose == "marketing*");
        let stopped = purpose.permits(TemplateCategory::Marketing)
            && signals.clone().any(|word| {
                word.state == ConsentState::Withdrawn
                    && self.is_of(word, human, number, seen)
                    && !signals.any(|later| later.state == ConsentState::Resumed && later.minute > word.minute)
            });
        let ends = |yes: &Word, no: &Word| {
            let here = no.number == number || no.purpose == "*";
            no.state.is_an_end()
                && no.purpose != "marketing*"
                && here
                && Self::covers(no, purpose)
                && no.minute >= yes.minute
                && self.is_of(no, human, number, seen)
        };
        let yes = |word: &&&Word| {
            let lasts = word.lasts.is_none_or(|lasts| now < word.minute + lasts);
            matches!(word.state, ConsentState::Granted | ConsentState::Confirmed)
                && word.number == number
                && word.purpose == purpose.purpose.as_str()
                && lasts
        };
        !stopped && own.iter().filter(yes).any(|yes| !own.iter().any(|no| ends(yes, no)))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_in_a_closed_window_without_a_yes_that_stands(
        steps in prop::collection::vec(step(), 1..14),
        asked in prop::collection::vec((0..2_usize, 0..2_usize, prop_oneof![Just(Seen::Phone), Just(Seen::Id), Just(Seen::Both)]), 6),
        now in 0..2 * SPAN,
    ) {
        let home = tempfile::tempdir().unwrap();
        let mut folder = DataFolder::open(home.path(), None).unwrap();
        let mut memory = Memory::default();
        for step in steps {
            match step {
                Step::Said(word) if word.source == Source::WroteFirst => {
                    let Record { account, person, .. } = record(&word, 0);
                    let at = START.plus(word.minute * MINUTE);
                    folder.ledger().grant_wrote_first(&account, &person, (1, MessageId(1)), at).unwrap();
                    remember(&mut memory, word);
                }
                Step::Said(word) => {
                    folder.ledger().record(record(&word, memory.words.len())).unwrap();
                    remember(&mut memory, word);
                }
                Step::Again => {
                    if let Some((count, word)) = memory.words.iter().enumerate().next_back()
                        && word.source != Source::WroteFirst
                    {
                        prop_assert!(!folder.ledger().record(record(word, count)).unwrap().new);
                    }
                }
                Step::Restart => {
                    drop(folder);
                    folder = DataFolder::open(home.path(), None).unwrap();
                }
                Step::Erased(human) => {
                    let keys = person(human, Seen::Both).keys().map(|(kind, key)| (kind, key.to_owned())).collect();
                    let subjects = folder.ledger().subjects(&keys, &(0..1_000).collect()).unwrap();
                    folder.ledger().cut(subjects.into_iter().collect()).unwrap();
                    memory.forget(human);
                }
            }
        }
        let purposes = built_in();
        for (human, number, seen) in asked {
            let moment = START.plus(now * MINUTE);
            let said: Vec<_> = folder
                .ledger()
                .consents(&AccountId::from(NUMBERS[number]), &person(human, seen))
                .unwrap()
                .iter()
                .filter(|(_, said)| said.at <= moment)
                .map(|(entry, said)| (entry, said.clone()))
                .collect();
            let consents = domain::consent::Consents::new(said);
            let known = Known { window: ServiceWindow::Never, consents: &consents, purposes: &purposes, blocked: false };
            for category in [TemplateCategory::Utility, TemplateCategory::Marketing] {
                if let Ok(ground) = verdict(&Wish::Template(category), known, moment) {
                    let mut concerned = purposes.iter().filter(|purpose| purpose.permits(category));
                    let stands = concerned.any(|purpose| memory.permits(purpose, human, number, seen, now));
                    prop_assert!(stands && matches!(ground, Ground::Consent { .. }), "{category:?} to {human}, {seen:?}");
                }
            }
        }
        let verdict = DataFolder::verify_ledger(home.path(), None, None).unwrap();
        prop_assert_eq!(verdict.fault, None);
    }
}

fn remember(memory: &mut Memory, word: Word) {
    if word.seen == Seen::Both {
        memory.linked.insert((word.human, word.number));
    }
    memory.words.push(word);
}
