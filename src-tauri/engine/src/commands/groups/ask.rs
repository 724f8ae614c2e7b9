//! What is asked of the provider about groups. It is decided here and asked later: the answer says only that it was decided.

use std::sync::Arc;

use contract::group::{
    GroupAsked, GroupCommand, GroupCreate, GroupPicture, GroupRemove, GroupRename, GroupSettle, GroupSort, JoinDecide,
};
use contract::invitation::JoinRuleSave;
use contract::welcome::GroupWelcomeSave;
use contract::workspace::Nothing;
use contract::{ErrorBody, ErrorCode, Retry};
use domain::capability::GroupLimits;
use domain::decision::{Decision, Refused};
use domain::group::{GroupAct, GroupDecision};
use domain::invitation::JoinRule;
use domain::{ChatId, CommandId, GroupActId, JoinRequestId};
use providers::ProviderError;
use store::table::group_chat::GroupChat;
use store::table::join_request::JoinState;
use store::table::{group_act, group_chat, join_request};

use super::super::{Answer, LONGEST_COMMAND, decide, read, storage};
use super::{limits, picture};
use crate::core::Core;
use crate::group::{Failure, compare_one};

/// Longest topic, in letters.
const LONGEST_TOPIC: usize = 60;
/// Longest reason that we keep for ourselves, in letters.
const LONGEST_REASON: usize = 500;
/// Letters that the number of a part adds to a command's name.
const PART: usize = 12;
/// Most people or requests in one command.
const MOST: usize = 1_024;

/// Makes a group.
pub async fn create(core: &Arc<Core>, request: GroupCreate) -> Answer<GroupAsked> {
    let GroupCreate { command_id, account_id, subject, description, approval, kind, topic } = request;
    let limits = limits(core, &account_id).ok_or(ErrorCode::NotFound)?;
    let subject = named(&subject, limits)?;
    let description = described(&description, limits)?;
    let act = GroupAct::Create { subject, description, approval, kind, topic: about(topic)? };
    asked(core, command_id, GroupDecision { account: account_id, group: None, act }).await
}

/// Changes name or description.
pub async fn rename(core: &Arc<Core>, request: GroupRename) -> Answer<GroupAsked> {
    let (group, limits) = known(core, request.chat_id).await?;
    let subject = request.subject.map(|subject| named(&subject, limits)).transpose()?;
    let description = request.description.map(|text| described(&text, limits)).transpose()?;
    if subject.is_none() && description.is_none() {
        return Err(ErrorCode::BadRequest.into());
    }
    of(core, request.command_id, group, GroupAct::Change { subject, description }).await
}

/// Gives it a picture.
pub async fn set_picture(core: &Arc<Core>, request: GroupPicture) -> Answer<GroupAsked> {
    let (group, limits) = known(core, request.chat_id).await?;
    picture::check(core, request.file.clone(), limits).await?;
    of(core, request.command_id, group, GroupAct::Picture { file: request.file }).await
}

/// Says what it is for and about.
pub async fn sort(core: &Arc<Core>, request: GroupSort) -> Answer<Nothing> {
    known(core, request.chat_id).await?;
    let (kind, topic) = (request.kind, about(request.topic)?);
    let decision = Decision::GroupSorted { chat: request.chat_id, kind, topic };
    decide(core, request.command_id, decision).await.map(|_| Nothing {})
}

/// Makes another link.
pub async fn replace_link(core: &Arc<Core>, request: GroupCommand) -> Answer<GroupAsked> {
    let (group, _) = known(core, request.chat_id).await?;
    of(core, request.command_id, group, GroupAct::ReplaceLink).await
}

/// Deletes it.
pub async fn delete(core: &Arc<Core>, request: GroupCommand) -> Answer<GroupAsked> {
    let (group, _) = known(core, request.chat_id).await?;
    of(core, request.command_id, group, GroupAct::Delete).await
}

/// Compares it with the provider now.
pub async fn compare(core: &Arc<Core>, request: GroupCommand) -> Answer<Nothing> {
    let (group, _) = known(core, request.chat_id).await?;
    let provider = core.numbers.provider(&group.account_id).ok_or(ErrorCode::Offline)?;
    let done = compare_one(core, &*provider, &group.account_id, &group.group_id).await;
    core.feed.changed(contract::change::ChangeKind::Groups);
    match done {
        Ok(()) => Ok(Nothing {}),
        Err(Failure::Store(error)) => Err(storage(error)),
        Err(Failure::Provider(error)) => Err(untold(error)),
    }
}

/// Why the provider did not tell of a group.
fn untold(error: ProviderError) -> ErrorBody {
    let refused = Refused { reason: error.reason.to_owned(), code: error.code };
    match error.retry {
        providers::Retry::WhenOnline => ErrorBody { retry: Retry::WhenOnline, ..ErrorCode::Offline.into() },
        providers::Retry::After(milliseconds) => ErrorBody::group_refused(refused, Retry::After { milliseconds }),
        providers::Retry::Never => ErrorBody::group_refused(refused, Retry::Never),
    }
}

/// Puts away what comparing found: it stays in the history.
pub async fn found_seen(core: &Arc<Core>, request: GroupCommand) -> Answer<Nothing> {
    known(core, request.chat_id).await?;
    let decision = Decision::GroupFoundSeen { chat: request.chat_id };
    decide(core, request.command_id, decision).await.map(|_| Nothing {})
}

