//! Takes what is queued to the provider: at most one message of a chat at a time, in its order. The only place from which
//! anything is sent.

use std::sync::Arc;
use std::time::Duration;

use contract::change::ChangeKind;
use contract::workspace::Connection;
use domain::content::Content;
use domain::decision::{Answer, Attempt, Outcome, Outgoing, Refused};
use domain::delivery::DeliveryStatus;
use domain::gate::Denial;
use domain::permit::Permit;
use domain::rate::{Pace, Rates};
use domain::standing::StandingFact;
use domain::{AccountId, MessageId, Timestamp};
use providers::{MediaUpload, Provider, SendRequest, SendResult};
use store::table::chat::{self, ChatKind};
use store::table::send_queue::{self, Send};
use store::table::{group_chat, invitation, standing};
use store::{EntryKind, StoreError};
use tokio::task::JoinSet;

use super::callback;
use super::gate::Addressee;
use super::governor::Wait;
use crate::core::Core;

/// Most requests on their way at once.
const AT_ONCE: usize = 16;
/// Rows of a number looked at in one step.
const LOOK: usize = 256;
/// Messages that are remembered after a start: more cannot have left within the time that the provider's rates look back.
const REMEMBERED: usize = 2_000;
/// What a message under way waits after the disk said no, before it tries again.
const PAUSE: Duration = Duration::from_secs(1);
/// The stable word for a provider that asks for fewer calls.
const RATE_LIMITED: &str = "rate_limited";
/// The longest time that the worker sleeps without looking.
const LONGEST: Duration = Duration::from_secs(10);

