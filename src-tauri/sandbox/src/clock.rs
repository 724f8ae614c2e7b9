//! The town's time: the machine's clock plus an offset that the control endpoint moves, or a moment held still.
//! The only place of this crate that asks the machine what time it is.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::Notify;

/// The town's clock in Unix milliseconds. Whoever waits on it wakes when it is moved.
#[derive(Default)]
pub(crate) struct Clock {
    reading: Mutex<Reading>,
    moved: Notify,
}

#[derive(Clone, Copy, Default)]
struct Reading {
    offset_ms: i64,
    held_at: Option<i64>,
}

impl Clock {
    /// Now in the town.
    pub(crate) fn now_ms(&self) -> i64 {
        let reading = *self.lock();
        reading.held_at.unwrap_or_else(|| machine_ms().saturating_add(reading.offset_ms))
    }

    /// How far the town is ahead of the machine.
    pub(crate) fn offset_ms(&self) -> i64 {
        self.now_ms().saturating_sub(machine_ms())
    }

    /// Whether the clock stands still.
    pub(crate) fn held(&self) -> bool {
        self.lock().held_at.is_some()
    }

    /// Moves the town's time by so many milliseconds; negative goes back.
    pub(crate) fn advance(&self, by_ms: i64) {
        {
            let mut reading = self.lock();
            match reading.held_at.as_mut() {
                Some(at) => *at = at.saturating_add(by_ms),
                None => reading.offset_ms = reading.offset_ms.saturating_add(by_ms),
            }
        }
        self.moved.notify_waiters();
    }

    /// Puts the town exactly so far ahead of the machine.
    pub(crate) fn set_offset(&self, offset_ms: i64) {
        {
            let mut reading = self.lock();
            reading.offset_ms = offset_ms;
            if reading.held_at.is_some() {
                reading.held_at = Some(machine_ms().saturating_add(offset_ms));
            }
        }
        self.moved.notify_waiters();
    }

    /// Holds the clock still, or lets it run on from where it stands.
    pub(crate) fn hold(&self, still: bool) {
        let now = self.now_ms();
        {
            let mut reading = self.lock();
            reading.offset_ms = now.saturating_sub(machine_ms());
            reading.held_at = still.then_some(now);
        }
        self.moved.notify_waiters();
    }

    /// Returns when the town's clock shows this moment or a later one.
    pub(crate) async fn until(&self, at_ms: i64) {
        loop {
            let moved = self.moved.notified();
            tokio::pin!(moved);
            moved.as_mut().enable();
            let left = at_ms.saturating_sub(self.now_ms());
            if left <= 0 {
                return;
            }
            if self.held() {
                moved.await;
                continue;
            }
            let left = Duration::from_millis(u64::try_from(left).unwrap_or(0));
            tokio::select! {
                () = tokio::time::sleep(left) => {}
                () = moved => {}
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place of the sandbox where the machine's clock is read")]
fn machine_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
