//! Random histories of one person, judged by a second reading of the rules that shares no code with the first.

use proptest::prelude::*;

use super::fixture::{NOON, said};
use super::{ConsentEntry, ConsentState, Consents, Purpose, Scope, Source, built_in};
use crate::gate::{Known, Wish, verdict};
use crate::permit::Ground;
use crate::template::TemplateCategory;
use crate::time::{MINUTE, Timestamp};
use crate::window::ServiceWindow;

/// Minutes that a history spans.
const SPAN: i64 = 200;

fn word() -> impl Strategy<Value = ConsentEntry> {
    use ConsentState::{Confirmed, Expired, Granted, Refused, Requested, Resumed, Withdrawn};
    use Source::{DoubleOptIn, Import, Keyword, Message, Provider, Silence, WroteFirst};
    let scope = prop_oneof![Just("service_replies"), Just("order_updates"), Just("offers"), Just("group_invitations")];
    let about_one = (
        scope,
        prop_oneof![
            Just((Granted, Message)),
            Just((Granted, WroteFirst)),
            Just((Granted, Import)),
            Just((Requested, DoubleOptIn)),
            Just((Confirmed, DoubleOptIn)),
            Just((Refused, DoubleOptIn)),
            Just((Withdrawn, Keyword)),
            Just((Expired, Silence)),
        ],
    );
    let about_many = prop_oneof![
        Just(("*", (Withdrawn, Keyword))),
        Just(("marketing*", (Withdrawn, Provider))),
        Just(("marketing*", (Resumed, Provider))),
    ];
    let what = prop_oneof![4 => about_one, 1 => about_many];
    (what, 0..SPAN, prop::option::of(1..SPAN)).prop_map(|((scope, (state, source)), minute, lasts)| {
        let entry = said(scope, state, source, minute);
        let ends = matches!(state, Requested | Granted | Confirmed).then_some(lasts).flatten();
        ConsentEntry { expires: ends.map(|lasts| entry.at.plus(lasts * MINUTE)), ..entry }
    })
}

/// Whether a yes of the history stands: one that nothing the person said at the same time or later takes back.
fn a_yes_stands(history: &[ConsentEntry], purpose: &Purpose, now: Timestamp) -> bool {
    let marketing = purpose.permits.contains(&TemplateCategory::Marketing);
    let about = |entry: &&ConsentEntry| match &entry.purpose {
        Scope::All => true,
        Scope::Marketing => false,
        Scope::One(one) => one == &purpose.purpose,
    };
    let last_signal = history.iter().enumerate().filter(|(_, entry)| entry.purpose == Scope::Marketing);
    let last_signal =
        last_signal.max_by_key(|(index, entry)| (entry.at, entry.state == ConsentState::Withdrawn, *index));
    if marketing && last_signal.is_some_and(|(_, entry)| entry.state == ConsentState::Withdrawn) {
        return false;
    }
    let no = |entry: &&ConsentEntry| matches!(entry.state, ConsentState::Refused | ConsentState::Withdrawn);
    let last_no = history.iter().filter(about).filter(no).map(|entry| entry.at).max();
    let yes = |entry: &&ConsentEntry| match entry.state {
        ConsentState::Confirmed => true,
        ConsentState::Granted => !matches!(entry.source, Source::WroteFirst | Source::Import),
        _ => false,
    };
    // A list or a further message counts only where no "no" came before, or a clear yes took it away.
    let first_yes = |no| history.iter().filter(about).filter(yes).map(|entry| entry.at).filter(|at| *at > no).min();
    history.iter().filter(about).any(|entry| {
        let permits =
            matches!(entry.state, ConsentState::Granted if !purpose.confirm) || entry.state == ConsentState::Confirmed;
        let counts = last_no.is_none_or(|no| first_yes(no).is_some_and(|yes| entry.at >= yes));
        permits && counts && entry.expires.is_none_or(|end| now < end)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_without_an_open_window_or_a_yes_that_stands(
        history in prop::collection::vec(word(), 0..12),
        minute in 0..2 * SPAN,
        closes in prop::option::of(-SPAN..SPAN),
        strict in any::<bool>(),
    ) {
        let now = NOON.plus(minute * MINUTE);
        let known: Vec<_> = history.iter().filter(|entry| entry.at <= now).cloned().collect();
        let mut purposes = built_in();
        purposes.iter_mut().for_each(|purpose| purpose.confirm = strict);
        let window = match closes.map(|minutes| now.plus(minutes * MINUTE)) {
            Some(closes) if closes > now => ServiceWindow::Open { closes },
            Some(closed) => ServiceWindow::Closed { closed },
            None => ServiceWindow::Never,
        };
        let consents = Consents::new((1..).zip(known.clone()).collect());
        let asked = Known { window, consents: &consents, purposes: &purposes, blocked: false };
        for wish in wishes(&purposes) {
            let concerned = |purpose: &&Purpose| match &wish {
                Wish::FreeForm => false,
                Wish::Template(category) => purpose.permits.contains(category),
                Wish::Invitation(_) | Wish::LinkInTemplate(_) | Wish::LinkInWords => purpose.invites,
                Wish::For(one) => purpose.purpose == *one,
            };
            match verdict(&wish, asked, now) {
                Ok(Ground::Reply { closes }) => {
                    let invites = matches!(wish, Wish::Invitation(_) | Wish::LinkInTemplate(_) | Wish::LinkInWords);
                    prop_assert!(!invites, "a window invites nobody");
                    prop_assert!(now < closes);
                    prop_assert_eq!(window, ServiceWindow::Open { closes });
                }
                Ok(Ground::Consent { entry }) => {
                    let ground = usize::try_from(entry).ok().and_then(|entry| known.get(entry - 1));
                    prop_assert!(ground.is_some_and(|ground| !ground.state.is_an_end()), "{wish:?} by entry {entry}");
                    let stands = purposes.iter().filter(concerned).any(|purpose| a_yes_stands(&known, purpose, now));
                    prop_assert!(stands, "{wish:?} was permitted by nothing");
                }
                Err(_) => {}
            }
        }
    }

    #[test]
    fn in_which_order_entries_were_written_down_does_not_matter_unless_they_share_a_second(
        history in prop::collection::vec(word(), 0..8),
        minute in 0..2 * SPAN,
    ) {
        let mut one_a_minute = history.clone();
        for (index, entry) in (0..).zip(one_a_minute.iter_mut()) {
            entry.at = NOON.plus(index * MINUTE);
        }
        let now = NOON.plus(minute * MINUTE);
        let forward = Consents::new((1..).zip(one_a_minute.clone()).collect());
        let backward = Consents::new((1..).zip(one_a_minute.into_iter().rev()).collect());
        for purpose in built_in() {
            let (a, b) = (forward.of(&purpose, now), backward.of(&purpose, now));
            prop_assert_eq!((a.state, a.permits, a.at, a.taken_back), (b.state, b.permits, b.at, b.taken_back));
        }
    }
}

fn wishes(purposes: &[Purpose]) -> Vec<Wish> {
    let categories = [TemplateCategory::Utility, TemplateCategory::Marketing, TemplateCategory::Authentication];
    let every = purposes.iter().map(|purpose| Wish::For(purpose.purpose.clone()));
    let templates = categories.map(Wish::Template).into_iter().chain(categories.map(Wish::Invitation));
    let linked = categories.map(Wish::LinkInTemplate).into_iter().chain([Wish::LinkInWords]);
    [Wish::FreeForm].into_iter().chain(templates).chain(linked).chain(every).collect()
}
