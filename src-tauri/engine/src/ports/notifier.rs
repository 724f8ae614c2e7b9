//! The system's notifications, tray and task bar, and its own do-not-disturb.

use async_trait::async_trait;
use domain::notify::Importance;
use domain::{ChatId, MessageId};
use tokio::sync::{broadcast, watch};

/// A notification as it is to be shown. Its texts are plain: a daemon's markup is escaped by its adapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// The same key replaces what was shown before.
    pub key: String,
    /// The chat that a click opens; none of a summary over several.
    pub chat: Option<ChatId>,
    /// The message to go to.
    pub message: Option<MessageId>,
    /// First line.
    pub title: String,
    /// Text.
    pub body: String,
    /// How many messages it stands for.
    pub count: u32,
    /// How much it matters to the system.
    pub importance: Importance,
    /// Whether it goes before others that wait to be shown: it rang through a silence, names the operator, or passes everything.
    pub urgent: bool,
    /// What can be done from it, with the words on the buttons. A system without buttons leaves them out.
    pub actions: Vec<(BannerAction, String)>,
}

/// What can be done from a notification, beside opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BannerAction {
    /// To answer, where the system has a field for it.
    Reply,
    /// To mark the chat as read.
    MarkRead,
    /// To have the chat come back in an hour.
    Snooze,
    /// To mute the chat for an hour.
    Mute,
}

/// What became of a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acted {
    /// Its key.
    pub key: String,
    /// Its chat, unless it was a summary.
    pub chat: Option<ChatId>,
    /// Its message.
    pub message: Option<MessageId>,
    /// What was done.
    pub act: Act,
}

/// What was done with a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The system took it and shows it.
    Shown,
    /// It will not be shown: more wait than can be shown one after the other.
    LeftOut,
    /// It was clicked.
    Opened,
    /// An answer was typed into it.
    Replied(String),
    /// A button was pressed.
    Pressed(BannerAction),
}

/// Whether the system can do something for an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ability {
    /// It says so.
    Works,
    /// It cannot, or the operator has forbidden it.
    #[default]
    Absent,
    /// Nobody has asked the operator for leave yet.
    Unasked,
}

/// What the system's notifications can do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NotifierAbilities {
    /// Show a banner.
    pub banner: Ability,
    /// Show buttons on it.
    pub actions: Ability,
    /// Show a field for an answer on it.
    pub reply: Ability,
    /// Show the tray icon.
    pub tray: Ability,
    /// The program that shows banners, as it names itself.
    pub program: Option<String>,
}

/// The system's notifications. Sound is never theirs: see [`SoundPort`](super::SoundPort).
#[async_trait]
pub trait Notifier: Send + Sync {
    /// Shows a banner, in place of the one with the same key, also of one that still waits to be shown. Where many wait, the
    /// oldest of them are left out, which is told; a banner of no chat never is.
    fn show(&self, banner: Banner);
    /// Asks the operator to let banners be shown, where the system wants that, and tells whether they may be. Only on
    /// an act of the operator's that is about banners: who is asked out of nothing refuses, and is never asked again.
    /// It takes as long as the operator does.
    async fn ask_leave(&self) -> bool;
    /// Takes the banner of that key away, wherever it is.
    fn withdraw(&self, key: &str);
    /// What is done with banners, from now on.
    fn acted(&self) -> broadcast::Receiver<Acted>;
    /// Asks the task bar or dock for attention.
    fn attention(&self);
    /// What the system can do, asked anew.
    async fn abilities(&self) -> NotifierAbilities;
    /// Whether the system's own do-not-disturb is on, as it changes; none where it cannot be read.
    fn focus(&self) -> watch::Receiver<Option<bool>>;
}
