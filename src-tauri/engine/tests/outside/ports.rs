//! Ports that remember what they were asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use contract::ErrorBody;
use domain::notify::Sound;
use engine::LedgerKey;
use engine::ports::{
    Ability, Act, Acted, Banner, CredentialError, CredentialSet, Credentials, FilePort, LogPort, Notifier,
    NotifierAbilities, OpenError, Places, PreparedSound, SoundError, SoundPort, SoundShape, Startup, StartupError,
    Tone,
};
use tokio::sync::{broadcast, watch};

/// A host that shows nothing and plays nothing, and remembers everything.
pub struct Recorded {
    credentials: Mutex<Option<CredentialSet>>,
    hub_token: Mutex<Option<String>>,
    banners: Mutex<Banners>,
    rung: Mutex<Vec<(Tone, u8)>>,
    attentions: Mutex<u32>,
    asked: Mutex<u32>,
    focus: watch::Sender<Option<bool>>,
    recording: Mutex<Vec<u8>>,
    news: watch::Sender<u64>,
    acted: broadcast::Sender<Acted>,
    ended: broadcast::Sender<()>,
    opened: Mutex<Vec<&'static str>>,
    hub_folder: Mutex<Option<PathBuf>>,
    not_restored: Mutex<Option<ErrorBody>>,
    kept_in: Mutex<Option<PathBuf>>,
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
            hub_token: Mutex::default(),
            banners: Mutex::default(),
            rung: Mutex::default(),
            recording: Mutex::default(),
            news: watch::Sender::new(0),
            acted: broadcast::channel(8).0,
            attentions: Mutex::default(),
            asked: Mutex::default(),
            focus: watch::Sender::new(Some(false)),
            ended: broadcast::channel(8).0,
            opened: Mutex::default(),
            hub_folder: Mutex::default(),
            not_restored: Mutex::default(),
            kept_in: Mutex::default(),
        }
    }

    /// A host on which nothing was ever set up.
    pub fn new() -> Self {
        let none = CredentialSet { token: String::new(), app_secret: String::new(), verify_token: String::new() };
        let ports = Self::with(none);
        *lock(&ports.credentials) = None;
        ports
    }

    /// From now on a hub's copy can be shown, from that folder.
    pub fn can_show_a_hub(&self, folder: &Path) {
        *lock(&self.hub_folder) = Some(folder.to_owned());
    }

    /// A restore was asked for before this core was opened, and did not come about.
    pub fn did_not_restore(&self, why: ErrorBody) {
        *lock(&self.not_restored) = Some(why);
    }

    /// Has this host keep the operator's files there.
    pub fn keeps_files_in(&self, folder: &Path) {
        *lock(&self.kept_in) = Some(folder.to_owned());
    }

    /// What was opened in place of the core, in order.
    pub fn opened(&self) -> Vec<&'static str> {
        lock(&self.opened).clone()
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

    /// The sounds of our own that rang, in order.
    pub fn rung(&self) -> Vec<Sound> {
        let own = |(tone, _): &(Tone, u8)| match tone {
            Tone::Own(sound) => Some(*sound),
            Tone::File(_) => None,
        };
        lock(&self.rung).iter().filter_map(own).collect()
    }

    /// Everything that rang, with its volume.
    pub fn tones(&self) -> Vec<(Tone, u8)> {
        lock(&self.rung).clone()
    }

    pub fn attentions(&self) -> u32 {
        *lock(&self.attentions)
    }

    /// Every banner is put away, as by the end of a session.
    pub fn put_away(&self) {
        lock(&self.banners).up.clear();
    }

    /// How often the operator was asked to let banners be shown.
    pub fn asked(&self) -> u32 {
        *lock(&self.asked)
    }

    /// The system's own do-not-disturb.
    pub fn set_focus(&self, on: Option<bool>) {
        self.focus.send_replace(on);
    }

    /// The operator clicks a banner.
    pub fn click(&self, banner: &Banner) {
        self.act(banner, Act::Opened);
    }

    /// The operator does something with a banner.
    pub fn act(&self, banner: &Banner, act: Act) {
        let acted = Acted { key: banner.key.clone(), chat: banner.chat, message: banner.message, act };
        self.acted.send(acted).unwrap();
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
    fn forget(&self) -> Result<(), CredentialError> {
        *lock(&self.credentials) = None;
        Ok(())
    }
    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        Ok(LedgerKey::from_secret(&[7; 32]))
    }
    fn hub_token(&self) -> Result<Option<String>, CredentialError> {
        Ok(lock(&self.hub_token).clone())
    }
    fn make_hub_token(&self) -> Result<String, CredentialError> {
        let made = uuid::Uuid::now_v7().simple().to_string().repeat(2);
        *lock(&self.hub_token) = Some(made.clone());
        Ok(made)
    }
}

