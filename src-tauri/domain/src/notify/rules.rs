//! The operator's rules.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::breakthrough::Breakthrough;
use super::kind::AlertKind;
use super::outcome::Fields;
use super::phrase::Phrases;
use super::schedule::{QuietNow, Schedule};
use crate::group::GroupKind;
use crate::id::{AccountId, ChatId, ContactId, LabelId};
use crate::time::Timestamp;

/// A muted chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Mute {
    /// Until when; none is for good.
    pub until: Option<Timestamp>,
    /// Whether mentions still alert.
    pub keep_mentions: bool,
}

impl Mute {
    /// Whether it holds.
    #[must_use]
    pub fn holds(self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// What the badge and the tray count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BadgeCount {
    /// Every chat with something unread.
    #[default]
    All,
    /// Those that are the operator's or nobody's.
    Mine,
    /// Those in which we were mentioned.
    Mentions,
}

/// What holds for every alert alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Manner {
    /// Words that make a message a mention.
    pub words: Phrases,
    /// Whether banners hide names and texts while the screen is shown to others.
    pub presenter: bool,
    /// What the badge counts.
    pub badge: BadgeCount,
    /// Whether the badge leaves muted chats out.
    pub skip_muted: bool,
    /// After how many minutes without an answer it alerts once more; none never.
    pub again_after: Option<u16>,
    /// Whether that time it is at full volume.
    pub again_louder: bool,
    /// Whether the task bar's attention is asked for at all.
    pub no_attention: bool,
}

/// The rules in force. Each level leaves what it does not set to the level before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// Everything.
    pub app: Fields,
    /// One number.
    pub accounts: HashMap<AccountId, Fields>,
    /// One kind of event.
    pub kinds: HashMap<AlertKind, Fields>,
    /// Every group.
    pub groups: Fields,
    /// Groups that are for one thing.
    pub group_kinds: BTreeMap<GroupKind, Fields>,
    /// Chats with a label; of several labels the first wins.
    pub labels: BTreeMap<LabelId, Fields>,
    /// One chat.
    pub chats: HashMap<ChatId, Fields>,
    /// One person, wherever they write.
    pub contacts: HashMap<ContactId, Fields>,
    /// Muted chats.
    pub mutes: HashMap<ChatId, Mute>,
    /// Silences that come back every week.
    pub schedules: Vec<Schedule>,
    /// The silence at once.
    pub quiet: Option<QuietNow>,
    /// What rings through, in order.
    pub breakthroughs: Vec<Breakthrough>,
    /// What holds for every alert alike.
    pub manner: Manner,
}
