//! Messages at a steady pace, each a webhook of its own, until it is enough.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, interval};

use super::provider::{Provider, Writer};
use crate::{Result, WorldError};

/// Different people among those who write.
const WRITERS: u64 = 200;
/// The first digits of their numbers.
const KIND: u32 = 7704;
/// Webhooks under way at once.
const AT_ONCE: u32 = 64;
/// Between two handfuls, and how many of them a second has.
const TICK: Duration = Duration::from_millis(10);
const TICKS: u64 = 100;

/// What was acknowledged.
#[derive(Debug, Clone, Copy)]
pub struct Poured {
    /// How many.
    pub count: u64,
    /// How many a second.
    pub pace: f64,
}

/// What pours.
#[derive(Debug)]
pub struct Pour {
    task: JoinHandle<Result<Poured>>,
    enough: Arc<AtomicBool>,
}

impl Pour {
    /// Begins with so many a second.
    pub fn begin(provider: &Arc<Provider>, rate: u64) -> Self {
        let enough = Arc::new(AtomicBool::new(false));
        let task = tokio::spawn(pour(Arc::clone(provider), rate, Arc::clone(&enough)));
        Self { task, enough }
    }

    /// Ends it; what was acknowledged.
    pub async fn end(self) -> Result<Poured> {
        self.enough.store(true, Ordering::Relaxed);
        self.task.await.map_err(broken)?
    }
}

async fn pour(provider: Arc<Provider>, rate: u64, enough: Arc<AtomicBool>) -> Result<Poured> {
    let (begun, places) = (Instant::now(), Arc::new(Semaphore::new(AT_ONCE as usize)));
    let (mut under_way, mut ticks) = (JoinSet::new(), interval(TICK));
    let (mut poured, mut due) = (0_u64, 0);
    while !enough.load(Ordering::Relaxed) {
        ticks.tick().await;
        due += rate;
        while due >= TICKS {
            due -= TICKS;
            let place = Arc::clone(&places).acquire_owned().await.map_err(|_| closed())?;
            let (provider, number) = (Arc::clone(&provider), poured);
            under_way.spawn(async move {
                let _place = place;
                let writer = Writer::of(KIND, "Писатель", number * 7 % WRITERS);
                provider.delivers(&writer, &format!("сообщение {number}")).await
            });
            poured += 1;
        }
        while let Some(done) = under_way.try_join_next() {
            done.map_err(broken)??;
        }
    }
    while let Some(done) = under_way.join_next().await {
        done.map_err(broken)??;
    }
    let pace = Duration::from_secs(poured).as_secs_f64() / begun.elapsed().as_secs_f64();
    Ok(Poured { count: poured, pace })
}

fn broken(error: tokio::task::JoinError) -> WorldError {
    WorldError::Found(format!("pouring was broken off: {error}"))
}

fn closed() -> WorldError {
    WorldError::Found("pouring has no place left".into())
}
