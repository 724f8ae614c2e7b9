//! What the window takes while nobody does anything, and what its core holds after a long day.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval, sleep};

use super::super::{Row, Unit};
use super::Open;
use super::frames::{REPEATED, current};
use super::pour::Pour;
use crate::proof::memory::{Private, Watch, median};
use crate::scene::ROW;
use crate::{Result, Window, WorldError, desktop};

/// Most of a core while nothing happens.
const IDLE: f64 = 0.005;
/// Seconds after which what a start leaves behind is done.
const SETTLED: Duration = Duration::from_secs(30);
/// Ticks of a second in the system's account of processes.
const TICKS: f64 = 100.0;
/// Chats that are opened, messages a second, and the most that the core holds and grows.
const CHATS: u64 = 500;
const PACE: u64 = 50;
const HELD: f64 = 120e6;
const GROWN: f64 = 1.1;
/// Seconds of the first minute that its figure is the middle of, and of the end.
const EARLY: (usize, usize) = (50, 60);
const LATE: usize = 10;
/// Of so many bytes memory is counted.
const KIB: u64 = 1_024;

/// The share of a core that the window and its web view take in so many seconds of nothing.
pub async fn idle(Open { scene, .. }: &Open, seconds: u64) -> Result<Row> {
    sleep(SETTLED).await;
    let (begun, before) = (Instant::now(), ticks(&scene.window));
    sleep(Duration::from_secs(seconds)).await;
    let took = (ticks(&scene.window) - before) / TICKS;
    let work = format!("idle for {seconds} s: of a core, the window with its web view");
    Ok(Row::of(work, Unit::Share, took / begun.elapsed().as_secs_f64()).at_most(IDLE))
}

/// What the core holds at the end of so many seconds of traffic in which many chats are opened, beside its first minute.
pub async fn memory(Open { scene, provider }: &Open, seconds: u64) -> Result<Row> {
    let watch = Watch::begin(scene.window.id(), seconds);
    let pour = Pour::begin(provider, PACE);
    let mut turns = interval(Duration::from_secs(1));
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    scene.window.clicks(ROW, "").await?;
    super::focus(&scene.window).await?;
    let (begun, mut opened, mut moved) = (Instant::now(), 0, 0);
    let mut before = current(&scene.window).await?;
    while begun.elapsed().as_secs() < seconds && opened < CHATS {
        turns.tick().await;
        let due = CHATS.min(CHATS * (begun.elapsed().as_secs() + 1) / seconds) - opened;
        // Over an hour not every second has a chat of its own.
        if due > 0 {
            desktop::hold("j", u32::try_from(due).unwrap_or(u32::MAX), REPEATED).await?;
            opened += due;
            let now = current(&scene.window).await?;
            moved += u64::from(now != before);
            before = now;
        }
    }
    // Where the end of the list was met, or the focus lost, the same chat stays open.
    if moved * 10 < opened.min(seconds) * 9 {
        return Err(WorldError::Found(format!("of {opened} presses only {moved} opened another chat")));
    }
    let samples = watch.end().await?;
    pour.end().await?;
    let held: Vec<u64> = samples.iter().map(|sample: &Private| sample.whole).collect();
    let (from, to) = if held.len() > EARLY.1 { EARLY } else { (held.len() / 4, held.len() / 2) };
    let short = || WorldError::Found("the memory could not be watched to the end".into());
    let early = median(&held, from, to).ok_or_else(short)?;
    let late = median(&held, held.len().saturating_sub(LATE), held.len()).ok_or_else(short)?;
    let work = format!("private memory of the core after {seconds} s at {PACE} a second, {opened} chats opened");
    let row = Row::of(work, Unit::Bytes, bytes(late)).at_most(HELD);
    Ok(row.beside(format!("itself after {to} s"), bytes(early)).at_most_times(GROWN))
}

/// What a window and the processes that it started have used of the processor.
fn ticks(window: &Window) -> f64 {
    let all = window.descendants().into_iter().chain([window.id()]);
    let used = all.filter_map(|process| {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // After the name, which may hold spaces, the twelfth and the thirteenth are the times in its own code and in the system's.
        let words: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(words.get(11)?.parse::<f64>().ok()? + words.get(12)?.parse::<f64>().ok()?)
    });
    used.sum()
}

#[expect(clippy::cast_precision_loss, reason = "kilobytes far below 2^52")]
const fn bytes(kib: u64) -> f64 {
    (kib * KIB) as f64
}
