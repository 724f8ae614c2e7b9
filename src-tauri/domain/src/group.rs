//! Groups as the operator works with them: what a group is for, what is asked of the provider, and what came of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::decision::Refused;
use crate::id::{AccountId, ContactId, FileHash, GroupActId, GroupId, JoinRequestId};
use crate::time::{MINUTE, Timestamp};

/// How long a change may stay without its webhook before the provider is asked how the group is.
pub const UNHEARD: i64 = 2 * MINUTE;

/// What a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// We tell, they read.
    Announcement,
    /// They ask, we answer.
    Support,
    /// They talk with each other.
    Community,
}

impl GroupKind {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Announcement => "announcement",
            Self::Support => "support",
            Self::Community => "community",
        }
    }

    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Announcement, Self::Support, Self::Community];

    /// From the word in the database.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What a group is about, where it has a word of its own; any other topic is the operator's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupTopic {
    /// Something that we sell.
    Product,
    /// A place.
    Region,
    /// People who matter more than others.
    Vip,
}

impl GroupTopic {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Region => "region",
            Self::Vip => "vip",
        }
    }

    /// Every topic with a word of its own.
    pub const ALL: [Self; 3] = [Self::Product, Self::Region, Self::Vip];

    /// From the word in the database; none for the operator's own.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.as_str() == word)
    }
}

/// Something that is asked of the provider about a group (reference 1.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum GroupAct {
    /// To make it.
    Create {
        /// Its name.
        subject: String,
        /// Its description; empty for none.
        description: String,
        /// Whether each person who wants to enter is approved by us. It cannot be changed later.
        approval: bool,
        /// What it is for.
        kind: Option<GroupKind>,
        /// What it is about.
        topic: Option<String>,
    },
    /// To change its name or description.
    Change {
        /// The new name.
        subject: Option<String>,
        /// The new description.
        description: Option<String>,
    },
    /// To give it a picture.
    Picture {
        /// The picture, in the media store.
        file: FileHash,
    },
    /// To delete it.
    Delete,
    /// To make another invite link; every earlier one is dead from then on.
    ReplaceLink,
    /// To let people in who asked, or not.
    Decide {
        /// Which requests.
        requests: Vec<JoinRequestId>,
        /// Whether they may enter.
        approve: bool,
        /// Why, for ourselves.
        reason: Option<String>,
    },
    /// To take people out. They cannot come back by any link.
    Remove {
        /// Who.
        people: Vec<ContactId>,
        /// Why, for ourselves.
        reason: String,
    },
}

/// What was decided about a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDecision {
    /// At which number.
    pub account: AccountId,
    /// Which; none of one that is to be made.
    pub group: Option<GroupId>,
    /// What is asked of the provider.
    pub act: GroupAct,
}

/// How far something is that was asked of the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupActState {
    /// Waits for its turn, or for the network.
    Waiting,
    /// The call is on its way.
    Calling,
    /// The provider took it; what comes of it is told by webhook.
    Pending,
    /// Done.
    Done,
    /// Done in part: see what failed.
    Partly,
    /// Not done.
    Failed,
    /// The answer was lost: it may be done.
    Unknown,
}

impl GroupActState {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Calling => "calling",
            Self::Pending => "pending",
            Self::Done => "done",
            Self::Partly => "partly",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// From the word in the database.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Waiting, Self::Calling, Self::Pending, Self::Done, Self::Partly, Self::Failed, Self::Unknown];
        all.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether nothing more will come of it by itself.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Partly | Self::Failed)
    }
}

/// A part of what was asked that was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupFault {
    /// Which part.
    pub part: GroupPart,
    /// Why.
    pub reason: Refused,
}

/// A part of what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum GroupPart {
    /// All of it.
    Whole,
    /// The name.
    Subject,
    /// The description.
    Description,
    /// The picture.
    Picture,
    /// One request to enter.
    Request {
        /// Which.
        request: JoinRequestId,
    },
    /// One person.
    Person {
        /// Who.
        contact: ContactId,
    },
}

/// A journal entry of kind `group_attempt`: a call about a group is about to leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupAttempt {
    /// What was asked.
    pub act: GroupActId,
    /// When.
    pub at: Timestamp,
}

