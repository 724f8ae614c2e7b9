//! The threads that a core runs on beside a window.

use std::io;

#[cfg(target_os = "linux")]
use rustix::process::{getpriority_process, setpriority_process};
use tokio::runtime::{Builder, Runtime};

/// How much nicer than the window its core is, as `nice` counts. In a flood both cores of a small machine are wanted by more threads than
/// they have, and the page that draws would wait for its turn.
#[cfg(target_os = "linux")]
const NICER: i32 = 10;

/// A runtime whose threads let the window's go first. The system decides so where it is not Linux.
///
/// # Errors
/// When the system gives no threads.
pub fn behind_a_window() -> io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().on_thread_start(step_back).build()
}

/// On Linux a priority is a thread's own; what it starts takes it over.
#[cfg(target_os = "linux")]
fn step_back() {
    // Whoever is nicer already stays so: nobody may take that back.
    let step = getpriority_process(None).and_then(|mine| setpriority_process(None, mine.max(NICER)));
    if let Err(error) = step {
        tracing::debug!(kind = ?error.kind(), "a thread of the core stays as it is");
    }
}

#[cfg(not(target_os = "linux"))]
const fn step_back() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn whatever_runs_in_it_lets_the_rest_of_the_program_go_first() {
        let runtime = behind_a_window().unwrap();
        let mine = getpriority_process(None).unwrap();
        let task = runtime.block_on(async { tokio::spawn(async { getpriority_process(None) }).await });
        let aside = runtime.block_on(async { tokio::task::spawn_blocking(|| getpriority_process(None)).await });
        assert_eq!([task.unwrap(), aside.unwrap()], [Ok(mine.max(NICER)); 2]);
        assert_eq!(getpriority_process(None), Ok(mine));
    }
}
