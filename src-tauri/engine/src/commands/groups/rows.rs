//! Rows of groups as the screen sees them.

use contract::group::{GroupActRow, GroupLine, GroupPerson, GroupRow, InvitedBy, JoinRequest};
use contract::welcome::GroupWelcome;
use domain::consent::{GROUP_INVITATIONS, Purpose};
use domain::invitation::InvitationState;
use domain::{AccountId, ContactId, Timestamp};
use store::table::group_chat::GroupChat;
use store::table::invitation::Invitation;
use store::table::join_request::JoinState;
use store::table::participant::Participant;
use store::table::{
    account, chat, contact, contact_merge, group_act, group_chat, group_line, invitation, join_request, purpose,
};
use store::{Read, StoreError};

use super::super::people::{masked, phone_of};
use super::seats;
use crate::consent::{Who, consent};
use crate::core::Core;
use crate::group::{first_words, how_to_leave};

/// A row of the list.
pub fn group(core: &Core, r: &Read<'_>, group: GroupChat) -> Result<GroupRow, StoreError> {
    let seats = seats(core, r, &group.account_id)?;
    let busy = group_act::shown(r, Some(group.chat_id), 20)?.iter().any(|act| !act.state.is_settled());
    Ok(GroupRow {
        chat_id: group.chat_id,
        account_id: group.account_id,
        subject: group.subject,
        kind: group.kind,
        topic: group.topic,
        people: group.people,
        held: invitation::held(r, group.chat_id)?,
        seats,
        requests: group.requests,
        suspended: group.suspended,
        deleted: group.deleted,
        picture: group.picture,
        busy,
    })
}

/// What whoever comes in reads.
pub fn welcome(group: &GroupChat) -> GroupWelcome {
    GroupWelcome {
        welcome: group.welcome.clone().unwrap_or_else(|| first_words(group)),
        set_up_by: group.welcome_by.clone(),
        leave: how_to_leave(group).to_owned(),
    }
}

/// A person in a group.
pub fn person(r: &Read<'_>, account: &AccountId, one: Participant) -> Result<GroupPerson, StoreError> {
    Ok(GroupPerson {
        contact_id: one.contact_id,
        name: one.name.or(one.username),
        phone_masked: phone_of(r, one.contact_id, account)?.as_deref().map(masked),
        joined: one.joined,
        chat_id: chat::by_contact(r, account, one.contact_id)?,
    })
}

/// Everybody of them who asks to enter.
pub fn requests(
    core: &Core,
    r: &Read<'_>,
    all: Vec<join_request::JoinRequest>,
) -> Result<Vec<JoinRequest>, StoreError> {
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let invitations = purpose::all(r)?.into_iter().find(|purpose| purpose.purpose.as_str() == GROUP_INVITATIONS);
    all.into_iter().map(|one| request(core, r, one, invitations.as_ref())).collect()
}

/// Somebody who asks to enter.
fn request(
    core: &Core,
    r: &Read<'_>,
    one: join_request::JoinRequest,
    invitations: Option<&Purpose>,
) -> Result<JoinRequest, StoreError> {
    let account = &one.account_id;
    let portfolio = account::get(r, account)?.and_then(|account| account.portfolio);
    let person = contact::person(r, one.contact_id, account, portfolio.as_deref())?;
    let who = Who { account: account.clone(), contact: one.contact_id, person };
    let stands = invitations.map(|purpose| consent(r, &core.ledger, &who, purpose, core.now())).transpose()?;
    let Who { person, .. } = who;
    let (mut invitation, mut removed_before) = (None, false);
    for same in contact_merge::everyone(r, one.contact_id)? {
        invitation = invitation.or(invitation::of_person(r, same, one.chat_id)?);
        removed_before |= group_line::was_removed(r, one.chat_id, same)?;
    }
    let held = invitation.as_ref().is_some_and(|open| open.held_until.is_some());
    Ok(JoinRequest {
        request_id: one.join_request_id,
        chat_id: one.chat_id,
        contact_id: one.contact_id,
        name: person.name.or(person.username),
        phone_masked: person.phone.as_deref().map(masked),
        at: one.at,
        consent: stands.and_then(|consent| consent.state),
        removed_before,
        invited: invitation
            .filter(|found| brought(found, one.at))
            .map(|found| InvitedBy { operator: found.operator, at: found.at }),
        held,
        deciding: one.state == JoinState::Deciding,
    })
}

/// Whether an invitation gave the link to somebody who asked at that moment; the provider tells whole seconds.
fn brought(invitation: &Invitation, asked: Timestamp) -> bool {
    invitation.state != InvitationState::Waiting && invitation.at.seconds() <= asked.seconds()
}

/// Something asked of the provider.
pub fn act(row: group_act::GroupActRow) -> GroupActRow {
    GroupActRow {
        act_id: row.act_id,
        account_id: row.account_id,
        chat_id: row.chat_id,
        act: row.act,
        state: row.state,
        faults: row.faults,
        operator: row.operator,
        at: row.at,
    }
}

/// A line of a history.
pub fn line(r: &Read<'_>, line: group_line::GroupLine) -> Result<GroupLine, StoreError> {
    let group = group_chat::get(r, line.chat_id)?;
    let name = match (line.contact_id, &group) {
        (Some(contact), Some(group)) => name(r, contact, &group.account_id)?,
        _ => None,
    };
    Ok(GroupLine {
        line: line.line,
        chat_id: line.chat_id,
        subject: group.map(|group| group.subject).unwrap_or_default(),
        at: line.at,
        happened: line.happened,
        contact_id: line.contact_id,
        name,
        operator: line.operator,
        words: line.words,
    })
}

fn name(r: &Read<'_>, id: ContactId, account: &AccountId) -> Result<Option<String>, StoreError> {
    let person = contact::person(r, id, account, None)?;
    Ok(person.name.or(person.username).or_else(|| person.phone.as_deref().map(masked)))
}