/// A journal entry of kind `group_answer`: what the provider said to such a call, or that nothing came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupAnswer {
    /// What was asked.
    pub act: GroupActId,
    /// When.
    pub at: Timestamp,
    /// What was said.
    pub outcome: GroupOutcome,
}

/// What the provider said to a call about a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum GroupOutcome {
    /// It was taken; a webhook with this id says what came of it.
    Taken {
        /// The provider's id of the request; none where it gave none.
        request: Option<String>,
    },
    /// It was done at once, but for these parts.
    Done {
        /// What was not done.
        faults: Vec<GroupFault>,
    },
    /// The link as it is now.
    Link {
        /// The link.
        link: String,
    },
    /// It was not done.
    Refused {
        /// Why.
        reason: Refused,
    },
    /// Certainly not done, and may be asked again.
    Later {
        /// Why; none where the provider could not be reached.
        reason: Option<Refused>,
        /// Not before.
        not_before: Timestamp,
    },
    /// No answer came: it may be done.
    Lost,
    /// Nobody told what came of it, and the group was looked at: this is how it is.
    Seen {
        /// Whether it is as was asked.
        done: bool,
        /// The group that was made, of one that was to be made.
        group: Option<GroupId>,
    },
}

/// Something that happened in a group, for its history and for a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupHappened {
    /// It was made.
    Created,
    /// It is gone.
    Deleted,
    /// Its name was changed.
    Renamed,
    /// Its description was changed.
    Described,
    /// Its picture was changed.
    Pictured,
    /// Its link was replaced.
    LinkReplaced,
    /// The provider suspended it.
    Suspended,
    /// The suspension was lifted.
    Restored,
    /// Somebody asked to enter.
    Asked,
    /// Somebody took the asking back.
    Revoked,
    /// Somebody was invited.
    Invited,
    /// Somebody was told that there is no seat yet.
    Waiting,
    /// Nobody came in time: the seat is not held any more.
    SeatFreed,
    /// An invitation was taken back.
    Uninvited,
    /// Somebody was let in.
    Approved,
    /// Somebody was not let in.
    Declined,
    /// Somebody came in.
    Joined,
    /// Somebody went.
    Left,
    /// Somebody was taken out.
    Removed,
    /// Somebody is in it of whose coming nobody told.
    FoundIn,
    /// Somebody is not in it any more of whose going nobody told.
    FoundGone,
    /// A message was pinned.
    Pinned,
    /// A message is pinned no more.
    Unpinned,
    /// Whoever came in was welcomed.
    Welcomed,
}

impl GroupHappened {
    const ALL: [(Self, &str); 24] = [
        (Self::Created, "created"),
        (Self::Deleted, "deleted"),
        (Self::Renamed, "renamed"),
        (Self::Described, "described"),
        (Self::Pictured, "pictured"),
        (Self::LinkReplaced, "link_replaced"),
        (Self::Suspended, "suspended"),
        (Self::Restored, "restored"),
        (Self::Asked, "asked"),
        (Self::Revoked, "revoked"),
        (Self::Invited, "invited"),
        (Self::Waiting, "waiting"),
        (Self::SeatFreed, "seat_freed"),
        (Self::Uninvited, "uninvited"),
        (Self::Approved, "approved"),
        (Self::Declined, "declined"),
        (Self::Joined, "joined"),
        (Self::Left, "left"),
        (Self::Removed, "removed"),
        (Self::FoundIn, "found_in"),
        (Self::FoundGone, "found_gone"),
        (Self::Pinned, "pinned"),
        (Self::Unpinned, "unpinned"),
        (Self::Welcomed, "welcomed"),
    ];

    /// Whether it happened among the people in the group. Who asks to enter, and what is decided of it, stands outside.
    #[must_use]
    pub const fn is_inside(self) -> bool {
        !matches!(
            self,
            Self::Asked
                | Self::Revoked
                | Self::Approved
                | Self::Declined
                | Self::Invited
                | Self::Waiting
                | Self::SeatFreed
                | Self::Uninvited
        )
    }

    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(happened, _)| *happened == self).map_or("", |(_, word)| word)
    }

    /// From the word in the database.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(happened, _)| *happened)
    }
}
