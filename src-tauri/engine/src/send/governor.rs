//! Holds what is sent to the provider's rates, so that the provider never has to refuse: for each number, whose rate is that
//! of both ways (reference 7.1), and for each person that a number writes to. What waits here keeps its place in the queue,
//! and holds nobody else up.
//!
//! When the provider takes a request lies somewhere between our asking and its answer. So a message counts from when it
//! leaves until a second after its answer, and a person's allowance is reckoned from the answer: whatever the provider
//! counts, it is less.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use domain::rate::{MARGIN, Pace, Rates};
use domain::time::{MINUTE, SECOND};
use domain::{AccountId, ChatId, Timestamp};

/// What a message waits for, and until when at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// What for.
    pub pace: Pace,
    /// Until when.
    pub until: Timestamp,
}

/// What was sent lately.
#[derive(Debug, Default)]
pub struct Governor {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    numbers: BTreeMap<AccountId, Number>,
    /// When a person's allowance is whole again.
    whole: HashMap<ChatId, Timestamp>,
    waiting: HashMap<ChatId, Wait>,
}

#[derive(Debug, Default)]
struct Number {
    /// Whether what it sent before was told.
    is_known: bool,
    under_way: usize,
    answered: VecDeque<Timestamp>,
    /// When people wrote, by their provider's clock.
    came: VecDeque<Timestamp>,
}

impl Governor {
    /// Whether the number is seen for the first time: then what it sent before is to be told.
    pub fn meets(&self, account: &AccountId) -> bool {
        let mut inner = self.lock();
        !std::mem::replace(&mut inner.numbers.entry(account.clone()).or_default().is_known, true)
    }

    /// Takes a place for a message that leaves now; `pair` names the chat of a single person.
    ///
    /// # Errors
    /// What it has to wait for. A message that waits says so until it leaves.
    pub fn take(
        &self,
        account: &AccountId,
        chat: ChatId,
        pair: bool,
        rates: Rates,
        now: Timestamp,
    ) -> Result<(), Wait> {
        let mut inner = self.lock();
        let wait = match pair.then(|| inner.pair(chat, rates, now)).flatten() {
            Some(wait) => Some(wait),
            None => inner.number(account, rates, now),
        };
        if let Some(wait) = wait {
            inner.waiting.insert(chat, wait);
            return Err(wait);
        }
        inner.waiting.remove(&chat);
        inner.numbers.entry(account.clone()).or_default().under_way += 1;
        Ok(())
    }

    /// A message whose place was taken did not leave.
    pub fn stayed(&self, account: &AccountId) {
        let mut inner = self.lock();
        let number = inner.numbers.entry(account.clone()).or_default();
        number.under_way = number.under_way.saturating_sub(1);
    }

    /// It left, and the answer came then, or none will.
    pub fn answered(&self, account: &AccountId, chat: ChatId, pair: bool, rates: Rates, at: Timestamp) {
        self.stayed(account);
        self.left(account, chat, pair, rates, at);
    }

    /// Something left at that moment.
    pub fn left(&self, account: &AccountId, chat: ChatId, pair: bool, rates: Rates, at: Timestamp) {
        let mut inner = self.lock();
        inner.numbers.entry(account.clone()).or_default().answered.push_back(at);
        if pair {
            let whole = inner.whole.entry(chat).or_insert(at);
            *whole = (*whole).max(at).plus(rates.pair_every);
        }
    }

    /// People wrote: those of the last moments count. What a provider brings late was counted when it was written.
    pub fn came(&self, messages: &[(AccountId, Timestamp)], now: Timestamp) {
        let mut lately = messages.iter().filter(|(_, at)| counts(*at, now, WRITTEN)).peekable();
        if lately.peek().is_none() {
            return;
        }
        let mut inner = self.lock();
        for (account, at) in lately {
            let came = &mut inner.numbers.entry(account.clone()).or_default().came;
            came.push_back(*at);
            pass(came, now, WRITTEN);
        }
    }

    /// What the messages of a chat wait for.
    pub fn waits(&self, chat: ChatId) -> Option<Wait> {
        self.lock().waiting.get(&chat).copied()
    }

