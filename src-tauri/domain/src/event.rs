//! What happened, in the words of the product: what a provider's parser makes of a webhook or a poll page.

use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::delivery::DeliveryStatus;
use crate::group::GroupPart;
use crate::id::{AccountId, GroupId, ProviderMessageId};
use crate::person::Person;
use crate::standing::{Standing, TemplateNews, Whose};
use crate::time::Timestamp;

/// One item of a journal entry. Its index in the list that the parser returns numbers the rows made from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProviderEvent {
    /// The number concerned; none for what concerns a whole business account or could not be read.
    pub account: Option<AccountId>,
    /// The number as people write it, where the item says so. A discovered account is shown by it.
    pub account_phone: Option<String>,
    /// The portfolio in which business-scoped ids are valid, as far as the payload tells (the business account).
    pub portfolio: Option<String>,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A person wrote.
    Message(InboundMessage),
    /// A person reacted to a message, or took the reaction back.
    Reaction(Reaction),
    /// A person changed a message (reference 2.4: only some numbers tell).
    Edited(Edit),
    /// A person deleted a message.
    Revoked(Revocation),
    /// News of a message that we sent.
    Status(StatusUpdate),
    /// A person changed number or id: both are named, so they are one person.
    PersonChanged(PersonChange),
    /// A person told the provider to stop or resume marketing messages, or signed up (reference 2.6, 9.3).
    Preference(Preference),
    /// Something changed in a group.
    Group(GroupEvent),
    /// News of the number, the account or a template: quality, limits, reviews.
    Account(AccountNews),
    /// A problem of the account that no message is attached to (`value.errors`).
    Problem(Problem),
    /// A field that is known and of which the product makes nothing.
    Ignored {
        /// Name of the field.
        field: String,
    },
    /// What this version cannot read.
    Unknown(Unreadable),
}

/// Where a message was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// One to one with its sender.
    Direct,
    /// In a group.
    Group(GroupId),
}

/// A message from a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InboundMessage {
    /// The provider's id.
    pub id: ProviderMessageId,
    /// When it was written.
    pub at: Timestamp,
    /// Where.
    pub place: Place,
    /// Who.
    pub sender: Person,
    /// What it says.
    pub content: Content,
    /// The message that it answers.
    pub reply_to: Option<ProviderMessageId>,
    /// Whether it was forwarded.
    pub forwarded: bool,
    /// The advertisement that brought the person, as its headline or address.
    pub referral: Option<String>,
}

/// A reaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// The provider's id of the reaction itself.
    pub id: ProviderMessageId,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub place: Place,
    /// Who.
    pub sender: Person,
    /// The message reacted to.
    pub target: ProviderMessageId,
    /// The emoji; none takes the reaction back.
    pub emoji: Option<String>,
}

/// A changed message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub sender: Person,
    /// The message changed.
    pub target: ProviderMessageId,
    /// What it says now.
    pub content: Content,
}

/// A deleted message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub sender: Person,
    /// The message deleted.
    pub target: ProviderMessageId,
}

/// News of a sent message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusUpdate {
    /// The provider's id of the message.
    pub id: ProviderMessageId,
    /// What became of it; none where the provider uses a word that is not known, kept in `word`.
    pub status: Option<DeliveryStatus>,
    /// The provider's word.
    pub word: String,
    /// When.
    pub at: Timestamp,
    /// The person that it went to, of one-to-one messages.
    pub recipient: Option<Person>,
    /// The group that it went to.
    pub group: Option<GroupId>,
    /// In a group, the participant that this news is about.
    pub participant: Option<Person>,
    /// Our own correlation text, echoed.
    pub callback: Option<String>,
    /// What it costs, as told.
    pub pricing: Option<Pricing>,
    /// Why it failed.
    pub errors: Vec<ProviderError>,
}

/// What the provider says of a message's price (reference 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pricing {
    /// `regular`, `free_customer_service` ...: an open set.
    pub kind: Option<String>,
    /// `marketing`, `utility`, `service` ...: an open set.
    pub category: Option<String>,
}

/// An error as a provider tells it, in a webhook or an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderError {
    /// The provider's number for it.
    pub code: i64,
    /// The provider's words.
    pub title: String,
}

/// A changed number or id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonChange {
    /// The provider's id of the system message.
    pub id: ProviderMessageId,
    /// When.
    pub at: Timestamp,
    /// The identities that end.
    pub previous: Person,
    /// The identities that begin.
    pub current: Person,
    /// The provider's word for it.
    pub word: String,
    /// The provider's sentence.
    pub body: Option<String>,
}

/// A choice that a person told the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub person: Person,
    /// `marketing_messages`: an open set.
    pub category: String,
    /// `stop`, `resume`, `signup`: an open set.
    pub value: String,
}

/// Something that changed in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupEvent {
    /// When.
    pub at: Timestamp,
    /// The group; a creation that failed may have none.
    pub group: Option<GroupId>,
    /// The call of ours that this answers.
    pub request: Option<String>,
    /// What changed.
    pub change: GroupChange,
    /// Why it did not succeed, or not all of it.
    pub errors: Vec<ProviderError>,
    /// The settings that stayed as they were, each with its reason.
    #[serde(default)]
    pub faults: Vec<(GroupPart, ProviderError)>,
}

/// What changed in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum GroupChange {
    /// It was made, or could not be made (then with errors).
    Created {
        /// Its name.
        subject: Option<String>,
        /// Its description.
        description: Option<String>,
        /// Its invite link.
        invite_link: Option<String>,
        /// Whether each person who enters is approved by us.
        approval: Option<bool>,
    },
    /// It is gone.
    Deleted,
    /// People came in.
    Joined {
        /// Who.
        people: Vec<Person>,
    },
    /// People went or were removed.
    Left {
        /// Who.
        people: Vec<Person>,
        /// Whether they went by themselves; not known where none.
        by_themselves: Option<bool>,
        /// Who could not be taken out, and why as far as it was told.
        failed: Vec<(Person, Option<ProviderError>)>,
    },
    /// Somebody asks to enter.
    JoinRequested {
        /// The request's id.
        request_id: String,
        /// Who.
        person: Person,
    },
    /// The asking was taken back.
    JoinRevoked {
        /// The request's id.
        request_id: String,
        /// Who.
        person: Person,
    },
    /// Name, description or picture were changed; only what succeeded is here.
    Settings {
        /// The new name.
        subject: Option<String>,
        /// The new description.
        description: Option<String>,
        /// Whether it has another picture.
        picture: bool,
    },
    /// The provider suspended it.
    Suspended,
    /// The suspension was lifted.
    Restored,
    /// A change of a kind that is not known.
    Other {
        /// The provider's word.
        word: String,
    },
}

/// News of a number, an account or a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNews {
    /// When.
    pub at: Timestamp,
    /// The webhook field.
    pub field: String,
    /// The provider's word for what happened, where there is one.
    pub word: Option<String>,
    /// Of whom it is told; none where nobody is named.
    pub whose: Option<Whose>,
    /// What it says of them.
    pub says: Vec<Standing>,
    /// What happened to a template.
    pub template: Option<TemplateNews>,
}

/// A problem without a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What the provider says.
    pub errors: Vec<ProviderError>,
}

/// What could not be read. The journal keeps the whole; this says where it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// When, as the payload tells; else the moment of receipt.
    pub at: Timestamp,
    /// What it is, as far as known: a field's name, a type, `malformed JSON`. Never a person's data.
    pub what: String,
}
