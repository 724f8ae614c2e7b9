//! What an operator (later also a rule) decided. A decision is a journal entry: it is kept as it was made and never
//! rewritten, so its format only grows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::consent::{ConsentState, Purpose, PurposeId, Scope, Source};
use crate::content::Content;
use crate::group::{GroupDecision, GroupKind};
use crate::id::{
    AccountId, AttributeId, ChatId, CommandId, ContactId, FileHash, GroupActId, InvitationId, LabelId, MergeId,
    MessageId, NoteId, ProviderMessageId, QuickReplyId, SegmentId,
};
use crate::invitation::{InvitationDecision, InvitationEnd, JoinRule};
use crate::member::{AttributeKind, AttributeValue, MemberDecision};
use crate::person::Person;
use crate::profile::ProfileChange;
use crate::retention::RetentionRule;
use crate::segment::Condition;
use crate::time::Timestamp;
use crate::welcome::Welcome;

/// A journal entry of kind `decided`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// Made by whoever gave the command.
    pub command: CommandId,
    /// When it was decided.
    pub at: Timestamp,
    /// Who decided.
    pub operator: String,
    /// What.
    pub decision: Decision,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// To send something.
    Send(SendDecision),
    /// To send an unknown one again; the person may get it twice and the operator knows.
    SendAgain {
        /// The message.
        message: MessageId,
    },
    /// To give an unknown one up, or take a queued one out.
    Drop {
        /// The message.
        message: MessageId,
    },
    /// That everything in a chat up to a message was read.
    Read {
        /// The chat.
        chat: ChatId,
        /// The newest message read.
        up_to: MessageId,
    },
    /// Something about a chat.
    Chat {
        /// The chat.
        chat: ChatId,
        /// What.
        change: ChatChange,
    },
    /// An internal note.
    NoteAdded {
        /// The chat.
        chat: ChatId,
        /// Its words.
        body: String,
    },
    /// To delete a note.
    NoteDeleted {
        /// The note.
        note: NoteId,
    },
    /// A new label, or a changed one.
    LabelSaved {
        /// The label; none makes a new one.
        label: Option<LabelId>,
        /// Its name.
        name: String,
        /// Its colour: 1 to 8, as the avatars'.
        color: u8,
    },
    /// To delete a label everywhere.
    LabelDeleted {
        /// The label.
        label: LabelId,
    },
    /// A new saved answer, or a changed one.
    QuickReplySaved {
        /// The saved answer; none makes a new one.
        quick_reply: Option<QuickReplyId>,
        /// What is typed after the slash.
        shortcut: String,
        /// Its text, with variables as `{name}`.
        body: String,
    },
    /// To delete a saved answer.
    QuickReplyDeleted {
        /// The saved answer.
        quick_reply: QuickReplyId,
    },
    /// Something about one person's consents. What it adds to the ledger is written in the same transaction.
    Consent(Box<ConsentDecision>),
    /// A new purpose, or a changed one.
    PurposeSaved {
        /// The purpose.
        purpose: Purpose,
    },
    /// A new version of the text that people are shown.
    WordingSaved {
        /// Of which purpose.
        purpose: PurposeId,
        /// In which language.
        language: String,
        /// The text.
        text: String,
    },
    /// The workspace's own words that end everything.
    StopWordsSaved {
        /// All of them.
        words: Vec<String>,
    },
    /// Something is asked of the provider about a group.
    Group(Box<GroupDecision>),
    /// What a group is for and about.
    GroupSorted {
        /// Its chat.
        chat: ChatId,
        /// What it is for.
        kind: Option<GroupKind>,
        /// What it is about.
        topic: Option<String>,
    },
    /// What failed is put away, or asked again.
    GroupSettled {
        /// What was asked.
        act: GroupActId,
        /// Whether it is asked again.
        again: bool,
    },
    /// Somebody is invited into a group, or told that there is no seat yet.
    Invited(Box<InvitationDecision>),
    /// An invitation is over without a coming.
    InvitationEnded {
        /// Which.
        invitation: InvitationId,
        /// How.
        end: InvitationEnd,
    },
    /// Who is let into a group without being looked at.
    JoinRuleSaved {
        /// Its chat.
        chat: ChatId,
        /// Whom; none lets nobody in by itself.
        rule: Option<JoinRule>,
    },
    /// What whoever comes into a group reads there.
    WelcomeSaved {
        /// Its chat.
        chat: ChatId,
        /// What.
        welcome: Welcome,
    },
    /// Whoever came into a group is welcomed.
    Welcomed(Box<WelcomeDecision>),
    /// A person was added, or what was missing of one filled in.
    MemberSaved(Box<MemberDecision>),
    /// The operator's own name for a person.
    MemberNamed {
        /// Who.
        contact: ContactId,
        /// The name; none leaves the one of the profile.
        name: Option<String>,
    },
    /// A label was put on a person or taken off.
    MemberLabelled {
        /// Who.
        contact: ContactId,
        /// The label.
        label: LabelId,
        /// Whether it is on.
        on: bool,
    },
    /// A new attribute, or a changed one. Values that are none of its new kind stay until somebody changes them.
    AttributeSaved {
        /// The attribute; none makes a new one.
        attribute: Option<AttributeId>,
        /// Its name.
        name: String,
        /// What its values are.
        kind: AttributeKind,
    },
    /// To delete an attribute with everybody's values.
    AttributeDeleted {
        /// The attribute.
        attribute: AttributeId,
    },
    /// Two contacts are one person.
    PeopleMerged {
        /// As whom the person is listed.
        keep: ContactId,
        /// Who stands in no list of their own any more.
        gone: ContactId,
    },
    /// They are two after all.
    PeopleUnmerged {
        /// Which merge is taken apart.
        merge: MergeId,
    },
    /// A person's value of an attribute.
    AttributeSet {
        /// Who.
        contact: ContactId,
        /// The attribute.
        attribute: AttributeId,
        /// The value; none takes it away.
        value: Option<AttributeValue>,
    },
    /// A new segment, or a changed one.
    SegmentSaved {
        /// The segment; none makes a new one.
        segment: Option<SegmentId>,
        /// Its name.
        name: String,
        /// What must be true of a person.
        conditions: Vec<Condition>,
    },
    /// To delete a segment.
    SegmentDeleted {
        /// The segment.
        segment: SegmentId,
    },
    /// A chat with a person is opened before anybody has written in it.
    ChatOpened {
        /// At which number.
        account: AccountId,
        /// With whom.
        contact: ContactId,
    },
    /// The differences that comparing found in a group were seen.
    GroupFoundSeen {
        /// Its chat.
        chat: ChatId,
    },
    /// A person is to be blocked at a number.
    PersonBlocked {
        /// At which number.
        account: AccountId,
        /// Who.
        contact: ContactId,
        /// Why; kept by us, the provider is not told.
        reason: String,
    },
    /// A person is to be blocked no more.
    PersonUnblocked {
        /// At which number.
        account: AccountId,
        /// Who.
        contact: ContactId,
    },
    /// That a person could not be blocked, or unblocked, was seen.
    BlockSeen {
        /// At which number.
        account: AccountId,
        /// Who.
        contact: ContactId,
    },
    /// A number's business profile is to be another.
    ProfileSaved {
        /// Of which number.
        account: AccountId,
        /// What.
        change: ProfileChange,
    },
    /// What was not done about a profile was given up.
    ProfileSeen {
        /// Of which number.
        account: AccountId,
    },
    /// A pin that was not done, or that can be ended from here no more, is put away.
    PinSeen {
        /// The message.
        message: MessageId,
    },
    /// How long what we know of people is kept.
    RetentionSaved {
        /// All rules.
        rules: Vec<RetentionRule>,
    },
}