#[async_trait]
impl Notifier for Recorded {
    fn show(&self, banner: Banner) {
        let shown = Acted { key: banner.key.clone(), chat: banner.chat, message: banner.message, act: Act::Shown };
        // Nobody listening is fine.
        let _ = self.acted.send(shown);
        let mut banners = lock(&self.banners);
        banners.up.insert(banner.key.clone(), banner.clone());
        banners.shown.push(banner);
        drop(banners);
        self.told();
    }
    async fn ask_leave(&self) -> bool {
        *lock(&self.asked) += 1;
        true
    }
    fn withdraw(&self, key: &str) {
        lock(&self.banners).up.remove(key);
        self.told();
    }
    fn acted(&self) -> broadcast::Receiver<Acted> {
        self.acted.subscribe()
    }
    fn attention(&self) {
        *lock(&self.attentions) += 1;
    }
    async fn abilities(&self) -> NotifierAbilities {
        NotifierAbilities { banner: Ability::Works, actions: Ability::Works, ..NotifierAbilities::default() }
    }
    fn focus(&self) -> watch::Receiver<Option<bool>> {
        self.focus.subscribe()
    }
}

#[async_trait]
impl SoundPort for Recorded {
    fn ring(&self, tone: Tone, volume: u8) {
        lock(&self.rung).push((tone, volume));
        self.told();
    }
    async fn ring_through(&self, tone: Tone, volume: u8) -> Result<(), SoundError> {
        self.ring(tone, volume);
        Ok(())
    }
    fn prepare(&self, bytes: Vec<u8>, _: i64, _: Option<i64>) -> Result<PreparedSound, SoundError> {
        let shape = SoundShape { duration: 400, levels: vec![50; 4] };
        if bytes.starts_with(b"RIFF") { Ok(PreparedSound { bytes, shape }) } else { Err(SoundError::Undecodable) }
    }
    fn shape(&self, _: Sound) -> Option<SoundShape> {
        Some(SoundShape { duration: 1_200, levels: vec![100, 50] })
    }
    fn devices(&self) -> Vec<String> {
        vec!["Speakers".into()]
    }
    fn choose(&self, _: Option<String>) {}
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

impl Places for Recorded {
    fn has_sandbox(&self) -> bool {
        true
    }
    fn open_sandbox(&self) {
        lock(&self.opened).push("sandbox");
    }
    fn open_numbers(&self) {
        lock(&self.opened).push("numbers");
    }
    fn hub_folder(&self) -> Option<PathBuf> {
        lock(&self.hub_folder).clone()
    }
    fn open_hub(&self) {
        lock(&self.opened).push("hub");
    }
    fn leave_hub(&self) {
        lock(&self.opened).push("no hub");
    }
    fn restore(&self, _: PathBuf) -> bool {
        lock(&self.opened).push("backup");
        true
    }
    fn not_restored(&self) -> Option<ErrorBody> {
        lock(&self.not_restored).clone()
    }
}

impl Startup for Recorded {
    fn autostart(&self) -> Option<bool> {
        None
    }
    fn set_autostart(&self, _: bool) -> Result<(), StartupError> {
        Err(StartupError)
    }
}

impl LogPort for Recorded {
    fn last(&self) -> Vec<String> {
        vec!["WARN engine: a line".to_owned()]
    }
}

impl FilePort for Recorded {
    fn open(&self, _: &Path) -> Result<(), OpenError> {
        Err(OpenError)
    }
    fn keep(&self, _: &str, _: &[u8]) -> Result<Option<PathBuf>, std::io::Error> {
        Ok(None)
    }
    fn kept_in(&self) -> Option<PathBuf> {
        lock(&self.kept_in).clone()
    }
    fn outside(&self) -> Option<PathBuf> {
        None
    }
}
