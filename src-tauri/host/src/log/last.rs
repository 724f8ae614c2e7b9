//! The last lines of the product's own log, for whoever asks for help.
//!
//! They are the lines of our own crates, whatever else is written to stderr: those name no person (what the libraries say
//! when they are asked to say much may). Lines of the sandbox's town stay out, too.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use engine::ports::LogPort;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;

/// So many lines are kept.
const MOST: usize = 2_000;
/// So many bytes of one.
const LONGEST: usize = 1_000;
/// Whose lines.
const OURS: [&str; 7] = ["engine", "host", "hub", "providers", "store", "switchboard", "switchboard_hub"];

/// The last lines of this process.
pub static LAST: Last = Last::new();

/// Lines that push the oldest ones out.
#[derive(Debug)]
pub struct Last(Mutex<VecDeque<String>>);

impl Last {
    const fn new() -> Self {
        Self(Mutex::new(VecDeque::new()))
    }

    fn lines(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, line: &str) {
        let mut lines = self.lines();
        if lines.len() == MOST {
            lines.pop_front();
        }
        let end = line.floor_char_boundary(LONGEST);
        lines.push_back(without_home(line.get(..end).unwrap_or_default().trim_end()));
    }
}

/// The operator's folder is named after the operator.
fn without_home(line: &str) -> String {
    let homes = ["HOME", "USERPROFILE"].iter().filter_map(|name| std::env::var(name).ok());
    homes.filter(|home| home.len() > 1).fold(line.to_owned(), |line, home| line.replace(&home, "~"))
}

/// Which events are kept.
pub fn ours() -> Targets {
    OURS.iter().fold(Targets::new(), |targets, name| targets.with_target(*name, Level::INFO))
}

/// Writes one event, which comes whole.
impl Write for &'static Last {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        self.push(&String::from_utf8_lossy(event));
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for &'static Last {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self
    }
}

impl LogPort for &'static Last {
    fn last(&self) -> Vec<String> {
        self.lines().iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt as _;
    use tracing_subscriber::{Layer as _, fmt};

    use super::*;

    #[test]
    fn the_newest_lines_of_our_own_are_kept_and_none_of_anybody_else() {
        static KEPT: Last = Last::new();
        let layer = fmt::layer().with_ansi(false).with_writer(&KEPT).with_filter(ours());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            tracing::info!(target: "engine::webhook", "the oldest");
            for number in 0..MOST {
                tracing::warn!(target: "engine::webhook", number, "turned away");
            }
            tracing::debug!(target: "engine", "much");
            tracing::error!(target: "reqwest::connect", "a library's");
            tracing::error!(target: "sandbox", "the town's");
        });
        let lines = (&KEPT).last();
        assert_eq!(lines.len(), MOST);
        assert!(lines.first().is_some_and(|line| line.ends_with("turned away number=0")), "{:?}", lines.first());
        assert!(lines.iter().all(|line| line.contains("WARN engine::webhook")));
    }

    #[test]
    fn a_line_is_cut_between_two_letters_and_the_operators_folder_is_not_named() {
        static KEPT: Last = Last::new();
        KEPT.push(&"ё".repeat(LONGEST));
        let home = std::env::var("HOME").unwrap_or_default();
        KEPT.push(&format!("reading {home}/data\n"));
        let lines = (&KEPT).last();
        assert_eq!(lines.first().map(|line| line.len()), Some(LONGEST));
        assert_eq!(lines.get(1).map(String::as_str), Some("reading ~/data"));
    }
}
