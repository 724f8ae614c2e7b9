//! Invitations into groups: written, ended, and what becomes of them when people come, speak or say no.

use contract::change::ChangeKind;
use domain::decision::{Decided, SendDecision};
use domain::delivery::DeliveryStatus;
use domain::group::GroupHappened;
use domain::invitation::{InvitationDecision, InvitationEnd, InvitationState, Seat};
use domain::{ChatId, ContactId, InvitationId, MessageId, Timestamp};
use store::table::group_line::{self, GroupLine};
use store::table::invitation::{self, Invitation};
use store::table::{chat_change, contact, send_queue};
use store::{StoreError, Write};

use super::{Facts, Origin, decided};

/// Somebody is invited, or told that there is no seat yet.
pub fn invited(
    w: &Write<'_>,
    origin: Origin,
    made: &Decided,
    decision: &InvitationDecision,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let InvitationDecision { account, chat, contact, seat, outgoing } = decision;
    if contact::get(w, *contact)?.is_none() {
        return Ok(());
    }
    contact::trace(w, *contact, origin.position)?;
    if let Some(outgoing) = outgoing {
        let own = chat_change::with_contact(w, account, *contact, ChatId::at(origin.position, 0), made.at)?;
        let send = SendDecision { account: account.clone(), chat: own, outgoing: outgoing.clone() };
        decided::sent(w, origin, made, &send, facts)?;
    }
    let (state, held_until) = Invitation::seat(*seat);
    let row = Invitation {
        invitation_id: InvitationId::at(origin.position, 0),
        account_id: account.clone(),
        chat_id: *chat,
        contact_id: *contact,
        message_id: outgoing.as_ref().map(|_| MessageId::at(origin.position, 0)),
        operator: made.operator.clone(),
        at: made.at,
        state,
        held_until,
        joined_at: None,
        spoke_at: None,
    };
    invitation::put(w, &row)?;
    let happened = if matches!(seat, Seat::None) { GroupHappened::Waiting } else { GroupHappened::Invited };
    facts.kind(ChangeKind::Groups);
    line(w, origin, &row, (happened, made.at), Some(&made.operator))
}

/// An invitation ended without a coming. One whose message has not left is not sent any more.
pub fn ended(
    w: &Write<'_>,
    origin: Origin,
    made: &Decided,
    (id, end): (InvitationId, InvitationEnd),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let Some(row) = invitation::get(w, id)? else { return Ok(()) };
    contact::trace(w, row.contact_id, origin.position)?;
    let (state, happened) = match end {
        InvitationEnd::Lapsed => (InvitationState::Lapsed, GroupHappened::SeatFreed),
        InvitationEnd::Withdrawn => (InvitationState::Withdrawn, GroupHappened::Uninvited),
    };
    if !invitation::end(w, id, state)? {
        return Ok(());
    }
    take_out(w, &row, made.at, facts)?;
    facts.kind(ChangeKind::Groups);
    let operator = (end == InvitationEnd::Withdrawn).then_some(made.operator.as_str());
    line(w, origin, &row, (happened, made.at), operator)
}

/// A person does not want to be invited any more: seats that are held for them are free.
pub fn refused(
    w: &Write<'_>,
    (origin, at): (Origin, Timestamp),
    contact: ContactId,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    for (index, row) in (origin.index..).zip(invitation::open_of(w, contact)?) {
        invitation::end(w, row.invitation_id, InvitationState::Withdrawn)?;
        line(w, Origin { index, ..origin }, &row, (GroupHappened::Uninvited, at), None)?;
        facts.kind(ChangeKind::Groups);
        facts.groups = true;
    }
    Ok(())
}

/// The message of an invitation reached nobody: the seat is free, and the person may be invited again.
pub fn unreached(w: &Write<'_>, message: MessageId, facts: &mut Facts) -> Result<(), StoreError> {
    let Some(row) = invitation::by_message(w, message)? else { return Ok(()) };
    facts.kind(ChangeKind::Groups);
    if row.state == InvitationState::Invited {
        invitation::end(w, row.invitation_id, InvitationState::Lapsed)?;
    }
    Ok(())
}

/// There is news of a message that may be an invitation.
pub fn told(w: &Write<'_>, message: MessageId, status: DeliveryStatus, facts: &mut Facts) -> Result<(), StoreError> {
    if status == DeliveryStatus::Failed {
        return unreached(w, message, facts);
    }
    if invitation::by_message(w, message)?.is_some() {
        facts.kind(ChangeKind::Groups);
    }
    Ok(())
}

/// Its message was taken out of the queue by a stop.
pub fn unsent(w: &Write<'_>, message: MessageId, facts: &mut Facts) -> Result<(), StoreError> {
    if let Some(row) = invitation::by_message(w, message)? {
        invitation::end(w, row.invitation_id, InvitationState::Withdrawn)?;
        facts.kind(ChangeKind::Groups);
    }
    Ok(())
}

fn take_out(w: &Write<'_>, row: &Invitation, at: Timestamp, facts: &mut Facts) -> Result<(), StoreError> {
    let Some(message) = row.message_id else { return Ok(()) };
    if let Some(send) = send_queue::get(w, message)?
        && send_queue::withdraw(w, message, at)?
    {
        facts.queue = true;
        facts.conversation(send.chat_id);
    }
    Ok(())
}

fn line(
    w: &Write<'_>,
    origin: Origin,
    row: &Invitation,
    (happened, at): (GroupHappened, Timestamp),
    operator: Option<&str>,
) -> Result<(), StoreError> {
    let line = GroupLine {
        line: domain::id::row_number(origin.position, origin.index),
        chat_id: row.chat_id,
        contact_id: Some(row.contact_id),
        at,
        happened,
        operator: operator.map(str::to_owned),
        words: None,
    };
    group_line::put(w, &line)
}