/// A welcome that is sent into a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WelcomeDecision {
    /// What is sent.
    pub send: SendDecision,
    /// Who set the welcome up.
    pub set_up_by: String,
}

/// What was decided about one person's consents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsentDecision {
    /// At which number.
    pub account: AccountId,
    /// Who.
    pub whom: Subject,
    /// What was said, in the order of the ledger's entries.
    pub said: Vec<ConsentAct>,
    /// What proves it beside a message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// What is sent along: the question, or the confirmation of a withdrawal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send: Option<SendDecision>,
}

/// Who a decision about consents is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "subject", rename_all = "snake_case")]
pub enum Subject {
    /// A person known to us.
    Contact {
        /// Who.
        contact: ContactId,
    },
    /// A person from a list, who may be new.
    Listed {
        /// As the list says.
        person: Person,
    },
}

/// One thing that a person said of a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentAct {
    /// What for.
    pub purpose: Scope,
    /// What became of it.
    pub state: ConsentState,
    /// How we know.
    pub source: Source,
    /// When it was said; none where it was when this was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Until when it is good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
}

/// What proves a consent beside a message. It can be emptied with its journal entry; the ledger has its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// A file in the media store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileHash>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Random, hexadecimal: without it nobody can tell from the ledger what was proved.
    pub salt: String,
}

