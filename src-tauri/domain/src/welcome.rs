//! A group's welcome: what it says, and when it is sent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::{DAY, HOUR, MINUTE, Timestamp};

/// Where the group's name stands in the text.
pub const NAME: &str = "{group}";
/// Where the rules stand in the text.
pub const RULES: &str = "{rules}";
/// Where the text says how to leave.
pub const LEAVE: &str = "{leave}";
/// Most letters of the text, and of the rules.
pub const LONGEST: usize = 1_000;
/// Whoever comes in within this time of the first is welcomed with the first, in milliseconds.
pub const TOGETHER: i64 = 2 * MINUTE;
/// A coming that is told later than this is not welcomed any more, in milliseconds.
pub const FRESH: i64 = HOUR;
/// So long a welcome waits for the window to open, in milliseconds.
pub const PATIENCE: i64 = DAY;

/// What whoever comes into a group reads there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Welcome {
    /// Whether it is sent.
    pub on: bool,
    /// The text, with `{group}`, `{rules}` and `{leave}` in it.
    pub text: String,
    /// The rules.
    pub rules: String,
}

impl Welcome {
    /// Whether it can be sent: it says how to leave, and the rules where it has a place for them.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let short = |text: &str| text.chars().count() <= LONGEST;
        let has_rules = !self.text.contains(RULES) || !self.rules.trim().is_empty();
        self.text.contains(LEAVE) && has_rules && short(&self.text) && short(&self.rules)
    }

    /// What is sent.
    #[must_use]
    pub fn fill(&self, group: &str, leave: &str) -> String {
        // The rules come last: what the operator wrote in them is left as it is.
        self.text.trim().replace(LEAVE, leave).replace(NAME, group).replace(RULES, self.rules.trim())
    }
}

/// Whether it is welcomed now that somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WelcomeTurn {
    /// Now.
    Now,
    /// At that moment, unless something changes before.
    At(Timestamp),
}

/// When those are welcomed of whom the first came in at that moment; `may` is what the gate says to a text into the group.
#[must_use]
pub const fn turn(first: Timestamp, may: bool, now: Timestamp) -> WelcomeTurn {
    let together = first.plus(TOGETHER);
    if now.0 < together.0 {
        WelcomeTurn::At(together)
    } else if may {
        WelcomeTurn::Now
    } else {
        WelcomeTurn::At(first.plus(PATIENCE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_795_651_200_000);

    fn welcome(text: &str, rules: &str) -> Welcome {
        Welcome { on: true, text: text.to_owned(), rules: rules.to_owned() }
    }

    #[test]
    fn whoever_comes_is_welcomed_two_minutes_later_where_the_window_is_open() {
        let later = NOON.plus(TOGETHER);
        assert_eq!(turn(NOON, true, NOON), WelcomeTurn::At(later));
        assert_eq!(turn(NOON, true, later), WelcomeTurn::Now);
    }

    #[test]
    fn a_closed_window_is_waited_for_and_no_longer_than_a_day() {
        let later = NOON.plus(HOUR);
        assert_eq!(turn(NOON, false, later), WelcomeTurn::At(NOON.plus(DAY)));
        assert_eq!(turn(NOON, true, later), WelcomeTurn::Now);
    }

    #[test]
    fn a_welcome_has_to_say_how_to_leave_and_the_rules_that_it_promises() {
        assert!(welcome("Welcome to {group}! {rules} {leave}", "Be kind.").is_whole());
        assert!(welcome("Welcome! {leave}", "").is_whole());
        assert!(!welcome("Welcome! {rules}", "Be kind.").is_whole(), "nothing of leaving");
        assert!(!welcome("Welcome! {rules} {leave}", " ").is_whole(), "no rules");
        assert!(!welcome(&format!("{{leave}}{}", "a".repeat(LONGEST)), "").is_whole(), "too long");
    }

    #[test]
    fn what_is_sent_has_the_name_the_rules_and_how_to_leave_in_their_places() {
        let filled = welcome("Welcome to {group}!\n\n{rules}\n\n{leave}", "Tea only. No {group} jokes.");
        assert_eq!(
            filled.fill("Tea Club", "Choose “Exit group”."),
            "Welcome to Tea Club!\n\nTea only. No {group} jokes.\n\nChoose “Exit group”."
        );
    }
}
