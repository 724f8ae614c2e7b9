//! A console's copy of the journal: what the hub has more is written here at the same places, and then shown as if it had
//! come here. While the hub cannot be reached the console shows what it has.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use contract::ErrorCode;
use contract::change::ChangeKind;
use contract::hub::{HubFault, HubLine, PairedHub};
use contract::workspace::Connection;
use reqwest::{StatusCode, header};
use store::table::setting;
use store::{CopyPlace, StoreError};

use super::door::WAIT;
use super::link::Link;
use super::outbox::Outbox;
use super::pin::{client, is_another};
use super::wire::{COMMAND, Carried, Heard, News, Told};
use crate::core::Core;
use crate::erase;
use crate::ports::{CredentialError, Credentials};

/// Up to which place of the journal the ties of the ledger's subjects are known.
const TIED: &str = "paired tied";
/// Between two tries while the hub cannot be reached.
const AGAIN: Duration = Duration::from_secs(2);
/// Between two looks at a place of secrets that gives nothing.
const LOCKED: Duration = Duration::from_secs(30);
/// How long an answer of the hub may take, beside the way of what is given with the command.
pub(super) const ANSWER: Duration = Duration::from_secs(30);
/// How long whoever leaves waits for the hub to hear of it.
const FAREWELL: Duration = Duration::from_secs(5);
/// Bytes a second of the slowest link that a command is given over.
const SLOWEST: usize = 16 * 1024;
/// How long a file or a page of the journal may take that has begun.
const WHOLE: Duration = Duration::from_mins(10);
/// How long it may take until it begins to tell of news: it waits for some, and a cable that was cut says nothing.
const BEGUN: Duration = WAIT.saturating_add(Duration::from_secs(5));

/// A console's way to its hub while it runs.
pub struct Following {
    link: Link,
    http: reqwest::Client,
    credentials: Arc<dyn Credentials>,
    /// What this console is known by, once it could be read.
    token: OnceLock<String>,
    /// Since when the hub is reached without a break, by [`crate::clock::MovedClock::running`].
    since: AtomicI64,
    /// What the hub told last of its own connection, and why nothing is copied although it answers.
    told: Mutex<(Option<HubLine>, Option<HubFault>)>,
    /// What the hub is to decide.
    pub(super) outbox: Outbox,
}

impl Following {
    /// Along that link.
    ///
    /// # Errors
    /// When this machine cannot speak TLS.
    pub fn new(link: Link, credentials: Arc<dyn Credentials>) -> Result<Self, super::link::PairError> {
        let http = client(link.fingerprint)?;
        let (token, since, outbox) = (OnceLock::new(), AtomicI64::new(0), Outbox::default());
        Ok(Self { link, http, credentials, token, since, told: Mutex::default(), outbox })
    }

    /// What this console is known by. A place of secrets that is locked now may be open later.
    async fn token(&self) -> Result<&str, Failure> {
        if let Some(token) = self.token.get() {
            return Ok(token);
        }
        let credentials = Arc::clone(&self.credentials);
        let found = tokio::task::spawn_blocking(move || credentials.hub_token()).await;
        match found.unwrap_or(Err(CredentialError::Locked)) {
            Ok(Some(token)) => Ok(self.token.get_or_init(|| token)),
            // It is to be paired anew.
            Ok(None) => Err(Failure::Revoked),
            Err(error) => Err(Failure::Locked(error)),
        }
    }

    /// Since when the hub is reached without a break, in milliseconds since the start.
    pub fn since(&self) -> i64 {
        self.since.load(Ordering::Relaxed)
    }

