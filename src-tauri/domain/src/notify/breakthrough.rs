//! What rings through a silence.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::event::AlertEvent;
use super::kind::AlertKind;
use super::outcome::Outcome;
use super::phrase::Phrases;
use crate::id::{BreakthroughId, ChatId, ContactId, LabelId, ScheduleId};
use crate::time::{MINUTE, Timestamp};

/// An exception to silence: the first that fits wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Breakthrough {
    /// Its key.
    pub breakthrough_id: BreakthroughId,
    /// What fits.
    pub condition: Condition,
    /// What of sound, banner and badge comes through.
    pub lets: Lets,
    /// How loud, in percent; none leaves it as it is.
    pub volume: Option<u8>,
    /// The only schedule it rings through; none is every one.
    pub schedule: Option<ScheduleId>,
    /// Whether it rings through a muted chat too.
    pub muted_too: bool,
    /// At most once in so many minutes of one chat; none is always.
    pub once_in: Option<u16>,
}

/// What comes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Lets {
    /// Sound.
    pub sound: bool,
    /// Banner.
    pub banner: bool,
    /// Badge.
    pub badge: bool,
}

/// What must hold for an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum Condition {
    /// It is in this chat.
    Chat {
        /// Which.
        chat: ChatId,
    },
    /// It is from this person, anywhere.
    Contact {
        /// Who.
        contact: ContactId,
    },
    /// The chat has this label.
    Label {
        /// Which.
        label: LabelId,
        /// Only in a chat with one person.
        direct: bool,
    },
    /// It is of this kind.
    Kind {
        /// Which.
        kind: AlertKind,
    },
    /// Its text holds one of these phrases; `*` stands for any letters.
    Words {
        /// Any of them.
        phrases: Phrases,
    },
    /// It is one of so many messages of one person in one chat within some minutes.
    Repeated {
        /// How many, itself included.
        count: u8,
        /// Within so many minutes.
        minutes: u16,
    },
}

impl Condition {
    /// Whether an event fits. `recent` are the moments at which the same person wrote in the same chat before.
    #[must_use]
    pub fn fits(&self, event: &AlertEvent, recent: &[Timestamp], now: Timestamp) -> bool {
        match self {
            Self::Chat { chat } => event.chat == Some(*chat),
            Self::Contact { contact } => event.contact == Some(*contact),
            Self::Label { label, direct } => event.labels.contains(label) && !(*direct && event.group),
            Self::Kind { kind } => event.kind == *kind,
            Self::Words { phrases } => phrases.found_in(&event.text),
            Self::Repeated { count, minutes } => {
                let within = i64::from(*minutes) * MINUTE;
                let before = recent.iter().filter(|at| (0..within).contains(&now.since(**at))).count();
                event.is_message() && before + 1 >= usize::from(*count)
            }
        }
    }
}

impl Breakthrough {
    /// Gives back what it lets through of what a silence took away, and takes nothing: what a silence leaves, it leaves.
    #[must_use]
    pub fn through(&self, loud: &Outcome, silenced: Outcome) -> Outcome {
        let sounds = self.lets.sound && loud.rings();
        let banner = self.lets.banner && loud.banner;
        Outcome {
            sound: if sounds { loud.sound.clone() } else { silenced.sound },
            volume: self.volume.filter(|_| sounds).unwrap_or(silenced.volume),
            banner: banner || silenced.banner,
            badge: self.lets.badge && loud.badge || silenced.badge,
            attention: banner && loud.attention || silenced.attention,
            ..silenced
        }
    }
}
