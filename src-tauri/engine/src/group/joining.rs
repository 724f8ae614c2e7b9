//! Lets people in without the operator: those for whom a seat is held, and those whom the group's rule lets in. Seats that
//! were held long enough are freed.

use std::collections::HashMap;
use std::sync::Arc;

use domain::decision::{Decided, Decision};
use domain::gate::{Known, Wish, verdict};
use domain::group::{GroupAct, GroupDecision, UNHEARD};
use domain::invitation::{Asker, InvitationEnd};
use domain::template::TemplateCategory;
use domain::time::DAY;
use domain::window::ServiceWindow;
use domain::{ChatId, CommandId, ContactId, JoinRequestId, Timestamp};
use store::table::group_chat::{self, GroupChat};
use store::table::join_request::{self, JoinRequest, JoinState};
use store::table::{account, block, contact, contact_merge, group_line, invitation, label, participant, purpose};
use store::{EntryKind, Read, StoreError};

use crate::commands::group_seats;
use crate::consent::{Who, consents};
use crate::core::Core;

/// By whom it is decided.
pub const RULE: &str = "rule";
/// How long it is kept what was decided here, in milliseconds: longer than a request stays open that the provider refused.
const KEPT: i64 = 30 * DAY;
/// Most seats in one look.
const STEP: usize = 200;

/// Requests that were decided here, each with when it was made, and who enters by it since when: what the provider did not do
/// is left to the operator, and whoever is let in takes a seat before the coming is told.
pub type Looked = HashMap<(JoinRequestId, Timestamp), (JoinRequest, Timestamp)>;

/// Frees what is due and lets in who may come.
///
/// # Errors
/// When the disk says no.
pub async fn step(core: &Arc<Core>, looked: &mut Looked) -> Result<(), StoreError> {
    let now = core.now();
    for seat in core.blocking(move |core| core.console.read(|r| invitation::due(r, now, STEP))).await? {
        let decision = Decision::InvitationEnded { invitation: seat.invitation_id, end: InvitationEnd::Lapsed };
        decide(core, &format!("seat of {}", seat.invitation_id), decision).await?;
    }
    looked.retain(|_, (_, since)| now.since(*since) < KEPT);
    let held = core.blocking(move |core| core.console.read(|r| join_request::of_held(r, now))).await?;
    for request in held {
        let asked = request.clone();
        let group = core.blocking(move |core| core.console.read(|r| by_seat(core, r, &asked))).await?;
        let Some(group) = group.filter(|_| !looked.contains_key(&key(&request))) else { continue };
        let_in(core, looked, request, group, "seat").await?;
    }
    for chat in core.blocking(|core| core.console.read(group_chat::ruled)).await? {
        for request in core.blocking(move |core| core.console.read(|r| join_request::open_of(r, chat))).await? {
            if request.state != JoinState::Open || looked.contains_key(&key(&request)) {
                continue;
            }
            let (asked, entering) = (request.clone(), entering(core, looked, chat, now).await?);
            let fits = core.blocking(move |core| core.console.read(|r| by_rule(core, r, &asked, entering))).await?;
            if let Some(group) = fits {
                let_in(core, looked, request, group, "rule").await?;
            }
        }
    }
    Ok(())
}

const fn key(request: &JoinRequest) -> (JoinRequestId, Timestamp) {
    (request.join_request_id, request.at)
}

async fn let_in(
    core: &Arc<Core>,
    looked: &mut Looked,
    request: JoinRequest,
    group: GroupChat,
    reason: &str,
) -> Result<(), StoreError> {
    let act =
        GroupAct::Decide { requests: vec![request.join_request_id], approve: true, reason: Some(reason.to_owned()) };
    let decision = GroupDecision { account: group.account_id, group: Some(group.group_id), act };
    let what = format!("join {} {}", request.join_request_id, request.at.0);
    looked.insert(key(&request), (request, core.now()));
    decide(core, &what, Decision::Group(Box::new(decision))).await
}

