//! Members: people in lists, one of them with what is known, and what operators say of them.

use domain::member::{AttributeKind, AttributeValue};
use domain::person::IdentityKind;
use domain::segment::Condition;
use domain::window::ServiceWindow;
use domain::{AccountId, AttributeId, ChatId, CommandId, ContactId, LabelId, MessageId, NoteId, SegmentId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::block::{BlockLine, BlockView};
use crate::consent::{ConsentRow, LedgerLine, Whom};
use crate::group::GroupLine;
use crate::merge::{MaybeSame, MergedContact};

/// Asks for a part of a list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MembersRequest {
    /// Letters of a name or digits of a number; empty for all. What is found by them is one page.
    pub query: String,
    /// What must be true of each; none takes everybody.
    pub conditions: Vec<Condition>,
    /// By what they are sorted.
    pub order: MemberOrder,
    /// Whether the last comes first.
    pub descending: bool,
    /// Most rows, up to 200.
    pub limit: u32,
    /// Where the last part ended.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
}

/// By what people are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MemberOrder {
    /// By name.
    Name,
    /// By when they last wrote.
    Seen,
    /// By when they were first seen.
    Since,
}

/// A part of a list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MembersPage {
    /// The rows, in order.
    pub rows: Vec<MemberRow>,
    /// Where to go on; none at the end.
    pub next: Option<String>,
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberRow {
    /// The person, at the number of ours at which they were first seen.
    pub whom: Whom,
    /// The name shown: the operator's, else the profile's, else the username.
    pub name: Option<String>,
    /// Phone, masked; none where the person shows none.
    pub phone_masked: Option<String>,
    /// Username, without `@`.
    pub username: Option<String>,
    /// Labels.
    pub labels: Vec<LabelId>,
    /// How it stands with each purpose; empty where no key of the person is known.
    pub consents: Vec<ConsentRow>,
    /// Their chat at that number, where there is one.
    pub chat_id: Option<ChatId>,
    /// The window of that chat.
    pub window: ServiceWindow,
    /// When they last wrote.
    pub last_seen: Option<Timestamp>,
    /// When they were first seen.
    pub first_seen: Timestamp,
    /// Whether they are blocked at that number, or can be.
    pub block: BlockView,
}

/// How many people the lists of members have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberLists {
    /// Everybody.
    pub everyone: u32,
    /// Whoever may be sent offers.
    pub offers: u32,
    /// Whoever may be invited into groups.
    pub invitations: u32,
    /// Whoever was never asked for anything.
    pub never_asked: u32,
    /// Whoever took everything back.
    pub opted_out: u32,
    /// Each label.
    pub labels: Vec<LabelPeople>,
    /// The saved questions, oldest first.
    pub segments: Vec<Segment>,
}

/// How many people have a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LabelPeople {
    /// Which.
    pub label_id: LabelId,
    /// How many.
    pub people: u32,
}

/// A saved question about people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Segment {
    /// Its number.
    pub segment_id: SegmentId,
    /// Its name.
    pub name: String,
    /// What must be true of a person.
    pub conditions: Vec<Condition>,
    /// Of how many it is.
    pub people: u32,
    /// Whether it asks for a label, a field or a group that is gone: then it needs mending.
    pub asks_for_gone: bool,
}

/// Makes or changes a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SegmentSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The segment; none makes a new one.
    #[serde(default)]
    #[ts(optional)]
    pub segment_id: Option<SegmentId>,
    /// Its name.
    pub name: String,
    /// What must be true of a person.
    pub conditions: Vec<Condition>,
}

/// Deletes a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SegmentDelete {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The segment.
    pub segment_id: SegmentId,
}

/// A person with what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberView {
    /// Their row.
    pub row: MemberRow,
    /// The name that the person gave to the profile.
    pub profile_name: Option<String>,
    /// The operator's own name for them.
    pub given_name: Option<String>,
    /// Keys by which they are known now, beside the phone.
    pub identities: Vec<MemberIdentity>,
    /// Their values of attributes.
    pub attributes: Vec<MemberAttribute>,
    /// Groups that they are in.
    pub groups: Vec<MemberGroup>,
    /// Whom an operator merged with them.
    pub merged: Vec<MergedContact>,
    /// Others who have or had the same phone number.
    pub maybe_same: Vec<MaybeSame>,
    /// At each number at which they are known: whether they are blocked there, or can be.
    pub blocks: Vec<BlockView>,
}

