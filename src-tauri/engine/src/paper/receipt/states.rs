//! The names of ISO/IEC TS 27560 for what happens to a consent. They stand only in receipts; everywhere else the words are
//! the ledger's.

use domain::consent::{ConsentEntry, ConsentState, Source};
use serde::{Deserialize, Serialize};

/// The state of a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum IsoState {
    /// Nothing is known.
    #[serde(rename = "consent_unknown")]
    Unknown,
    /// The person was asked.
    #[serde(rename = "consent_requested")]
    Requested,
    /// The person said no.
    #[serde(rename = "consent_refused")]
    Refused,
    /// The person said yes.
    #[serde(rename = "consent_given")]
    Given,
    /// Its time is over.
    #[serde(rename = "consent_expired")]
    Expired,
    /// The person took it back.
    #[serde(rename = "consent_withdrawn")]
    Withdrawn,
}

impl IsoState {
    /// The name itself.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "consent_unknown",
            Self::Requested => "consent_requested",
            Self::Refused => "consent_refused",
            Self::Given => "consent_given",
            Self::Expired => "consent_expired",
            Self::Withdrawn => "consent_withdrawn",
        }
    }
}

/// A state of the ledger by its name in a receipt. "Resumed" says nothing of a consent: it takes the provider's stop away.
pub const fn iso_state(state: Option<ConsentState>) -> IsoState {
    match state {
        None | Some(ConsentState::Resumed) => IsoState::Unknown,
        Some(ConsentState::Requested) => IsoState::Requested,
        Some(ConsentState::Granted | ConsentState::Confirmed) => IsoState::Given,
        Some(ConsentState::Refused) => IsoState::Refused,
        Some(ConsentState::Withdrawn) => IsoState::Withdrawn,
        Some(ConsentState::Expired) => IsoState::Expired,
    }
}

/// How the person expressed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventType {
    /// By writing to the business, of which answers follow.
    ImpliedConsent,
    /// In words, by a signature, by WhatsApp's own switch, or as somebody else wrote down.
    ExpressedConsent,
    /// By a button under the question that names the purpose.
    ExplicitConsent,
    /// Not at all: a question of ours, or time.
    NotByPrincipal,
}

/// How the person expressed what an entry says.
pub const fn event_type(said: &ConsentEntry) -> EventType {
    match (said.state, said.source) {
        (ConsentState::Requested | ConsentState::Expired, _) | (_, Source::Silence | Source::Unreached) => {
            EventType::NotByPrincipal
        }
        (_, Source::WroteFirst) => EventType::ImpliedConsent,
        (_, Source::DoubleOptIn | Source::Button) => EventType::ExplicitConsent,
        _ => EventType::ExpressedConsent,
    }
}
