//! What can go wrong outside of what is being tested.

use std::time::Duration;

/// A result of this crate.
pub type Result<T> = std::result::Result<T, WorldError>;

/// Why the world could not do or see something.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// A program of the project is not built yet.
    #[error("{0} is not built: run `cargo build --workspace --bins` first")]
    NotBuilt(String),
    /// A program could not be started, read or ended.
    #[error("{program}: {doing}: {source}")]
    Program {
        /// Its name.
        program: String,
        /// What was being done with it.
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program did not greet with a line of JSON.
    #[error("{program} did not greet with a line of JSON but with {line:?}")]
    Greeting {
        /// Its name.
        program: String,
        /// The line it wrote, empty where it ended first.
        line: String,
    },
    /// A file or folder of the world's own.
    #[error("{doing}: {source}")]
    File {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// A request got no answer.
    #[error("no answer from {url}: {source}")]
    NoAnswer {
        /// The address without its query.
        url: String,
        /// What went wrong.
        source: reqwest::Error,
    },
    /// A request was answered with something else than success.
    #[error("{url} answered {status}: {body}")]
    Refused {
        /// The address without its query.
        url: String,
        /// The status of the answer.
        status: u16,
        /// The answer's body.
        body: String,
    },
    /// An answer lacks what it must hold.
    #[error("{url} answered without {what}: {body}")]
    Lacking {
        /// Where it came from.
        url: String,
        /// What should have been there.
        what: &'static str,
        /// What was there instead.
        body: String,
    },
    /// Something that had to come about did not.
    #[error("{what} did not come about in {within:?}; last seen: {seen}")]
    Never {
        /// What was waited for.
        what: String,
        /// For how long.
        within: Duration,
        /// What was there at the last look.
        seen: String,
    },
    /// The window's driver.
    #[error("the window, {doing}: {why}")]
    Window {
        /// What was being done.
        doing: String,
        /// What the driver said.
        why: String,
    },
    /// A proof found the product wanting.
    #[error("{0}")]
    Found(String),
}
