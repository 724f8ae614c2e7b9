//! The clocks: the system's, and a sandbox's town, which can be moved. The only file of the crate that reads the time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use chrono_tz::Tz;
use domain::Timestamp;
use domain::time::{MINUTE, SECOND};

use crate::ports::Clock;

/// A town's clock that is further away than this from where it was last seen has been moved.
const JUMP: i64 = 2 * SECOND;
/// Between two looks at whether the machine has slept.
const TICK: Duration = Duration::from_secs(5);

/// The system's clock, moved by what the town of a sandbox says. For real numbers the offset stays zero.
#[derive(Debug)]
pub struct MovedClock {
    offset: AtomicI64,
    started: (Instant, Timestamp),
    awake: Mutex<Awake>,
}

/// Since when the machine is awake, and what the clocks showed beyond the time that had run by then.
#[derive(Debug, Clone, Copy)]
struct Awake {
    since: Instant,
    /// How far the time of day had run ahead of the time that ran.
    ahead: i64,
    /// How far the town's clock was moved; none before it was seen at all.
    moved: Option<i64>,
}

impl Default for MovedClock {
    fn default() -> Self {
        let now = Instant::now();
        let awake = Mutex::new(Awake { since: now, ahead: 0, moved: None });
        Self { offset: AtomicI64::new(0), started: (now, system()), awake }
    }
}

impl MovedClock {
    /// Takes the town's time as now. Says whether the town's clock was moved: whoever waits for a moment looks again.
    pub fn follow(&self, town: Timestamp) -> bool {
        let offset = town.since(system());
        let before = self.offset.swap(offset, Ordering::Relaxed);
        self.seen().moved.get_or_insert(offset);
        offset.abs_diff(before) > JUMP.unsigned_abs()
    }

    /// The town's time, where one is followed.
    pub fn moved(&self) -> Option<Timestamp> {
        (self.offset.load(Ordering::Relaxed) != 0).then(|| self.now())
    }

    /// Milliseconds on this clock since the product started or the machine last woke. What a town's clock was moved forward
    /// by meanwhile counts: what was written in that time was written while the product ran.
    pub fn awake(&self) -> i64 {
        let (began, at) = self.started;
        let ahead = system().since(at) - passed(began);
        let offset = self.offset.load(Ordering::Relaxed);
        let mut awake = self.seen();
        // What comes right after waking may come before the next look at whether the machine slept.
        if ahead - awake.ahead > MINUTE {
            *awake = Awake { since: Instant::now(), ahead, moved: Some(offset) };
        }
        passed(awake.since) + (offset - awake.moved.unwrap_or(offset)).max(0)
    }

    /// Milliseconds since the product started.
    pub fn running(&self) -> i64 {
        passed(self.started.0)
    }

    /// Comes back when the machine has slept: its clock went on while nothing ran.
    pub async fn woken(&self) {
        loop {
            let before = system();
            tokio::time::sleep(TICK).await;
            if slept(before, system()) {
                let mut awake = self.seen();
                (awake.since, awake.moved) = (Instant::now(), Some(self.offset.load(Ordering::Relaxed)));
                return;
            }
        }
    }

    fn seen(&self) -> MutexGuard<'_, Awake> {
        self.awake.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn passed(since: Instant) -> i64 {
    i64::try_from(since.elapsed().as_millis()).unwrap_or(i64::MAX)
}

/// Whether nothing ran between two ticks for longer than a busy machine explains.
const fn slept(before: Timestamp, after: Timestamp) -> bool {
    after.since(before) > MINUTE
}

/// The operator's time zone: what the environment says, else the system.
pub fn zone() -> Tz {
    let named = std::env::var("TZ").ok().or_else(|| iana_time_zone::get_timezone().ok());
    named.and_then(|name| name.trim_start_matches(':').parse().ok()).unwrap_or(Tz::UTC)
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        system().plus(self.offset.load(Ordering::Relaxed))
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is given")]
fn system() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::HOUR;

    #[test]
    fn a_town_that_keeps_its_pace_was_not_moved_and_one_an_hour_ahead_was() {
        let clock = MovedClock::default();
        let now = clock.now();
        assert!(!clock.follow(now));
        assert!(clock.follow(now.plus(HOUR)), "somebody moved the town's clock");
        assert!(clock.now() >= now.plus(HOUR), "it is the time in force now");
        assert!(clock.running() < HOUR, "the machine has not run for an hour");
    }

    #[test]
    fn an_hour_that_the_town_was_moved_by_while_the_product_ran_is_no_backlog_and_one_before_it_is() {
        let clock = MovedClock::default();
        clock.follow(clock.now().plus(30 * HOUR));
        assert!(clock.awake() < HOUR, "the town had lived those hours before anybody looked");
        clock.follow(clock.now().plus(2 * HOUR));
        assert!(clock.awake() >= 2 * HOUR, "what was written in them was written while the product ran");
        clock.follow(clock.now().plus(-4 * HOUR));
        assert!((0..HOUR).contains(&clock.awake()), "a clock moved back makes nobody younger than the start");
    }

    #[test]
    fn who_asks_right_after_a_sleep_hears_that_the_machine_just_woke() {
        let began = Instant::now().checked_sub(Duration::from_secs(10)).unwrap();
        let asleep = |ms: i64| MovedClock {
            offset: AtomicI64::new(0),
            started: (began, system().plus(-ms - 10 * SECOND)),
            awake: Mutex::new(Awake { since: began, ahead: 0, moved: None }),
        };
        assert!(asleep(0).awake() >= 10 * SECOND, "it did not sleep");
        let woken = asleep(HOUR);
        assert!(woken.awake() < 10 * SECOND);
        assert!(woken.running() >= 10 * SECOND, "the product has run on");
    }

    #[test]
    fn a_clock_that_went_on_for_an_hour_between_two_ticks_means_sleep_and_a_slow_tick_does_not() {
        let evening = Timestamp::from_seconds(1_763_542_800);
        assert!(slept(evening, evening.plus(HOUR)));
        assert!(!slept(evening, evening.plus(20 * SECOND)));
    }
}
