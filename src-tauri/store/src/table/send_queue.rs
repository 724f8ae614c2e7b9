//! Everything that was ever to be sent, and where it stands. A row is worked on by one worker, in the order of its chat:
//! an older row that is queued or being sent holds the younger ones back; one whose fate is unknown never does.

use domain::decision::{Outcome, Outgoing, Refused};
use domain::delivery::DeliveryStatus;
use domain::{AccountId, ChatId, CommandId, MessageId, ProviderMessageId, Timestamp};
use rusqlite::{Row, params};

use super::message_status;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE send_queue ( -- what is to be sent, and what became of it; projected
    message_id INTEGER PRIMARY KEY, -- of a reaction there is no message row
    account_id TEXT NOT NULL,
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id),
    command_id TEXT NOT NULL UNIQUE,
    outgoing TEXT NOT NULL, -- JSON
    state TEXT NOT NULL, -- queued, sending, accepted, refused, unknown, cancelled, discarded
    attempt INTEGER NOT NULL DEFAULT 0, -- requests so far
    not_before INTEGER NOT NULL DEFAULT 0, -- ms
    queued_at INTEGER NOT NULL, -- ms
    state_at INTEGER NOT NULL, -- since when in this state, ms
    attempt_position INTEGER, -- the journal entry of the last attempt; none while nothing left
    provider_id TEXT, -- once accepted
    reason TEXT, -- why refused or waiting: a stable word
    code INTEGER -- the provider's number
) STRICT;
CREATE INDEX send_queue_by_state ON send_queue(state, message_id);
CREATE INDEX send_queue_waiting ON send_queue(state, not_before) WHERE state = 'queued';
CREATE INDEX send_queue_by_chat ON send_queue(chat_id, message_id) WHERE state IN ('queued', 'sending');
CREATE INDEX send_queue_of_chat ON send_queue(chat_id);
CREATE INDEX send_queue_by_provider ON send_queue(account_id, provider_id) WHERE provider_id IS NOT NULL;
";

/// What something that may be repeated waits after its answer was lost, in milliseconds.
const AGAIN: i64 = 5_000;

/// Something that is to be sent.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct NewSend {
    pub message_id: MessageId,
    pub account_id: AccountId,
    pub chat_id: ChatId,
    pub command_id: CommandId,
    pub outgoing: Outgoing,
    pub queued_at: Timestamp,
    pub not_before: Timestamp,
}

/// Something that is to be sent, and where it stands.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Send {
    pub message_id: MessageId,
    pub account_id: AccountId,
    pub chat_id: ChatId,
    pub command_id: CommandId,
    pub outgoing: Outgoing,
    pub state: DeliveryStatus,
    pub attempt: u32,
    pub not_before: Timestamp,
    pub queued_at: Timestamp,
    pub state_at: Timestamp,
    pub attempt_position: Option<i64>,
    pub provider_id: Option<ProviderMessageId>,
    pub reason: Option<String>,
    pub code: Option<i64>,
}

const ENQUEUE: Statement = Statement::new(
    "queue a message",
    "INSERT INTO send_queue (message_id, account_id, chat_id, command_id, outgoing, state, queued_at, state_at, not_before)
     VALUES (?1, ?2, ?3, ?4, ?5, 'queued', ?6, ?6, ?7) ON CONFLICT DO NOTHING",
);
const GET: Statement = Statement::new("read a queued message", "SELECT * FROM send_queue WHERE message_id = ?1");
const BY_COMMAND: Statement =
    Statement::new("find a queued message by its command", "SELECT * FROM send_queue WHERE command_id = ?1");
