//! Messages at a steady pace, each a webhook of its own, until it is enough.

use std::fmt::Display;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[cfg(target_os = "linux")]
use rustix::process::{getpriority_process, setpriority_process};
use tokio::runtime::Builder;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinSet;
use tokio::time::{Instant, interval};

use super::provider::{Provider, Writer};
use crate::{Result, WorldError};

/// Different people among those who write.
const WRITERS: u64 = 200;
/// The first digits of their numbers.
const KIND: u32 = 7704;
/// What each of them is called, with a number behind it.
pub const NAME: &str = "Писатель";
/// Webhooks under way at once.
const AT_ONCE: u32 = 64;
/// The least share of what was asked for that makes a figure one at that pace.
const KEPT: f64 = 0.95;
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

/// How nice it is at least, as `nice` counts: a provider is another machine, whose work takes nothing of the window's.
#[cfg(target_os = "linux")]
const NICER: i32 = 10;

/// What pours, in a thread of its own.
#[derive(Debug)]
pub struct Pour {
    ended: oneshot::Receiver<Result<Poured>>,
    enough: Arc<AtomicBool>,
}

impl Pour {
    /// Begins with so many a second.
    pub fn begin(provider: &Provider, rate: u64) -> Self {
        let enough = Arc::new(AtomicBool::new(false));
        let (tell, ended) = oneshot::channel();
        let (provider, until) = (Arc::new(provider.apart()), Arc::clone(&enough));
        std::thread::spawn(move || {
            let poured = step_back().and_then(|()| Builder::new_current_thread().enable_all().build());
            let poured = poured.map_err(|source| WorldError::File { doing: "beginning to pour", source });
            // Nobody waits for it any more where the scene is over.
            let _ = tell.send(poured.and_then(|runtime| runtime.block_on(pour(provider, rate, until))));
        });
        Self { ended, enough }
    }

    /// Ends it; what was acknowledged.
    pub async fn end(self) -> Result<Poured> {
        self.enough.store(true, Ordering::Relaxed);
        self.ended.await.map_err(broken)?
    }
}

#[cfg(target_os = "linux")]
fn step_back() -> io::Result<()> {
    let nicer = getpriority_process(None)?.max(NICER);
    Ok(setpriority_process(None, nicer)?)
}

#[cfg(not(target_os = "linux"))]
const fn step_back() -> io::Result<()> {
    Ok(())
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
                let writer = Writer::of(KIND, NAME, number * 7 % WRITERS);
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
    // What a debug build keeps up with says nothing.
    if cfg!(debug_assertions) || pace >= KEPT * Duration::from_secs(rate).as_secs_f64() {
        return Ok(Poured { count: poured, pace });
    }
    Err(WorldError::Found(format!("{pace:.0} messages a second came, not {rate}")))
}

fn broken(error: impl Display) -> WorldError {
    WorldError::Found(format!("pouring was broken off: {error}"))
}

fn closed() -> WorldError {
    WorldError::Found("pouring has no place left".into())
}
