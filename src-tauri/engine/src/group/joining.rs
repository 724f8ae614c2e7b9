//! Lets people in without the operator: those for whom a seat is held, and those whom the group's rule lets in. Seats that
//! were held long enough are freed.

use std::collections::HashSet;
use std::sync::Arc;

use domain::decision::{Decided, Decision};
use domain::gate::{Known, Wish, verdict};
use domain::group::{GroupAct, GroupDecision};
use domain::invitation::{Asker, InvitationEnd};
use domain::template::TemplateCategory;
use domain::window::ServiceWindow;
use domain::{CommandId, ContactId, JoinRequestId, Timestamp};
use store::table::group_chat::{self, GroupChat};
use store::table::join_request::{self, JoinRequest, JoinState};
use store::table::{account, contact, group_line, invitation, label, purpose};
use store::{EntryKind, Read, StoreError};

use crate::commands::group_limits;
use crate::core::Core;

/// By whom it is decided.
pub const RULE: &str = "rule";
/// Most requests and seats in one look.
const STEP: usize = 200;

/// Requests that were decided here, each with when it was made: what the provider did not do is left to the operator.
pub type Looked = HashSet<(JoinRequestId, Timestamp)>;

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
    let open = core.blocking(|core| core.console.read(|r| join_request::open(r, STEP))).await?;
    looked.retain(|known| open.iter().any(|one| (one.join_request_id, one.at) == *known));
    for request in open {
        if request.state != JoinState::Open || looked.contains(&(request.join_request_id, request.at)) {
            continue;
        }
        let asked = request.clone();
        let entered = core.blocking(move |core| core.console.read(|r| may_enter(core, r, &asked))).await?;
        let Some((group, reason)) = entered else { continue };
        looked.insert((request.join_request_id, request.at));
        let requests = vec![request.join_request_id];
        let act = GroupAct::Decide { requests, approve: true, reason: Some(reason.to_owned()) };
        let decision = GroupDecision { account: group.account_id, group: Some(group.group_id), act };
        let what = format!("join {} {}", request.join_request_id, request.at.0);
        decide(core, &what, Decision::Group(Box::new(decision))).await?;
    }
    Ok(())
}

/// The group and why, where somebody is let in without being looked at.
fn may_enter(
    core: &Core,
    r: &Read<'_>,
    request: &JoinRequest,
) -> Result<Option<(GroupChat, &'static str)>, StoreError> {
    let Some(group) = group_chat::get(r, request.chat_id)?.filter(|group| !group.deleted && !group.suspended) else {
        return Ok(None);
    };
    let Some(limits) = group_limits(core, &group.account_id) else { return Ok(None) };
    let seat = invitation::of_person(r, request.contact_id, request.chat_id)?;
    if seat.is_some_and(|seat| seat.held_until.is_some()) {
        return Ok((group.people < limits.seats).then_some((group, "seat")));
    }
    let taken = group.people.saturating_add(invitation::held(r, request.chat_id)?);
    let Some(rule) = group.rule.clone().filter(|_| taken < limits.seats) else { return Ok(None) };
    let asker = asker(core, r, &group, request.contact_id)?;
    Ok(rule.lets_in(&asker).then_some((group, "rule")))
}

fn asker(core: &Core, r: &Read<'_>, group: &GroupChat, id: ContactId) -> Result<Asker, StoreError> {
    let portfolio = account::get(r, &group.account_id)?.and_then(|account| account.portfolio);
    let person = contact::person(r, id, &group.account_id, portfolio.as_deref())?;
    let (consents, purposes) = (core.ledger.consents(&group.account_id, &person)?, purpose::all(r)?);
    let known = Known { window: ServiceWindow::Never, consents: &consents, purposes: &purposes };
    let labels = label::of_contact(r, id)?.into_iter().map(|label| label.label_id).collect();
    let consent = verdict(&Wish::Invitation(TemplateCategory::Utility), known, core.now()).is_ok();
    Ok(Asker { consent, labels, removed: group_line::was_ever_removed(r, group.chat_id, id)? })
}

async fn decide(core: &Arc<Core>, what: &str, decision: Decision) -> Result<(), StoreError> {
    let command = CommandId::of_rule(what);
    let dedupe = Some(command.0.clone());
    let decided = Decided { command, at: core.now(), operator: RULE.to_owned(), decision };
    core.append(EntryKind::Decided, dedupe, &decided).await.map(|_| ())
}
