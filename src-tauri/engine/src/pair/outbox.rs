//! What a console is told to decide goes to its hub, in the order in which it was given. It is kept here first, so that a stop or
//! days without the hub lose nothing, and goes under an id of its own, so that the hub does it once however often it comes.
//! Nothing is ever carried out here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use contract::change::ChangeKind;
use contract::workspace::Connection;
use contract::{ErrorBody, ErrorCode, Retry};
use serde_json::Value;
use store::StoreError;
use store::table::outbox::{self, Outgoing};
use tokio::sync::{Notify, oneshot};

use super::carry::is_done;
use super::follow::{Failure, Following, place};
use super::wire::Told;
use crate::commands::storage;
use crate::core::Core;

/// How long whoever gave a command waits for its answer. Later answers find nobody.
const PATIENCE: Duration = Duration::from_secs(8);
/// Between two tries while the hub cannot be reached.
const AGAIN: Duration = Duration::from_secs(2);

type Answer = Result<Value, ErrorBody>;

/// Who waits for which answer.
#[derive(Default)]
pub struct Outbox {
    waiting: Mutex<BTreeMap<String, oneshot::Sender<Answer>>>,
    bell: Notify,
}

impl Outbox {
    /// Gives the answer to whoever waits for it. Says whether somebody did.
    fn tell(&self, command: &str, answer: Answer) -> bool {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(command);
        waiting.is_some_and(|waiting| waiting.send(answer).is_ok())
    }

    /// Whose answer somebody waits for: they are on their way.
    pub fn on_their_way(&self) -> BTreeSet<String> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// Nobody waits any longer: what was given stays here until the hub is there.
    fn let_go(&self) {
        let waiting = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        waiting.into_values().for_each(|waiting| drop(waiting.send(Err(waits()))));
    }
}

/// What is said of a command that was taken and whose answer is not there.
pub(super) fn waits() -> ErrorBody {
    ErrorBody { retry: Retry::WhenOnline, ..ErrorBody::new(ErrorCode::WaitsForHub) }
}

/// Has the hub decide, now or when it is there again.
pub async fn decide(core: &Arc<Core>, hub: &Following, name: &str, request: &Value) -> Answer {
    if core.numbers.state().connection == Connection::Credentials {
        return Err(ErrorCode::Unpaired.into());
    }
    let command = uuid::Uuid::now_v7().to_string();
    let (answer, answered) = oneshot::channel();
    let away = core.numbers.state().connection != Connection::Connected;
    if !away {
        let mut waiting = hub.outbox.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.insert(command.clone(), answer);
    }
    let (kept, name, request, at) = (command.clone(), name.to_owned(), request.clone(), core.now());
    core.blocking(move |core| core.console.write(|w| outbox::put(w, (&kept, &name), &request, at)))
        .await
        .map_err(storage)?;
    core.feed.changed(ChangeKind::Health);
    hub.outbox.bell.notify_one();
    if away {
        return Err(waits());
    }
    match tokio::time::timeout(PATIENCE, answered).await {
        Ok(answer) => answer.unwrap_or_else(|_| Err(waits())),
        Err(_) => {
            hub.outbox.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&command);
            Err(waits())
        }
    }
}

/// Has the hub do what makes no sense later.
pub async fn now(core: &Arc<Core>, hub: &Following, name: &str, request: &Value) -> Answer {
    let command = uuid::Uuid::now_v7().to_string();
    let told = Told { operator: core.operator.clone(), request: request.clone() };
    let seen = core.blocking(place).await.map_err(storage)?;
    match hub.command((&command, name), &told, seen).await {
        Ok(carried) => {
            shown(core, carried.head).await;
            carried.answer
        }
        Err(Failure::Revoked) => Err(ErrorCode::Unpaired.into()),
        Err(_) => Err(ErrorBody { retry: Retry::WhenOnline, ..ErrorCode::HubAway.into() }),
    }
}

/// Posts what waits, one after the other, until it is dropped.
pub async fn run(core: Arc<Core>, hub: Arc<Following>) {
    loop {
        match post(&core, &hub).await {
            Ok(true) => {}
            Ok(false) => hub.outbox.bell.notified().await,
            Err(error) => {
                hub.outbox.let_go();
                match error {
                    Failure::Unreached | Failure::Fault(_) | Failure::Locked(_) => {}
                    Failure::Revoked => return,
                    Failure::Store(error) => tracing::error!(%error, "a command for the hub could not be noted"),
                }
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}

/// Posts the one that waits longest. Says whether there was one.
async fn post(core: &Arc<Core>, hub: &Following) -> Result<bool, Failure> {
    let (next, seen) = core.blocking(|core| Ok((core.console.read(outbox::next)?, place(core)?))).await?;
    let Some(Outgoing { command, name, request, .. }) = next else { return Ok(false) };
    let told = Told { operator: core.operator.clone(), request };
    let carried = hub.command((&command, &name), &told, seen).await?;
    // The hub's disk may be full: it is asked again, and what comes behind waits.
    if carried.answer.as_ref().is_err_and(|error| error.retry != Retry::Never && !is_done(error)) {
        return Err(Failure::Unreached);
    }
    // Whoever waits reads what they wrote.
    shown(core, carried.head).await;
    let refusal = carried.answer.as_ref().err().filter(|error| !is_done(error));
    let refusal = refusal.map(serde_json::to_value).and_then(Result::ok);
    let heard = hub.outbox.tell(&command, carried.answer);
    core.blocking(move |core| {
        core.console.write(|w| match refusal.filter(|_| !heard) {
            Some(refusal) => outbox::refused(w, &command, &refusal),
            None => outbox::done(w, &command).map(|_| ()),
        })
    })
    .await?;
    core.feed.changed(ChangeKind::Health);
    Ok(true)
}

/// Waits until the copy shows everything up to there, as long as it makes sense.
async fn shown(core: &Core, head: i64) {
    let mut projected = core.projected.subscribe();
    let _ = tokio::time::timeout(PATIENCE, projected.wait_for(|projected| *projected >= head)).await;
}

/// Gives up a command that waits for the hub, or puts a refused one away. Says whether it was there. One that is on its way
/// may be carried out nevertheless.
///
/// # Errors
/// When the disk says no.
pub async fn give_up(core: &Arc<Core>, command: String) -> Result<bool, StoreError> {
    let gone = core.blocking(move |core| core.console.write(|w| outbox::done(w, &command))).await?;
    core.feed.changed(ChangeKind::Health);
    Ok(gone)
}
