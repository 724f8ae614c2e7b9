//! The business profile of a number.

use domain::decision::Refused;
use domain::profile::{BusinessProfile, ProfileChange, ProfilePhase};
use domain::{AccountId, CommandId, FileHash, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::workspace::FileBytes;

/// A number's profile as it stands at the provider, and what was decided about it last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProfileView {
    /// As it stands.
    pub profile: BusinessProfile,
    /// Its picture; none where there is none, or it cannot be had.
    pub picture: Option<FileBytes>,
    /// What was decided last.
    pub change: Option<ProfileChangeView>,
}

/// What is to be another in a profile, and how far that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProfileChangeView {
    /// What.
    pub change: ProfileChange,
    /// How far it is.
    pub phase: ProfilePhase,
    /// Whether the last call got no answer; it goes again by itself.
    pub unconfirmed: bool,
    /// Why it is not done: for good, or until it goes again.
    pub refused: Option<Refused>,
    /// Who decided it.
    pub operator: String,
    /// Since when it stands so.
    pub at: Timestamp,
}

/// Changes a number's profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProfileSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Of which number.
    pub account_id: AccountId,
    /// What is to be another.
    pub change: ProfileChange,
}

/// Puts a picture for a number's profile here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProfilePictureAdd {
    /// Of which number: its limits are checked.
    pub account_id: AccountId,
    /// Its bytes in base64.
    pub base64: String,
}

/// A picture that a change of a profile can name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProfilePicture {
    /// Its name in the media store.
    pub file: FileHash,
}

/// Says something about the newest change of a number's profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProfileCommand {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Of which number.
    pub account_id: AccountId,
}