/// Sends until it is dropped. What was on its way then is settled at the next start.
pub async fn run(core: Arc<Core>) {
    let mut sending = JoinSet::new();
    loop {
        let pause = match fill(&core, &mut sending).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "the send queue could not be read");
                LONGEST
            }
        };
        tokio::select! {
            () = core.bells.send.notified() => {}
            Some(_) = sending.join_next(), if !sending.is_empty() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// A row that can be sent, with what the provider's rates say of it.
struct Picked {
    provider: Arc<dyn Provider>,
    send: Send,
    /// Whether it goes to one person.
    pair: bool,
    rates: Rates,
}

/// Rows of a number with what its rates say of them; none while it is not connected.
fn picked(
    core: &Core,
    r: &store::Read<'_>,
    account: &AccountId,
    rows: impl FnOnce() -> Result<Vec<Send>, StoreError>,
) -> Result<Vec<Picked>, StoreError> {
    let Some(provider) = core.numbers.provider(account) else { return Ok(Vec::new()) };
    let rates = provider.rates(standing::word(r, account, StandingFact::Throughput)?.as_deref());
    let with = |send: Send| {
        let pair = chat::get(r, send.chat_id)?.is_some_and(|chat| chat.kind == ChatKind::Direct);
        Ok(Picked { provider: Arc::clone(&provider), send, pair, rates })
    };
    rows()?.into_iter().map(with).collect()
}

/// What a number sent before a stop counts at the provider as if there had been none.
async fn remember(core: &Arc<Core>, account: &AccountId) -> Result<(), StoreError> {
    let account = account.clone();
    let lately = core.blocking(move |core| {
        core.console.read(|r| picked(core, r, &account, || send_queue::lately(r, &account, REMEMBERED)))
    });
    for Picked { send, pair, rates, .. } in lately.await?.into_iter().rev() {
        core.governor.left(&send.account_id, send.chat_id, pair, rates, send.state_at);
    }
    Ok(())
}

/// Starts what can be started, and says when to look again.
async fn fill(core: &Arc<Core>, sending: &mut JoinSet<()>) -> Result<Duration, StoreError> {
    if matches!(core.numbers.state().connection, Connection::Offline | Connection::Credentials) {
        // Nothing would arrive: the queue goes on when the way is found again, or another token was put in.
        return Ok(LONGEST);
    }
    let now = core.now();
    core.governor.forget(now);
    let mut wake = core.blocking(move |core| core.console.read(|r| send_queue::next_wake(r, now))).await?;
    for account in core.numbers.accounts() {
        let waits = fill_number(core, sending, &account).await?;
        wake = [wake, waits].into_iter().flatten().min();
    }
    let wait = wake.map_or(LONGEST, |wake| Duration::from_millis(wake.since(now).max(1).unsigned_abs()));
    Ok(wait.min(LONGEST))
}

/// Starts what can be started of one number. Says until when something waits for the provider's rates: it keeps its place,
/// and what is behind it goes on.
async fn fill_number(
    core: &Arc<Core>,
    sending: &mut JoinSet<()>,
    account: &AccountId,
) -> Result<Option<Timestamp>, StoreError> {
    if core.governor.meets(account) {
        remember(core, account).await?;
    }
    let (mut behind, mut waits) = (MessageId(0), None);
    loop {
        let picked = pick(core, account, behind).await?;
        let more = picked.len() == LOOK;
        for picked in picked {
            if sending.len() >= AT_ONCE {
                return Ok(waits);
            }
            behind = picked.send.message_id;
            match start(core, sending, picked).await? {
                None => {}
                Some(Wait { pace: Pace::Pair, until }) => waits = [waits, Some(until)].into_iter().flatten().min(),
                Some(Wait { pace: Pace::Number, until }) => {
                    return Ok([waits, Some(until)].into_iter().flatten().min());
                }
            }
        }
        if !more {
            return Ok(waits);
        }
    }
}

async fn pick(core: &Arc<Core>, account: &AccountId, behind: MessageId) -> Result<Vec<Picked>, StoreError> {
    let (account, now) = (account.clone(), core.now());
    let picked = core.blocking(move |core| {
        core.console
            .read(|r| self::picked(core, r, &account, || send_queue::next_ready(r, &account, now, behind, LOOK)))
    });
    let picked = picked.await?;
    if !picked.is_empty() {
        everything_heard(core).await;
    }
    Ok(picked)
}

/// Starts one message, or says what it waits for.
async fn start(core: &Arc<Core>, sending: &mut JoinSet<()>, picked: Picked) -> Result<Option<Wait>, StoreError> {
    let (account, chat) = (&picked.send.account_id, picked.send.chat_id);
    let waited = core.governor.waits(chat).is_some();
    let taken = core.governor.take(account, chat, picked.pair, picked.rates, core.now());
    if waited == taken.is_ok() {
        core.feed.changed_in(ChangeKind::Messages, [chat]);
    }
    if let Err(wait) = taken {
        return Ok(Some(wait));
    }
    match prepare(core, &picked.send).await {
        Ok(Some(prepared)) => {
            sending.spawn(one(Arc::clone(core), picked, prepared));
        }
        Ok(None) => core.governor.stayed(account),
        Err(error) => {
            core.governor.stayed(account);
            return Err(error);
        }
    }
    Ok(None)
}

/// Waits until everything that was in the journal when the rows were picked is projected, and whatever people said of
/// consent in it has taken effect: a "stop" that came before holds back what is sent after.
async fn everything_heard(core: &Core) {
    let head = core.journal.head();
    // The senders live as long as this core: waiting cannot fail.
    let _ = core.projected.subscribe().wait_for(|projected| *projected >= head).await;
    let _ = core.heard.subscribe().wait_for(|heard| *heard >= head).await;
}

/// The permit with the bytes that go along; or why nothing may go.
type Prepared = Result<(Permit, Option<MediaUpload>), Refused>;

/// Takes one message to the provider. Whatever cannot be written down now is written when the disk takes it again: until
/// then the message is under way, its chat waits, and nothing is sent twice.
async fn one(core: Arc<Core>, picked: Picked, prepared: Prepared) {
    let Picked { provider, send, pair, rates } = picked;
    let number = send.attempt.saturating_add(1);
    let outcome = match prepared {
        Err(reason) => {
            core.governor.stayed(&send.account_id);
            Outcome::Refused { reason }
        }
        Ok((permit, media)) => {
            let attempt = Attempt { message: send.message_id, number, at: core.now() };
            let position = insist(|| core.append(EntryKind::Attempt, None, &attempt)).await;
            if !insist(|| holds(&core, send.message_id, position)).await {
                return core.governor.stayed(&send.account_id);
            }
            let outcome = leave(&core, &*provider, &send, number, permit, media).await;
            core.governor.answered(&send.account_id, send.chat_id, pair, rates, core.now());
            outcome
        }
    };
    let answer = Answer { message: send.message_id, number, at: core.now(), outcome };
    insist(|| core.append_only(EntryKind::Answer, &answer)).await;
}

/// Tries until the disk says yes.
async fn insist<T, F: Future<Output = Result<T, StoreError>>>(work: impl Fn() -> F) -> T {
    loop {
        match work().await {
            Ok(done) => return done,
            Err(error) => tracing::error!(%error, "a message under way could not be written down; it is tried again"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// The request itself.
async fn leave(
    core: &Core,
    provider: &dyn Provider,
    send: &Send,
    attempt: u32,
    permit: Permit,
    media: Option<MediaUpload>,
) -> Outcome {
    let callback = callback::text(&send.account_id, &send.command_id);
    let request = SendRequest {
        account: &send.account_id,
        outgoing: &send.outgoing,
        callback: &callback,
        media,
        attempt,
        now: core.now(),
    };
    let result = provider.send(permit, request).await;
    note_connection(core, &result);
    result.outcome(core.now())
}

/// Whether the attempt at that position is the one under way: the row may have been taken out before it was written.
async fn holds(core: &Arc<Core>, message: MessageId, position: i64) -> Result<bool, StoreError> {
    let send = core.blocking(move |core| core.console.read(|r| send_queue::get(r, message))).await?;
    Ok(send.is_some_and(|send| send.state == DeliveryStatus::Sending && send.attempt_position == Some(position)))
}

/// Marks the row as being sent and makes the permit in one transaction. None where the row is not queued any more.
async fn prepare(core: &Arc<Core>, send: &Send) -> Result<Option<Prepared>, StoreError> {
    let (send, now) = (send.clone(), core.now());
    core.blocking(move |core| {
        let file = file(core, &send.outgoing).unwrap_or_else(|error| {
            tracing::error!(%error, "a file cannot be read; its message is refused, the others go on");
            Err(Refused { reason: "media_missing".to_owned(), code: None })
        });
        core.console.write(|w| {
            if !send_queue::mark_sending(w, send.message_id)? {
                return Ok(None);
            }
            let chat = chat::get(w, send.chat_id)?;
            let addressee = match &chat {
                Some(chat) => Addressee::of(w, &core.ledger, chat, now)?,
                None => None,
            };
            if !may_invite(w, &send, now)? {
                return Ok(Some(Err(Refused { reason: "invitation_over".to_owned(), code: None })));
            }
            let (Some(chat), Some(addressee)) = (chat, addressee) else {
                return Ok(Some(Err(Refused { reason: "no_recipient".to_owned(), code: None })));
            };
            Ok(Some(file.and_then(|file| match addressee.ask(&chat, &send.outgoing, now) {
                Ok(permit) => Ok((permit, file)),
                Err(denial) => Err(refused(denial)),
            })))
        })
    })
    .await
}

/// Whether an invitation still stands: its day has not come, nobody took it back, and its group is there.
fn may_invite(w: &store::Write<'_>, send: &Send, now: domain::Timestamp) -> Result<bool, StoreError> {
    let Outgoing::Message { content: Content::Template(template), .. } = &send.outgoing else { return Ok(true) };
    if template.invites.is_none() {
        return Ok(true);
    }
    let Some(found) = invitation::by_message(w, send.message_id)?.filter(|found| found.stands(now)) else {
        return Ok(false);
    };
    Ok(group_chat::get(w, found.chat_id)?.is_some_and(|group| !group.deleted && !group.suspended))
}

fn file(core: &Core, outgoing: &Outgoing) -> Result<Result<Option<MediaUpload>, Refused>, StoreError> {
    let Outgoing::Message { content: Content::Media(file), .. } = outgoing else { return Ok(Ok(None)) };
    let Some(hash) = &file.file else { return Ok(Ok(None)) };
    let Some(bytes) = core.media.get(hash)? else {
        return Ok(Err(Refused { reason: "media_missing".to_owned(), code: None }));
    };
    Ok(Ok(Some(MediaUpload { bytes: bytes.into(), mime: file.mime.clone(), filename: file.filename.clone() })))
}

/// The journal's word for a refusal of the gate.
pub fn refused(denial: Denial) -> Refused {
    Refused { reason: denial.refusal.as_str().to_owned(), code: None }
}

/// What an answer says of the connection.
fn note_connection(core: &Core, result: &SendResult) {
    let now = core.now();
    if matches!(result, SendResult::Later { reason, .. } if reason.reason == RATE_LIMITED) {
        core.slowed.note(now);
    }
    let news = match result {
        SendResult::Accepted { .. } => core.numbers.set_state(Connection::Connected, now, None),
        SendResult::NotSent => {
            core.bells.connect.notify_one();
            core.numbers.set_state(Connection::Offline, now, None)
        }
        SendResult::Later { after, number_wide: true, .. } => {
            core.numbers.set_state(Connection::SlowDown, now, Some(now.plus(*after)))
        }
        SendResult::NoToken { .. } => core.numbers.set_state(Connection::Credentials, now, None),
        SendResult::Later { .. } | SendResult::Refused { .. } | SendResult::Lost => false,
    };
    if news {
        core.feed.changed(ChangeKind::Health);
    }
}

#[cfg(test)]
mod tests;
