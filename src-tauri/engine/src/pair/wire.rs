//! What a console and a hub say to each other.

use contract::ErrorBody;
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{CopyPage, Keys};

/// A console asks to be paired.
#[derive(Serialize, Deserialize)]
pub struct Knock {
    /// The secret of its code.
    pub secret: String,
}

/// It is.
#[derive(Serialize, Deserialize)]
pub struct Welcome {
    /// What it is known by from now on.
    pub token: String,
    /// The hub's name.
    pub hub: String,
    /// What names and hashes in the journal are made with.
    pub keys: Keys,
}

/// What is new in the journal.
#[derive(Serialize, Deserialize)]
pub struct News {
    /// Entries, and what the ledger has more.
    pub page: CopyPage,
    /// The town's time, where the hub follows one.
    pub town: Option<Timestamp>,
}

/// The header with a console's own id of a command.
pub const COMMAND: &str = "switchboard-command";

/// What came of a command.
#[derive(Serialize, Deserialize)]
pub struct Carried {
    /// What the command answers.
    pub answer: Result<Value, ErrorBody>,
    /// Where the journal ended then: whoever has everything up to there sees what it did.
    pub head: i64,
}
