//! A console's copy of the journal: what the hub has more is written here at the same places, and then shown as if it had
//! come here. While the hub cannot be reached the console shows what it has.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use contract::ErrorCode;
use contract::change::ChangeKind;
use contract::hub::PairedHub;
use contract::workspace::Connection;
use reqwest::StatusCode;
use serde_json::Value;
use store::table::setting;
use store::{CopyPlace, StoreError};

use super::link::Link;
use super::outbox::Outbox;
use super::pin::client;
use super::wire::{COMMAND, Carried, News};
use crate::core::Core;
use crate::erase;

/// Up to which place of the journal the ties of the ledger's subjects are known.
const TIED: &str = "paired tied";
/// Between two tries while the hub cannot be reached.
const AGAIN: Duration = Duration::from_secs(2);
/// How long an answer of the hub may take. It waits with it until there is news.
const ANSWER: Duration = Duration::from_secs(30);

/// A console's way to its hub while it runs.
pub struct Following {
    link: Link,
    http: reqwest::Client,
    /// Since when the hub is reached without a break, by [`crate::clock::MovedClock::running`].
    since: AtomicI64,
    /// What the hub is to decide.
    pub(super) outbox: Outbox,
}

impl Following {
    /// Along that link.
    ///
    /// # Errors
    /// When this machine cannot speak TLS.
    pub fn new(link: Link) -> Result<Self, super::link::PairError> {
        let http = client(link.fingerprint)?;
        Ok(Self { link, http, since: AtomicI64::new(0), outbox: Outbox::default() })
    }

    /// Since when the hub is reached without a break, in milliseconds since the start.
    pub fn since(&self) -> i64 {
        self.since.load(Ordering::Relaxed)
    }

    /// The hub, as the screen names it.
    pub fn paired(&self) -> PairedHub {
        PairedHub { name: self.link.hub.clone(), address: self.link.address.clone() }
    }

    async fn news(&self, place: CopyPlace) -> Result<News, Failure> {
        let asked = self.http.get(self.link.url("/journal")).query(&place).bearer_auth(&self.link.token);
        let answer = asked.timeout(ANSWER).send().await.map_err(|_| Failure::Unreached)?;
        match answer.status() {
            StatusCode::OK => answer.json().await.map_err(|_| Failure::Unreached),
            StatusCode::UNAUTHORIZED => Err(Failure::Revoked),
            _ => Err(Failure::Unreached),
        }
    }

    /// Has the hub carry out a command under that id.
    pub(super) async fn command(&self, command: &str, name: &str, request: &Value) -> Result<Carried, Failure> {
        let asked = self.http.post(self.link.url(&format!("/command/{name}"))).header(COMMAND, command).json(request);
        let answer = asked.bearer_auth(&self.link.token).timeout(ANSWER).send().await;
        let answer = answer.map_err(|_| Failure::Unreached)?;
        match answer.status() {
            StatusCode::OK => answer.json().await.map_err(|_| Failure::Unreached),
            StatusCode::UNAUTHORIZED => Err(Failure::Revoked),
            // What the hub will never take must not hold up what waits behind it.
            StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNPROCESSABLE_ENTITY => {
                Ok(Carried { answer: Err(ErrorCode::BadRequest.into()), head: 0 })
            }
            _ => Err(Failure::Unreached),
        }
    }

    /// The bytes of a file that the hub has; none where it has none or cannot be reached.
    pub async fn file(&self, name: &str) -> Option<Vec<u8>> {
        let asked = self.http.get(self.link.url(&format!("/media/{name}"))).bearer_auth(&self.link.token);
        let answer = asked.timeout(ANSWER).send().await.ok()?.error_for_status().ok()?;
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
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Copies until the engine ends, or the hub does not know this console any more.
pub async fn run(core: Arc<Core>, following: Arc<Following>) {
    loop {
        match step(&core, &following).await {
            Ok(()) => {}
            Err(Failure::Revoked) => {
                tracing::warn!("the hub does not know this console any more; what was copied stays");
                return state(&core, Connection::Credentials);
            }
            Err(Failure::Unreached) => {
                state(&core, Connection::Offline);
                tokio::time::sleep(AGAIN).await;
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
    let News { page, town } = following.news(place).await?;
    if let Some(town) = town {
        core.follow(town);
    }
    if core.numbers.state().connection != Connection::Connected {
        // What was written until now came while nobody was here to hear it.
        following.since.store(core.clock.running(), Ordering::Relaxed);
        state(core, Connection::Connected);
    }
    let (to, empty) = (page.to, page.is_empty());
    if !empty {
        core.blocking(move |core| core.journal.copy(place.entry, page)).await?;
    }
    if to.tied != place.tied {
        core.blocking(move |core| core.console.write(|w| setting::set(w, TIED, &to.tied))).await?;
        core.feed.changed(ChangeKind::Consent);
    }
    finish_erasures(core, place, to).await
}

/// How far this copy is.
fn place(core: &Core) -> Result<CopyPlace, StoreError> {
    let consent = core.ledger.head()?.map_or(0, |head| head.entries);
    let tied = core.console.read(|r| setting::get(r, TIED))?.unwrap_or(0);
    Ok(CopyPlace { entry: core.journal.head(), consent, tied })
}

/// Does on this machine what follows from the erasures that came.
async fn finish_erasures(core: &Arc<Core>, from: CopyPlace, to: CopyPlace) -> Result<(), Failure> {
    let came = core.blocking(move |core| core.journal.erasures(from.entry)).await?;
    if came.is_empty() {
        return Ok(());
    }
    // The projector lives as long as the core: waiting cannot fail.
    let _ = core.projected.subscribe().wait_for(|projected| *projected >= to.entry).await;
    Ok(erase::finish(core).await?)
}

fn state(core: &Core, connection: Connection) {
    if core.numbers.set_state(connection, core.now(), None) {
        core.feed.changed(ChangeKind::Health);
    }
}
