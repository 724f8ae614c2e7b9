//! What follows from an erasure that the journal has: files, what is kept on this machine, and everything that a database
//! keeps of deleted rows. It is known how far this is done, so that a stop in the middle is made up for at the next start.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::erasure::Erased;
use store::table::cursor;
use store::{Retry, StoreError};

use crate::core::Core;

const NAME: &str = "erase";
/// How often it is tried while others read: emptying the write-ahead log needs a moment without readers.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(100);

/// Finishes every erasure that is not. Everything in the journal must be projected.
///
/// # Errors
/// When the disk says no; the next start tries again.
pub async fn finish(core: &Arc<Core>) -> Result<(), StoreError> {
    let erasures = core.blocking(unfinished).await?;
    let Some((last, _)) = erasures.last() else { return Ok(()) };
    let last = *last;
    core.blocking(move |core| erasures.iter().try_for_each(|(position, erased)| follow(core, *position, erased)))
        .await?;
    let mut tries = 0;
    while let Err(error) = core.blocking(purge).await {
        tries += 1;
        if error.retry() != Retry::Soon || tries == TRIES {
            return Err(error);
        }
        tokio::time::sleep(PAUSE).await;
    }
    core.blocking(move |core| core.console.write(|w| cursor::set_reactor(w, NAME, last))).await
}

/// Erasures of which something may be left to do.
pub fn unfinished(core: &Core) -> Result<Vec<(i64, Erased)>, StoreError> {
    let done = core.console.read(|r| cursor::reactor(r, NAME))?;
    core.journal.erasures(done.unwrap_or(0))
}

fn follow(core: &Core, position: i64, erased: &Erased) -> Result<(), StoreError> {
    core.journal.erase_again(position, erased)?;
    core.console.write(|w| store::erasure::forget(w, erased))?;
    if erased.files.is_empty() {
        return Ok(());
    }
    // Somebody may have sent the same file since.
    let used = core.console.read(store::erasure::files)?;
    let used: BTreeSet<_> = used.iter().map(|file| core.media.name(file)).collect();
    for name in erased.files.iter().filter(|name| !used.contains(*name)) {
        core.media.remove_named(name)?;
    }
    Ok(())
}

fn purge(core: &Core) -> Result<(), StoreError> {
    core.console.purge()?;
    core.journal.purge()
}
