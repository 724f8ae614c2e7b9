//! Chats: the list, one chat with its context, and what can be decided about it.

use crate::block::BlockView;
use crate::consent::{ConsentRow, OptOutHint};
use domain::decision::{ChatChange, Refused};
use domain::delivery::DeliveryStatus;
use domain::notify::{Fields, Mute, Outcome};
use domain::window::ServiceWindow;
use domain::{
    AccountId, BreakthroughId, ChatId, CommandId, ContactId, FileHash, LabelId, MessageId, NoteId, QuickReplyId,
    Timestamp,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::notification::SilentNow;

/// Which chats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "filter", rename_all = "snake_case")]
pub enum ChatFilter {
    /// In work: neither snoozed nor done.
    All,
    /// With something unread.
    Unread,
    /// Assigned to the operator.
    Mine,
    /// Groups.
    Groups,
    /// Snoozed.
    Snoozed,
    /// Finished.
    Done,
    /// With a label.
    Label {
        /// Which.
        label: LabelId,
    },
}

/// Asks for a part of the chat list: pinned first, then those that wait for an answer, then the rest, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatsRequest {
    /// Which chats.
    pub filter: ChatFilter,
    /// Most rows, up to 200.
    pub limit: u32,
    /// Where the last part ended.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
}

/// A part of the chat list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatsPage {
    /// The rows, in order.
    pub rows: Vec<ChatRow>,
    /// Where to go on; none at the end.
    pub next: Option<String>,
    /// Counts for the filters.
    pub counts: ChatCounts,
}

/// Counts for the filters and the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatCounts {
    /// Chats with something unread.
    pub unread: u32,
    /// Chats assigned to the operator and not done.
    pub mine: u32,
    /// Chats that wait for an answer.
    pub waiting: u32,
    /// Snoozed chats.
    pub snoozed: u32,
}

/// What a chat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    /// With one person.
    Direct,
    /// A group.
    Group,
    /// Where items stand that could not be read and belong to nobody.
    Unsorted,
}

/// The section of the list that a row stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Pinned by the operator.
    Pinned,
    /// Waits for an answer.
    Waiting,
    /// Everything else.
    Rest,
}

/// The state of the work in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "conversation", rename_all = "snake_case")]
pub enum Conversation {
    /// Open.
    Open,
    /// Comes back later.
    Snoozed {
        /// When.
        until: Timestamp,
    },
    /// Finished.
    Done,
}

/// A row of the chat list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatRow {
    /// The chat.
    pub chat_id: ChatId,
    /// The number that it is with.
    pub account_id: AccountId,
    /// What it is.
    pub kind: ChatKind,
    /// Name of the person or the group; none where only a phone is known.
    pub title: Option<String>,
    /// The person's phone, masked.
    pub phone_masked: Option<String>,
    /// The person, of direct chats. Colours follow it.
    pub contact_id: Option<ContactId>,
    /// Where it stands in the list.
    pub section: Section,
    /// The newest message.
    pub last: Option<LastMessage>,
    /// Unread messages.
    pub unread: u32,
    /// Whether one of them speaks to us.
    pub mentioned: bool,
    /// Marked as unread by the operator.
    pub marked_unread: bool,
    /// The oldest message that nobody answered.
    pub waiting_since: Option<Timestamp>,
    /// The state of the work.
    pub conversation: Conversation,
    /// Whether nobody of us ever wrote here.
    pub new: bool,
    /// Who has it.
    pub assignee: Option<String>,
    /// Its labels.
    pub labels: Vec<LabelId>,
    /// The unsent text.
    pub draft: Option<String>,
    /// People in the group.
    pub participants: Option<u32>,
    /// The group's picture, where we gave it.
    pub picture: Option<FileHash>,
    /// Whether and how long its alerts are muted.
    pub mute: Option<Mute>,
}

/// The newest message of a chat, for its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LastMessage {
    /// When.
    pub at: Timestamp,
    /// Its first words; may be empty.
    pub words: String,
    /// Its kind: `text`, `image` ... as in a content.
    pub kind: String,
    /// Whether we wrote it.
    pub ours: bool,
    /// Who wrote it, in groups.
    pub sender: Option<String>,
    /// Where it is, if we wrote it.
    pub status: Option<DeliveryStatus>,
}

/// The chat to go to next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NextChat {
    /// Where somebody waits longest; none when everybody has an answer.
    pub chat_id: Option<ChatId>,
}

/// Names one chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatRequest {
    /// Which.
    pub chat_id: ChatId,
}

/// A chat with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatDetail {
    /// Its row.
    pub row: ChatRow,
    /// Until when free-form messages are allowed.
    pub window: ServiceWindow,
    /// The person.
    pub contact: Option<ContactDetail>,
    /// The group.
    pub group: Option<GroupDetail>,
    /// The draft.
    pub draft: Option<Draft>,
    /// The newest message that the operator has read.
    pub read_up_to: Option<MessageId>,
    /// Kinds that can be sent here.
    pub can_send: Vec<String>,
    /// How it alerts.
    pub alert: ChatAlert,
    /// Somebody's newest message here that may mean "stop": for the operator to decide.
    pub opt_out: Option<OptOutHint>,
}

