//! Groups: the list, one group with its people, requests and history, and what is asked of the provider about it.

use domain::consent::ConsentState;
use domain::group::{GroupAct, GroupActState, GroupFault, GroupHappened, GroupKind};
use domain::invitation::JoinRule;
use domain::{AccountId, ChatId, CommandId, ContactId, FileHash, GroupActId, JoinRequestId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::welcome::GroupWelcome;

/// Asks for a part of the list of groups: by what they are for, then by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupsRequest {
    /// Letters of the name; empty for all.
    pub query: String,
    /// Which groups.
    pub filter: GroupFilter,
    /// Most rows, up to 200.
    pub limit: u32,
    /// Where the last part ended.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
}

/// Which groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupFilter {
    /// All that exist.
    All,
    /// With somebody who asks to enter.
    Requests,
    /// With a free seat.
    Free,
    /// Suspended.
    Suspended,
}

/// A part of the list of groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupsPage {
    /// The rows, in order.
    pub rows: Vec<GroupRow>,
    /// Where to go on; none at the end.
    pub next: Option<String>,
    /// How many groups there are, whatever the filter.
    pub total: u32,
    /// How many people ask to enter, in all groups.
    pub requests: u32,
    /// What is asked of the provider about groups that do not exist yet, newest first.
    pub making: Vec<GroupActRow>,
    /// At each number, whether it may have groups.
    pub numbers: Vec<GroupNumber>,
}

/// A number as far as groups go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupNumber {
    /// The number.
    pub account_id: AccountId,
    /// Most people in one group, the business not counted.
    pub seats: u32,
    /// Most letters of a name.
    pub subject: u32,
    /// Most letters of a description.
    pub description: u32,
    /// Whether the provider lets it have groups; not known before it was asked.
    pub may: Option<bool>,
}

/// A row of the list of groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupRow {
    /// Its chat, by which it is named everywhere.
    pub chat_id: ChatId,
    /// The number that it belongs to.
    pub account_id: AccountId,
    /// Its name.
    pub subject: String,
    /// What it is for; none where nobody said.
    pub kind: Option<GroupKind>,
    /// What it is about.
    pub topic: Option<String>,
    /// People in it, the business not counted.
    pub people: u32,
    /// Seats that are held for people who are invited.
    pub held: u32,
    /// Most people that it can have.
    pub seats: u32,
    /// People who ask to enter.
    pub requests: u32,
    /// Whether the provider suspended it.
    pub suspended: bool,
    /// Whether it is gone.
    pub deleted: bool,
    /// Its picture, where we gave it.
    pub picture: Option<FileHash>,
    /// Whether something asked of the provider is not settled.
    pub busy: bool,
}

/// A group with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupView {
    /// Its row.
    pub row: GroupRow,
    /// Its description.
    pub description: Option<String>,
    /// Whether each person who wants to enter is approved by us; not known where nobody told.
    pub approval: Option<bool>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Its invite link, where it is known.
    pub link: Option<GroupLink>,
    /// Who is let in without being looked at, beside those for whom a seat is held.
    pub rule: Option<JoinRule>,
    /// What whoever comes in reads.
    pub welcome: GroupWelcome,
    /// Who is in it, longest first.
    pub people: Vec<GroupPerson>,
    /// Who asks to enter, longest first.
    pub requests: Vec<JoinRequest>,
    /// What was asked of the provider: everything that is not settled, and what failed and nobody has put away, newest first.
    pub acts: Vec<GroupActRow>,
    /// When its people were last compared with the provider's list.
    pub compared_at: Option<Timestamp>,
    /// How many differences the last comparisons found that nobody has put away.
    pub found: u32,
}

/// An invite link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupLink {
    /// The link.
    pub link: String,
    /// The same as a QR code: rows of dark (`1`) and light (`0`) modules without a margin.
    pub qr: Vec<String>,
}

/// A person in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupPerson {
    /// The person.
    pub contact_id: ContactId,
    /// Name.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone_masked: Option<String>,
    /// When first seen there.
    pub joined: Timestamp,
    /// Their own chat with us, where there is one.
    pub chat_id: Option<ChatId>,
}

