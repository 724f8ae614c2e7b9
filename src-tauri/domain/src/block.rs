//! Blocking: a person may not write to one of our numbers, and we may not write to the person from it (reference 8.3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ask::{AskOutcome, AskState};
use crate::capability::BlockLimits;
use crate::id::{AccountId, ContactId};
use crate::time::{HOUR, Timestamp};

/// A journal entry of kind `block_attempt`: a call is about to leave. Synced before it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockAttempt {
    /// At which number.
    pub account: AccountId,
    /// Who.
    pub contact: ContactId,
    /// When.
    pub at: Timestamp,
}

/// A journal entry of kind `block_answer`: what came of such a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockAnswer {
    /// At which number.
    pub account: AccountId,
    /// Who.
    pub contact: ContactId,
    /// What was asked: to block, or to end that.
    pub block: bool,
    /// When.
    pub at: Timestamp,
    /// What was said.
    pub outcome: AskOutcome,
}

/// How it stands with a person at a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockPhase {
    /// Not blocked.
    Open,
    /// To be blocked; nothing goes to the person any more.
    Blocking,
    /// Blocked.
    Blocked,
    /// Blocked, and no more once the provider did it.
    Unblocking,
}

impl BlockPhase {
    /// Of what is wanted, what the provider has, and how far it is.
    #[must_use]
    pub const fn of(wanted: bool, blocked: bool, state: AskState) -> Self {
        match (state.is_open(), wanted, blocked) {
            (true, true, _) => Self::Blocking,
            (true, false, _) => Self::Unblocking,
            (false, _, true) => Self::Blocked,
            (false, _, false) => Self::Open,
        }
    }

    /// Whether nothing may be sent to the person: from the decision until the provider ended it.
    #[must_use]
    pub const fn holds(self) -> bool {
        !matches!(self, Self::Open)
    }
}

/// Why a person cannot be blocked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
pub enum BlockObstacle {
    /// The number's provider has no block list.
    NotHere,
    /// No key of the person is known at this number.
    Unreachable,
    /// Only who wrote lately can be blocked.
    NotWritten {
        /// Within so many hours.
        hours: u32,
    },
    /// Blocked already, or about to be.
    Already,
}

/// Why a person cannot be blocked now, or none.
#[must_use]
pub fn obstacle(
    limits: Option<BlockLimits>,
    phase: BlockPhase,
    reachable: bool,
    wrote: Option<Timestamp>,
    now: Timestamp,
) -> Option<BlockObstacle> {
    let Some(BlockLimits { wrote_within_hours: hours }) = limits else { return Some(BlockObstacle::NotHere) };
    if phase.holds() {
        return Some(BlockObstacle::Already);
    }
    if !reachable {
        return Some(BlockObstacle::Unreachable);
    }
    let lately = wrote.is_some_and(|wrote| now.since(wrote) < i64::from(hours) * HOUR);
    (!lately).then_some(BlockObstacle::NotWritten { hours })
}

/// What happened about blocking a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockHappened {
    /// Blocked.
    Blocked,
    /// Not blocked any more.
    Unblocked,
    /// To be blocked, and the provider refused.
    NotBlocked,
    /// To be blocked no more, and the provider refused.
    NotUnblocked,
    /// Found on the provider's list, where we had not put the person.
    FoundBlocked,
    /// Not found on the provider's list any more.
    FoundUnblocked,
}

impl BlockHappened {
    const ALL: [Self; 6] = [
        Self::Blocked,
        Self::Unblocked,
        Self::NotBlocked,
        Self::NotUnblocked,
        Self::FoundBlocked,
        Self::FoundUnblocked,
    ];

    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Unblocked => "unblocked",
            Self::NotBlocked => "not_blocked",
            Self::NotUnblocked => "not_unblocked",
            Self::FoundBlocked => "found_blocked",
            Self::FoundUnblocked => "found_unblocked",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|happened| happened.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const NOW: Timestamp = Timestamp(1_000 * HOUR);
    const DAY: Option<BlockLimits> = Some(BlockLimits { wrote_within_hours: 24 });

    #[rstest]
    #[case::wrote_just_in_time(DAY, BlockPhase::Open, true, Some(23), None)]
    #[case::a_day_ago(DAY, BlockPhase::Open, true, Some(24), Some(BlockObstacle::NotWritten { hours: 24 }))]
    #[case::never_wrote(DAY, BlockPhase::Open, true, None, Some(BlockObstacle::NotWritten { hours: 24 }))]
    #[case::without_a_key(DAY, BlockPhase::Open, false, Some(1), Some(BlockObstacle::Unreachable))]
    #[case::on_the_way(DAY, BlockPhase::Blocking, true, Some(1), Some(BlockObstacle::Already))]
    #[case::no_list(None, BlockPhase::Open, true, Some(1), Some(BlockObstacle::NotHere))]
    fn who_can_be_blocked(
        #[case] limits: Option<BlockLimits>,
        #[case] phase: BlockPhase,
        #[case] reachable: bool,
        #[case] hours_ago: Option<i64>,
        #[case] expected: Option<BlockObstacle>,
    ) {
        let wrote = hours_ago.map(|hours| NOW.plus(-hours * HOUR));
        assert_eq!(obstacle(limits, phase, reachable, wrote, NOW), expected);
    }

    #[rstest]
    #[case::decided(true, false, AskState::Waiting, BlockPhase::Blocking, true)]
    #[case::lost(true, false, AskState::Unknown, BlockPhase::Blocking, true)]
    #[case::done(true, true, AskState::Settled, BlockPhase::Blocked, true)]
    #[case::refused(true, false, AskState::Refused, BlockPhase::Open, false)]
    #[case::to_be_ended(false, true, AskState::Calling, BlockPhase::Unblocking, true)]
    #[case::not_ended(false, true, AskState::Refused, BlockPhase::Blocked, true)]
    #[case::ended(false, false, AskState::Settled, BlockPhase::Open, false)]
    fn nothing_goes_to_them_from_the_decision_until_it_is_ended(
        #[case] wanted: bool,
        #[case] blocked: bool,
        #[case] state: AskState,
        #[case] phase: BlockPhase,
        #[case] holds: bool,
    ) {
        let found = BlockPhase::of(wanted, blocked, state);
        assert_eq!((found, found.holds()), (phase, holds));
    }
}