impl Proof {
    /// The digest that stands in the ledger: SHA-256 over the salt and what proves it, hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        use sha2::Digest as _;
        let parts = [Some(self.salt.as_str()), self.file.as_ref().map(FileHash::as_str), self.note.as_deref()];
        let hash = parts.into_iter().fold(sha2::Sha256::new(), |hash, part| {
            let part = part.unwrap_or_default().as_bytes();
            hash.chain_update((part.len() as u64).to_be_bytes()).chain_update(part)
        });
        hex::encode(hash.finalize())
    }
}

/// What is to be sent, to whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SendDecision {
    /// From which number.
    pub account: AccountId,
    /// Into which chat.
    pub chat: ChatId,
    /// What.
    pub outgoing: Outgoing,
}

/// What can be sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "outgoing", rename_all = "snake_case")]
pub enum Outgoing {
    /// A message.
    Message {
        /// What it says.
        content: Content,
        /// The message that it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<ProviderMessageId>,
    },
    /// A reaction to a message, or its removal.
    Reaction {
        /// The message reacted to.
        target: ProviderMessageId,
        /// The emoji; none takes the reaction back.
        emoji: Option<String>,
    },
    /// To pin a message in its group, or to end that.
    Pin {
        /// The message.
        target: ProviderMessageId,
        /// For how many days; none ends it.
        days: Option<u8>,
    },
}

impl Outgoing {
    /// SHA-256 of what would be sent, so that a permit is good for exactly this.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        use sha2::Digest as _;
        let text = serde_json::to_vec(self).unwrap_or_default();
        sha2::Sha256::digest(&text).into()
    }
}

/// What is decided about a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum ChatChange {
    /// The conversation is finished. A new message opens it again.
    Done,
    /// The conversation is open again.
    Reopened,
    /// The conversation comes back at that moment, or when the person writes.
    Snoozed {
        /// When it comes back.
        until: Timestamp,
    },
    /// The chat counts as unread although it was read.
    MarkedUnread,
    /// The chat stands above the others, or no longer does.
    Pinned {
        /// Whether.
        pinned: bool,
    },
    /// Somebody takes the chat, or nobody has it.
    Assigned {
        /// The operator's name; none leaves it to everybody.
        assignee: Option<String>,
    },
    /// A label was put on or taken off.
    Labelled {
        /// The label.
        label: LabelId,
        /// Whether it is on.
        on: bool,
    },
}

/// A journal entry of kind `attempt`: a request is about to leave. Synced before it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The message.
    pub message: MessageId,
    /// From 1.
    pub number: u32,
    /// When.
    pub at: Timestamp,
}

