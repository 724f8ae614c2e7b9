//! Calling other programs from the root of the project.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::project;
use crate::stop::Stop;

/// A program with its arguments, run in the root of the project with its output where ours goes.
pub struct Tool {
    command: Command,
    call: String,
}

impl Tool {
    /// A program found in PATH, or by its path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program.as_ref());
        command.current_dir(project::root());
        // `cargo run` leaves these behind; the programs we call are to see what they would see from a shell.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "LD_LIBRARY_PATH" {
                command.env_remove(&name);
            }
        }
        Self { command, call: program.as_ref().to_string_lossy().into_owned() }
    }

    /// Cargo itself, the one that runs us.
    pub fn cargo() -> Self {
        let mut tool = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        tool.call = "cargo".into();
        tool
    }

    /// npm, whose scripts see the project's own programs (and its own Node) first.
    pub fn npm() -> Self {
        Self::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
    }

    /// One more argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        let argument = argument.as_ref();
        self.call.push(' ');
        self.call.push_str(&argument.to_string_lossy());
        self.command.arg(argument);
        self
    }

    /// Several words parted by spaces, for the arguments we write ourselves.
    pub fn words(self, words: &str) -> Self {
        words.split_whitespace().fold(self, |tool, word| tool.arg(word))
    }

    /// More arguments.
    pub fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, |tool, argument| tool.arg(argument))
    }

    /// Another folder to run in than the root of the project.
    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// An environment variable for this call.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it to its end; anything but success is a failure.
    pub fn run(mut self) -> Result<(), Stop> {
        println!("  $ {}", self.call);
        let status = self.command.stdin(Stdio::null()).status().map_err(|error| self.unstartable(&error))?;
        if status.success() { Ok(()) } else { Err(self.failed(&status.to_string())) }
    }

    /// Runs it with the terminal's input handed through (for `sudo`, which may ask).
    pub fn run_interactive(mut self) -> Result<(), Stop> {
        println!("  $ {}", self.call);
        let status = self.command.status().map_err(|error| self.unstartable(&error))?;
        if status.success() { Ok(()) } else { Err(self.failed(&status.to_string())) }
    }

    /// Runs it silently; what it wrote to stdout, or a failure with what it wrote to stderr.
    pub fn read(mut self) -> Result<String, Stop> {
        let output = self.command.stdin(Stdio::null()).output().map_err(|error| self.unstartable(&error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(self.failed(&format!("{}: {}", output.status, said.trim())))
    }

    /// What it wrote to stdout, whatever its exit status; `None` where it cannot be started at all.
    pub fn peek(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether it can be started and says yes. Nothing of what it writes is shown.
    pub fn succeeds(mut self) -> bool {
        let quiet = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    /// Starts it and goes on.
    pub fn spawn(mut self) -> Result<Child, Stop> {
        println!("  $ {}", self.call);
        self.command.spawn().map_err(|error| self.unstartable(&error))
    }

    fn unstartable(&self, error: &std::io::Error) -> Stop {
        Stop::Failed { call: self.call.clone(), how: format!("could not be started: {error}") }
    }

    fn failed(&self, how: &str) -> Stop {
        Stop::Failed { call: self.call.clone(), how: format!("ended with {how}") }
    }
}

/// A program's file name on this system.
pub fn exe(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}
