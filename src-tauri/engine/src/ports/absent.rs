//! A host without notifications, sounds and other programs.

use std::path::Path;

use async_trait::async_trait;
use domain::notify::Sound;
use tokio::sync::{broadcast, watch};

use super::{
    Acted, Banner, FilePort, LogPort, Notifier, NotifierAbilities, OpenError, Places, PreparedSound, SoundError,
    SoundPort, SoundShape, Startup, StartupError, Tone,
};

/// The ports of such a host: the hub.
#[derive(Debug)]
pub struct Absent {
    acted: broadcast::Sender<Acted>,
    ended: broadcast::Sender<()>,
    focus: watch::Sender<Option<bool>>,
}

impl Default for Absent {
    fn default() -> Self {
        Self { acted: broadcast::channel(1).0, ended: broadcast::channel(1).0, focus: watch::Sender::new(None) }
    }
}

#[async_trait]
impl Notifier for Absent {
    fn show(&self, _: Banner) {}
    async fn ask_leave(&self) -> bool {
        false
    }
    fn withdraw(&self, _: &str) {}
    fn acted(&self) -> broadcast::Receiver<Acted> {
        self.acted.subscribe()
    }
    fn attention(&self) {}
    async fn abilities(&self) -> NotifierAbilities {
        NotifierAbilities::default()
    }
    fn focus(&self) -> watch::Receiver<Option<bool>> {
        self.focus.subscribe()
    }
}

impl LogPort for Absent {
    fn last(&self) -> Vec<String> {
        Vec::new()
    }
}

#[async_trait]
impl SoundPort for Absent {
    fn ring(&self, _: Tone, _: u8) {}
    async fn ring_through(&self, _: Tone, _: u8) -> Result<(), SoundError> {
        Err(SoundError::NotHere)
    }
    fn prepare(&self, _: Vec<u8>, _: i64, _: Option<i64>) -> Result<PreparedSound, SoundError> {
        Err(SoundError::NotHere)
    }
    fn shape(&self, _: Sound) -> Option<SoundShape> {
        None
    }
    fn devices(&self) -> Vec<String> {
        Vec::new()
    }
    fn choose(&self, _: Option<String>) {}
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
    fn keep(&self, _: &str, _: &[u8]) -> Result<Option<std::path::PathBuf>, std::io::Error> {
        Ok(None)
    }
    fn kept_in(&self) -> Option<std::path::PathBuf> {
        None
    }
    fn outside(&self) -> Option<std::path::PathBuf> {
        None
    }
}

impl Places for Absent {
    fn has_sandbox(&self) -> bool {
        false
    }
    fn open_sandbox(&self) {}
    fn open_numbers(&self) {}
    fn hub_folder(&self) -> Option<std::path::PathBuf> {
        None
    }
    fn open_hub(&self) {}
    fn leave_hub(&self) {}
    fn restore(&self, _: std::path::PathBuf) -> bool {
        false
    }
    fn not_restored(&self) -> Option<contract::ErrorBody> {
        None
    }
}

impl Startup for Absent {
    fn autostart(&self) -> Option<bool> {
        None
    }
    fn set_autostart(&self, _: bool) -> Result<(), StartupError> {
        Err(StartupError)
    }
}
