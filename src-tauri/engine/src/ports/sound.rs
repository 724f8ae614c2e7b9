//! Sounds in and out.

use std::sync::Arc;

use async_trait::async_trait;
use domain::notify::Sound;
use tokio::sync::broadcast;

/// Why a sound cannot be played or recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    /// This host has no sound at all.
    #[error("this host plays no sound")]
    NotHere,
    /// There is no device.
    #[error("there is no sound device")]
    NoDevice,
    /// The file cannot be decoded.
    #[error("the sound cannot be decoded")]
    Undecodable,
    /// The file is longer than an alert may be.
    #[error("the sound is too long")]
    TooLong,
    /// Nothing is being recorded.
    #[error("nothing is being recorded")]
    NotRecording,
}

/// What an alert sounds like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tone {
    /// One of our own.
    Own(Sound),
    /// A file of the operator's, as [`SoundPort::prepare`] made it.
    File(Arc<[u8]>),
}

/// A sound file made ready to be an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedSound {
    /// WAV: one channel, 48,000 samples a second, as loud as our own.
    pub bytes: Vec<u8>,
    /// How it sounds.
    pub shape: SoundShape,
}

/// How long and how loud a sound is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoundShape {
    /// Its length in milliseconds.
    pub duration: i64,
    /// How loud it is over its length, 0 to 100, in equal parts.
    pub levels: Vec<u8>,
}

/// Sounds in and out.
#[async_trait]
pub trait SoundPort: Send + Sync {
    /// Plays an alert, above whatever plays. Volume in percent.
    fn ring(&self, tone: Tone, volume: u8);
    /// Plays an alert and comes back when the device has played it to its end.
    ///
    /// # Errors
    /// When there is no device, or it takes nothing.
    async fn ring_through(&self, tone: Tone, volume: u8) -> Result<(), SoundError>;
    /// Makes a file ready to be an alert: decoded by content, cut from one millisecond to another, at most ten seconds
    /// long, as loud as our own sounds.
    ///
    /// # Errors
    /// When it is not a sound, or too long.
    fn prepare(&self, bytes: Vec<u8>, from: i64, to: Option<i64>) -> Result<PreparedSound, SoundError>;
    /// How one of our own sounds.
    fn shape(&self, sound: Sound) -> Option<SoundShape>;
    /// The devices that alerts can be played on.
    fn devices(&self) -> Vec<String>;
    /// Plays alerts on that device from now on; none is the system's choice, and a device that is gone too.
    fn choose(&self, device: Option<String>);
    /// Plays a file; another one that plays is stopped.
    ///
    /// # Errors
    /// When there is no device, or the file is not a sound.
    fn play(&self, bytes: Vec<u8>) -> Result<(), SoundError>;
    /// Stops the file that plays.
    fn stop(&self);
    /// Tells when a file that played has ended.
    fn ended(&self) -> broadcast::Receiver<()>;
    /// Begins to record.
    ///
    /// # Errors
    /// When there is no microphone.
    fn record_start(&self) -> Result<(), SoundError>;
    /// Ends the recording: OGG Opus, mono.
    ///
    /// # Errors
    /// When nothing was being recorded.
    fn record_stop(&self) -> Result<Vec<u8>, SoundError>;
    /// Throws the recording away.
    fn record_cancel(&self);
    /// Length in milliseconds of a sound file, where it can be told.
    fn duration(&self, bytes: &[u8]) -> Option<i64>;
}
