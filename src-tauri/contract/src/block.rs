//! Blocking people at a number.

use domain::block::{BlockHappened, BlockObstacle, BlockPhase};
use domain::decision::Refused;
use domain::{AccountId, CommandId, ContactId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::consent::Whom;

/// Whether a person is blocked at a number, and whether they can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BlockView {
    /// Who, at which number.
    pub whom: Whom,
    /// How it stands.
    pub phase: BlockPhase,
    /// Why the person cannot be blocked now.
    pub obstacle: Option<BlockObstacle>,
    /// Whether the last call got no answer; it goes again by itself.
    pub unconfirmed: bool,
    /// Why what was asked is not done: for good, or until it goes again.
    pub refused: Option<Refused>,
    /// Whether what was refused was to block; else it was to end that.
    pub wanted: bool,
    /// Who decided it last; none where it was found at the provider.
    pub operator: Option<String>,
    /// Why, for us.
    pub reason: Option<String>,
    /// Since when it stands so.
    pub at: Option<Timestamp>,
}

/// Blocks people at a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PeopleBlock {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Who, at which number; up to 1,000 people.
    pub people: Vec<Whom>,
    /// Why; kept by us.
    pub reason: String,
}

/// Says something about one person's block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BlockCommand {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Who, at which number.
    pub whom: Whom,
}

/// Something that happened about blocking a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BlockLine {
    /// At which number.
    pub account_id: AccountId,
    /// Who.
    pub contact_id: ContactId,
    /// What.
    pub happened: BlockHappened,
    /// Which of us decided it.
    pub operator: Option<String>,
    /// Why: our reason, or the word for why it was not done.
    pub words: Option<String>,
}