const BY_PROVIDER: Statement = Statement::new(
    "find a sent message by its provider's id",
    "SELECT * FROM send_queue WHERE account_id = ?1 AND provider_id = ?2",
);
const READY: Statement = Statement::new(
    "find what can be sent",
    "SELECT * FROM send_queue AS young INDEXED BY send_queue_by_state WHERE state = 'queued' AND message_id > ?4
     AND account_id = ?3 AND not_before <= ?1 AND NOT EXISTS (SELECT 1 FROM send_queue AS old WHERE old.chat_id = young.chat_id
        AND old.message_id < young.message_id AND old.state IN ('queued', 'sending'))
     ORDER BY message_id LIMIT ?2",
);
const WAKE: Statement = Statement::new(
    "find when something can be sent",
    "SELECT not_before FROM send_queue INDEXED BY send_queue_waiting WHERE state = 'queued' AND not_before > ?1
     ORDER BY not_before LIMIT 1",
);
const LATELY: Statement = Statement::new(
    "read what was sent lately",
    "SELECT * FROM send_queue WHERE message_id > 0 AND account_id = ?1 AND attempt > 0 ORDER BY message_id DESC LIMIT ?2",
);
const IN_STATE: Statement = Statement::new(
    "read the send queue",
    "SELECT * FROM send_queue WHERE state = ?1 AND message_id > ?2 ORDER BY message_id LIMIT ?3",
);
const WAITING: Statement = Statement::new(
    "find what waits in a chat",
    "SELECT * FROM send_queue INDEXED BY send_queue_by_chat
     WHERE chat_id = ?1 AND state IN ('queued', 'sending') ORDER BY message_id",
);
const SET: Statement = Statement::new(
    "move a queued message",
    "UPDATE send_queue SET state = ?2, state_at = ?3, not_before = ?4, reason = ?5, code = ?6,
        attempt_position = CASE WHEN ?2 = 'queued' THEN NULL ELSE attempt_position END WHERE message_id = ?1",
);
const MARK: Statement =
    Statement::new("take a queued message", "UPDATE send_queue SET state = ?2 WHERE message_id = ?1");
const ATTEMPT: Statement = Statement::new(
    "note an attempt",
    "UPDATE send_queue SET attempt = max(attempt, ?2), attempt_position = ?3 WHERE message_id = ?1",
);
const NAME: Statement =
    Statement::new("note a sent message's provider id", "UPDATE send_queue SET provider_id = ?2 WHERE message_id = ?1");
const STATES: Statement =
    Statement::new("count the send queue", "SELECT state, count(*) FROM send_queue GROUP BY state ORDER BY state");
const OPEN: Statement = Statement::new(
    "count what was not sent and what is not confirmed",
    "SELECT state, count(*) FROM send_queue WHERE state IN ('queued', 'sending', 'unknown') GROUP BY state",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &ENQUEUE,
    &GET,
    &BY_COMMAND,
    &BY_PROVIDER,
    &READY,
    &WAKE,
    &LATELY,
    &IN_STATE,
    &WAITING,
    &SET,
    &MARK,
    &ATTEMPT,
    &NAME,
    &STATES,
    &OPEN,
];

fn row(row: &Row<'_>) -> rusqlite::Result<Send> {
    Ok(Send {
        message_id: MessageId(row.get("message_id")?),
        account_id: AccountId(row.get("account_id")?),
        chat_id: ChatId(row.get("chat_id")?),
        command_id: CommandId(row.get("command_id")?),
        outgoing: super::json(row, "outgoing")?,
        state: super::status(row, "state")?.ok_or_else(super::unreadable)?,
        attempt: row.get("attempt")?,
        not_before: Timestamp(row.get("not_before")?),
        queued_at: Timestamp(row.get("queued_at")?),
        state_at: Timestamp(row.get("state_at")?),
        attempt_position: row.get("attempt_position")?,
        provider_id: row.get::<_, Option<String>>("provider_id")?.map(ProviderMessageId),
        reason: row.get("reason")?,
        code: row.get("code")?,
    })
}

/// One row.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, message: MessageId) -> Result<Option<Send>, StoreError> {
    GET.first(r.connection, params![message.0], row)
}

/// The row that a command made.
///
/// # Errors
/// When it cannot be read.
pub fn by_command(r: &Read<'_>, command: &CommandId) -> Result<Option<Send>, StoreError> {
    BY_COMMAND.first(r.connection, params![command.as_str()], row)
}

