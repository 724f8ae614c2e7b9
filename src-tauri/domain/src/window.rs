//! The service window: how long free-form messages are allowed after a person's last message (reference 9.1, in groups
//! 1.6).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::{HOUR, Timestamp};

/// How long the window stays open after each message from the other side.
pub const WINDOW: i64 = 24 * HOUR;

/// The window of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ServiceWindow {
    /// Nobody has written yet.
    Never,
    /// Open until that moment, not including it.
    Open {
        /// When it closes.
        closes: Timestamp,
    },
    /// Closed since that moment.
    Closed {
        /// When it closed.
        closed: Timestamp,
    },
}

impl ServiceWindow {
    /// The window at `now`, given when the other side wrote last (in a group: anyone).
    #[must_use]
    pub const fn at(last_received: Option<Timestamp>, now: Timestamp) -> Self {
        match last_received {
            None => Self::Never,
            Some(last) => {
                let end = last.plus(WINDOW);
                if now.0 < end.0 { Self::Open { closes: end } } else { Self::Closed { closed: end } }
            }
        }
    }

    /// Whether free-form messages are allowed.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA_WROTE: Timestamp = Timestamp::from_seconds(1_767_225_600);

    #[test]
    fn the_window_is_open_to_the_last_millisecond_of_its_day_and_closed_at_its_end() {
        let end = ANNA_WROTE.plus(24 * HOUR);
        assert_eq!(ServiceWindow::at(Some(ANNA_WROTE), end.plus(-1)), ServiceWindow::Open { closes: end });
        assert_eq!(ServiceWindow::at(Some(ANNA_WROTE), end), ServiceWindow::Closed { closed: end });
    }

    #[test]
    fn nobody_who_never_wrote_has_a_window() {
        assert!(!ServiceWindow::at(None, ANNA_WROTE).is_open());
    }
}
