//! Whose memory the web view on Linux is made of: the system's, not that of WebKit's own allocator.

use std::os::unix::process::CommandExt;
use std::process::Command;

/// WebKit takes its memory from the system where this is set before it takes the first of it (`bmalloc/Environment.cpp`).
const NAME: &str = "Malloc";

/// Begins this program anew with the variable set, where nobody has set it yet: the threads that would read it are not there yet, so
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
            let error = Command::new(program).args(std::env::args_os().skip(1)).env(NAME, "1").exec();
            tracing::warn!(%error, "the web view keeps its own allocator");
        }
        Err(error) => tracing::warn!(%error, "the web view keeps its own allocator"),
    }
}
