//! How much a number may send (reference 7.1).

use std::collections::{HashMap, VecDeque};

use crate::refusal::Refusal;

/// One message to one person each six seconds …
const PAIR_PAUSE_MS: i64 = 6_000;
/// … of which so many may be borrowed from the future.
const PAIR_BURST: i64 = 45;
/// Messages a second of an upgraded number.
const THROUGHPUT: u64 = 1_000;

const HOUR_MS: i64 = 3_600_000;
/// Calls an hour that manage an account with a registered number.
const MANAGEMENT: u64 = 5_000;

/// What was sent lately.
#[derive(Default)]
pub(crate) struct Limits {
    /// For each recipient the town time at which its allowance is whole again.
    pairs: HashMap<String, i64>,
    /// Messages of the last second, both ways.
    lately: VecDeque<i64>,
    managed: VecDeque<i64>,
}

impl Limits {
    /// Refuses with 131056 what goes to one person too fast, and counts what it lets through.
    pub(crate) fn pair(&mut self, recipient: &str, now: i64) -> Result<(), Refusal> {
        let whole_at = self.pairs.get(recipient).copied().unwrap_or(now).clamp(now, now + PAIR_PAUSE_MS * PAIR_BURST);
        if whole_at.saturating_sub(now) > PAIR_PAUSE_MS * (PAIR_BURST - 1) {
            return Err(Refusal::new(131_056, "Too many messages sent to the same phone number in a short time"));
        }
        self.pairs.insert(recipient.to_owned(), whole_at + PAIR_PAUSE_MS);
        Ok(())
    }

    /// Refuses with 80007 what goes beyond the calls that manage the account within an hour, and counts what it lets through.
    pub(crate) fn management(&mut self, now: i64, most: Option<u64>) -> Result<(), Refusal> {
        while self.managed.front().is_some_and(|at| now.saturating_sub(*at) >= HOUR_MS || *at > now) {
            self.managed.pop_front();
        }
        if self.managed.len() as u64 >= most.unwrap_or(MANAGEMENT) {
            return Err(Refusal::new(80_007, "The WhatsApp Business Account has reached its rate limit"));
        }
        self.managed.push_back(now);
        Ok(())
    }

    /// Counts what a person wrote: a number's throughput is that of both ways.
    pub(crate) fn came(&mut self, now: i64) {
        self.pass(now);
        self.lately.push_back(now);
    }

    fn pass(&mut self, now: i64) {
        while self.lately.front().is_some_and(|at| now.saturating_sub(*at) >= 1_000 || *at > now) {
            self.lately.pop_front();
        }
    }

    /// Refuses with 130429 what goes beyond the number's throughput, and counts what it lets through.
    pub(crate) fn throughput(&mut self, now: i64, most: Option<u64>) -> Result<(), Refusal> {
        self.pass(now);
        if self.lately.len() as u64 >= most.unwrap_or(THROUGHPUT) {
            return Err(Refusal::new(130_429, "Cloud API message throughput has been reached"));
        }
        self.lately.push_back(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_five_at_once_then_one_each_six_seconds() {
        let mut limits = Limits::default();
        for _ in 0..45 {
            limits.pair("p01", 0).unwrap();
        }
        assert_eq!(limits.pair("p01", 0).unwrap_err().code, 131_056);
        assert_eq!(limits.pair("p01", 5_999).unwrap_err().code, 131_056);
        limits.pair("p01", 6_000).unwrap();
        assert_eq!(limits.pair("p01", 6_001).unwrap_err().code, 131_056);
        limits.pair("p02", 6_001).unwrap();
        for at in 0..45 {
            assert!(limits.pair("p01", 6_000 + 45 * 6_000).is_ok(), "message {at} after the allowance was whole again");
        }
    }

    #[test]
    fn throughput_counts_the_last_second_only() {
        let mut limits = Limits::default();
        assert!((0..80).all(|_| limits.throughput(500, Some(80)).is_ok()));
        assert_eq!(limits.throughput(1_499, Some(80)).unwrap_err().code, 130_429);
        assert!(limits.throughput(1_500, Some(80)).is_ok());
    }

    #[test]
    fn what_people_write_counts_too() {
        let mut limits = Limits::default();
        for _ in 0..79 {
            limits.came(500);
        }
        limits.throughput(500, Some(80)).unwrap();
        assert_eq!(limits.throughput(500, Some(80)).unwrap_err().code, 130_429);
    }
}