/// The row that a provider calls so.
///
/// # Errors
/// When it cannot be read.
pub fn by_provider(r: &Read<'_>, account: &AccountId, id: &ProviderMessageId) -> Result<Option<Send>, StoreError> {
    BY_PROVIDER.first(r.connection, params![account.as_str(), id.as_str()], row)
}

/// What a number can send now, at most one row a chat, oldest first, behind one of them.
///
/// # Errors
/// When it cannot be read.
pub fn next_ready(
    r: &Read<'_>,
    account: &AccountId,
    now: Timestamp,
    behind: MessageId,
    limit: usize,
) -> Result<Vec<Send>, StoreError> {
    READY.all(r.connection, params![now.0, super::limit(limit), account.as_str(), behind.0], row)
}

/// What a number tried last, newest first.
///
/// # Errors
/// When it cannot be read.
pub fn lately(r: &Read<'_>, account: &AccountId, limit: usize) -> Result<Vec<Send>, StoreError> {
    LATELY.all(r.connection, params![account.as_str(), super::limit(limit)], row)
}

/// When the next row that waits for a moment can be sent.
///
/// # Errors
/// When it cannot be read.
pub fn next_wake(r: &Read<'_>, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    WAKE.first(r.connection, params![now.0], |row| row.get(0).map(Timestamp))
}

/// Rows in a state, oldest first, behind one of them.
///
/// # Errors
/// When they cannot be read.
pub fn in_state(r: &Read<'_>, state: DeliveryStatus, behind: MessageId, limit: usize) -> Result<Vec<Send>, StoreError> {
    IN_STATE.all(r.connection, params![state.as_str(), behind.0, super::limit(limit)], row)
}

/// What waits in a chat or is being sent, oldest first.
///
/// # Errors
/// When it cannot be read.
pub fn waiting_in(r: &Read<'_>, chat: ChatId) -> Result<Vec<Send>, StoreError> {
    WAITING.all(r.connection, params![chat.0], row)
}

/// What has not come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Open {
    /// What waits or is being sent.
    pub waiting: u32,
    /// What may or may not have been sent.
    pub unknown: u32,
}

/// How much has not come to its end, by an index: what was sent is not walked over.
///
/// # Errors
/// When it cannot be counted.
pub fn open(r: &Read<'_>) -> Result<Open, StoreError> {
    let mut open = Open::default();
    for (state, count) in OPEN.all(r.connection, [], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))? {
        let of = if state == DeliveryStatus::Unknown.as_str() { &mut open.unknown } else { &mut open.waiting };
        *of = of.saturating_add(count);
    }
    Ok(open)
}

/// How many rows are in each state. It walks over all of them.
///
/// # Errors
/// When they cannot be counted.
pub fn states(r: &Read<'_>) -> Result<std::collections::BTreeMap<String, i64>, StoreError> {
    let rows = STATES.all(r.connection, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.into_iter().collect())
}

/// Queues something. False where its command or number was queued before: then nothing is changed.
///
/// # Errors
/// When the disk says no.
pub fn enqueue(w: &Write<'_>, send: &NewSend) -> Result<bool, StoreError> {
    let NewSend { message_id, account_id, chat_id, command_id, outgoing, queued_at, not_before } = send;
    let outgoing = super::to_json(outgoing, "queue a message")?;
    let (account, command) = (account_id.as_str(), command_id.as_str());
    let row = params![message_id.0, account, chat_id.0, command, outgoing, queued_at.0, not_before.0];
    Ok(ENQUEUE.run(w.connection, row)? == 1)
}

/// Takes a queued row for sending. False where it is not queued any more: then nothing may be sent. Only the state
/// changes, so that a stop before the attempt leaves a row that can be put back as it was.
///
/// # Errors
/// When the disk says no.
pub fn mark_sending(w: &Write<'_>, message: MessageId) -> Result<bool, StoreError> {
    if get(w, message)?.is_none_or(|send| send.state != DeliveryStatus::Queued) {
        return Ok(false);
    }
    mark(w, message, DeliveryStatus::Sending)?;
    Ok(true)
}

