//! What is asked of the provider and may be asked twice: to ask twice is to ask once, so what got no answer goes again by
//! itself.

use serde::{Deserialize, Serialize};

use crate::decision::Refused;
use crate::time::Timestamp;

/// What the provider said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AskOutcome {
    /// It is done.
    Done,
    /// It was not done.
    Refused {
        /// Why.
        reason: Refused,
    },
    /// Certainly not done; it goes again.
    Later {
        /// Why; none where the provider could not be reached.
        reason: Option<Refused>,
        /// Not before.
        not_before: Timestamp,
    },
    /// It may be done. To ask twice is to ask once: it goes again.
    Lost {
        /// Not before.
        not_before: Timestamp,
    },
}

impl AskOutcome {
    /// How far it is then, when it goes again, and why it was not done. Where something else was decided meanwhile
    /// (`stands` is false), that is still to be asked.
    #[must_use]
    pub fn leads_to(self, stands: bool) -> (AskState, Timestamp, Option<Refused>) {
        match self {
            _ if !stands => (AskState::Waiting, Timestamp(0), None),
            Self::Done => (AskState::Settled, Timestamp(0), None),
            Self::Refused { reason } => (AskState::Refused, Timestamp(0), Some(reason)),
            Self::Later { reason, not_before } => (AskState::Waiting, not_before, reason),
            Self::Lost { not_before } => (AskState::Unknown, not_before, None),
        }
    }
}

/// How far what was decided is at the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskState {
    /// Waits for its turn, or for the network.
    Waiting,
    /// The call is on its way.
    Calling,
    /// The answer was lost: it goes again.
    Unknown,
    /// As decided.
    Settled,
    /// Not done.
    Refused,
}

impl AskState {
    const ALL: [Self; 5] = [Self::Waiting, Self::Calling, Self::Unknown, Self::Settled, Self::Refused];

    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Calling => "calling",
            Self::Unknown => "unknown",
            Self::Settled => "settled",
            Self::Refused => "refused",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether the provider is still to be asked.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Calling | Self::Unknown)
    }
}
