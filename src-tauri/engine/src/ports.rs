//! What the engine needs from its host and cannot do itself. A rebuild runs with ports that panic when they are asked
//! for anything.

use std::path::Path;

use domain::notify::Sound;
use domain::{ChatId, MessageId, Timestamp};
use tokio::sync::broadcast;

/// The secrets of a number. They are never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialSet {
    /// The access token.
    pub token: String,
    /// The app secret, by which webhooks are checked.
    pub app_secret: String,
    /// The verify token of the webhook.
    pub verify_token: String,
}

impl std::fmt::Debug for CredentialSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CredentialSet")
    }
}

/// Why secrets cannot be kept or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// There is no keyring on this machine.
    #[error("there is no keyring")]
    NoKeyring,
    /// It is locked, or refused.
    #[error("the keyring is locked")]
    Locked,
}

/// Where secrets are kept.
pub trait Credentials: Send + Sync {
    /// The secrets, if any were kept.
    ///
    /// # Errors
    /// When the place cannot be asked.
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError>;

    /// Keeps the secrets in place of those before.
    ///
    /// # Errors
    /// When the place takes none.
    fn save(&self, set: &CredentialSet) -> Result<(), CredentialError>;
}

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
}

/// A click on a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The chat, unless it was a summary.
    pub chat: Option<ChatId>,
    /// The message.
    pub message: Option<MessageId>,
}

/// The system's notifications. Sound is never theirs: see [`SoundPort`].
pub trait Notifier: Send + Sync {
    /// Shows a banner, in place of the one with the same key.
    fn show(&self, banner: Banner);
    /// Takes the banner of that key away, wherever it is.
    fn withdraw(&self, key: &str);
    /// Clicks, from now on.
    fn opened(&self) -> broadcast::Receiver<Opened>;
}

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
    /// Nothing is being recorded.
    #[error("nothing is being recorded")]
    NotRecording,
}

/// Sounds in and out.
pub trait SoundPort: Send + Sync {
    /// Plays one of our own sounds, above whatever plays.
    fn ring(&self, sound: Sound);
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

/// Why a file cannot be opened outside.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the file cannot be opened in another program")]
pub struct OpenError;

/// Opens files in other programs.
pub trait FilePort: Send + Sync {
    /// Opens a copy that was laid out for this.
    ///
    /// # Errors
    /// When no program takes it.
    fn open(&self, path: &Path) -> Result<(), OpenError>;
    /// A folder in which copies for other programs are laid out; none where files cannot be opened.
    fn outside(&self) -> Option<std::path::PathBuf>;
}

/// The clock in force.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// A host without notifications, sounds and other programs: the hub.
#[derive(Debug)]
pub struct Absent {
    opened: broadcast::Sender<Opened>,
    ended: broadcast::Sender<()>,
}

impl Default for Absent {
    fn default() -> Self {
        Self { opened: broadcast::channel(1).0, ended: broadcast::channel(1).0 }
    }
}

impl Notifier for Absent {
    fn show(&self, _: Banner) {}
    fn withdraw(&self, _: &str) {}
    fn opened(&self) -> broadcast::Receiver<Opened> {
        self.opened.subscribe()
    }
}

impl SoundPort for Absent {
    fn ring(&self, _: Sound) {}
    fn play(&self, _: Vec<u8>) -> Result<(), SoundError> {
        Err(SoundError::NotHere)
    }
    fn stop(&self) {}
    fn ended(&self) -> broadcast::Receiver<()> {
        self.ended.subscribe()
    }
    fn record_start(&self) -> Result<(), SoundError> {
        Err(SoundError::NotHere)
    }
    fn record_stop(&self) -> Result<Vec<u8>, SoundError> {
        Err(SoundError::NotHere)
    }
    fn record_cancel(&self) {}
    fn duration(&self, _: &[u8]) -> Option<i64> {
        None
    }
}

impl FilePort for Absent {
    fn open(&self, _: &Path) -> Result<(), OpenError> {
        Err(OpenError)
    }
    fn outside(&self) -> Option<std::path::PathBuf> {
        None
    }
}
