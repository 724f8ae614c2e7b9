//! What came of a body that was sent out by us to come in as a webhook does.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far the body came, or which part of the way failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum LoopOutcome {
    /// There are no credentials to sign it with.
    NoCredentials,
    /// It is not known which address leads here.
    NoAddress,
    /// Nothing answered at the address.
    NoAnswer,
    /// Whoever answers there does not take our signature.
    SignatureRefused,
    /// Somebody else answers there, and says that all is well.
    Elsewhere,
    /// Whoever answers there did not pass it on.
    NotPassedOn {
        /// The status of HTTP.
        status: u16,
    },
    /// It came in here, but the provider would not hear that it did.
    AnswerLost {
        /// The status of HTTP that came back; none where nothing did.
        status: Option<u16>,
    },
    /// It came in here, and the answer back.
    Arrived {
        /// How long that took.
        milliseconds: u32,
    },
}

impl LoopOutcome {
    /// What it is that a body came in here or not, and that this status was answered to it, or nothing.
    #[must_use]
    pub const fn of(came: bool, status: Option<u16>, milliseconds: u32) -> Self {
        match (came, status) {
            (true, Some(200..=299)) => Self::Arrived { milliseconds },
            (true, status) => Self::AnswerLost { status },
            (false, None) => Self::NoAnswer,
            (false, Some(200..=299)) => Self::Elsewhere,
            (false, Some(401)) => Self::SignatureRefused,
            (false, Some(status)) => Self::NotPassedOn { status },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::taken_here(true, Some(200), LoopOutcome::Arrived { milliseconds: 80 })]
    #[case::spoilt_on_the_way_back(true, Some(502), LoopOutcome::AnswerLost { status: Some(502) })]
    #[case::lost_on_the_way_back(true, None, LoopOutcome::AnswerLost { status: None })]
    #[case::lost_on_the_way(false, None, LoopOutcome::NoAnswer)]
    #[case::taken_elsewhere(false, Some(200), LoopOutcome::Elsewhere)]
    #[case::not_signed_as_it_is_known_there(false, Some(401), LoopOutcome::SignatureRefused)]
    #[case::sent_on_to_another_address(false, Some(301), LoopOutcome::NotPassedOn { status: 301 })]
    #[case::forbidden(false, Some(403), LoopOutcome::NotPassedOn { status: 403 })]
    fn it_arrived_only_where_it_came_in_and_the_answer_came_back(
        #[case] came: bool,
        #[case] status: Option<u16>,
        #[case] expected: LoopOutcome,
    ) {
        assert_eq!(LoopOutcome::of(came, status, 80), expected);
    }
}
