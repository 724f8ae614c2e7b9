//! Invites people into groups: who may get an invitation and for whom there is a seat is worked out, shown, and worked out
//! again when it is done.

use std::sync::Arc;

use contract::ErrorCode;
use contract::invitation::{
    InvitationFunnel, InvitationRow, InvitationsPage, InvitationsRequest, InvitationsWithdraw, Invite, InviteMessage,
    InvitePlace, InvitePlan, InvitePlanRequest, InviteRow, Invited,
};
use contract::workspace::Nothing;
use domain::decision::{Decided, Decision, Outgoing};
use domain::gate::{Known, Wish, verdict};
use domain::invitation::{Chosen, InvitationDecision, InvitationEnd, InvitationState, LeftOut, Seat, places};
use domain::template::{Template, TemplateCategory};
use domain::window::ServiceWindow;
use domain::{ChatId, CommandId, ContactId, InvitationId, Person, Timestamp};
use futures::future::try_join_all;
use store::table::group_chat::{self, GroupChat};
use store::table::invitation::{self as table, Invitation};
use store::table::{account, block, chat, contact, contact_merge, group_line, message, participant, purpose, template};
use store::{EntryKind, Read, StoreError};

use super::super::people::masked;
use super::super::{Answer, LONGEST_COMMAND, read, storage};
use super::seats;
use super::words::{self, Filling};
use crate::consent::{Who, consents, language};
use crate::core::Core;

/// Most people in one command.
const MOST: usize = 1_024;
/// Most rows of a page.
const MOST_ROWS: u32 = 200;
/// Letters that the number of a person adds to a command's name.
const PART: usize = 12;

/// One of the chosen with what is known of them.
struct Candidate {
    contact: ContactId,
    person: Person,
    /// As far as their messages tell.
    language: Option<&'static str>,
    place: InvitePlace,
}

/// A group with the chosen, as it stands now.
struct Standing {
    group: GroupChat,
    seats: u32,
    held: u32,
    candidates: Vec<Candidate>,
    templates: Vec<Template>,
}

/// Who may be invited, and for whom there is a seat.
pub async fn plan(core: &Arc<Core>, request: InvitePlanRequest) -> Answer<InvitePlan> {
    let InvitePlanRequest { chat_id, people, named } = request;
    let asked = Question { chat: chat_id, people, named, category: TemplateCategory::Utility };
    let stands = standing(core, asked).await?;
    let subject = &stands.group.subject;
    let offered = || stands.templates.iter().filter(|one| words::is_offered(one)).cloned();
    let all: Vec<_> = offered().map(|template| words::guessed(template, subject)).collect();
    let (templates, waiting_templates) = all.into_iter().partition(words::carries_a_link);
    Ok(InvitePlan {
        subject: subject.clone(),
        seats: stands.seats,
        people: stands.group.people,
        held: stands.held,
        can_hold: stands.group.approval == Some(true),
        rows: stands.candidates.iter().map(row).collect(),
        templates,
        waiting_templates,
    })
}

/// Invites.
pub async fn invite(core: &Arc<Core>, request: Invite) -> Answer<Invited> {
    let named = request.command_id.0.len();
    let links = carries_a_link(&request.message) && !request.waiting.as_ref().is_some_and(carries_a_link);
    if named == 0 || named + PART > LONGEST_COMMAND || !links {
        return Err(ErrorCode::BadRequest.into());
    }
    let _one = core.inviting.lock().await;
    let needs_a_name = [Some(&request.message), request.waiting.as_ref()].into_iter().flatten().any(needs_a_name);
    let (chat, people) = (request.chat_id, request.people.clone());
    let category = category(core, chat, &request.message).await?;
    let stands = standing(core, Question { chat, people, named: needs_a_name, category }).await?;
    let can_hold = stands.group.approval == Some(true);
    if can_hold && request.until.is_none_or(|until| until <= core.now()) {
        return Err(ErrorCode::BadRequest.into());
    }
    let until = request.until.filter(|_| can_hold);
    let mut entries = Vec::new();
    for (number, candidate) in stands.candidates.iter().enumerate() {
        let Some((seat, message)) = seat_of(&request, candidate, until) else { continue };
        let outgoing = message.map(|message| outgoing(core, &stands, candidate, message, until)).transpose()?;
        let decision = InvitationDecision {
            account: stands.group.account_id.clone(),
            chat,
            contact: candidate.contact,
            seat,
            outgoing,
        };
        let command = CommandId(format!("{} person {number}", request.command_id));
        entries.push((command, Decision::Invited(Box::new(decision))));
    }
    let leaves_at = core.now().plus(crate::project::TAKE_BACK);
    let positions = append(core, entries).await?;
    let invitations = positions.into_iter().map(|position| InvitationId::at(position, 0)).collect();
    Ok(Invited { rows: stands.candidates.iter().map(row).collect(), invitations, leaves_at })
}