/// A key by which a person is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberIdentity {
    /// What it is.
    pub kind: IdentityKind,
    /// The key; of a phone it is masked.
    pub value: String,
}

/// A person's value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberAttribute {
    /// Which.
    pub attribute_id: AttributeId,
    /// The value.
    pub value: AttributeValue,
}

/// A group that a person is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberGroup {
    /// Its chat.
    pub chat_id: ChatId,
    /// Its name.
    pub subject: String,
    /// People in it.
    pub people: u32,
    /// When the person was first seen there.
    pub joined: Timestamp,
}

/// Asks for a part of what happened with a person, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberHistoryRequest {
    /// Who.
    pub contact_id: ContactId,
    /// Most lines, up to 200.
    pub limit: u32,
    /// Where the last part ended.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
}

/// A part of what happened with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberHistory {
    /// The lines, newest first.
    pub lines: Vec<MemberLine>,
    /// Where to go on; none at the end.
    pub next: Option<String>,
}

/// One thing that happened with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberLine {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: MemberHappened,
}

/// What happened with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum MemberHappened {
    /// A message, theirs or ours.
    Message {
        /// Which.
        message_id: MessageId,
        /// Its chat.
        chat_id: ChatId,
        /// Whether it is ours.
        ours: bool,
        /// Who of us wrote it.
        sender: Option<String>,
        /// Its kind.
        kind: String,
        /// Its words, shortened.
        words: String,
    },
    /// An internal note.
    Note {
        /// Which.
        note_id: NoteId,
        /// Who wrote it.
        author: String,
        /// Its words.
        body: String,
    },
    /// An entry of the consent ledger.
    Consent {
        /// The entry.
        entry: LedgerLine,
    },
    /// Something in a group.
    Group {
        /// The line of the group's history.
        happened: GroupLine,
        /// The group's name.
        subject: String,
    },
    /// Two identities became one person, or two again.
    Merge {
        /// Whether they are two again.
        apart: bool,
        /// The name of the one as whom the person was listed.
        keep: Option<String>,
        /// The other's name.
        gone: Option<String>,
        /// Who decided it.
        operator: String,
    },
    /// Something about a block.
    Block {
        /// What.
        happened: BlockLine,
    },
}

/// Adds a person, or fills in what is missing of one who is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberAdd {
    /// Made by the screen.
    pub command_id: CommandId,
    /// At which number.
    pub account_id: AccountId,
    /// The name.
    pub name: String,
    /// The phone number in any spelling.
    #[serde(default)]
    #[ts(optional)]
    pub phone: Option<String>,
    /// The username, with or without `@`.
    #[serde(default)]
    #[ts(optional)]
    pub username: Option<String>,
    /// Labels.
    pub labels: Vec<LabelId>,
}

/// Who was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberAdded {
    /// The person.
    pub contact_id: ContactId,
    /// Whether they were known before.
    pub known: bool,
}

/// Gives a person the operator's own name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberName {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Who.
    pub contact_id: ContactId,
    /// The name; empty leaves the one of the profile.
    pub name: String,
}

/// Puts a label on people, or takes it off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberLabel {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Who; up to 1,000 people.
    pub people: Vec<ContactId>,
    /// The label.
    pub label_id: LabelId,
    /// Whether it is on.
    pub on: bool,
}

/// What the workspace notes of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Attribute {
    /// Its number.
    pub attribute_id: AttributeId,
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
}

/// Makes or changes an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AttributeSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The attribute; none makes a new one.
    #[serde(default)]
    #[ts(optional)]
    pub attribute_id: Option<AttributeId>,
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
}

/// Deletes an attribute with everybody's values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AttributeDelete {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The attribute.
    pub attribute_id: AttributeId,
}

/// Gives a person a value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AttributeSet {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Who.
    pub contact_id: ContactId,
    /// The attribute.
    pub attribute_id: AttributeId,
    /// The value as typed; empty takes it away.
    pub value: String,
}

/// Opens the chat with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChatOpen {
    /// Made by the screen.
    pub command_id: CommandId,
    /// With whom.
    pub whom: Whom,
}
