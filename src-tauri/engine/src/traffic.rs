//! What came to the door for webhooks since the start, for whoever watches over a hub.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Most of all bodies that are in memory at once, in KiB: 64 MiB.
const MOST_KIB: u32 = 64 * 1024;
/// The least that a request is counted as, in KiB: its connection and headers take memory, too.
const LEAST_KIB: u32 = 16;

/// Requests by how they were answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    /// Webhooks that were kept.
    pub kept: u64,
    /// Requests without a signature of the app.
    pub not_genuine: u64,
    /// Requests for which there was no room: the provider brings them again.
    pub no_room: u64,
}

/// Counts what comes, and holds the room for it.
#[derive(Debug)]
pub struct Traffic {
    room: Arc<Semaphore>,
    kept: AtomicU64,
    not_genuine: AtomicU64,
    no_room: AtomicU64,
}

impl Default for Traffic {
    fn default() -> Self {
        let room = Arc::new(Semaphore::new(MOST_KIB as usize));
        Self { room, kept: AtomicU64::new(0), not_genuine: AtomicU64::new(0), no_room: AtomicU64::new(0) }
    }
}

impl Traffic {
    /// Room for a body of so many bytes until it is dropped; none where too much is under way already, which is counted.
    pub fn room(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let kib = u32::try_from(bytes.div_ceil(1024)).unwrap_or(MOST_KIB).clamp(LEAST_KIB, MOST_KIB);
        let room = Arc::clone(&self.room).try_acquire_many_owned(kib).ok();
        if room.is_none() {
            self.no_room.fetch_add(1, Ordering::Relaxed);
        }
        room
    }

    /// Counts a webhook that was kept.
    pub fn kept(&self) {
        self.kept.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a request that nobody signed.
    pub fn not_genuine(&self) {
        self.not_genuine.fetch_add(1, Ordering::Relaxed);
    }

    /// What was counted.
    pub fn answers(&self) -> Answers {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Answers { kept: read(&self.kept), not_genuine: read(&self.not_genuine), no_room: read(&self.no_room) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_under_way_never_takes_more_than_its_room() {
        let traffic = Traffic::default();
        let large: Vec<_> = std::iter::from_fn(|| traffic.room(3 * 1024 * 1024)).collect();
        assert_eq!(large.len(), 21, "bodies of 3 MiB in 64 MiB");
        let small: Vec<_> = std::iter::from_fn(|| traffic.room(10)).collect();
        assert_eq!(small.len(), 64, "the last MiB, 16 KiB each");
        drop(large);
        assert!(traffic.room(3 * 1024 * 1024).is_some(), "there is room again");
        assert_eq!(traffic.answers(), Answers { no_room: 2, ..Answers::default() });
    }
}
