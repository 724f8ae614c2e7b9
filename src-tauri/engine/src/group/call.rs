//! One call about a group: what it needs from the tables, and what its answer means for them.

use std::sync::Arc;

use domain::decision::Refused;
use domain::group::{GroupAct, GroupFault, GroupOutcome, GroupPart};
use domain::{GroupId, JoinRequestId, Person};
use providers::{GroupCall, GroupReply, MediaUpload, Provider};
use store::StoreError;
use store::table::group_act::GroupActRow;
use store::table::{contact, group_chat, join_request};

use super::compare::is_gone;
use super::worker::portfolio;
use crate::core::Core;

/// What a call needs besides what was decided.
pub struct Prepared {
    group: GroupId,
    people: Vec<Person>,
    requests: Vec<(JoinRequestId, String)>,
    picture: Option<MediaUpload>,
}

/// Collects what the call needs; or why nothing is asked.
///
/// # Errors
/// When it cannot be read.
pub async fn prepare(core: &Arc<Core>, row: &GroupActRow) -> Result<Result<Prepared, Refused>, StoreError> {
    let row = row.clone();
    core.blocking(move |core| {
        let (group, people, requests) = core.console.read(|r| {
            let group = row.chat_id.map(|chat| group_chat::get(r, chat)).transpose()?.flatten();
            let portfolio = portfolio(r, &row.account_id)?;
            let (mut people, mut requests) = (Vec::new(), Vec::new());
            if let GroupAct::Remove { people: wanted, .. } = &row.act {
                for id in wanted {
                    people.push(contact::person(r, *id, &row.account_id, portfolio.as_deref())?);
                }
            }
            if let GroupAct::Decide { requests: wanted, .. } = &row.act {
                for id in wanted {
                    requests.extend(join_request::get(r, *id)?.map(|found| (*id, found.provider_request)));
                }
            }
            Ok((group, people, requests))
        })?;
        let is_new = matches!(row.act, GroupAct::Create { .. });
        let gone = group.as_ref().is_none_or(|group| group.deleted) && !is_new;
        let nobody = matches!(row.act, GroupAct::Remove { .. }) && people.iter().all(Person::is_nobody);
        if gone || nobody || matches!(row.act, GroupAct::Decide { .. }) && requests.is_empty() {
            return Ok(Err(Refused { reason: "group_unknown".to_owned(), code: None }));
        }
        let picture = match &row.act {
            GroupAct::Picture { file } => match core.media.get(file)? {
                Some(bytes) => Some(MediaUpload { bytes: bytes.into(), mime: "image/jpeg".to_owned(), filename: None }),
                None => return Ok(Err(Refused { reason: "media_missing".to_owned(), code: None })),
            },
            _ => None,
        };
        let group = group.map_or_else(|| GroupId(String::new()), |group| group.group_id);
        Ok(Ok(Prepared { group, people, requests, picture }))
    })
    .await
}

/// Asks once.
pub async fn ask(core: &Core, provider: &dyn Provider, row: &GroupActRow, prepared: &Prepared) -> GroupOutcome {
    let group = &prepared.group;
    let ids: Vec<String> = prepared.requests.iter().map(|(_, id)| id.clone()).collect();
    let call = match &row.act {
        GroupAct::Create { subject, description, approval, .. } => {
            GroupCall::Create { subject, description, approval: *approval }
        }
        GroupAct::Change { subject, description } => {
            GroupCall::Change { group, subject: subject.as_deref(), description: description.as_deref() }
        }
        GroupAct::Picture { .. } => match prepared.picture.clone() {
            Some(file) => GroupCall::Picture { group, file },
            None => {
                return GroupOutcome::Refused { reason: Refused { reason: "media_missing".to_owned(), code: None } };
            }
        },
        GroupAct::Delete => GroupCall::Delete { group },
        GroupAct::ReplaceLink => GroupCall::ReplaceLink { group },
        GroupAct::Decide { approve, .. } => GroupCall::Decide { group, requests: &ids, approve: *approve },
        GroupAct::Remove { .. } => GroupCall::Remove { group, people: &prepared.people },
    };
    match provider.group_call(call).await {
        // Somebody else may have deleted it: then it is as we wanted.
        GroupReply::Refused { .. } if row.act == GroupAct::Delete && is_not_there(provider, group).await => {
            GroupOutcome::Seen { done: true, group: None }
        }
        reply => outcome(core, prepared, reply),
    }
}

async fn is_not_there(provider: &dyn Provider, group: &GroupId) -> bool {
    provider.group(group).await.is_err_and(|error| is_gone(&error))
}

fn outcome(core: &Core, prepared: &Prepared, reply: GroupReply) -> GroupOutcome {
    match reply {
        GroupReply::Taken { request } => GroupOutcome::Taken { request },
        GroupReply::Done { failed } => {
            let ours = |id: &String| prepared.requests.iter().find(|(_, theirs)| theirs == id).map(|(ours, _)| *ours);
            let fault = |(id, reason)| Some(GroupFault { part: GroupPart::Request { request: ours(&id)? }, reason });
            GroupOutcome::Done { faults: failed.into_iter().filter_map(fault).collect() }
        }
        GroupReply::Link { link } => GroupOutcome::Link { link },
        GroupReply::Refused { reason } => GroupOutcome::Refused { reason },
        GroupReply::Later { reason, after } => GroupOutcome::Later { reason, not_before: core.now().plus(after) },
        GroupReply::Lost => GroupOutcome::Lost,
    }
}
