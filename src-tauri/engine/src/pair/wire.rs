//! What a console and a hub say to each other.

use contract::ErrorBody;
use contract::hub::HubLine;
use contract::workspace::Connection;
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{CopyPage, Keys};

/// A console asks to be paired.
#[derive(Serialize, Deserialize)]
pub struct Knock {
    /// The secret of its code.
    pub secret: String,
    /// SHA-256 of what it is to be known by, hexadecimal: the hub keeps no more, and is told no more here.
    pub known_by: String,
}

/// It is.
#[derive(Serialize, Deserialize)]
pub struct Welcome {
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
    /// How the hub's own connection is.
    pub line: HubLine,
}

/// What a console was told last of the hub's own connection: where it is another one, the hub answers at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    connection: Option<Connection>,
    since: Option<Timestamp>,
    resumes: Option<Timestamp>,
}

impl From<Option<HubLine>> for Heard {
    fn from(line: Option<HubLine>) -> Self {
        let (connection, since, resumes) =
            line.map_or((None, None, None), |line| (Some(line.connection), line.since, line.resumes));
        Self { connection, since, resumes }
    }
}

/// The header with a console's own id of a command.
pub const COMMAND: &str = "switchboard-command";

/// A command of a console.
#[derive(Serialize, Deserialize)]
pub struct Told {
    /// Who sits there. The hub believes its consoles who that is, and shows it.
    pub operator: String,
    /// What the command asks.
    pub request: Value,
}

/// What came of a command.
#[derive(Serialize, Deserialize)]
pub struct Carried {
    /// What the command answers.
    pub answer: Result<Value, ErrorBody>,
    /// Where the journal ended then: whoever has everything up to there sees what it did.
    pub head: i64,
}