/// What somebody gets: a seat and its words, or a place in the row and the words for that.
fn seat_of<'a>(
    request: &'a Invite,
    candidate: &Candidate,
    until: Option<Timestamp>,
) -> Option<(Seat, Option<&'a InviteMessage>)> {
    match candidate.place {
        InvitePlace::Seat => Some((Seat::Free { until }, Some(&request.message))),
        InvitePlace::Waits => Some((Seat::None, request.waiting.as_ref())),
        InvitePlace::LeftOut { .. } => None,
    }
}

fn outgoing(
    core: &Core,
    stands: &Standing,
    candidate: &Candidate,
    message: &InviteMessage,
    until: Option<Timestamp>,
) -> Answer<Outgoing> {
    let filling = Filling {
        group: &stands.group.group_id,
        subject: &stands.group.subject,
        link: stands.group.link.as_deref().unwrap_or("https://chat.whatsapp.com/…"),
        name: candidate.person.name.as_deref(),
        until,
        zone: core.zone,
    };
    let said = words::message(&stands.templates, message, candidate.language, &filling);
    said.ok_or_else(|| ErrorCode::Template.into())
}

/// Writes every decision in one sync, and waits until all are projected.
async fn append(core: &Arc<Core>, entries: Vec<(CommandId, Decision)>) -> Answer<Vec<i64>> {
    let entry = |(command, decision): (CommandId, Decision)| {
        let dedupe = Some(command.0.clone());
        let decided = Decided { command, at: core.now(), operator: core.operator.clone(), decision };
        core.entry(EntryKind::Decided, dedupe, &decided)
    };
    let entries = entries.into_iter().map(entry).collect::<Result<Vec<_>, _>>().map_err(storage)?;
    let appended = try_join_all(entries.into_iter().map(|entry| core.journal.append(entry))).await;
    let positions: Vec<i64> = appended.map_err(storage)?.into_iter().map(|appended| appended.position).collect();
    if let Some(last) = positions.iter().copied().max() {
        // The sender lives as long as this core: waiting cannot fail.
        let _ = core.projected.subscribe().wait_for(|projected| *projected >= last).await;
    }
    Ok(positions)
}

fn carries_a_link(message: &InviteMessage) -> bool {
    message.blanks.values().any(|blank| *blank == contract::invitation::InviteBlank::Link)
}

fn needs_a_name(message: &InviteMessage) -> bool {
    message.blanks.values().any(|blank| *blank == contract::invitation::InviteBlank::Person)
}

/// What the chosen template is for, as the provider keeps it.
async fn category(core: &Arc<Core>, chat: ChatId, message: &InviteMessage) -> Answer<TemplateCategory> {
    let (name, language) = (message.name.clone(), message.language.clone());
    let found = read(core, move |_, r| match group_chat::get(r, chat)? {
        Some(group) => template::get(r, &group.account_id, &name, &language),
        None => Ok(None),
    });
    Ok(found.await?.ok_or(ErrorCode::NotFound)?.category)
}

struct Question {
    chat: ChatId,
    people: Vec<ContactId>,
    named: bool,
    category: TemplateCategory,
}

async fn standing(core: &Arc<Core>, asked: Question) -> Answer<Standing> {
    if asked.people.is_empty() || asked.people.len() > MOST {
        return Err(ErrorCode::BadRequest.into());
    }
    let chat = asked.chat;
    let group = read(core, move |_, r| group_chat::get(r, chat)).await?.ok_or(ErrorCode::NotFound)?;
    if group.deleted || group.suspended {
        return Err(ErrorCode::TooLate.into());
    }
    read(core, move |core, r| {
        let inside = participant::all(r, &group.account_id, &group.group_id)?;
        let inside: Vec<_> = inside.into_iter().map(|one| one.contact_id).collect();
        let (held, seats) = (table::held(r, chat)?, seats(core, r, &group.account_id)?);
        let (mut chosen, mut candidates) = (Vec::new(), Vec::new());
        for id in &asked.people {
            if candidates.iter().any(|one: &Candidate| one.contact == *id) {
                continue;
            }
            let (one, candidate) = look(core, r, (&group, &inside), (*id, &asked))?;
            chosen.push(one);
            candidates.push(candidate);
        }
        let free = seats.saturating_sub(group.people).saturating_sub(held);
        for (candidate, place) in candidates.iter_mut().zip(places(&chosen, free)) {
            candidate.place = match place {
                Ok(true) => InvitePlace::Seat,
                Ok(false) => InvitePlace::Waits,
                Err(why) => InvitePlace::LeftOut { why },
            };
        }
        let templates = template::all(r, &group.account_id)?;
        Ok(Standing { group, seats, held, candidates, templates })
    })
    .await
}

