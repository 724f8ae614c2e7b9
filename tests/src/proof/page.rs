//! The page of a proof in `docs/proof/`, and the same figures on the terminal.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::{Result, WorldError};

/// What a proof measured.
#[derive(Debug, Default)]
pub struct Figures {
    rows: Vec<(String, String)>,
    faults: Vec<String>,
}

impl Figures {
    /// One line: what, and how much.
    pub fn row(&mut self, what: &str, value: impl ToString) {
        self.rows.push((what.to_owned(), value.to_string()));
    }

    /// Something that must hold, and is kept as a fault where it does not.
    pub fn must(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(fault());
        }
    }

    /// Ends with an error where anything did not hold.
    pub fn verdict(&self) -> Result<()> {
        if self.faults.is_empty() { Ok(()) } else { Err(WorldError::Found(self.faults.join("\n"))) }
    }

    /// The figures as a table.
    pub fn table(&self) -> String {
        let mut table = String::from("| figure | value |\n| --- | --- |\n");
        for (what, value) in &self.rows {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "| {what} | {value} |");
        }
        table
    }

    /// Writes the page: what was run, of which commit, with which seed, on what machine, and the table.
    pub fn write(&self, page: &Path, name: &str, command: &str, seed: u64, claims: &str) -> Result<()> {
        let verdict = if self.faults.is_empty() {
            "Everything held.".to_owned()
        } else {
            format!("Did not hold:\n\n- {}", self.faults.join("\n- "))
        };
        let text = format!(
            "# {name}\n\n{claims}\n\n- command: `{command}`\n- commit: {}\n- seed: {seed}\n- machine: {}\n\n{}\n{verdict}\n",
            commit(),
            machine(),
            self.table()
        );
        let failed = |source| WorldError::File { doing: "writing the page of a proof", source };
        page.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
        std::fs::write(page, text).map_err(failed)
    }
}

/// Which commit, and whether something stands on top of it.
pub(crate) fn commit() -> String {
    let git = |words: &[&str]| {
        Command::new("git")
            .args(words)
            .output()
            .ok()
            .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let head = git(&["rev-parse", "--short=12", "HEAD"]).unwrap_or_else(|| "unknown".into());
    let changed = git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|lines| !lines.is_empty());
    if changed { format!("{head}, with changes on top") } else { head }
}

/// What it ran on.
pub(crate) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    format!("{} {}, {cores} cores, {build} build", std::env::consts::OS, std::env::consts::ARCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_hold_is_the_verdict() {
        let mut figures = Figures::default();
        figures.row("messages", 3);
        figures.must(true, || "not this".into());
        assert!(figures.verdict().is_ok());
        figures.must(false, || "one is lost".into());
        assert_eq!(figures.verdict().map_err(|fault| fault.to_string()), Err("one is lost".into()));
        assert!(figures.table().contains("| messages | 3 |"));
    }
}
