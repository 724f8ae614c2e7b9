//! What this system can do for an alert, and trying it.

use domain::notify::BadgeCount;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What this system can do for an alert, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AlertHealth {
    /// Banners.
    pub banner: AlertAbility,
    /// Buttons on banners.
    pub actions: AlertAbility,
    /// Answers typed into banners.
    pub reply: AlertAbility,
    /// Sound.
    pub sound: AlertAbility,
    /// The tray.
    pub tray: AlertAbility,
    /// Whether the system's do-not-disturb is on; none where it cannot be read.
    pub focus: Option<bool>,
    /// The program that shows banners, as it names itself.
    pub program: Option<String>,
    /// What the badge counts.
    pub badge: BadgeCount,
}

/// Whether something works here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertAbility {
    /// It is there.
    Works,
    /// The system cannot.
    Absent,
    /// It was never asked.
    Unknown,
}

/// What to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attempt {
    /// A banner: it counts as shown when the system answers.
    Banner,
    /// A sound: it counts as played when the device took it to its end.
    Sound,
    /// A button: it counts when it was pressed.
    Action,
}

/// What to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Try {
    /// What.
    pub what: Attempt,
}

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Tried {
    /// Whether the system confirmed it.
    pub confirmed: bool,
}