/// Somebody who asks to enter a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct JoinRequest {
    /// The request.
    pub request_id: JoinRequestId,
    /// Into which group.
    pub chat_id: ChatId,
    /// The person.
    pub contact_id: ContactId,
    /// Name.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone_masked: Option<String>,
    /// Since when.
    pub at: Timestamp,
    /// How it stands with group invitations; none where nobody ever asked.
    pub consent: Option<ConsentState>,
    /// Whether we took the person out of this group before.
    pub removed_before: bool,
    /// Who invited the person, where somebody did; else they have the link from elsewhere.
    pub invited: Option<InvitedBy>,
    /// Whether a seat is held for the person.
    pub held: bool,
    /// Whether it is being decided.
    pub deciding: bool,
}

/// Who of us invited somebody, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvitedBy {
    /// Who.
    pub operator: String,
    /// When.
    pub at: Timestamp,
}

/// Something that was asked of the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupActRow {
    /// Its number.
    pub act_id: GroupActId,
    /// The number of ours.
    pub account_id: AccountId,
    /// The group; none of one that does not exist yet.
    pub chat_id: Option<ChatId>,
    /// What was asked.
    pub act: GroupAct,
    /// How far it is.
    pub state: GroupActState,
    /// What was not done.
    pub faults: Vec<GroupFault>,
    /// Who asked for it.
    pub operator: String,
    /// When.
    pub at: Timestamp,
}

/// Asks for a part of a group's history, or of one person's in groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupHistoryRequest {
    /// Of which group; none for every group of the person.
    pub chat_id: Option<ChatId>,
    /// Of which person; none for everybody.
    pub contact_id: Option<ContactId>,
    /// Only what is older than this line.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// Most lines, up to 200.
    pub limit: u32,
}

/// A part of a history, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupHistory {
    /// The lines.
    pub lines: Vec<GroupLine>,
    /// Whether there are older ones.
    pub more: bool,
}

/// One line of a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupLine {
    /// Its number.
    #[ts(type = "number")]
    pub line: i64,
    /// The group.
    pub chat_id: ChatId,
    /// The group's name now.
    pub subject: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub happened: GroupHappened,
    /// The person concerned.
    pub contact_id: Option<ContactId>,
    /// Their name.
    pub name: Option<String>,
    /// Which of us did it; none where they did it themselves, or nobody knows.
    pub operator: Option<String>,
    /// Why, or the new name.
    pub words: Option<String>,
}

/// Makes a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupCreate {
    /// Made by the screen.
    pub command_id: CommandId,
    /// At which number.
    pub account_id: AccountId,
    /// Its name.
    pub subject: String,
    /// Its description; empty for none.
    pub description: String,
    /// Whether each person who wants to enter is approved by us.
    pub approval: bool,
    /// What it is for.
    pub kind: Option<GroupKind>,
    /// What it is about.
    pub topic: Option<String>,
}

/// Changes a group's name or description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupRename {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
    /// The new name; none leaves it.
    pub subject: Option<String>,
    /// The new description; none leaves it.
    pub description: Option<String>,
}

/// Gives a group a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupPicture {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
    /// The picture: a square JPEG that was put into the media store.
    pub file: FileHash,
}

/// Says what a group is for and about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupSort {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
    /// What it is for.
    pub kind: Option<GroupKind>,
    /// What it is about.
    pub topic: Option<String>,
}

/// Something about a group that needs no more words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupCommand {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
}

/// Lets people in who asked, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct JoinDecide {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
    /// Which requests.
    pub requests: Vec<JoinRequestId>,
    /// Whether they may enter.
    pub approve: bool,
    /// Why, for ourselves.
    pub reason: Option<String>,
}

/// Takes people out of a group. They cannot come back by any link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupRemove {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
    /// Who.
    pub people: Vec<ContactId>,
    /// Why, for ourselves.
    pub reason: String,
}

/// Puts away what failed, or asks for it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupSettle {
    /// Made by the screen.
    pub command_id: CommandId,
    /// What was asked.
    pub act_id: GroupActId,
    /// Whether it is asked again.
    pub again: bool,
}

/// What was asked of the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupAsked {
    /// Its number.
    pub act_id: GroupActId,
}
