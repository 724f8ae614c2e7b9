//! The life of a message that we send, and the order of its states.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a sent message is. Before the provider answers: queued, sending; then what the provider said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// Waits for its turn.
    Queued,
    /// A request is on its way.
    Sending,
    /// The provider took it. Not a delivery.
    Accepted,
    /// The provider, or our own gate, said no.
    Refused,
    /// A request went out and no answer came: it may exist at the provider.
    Unknown,
    /// Taken out of the queue before it left.
    Cancelled,
    /// Given up by the operator while unknown.
    Discarded,
    /// Left the provider.
    Sent,
    /// On the person's device.
    Delivered,
    /// Shown to the person.
    Read,
    /// A voice note that was listened to.
    Played,
    /// The provider could not deliver it.
    Failed,
}

impl DeliveryStatus {
    /// The word in the database and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Cancelled => "cancelled",
            Self::Discarded => "discarded",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Played => "played",
            Self::Failed => "failed",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        use DeliveryStatus as S;
        [
            S::Queued,
            S::Sending,
            S::Accepted,
            S::Refused,
            S::Unknown,
            S::Cancelled,
            S::Discarded,
            S::Sent,
            S::Delivered,
            S::Read,
            S::Played,
            S::Failed,
        ]
        .into_iter()
        .find(|status| status.as_str() == word)
    }

    /// Whether the message is certainly not at the provider and will not get there by itself.
    #[must_use]
    pub const fn is_dead(self) -> bool {
        matches!(self, Self::Refused | Self::Cancelled | Self::Discarded)
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Queued => 0,
            Self::Sending => 1,
            Self::Unknown | Self::Refused | Self::Cancelled | Self::Discarded => 2,
            Self::Accepted => 3,
            Self::Sent => 4,
            Self::Failed => 5,
            Self::Delivered => 6,
            Self::Read => 7,
            Self::Played => 8,
        }
    }

    /// The state after the provider says `news`. It never goes back: statuses come in any order (reference 2.5). A
    /// failure is final unless a later delivery contradicts it; a status for a message that we took for lost proves that
    /// it exists.
    #[must_use]
    pub const fn after(self, news: Self) -> Self {
        if news.rank() > self.rank() { news } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::DeliveryStatus::{self, *};
    use proptest::prelude::*;
    use rstest::rstest;

    const PROVIDER: [DeliveryStatus; 5] = [Sent, Delivered, Read, Played, Failed];

    #[rstest]
    #[case::read_before_sent(&[Read, Sent, Delivered], Read)]
    #[case::delivered_skipped(&[Sent, Read], Read)]
    #[case::a_delivery_contradicts_the_failure(&[Failed, Delivered], Delivered)]
    #[case::a_late_failure_does_not_unread(&[Read, Failed], Read)]
    #[case::sent_then_failed(&[Sent, Failed], Failed)]
    fn statuses_in_any_order_end_where_they_should(#[case] news: &[DeliveryStatus], #[case] end: DeliveryStatus) {
        assert_eq!(news.iter().fold(Accepted, |state, news| state.after(*news)), end);
    }

    #[test]
    fn a_status_proves_that_an_unknown_send_exists() {
        assert_eq!(Unknown.after(Sent), Sent);
        assert_eq!(Unknown.after(Accepted), Accepted);
        assert_eq!(Discarded.after(Delivered), Delivered, "what was given up and arrives is shown as it is");
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_does_not_change_the_end(
            news in proptest::sample::subsequence(PROVIDER.to_vec(), 0..=5).prop_shuffle()
        ) {
            let mut sorted = news.clone();
            sorted.sort();
            let end = |order: &[DeliveryStatus]| order.iter().fold(Accepted, |state, news| state.after(*news));
            prop_assert_eq!(end(&news), end(&sorted));
        }

        #[test]
        fn hearing_the_same_thing_again_changes_nothing(first in 0usize..5, second in 0usize..5) {
            let state = Accepted.after(PROVIDER[first]).after(PROVIDER[second]);
            prop_assert_eq!(state.after(PROVIDER[second]).after(PROVIDER[first]), state);
        }
    }

    #[test]
    fn every_word_reads_back() {
        for status in [Queued, Sending, Accepted, Refused, Unknown, Cancelled, Discarded].into_iter().chain(PROVIDER) {
            assert_eq!(DeliveryStatus::parse(status.as_str()), Some(status));
        }
    }
}