    /// What the hub told last of its own connection, and why nothing is copied although it answers.
    pub fn told(&self) -> (Option<HubLine>, Option<HubFault>) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that. Says whether it is news.
    fn note(&self, line: Option<HubLine>, fault: Option<HubFault>) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *told, (line, fault)) != (line, fault)
    }

    /// The hub, as the screen names it.
    pub fn paired(&self) -> PairedHub {
        PairedHub { name: self.link.hub.clone(), address: self.link.address.clone() }
    }

    /// Whether the number of a first run moved to the hub.
    pub const fn is_of_a_first_run(&self) -> bool {
        self.link.first_run
    }

    /// The commands whose answer somebody waits for.
    pub fn on_their_way(&self) -> BTreeSet<String> {
        self.outbox.on_their_way()
    }

    async fn news(&self, place: CopyPlace, heard: Heard) -> Result<News, Failure> {
        let asked = self.http.get(self.link.url("/journal")).query(&place).query(&heard);
        let asked = asked.bearer_auth(self.token().await?);
        let begun = tokio::time::timeout(BEGUN, asked.timeout(WHOLE).send()).await;
        let answer = begun.map_err(|_| Failure::Unreached)?.map_err(|error| Failure::of(&error))?;
        match answer.status() {
            StatusCode::OK => {
                let body = answer.bytes().await.map_err(|_| Failure::Unreached)?;
                let news: News = serde_json::from_slice(&body).map_err(|_| Failure::Fault(HubFault::Version))?;
                if news.page.is_readable() { Ok(news) } else { Err(Failure::Fault(HubFault::Version)) }
            }
            StatusCode::UNAUTHORIZED => Err(Failure::Revoked),
            StatusCode::CONFLICT => Err(Failure::Fault(HubFault::Restored)),
            _ => Err(Failure::Unreached),
        }
    }

    /// Has the hub carry out a command under that id, decided by whoever saw the journal up to there.
    pub(super) async fn command(
        &self,
        (command, name): (&str, &str),
        told: &Told,
        seen: CopyPlace,
    ) -> Result<Carried, Failure> {
        // What was read as JSON can be written as JSON.
        let body = serde_json::to_vec(told).map_err(|_| Failure::Unreached)?;
        let patience = ANSWER + Duration::from_secs(u64::try_from(body.len() / SLOWEST).unwrap_or(0));
        let asked = self.http.post(self.link.url(&format!("/command/{name}"))).query(&seen).header(COMMAND, command);
        let asked = asked.header(header::CONTENT_TYPE, "application/json").body(body);
        let answer = asked.bearer_auth(self.token().await?).timeout(patience).send().await;
        let answer = answer.map_err(|error| Failure::of(&error))?;
        match answer.status() {
            StatusCode::OK => answer.json().await.map_err(|_| Failure::Unreached),
            StatusCode::UNAUTHORIZED => Err(Failure::Revoked),
            StatusCode::CONFLICT => Err(Failure::Fault(HubFault::Restored)),
            // What the hub will never take must not hold up what waits behind it.
            StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNPROCESSABLE_ENTITY => {
                Ok(Carried { answer: Err(ErrorCode::BadRequest.into()), head: 0 })
            }
            // A defect there must not hold it up either.
            StatusCode::INTERNAL_SERVER_ERROR => Ok(Carried { answer: Err(ErrorCode::Internal.into()), head: 0 }),
            _ => Err(Failure::Unreached),
        }
    }

    /// Has the hub make worth nothing what this console is known by. Says whether it did.
    pub async fn take_leave(&self) -> bool {
        let Ok(token) = self.token().await else { return false };
        let asked = self.http.post(self.link.url("/leave")).bearer_auth(token).timeout(FAREWELL);
        asked.send().await.is_ok_and(|answer| answer.status().is_success())
    }

    /// The bytes of a file that the hub has; none where it has none or cannot be reached.
    pub async fn file(&self, name: &str) -> Option<Vec<u8>> {
        let asked = self.http.get(self.link.url(&format!("/media/{name}"))).bearer_auth(self.token().await.ok()?);
        let answer = asked.timeout(WHOLE).send().await.ok()?.error_for_status().ok()?;
        answer.bytes().await.ok().map(Into::into)
    }
}

