//! The notification daemon as the specification describes it, with KDE's signal for a reply that others took over.

use std::collections::HashMap;

use zbus::Message;
use zbus::zvariant::Value;

/// Its name on the bus.
pub const NAME: &str = "org.freedesktop.Notifications";
/// Where its object is.
pub const PATH: &str = "/org/freedesktop/Notifications";

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
pub trait Daemon {
    /// What it can do, in words.
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    /// Its name, vendor, version and the version of the specification.
    fn get_server_information(&self) -> zbus::Result<(String, String, String, String)>;

    /// Shows a notification, and gives its number.
    #[expect(clippy::too_many_arguments, reason = "the method of the specification has eight")]
    fn notify(
        &self,
        program: &str,
        replaces: u32,
        icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        timeout: i32,
    ) -> zbus::Result<u32>;

    /// Takes a notification away.
    fn close_notification(&self, id: u32) -> zbus::Result<()>;
}

/// What it tells of a notification, by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A button was pressed, or the banner clicked.
    Action(u32, String),
    /// An answer was typed.
    Replied(u32, String),
    /// It is gone.
    Closed(u32),
}

impl Told {
    /// Reads a signal; none of one that does not concern us.
    pub fn read(signal: &Message) -> Option<Self> {
        let (header, body) = (signal.header(), signal.body());
        match header.member()?.as_str() {
            "ActionInvoked" => body.deserialize().ok().map(|(id, action)| Self::Action(id, action)),
            "NotificationReplied" => body.deserialize().ok().map(|(id, text)| Self::Replied(id, text)),
            "NotificationClosed" => body.deserialize().ok().map(|(id, _): (u32, u32)| Self::Closed(id)),
            _ => None,
        }
    }
}

/// What a daemon can do, of what matters to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Capabilities {
    /// It reads markup in texts.
    pub markup: bool,
    /// It shows buttons, or has another way to them.
    pub actions: bool,
    /// It has a field for an answer.
    pub reply: bool,
}

impl Capabilities {
    /// Reads its words.
    pub fn read(words: &[String]) -> Self {
        let says = |word: &str| words.iter().any(|said| said == word);
        Self { markup: says("body-markup"), actions: says("actions"), reply: says("inline-reply") }
    }
}
