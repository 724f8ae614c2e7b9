//! Two contacts that are one person: what a merge would come to, the merge, and taking it apart.

use domain::{CommandId, ContactId, LabelId, MergeId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::consent::ConsentRow;
use crate::member::{MemberAttribute, MemberRow, MemberView};

/// Two people who may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MergePair {
    /// As whom the person would be listed.
    pub keep: ContactId,
    /// Who would stand in no list of their own any more.
    pub gone: ContactId,
}

/// What a merge would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MergePreview {
    /// As whom the person would be listed.
    pub keep: MergeSide,
    /// Who would stand in no list of their own any more.
    pub gone: MergeSide,
    /// The labels of both.
    pub labels: Vec<LabelId>,
    /// The values of both; where they differ, those of the one who is kept.
    pub attributes: Vec<MemberAttribute>,
}

/// One of two people who may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MergeSide {
    /// The person as they are now.
    pub view: MemberView,
    /// Notes in their chats.
    pub notes: u32,
    /// Chats with them.
    pub chats: u32,
    /// How it would stand with each purpose: a no of the other counts too, a yes does not.
    pub after: Vec<ConsentRow>,
}

/// Says that two people are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberMerge {
    /// Made by the screen.
    pub command_id: CommandId,
    /// As whom the person is listed.
    pub keep: ContactId,
    /// Who stands in no list of their own any more.
    pub gone: ContactId,
}

/// A merge that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Merged {
    /// By what it is taken apart.
    pub merge_id: MergeId,
    /// As whom the person is listed.
    pub contact_id: ContactId,
}

/// Says that they are two after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MemberUnmerge {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which merge.
    pub merge_id: MergeId,
}

/// Somebody whom an operator merged with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MergedContact {
    /// By which merge.
    pub merge_id: MergeId,
    /// The other identity, with its own chat and consents.
    pub row: MemberRow,
    /// Who said so.
    pub operator: String,
    /// When.
    pub at: Timestamp,
}

/// Somebody who has or had the same phone number under another id: maybe the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MaybeSame {
    /// Who.
    pub contact_id: ContactId,
    /// The name shown.
    pub name: Option<String>,
    /// Phone, masked; none where it went to somebody else.
    pub phone_masked: Option<String>,
}