/// Puts a row back that was taken and of which nothing left: the gate said "not now", say. False where it is not being
/// sent.
///
/// # Errors
/// When the disk says no.
pub fn put_back(w: &Write<'_>, message: MessageId) -> Result<bool, StoreError> {
    let taken =
        get(w, message)?.is_some_and(|send| send.state == DeliveryStatus::Sending && send.attempt_position.is_none());
    if taken {
        mark(w, message, DeliveryStatus::Queued)?;
    }
    Ok(taken)
}

/// Projects a journal entry of kind `attempt`: from here on the request may have left.
///
/// # Errors
/// When the disk says no.
pub fn on_attempt(
    w: &Write<'_>,
    message: MessageId,
    number: u32,
    position: i64,
    at: Timestamp,
) -> Result<(), StoreError> {
    use DeliveryStatus::{Queued, Sending};
    let Some(send) = get(w, message)?.filter(|send| matches!(send.state, Queued | Sending)) else { return Ok(()) };
    ATTEMPT.run(w.connection, params![message.0, number, position])?;
    set(w, &send, Sending, at, Timestamp(0), None)
}

/// Projects a journal entry of kind `answer`.
///
/// # Errors
/// When the disk says no.
pub fn on_answer(w: &Write<'_>, message: MessageId, at: Timestamp, outcome: &Outcome) -> Result<(), StoreError> {
    use DeliveryStatus::{Accepted, Queued, Refused as No, Unknown};
    let Some(send) = get(w, message)? else { return Ok(()) };
    if send.state == Accepted {
        return Ok(());
    }
    match outcome {
        Outcome::Accepted { id } => accepted(w, message, id, at).map(|_| ()),
        Outcome::Refused { reason } => set(w, &send, No, at, Timestamp(0), Some(reason)),
        Outcome::Later { reason, not_before } => set(w, &send, Queued, at, *not_before, Some(reason)),
        Outcome::NotSent { not_before } => set(w, &send, Queued, at, *not_before, None),
        // A reaction or a pin may be repeated: the last one counts, and nobody could settle it by hand.
        Outcome::Lost if repeats(&send) => set(w, &send, Queued, at, at.plus(AGAIN), None),
        Outcome::Lost => set(w, &send, Unknown, at, Timestamp(0), None),
    }
}

/// The provider has it: its answer says so, or a status that names our command. False where it was known.
///
/// # Errors
/// When the disk says no.
pub fn accepted(w: &Write<'_>, message: MessageId, id: &ProviderMessageId, at: Timestamp) -> Result<bool, StoreError> {
    let Some(send) = get(w, message)?.filter(|send| send.state != DeliveryStatus::Accepted) else {
        return Ok(false);
    };
    SET.run(w.connection, params![message.0, DeliveryStatus::Accepted.as_str(), at.0, 0, None::<String>, None::<i64>])?;
    NAME.run(w.connection, params![message.0, id.as_str()])?;
    message_status::accepted(w, &send.account_id, message, id, at)?;
    Ok(true)
}

/// Queues an unknown (or refused) row once more, because the operator said so. False where it is neither.
///
/// # Errors
/// When the disk says no.
pub fn again(w: &Write<'_>, message: MessageId, at: Timestamp) -> Result<bool, StoreError> {
    use DeliveryStatus::{Queued, Refused as No, Unknown};
    let Some(send) = get(w, message)?.filter(|send| matches!(send.state, Unknown | No)) else { return Ok(false) };
    set(w, &send, Queued, at, Timestamp(0), None)?;
    Ok(true)
}

