//! Ports that remember what they were asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use domain::notify::Sound;
use engine::ports::{
    Banner, CredentialError, CredentialSet, Credentials, FilePort, Notifier, OpenError, Opened, SoundError, SoundPort,
};
use tokio::sync::{broadcast, watch};

/// A host that shows nothing and plays nothing, and remembers everything.
pub struct Recorded {
    credentials: Mutex<Option<CredentialSet>>,
    banners: Mutex<Banners>,
    rung: Mutex<Vec<Sound>>,
    recording: Mutex<Vec<u8>>,
    news: watch::Sender<u64>,
    opened: broadcast::Sender<Opened>,
    ended: broadcast::Sender<()>,
}

#[derive(Default)]
struct Banners {
    shown: Vec<Banner>,
    up: BTreeMap<String, Banner>,
}

impl Recorded {
    pub fn with(credentials: CredentialSet) -> Self {
        Self {
            credentials: Mutex::new(Some(credentials)),
            banners: Mutex::default(),
            rung: Mutex::default(),
            recording: Mutex::default(),
            news: watch::Sender::new(0),
            opened: broadcast::channel(8).0,
            ended: broadcast::channel(8).0,
        }
    }

    /// Changes whenever anything was asked.
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Every banner ever shown, in order.
    pub fn shown(&self) -> Vec<Banner> {
        lock(&self.banners).shown.clone()
    }

    /// The banners that are up now.
    pub fn up(&self) -> Vec<Banner> {
        lock(&self.banners).up.values().cloned().collect()
    }

    pub fn rung(&self) -> Vec<Sound> {
        lock(&self.rung).clone()
    }

    /// The operator clicks a banner.
    pub fn click(&self, banner: &Banner) {
        self.opened.send(Opened { chat: banner.chat, message: banner.message }).unwrap();
    }

    /// What the next recording will hold.
    pub fn speak(&self, bytes: &[u8]) {
        bytes.clone_into(&mut lock(&self.recording));
    }

    fn told(&self) {
        self.news.send_modify(|news| *news += 1);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}

impl Credentials for Recorded {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        Ok(lock(&self.credentials).clone())
    }
    fn save(&self, set: &CredentialSet) -> Result<(), CredentialError> {
        *lock(&self.credentials) = Some(set.clone());
        Ok(())
    }
}

impl Notifier for Recorded {
    fn show(&self, banner: Banner) {
        let mut banners = lock(&self.banners);
        banners.up.insert(banner.key.clone(), banner.clone());
        banners.shown.push(banner);
        drop(banners);
        self.told();
    }
    fn withdraw(&self, key: &str) {
        lock(&self.banners).up.remove(key);
        self.told();
    }
    fn opened(&self) -> broadcast::Receiver<Opened> {
        self.opened.subscribe()
    }
}

impl SoundPort for Recorded {
    fn ring(&self, sound: Sound) {
        lock(&self.rung).push(sound);
        self.told();
    }
    fn play(&self, _: Vec<u8>) -> Result<(), SoundError> {
        self.ended.send(()).map(|_| ()).map_err(|_| SoundError::NoDevice)
    }
    fn stop(&self) {}
    fn ended(&self) -> broadcast::Receiver<()> {
        self.ended.subscribe()
    }
    fn record_start(&self) -> Result<(), SoundError> {
        Ok(())
    }
    fn record_stop(&self) -> Result<Vec<u8>, SoundError> {
        Ok(lock(&self.recording).clone())
    }
    fn record_cancel(&self) {}
    fn duration(&self, bytes: &[u8]) -> Option<i64> {
        bytes.starts_with(b"OggS").then_some(2_000)
    }
}

impl FilePort for Recorded {
    fn open(&self, _: &Path) -> Result<(), OpenError> {
        Err(OpenError)
    }
    fn outside(&self) -> Option<PathBuf> {
        None
    }
}
