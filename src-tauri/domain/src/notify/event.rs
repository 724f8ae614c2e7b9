//! What happened, as far as an alert is concerned.

use super::kind::AlertKind;
use crate::group::{GroupKind, GroupTopic};
use crate::id::{AccountId, ChatId, ContactId, LabelId};
use crate::time::Timestamp;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertEvent {
    /// What kind.
    pub kind: AlertKind,
    /// At which number.
    pub account: AccountId,
    /// In which chat; none for what concerns a number or a template.
    pub chat: Option<ChatId>,
    /// Whether the chat is a group's.
    pub group: bool,
    /// What that group is for, where somebody said.
    pub group_kind: Option<GroupKind>,
    /// What that group is about, where it is a topic with a word of its own.
    pub group_topic: Option<GroupTopic>,
    /// Who did it.
    pub contact: Option<ContactId>,
    /// The labels of the chat.
    pub labels: Vec<LabelId>,
    /// The words of a message.
    pub text: String,
}

impl AlertEvent {
    /// Whether a person wrote.
    #[must_use]
    pub const fn is_message(&self) -> bool {
        matches!(self.kind, AlertKind::Message | AlertKind::VoiceMessage | AlertKind::Mention | AlertKind::GroupMessage)
    }
}

/// What is known when it is decided, beside the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The operator's time zone.
    pub zone: chrono_tz::Tz,
    /// Whether the system's own do-not-disturb is on.
    pub focus: bool,
    /// The chat that the operator is looking at, if the window has the focus.
    pub looking_at: Option<ChatId>,
    /// When this chat rang last.
    pub chat_rang: Option<Timestamp>,
    /// When anything rang last.
    pub rang: Option<Timestamp>,
    /// Whether the event was waiting when the product started: it belongs into the one summary.
    pub backlog: bool,
    /// When the same person wrote in the same chat before, as far back as any exception asks.
    pub recent: Vec<Timestamp>,
    /// When exceptions rang through last in this chat.
    pub passed: Vec<(crate::id::BreakthroughId, Timestamp)>,
}

impl Context {
    /// An operator who is somewhere else, in this zone.
    #[must_use]
    pub const fn away(zone: chrono_tz::Tz) -> Self {
        Self {
            zone,
            focus: false,
            looking_at: None,
            chat_rang: None,
            rang: None,
            backlog: false,
            recent: Vec::new(),
            passed: Vec::new(),
        }
    }
}
