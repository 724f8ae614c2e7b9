//! How fast a number may send (reference 7.1).

use crate::time::SECOND;

/// What the provider takes from one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Most messages within a second.
    pub per_second: u32,
    /// One message to one person in so many milliseconds ...
    pub pair_every: i64,
    /// ... of which so many may come at once, borrowed from the time that follows.
    pub pair_burst: u32,
}

/// Why something waits although it could be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Too much was sent to this person lately.
    Pair,
    /// Too much was sent from this number within the last second.
    Number,
}

impl Pace {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pair => "paced_pair",
            Self::Number => "paced_number",
        }
    }
}

/// Both clocks are read at other moments than ours: so much is left between what is allowed and what is used.
pub const MARGIN: i64 = SECOND / 5;
