//! What whoever comes into a group reads there.

use domain::welcome::Welcome;
use domain::{ChatId, CommandId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A group's welcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupWelcome {
    /// As it was written; what is offered where nobody wrote one.
    pub welcome: Welcome,
    /// Who of us set it up; none where nobody did.
    pub set_up_by: Option<String>,
    /// What stands in the place of `{leave}`.
    pub leave: String,
}

/// Says what whoever comes into a group reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupWelcomeSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
    /// What: it has to say how to leave.
    pub welcome: Welcome,
}