/// Decides about people who ask to enter.
pub async fn join(core: &Arc<Core>, request: JoinDecide) -> Answer<GroupAsked> {
    let (group, _) = known(core, request.chat_id).await?;
    let JoinDecide { command_id, chat_id, requests, approve, reason } = request;
    let reason = reason.map(|reason| why(&reason)).transpose()?.filter(|reason| !reason.is_empty());
    if requests.is_empty() || requests.len() > MOST {
        return Err(ErrorCode::BadRequest.into());
    }
    let wanted = requests.clone();
    let open = move |id: &JoinRequestId, r: &store::Read<'_>| {
        let found = join_request::get(r, *id)?;
        Ok::<_, store::StoreError>(found.is_some_and(|one| one.chat_id == chat_id && one.state == JoinState::Open))
    };
    let all_open = read(core, move |_, r| {
        for id in &wanted {
            if !open(id, r)? {
                return Ok(false);
            }
        }
        Ok(true)
    });
    if !all_open.await? {
        return Err(ErrorCode::TooLate.into());
    }
    of(core, command_id, group, GroupAct::Decide { requests, approve, reason }).await
}

/// Takes people out, as many at once as the provider takes.
pub async fn remove(core: &Arc<Core>, request: GroupRemove) -> Answer<GroupAsked> {
    let (group, limits) = known(core, request.chat_id).await?;
    let GroupRemove { command_id, people, reason, .. } = request;
    let reason = why(&reason)?;
    let fits = command_id.0.len() + PART <= LONGEST_COMMAND;
    if people.is_empty() || people.len() > MOST || reason.is_empty() || command_id.0.is_empty() || !fits {
        return Err(ErrorCode::BadRequest.into());
    }
    let mut first = None;
    for (number, part) in people.chunks(limits.removed_at_once.max(1) as usize).enumerate() {
        let command = CommandId(format!("{command_id} part {number}"));
        let act = GroupAct::Remove { people: part.to_vec(), reason: reason.clone() };
        let asked = of(core, command, group.clone(), act).await?;
        first.get_or_insert(asked);
    }
    first.ok_or_else(|| ErrorCode::BadRequest.into())
}

/// Says who is let in without being looked at.
pub async fn save_rule(core: &Arc<Core>, request: JoinRuleSave) -> Answer<Nothing> {
    let JoinRuleSave { command_id, chat_id, rule } = request;
    let (group, _) = known(core, chat_id).await?;
    if group.approval != Some(true) && rule.is_some() || rule.as_ref().is_some_and(JoinRule::is_empty) {
        return Err(ErrorCode::BadRequest.into());
    }
    decide(core, command_id, Decision::JoinRuleSaved { chat: chat_id, rule }).await.map(|_| Nothing {})
}

/// Says what whoever comes in reads.
pub async fn save_welcome(core: &Arc<Core>, request: GroupWelcomeSave) -> Answer<Nothing> {
    let GroupWelcomeSave { command_id, chat_id, welcome } = request;
    known(core, chat_id).await?;
    if !welcome.is_whole() {
        return Err(ErrorCode::BadRequest.into());
    }
    decide(core, command_id, Decision::WelcomeSaved { chat: chat_id, welcome }).await.map(|_| Nothing {})
}

/// Puts away what failed, or asks for it again.
pub async fn settle(core: &Arc<Core>, request: GroupSettle) -> Answer<Nothing> {
    let act = request.act_id;
    if read(core, move |_, r| group_act::get(r, act)).await?.is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    let decision = Decision::GroupSettled { act, again: request.again };
    decide(core, request.command_id, decision).await?;
    core.bells.groups.notify_one();
    Ok(Nothing {})
}

async fn known(core: &Arc<Core>, chat: ChatId) -> Answer<(GroupChat, GroupLimits)> {
    let group = read(core, move |_, r| group_chat::get(r, chat)).await?.ok_or(ErrorCode::NotFound)?;
    if group.deleted {
        return Err(ErrorCode::TooLate.into());
    }
    let limits = limits(core, &group.account_id).ok_or(ErrorCode::NotFound)?;
    Ok((group, limits))
}

async fn of(core: &Arc<Core>, command: CommandId, group: GroupChat, act: GroupAct) -> Answer<GroupAsked> {
    asked(core, command, GroupDecision { account: group.account_id, group: Some(group.group_id), act }).await
}

async fn asked(core: &Arc<Core>, command: CommandId, decision: GroupDecision) -> Answer<GroupAsked> {
    let position = decide(core, command, Decision::Group(Box::new(decision))).await?;
    Ok(GroupAsked { act_id: GroupActId::at(position, 0) })
}

fn named(subject: &str, limits: GroupLimits) -> Answer<String> {
    let subject = subject.trim();
    if subject.is_empty() || letters(subject) > limits.subject {
        return Err(ErrorCode::BadRequest.into());
    }
    Ok(subject.to_owned())
}

fn described(description: &str, limits: GroupLimits) -> Answer<String> {
    let description = description.trim();
    if letters(description) > limits.description {
        return Err(ErrorCode::BadRequest.into());
    }
    Ok(description.to_owned())
}

fn about(topic: Option<String>) -> Answer<Option<String>> {
    let topic = topic.map(|topic| topic.trim().to_owned()).filter(|topic| !topic.is_empty());
    match topic {
        Some(topic) if topic.chars().count() > LONGEST_TOPIC => Err(ErrorCode::BadRequest.into()),
        topic => Ok(topic),
    }
}

fn why(reason: &str) -> Answer<String> {
    let reason = reason.trim();
    if reason.chars().count() > LONGEST_REASON {
        return Err(ErrorCode::BadRequest.into());
    }
    Ok(reason.to_owned())
}

fn letters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
