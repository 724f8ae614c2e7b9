//! The system's notifications. Always silent: sounds are ours.

mod button;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "windows")]
mod windows;

use engine::ports::{Act, Acted, Banner};

#[cfg(target_os = "linux")]
pub use linux::Notifications;
#[cfg(target_os = "macos")]
pub use macos::Notifications;
#[cfg(target_os = "windows")]
pub use windows::Notifications;

/// What belongs to an alert and only the window has.
pub struct Beside {
    /// Asks the task bar or dock for attention.
    pub attention: Box<dyn Fn() + Send + Sync>,
    /// Whether our icon was put into the tray.
    pub tray: Box<dyn Fn() -> bool + Send + Sync>,
}

/// The first line; a banner that stands for several messages says for how many.
fn title(banner: &Banner) -> String {
    if banner.count > 1 { format!("{} ({})", banner.title, banner.count) } else { banner.title.clone() }
}

/// Tells what became of a banner.
fn acted(banner: &Banner, act: Act) -> Acted {
    Acted { key: banner.key.clone(), chat: banner.chat, message: banner.message, act }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::notify::Importance;

    #[test]
    fn a_burst_of_annas_is_counted_and_one_message_is_not() {
        let banner = |count| Banner {
            key: "anna".into(),
            chat: None,
            message: None,
            title: "Анна Корнеева".into(),
            body: "Есть ли сенча?".into(),
            count,
            importance: Importance::Active,
            urgent: false,
            actions: Vec::new(),
        };
        assert_eq!(title(&banner(1)), "Анна Корнеева");
        assert_eq!(title(&banner(4)), "Анна Корнеева (4)");
    }
}
