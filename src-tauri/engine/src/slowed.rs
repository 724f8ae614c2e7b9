//! When the provider asked for fewer calls, since the start.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use domain::Timestamp;
use domain::time::DAY;

/// Most that are remembered.
const MOST: usize = 10_000;

/// The moments of the last day.
#[derive(Debug, Default)]
pub struct Slowed(Mutex<VecDeque<Timestamp>>);

impl Slowed {
    /// It asked now.
    pub fn note(&self, now: Timestamp) {
        let mut moments = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if moments.len() == MOST {
            moments.pop_front();
        }
        moments.push_back(now);
    }

    /// How often it asked within a day.
    pub fn within_a_day(&self, now: Timestamp) -> u32 {
        let mut moments = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        moments.retain(|at| now.since(*at) < DAY);
        u32::try_from(moments.len()).unwrap_or(u32::MAX)
    }
}
