//! A running engine: opens the data folder, starts the workers, answers the commands.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use contract::change::ChangeBatch;
use contract::{ErrorBody, ErrorCode};
use domain::decision::{Answer, Outcome};
use domain::delivery::DeliveryStatus;
use domain::{MessageId, Timestamp};
use providers::discover::REAL_API;
use serde_json::Value;
use store::table::{cursor, send_queue};
use store::{DataFolder, EntryKind, Freed, Head, LedgerKey, StoreError, Verdict};
use tokio::net::TcpListener;
use tokio::sync::{broadcast, mpsc, watch};

use crate::alert::{self, Alerts};
use crate::consent;
use crate::core::{Core, Ports};
use crate::erase;
use crate::options::{Options, StartError};
use crate::pair::{self, Fingerprint, Following, Link};
use crate::project::Facts;
use crate::react::{self, follow, media};
use crate::rebuild::Rebuilt;
use crate::tls::{LOOK, Tls, TlsFiles};
use crate::traffic::Answers;
use crate::webhook::{DOORS, Door};
use crate::{backup, block, callback, calm, connect, group, profile, projector, retention, send, snooze};

/// How long a webhook that is being received may hold up the end.
const FAREWELL: Duration = Duration::from_secs(2);

/// Between two looks at what alerts, so that a flood does not flood the system's notifications. The first message of a
/// moment alerts at once.
const ALERTS_REST: Duration = Duration::from_millis(200);

fn real_api() -> String {
    REAL_API.to_owned()
}

/// A socket that listens, and with what it speaks TLS.
type Listening = (TcpListener, Option<Tls>);

/// What whoever watches over an engine looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Requests to the door since the start.
    pub answers: Answers,
    /// The journal's last entry.
    pub journal: i64,
    /// The last entry that is in the tables: what lies between is still to be shown.
    pub projected: i64,
    /// When the last webhook came.
    pub last_webhook: Option<Timestamp>,
}

/// A running engine. Clones are the same one.
#[derive(Clone)]
pub struct Engine {
    pub(crate) core: Arc<Core>,
    listening: SocketAddr,
    /// Where consoles are let in, and by which certificate they know it.
    pub(crate) consoles: Option<(SocketAddr, Fingerprint)>,
}

