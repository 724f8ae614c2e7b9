//! A console that is paired with a hub: the hub decides, and what it is to decide waits here while it is away.

use domain::content::Content;
use domain::{ChatId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::ErrorBody;
use crate::workspace::Connection;

/// The hub that decides for this console.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PairedHub {
    /// Whose it is, as it says itself.
    pub name: String,
    /// Where it is: host and port.
    pub address: String,
}

/// How the hub's own connection is, as the hub told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HubLine {
    /// How.
    pub connection: Connection,
    /// Since when.
    pub since: Option<Timestamp>,
    /// When sending resumes, while the provider asks to slow down.
    pub resumes: Option<Timestamp>,
}

/// Why nothing is copied from a hub that answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HubFault {
    /// It goes on from an older state: what this console has is no copy of it any more.
    Restored,
    /// What answers there has another certificate: a hub that was set up anew, or somebody in between.
    Another,
    /// It is of another version, which this console does not understand.
    Version,
}

/// A hub to be paired with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HubJoin {
    /// What `switchboard-hub pair` printed.
    pub code: String,
}

impl std::fmt::Debug for HubJoin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HubJoin")
    }
}

/// What waits for the hub, and what it refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HubOutbox {
    /// In the order in which it was given.
    pub commands: Vec<ForHub>,
}

/// A command that waits for the hub, or that the hub refused when nobody waited for its answer any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ForHub {
    /// Its own id.
    pub command: String,
    /// Its name in the table of commands.
    pub name: String,
    /// The chat that it is about; none where it is about none.
    pub chat_id: Option<ChatId>,
    /// The name of that chat; none where it has none.
    pub chat: Option<String>,
    /// What is to be sent, of a message.
    pub content: Option<Content>,
    /// What was written, of a note.
    pub note: Option<String>,
    /// When it was given.
    pub at: Timestamp,
    /// Why the hub did not do it; none while it waits.
    pub refusal: Option<ErrorBody>,
}

/// A command for the hub that shall not be done, or whose refusal was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ForHubDrop {
    /// Its own id.
    pub command: String,
}