/// A journal entry of kind `answer`: what became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The message.
    pub message: MessageId,
    /// Which attempt.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// What the provider said, if anything.
    pub outcome: Outcome,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// The provider took it and gave it this id.
    Accepted {
        /// The provider's id.
        id: ProviderMessageId,
    },
    /// The provider, or our own gate, said no, for good.
    Refused {
        /// Why.
        reason: Refused,
    },
    /// Certainly refused before it was processed (reference 7.2, last paragraph): it waits and goes again.
    Later {
        /// Why.
        reason: Refused,
        /// Not before.
        not_before: Timestamp,
    },
    /// The request certainly never left this machine (no network): it waits until it can.
    NotSent {
        /// Not before.
        not_before: Timestamp,
    },
    /// No answer, or one that leaves open whether it was processed.
    Lost,
}

/// Why something was refused, as a stable word for the screen and, of a provider, its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Refused {
    /// A stable word, see the contract's list.
    pub reason: String,
    /// The provider's number, where it was the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub code: Option<i64>,
}

/// A journal entry of kind `restored`: everything before it comes from a backup, and what happened between the two is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// When it was restored.
    pub at: Timestamp,
    /// When the backup was made.
    pub made_at: Timestamp,
}

/// A journal entry of kind `media`: the bytes of a message's file are in the store, or will never be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFetched {
    /// The account whose token fetched it.
    pub account: AccountId,
    /// The provider's handle.
    pub provider_media: String,
    /// The bytes' hash; none when they cannot be had any more.
    pub file: Option<crate::id::FileHash>,
    /// MIME type by content.
    pub mime: Option<String>,
    /// Length in bytes.
    pub bytes: u64,
    /// Width and height in pixels, of pictures.
    #[serde(default)]
    pub pixels: Option<(u32, u32)>,
    /// Length in milliseconds, of sounds.
    #[serde(default)]
    pub duration: Option<i64>,
    /// Why it cannot be had.
    #[serde(default)]
    pub failed: Option<Refused>,
}

/// A journal entry of kind `read`: the answer of an API call that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "read", rename_all = "snake_case")]
pub enum ApiRead {
    /// The templates of an account.
    Templates {
        /// The account.
        account: AccountId,
        /// All of them.
        templates: Vec<crate::template::Template>,
    },
    /// The number itself.
    Number {
        /// The account.
        account: AccountId,
        /// The number as people write it.
        phone: String,
        /// The name that people see.
        name: String,
        /// The portfolio in which business-scoped ids are valid.
        portfolio: Option<String>,
        /// Whether the API base is a sandbox's.
        sandbox: bool,
        /// How it stands at the provider.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        says: Vec<crate::standing::Standing>,
    },
    /// A group of the account.
    Group {
        /// The account.
        account: AccountId,
        /// The group.
        group: crate::id::GroupId,
        /// Its name.
        subject: String,
        /// Who is in it.
        participants: Vec<crate::person::Person>,
        /// Whether the provider suspended it.
        suspended: bool,
        /// Its description, where it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        /// Whether each person who enters is approved by us, where it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<bool>,
        /// When it was made, where it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        created_at: Option<Timestamp>,
    },
    /// The invite link of a group.
    GroupLink {
        /// The account.
        account: AccountId,
        /// The group.
        group: crate::id::GroupId,
        /// The link.
        link: String,
    },
    /// The provider knows no such group any more.
    GroupGone {
        /// The account.
        account: AccountId,
        /// The group.
        group: crate::id::GroupId,
    },
    /// The provider's block list says something else of a person than we knew.
    Block {
        /// The account.
        account: AccountId,
        /// Who.
        contact: ContactId,
        /// Whether the person is on it.
        blocked: bool,
    },
    /// Who asks to enter a group.
    JoinRequests {
        /// The account.
        account: AccountId,
        /// The group.
        group: crate::id::GroupId,
        /// Everybody who asks.
        requests: Vec<Asking>,
    },
}

/// Somebody who asks to enter a group, as the provider lists them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// The provider's id of the request.
    pub request: String,
    /// Who.
    pub person: Person,
    /// Since when, where it was told.
    pub at: Option<Timestamp>,
}
