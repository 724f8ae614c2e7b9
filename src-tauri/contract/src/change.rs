//! What is pushed to the screen: which kinds of things changed, and in which chats. Never the things themselves.

use domain::{ChatId, MessageId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Several changes at once; at most 60 batches a second while the window is shown, one a second while it is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChangeBatch {
    /// Too much was missed: ask for everything again.
    pub reload: bool,
    /// What changed.
    pub changes: Vec<Change>,
}

/// One kind of thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// The chats concerned; empty where the kind is not of a chat.
    #[serde(default)]
    pub chats: Vec<ChatId>,
    /// The message to go to, of [`ChangeKind::Open`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
}

/// The kinds of things that change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Rows of the chat list.
    Chats,
    /// What stands in a conversation: messages, reactions, receipts, notes.
    Messages,
    /// Drafts.
    Drafts,
    /// Labels.
    Labels,
    /// Saved answers.
    QuickReplies,
    /// Templates.
    Templates,
    /// Groups: their people, requests and what is asked of the provider.
    Groups,
    /// People: names, labels, attributes, segments.
    Members,
    /// How far an import is.
    Import,
    /// The consent ledger, purposes and their texts.
    Consent,
    /// Numbers and their connection.
    Health,
    /// How far changes of business profiles are.
    Profiles,
    /// Settings.
    Settings,
    /// What alerts: levels, mutes, schedules, exceptions, sounds.
    Notifications,
    /// The history of decisions, and what silence held back.
    Decisions,
    /// The operator clicked a notification: open that chat.
    Open,
    /// A sound that was playing has ended.
    Sound,
}
