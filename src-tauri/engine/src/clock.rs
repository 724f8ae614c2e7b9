//! The clocks: the system's, and a sandbox's town, which can be moved. The only file of the crate that reads the time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime};

use domain::Timestamp;
use domain::time::SECOND;

use crate::ports::Clock;

/// A town's clock that is further away than this from where it was last seen has been moved.
const JUMP: i64 = 2 * SECOND;

/// The system's clock, moved by what the town of a sandbox says. For real numbers the offset stays zero.
#[derive(Debug)]
pub struct MovedClock {
    offset: AtomicI64,
    started: Instant,
}

impl Default for MovedClock {
    fn default() -> Self {
        Self { offset: AtomicI64::new(0), started: Instant::now() }
    }
}

impl MovedClock {
    /// Takes the town's time as now. Says whether the town's clock was moved: whoever waits for a moment looks again.
    pub fn follow(&self, town: Timestamp) -> bool {
        let offset = town.since(system());
        let before = self.offset.swap(offset, Ordering::Relaxed);
        offset.abs_diff(before) > JUMP.unsigned_abs()
    }

    /// Milliseconds since the product started, however the town's clock was moved.
    pub fn running(&self) -> i64 {
        i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
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
}
