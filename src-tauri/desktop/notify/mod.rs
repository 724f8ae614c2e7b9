//! The system's notifications. Always silent: sounds are ours.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "windows")]
mod windows;

#[cfg(target_os = "linux")]
pub use linux::Notifications;
#[cfg(target_os = "windows")]
pub use windows::Notifications;

/// Where no adapter is written yet (macOS) nothing is shown, and nothing is claimed to be.
#[cfg(not(any(target_os = "linux", target_os = "windows")))]
pub type Notifications = engine::ports::Absent;

#[cfg(any(target_os = "linux", target_os = "windows"))]
use engine::ports::Banner;

/// The first line; a banner that stands for several messages says for how many.
#[cfg(any(target_os = "linux", target_os = "windows"))]
fn title(banner: &Banner) -> String {
    if banner.count > 1 { format!("{} ({})", banner.title, banner.count) } else { banner.title.clone() }
}
