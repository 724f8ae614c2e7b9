//! Sending: messages, reactions, templates, files, voice notes.

use domain::capability::ContentProblem;
use domain::content::{Content, MediaKind};
use domain::gate::Denial;
use domain::template::Template;
use domain::{ChatId, CommandId, FileHash, MessageId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Sends a message. Templates have a command of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessageSend {
    /// Made by the screen; the same id twice sends once.
    pub command_id: CommandId,
    /// Where.
    pub chat_id: ChatId,
    /// What.
    pub content: Content,
    /// The message that it answers.
    #[serde(default)]
    #[ts(optional)]
    pub reply_to: Option<MessageId>,
}

/// Sends a template with its blanks filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateSend {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Where.
    pub chat_id: ChatId,
    /// The template's name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// What stands in its blanks, by their names.
    pub values: BTreeMap<String, String>,
}

/// Puts a reaction on a message, or takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReactionSend {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The message.
    pub message_id: MessageId,
    /// The emoji; none takes the reaction back.
    pub emoji: Option<String>,
}

/// Pins a message in its group, or ends that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessagePin {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The message.
    pub message_id: MessageId,
    /// For how many days; none ends it.
    pub days: Option<u8>,
}

/// What a send gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Queued {
    /// The message, which is in the conversation already; none of reactions.
    pub message_id: MessageId,
}

/// Settles a message: sends an unknown one again, gives it up, or takes a queued one out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessageSettle {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which.
    pub message_id: MessageId,
}

/// A template as it can be offered in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateOffer {
    /// The template.
    pub template: Template,
    /// Why it may not be sent here now, and what may instead.
    pub denial: Option<Denial>,
}

/// The templates for a chat: the contact's language first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateOffers {
    /// In the order offered.
    pub offers: Vec<TemplateOffer>,
}

/// Puts a file into the media store, so that it can be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AttachmentAdd {
    /// The chat that it is meant for: its account's limits are checked.
    pub chat_id: ChatId,
    /// Its name.
    pub filename: String,
    /// Its bytes in base64.
    pub base64: String,
}

/// A file that can be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Attachment {
    /// Its name in the media store.
    pub file: FileHash,
    /// How it would be sent, by its content and not by its name.
    pub media: MediaKind,
    /// MIME type by content.
    pub mime: String,
    /// Its name.
    pub filename: String,
    /// Bytes.
    pub bytes: u64,
    /// Milliseconds, of voice notes.
    pub duration: Option<i64>,
    /// Why it cannot be sent.
    pub problem: Option<ContentProblem>,
}
