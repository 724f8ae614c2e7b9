//! Waiting for something to come about: looked at again and again, with an end.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::{Result, WorldError};

/// Long enough for anything that happens at all, also on a busy machine.
pub const LONG: Duration = Duration::from_secs(30);

/// How often one looks.
const EVERY: Duration = Duration::from_millis(25);

/// What one look saw: the thing itself, or what was there instead.
pub type Look<T> = std::result::Result<T, String>;

/// Looks until the thing is there; an error of the look itself ends the waiting at once.
pub async fn until<T, L, F>(what: &str, within: Duration, mut look: L) -> Result<T>
where
    L: FnMut() -> F,
    F: Future<Output = Result<Look<T>>>,
{
    let end = Instant::now() + within;
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let seen = match look().await? {
            Ok(thing) => return Ok(thing),
            Err(seen) => seen,
        };
        if Instant::now() >= end {
            return Err(WorldError::Never { what: what.to_owned(), within, seen });
        }
    }
}

/// Turns a question with yes and no into a look.
pub fn seen(yes: bool, otherwise: impl FnOnce() -> String) -> Look<()> {
    if yes { Ok(()) } else { Err(otherwise()) }
}
