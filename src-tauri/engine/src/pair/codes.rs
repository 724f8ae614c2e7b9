//! The secrets of pairing codes that wait to be used, in memory only: each is worth one console within ten minutes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::time::MINUTE;
use subtle::ConstantTimeEq as _;

/// How long a code lives.
const LIFE: i64 = 10 * MINUTE;
/// More wrong secrets within a minute than this, and nobody is heard for the rest of it.
const WRONG: usize = 10;
/// Codes that wait at the same time.
const MOST: usize = 20;

/// The codes that wait.
#[derive(Default)]
pub struct Codes(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    waiting: Vec<Waiting>,
    wrong: Vec<i64>,
}

struct Waiting {
    secret: String,
    name: String,
    until: i64,
}

/// Why a secret pairs nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// It is none, was used, or its time is over.
    Wrong,
    /// Too many wrong ones came lately.
    TooMany,
}

impl Codes {
    /// A secret from now on, for a console of that name.
    pub fn put(&self, secret: String, name: String, now: i64) {
        let mut inner = self.inner();
        inner.waiting.retain(|one| one.until > now);
        let most = inner.waiting.len().saturating_sub(MOST - 1);
        inner.waiting.drain(..most);
        inner.waiting.push(Waiting { secret, name, until: now + LIFE });
    }

    /// Uses a secret up: the name of the console that it is for.
    ///
    /// # Errors
    /// When it pairs nobody.
    pub fn take(&self, secret: &str, now: i64) -> Result<String, Turned> {
        let mut inner = self.inner();
        inner.wrong.retain(|at| now - at < MINUTE);
        if inner.wrong.len() >= WRONG {
            return Err(Turned::TooMany);
        }
        inner.waiting.retain(|one| one.until > now);
        // Each is compared, so that the time tells nothing of which was nearly right.
        let same = |one: &Waiting| bool::from(one.secret.as_bytes().ct_eq(secret.as_bytes()));
        let compared = inner.waiting.iter().map(same).enumerate();
        let found = compared.fold(None, |found, (at, same)| if same { Some(at) } else { found });
        match found {
            Some(at) => Ok(inner.waiting.remove(at).name),
            None => {
                inner.wrong.push(now);
                Err(Turned::Wrong)
            }
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_worth_one_console_within_ten_minutes() {
        let codes = Codes::default();
        codes.put("aa".into(), "front desk".into(), 0);
        codes.put("bb".into(), "back office".into(), 0);
        assert_eq!(codes.take("aa", LIFE - 1), Ok("front desk".into()));
        assert_eq!(codes.take("aa", LIFE - 1), Err(Turned::Wrong), "once");
        assert_eq!(codes.take("bb", LIFE), Err(Turned::Wrong), "its time is over");
    }

    #[test]
    fn who_guesses_is_not_heard_for_the_rest_of_the_minute() {
        let codes = Codes::default();
        codes.put("aa".into(), "front desk".into(), 0);
        for guess in 0..WRONG {
            assert_eq!(codes.take(&format!("{guess}"), 0), Err(Turned::Wrong));
        }
        assert_eq!(codes.take("aa", MINUTE - 1), Err(Turned::TooMany), "not even with the right one");
        assert_eq!(codes.take("aa", MINUTE), Ok("front desk".into()));
    }
}