/// How a chat alerts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatAlert {
    /// What is set for it.
    pub fields: Fields,
    /// What a message here does while nothing is silent.
    pub outcome: Outcome,
    /// In a group: what a message does that speaks to us.
    pub mention: Option<Outcome>,
    /// The exceptions that would ring through for a message here, whatever it says.
    pub through: Vec<BreakthroughId>,
    /// The silence that holds for it now, a mute aside: which schedule, until when.
    pub silent: Option<SilentNow>,
}

/// The person of a direct chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ContactDetail {
    /// The person.
    pub contact_id: ContactId,
    /// Name.
    pub name: Option<String>,
    /// Phone, masked; none where the person hides it.
    pub phone_masked: Option<String>,
    /// Username, without `@`.
    pub username: Option<String>,
    /// When the person was first seen.
    pub first_seen: Timestamp,
    /// How it stands with each purpose.
    pub consents: Vec<ConsentRow>,
    /// Whether they are blocked, or can be.
    pub block: BlockView,
}

/// The group of a group chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupDetail {
    /// Its name.
    pub subject: Option<String>,
    /// Who is in it.
    pub participants: Vec<Participant>,
    /// Whether the provider suspended it.
    pub suspended: bool,
    /// The messages that we pinned in it, newest first.
    pub pins: Vec<Pin>,
    /// Most messages that are pinned at once; one more takes the place of the oldest.
    pub most_pins: u32,
    /// Most days for which a message is pinned; none can be where that is none.
    pub pin_days: u8,
}

/// A message that is pinned in a group, or is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Pin {
    /// The message.
    pub message_id: MessageId,
    /// Who wrote it; of ours, the operator.
    pub sender: Option<String>,
    /// Its kind.
    pub kind: String,
    /// Its first words.
    pub words: String,
    /// Until when; none while it is not pinned yet.
    pub until: Option<Timestamp>,
    /// Whether something is under way about it.
    pub busy: bool,
    /// Why what was asked last was not done.
    pub refused: Option<Refused>,
    /// Whether its writer was erased, and with them the message's id: it can be put away here, and ends on its day.
    pub erased: bool,
}

/// A person in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Participant {
    /// The person.
    pub contact_id: ContactId,
    /// Name.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone_masked: Option<String>,
}

/// Shows a person's whole phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ContactRequest {
    /// Who.
    pub contact_id: ContactId,
}

/// A phone number, unmasked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Phone {
    /// With its `+`; none where it is not known.
    pub phone: Option<String>,
}

/// Decides something about a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatUpdate {
    /// Made by the screen; the same id twice is the same command.
    pub command_id: CommandId,
    /// Which chat.
    pub chat_id: ChatId,
    /// What.
    pub change: ChatChange,
}

/// Everything up to a message was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MarkRead {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which chat.
    pub chat_id: ChatId,
    /// The newest message read.
    pub up_to: MessageId,
}

/// The unsent text of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Draft {
    /// Which chat.
    pub chat_id: ChatId,
    /// The text; empty deletes the draft.
    pub body: String,
    /// Whether it is an internal note.
    pub note: bool,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
}

/// Writes an internal note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NoteAdd {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which chat.
    pub chat_id: ChatId,
    /// Its words.
    pub body: String,
}

/// Deletes an internal note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NoteDelete {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which note.
    pub note_id: NoteId,
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Label {
    /// Which.
    pub label_id: LabelId,
    /// Its name.
    pub name: String,
    /// Its colour, 1 to 8.
    pub color: u8,
}

/// Makes or changes a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LabelSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which; none makes a new one.
    #[serde(default)]
    #[ts(optional)]
    pub label_id: Option<LabelId>,
    /// Its name.
    pub name: String,
    /// Its colour, 1 to 8.
    pub color: u8,
}

/// Deletes a label everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LabelDelete {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which.
    pub label_id: LabelId,
}

/// A saved answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuickReply {
    /// Which.
    pub quick_reply_id: QuickReplyId,
    /// What is typed after the slash.
    pub shortcut: String,
    /// Its text, with variables as `{name}`, `{operator}`.
    pub body: String,
}

/// Makes or changes a saved answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuickReplySave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which; none makes a new one.
    #[serde(default)]
    #[ts(optional)]
    pub quick_reply_id: Option<QuickReplyId>,
    /// What is typed after the slash.
    pub shortcut: String,
    /// Its text.
    pub body: String,
}

/// Deletes a saved answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuickReplyDelete {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which.
    pub quick_reply_id: QuickReplyId,
}