/// How many were let in by the rule just now and are not seen inside yet.
async fn entering(core: &Arc<Core>, looked: &Looked, chat: ChatId, now: Timestamp) -> Result<u32, StoreError> {
    let recent = looked.values().filter(|(request, since)| request.chat_id == chat && now.since(*since) < UNHEARD);
    let people: Vec<ContactId> = recent.map(|(request, _)| request.contact_id).collect();
    core.blocking(move |core| {
        core.console.read(|r| {
            let Some(group) = group_chat::get(r, chat)? else { return Ok(0) };
            let inside = participant::all(r, &group.account_id, &group.group_id)?;
            let outside = people.iter().filter(|one| !inside.iter().any(|known| known.contact_id == **one));
            Ok(u32::try_from(outside.count()).unwrap_or(u32::MAX))
        })
    })
    .await
}

/// The group, where it has room beside so many seats that are spoken for.
fn with_room(core: &Core, r: &Read<'_>, chat: ChatId, taken: u32) -> Result<Option<GroupChat>, StoreError> {
    let group = group_chat::get(r, chat)?.filter(|group| !group.deleted && !group.suspended);
    let Some(group) = group else { return Ok(None) };
    let seats = group_seats(core, r, &group.account_id)?;
    Ok((group.people.saturating_add(taken) < seats).then_some(group))
}

/// The group, where it has room for somebody for whom a seat is held: whoever was blocked since is not let in by it.
fn by_seat(core: &Core, r: &Read<'_>, request: &JoinRequest) -> Result<Option<GroupChat>, StoreError> {
    if block::holds(r, &request.account_id, request.contact_id)? {
        return Ok(None);
    }
    with_room(core, r, request.chat_id, 0)
}

/// The group, where its rule lets the person in and there is a seat that is held for nobody.
fn by_rule(core: &Core, r: &Read<'_>, request: &JoinRequest, entering: u32) -> Result<Option<GroupChat>, StoreError> {
    let taken = invitation::held(r, request.chat_id)?.saturating_add(entering);
    let Some(group) = with_room(core, r, request.chat_id, taken)? else { return Ok(None) };
    let Some(rule) = group.rule.clone() else { return Ok(None) };
    if block::holds(r, &group.account_id, request.contact_id)? {
        return Ok(None);
    }
    let asker = asker(core, r, &group, request.contact_id)?;
    Ok(rule.lets_in(&asker).then_some(group))
}

fn asker(core: &Core, r: &Read<'_>, group: &GroupChat, id: ContactId) -> Result<Asker, StoreError> {
    let portfolio = account::get(r, &group.account_id)?.and_then(|account| account.portfolio);
    let person = contact::person(r, id, &group.account_id, portfolio.as_deref())?;
    let who = Who { account: group.account_id.clone(), contact: id, person };
    let (consents, purposes) = (consents(r, &core.ledger, &who)?, purpose::all(r)?);
    let blocked = block::holds(r, &group.account_id, id)?;
    let known = Known { window: ServiceWindow::Never, consents: &consents, purposes: &purposes, blocked };
    let labels = label::of_contact(r, id)?.into_iter().map(|label| label.label_id).collect();
    let consent = verdict(&Wish::Invitation(TemplateCategory::Utility), known, core.now()).is_ok();
    let mut removed = false;
    for one in contact_merge::everyone(r, id)? {
        removed |= group_line::was_ever_removed(r, group.chat_id, one)?;
    }
    Ok(Asker { consent, labels, removed })
}

async fn decide(core: &Arc<Core>, what: &str, decision: Decision) -> Result<(), StoreError> {
    let command = CommandId::of_rule(what);
    let dedupe = Some(command.0.clone());
    let decided = Decided { command, at: core.now(), operator: RULE.to_owned(), decision };
    core.append(EntryKind::Decided, dedupe, &decided).await.map(|_| ())
}
