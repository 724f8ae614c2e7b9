//! What is to happen later, in the town's time: statuses, answers, the next deed of the town, a repeated webhook.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::send::record::Step;
use crate::webhook::post::Post;
use crate::world::World;

/// One thing to be done.
pub(crate) enum Act {
    /// A sent message takes a step; `who` is the member it concerns, in a group.
    Status { id: String, step: Step, who: Option<usize> },
    /// A person answers a message of the business.
    Answer { id: String, who: usize },
    /// The town does its next deed; an older generation than the present rate's is dropped.
    Tick { generation: u64 },
    /// Something of its own, e.g. the outcome of a group call.
    Later(Box<dyn FnOnce(&mut World) + Send>),
    /// Any of these, in the turn of one of the further numbers.
    Of { number: usize, act: Box<Act> },
    /// A webhook that was not taken is tried again.
    Retry(Box<Post>),
}

struct Entry {
    at: i64,
    number: u64,
    act: Act,
}

#[derive(Default)]
struct Pages {
    heap: BinaryHeap<Entry>,
    number: u64,
    in_hand: usize,
}

/// The list of things to be done, soonest first; equal times keep the order they were planned in.
#[derive(Default)]
pub(crate) struct Agenda {
    pages: Mutex<Pages>,
    pub(crate) changed: Notify,
}

impl Agenda {
    /// Adds one.
    pub(crate) fn plan(&self, at: i64, act: Act) {
        {
            let mut pages = self.lock();
            pages.number += 1;
            let number = pages.number;
            pages.heap.push(Entry { at, number, act });
        }
        self.changed.notify_waiters();
    }

    /// Takes the soonest if its time has come. Whoever took it says `finished` when it is done.
    pub(crate) fn take_due(&self, now: i64) -> Option<Act> {
        let mut pages = self.lock();
        if pages.heap.peek().is_some_and(|entry| entry.at <= now) {
            pages.in_hand += 1;
            return pages.heap.pop().map(|entry| entry.act);
        }
        None
    }

    /// One that was taken is done.
    pub(crate) fn finished(&self) {
        let mut pages = self.lock();
        pages.in_hand = pages.in_hand.saturating_sub(1);
    }

    /// When the soonest is due.
    pub(crate) fn next_at(&self) -> Option<i64> {
        self.lock().heap.peek().map(|entry| entry.at)
    }

    /// Whether something is being done, or is due until then. The town's own deeds do not count: they never end.
    pub(crate) fn busy_until(&self, at: i64) -> bool {
        let pages = self.lock();
        pages.in_hand > 0 || pages.heap.iter().any(|entry| entry.at <= at && !matches!(entry.act, Act::Tick { .. }))
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.at, other.number).cmp(&(self.at, self.number))
    }
}