impl Engine {
    /// Opens the folder, projects what is there, settles what a stop left in the middle, and starts the workers.
    ///
    /// # Errors
    /// When the folder or the address cannot be had.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let Options {
            data,
            api_base,
            listen,
            tls,
            consoles,
            credentials,
            notifier,
            sound,
            files,
            startup,
            places,
            log,
            abilities,
            operator,
            ..
        } = options;
        let connect_base = options.connect_base.or_else(|| api_base.clone()).unwrap_or_else(real_api);
        let bases = (api_base.clone().unwrap_or_else(real_api), connect_base);
        let folder = DataFolder::open(&data, None)?;
        if folder.console().is_outdated() {
            crate::rebuild::within(&folder)?;
        }
        let hub = Link::of(&data)?.map(|link| Following::new(link, Arc::clone(&credentials)));
        let hub = hub.transpose()?.map(Arc::new);
        let position = folder.console().read(cursor::projection)?;
        let ports = Ports { credentials, notifier, sound, files, startup, places, log };
        let core = Arc::new(Core::new(&folder, ports, abilities, operator, bases, position, hub));
        let mut engine = Self { core, listening: listen, consoles: None };
        let started = match engine.core.hub.clone() {
            Some(hub) => engine.run_paired(hub).await,
            None => engine.open_doors((listen, tls), (&data, consoles), api_base).await,
        };
        match started {
            Ok(()) => Ok(engine),
            Err(error) => {
                engine.stop().await;
                Err(error)
            }
        }
    }

    async fn open_doors(
        &mut self,
        (listen, tls): (SocketAddr, Option<TlsFiles>),
        (data, consoles): (&Path, Option<SocketAddr>),
        api_base: Option<String>,
    ) -> Result<(), StartError> {
        let tls = tls.map(TlsFiles::open).transpose()?;
        let listener = callback::listen(&self.core, listen).await?;
        self.listening = listener.local_addr().map_err(|source| StartError::Listen { address: listen, source })?;
        self.run((listener, tls), api_base).await?;
        if let Some(address) = consoles {
            self.consoles = Some(pair::open(self, data, address).await?);
        }
        Ok(())
    }

    /// Runs what a console does that is paired with a hub: it copies, shows and alerts. Nothing here decides, sends, fetches
    /// from a provider or listens (wall 6), and the journal takes nothing but copies.
    async fn run_paired(&self, hub: Arc<Following>) -> Result<(), StartError> {
        let core = &self.core;
        core.journal.only_copies();
        core.blocking(|core| core.know_arrivals()).await?;
        let facts = self.project().await;
        let alerts = self.begin_alerting().await?;
        self.alert(alerts, facts);
        self.spawn(pair::post(Arc::clone(core), Arc::clone(&hub)));
        self.spawn(pair::run(Arc::clone(core), hub));
        Ok(())
    }

    /// Finishes erasures that a stop left in the middle, and tells of what waits.
    async fn begin_alerting(&self) -> Result<Alerts, StartError> {
        let core = &self.core;
        if let Err(error) = erase::finish(core).await {
            tracing::error!(%error, "an erasure is not finished; the next start tries again");
        }
        core.blocking(crate::commands::begin_alerting).await?;
        let alerts = Alerts::default();
        let first = alerts.clone();
        core.blocking(move |core| first.catch_up(core)).await?;
        Ok(alerts)
    }

    /// Shows what the journal has; what happens from now on is told.
    async fn project(&self) -> mpsc::UnboundedReceiver<Facts> {
        let core = &self.core;
        let (reactors, facts) = mpsc::unbounded_channel();
        self.spawn(projector::run(Arc::clone(core), reactors));
        self.spawn(core.feed.clone().run());
        self.spawn(calm::follow(Arc::clone(core)));
        let head = core.journal.head();
        // The projector lives as long as this engine: waiting cannot fail.
        let _ = core.projected.subscribe().wait_for(|projected| *projected >= head).await;
        facts
    }

    async fn run(&self, (listener, tls): Listening, api_base: Option<String>) -> Result<(), StartError> {
        let core = &self.core;
        let facts = self.project().await;
        if let Some(base) = &api_base
            && let Some(now) = providers::discover::sandbox_clock(base).await
        {
            core.follow(now);
        }
        core.blocking(|core| core.know_arrivals()).await?;
        settle(core).await?;
        self.spawn(consent::sign(Arc::clone(core)));
        self.spawn(consent::follow(Arc::clone(core)));
        // Before anything comes in, leaves or is shown.
        backup::erase_gone(core).await?;
        let alerts = self.begin_alerting().await?;
        // What cannot be read now is tried again by the connection; until then the door turns everybody away.
        let _ = connect::load(core).await;
        self.serve(listener, tls).map_err(|source| StartError::Listen { address: self.listening, source })?;
        self.alert(alerts, facts);
        self.spawn(consent::follow_ends(Arc::clone(core)));
        self.spawn(retention::follow(Arc::clone(core)));
        self.spawn(follow(Arc::clone(core), react::REST, media::step));
        self.spawn(media::run(Arc::clone(core)));
        self.spawn(send::worker::run(Arc::clone(core)));
        self.spawn(group::run(Arc::clone(core)));
        self.spawn(group::compare_all(Arc::clone(core)));
        self.spawn(block::run(Arc::clone(core)));
        self.spawn(profile::run(Arc::clone(core)));
        self.spawn(group::welcome(Arc::clone(core)));
        self.spawn(snooze::run(Arc::clone(core)));
        if let Some(api_base) = api_base.clone() {
            self.spawn(connect::follow_clock(Arc::clone(core), api_base));
        }
        let api_base = api_base.unwrap_or_else(real_api);
        self.spawn(callback::run(Arc::clone(core), api_base.clone(), self.listening));
        self.spawn(connect::run(Arc::clone(core), api_base, format!("http://{}{DOORS}", self.listening)));
        Ok(())
    }

    /// Everything that alerts the operator, and follows what the operator does with it.
    fn alert(&self, alerts: Alerts, facts: mpsc::UnboundedReceiver<Facts>) {
        let core = &self.core;
        let messages = alerts.clone();
        self.spawn(follow(Arc::clone(core), ALERTS_REST, move |core| messages.step(core)));
        self.spawn(Alerts::forget_daily(Arc::clone(core)));
        self.spawn(alert::follow_silence(Arc::clone(core), alerts.clone()));
        self.spawn(alert::remind(Arc::clone(core), alerts.clone()));
        self.spawn(alert::follow_acts(self.clone(), alerts.clone()));
        self.spawn(alerts.follow_facts(Arc::clone(core), facts));
        self.spawn(follow_sleep(Arc::clone(core)));
    }

    /// Opens the door for webhooks until the engine stops; a body on its way is taken in before.
    fn serve(&self, listener: TcpListener, tls: Option<Tls>) -> io::Result<()> {
        let core = &self.core;
        let (secrets, clock) = (Arc::clone(&core.secrets), core.clock.clone());
        let door =
            Door::new(core.journal.clone(), secrets, clock, Arc::clone(&core.arrivals), Arc::clone(&core.traffic));
        let (listener, answers) = (listener.into_std()?, door.router().into_make_service());
        let (stop, handle) = (core.stop.clone(), Handle::new());
        let ending = handle.clone();
        core.tasks.spawn(async move {
            stop.cancelled().await;
            ending.graceful_shutdown(Some(FAREWELL));
        });
        match tls {
            Some(tls) => {
                let server = axum_server::from_tcp_rustls(listener, tls.config())?.handle(handle);
                self.spawn(tls.follow(LOOK));
                core.tasks.spawn(closed(server.serve(answers)));
            }
            None => drop(core.tasks.spawn(closed(axum_server::from_tcp(listener)?.handle(handle).serve(answers)))),
        }
        Ok(())
    }

    /// What came to the door since the start, and how far it was worked through.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let core = &self.core;
        let (answers, last_webhook) = (core.traffic.answers(), projector::last_webhook(core));
        Figures { answers, journal: core.journal.head(), projected: *core.projected.borrow(), last_webhook }
    }

    /// The same engine, as somebody else works with it: whatever is decided through it is theirs.
    #[must_use]
    pub fn as_operator(&self, operator: String) -> Self {
        Self { core: Arc::new(self.core.as_operator(operator)), ..self.clone() }
    }

    /// Runs a worker until the engine stops.
    fn spawn(&self, worker: impl Future<Output = ()> + Send + 'static) {
        self.core.spawn(worker);
    }

    /// Answers a command by its name, with JSON in and out. One that is being answered when the engine stops is given up: what it has
    /// decided stands in the journal, and the next start shows it.
    ///
    /// # Errors
    /// As of [`contract::dispatch`], and [`ErrorCode::TooLate`] once the engine stops.
    pub async fn answer(&self, name: &str, request: Value) -> Result<Value, ErrorBody> {
        let answered = self.core.stop.run_until_cancelled(contract::dispatch(self, name, request)).await;
        answered.unwrap_or_else(|| Err(ErrorCode::TooLate.into()))
    }

    /// What changed, from now on.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<ChangeBatch> {
        self.core.feed.subscribe()
    }

    /// Where webhooks are received.
    #[must_use]
    pub const fn listening(&self) -> SocketAddr {
        self.listening
    }

    /// How many chats are unread.
    #[must_use]
    pub fn badge(&self) -> watch::Receiver<u32> {
        self.core.badge.subscribe()
    }

    /// When its folder may be opened again: once it has stopped, and whoever has something of it is gone. A command that is being
    /// answered has a clone.
    #[must_use]
    pub fn freed(&self) -> Freed {
        self.core.freed.clone()
    }

    /// Stops the workers. A request on its way is given up; it is settled at the next start.
    pub async fn stop(self) {
        self.core.stop.cancel();
        self.core.tasks.close();
        self.core.tasks.wait().await;
    }

    /// Counts what a data folder holds; nothing is written.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn inspect(data: &Path) -> Result<crate::rebuild::Inspection, StoreError> {
        crate::rebuild::inspect(data)
    }

    /// A hash of every table of a data folder that is made from its journal: a console that has everything of its hub has
    /// the same ones. Nothing is written.
    ///
    /// # Errors
    /// When there is no folder, or it cannot be read.
    pub fn fingerprint(data: &Path) -> Result<BTreeMap<&'static str, String>, StoreError> {
        DataFolder::fingerprint(data)
    }

    /// Checks the consent ledger of a data folder; nothing is written. `key` is the one that signs it and `outside` a head
    /// that was exported before, where they are at hand.
    ///
    /// # Errors
    /// When there is no folder, or it cannot be read.
    pub fn verify_ledger(data: &Path, key: Option<&LedgerKey>, outside: Option<&Head>) -> Result<Verdict, StoreError> {
        DataFolder::verify_ledger(data, key, outside)
    }

    /// Signs the consent ledger of a folder that nobody holds as it stands, also where another key or none had signed it;
    /// how many entries that are.
    ///
    /// # Errors
    /// When the folder is held, or the disk says no.
    pub fn sign_ledger(data: &Path, key: LedgerKey) -> Result<i64, StoreError> {
        DataFolder::open(data, None)?.ledger().sign_anew(key)
    }

    /// The signed head of a data folder's consent ledger, to be kept elsewhere; nothing is written.
    ///
    /// # Errors
    /// When there is no folder, or it cannot be read.
    pub fn ledger_head(data: &Path) -> Result<Option<Head>, StoreError> {
        DataFolder::ledger_head(data)
    }

    /// Makes everything again from the journal of a folder that nobody holds.
    ///
    /// # Errors
    /// When it is held, or the disk says no.
    pub fn rebuild(data: &Path) -> Result<Rebuilt, StoreError> {
        crate::rebuild::rebuild(data)
    }
}

/// After the machine has slept everybody looks at the time, and at the way to the provider, anew.
async fn follow_sleep(core: Arc<Core>) {
    loop {
        core.clock.woken().await;
        core.look_at_the_time();
        core.bells.connect.notify_one();
    }
}

/// What a stop left in the middle: a row that was taken but has no attempt in the journal never left and waits again; an
/// attempt without an answer is unknown, and the journal says so from now on.
async fn settle(core: &Arc<Core>) -> Result<(), StoreError> {
    let left = core
        .blocking(|core| {
            core.console.read(|r| send_queue::in_state(r, DeliveryStatus::Sending, MessageId(0), usize::MAX))
        })
        .await?;
    for send in left.iter().filter(|send| send.attempt_position.is_some()) {
        let answer = Answer { message: send.message_id, number: send.attempt, at: core.now(), outcome: Outcome::Lost };
        core.append(EntryKind::Answer, None, &answer).await?;
    }
    core.blocking(|core| core.console.write(send_queue::settle)).await.map(|_| ())
}

/// Serves until it is asked to end.
async fn closed(served: impl Future<Output = io::Result<()>>) {
    if let Err(error) = served.await {
        tracing::error!(%error, "the door for webhooks closed by itself");
    }
}