/// What is known of one of the chosen.
fn look(
    core: &Core,
    r: &Read<'_>,
    (group, inside): (&GroupChat, &[ContactId]),
    (id, asked): (ContactId, &Question),
) -> Result<(Chosen, Candidate), StoreError> {
    let number = &group.account_id;
    let portfolio = account::get(r, number)?.and_then(|account| account.portfolio);
    let person = contact::person(r, id, number, portfolio.as_deref())?;
    let who = Who { account: number.clone(), contact: id, person };
    let (consents, purposes) = (consents(r, &core.ledger, &who)?, purpose::all(r)?);
    let (person, blocked) = (who.person, block::holds(r, number, id)?);
    let known = Known { window: ServiceWindow::Never, consents: &consents, purposes: &purposes, blocked };
    let (everyone, mut stands, mut removed) = (contact_merge::everyone(r, id)?, Vec::new(), false);
    for one in &everyone {
        stands.extend(table::of_person(r, *one, group.chat_id)?.map(|last| last.state));
        removed |= group_line::was_removed(r, group.chat_id, *one)?;
    }
    let chosen = Chosen {
        contact: id,
        reachable: !person.is_nobody() && !core.suppression.is_suppressed(&person)?,
        inside: everyone.iter().any(|one| inside.contains(one)),
        invited: stands.contains(&InvitationState::Invited),
        waiting: stands.contains(&InvitationState::Waiting),
        removed,
        nameless: asked.named && person.name.is_none(),
        denial: verdict(&Wish::Invitation(asked.category), known, core.now()).err(),
    };
    let own = chat::by_contact(r, number, id)?.map(|own| chat::get(r, own)).transpose()?.flatten();
    let own = own.filter(|own| own.last_received_at.is_some());
    let language = own.map(|own| language(r, &own)).transpose()?;
    let place = InvitePlace::LeftOut { why: LeftOut::Unreachable };
    Ok((chosen, Candidate { contact: id, person, language, place }))
}

fn row(candidate: &Candidate) -> InviteRow {
    let person = &candidate.person;
    InviteRow {
        contact_id: candidate.contact,
        name: person.name.clone().or_else(|| person.username.clone()),
        phone_masked: person.phone.as_deref().map(masked),
        place: candidate.place,
    }
}

/// A part of a group's invitations.
pub async fn page(core: &Arc<Core>, request: InvitationsRequest) -> Answer<InvitationsPage> {
    let InvitationsRequest { chat_id, state, before, limit } = request;
    let limit = limit.clamp(1, MOST_ROWS) as usize;
    read(core, move |_, r| {
        let mut found = match (state, before) {
            // Whoever waits longest is the next.
            (InvitationState::Waiting, behind) => {
                table::waiting(r, chat_id, behind.map_or(0, |behind| behind.0), limit + 1)?
            }
            (_, before) => table::page(r, chat_id, state, before.map_or(i64::MAX, |before| before.0), limit + 1)?,
        };
        let more = found.len() > limit;
        found.truncate(limit);
        let rows = found.into_iter().map(|one| invited(r, one)).collect::<Result<_, _>>()?;
        let table::Funnel { invited, sent, delivered, read, joined, spoke, failed, waiting } =
            table::funnel(r, chat_id)?;
        let funnel = InvitationFunnel { invited, sent, delivered, read, joined, spoke, failed, waiting };
        Ok(InvitationsPage { rows, more, funnel })
    })
    .await
}

fn invited(r: &Read<'_>, one: Invitation) -> Result<InvitationRow, StoreError> {
    let person = contact::person(r, one.contact_id, &one.account_id, None)?;
    let status = one.message_id.map(|id| message::get(r, id)).transpose()?.flatten().and_then(|said| said.status);
    Ok(InvitationRow {
        invitation_id: one.invitation_id,
        contact_id: one.contact_id,
        name: person.name.or(person.username),
        phone_masked: person.phone.as_deref().map(masked),
        operator: one.operator,
        at: one.at,
        state: one.state,
        held_until: one.held_until,
        status,
        joined_at: one.joined_at,
        spoke_at: one.spoke_at,
    })
}

/// Takes invitations back.
pub async fn withdraw(core: &Arc<Core>, request: InvitationsWithdraw) -> Answer<Nothing> {
    let InvitationsWithdraw { command_id, invitations } = request;
    let named = command_id.0.len();
    if invitations.is_empty() || invitations.len() > MOST || named == 0 || named + PART > LONGEST_COMMAND {
        return Err(ErrorCode::BadRequest.into());
    }
    let _one = core.inviting.lock().await;
    let end = |(number, invitation)| {
        let command = CommandId(format!("{command_id} part {number}"));
        (command, Decision::InvitationEnded { invitation, end: InvitationEnd::Withdrawn })
    };
    let entries = invitations.into_iter().enumerate().map(end).collect();
    append(core, entries).await?;
    core.bells.groups.notify_one();
    Ok(Nothing {})
}