/// Why the hub does not answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("the hub cannot be reached")]
    Unreached,
    #[error("the hub does not know this console any more")]
    Revoked,
    #[error("nothing can be copied from the hub")]
    Fault(HubFault),
    #[error("what this console is known by cannot be read")]
    Locked(#[source] CredentialError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Failure {
    /// Why a request did not arrive.
    fn of(error: &reqwest::Error) -> Self {
        if is_another(error) { Self::Fault(HubFault::Another) } else { Self::Unreached }
    }
}

/// Copies until the engine ends, or the hub does not know this console any more.
pub async fn run(core: Arc<Core>, following: Arc<Following>) {
    loop {
        match step(&core, &following).await {
            Ok(()) => {}
            Err(Failure::Revoked) => {
                tracing::warn!("this console has no token that its hub knows; what was copied stays");
                return state(&core, Connection::Credentials);
            }
            Err(Failure::Unreached) => {
                away(&core, &following, None);
                tokio::time::sleep(AGAIN).await;
            }
            Err(Failure::Fault(fault)) => {
                tracing::warn!(?fault, "nothing can be copied from the hub");
                away(&core, &following, Some(fault));
                // The hub may be another one soon, or this program.
                tokio::time::sleep(LOCKED).await;
            }
            Err(Failure::Locked(error)) => {
                tracing::warn!(%error, "what this console is known by at its hub cannot be read");
                away(&core, &following, None);
                tokio::select! {
                    () = core.bells.connect.notified() => {}
                    () = tokio::time::sleep(LOCKED) => {}
                }
            }
            Err(Failure::Store(error)) => {
                tracing::error!(%error, "the hub's journal could not be copied; it is tried again");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}

async fn step(core: &Arc<Core>, following: &Following) -> Result<(), Failure> {
    let place = core.blocking(place).await?;
    let News { page, town, line } = following.news(place, following.told().0.into()).await?;
    if let Some(town) = town {
        core.follow(town);
    }
    if core.numbers.state().connection != Connection::Connected {
        // What was written until now came while nobody was here to hear it.
        following.since.store(core.clock.running(), Ordering::Relaxed);
        state(core, Connection::Connected);
    }
    if following.note(Some(line), None) {
        core.feed.changed(ChangeKind::Health);
    }
    let (to, empty) = (page.to, page.is_empty());
    if !empty {
        core.blocking(move |core| core.journal.copy(place.entry, page).and_then(|()| core.know_arrivals())).await?;
    }
    if to.tied != place.tied {
        core.blocking(move |core| core.console.write(|w| setting::set(w, TIED, &to.tied))).await?;
        core.feed.changed(ChangeKind::Consent);
    }
    finish_erasures(core, to).await
}

/// How far this copy is.
pub(super) fn place(core: &Core) -> Result<CopyPlace, StoreError> {
    let consent = core.ledger.head()?.map_or(0, |head| head.entries);
    let tied = core.console.read(|r| setting::get(r, TIED))?.unwrap_or(0);
    let (entry, at) = core.journal.copied()?;
    Ok(CopyPlace { entry, at, consent, tied })
}

/// Does on this machine what follows from the erasures that came.
async fn finish_erasures(core: &Arc<Core>, to: CopyPlace) -> Result<(), Failure> {
    // Also one that could not be finished before.
    if core.blocking(erase::unfinished).await?.is_empty() {
        return Ok(());
    }
    // The projector lives as long as the core: waiting cannot fail.
    let _ = core.projected.subscribe().wait_for(|projected| *projected >= to.entry).await;
    Ok(erase::finish(core).await?)
}

/// The hub does not answer, or nothing that helps: then nothing is known of its own connection.
fn away(core: &Core, following: &Following, fault: Option<HubFault>) {
    if following.note(None, fault) {
        core.feed.changed(ChangeKind::Health);
    }
    state(core, Connection::Offline);
}

fn state(core: &Core, connection: Connection) {
    if core.numbers.set_state(connection, core.now(), None) {
        core.feed.changed(ChangeKind::Health);
    }
}
