//! Attempts to send and what became of them.

use domain::decision::{Answer, Attempt, Outcome, Outgoing, Refused};
use domain::delivery::DeliveryStatus;
use domain::id::row_number;
use domain::notify::AlertKind;
use store::table::{message, reaction, send_queue};
use store::{StoreError, Write};

use super::people::trace_send;
use super::{Facts, Happened, Origin, invitation, pin};

/// A request is about to leave.
pub fn attempted(w: &Write<'_>, origin: Origin, attempt: &Attempt, facts: &mut Facts) -> Result<(), StoreError> {
    trace_send(w, attempt.message, origin.position)?;
    send_queue::on_attempt(w, attempt.message, attempt.number, origin.position, attempt.at)?;
    show(w, attempt.message, facts)
}

/// An answer came, or it is certain that none will.
pub fn answered(w: &Write<'_>, origin: Origin, answer: &Answer, facts: &mut Facts) -> Result<(), StoreError> {
    trace_send(w, answer.message, origin.position)?;
    let known = send_queue::get(w, answer.message)?.is_some_and(|send| send.state == DeliveryStatus::Accepted);
    send_queue::on_answer(w, answer.message, answer.at, &answer.outcome)?;
    facts.queue = true;
    if let (Outcome::Accepted { .. }, false, Some(send)) = (&answer.outcome, known, send_queue::get(w, answer.message)?)
    {
        pin::taken(w, row_number(origin.position, 0), &send, answer.at, facts)?;
    }
    if let Outcome::Refused { reason } = &answer.outcome {
        refused(w, answer, reason, facts)?;
    }
    show(w, answer.message, facts)
}

/// What the provider did not take is told; of a reaction nothing stays that never reached anybody.
fn refused(w: &Write<'_>, answer: &Answer, reason: &Refused, facts: &mut Facts) -> Result<(), StoreError> {
    facts.unreached = true;
    invitation::unreached(w, answer.message, facts)?;
    if let Some(message) = message::get(w, answer.message)? {
        let failed = Happened::to_message(AlertKind::Failed, &message.account_id, message.chat_id, answer.message);
        facts.happened.push(failed);
        return Ok(());
    }
    let Some(send) = send_queue::get(w, answer.message)? else { return Ok(()) };
    if let Outgoing::Reaction { target, emoji: Some(_) } = &send.outgoing {
        reaction::put(w, &send.account_id, target, None, None, answer.at)?;
        facts.conversation(send.chat_id);
    }
    pin::refused(w, &send, false, reason, facts)
}

fn show(w: &Write<'_>, id: domain::MessageId, facts: &mut Facts) -> Result<(), StoreError> {
    if let Some(message) = message::get(w, id)? {
        facts.conversation(message.chat_id);
    }
    Ok(())
}
