//! What every worker and command shares.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use contract::change::ChangeKind;
use contract::connection::Callback;
use contract::consent::LedgerCheck;
use contract::doctor::Examination;
use contract::workspace::{Abilities, Language, Presence, Settings};
use domain::Timestamp;
use serde::Serialize;
use store::{
    Appended, Console, DataFolder, EntryKind, Freed, Journal, Keys, Ledger, MediaStore, NewEntry, StoreError,
    Suppression,
};
use tokio::sync::{Notify, Semaphore, oneshot, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::alert::rules::RuleBook;
use crate::clock::MovedClock;
use crate::commands::{Lists, Recording};
use crate::feed::Feed;
use crate::numbers::Numbers;
use crate::pair::{Carrying, Codes, Following};
use crate::ports::{Clock, CredentialSet, Credentials, FilePort, LogPort, Notifier, Places, SoundPort, Startup};
use crate::reach::Searched;
use crate::send::governor::Governor;
use crate::slowed::Slowed;
use crate::traffic::Traffic;
use crate::webhook::Arrivals;

/// Most courtesies on their way to the provider at once: that a message was read, that somebody writes.
const COURTESIES: usize = 8;

/// The host's ports.
#[derive(Clone)]
pub struct Ports {
    /// Where secrets are kept.
    pub credentials: Arc<dyn Credentials>,
    /// The system's notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Sounds.
    pub sound: Arc<dyn SoundPort>,
    /// Other programs.
    pub files: Arc<dyn FilePort>,
    /// The start with the computer.
    pub startup: Arc<dyn Startup>,
    /// The sandbox and the numbers.
    pub places: Arc<dyn Places>,
    /// The log.
    pub log: Arc<dyn LogPort>,
}

/// Bells that workers sleep on.
#[derive(Default)]
pub struct Bells {
    /// The send queue has something to do.
    pub send: Notify,
    /// The numbers are to be looked at again: new credentials, news of templates or groups, no way to the provider.
    pub connect: Notify,
    /// The way that webhooks take was chosen anew, or the credentials are new.
    pub callback: Notify,
    /// A chat was snoozed.
    pub snooze: Notify,
    /// A file is to be fetched.
    pub fetch: Notify,
    /// Silence holds something new back, or the rules changed.
    pub silence: Notify,
    /// Whoever waits too long is to be looked for anew.
    pub again: Notify,
    /// Consents may have ended.
    pub ends: Notify,
    /// Something about groups is to be asked or looked at.
    pub groups: Notify,
    /// Something of groups may have been missed: everything is to be compared.
    pub compare: Notify,
    /// The time of comparing may have come.
    pub rounds: Notify,
    /// Somebody is to be blocked, or no more.
    pub blocks: Notify,
    /// Blocks may have been changed elsewhere: the lists are to be read.
    pub block_lists: Notify,
    /// A business profile is to be changed.
    pub profiles: Notify,
    /// Somebody may be to be welcomed in a group.
    pub welcome: Notify,
    /// Something sent reached nobody.
    pub unreached: Notify,
    /// How long people are kept changed.
    pub keep: Notify,
}

/// A running engine as one operator works with it.
pub struct Core {
    shared: Arc<Shared>,
    /// The operator's name: whatever is decided by this handle is theirs.
    pub(crate) operator: String,
}

impl Deref for Core {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

/// The parts of a running engine that everybody shares.
pub struct Shared {
    pub(crate) journal: Journal,
    pub(crate) ledger: Ledger,
    pub(crate) suppression: Suppression,
    pub(crate) console: Console,
    pub(crate) media: MediaStore,
    /// Where all of it lies.
    pub(crate) folder: PathBuf,
    /// When nobody holds it any more.
    pub(crate) freed: Freed,
    /// What names and hashes of the folder are made with.
    pub(crate) keys: Keys,
    /// Codes of consoles that wait to be paired.
    pub(crate) codes: Codes,
    /// Commands of consoles that are being carried out.
    pub(crate) carrying: Carrying,
    /// The way to the hub that decides, of a console that is paired with one.
    pub(crate) hub: Option<Arc<Following>>,
    pub(crate) clock: Arc<MovedClock>,
    pub(crate) feed: Feed,
    pub(crate) ports: Ports,
    pub(crate) numbers: Numbers,
    /// When the provider asked for fewer calls.
    pub(crate) slowed: Slowed,
    /// What was sent lately, and what waits because of it.
    pub(crate) governor: Governor,
    pub(crate) secrets: Arc<RwLock<Option<CredentialSet>>>,
    /// Where the API is.
    pub(crate) api_base: String,
    /// Where the API is that pasted credentials are for.
    pub(crate) connect_base: String,
    pub(crate) abilities: Abilities,
    /// How far the projection is.
    pub(crate) projected: watch::Sender<i64>,
    /// How far it was heard what people say of consent, and took effect.
    pub(crate) heard: watch::Sender<i64>,
    pub(crate) bells: Bells,
    /// Every task of the engine, those that work on the disk included. Commands are their callers', and hold the folder, too.
    pub(crate) tasks: TaskTracker,
    /// Cancelled when the engine stops.
    pub(crate) stop: CancellationToken,
    /// Places for what the provider is told beside the messages.
    pub(crate) courtesies: Arc<Semaphore>,
    pub(crate) presence: Mutex<Presence>,
    /// What came to the door, and the room for it.
    pub(crate) traffic: Arc<Traffic>,
    /// When somebody last came to the door.
    pub(crate) arrivals: Arc<Arrivals>,
    /// Where the provider delivers to.
    pub(crate) callback: watch::Sender<Callback>,
    /// What was found when the connection was examined last.
    pub(crate) examined: Mutex<Examination>,
    pub(crate) badge: watch::Sender<u32>,
    pub(crate) recording: Recording,
    pub(crate) lists: Lists,
    pub(crate) searched: Searched,
    pub(crate) rules: RuleBook,
    /// The last check of the ledger.
    pub(crate) checked: Mutex<Option<LedgerCheck>>,
    /// One erasure at a time: each changes bodies that it has read before. Whoever adds people holds it, too, from the look
    /// at who was erased until they are written.
    pub(crate) erasing: tokio::sync::Mutex<()>,
    /// One question at a time: whether one waits is read before the next is written.
    pub(crate) asking: tokio::sync::Mutex<()>,
    /// Invitations to one after the other: how many seats are free is read before the next are given.
    pub(crate) inviting: tokio::sync::Mutex<()>,
    /// The operator's time zone.
    pub(crate) zone: chrono_tz::Tz,
}

impl Core {
    /// Takes over from the journal when the provider was at the door last.
    pub(crate) fn know_arrivals(&self) -> Result<(), StoreError> {
        let last = self.journal.last(EntryKind::Webhook)?.map_or(0, |at| at.0);
        for known in [&self.arrivals.reached, &self.arrivals.signed] {
            known.fetch_max(last, Ordering::Relaxed);
        }
        Ok(())
    }

    pub(crate) fn new(
        folder: &DataFolder,
        ports: Ports,
        abilities: Abilities,
        operator: String,
        (api_base, connect_base): (String, String),
        position: i64,
        hub: Option<Arc<Following>>,
    ) -> Self {
        let shared = Shared {
            journal: folder.journal(),
            ledger: folder.ledger(),
            suppression: folder.suppression(),
            console: folder.console(),
            media: folder.media(),
            folder: folder.path().to_owned(),
            freed: folder.freed(),
            keys: folder.keys(),
            codes: Codes::default(),
            carrying: Carrying::default(),
            hub,
            clock: Arc::default(),
            slowed: Slowed::default(),
            governor: Governor::default(),
            feed: Feed::default(),
            ports,
            numbers: Numbers::default(),
            secrets: Arc::default(),
            api_base,
            connect_base,
            abilities,
            projected: watch::Sender::new(position),
            heard: watch::Sender::new(0),
            bells: Bells::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            courtesies: Arc::new(Semaphore::new(COURTESIES)),
            presence: Mutex::new(Presence { focused: false, visible: true, chat: None }),
            traffic: Arc::default(),
            arrivals: Arc::default(),
            callback: watch::Sender::new(Callback::Unset),
            examined: Mutex::default(),
            badge: watch::Sender::new(0),
            recording: Recording::default(),
            lists: Lists::default(),
            searched: Searched::default(),
            rules: RuleBook::default(),
            checked: Mutex::default(),
            erasing: tokio::sync::Mutex::default(),
            asking: tokio::sync::Mutex::default(),
            inviting: tokio::sync::Mutex::default(),
            zone: crate::clock::zone(),
        };
        Self { shared: Arc::new(shared), operator }
    }

    /// The same engine, as somebody else works with it.
    pub(crate) fn as_operator(&self, operator: String) -> Self {
        Self { shared: Arc::clone(&self.shared), operator }
    }

    /// Runs something until it ends or the engine stops, which waits for it.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = work => {}
            }
        });
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Milliseconds for which whatever comes is heard at once: since the product started, the machine woke, or the hub was
    /// reached again.
    pub(crate) fn attentive(&self) -> i64 {
        let awake = self.clock.awake();
        self.hub.as_ref().map_or(awake, |hub| awake.min(self.clock.running() - hub.since()))
    }

    /// Takes the town's time as now. Whoever waits for a moment looks again when it was moved.
    pub(crate) fn follow(&self, town: Timestamp) {
        if self.clock.follow(town) {
            self.look_at_the_time();
            self.feed.changed(ChangeKind::Health);
        }
    }

    /// Wakes every worker that waits for a moment: the time is another than it thinks.
    pub(crate) fn look_at_the_time(&self) {
        let bells = &self.bells;
        for bell in [
            &bells.send,
            &bells.snooze,
            &bells.fetch,
            &bells.silence,
            &bells.again,
            &bells.ends,
            &bells.keep,
            &bells.groups,
            &bells.rounds,
            &bells.blocks,
            &bells.profiles,
            &bells.welcome,
        ] {
            bell.notify_one();
        }
    }

    /// Appends an entry of our own; the caller does not look at what it changes.
    pub(crate) async fn append_only<T: Serialize + Sync>(&self, kind: EntryKind, value: &T) -> Result<i64, StoreError> {
        self.journal.append(self.entry(kind, None, value)?).await.map(|appended| appended.position)
    }

    /// Appends an entry of our own and waits until it is projected.
    pub(crate) async fn append<T: Serialize + Sync>(
        &self,
        kind: EntryKind,
        dedupe: Option<String>,
        value: &T,
    ) -> Result<i64, StoreError> {
        self.append_once(kind, dedupe, value).await.map(|appended| appended.position)
    }

    /// The same, and whether it is new: under a key that the journal has nothing is written.
    pub(crate) async fn append_once<T: Serialize + Sync>(
        &self,
        kind: EntryKind,
        dedupe: Option<String>,
        value: &T,
    ) -> Result<Appended, StoreError> {
        let appended = self.journal.append(self.entry(kind, dedupe, value)?).await?;
        // The sender lives as long as this core: waiting cannot fail.
        let _ = self.projected.subscribe().wait_for(|projected| *projected >= appended.position).await;
        Ok(appended)
    }

    pub(crate) fn entry<T: Serialize>(
        &self,
        kind: EntryKind,
        dedupe: Option<String>,
        value: &T,
    ) -> Result<NewEntry, StoreError> {
        let body = serde_json::to_vec(value).map_err(|_| StoreError::Corrupt { doing: "write an entry" })?;
        Ok(NewEntry { kind, source: String::new(), at: self.now(), dedupe, body })
    }

    pub(crate) fn presence(&self) -> Presence {
        *self.presence.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn settings(&self) -> Settings {
        let kept = self.console.read(|r| store::table::setting::get(r, crate::commands::SETTINGS));
        kept.ok().flatten().unwrap_or_default()
    }

    pub(crate) fn language(&self) -> Language {
        self.settings().language.unwrap_or(Language::En)
    }

    /// Runs something that reads or writes the disk where it cannot hold up other tasks.
    pub(crate) async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let core = Arc::clone(self);
        let (give, result) = oneshot::channel();
        self.set_aside(Box::new(move || {
            let done = work(&core);
            // Whoever waits may be the last to hold the folder, and open it again.
            drop(core);
            drop(give.send(done));
        }));
        result.await.map_err(|_| StoreError::Closed)?
    }

    /// Not generic: several hundred kinds of work would each carry their own copy of how a thread is started.
    fn set_aside(&self, work: Box<dyn FnOnce() + Send>) {
        drop(self.tasks.spawn_blocking(work));
    }
}