/// Gives a row up: a queued one is cancelled, an unknown one discarded. One that was taken but of which nothing left is
/// still queued as far as the journal knows. The new state, or nothing where it is none of these.
///
/// # Errors
/// When the disk says no.
pub fn give_up(w: &Write<'_>, message: MessageId, at: Timestamp) -> Result<Option<DeliveryStatus>, StoreError> {
    let Some(send) = get(w, message)? else { return Ok(None) };
    let state = match send.state {
        DeliveryStatus::Queued => DeliveryStatus::Cancelled,
        DeliveryStatus::Sending if send.attempt_position.is_none() => DeliveryStatus::Cancelled,
        DeliveryStatus::Unknown => DeliveryStatus::Discarded,
        _ => return Ok(None),
    };
    set(w, &send, state, at, Timestamp(0), None)?;
    Ok(Some(state))
}

/// Takes a row out because the person took a consent back. False where it has left, or may have.
///
/// # Errors
/// When the disk says no.
pub fn withdraw(w: &Write<'_>, message: MessageId, at: Timestamp) -> Result<bool, StoreError> {
    use DeliveryStatus::{Cancelled, Queued, Sending};
    let waits = |send: &Send| send.state == Queued || send.state == Sending && send.attempt_position.is_none();
    let Some(send) = get(w, message)?.filter(waits) else { return Ok(false) };
    let reason = Refused { reason: "withdrawn".to_owned(), code: None };
    set(w, &send, Cancelled, at, Timestamp(0), Some(&reason))?;
    Ok(true)
}

/// Settles what a stop left in the middle, once everything in the journal is projected: a row without an attempt never
/// left and is queued again, any other one may have left and is unknown. Gives the rows touched.
///
/// # Errors
/// When the disk says no.
pub fn settle(w: &Write<'_>) -> Result<Vec<MessageId>, StoreError> {
    let left = in_state(w, DeliveryStatus::Sending, MessageId(0), usize::MAX)?;
    for send in &left {
        let state = match send.attempt_position {
            None => DeliveryStatus::Queued,
            Some(_) if repeats(send) => DeliveryStatus::Queued,
            Some(_) => DeliveryStatus::Unknown,
        };
        mark(w, send.message_id, state)?;
    }
    Ok(left.into_iter().map(|send| send.message_id).collect())
}

/// Projects a journal entry of kind `restored`: whatever had not left when the backup was made may have left since, and nobody
/// knows. A reaction or a pin, which nobody could settle by hand, is given up: a later one may stand there. Returns the chats.
///
/// # Errors
/// When the disk says no.
pub fn on_restored(w: &Write<'_>, at: Timestamp) -> Result<Vec<ChatId>, StoreError> {
    let mut chats = Vec::new();
    for state in [DeliveryStatus::Queued, DeliveryStatus::Sending] {
        for send in in_state(w, state, MessageId(0), usize::MAX)? {
            if repeats(&send) {
                set(w, &send, DeliveryStatus::Refused, at, Timestamp(0), Some(&restored()))?;
            } else {
                set(w, &send, DeliveryStatus::Unknown, at, Timestamp(0), None)?;
            }
            chats.push(send.chat_id);
        }
    }
    Ok(chats)
}

/// The word for what is not asked again after a restore.
#[must_use]
pub fn restored() -> Refused {
    Refused { reason: "restored".to_owned(), code: None }
}

const fn repeats(send: &Send) -> bool {
    matches!(send.outgoing, Outgoing::Reaction { .. } | Outgoing::Pin { .. })
}

fn mark(w: &Write<'_>, message: MessageId, state: DeliveryStatus) -> Result<(), StoreError> {
    MARK.run(w.connection, params![message.0, state.as_str()])?;
    message_status::mark(w, message, state)
}

/// Moves the row and its message together.
fn set(
    w: &Write<'_>,
    send: &Send,
    state: DeliveryStatus,
    at: Timestamp,
    not_before: Timestamp,
    error: Option<&Refused>,
) -> Result<(), StoreError> {
    let (reason, code) = (error.map(|error| error.reason.as_str()), error.and_then(|error| error.code));
    SET.run(w.connection, params![send.message_id.0, state.as_str(), at.0, not_before.0, reason, code])?;
    message_status::set(w, send.message_id, state, at, error)
}

#[cfg(test)]
mod tests;
