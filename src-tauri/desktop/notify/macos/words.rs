//! A banner in the system's words, and what the system tells in ours.

use std::time::Duration;

use domain::notify::Importance;
use engine::ports::{Act, Banner, BannerAction};
use mac_usernotifications::{Action, InterruptionLevel, Notification, NotificationResponse};

use crate::notify::{button, title};

/// After this time nobody comes back to a banner, and it is taken away. Without a limit the binding asks the system
/// twice a second whether a banner without buttons is still there, and takes one shown over our own window for gone.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A banner as the system takes it: the same identifier replaces what was shown. It is silent, for no sound is named.
pub fn notification(banner: &Banner) -> Notification {
    let bare = Notification::new()
        .id(&banner.key)
        .title(title(banner))
        .message(&banner.body)
        .interruption_level(level(banner.importance))
        .timeout(KEPT);
    banner.actions.iter().fold(bare, |notification, (action, words)| notification.action(offered(*action, words)))
}

/// A button, or the field for an answer behind one.
fn offered(action: BannerAction, words: &str) -> Action {
    match action {
        BannerAction::Reply => Action::reply(button::name(action), words, words, ""),
        BannerAction::MarkRead | BannerAction::Snooze | BannerAction::Mute => {
            Action::button(button::name(action), words)
        }
    }
}

/// The level above time-sensitive is for programs with Apple's own leave, which we do not have.
const fn level(importance: Importance) -> InterruptionLevel {
    match importance {
        Importance::Passive => InterruptionLevel::Passive,
        Importance::Active => InterruptionLevel::Active,
        Importance::TimeSensitive | Importance::Critical => InterruptionLevel::TimeSensitive,
    }
}

/// What was done with a banner; none where it was put away or grew old.
pub fn act(response: NotificationResponse) -> Option<Act> {
    if response.is_default_action() {
        return Some(Act::Opened);
    }
    match response.reply_text {
        Some(text) => Some(Act::Replied(text)),
        None => button::named(&response.action_identifier).map(Act::Pressed),
    }
}
