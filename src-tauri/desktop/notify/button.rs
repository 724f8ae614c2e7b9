//! The names of buttons, as they are told to a system and come back from it.

use engine::ports::BannerAction;

/// The name of an answer: daemons on Linux show a field for it.
pub const REPLY: &str = "inline-reply";

/// The name of a button.
pub const fn name(action: BannerAction) -> &'static str {
    match action {
        BannerAction::Reply => REPLY,
        BannerAction::MarkRead => "mark-read",
        BannerAction::Snooze => "snooze",
        BannerAction::Mute => "mute",
    }
}

/// The button of that name. An answer is more than a button.
pub fn named(word: &str) -> Option<BannerAction> {
    [BannerAction::MarkRead, BannerAction::Snooze, BannerAction::Mute].into_iter().find(|one| name(*one) == word)
}
