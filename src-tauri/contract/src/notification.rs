//! What alerts and what does not: the operator's rules, the history of decisions, the simulator.

use domain::group::GroupKind;
use domain::notify::{AlertKind, Breakthrough, Fields, Manner, Mute, Outcome, QuietNow, Schedule, Step};
use domain::{AccountId, BreakthroughId, ChatId, ContactId, LabelId, MessageId, ScheduleId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A level at which something can be set. What a level does not set is left to the one before it in this list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "level", content = "id", rename_all = "snake_case")]
pub enum Level {
    /// Everything.
    App,
    /// One number.
    Account(AccountId),
    /// One kind of event.
    Kind(AlertKind),
    /// Every group.
    Groups,
    /// Groups that are for one thing.
    GroupKind(GroupKind),
    /// Chats with a label.
    Label(LabelId),
    /// One chat.
    Chat(ChatId),
    /// One person, wherever they write.
    Contact(ContactId),
}

/// What one level sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LevelFields {
    /// Which level.
    pub level: Level,
    /// What it sets; empty takes it away.
    pub fields: Fields,
}

/// A kind with what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct KindRow {
    /// Which kind.
    pub kind: AlertKind,
    /// What the operator set for it.
    pub fields: Fields,
    /// What it does where nothing else is set.
    pub outcome: Outcome,
}

/// What messages do in groups that are for one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupKindRow {
    /// What they are for.
    pub kind: GroupKind,
    /// What the operator set for them.
    pub fields: Fields,
    /// What a message does where nothing else is set.
    pub message: Outcome,
    /// What a message does that speaks to us.
    pub mention: Outcome,
}

/// The rules, without the exceptions of chats and people, which may be thousands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NotificationRules {
    /// What is set for everything.
    pub app: Fields,
    /// The kinds that can happen here, in the order of the screen.
    pub kinds: Vec<KindRow>,
    /// What is set for every group.
    pub groups: Fields,
    /// Groups by what they are for.
    pub group_kinds: Vec<GroupKindRow>,
    /// What is set for numbers and labels.
    pub levels: Vec<LevelFields>,
    /// Silences that come back every week.
    pub schedules: Vec<Schedule>,
    /// The silence at once, while it holds.
    pub quiet: Option<QuietNow>,
    /// What rings through, in order.
    pub breakthroughs: Vec<Breakthrough>,
    /// What holds for every alert alike.
    pub manner: Manner,
    /// The operator's time zone, by its IANA name.
    pub zone: String,
    /// How many chats and people have settings of their own, muted chats included.
    pub exceptions: u32,
    /// The silence that holds for everything now: which schedule, until when.
    pub silent: Option<SilentNow>,
}

/// A silence that holds for everything now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SilentNow {
    /// The schedule; none is the silence at once.
    pub schedule: Option<ScheduleId>,
    /// Until when; none has no end.
    pub until: Option<Timestamp>,
}

/// A part of the exceptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ExceptionsRequest {
    /// How many rows to leave out at the beginning.
    pub offset: u32,
    /// How many rows at most.
    pub limit: u32,
}

/// Exceptions of chats and people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ExceptionsPage {
    /// The rows, by name.
    pub rows: Vec<ExceptionRow>,
    /// How many there are in all.
    pub total: u32,
}

/// A chat or a person with settings of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ExceptionRow {
    /// Chat or person.
    pub level: Level,
    /// The chat to open; none of a person without one.
    pub chat: Option<ChatId>,
    /// Its name.
    pub name: String,
    /// Whether it is a group.
    pub group: bool,
    /// What is set.
    pub fields: Fields,
    /// Whether and how long it is muted.
    pub mute: Option<Mute>,
}

/// To mute a chat, or to end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatMute {
    /// The chat.
    pub chat_id: ChatId,
    /// How; none ends it.
    pub mute: Option<Mute>,
}

/// To be left in peace at once, or to end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuietSet {
    /// How long; none ends it.
    pub quiet: Option<QuietNow>,
}

/// A schedule to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ScheduleSave {
    /// Whether it is new; then its key is made here.
    pub new: bool,
    /// The schedule.
    pub schedule: Schedule,
}

/// A schedule to delete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ScheduleDelete {
    /// Which.
    pub schedule_id: ScheduleId,
}

/// An exception to silence to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BreakthroughSave {
    /// Whether it is new; then its key is made here and it is the last.
    pub new: bool,
    /// The exception.
    pub breakthrough: Breakthrough,
}

/// An exception to silence to delete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BreakthroughDelete {
    /// Which.
    pub breakthrough_id: BreakthroughId,
}

/// The exceptions to silence in a new order; the first that fits wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BreakthroughOrder {
    /// All of them.
    pub order: Vec<BreakthroughId>,
}

/// A part of the history of decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HistoryRequest {
    /// Decisions of this chat only.
    pub chat: Option<ChatId>,
    /// The decision of this message only.
    pub message: Option<MessageId>,
    /// Only decisions older than this one.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// How many at most.
    pub limit: u32,
}

/// Decisions, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HistoryPage {
    /// The decisions.
    pub decisions: Vec<Decided>,
    /// Whether there are older ones.
    pub more: bool,
    /// How often kinds that are off happened in the last 30 days.
    pub off: Vec<KindCount>,
}

/// How often something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct KindCount {
    /// The kind.
    pub kind: AlertKind,
    /// How often.
    pub count: u32,
}

/// A decision to alert or not, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Decided {
    /// Its number.
    #[ts(type = "number")]
    pub notification_id: i64,
    /// When it was decided.
    pub at: Timestamp,
    /// What happened.
    pub kind: AlertKind,
    /// In which chat.
    pub chat: Option<ChatId>,
    /// The chat's name.
    pub name: Option<String>,
    /// Whether the chat is a group's.
    pub group: bool,
    /// The message.
    pub message: Option<MessageId>,
    /// The message's words, shortened.
    pub words: String,
    /// What was done and why.
    pub verdict: Verdict,
}

/// What is done and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Verdict {
    /// What is done.
    pub outcome: Outcome,
    /// The steps that changed something, the deciding one last.
    pub trace: Vec<Step>,
}

/// A question to the simulator: what if this happened?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Simulate {
    /// What happens.
    pub kind: AlertKind,
    /// In which chat.
    pub chat: Option<ChatId>,
    /// Who does it; none is the chat's person.
    pub contact: Option<ContactId>,
    /// The words.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// Whether the operator is looking at that chat then.
    pub looking: bool,
    /// Whether the system's do-not-disturb is on then.
    pub focus: bool,
}

/// The simulator's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Simulated {
    /// What would be done and why.
    pub verdict: Verdict,
    /// What would be done without the exception that rings through, where one does.
    pub otherwise: Option<Verdict>,
    /// When a digest would tell of it, where it is silent.
    pub digest_at: Option<Timestamp>,
}

/// What silence held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Digest {
    /// Who waits, the longest first.
    pub chats: Vec<DigestRow>,
    /// When the silence ended.
    pub ended: Option<Timestamp>,
}

/// A chat that silence held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct DigestRow {
    /// The chat.
    pub chat: ChatId,
    /// Its name.
    pub name: String,
    /// Whether it is a group.
    pub group: bool,
    /// How many messages were held back.
    pub count: u32,
    /// The last words.
    pub words: String,
    /// Since when somebody waits.
    pub waiting_since: Option<Timestamp>,
    /// When the window closes.
    pub closes: Option<Timestamp>,
}
