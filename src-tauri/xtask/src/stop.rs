//! Why a command ended early.

use std::fmt;

/// The reason a command stopped. Its text says what was being done and what to do about it.
#[derive(Debug)]
pub enum Stop {
    /// The command line makes no sense.
    Usage(String),
    /// Something has to be there first and could not be brought.
    Missing(String),
    /// A program that was called did not succeed.
    Failed {
        /// The program with its arguments.
        call: String,
        /// How it ended.
        how: String,
    },
    /// A check of our own found something.
    Found(String),
    /// The failure stands in a report that has been printed already.
    Reported,
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) | Self::Missing(what) | Self::Found(what) => out.write_str(what),
            Self::Failed { call, how } => write!(out, "`{call}` {how}"),
            Self::Reported => out.write_str("failed, see above"),
        }
    }
}
