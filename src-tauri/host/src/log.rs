//! The log: lines on stderr, without anything a person wrote, and the last of them in memory.

mod last;

use std::io::IsTerminal;

use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _, fmt};

pub use last::{LAST, Last};

/// Which lines are written, in the words of `tracing`: `SWITCHBOARD_LOG=debug`, `engine=debug,warn`.
const VARIABLE: &str = "SWITCHBOARD_LOG";
/// How they are written: `json` is a line an event for a program; anything else is for a person.
const FORMAT: &str = "SWITCHBOARD_LOG_FORMAT";
/// Without the first of them.
const USUAL: &str = "info,zbus=warn,hyper=warn,reqwest=warn,pulseaudio=off";

/// Begins to log. A second call changes nothing.
pub fn begin() {
    let filter = EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_| EnvFilter::new(USUAL));
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    let as_json = std::env::var(FORMAT).is_ok_and(|format| format == "json");
    let lines = if as_json { lines.json().with_filter(filter).boxed() } else { lines.with_filter(filter).boxed() };
    let last = fmt::layer().with_writer(&LAST).with_ansi(false).with_filter(last::ours());
    // It fails only where a log was begun before.
    let _ = tracing_subscriber::registry().with(lines).with(last).try_init();
    std::panic::set_hook(Box::new(|panic| {
        // The place and not the words: those may hold what somebody wrote.
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        tracing::error!(place, "a panic");
    }));
}
