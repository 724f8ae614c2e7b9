//! What stands in a conversation.

use domain::content::Content;
use domain::decision::Refused;
use domain::delivery::DeliveryStatus;
use domain::{ChatId, ContactId, FileHash, MessageId, NoteId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::group::GroupLine;

/// Asks for a part of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TimelineRequest {
    /// Which chat.
    pub chat_id: ChatId,
    /// From where.
    pub from: TimelineFrom,
    /// Most items, up to 200.
    pub limit: u32,
}

/// From where a part of a conversation is taken. Items always come oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum TimelineFrom {
    /// The newest items.
    Newest,
    /// What stands before an item.
    Before {
        /// The cursor of the oldest item known.
        cursor: String,
    },
    /// What stands after an item.
    After {
        /// The cursor of the newest item known.
        cursor: String,
    },
    /// Around a message.
    Around {
        /// Which.
        message_id: MessageId,
    },
}

/// A part of a conversation, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Timeline {
    /// The items.
    pub items: Vec<TimelineItem>,
    /// Cursor for what stands before; none at the beginning.
    pub before: Option<String>,
    /// Cursor for what stands after; none at the end.
    pub after: Option<String>,
}

/// One item of a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum TimelineItem {
    /// A message.
    Message(Box<Message>),
    /// An internal note.
    Note(Note),
    /// Something that happened in the group.
    Line(GroupLine),
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Message {
    /// Which.
    pub message_id: MessageId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Whether we wrote it.
    pub ours: bool,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it; of ours, the operator.
    pub sender: Option<Sender>,
    /// What it says.
    pub content: Content,
    /// Its file.
    pub file: Option<FileState>,
    /// What it answers.
    pub quote: Option<Quote>,
    /// Reactions to it.
    pub reactions: Vec<ReactionView>,
    /// Where it is, if we wrote it.
    pub status: Option<DeliveryStatus>,
    /// Since when.
    pub status_at: Option<Timestamp>,
    /// Why it was refused or failed.
    pub reason: Option<Refused>,
    /// In a group: how many have it.
    pub receipts: Option<Receipts>,
    /// Whether its writer changed it.
    pub edited: bool,
    /// Whether its writer deleted it. The words stay here.
    pub revoked: bool,
    /// Whether it was forwarded.
    pub forwarded: bool,
    /// The advertisement that brought the person.
    pub referral: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// Whether the operator may now choose to send it again or give it up.
    pub can_settle: bool,
}

/// Who wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Sender {
    /// The person; none of ours.
    pub contact_id: Option<ContactId>,
    /// Name; else the masked phone.
    pub name: Option<String>,
}

/// The file of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FileState {
    /// On its way.
    Fetching,
    /// Here.
    Ready {
        /// Its name in the media store.
        file: FileHash,
        /// MIME type by content.
        mime: String,
        /// Bytes.
        bytes: u64,
        /// Width and height in pixels, of pictures.
        pixels: Option<(u32, u32)>,
        /// Milliseconds, of sounds.
        duration: Option<i64>,
    },
    /// Cannot be had.
    Failed {
        /// Why.
        reason: Refused,
    },
}

/// The message that another answers, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Quote {
    /// Which; none where we do not have it.
    pub message_id: Option<MessageId>,
    /// Whether we wrote it.
    pub ours: bool,
    /// Who wrote it.
    pub sender: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// Its first words.
    pub words: String,
}

/// One emoji under a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReactionView {
    /// The emoji.
    pub emoji: String,
    /// Who, without ourselves.
    pub people: Vec<String>,
    /// Whether we did.
    pub ours: bool,
}

/// How many participants of a group have a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Receipts {
    /// People in the group when it was sent.
    pub of: u32,
    /// Who have it, readers included.
    pub delivered: u32,
    /// Who read it.
    pub read: u32,
}

/// Names one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessageRequest {
    /// Which.
    pub message_id: MessageId,
}

/// What became of a message for each participant, and of each attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessageInfo {
    /// Participants of a group, each with the last news.
    pub receipts: Vec<ReceiptView>,
}

/// One participant's receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReceiptView {
    /// Who.
    pub contact_id: ContactId,
    /// Name; else the masked phone.
    pub name: Option<String>,
    /// The last news.
    pub status: DeliveryStatus,
    /// When.
    pub at: Timestamp,
}

/// An internal note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Note {
    /// Which.
    pub note_id: NoteId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// Its words.
    pub body: String,
}
