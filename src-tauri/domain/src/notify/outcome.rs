//! What an alert does, and the fields that every level may set or leave to the level above.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::FileHash;

/// The sounds of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sound {
    /// A kettle that whistles up twice.
    Kettle,
    /// A small bell.
    Bell,
    /// A drop that falls.
    Drop,
    /// Two knocks on wood: what failed.
    Knock,
    /// A doorphone.
    Doorphone,
    /// A quiet tick for what happens under the operator's eyes.
    Tick,
}

impl Sound {
    /// Every sound that can be chosen.
    pub const CHOICE: &[Self] = &[Self::Kettle, Self::Bell, Self::Drop, Self::Knock, Self::Doorphone];

    /// Its word in traces.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kettle => "kettle",
            Self::Bell => "bell",
            Self::Drop => "drop",
            Self::Knock => "knock",
            Self::Doorphone => "doorphone",
            Self::Tick => "tick",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::CHOICE.iter().chain(&[Self::Tick]).copied().find(|sound| sound.as_str() == word)
    }
}

/// What sounds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "from", content = "sound", rename_all = "snake_case")]
pub enum SoundChoice {
    /// Nothing.
    Silent,
    /// One of our own.
    Own(Sound),
    /// A file of the operator's.
    File(FileHash),
}

/// How much of a message a banner shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Preview {
    /// Who, and the words.
    Full,
    /// Who.
    Sender,
    /// Neither.
    Hidden,
}

/// How much an alert matters to the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    /// It can wait to be found.
    Passive,
    /// As usual.
    Active,
    /// It is worth little later.
    TimeSensitive,
    /// It passes the system's do-not-disturb.
    Critical,
}

/// What is done: sound, banner, badge in this order, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Outcome {
    /// What sounds.
    pub sound: SoundChoice,
    /// How loud, in percent.
    pub volume: u8,
    /// Whether a banner is raised.
    pub banner: bool,
    /// Whether the badge counts it.
    pub badge: bool,
    /// How much a banner shows.
    pub preview: Preview,
    /// How much it matters to the system.
    pub importance: Importance,
    /// Whether the task bar or dock asks for attention.
    pub attention: bool,
}

impl Outcome {
    /// Whether it is heard.
    #[must_use]
    pub fn rings(&self) -> bool {
        self.sound != SoundChoice::Silent
    }

    /// The same without sound.
    #[must_use]
    pub fn silent(self) -> Self {
        Self { sound: SoundChoice::Silent, ..self }
    }

    /// The same without sound and banner.
    #[must_use]
    pub fn badge_only(self) -> Self {
        Self { banner: false, attention: false, ..self.silent() }
    }

    /// Nothing at all.
    #[must_use]
    pub fn nothing(self) -> Self {
        Self { badge: false, ..self.badge_only() }
    }
}

/// What one level sets; a field that is missing is left to the level above.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Fields {
    /// What sounds. A chat's own sound rings even where its kind is silent.
    pub sound: Option<SoundChoice>,
    /// How loud, in percent.
    pub volume: Option<u8>,
    /// Whether a banner is raised.
    pub banner: Option<bool>,
    /// Whether the badge counts it.
    pub badge: Option<bool>,
    /// How much a banner shows.
    pub preview: Option<Preview>,
    /// How much it matters to the system.
    pub importance: Option<Importance>,
    /// Whether the task bar or dock asks for attention.
    pub attention: Option<bool>,
}

impl Fields {
    /// Whether it sets nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Lays what is set over an outcome.
    #[must_use]
    pub fn over(&self, below: Outcome) -> Outcome {
        Outcome {
            sound: self.sound.clone().unwrap_or(below.sound),
            volume: self.volume.unwrap_or(below.volume),
            banner: self.banner.unwrap_or(below.banner),
            badge: self.badge.unwrap_or(below.badge),
            preview: self.preview.unwrap_or(below.preview),
            importance: self.importance.unwrap_or(below.importance),
            attention: self.attention.unwrap_or(below.attention),
        }
    }
}
