//! Private memory of a process, second by second.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::{Result, WorldError};

/// Samples under way.
#[derive(Debug)]
pub(crate) struct Watch {
    task: JoinHandle<Vec<Private>>,
}

impl Watch {
    /// Samples a process once a second for so many seconds.
    pub(crate) fn begin(process: u32, seconds: u64) -> Self {
        Self { task: tokio::spawn(samples(process, seconds)) }
    }

    /// The samples, one a second.
    pub(crate) async fn end(self) -> Result<Vec<Private>> {
        self.task.await.map_err(|_| WorldError::Found("watching the memory was broken off".into()))
    }
}

async fn samples(process: u32, seconds: u64) -> Vec<Private> {
    let mut samples = Vec::new();
    let mut ticks = interval(Duration::from_secs(1));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks.tick().await;
    for _ in 0..seconds {
        ticks.tick().await;
        samples.extend(private(process));
    }
    samples
}

/// Private memory of a process, in kB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Private {
    /// What would be free again without it.
    pub(crate) whole: u64,
    /// Of that, what it has written itself; the rest are pages of its files, which the system may drop at any time.
    pub(crate) written: u64,
}

fn private(process: u32) -> Option<Private> {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let kb = |name: &str| -> u64 {
        let lines = rollup.lines().filter(|line| line.starts_with(name));
        lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum()
    };
    Some(Private { whole: kb("Private_"), written: kb("Private_Dirty:") })
}

/// The middle of the samples between two seconds.
pub(crate) fn median(samples: &[u64], from: usize, to: usize) -> Option<u64> {
    let mut part = samples.get(from..to.min(samples.len()))?.to_vec();
    part.sort_unstable();
    part.get(part.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_a_stretch_ignores_what_lies_outside_of_it() {
        assert_eq!(median(&[900, 1, 2, 3, 900], 1, 4), Some(2));
        assert_eq!(median(&[1, 2], 5, 9), None);
    }
}