    /// Forgets what says nothing any more. Moments that lie ahead are of a town whose clock went back.
    pub fn forget(&self, now: Timestamp) {
        let mut inner = self.lock();
        inner.whole.retain(|_, whole| *whole > now && whole.since(now) < FAR);
        inner.waiting.retain(|_, wait| now.since(wait.until) < MINUTE);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// No allowance takes as long to be whole again.
const FAR: i64 = 60 * MINUTE;
/// How long a message sent counts.
const SENT: i64 = SECOND + MARGIN;
/// How long a message of a person counts: its time is told in whole seconds.
const WRITTEN: i64 = 2 * SECOND;
/// What is left for us, of the rate, however much people write.
const OURS: usize = 4;

/// Whether that moment lies within the last so many milliseconds.
fn counts(at: Timestamp, now: Timestamp, within: i64) -> bool {
    (0..within).contains(&now.since(at))
}

fn pass(moments: &mut VecDeque<Timestamp>, now: Timestamp, within: i64) {
    while moments.front().is_some_and(|at| !counts(*at, now, within)) {
        moments.pop_front();
    }
}

impl Inner {
    fn pair(&self, chat: ChatId, rates: Rates, now: Timestamp) -> Option<Wait> {
        let whole = *self.whole.get(&chat)?;
        let borrowed = rates.pair_every.saturating_mul(i64::from(rates.pair_burst.saturating_sub(1)));
        let until = whole.plus(MARGIN - borrowed);
        (until > now).then_some(Wait { pace: Pace::Pair, until })
    }

    fn number(&mut self, account: &AccountId, rates: Rates, now: Timestamp) -> Option<Wait> {
        let number = self.numbers.entry(account.clone()).or_default();
        pass(&mut number.answered, now, SENT);
        pass(&mut number.came, now, WRITTEN);
        let rate = usize::try_from(rates.per_second).unwrap_or(usize::MAX);
        let free = rate.saturating_sub(number.came.len()).max(rate.div_ceil(OURS));
        if number.under_way + number.answered.len() < free {
            return None;
        }
        // With all of them under way it is the next answer that tells more.
        let until = number.answered.front().map_or(now.plus(MARGIN), |at| at.plus(SENT));
        Some(Wait { pace: Pace::Number, until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RATES: Rates = Rates { per_second: 3, pair_every: 6 * SECOND, pair_burst: 4 };
    const ANNA: ChatId = ChatId(1);
    const TOMAS: ChatId = ChatId(2);

    fn shop() -> AccountId {
        AccountId::from("meta:1")
    }

    /// Sends at that moment, answered at once.
    fn sent(governor: &Governor, chat: ChatId, at: i64) -> Result<(), Wait> {
        governor.take(&shop(), chat, true, RATES, Timestamp(at))?;
        governor.answered(&shop(), chat, true, RATES, Timestamp(at));
        Ok(())
    }

    #[test]
    fn a_person_gets_what_may_be_borrowed_and_then_one_each_six_seconds() {
        let governor = Governor::default();
        for at in [0, 2_000, 4_000, 6_000] {
            sent(&governor, ANNA, at).unwrap();
        }
        let wait = sent(&governor, ANNA, 6_001).unwrap_err();
        assert_eq!(wait, Wait { pace: Pace::Pair, until: Timestamp(6_200) });
        assert_eq!(governor.waits(ANNA), Some(wait));
        sent(&governor, TOMAS, 6_001).unwrap();
        sent(&governor, ANNA, wait.until.0).unwrap();
        assert_eq!(governor.waits(ANNA), None, "what left waits no more");
        assert_eq!(sent(&governor, ANNA, 6_300).unwrap_err().until, Timestamp(12_200));
    }

    #[test]
    fn a_number_sends_no_more_than_its_rate_within_a_second_and_another_is_not_held_up() {
        let governor = Governor::default();
        for chat in 1..=3 {
            sent(&governor, ChatId(chat), 500).unwrap();
        }
        let wait = sent(&governor, ChatId(4), 900).unwrap_err();
        assert_eq!(wait, Wait { pace: Pace::Number, until: Timestamp(500 + SECOND + MARGIN) });
        governor.take(&"meta:2".into(), ChatId(5), true, RATES, Timestamp(900)).unwrap();
        sent(&governor, ChatId(4), wait.until.0).unwrap();
    }

    #[test]
    fn what_people_write_takes_from_the_rate_but_never_all_of_it() {
        let rates = Rates { per_second: 8, ..RATES };
        let governor = Governor::default();
        let places = |at: i64| {
            let take = |chat| governor.take(&shop(), ChatId(chat), true, rates, Timestamp(at));
            let taken = (1..20).take_while(|chat| take(*chat).is_ok()).count();
            (0..taken).for_each(|_| governor.stayed(&shop()));
            taken
        };
        let wrote = |count: usize, at: i64| vec![(shop(), Timestamp(at)); count];
        governor.came(&wrote(3, 1_000), Timestamp(1_900));
        assert_eq!(places(1_900), 5);
        governor.came(&wrote(50, 2_000), Timestamp(2_100));
        assert_eq!(places(2_100), 2, "a quarter is ours");
        assert_eq!(places(4_000), 8, "it counts no more");
        governor.came(&wrote(50, 4_000), Timestamp(9_000));
        assert_eq!(places(9_000), 8, "what was brought late was counted when it was written");
    }

    #[test]
    fn a_number_that_people_write_to_first_is_still_to_be_told_what_it_sent_before() {
        let governor = Governor::default();
        governor.came(&[(shop(), Timestamp(0))], Timestamp(0));
        assert!(governor.meets(&shop()));
        assert!(!governor.meets(&shop()), "once");
    }

    #[test]
    fn what_is_under_way_counts_until_it_is_answered_or_stays() {
        let governor = Governor::default();
        let take = |chat| governor.take(&shop(), ChatId(chat), true, RATES, Timestamp(0));
        for chat in 1..=3 {
            take(chat).unwrap();
        }
        assert_eq!(take(4).unwrap_err().pace, Pace::Number);
        governor.stayed(&shop());
        take(4).unwrap();
    }

    #[test]
    fn groups_know_no_limit_of_a_pair() {
        let governor = Governor::default();
        for at in 0..20 {
            let at = Timestamp(at * 2_000);
            governor.take(&shop(), ANNA, false, RATES, at).unwrap();
            governor.answered(&shop(), ANNA, false, RATES, at);
        }
    }

    #[test]
    fn a_town_whose_clock_went_back_waits_for_nothing_that_lies_far_ahead() {
        let governor = Governor::default();
        for at in [0, 2_000, 4_000, 6_000].map(|at| at + 48 * FAR) {
            sent(&governor, ANNA, at).unwrap();
        }
        assert!(sent(&governor, ANNA, 0).is_err());
        governor.forget(Timestamp(0));
        sent(&governor, ANNA, 0).unwrap();
    }

    proptest! {
        /// The provider counts at any moment between our asking and its answer, and never finds too much.
        #[test]
        fn whatever_the_provider_counts_is_within_its_rates(
            steps in proptest::collection::vec((0i64..3, 0i64..2_500, 0i64..800, 0u8..=100), 1..200)
        ) {
            let governor = Governor::default();
            let (mut now, mut counted, mut whole) = (0i64, Vec::<i64>::new(), HashMap::<i64, i64>::new());
            for (chat, pause, takes, when) in steps {
                now += pause;
                let id = ChatId(chat);
                if governor.take(&shop(), id, true, RATES, Timestamp(now)).is_err() {
                    continue;
                }
                let at = now + takes * i64::from(when) / 100;
                now += takes;
                governor.answered(&shop(), id, true, RATES, Timestamp(now));
                counted.retain(|before| at - before < SECOND);
                counted.push(at);
                prop_assert!(counted.len() <= 3, "{counted:?}");
                let before = whole.get(&chat).copied().unwrap_or(at).max(at);
                prop_assert!(before - at <= RATES.pair_every * 3, "{}", before - at);
                whole.insert(chat, before + RATES.pair_every);
            }
        }
    }
}
