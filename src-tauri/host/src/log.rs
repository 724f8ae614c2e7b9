//! The log: lines on stderr, without anything a person wrote.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Which lines are written, in the words of `tracing`: `SWITCHBOARD_LOG=debug`, `engine=debug,warn`.
const VARIABLE: &str = "SWITCHBOARD_LOG";
/// How they are written: `json` is a line an event for a program; anything else is for a person.
const FORMAT: &str = "SWITCHBOARD_LOG_FORMAT";
/// Without the first of them.
const USUAL: &str = "info,zbus=warn,hyper=warn,reqwest=warn,pulseaudio=off";

/// Begins to log. A second call changes nothing.
pub fn begin() {
    let filter = EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_| EnvFilter::new(USUAL));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let lines = lines.with_ansi(std::io::stderr().is_terminal());
    let as_json = std::env::var(FORMAT).is_ok_and(|format| format == "json");
    // It fails only where a log was begun before.
    let _ = if as_json { lines.json().try_init() } else { lines.try_init() };
    std::panic::set_hook(Box::new(|panic| {
        // The place and not the words: those may hold what somebody wrote.
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        tracing::error!(place, "a panic");
    }));
}
