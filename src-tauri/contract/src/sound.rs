//! The sounds of alerts: our own, and files of the operator's.

use domain::FileHash;
use domain::notify::{Sound, SoundChoice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A sound file of the operator's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SoundFile {
    /// Its key.
    pub file: FileHash,
    /// Its name.
    pub name: String,
    /// How long it is, in milliseconds.
    #[ts(type = "number")]
    pub duration: i64,
    /// How loud it is over its length, 0 to 100, in equal parts.
    pub shape: Vec<u8>,
}

/// A sound to add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SoundAdd {
    /// Its name.
    pub name: String,
    /// The file's bytes in base64: WAV, OGG, MP3 or FLAC.
    pub base64: String,
    /// Where it begins, in milliseconds.
    #[ts(type = "number")]
    pub from: i64,
    /// Where it ends, in milliseconds; none is the file's end.
    #[ts(type = "number | null")]
    pub to: Option<i64>,
}

/// A sound to delete. Whoever used it gets the default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SoundDelete {
    /// Which.
    pub file: FileHash,
}

/// A sound to hear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SoundPreview {
    /// Which.
    pub sound: SoundChoice,
    /// How loud, in percent.
    pub volume: u8,
}

/// The sounds there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Sounds {
    /// Our own.
    pub ours: Vec<OwnSound>,
    /// The operator's.
    pub files: Vec<SoundFile>,
    /// Where sounds can be played.
    pub devices: Vec<String>,
    /// The device chosen; none is the system's.
    pub device: Option<String>,
}

/// A sound of our own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct OwnSound {
    /// Which.
    pub sound: Sound,
    /// How long it is, in milliseconds.
    #[ts(type = "number")]
    pub duration: i64,
    /// How loud it is over its length, 0 to 100, in equal parts.
    pub shape: Vec<u8>,
}

/// The device to play on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SoundDevice {
    /// Its name; none is the system's.
    pub device: Option<String>,
}
