//! Whose memory the web view on Linux is made of: the system's, not that of WebKit's own allocator.

use std::os::unix::process::CommandExt;
use std::process::Command;

/// WebKit takes its memory from the system where this is set before it takes the first of it (`bmalloc/Environment.cpp`).
const NAME: &str = "Malloc";

/// The system's allocator keeps what was freed in so many places (`mallopt(3)`). It takes eight for each core of its own accord, between
/// which many threads spread what they hold: in a flood, memory grew by a tenth in a quarter of an hour.
const ARENAS: (&str, &str) = ("MALLOC_ARENA_MAX", "2");

/// Begins this program anew with the variables set, where nobody has set it yet: the threads that would read it are not there yet, so
/// only a new beginning is sure to come before them.
///
/// WebKit's own allocator waits for a lock by yielding the processor again and again. On a machine with few cores, two threads that
/// wait so take all of it from the thread that holds the lock, and a window in a flood stood still for a fifth of a second.
pub fn is_the_systems() {
    if std::env::var_os(NAME).is_some() {
        return;
    }
    match std::env::current_exe() {
        Ok(program) => {
            let mut anew = Command::new(program);
            anew.args(std::env::args_os().skip(1)).env(NAME, "1");
            if std::env::var_os(ARENAS.0).is_none() {
                anew.env(ARENAS.0, ARENAS.1);
            }
            let error = anew.exec();
            tracing::warn!(%error, "the web view keeps its own allocator");
        }
        Err(error) => tracing::warn!(%error, "the web view keeps its own allocator"),
    }
}
