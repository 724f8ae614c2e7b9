//! Looks at a group where nobody told what came of a call: its webhook never came, or its answer was lost.

use std::sync::Arc;

use domain::decision::Refused;
use domain::group::{GroupAct, GroupActState, GroupFault, GroupOutcome, GroupPart};
use domain::time::MINUTE;
use domain::{GroupId, Person};
use providers::{GroupInfo, Provider};
use store::StoreError;
use store::table::group_act::{self, GroupActRow};
use store::table::{chat, contact, group_chat, join_request};

use super::compare::{is_gone, keep_group};
use super::worker::portfolio;
use crate::core::Core;

/// After so long without its webhook a call that cannot be seen to be done is said not to be.
const GIVEN_UP: i64 = 10 * MINUTE;
/// The provider's clock and ours may differ by so much.
const CLOCKS: i64 = 5 * MINUTE;

/// The word for what is seen not to be done.
const NOT_DONE: &str = "not_done";

/// What is to be seen; none where nothing can be said yet.
///
/// # Errors
/// When the disk says no. A provider that cannot be reached says nothing.
pub async fn look(
    core: &Arc<Core>,
    provider: &dyn Provider,
    row: &GroupActRow,
) -> Result<Option<GroupOutcome>, StoreError> {
    let given_up = row.state == GroupActState::Pending && core.now().since(row.state_at) >= GIVEN_UP;
    let seen = match &row.act {
        GroupAct::Create { subject, .. } => created(core, provider, row, subject).await?,
        _ => match group(core, row).await? {
            Some(id) => looked_at(core, provider, (row, given_up), &id).await?,
            None => None,
        },
    };
    Ok(seen.or_else(|| given_up.then(|| lost(&row.act))))
}

/// What is said once nobody will tell any more. No call reads a picture, so of it nothing can be said.
fn lost(act: &GroupAct) -> GroupOutcome {
    match act {
        GroupAct::Picture { .. } => GroupOutcome::Done { faults: vec![fault(GroupPart::Picture, "not_seen")] },
        _ => GroupOutcome::Seen { done: false, group: None },
    }
}

/// A group of that name that was made since, and by no other call of ours.
async fn created(
    core: &Arc<Core>,
    provider: &dyn Provider,
    row: &GroupActRow,
    subject: &str,
) -> Result<Option<GroupOutcome>, StoreError> {
    let Ok(all) = provider.groups().await else { return Ok(None) };
    let since = row.at.plus(-CLOCKS);
    let alike = all.into_iter().filter(|group| {
        group.subject.trim() == subject.trim() && group.created_at.is_none_or(|created| created >= since)
    });
    let mut nobodys = nobodys(core, row, alike.collect()).await?.into_iter();
    let (Some(found), None) = (nobodys.next(), nobodys.next()) else { return Ok(None) };
    let outcome = GroupOutcome::Seen { done: true, group: Some(found.id.clone()) };
    keep_group(core, &row.account_id, found).await?;
    Ok(Some(outcome))
}

/// The groups that were not made by another call.
async fn nobodys(
    core: &Arc<Core>,
    row: &GroupActRow,
    mut groups: Vec<GroupInfo>,
) -> Result<Vec<GroupInfo>, StoreError> {
    let (act, account) = (row.act_id, row.account_id.clone());
    core.blocking(move |core| {
        core.console.read(|r| {
            let mut taken = Vec::new();
            for group in &groups {
                let Some(chat) = chat::by_group(r, &account, &group.id)? else { continue };
                let other = |one: &GroupActRow| one.act_id != act && matches!(one.act, GroupAct::Create { .. });
                if group_act::of_chat(r, chat)?.iter().any(other) {
                    taken.push(group.id.clone());
                }
            }
            groups.retain(|group| !taken.contains(&group.id));
            Ok(groups)
        })
    })
    .await
}

