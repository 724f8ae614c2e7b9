//! Programs of the project as processes: found beside the test, greeted by their first line, ended with the test.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::{Result, WorldError};

/// How long a program may take to greet.
const GREETING: Duration = Duration::from_secs(60);

/// The path of a program of the project, in the folder this one was built to.
pub fn program(name: &str) -> Result<PathBuf> {
    let here = std::env::current_exe().map_err(|source| WorldError::File { doing: "finding this program", source })?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    here.ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
        .ok_or_else(|| WorldError::NotBuilt(name.to_owned()))
}

/// A running program that is killed when this value goes.
#[derive(Debug)]
pub struct Running {
    name: String,
    child: Child,
}

impl Running {
    /// Starts a program; what it writes to stderr goes to a file where one is given, else where ours goes.
    pub fn start(name: &str, mut command: Command, log: Option<&Path>) -> Result<Self> {
        command.stdin(Stdio::null()).kill_on_drop(true);
        if let Some(log) = log {
            let file = std::fs::OpenOptions::new().create(true).append(true).open(log);
            command.stderr(file.map_err(|source| WorldError::File { doing: "opening a log", source })?);
        }
        let child = command.spawn().map_err(|source| failed(name, "starting", source))?;
        Ok(Self { name: name.to_owned(), child })
    }

    /// Starts a program that is handed something by stdin.
    pub fn fed(name: &str, mut command: Command, stdin: impl Into<Stdio>) -> Result<Self> {
        let child =
            command.stdin(stdin).kill_on_drop(true).spawn().map_err(|source| failed(name, "starting", source))?;
        Ok(Self { name: name.to_owned(), child })
    }

    /// Starts a program that greets with one line of JSON on stdout, and reads that line.
    pub async fn greeted(name: &str, mut command: Command, log: Option<&Path>) -> Result<(Self, Value)> {
        command.stdout(Stdio::piped());
        let mut running = Self::start(name, command, log)?;
        let Some(stdout) = running.child.stdout.take() else {
            return Err(WorldError::Greeting { program: name.to_owned(), line: String::new() });
        };
        let mut lines = BufReader::new(stdout);
        let mut line = String::new();
        let read = timeout(GREETING, lines.read_line(&mut line)).await;
        drain(lines);
        match read.ok().and_then(std::result::Result::ok).map(|_| serde_json::from_str(line.trim())) {
            Some(Ok(greeting)) => Ok((running, greeting)),
            _ => Err(WorldError::Greeting { program: name.to_owned(), line }),
        }
    }

    /// The process id.
    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// `kill -9`: no chance to tidy up. Comes back when the process is gone.
    pub async fn kill(mut self) -> Result<()> {
        self.child.kill().await.map_err(|source| failed(&self.name, "killing", source))
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

/// Reads on, so that the program never waits for a full pipe.
fn drain(mut lines: BufReader<ChildStdout>) {
    tokio::spawn(async move {
        let mut rest = Vec::with_capacity(4096);
        while matches!(lines.read_buf(&mut rest).await, Ok(count) if count > 0) {
            rest.clear();
        }
    });
}

fn failed(program: &str, doing: &'static str, source: std::io::Error) -> WorldError {
    WorldError::Program { program: program.to_owned(), doing, source }
}
