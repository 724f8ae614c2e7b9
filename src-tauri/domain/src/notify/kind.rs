//! What can alert.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::outcome::{Importance, Outcome, Preview, Sound, SoundChoice};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $word:literal: $sound:ident, $banner:literal, $badge:literal;)*) => {
        /// The kinds of event that can alert.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum AlertKind { $($(#[doc = $doc])+ $kind,)* }

        impl AlertKind {
            /// Every kind, in the order of the screen.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The word in the database and in traces.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $word,)* }
            }

            /// Reads the word back.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$kind),)* _ => None }
            }

            /// What it does before anybody sets anything: sound, banner, badge.
            const fn built_in(self) -> (SoundChoice, bool, bool) {
                match self { $(Self::$kind => (kinds!(@sound $sound), $banner, $badge),)* }
            }
        }
    };
    (@sound Silent) => { SoundChoice::Silent };
    (@sound $sound:ident) => { SoundChoice::Own(Sound::$sound) };
}

kinds! {
    /// A person wrote in a chat of their own.
    Message = "message": Kettle, true, true;
    /// A person sent a voice note in a chat of their own.
    VoiceMessage = "voice_message": Kettle, true, true;
    /// Somebody mentioned us in a group, or used one of the operator's words.
    Mention = "mention": Bell, true, true;
    /// A participant wrote in a group.
    GroupMessage = "group_message": Silent, false, true;
    /// A person reacted to a message.
    Reaction = "reaction": Silent, false, false;
    /// A message of ours arrived.
    Delivered = "delivered": Silent, false, false;
    /// A message of ours was read.
    Read = "read": Silent, false, false;
    /// Something that we sent could not be delivered.
    Failed = "failed": Knock, true, true;
    /// People came into a group, left it or were removed.
    Participants = "participants": Silent, false, false;
    /// Somebody asks to enter a group.
    JoinRequest = "join_request": Silent, true, true;
    /// A group's name, description or state changed.
    GroupChanged = "group_changed": Silent, false, false;
    /// A person changed number or id.
    ContactChanged = "contact_changed": Silent, false, false;
    /// The provider decided about a template.
    TemplateStatus = "template_status": Silent, true, false;
    /// Quality or limits of a number changed.
    Quality = "quality": Knock, true, false;
    /// A person told the provider to stop messages.
    OptOut = "opt_out": Silent, false, true;
    /// Somebody handed a chat over.
    Assignment = "assignment": Bell, true, true;
    /// A snoozed chat came back, or somebody waits too long.
    Reminder = "reminder": Drop, true, true;
    /// A rule wants somebody to look.
    ModerationFlag = "moderation_flag": Silent, true, true;
}

impl AlertKind {
    /// What it does before anybody sets anything.
    #[must_use]
    pub fn default_outcome(self) -> Outcome {
        let (sound, banner, badge) = self.built_in();
        let importance = match self {
            Self::Mention | Self::Failed | Self::Assignment | Self::Quality => Importance::TimeSensitive,
            Self::Message | Self::VoiceMessage | Self::GroupMessage | Self::JoinRequest | Self::Reminder => {
                Importance::Active
            }
            _ => Importance::Passive,
        };
        Outcome { sound, volume: FULL, banner, badge, preview: Preview::Full, importance, attention: false }
    }

    /// The kind of a message received: a mention says more than that it was in a group, and that more than its form.
    #[must_use]
    pub const fn of_message(group: bool, mention: bool, voice: bool) -> Self {
        match (mention, group, voice) {
            (true, ..) => Self::Mention,
            (false, true, _) => Self::GroupMessage,
            (false, false, true) => Self::VoiceMessage,
            (false, false, false) => Self::Message,
        }
    }
}

/// Full volume, in percent.
pub const FULL: u8 = 100;