async fn looked_at(
    core: &Arc<Core>,
    provider: &dyn Provider,
    (row, given_up): (&GroupActRow, bool),
    id: &GroupId,
) -> Result<Option<GroupOutcome>, StoreError> {
    match &row.act {
        GroupAct::ReplaceLink => {
            return Ok(provider.invite_link(id).await.ok().map(|link| GroupOutcome::Link { link }));
        }
        GroupAct::Decide { .. } => return decided(core, provider, row, id).await,
        _ => {}
    }
    let found = provider.group(id).await;
    if matches!(row.act, GroupAct::Delete) {
        return Ok(found.is_err_and(|error| is_gone(&error)).then_some(GroupOutcome::Seen { done: true, group: None }));
    }
    let Ok(found) = found else { return Ok(None) };
    if given_up && let GroupAct::Remove { people, .. } = &row.act {
        let there = wanted(core, row).await?.into_iter().zip(people).filter(|(person, _)| is_in(&found, person));
        let faults = there.map(|(_, contact)| fault(GroupPart::Person { contact: *contact }, NOT_DONE)).collect();
        keep_group(core, &row.account_id, found).await?;
        return Ok(Some(GroupOutcome::Done { faults }));
    }
    let done = match &row.act {
        GroupAct::Change { subject, description } => {
            subject.as_ref().is_none_or(|subject| found.subject == subject.trim())
                && description
                    .as_ref()
                    .is_none_or(|text| found.description.as_deref().unwrap_or_default() == text.trim())
        }
        GroupAct::Remove { .. } => !wanted(core, row).await?.iter().any(|person| is_in(&found, person)),
        _ => false,
    };
    keep_group(core, &row.account_id, found).await?;
    Ok(done.then_some(GroupOutcome::Seen { done: true, group: None }))
}

/// Whoever is not in the list of those who ask was decided about.
async fn decided(
    core: &Arc<Core>,
    provider: &dyn Provider,
    row: &GroupActRow,
    id: &GroupId,
) -> Result<Option<GroupOutcome>, StoreError> {
    let (GroupAct::Decide { requests, .. }, Ok(asking)) = (&row.act, provider.join_requests(id).await) else {
        return Ok(None);
    };
    let requests = requests.clone();
    let known = core.blocking(move |core| {
        core.console.read(|r| requests.into_iter().map(|id| join_request::get(r, id)).collect::<Result<Vec<_>, _>>())
    });
    let still = known
        .await?
        .into_iter()
        .flatten()
        .filter(|request| asking.iter().any(|one| one.request == request.provider_request));
    let faults = still.map(|request| fault(GroupPart::Request { request: request.join_request_id }, NOT_DONE));
    Ok(Some(GroupOutcome::Done { faults: faults.collect() }))
}

fn fault(part: GroupPart, why: &str) -> GroupFault {
    GroupFault { part, reason: Refused { reason: why.to_owned(), code: None } }
}

async fn group(core: &Arc<Core>, row: &GroupActRow) -> Result<Option<GroupId>, StoreError> {
    let Some(chat) = row.chat_id else { return Ok(None) };
    core.blocking(move |core| core.console.read(|r| group_chat::get(r, chat)))
        .await
        .map(|found| found.map(|group| group.group_id))
}

async fn wanted(core: &Arc<Core>, row: &GroupActRow) -> Result<Vec<Person>, StoreError> {
    let GroupAct::Remove { people, .. } = row.act.clone() else { return Ok(Vec::new()) };
    let account = row.account_id.clone();
    core.blocking(move |core| {
        core.console.read(|r| {
            let portfolio = portfolio(r, &account)?;
            people.iter().map(|id| contact::person(r, *id, &account, portfolio.as_deref())).collect()
        })
    })
    .await
}

fn is_in(group: &GroupInfo, person: &Person) -> bool {
    group.participants.iter().any(|one| one.keys().any(|key| person.keys().any(|theirs| theirs == key)))
}
