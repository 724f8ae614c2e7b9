//! What is asked of the provider about groups: decided, tried, answered, and settled by what webhooks tell.

use contract::change::ChangeKind;
use domain::decision::{Decided, Refused};
use domain::event::ProviderError;
use domain::group::{
    GroupAct, GroupActState, GroupAnswer, GroupAttempt, GroupDecision, GroupFault, GroupHappened, GroupOutcome,
    GroupPart,
};
use domain::{AccountId, ChatId, ContactId, GroupActId, GroupId, JoinRequestId, Timestamp};
use store::table::group_act::{self, GroupActRow};
use store::table::group_early::GroupNews;
use store::table::join_request::{self, JoinState};
use store::table::{account, chat, chat_change, contact, group_chat, group_early, group_line, invitation};
use store::{StoreError, Write};

use super::group::Told;
use super::people::{Seen, Shared};
use super::{Facts, Origin};

/// Everything before comes from a backup: what was to be asked may have been asked since. It is looked at, and not asked again.
pub fn restored(w: &Write<'_>, at: Timestamp, facts: &mut Facts) -> Result<(), StoreError> {
    for state in [GroupActState::Waiting, GroupActState::Calling] {
        for row in group_act::in_state(w, state)? {
            group_act::set(w, &GroupActRow { state: GroupActState::Unknown, state_at: at, ..row })?;
        }
    }
    facts.groups = true;
    facts.kind(ChangeKind::Groups);
    Ok(())
}

/// The number of the provider for a request to enter that it does not know.
const REQUEST_GONE: i64 = 131_213;

/// Something is to be asked.
pub fn asked(
    w: &Write<'_>,
    origin: Origin,
    made: &Decided,
    decision: &GroupDecision,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let GroupDecision { account, group, act } = decision;
    let chat_id = match group {
        Some(group) => chat::by_group(w, account, group)?,
        None => None,
    };
    let row = GroupActRow {
        act_id: GroupActId::at(origin.position, 0),
        account_id: account.clone(),
        chat_id,
        act: act.clone(),
        operator: made.operator.clone(),
        at: made.at,
        state: GroupActState::Waiting,
        state_at: made.at,
        not_before: Timestamp(0),
        request: None,
        faults: Vec::new(),
    };
    group_act::put(w, &row)?;
    for contact in people(w, act)? {
        contact::trace(w, contact, origin.position)?;
    }
    decide(w, act, JoinState::Deciding)?;
    facts.kind(ChangeKind::Groups);
    facts.groups = true;
    Ok(())
}

/// What failed is put away, or goes again.
pub fn settled(w: &Write<'_>, id: GroupActId, again: bool, at: Timestamp) -> Result<(), StoreError> {
    let Some(row) = group_act::get(w, id)? else { return Ok(()) };
    if !again {
        return group_act::put_away(w, id);
    }
    let open = matches!(row.state, GroupActState::Failed | GroupActState::Partly | GroupActState::Unknown);
    if open {
        let row = GroupActRow { act: left(&row), faults: Vec::new(), ..row };
        group_act::narrow(w, id, &row.act)?;
        decide(w, &row.act, JoinState::Deciding)?;
        return moved(w, row, GroupActState::Waiting, at);
    }
    Ok(())
}

/// What is still to be done of something that was done in part.
fn left(row: &GroupActRow) -> GroupAct {
    let mut act = row.act.clone();
    if row.state != GroupActState::Partly {
        return act;
    }
    let failed = |part: GroupPart| row.faults.iter().any(|fault| fault.part == part);
    match &mut act {
        GroupAct::Remove { people, .. } => people.retain(|contact| failed(GroupPart::Person { contact: *contact })),
        GroupAct::Decide { requests, .. } => {
            requests.retain(|request| failed(GroupPart::Request { request: *request }))
        }
        GroupAct::Change { subject, description } => {
            subject.take_if(|_| !failed(GroupPart::Subject));
            description.take_if(|_| !failed(GroupPart::Description));
        }
        _ => {}
    }
    act
}

/// A call is about to leave.
pub fn attempted(w: &Write<'_>, attempt: &GroupAttempt, facts: &mut Facts) -> Result<(), StoreError> {
    facts.kind(ChangeKind::Groups);
    match group_act::get(w, attempt.act)? {
        Some(row) => moved(w, row, GroupActState::Calling, attempt.at),
        None => Ok(()),
    }
}

/// An answer came, or it is certain that none will, or the group was looked at.
pub fn answered(
    w: &Write<'_>,
    origin: Origin,
    shared: &Shared<'_>,
    answer: GroupAnswer,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    facts.kind(ChangeKind::Groups);
    let Some(mut row) = group_act::get(w, answer.act)? else { return Ok(()) };
    if row.state.is_settled() {
        return Ok(());
    }
    facts.groups = true;
    row.state_at = answer.at;
    let whole = |reason| vec![GroupFault { part: GroupPart::Whole, reason }];
    match answer.outcome {
        GroupOutcome::Taken { request } => taken(w, row, request, answer.at),
        GroupOutcome::Done { faults } => done(w, (origin, shared), row, faults),
        GroupOutcome::Link { link } => {
            row.chat_id.into_iter().for_each(|chat| facts.conversation(chat));
            linked(w, (origin, shared), row, &link)
        }
        GroupOutcome::Refused { reason } => {
            refused(w, &row, &reason)?;
            finish(w, row, whole(reason))
        }
        GroupOutcome::Later { reason, not_before } => {
            row.not_before = not_before;
            row.faults = reason.map(whole).unwrap_or_default();
            moved(w, row, GroupActState::Waiting, answer.at)
        }
        GroupOutcome::Lost => moved(w, row, GroupActState::Unknown, answer.at),
        GroupOutcome::Seen { done, group } => {
            if let Some(group) = &group {
                row.chat_id = Some(made(w, (origin, shared), &row, group)?);
            }
            if done && row.act == GroupAct::Delete {
                gone(w, (origin, shared), &row)?;
            }
            decide(w, &row.act, JoinState::Open)?;
            finish(w, row, if done { Vec::new() } else { whole(ours("not_done")) })
        }
    }
}

/// Nothing was done. A request that the provider does not know any more is none; of several it does not say which.
fn refused(w: &Write<'_>, row: &GroupActRow, reason: &Refused) -> Result<(), StoreError> {
    if reason.code != Some(REQUEST_GONE) || parts(&row.act) != 1 {
        return decide(w, &row.act, JoinState::Open);
    }
    decide(w, &row.act, JoinState::Gone)?;
    row.chat_id.map_or(Ok(()), |chat| group_chat::count(w, chat))
}

/// The webhook may have come before the answer to the call.
fn taken(w: &Write<'_>, mut row: GroupActRow, request: Option<String>, at: Timestamp) -> Result<(), StoreError> {
    row.request.clone_from(&request);
    let early = match &request {
        Some(request) => group_early::take(w, &row.account_id, request)?,
        None => None,
    };
    match early {
        Some(news) => settle(w, row, news),
        None => moved(w, row, GroupActState::Pending, at),
    }
}

/// A webhook tells what came of it.
pub fn settle(w: &Write<'_>, mut row: GroupActRow, news: GroupNews) -> Result<(), StoreError> {
    if row.state.is_settled() {
        return Ok(());
    }
    row.state_at = news.at;
    row.chat_id = news.chat_id.or(row.chat_id);
    if let (Some(chat), GroupAct::Create { kind, topic, approval, .. }) = (row.chat_id, &row.act) {
        group_chat::sort(w, chat, *kind, topic.as_deref())?;
        group_chat::found(w, chat, Some(*approval), None)?;
    }
    if let (Some(chat), GroupAct::Picture { file }, true) = (row.chat_id, &row.act, news.faults.is_empty()) {
        group_chat::set_picture(w, chat, file)?;
    }
    finish(w, row, news.faults)
}

/// Requests to enter were decided at once, but for some.
fn done(
    w: &Write<'_>,
    (origin, shared): (Origin, &Shared<'_>),
    row: GroupActRow,
    faults: Vec<GroupFault>,
) -> Result<(), StoreError> {
    let GroupAct::Decide { requests, approve, .. } = &row.act else { return finish(w, row, faults) };
    let seen = of(w, &row.account_id, shared)?;
    for id in requests {
        let failed = faults.iter().find(|fault| fault.part == GroupPart::Request { request: *id });
        let state = match failed {
            Some(fault) if fault.reason.code == Some(REQUEST_GONE) => JoinState::Gone,
            Some(_) => JoinState::Open,
            None if *approve => JoinState::Approved,
            None => JoinState::Declined,
        };
        let Some(request) = join_request::get(w, *id)? else { continue };
        if join_request::set(w, *id, state)? && failed.is_none() {
            let happened = if *approve { GroupHappened::Approved } else { GroupHappened::Declined };
            line(w, (origin, &seen), &row, request.chat_id, (happened, Some(request.contact_id)))?;
        }
        group_chat::count(w, request.chat_id)?;
    }
    finish(w, row, faults)
}

fn linked(
    w: &Write<'_>,
    (origin, shared): (Origin, &Shared<'_>),
    row: GroupActRow,
    link: &str,
) -> Result<(), StoreError> {
    let seen = of(w, &row.account_id, shared)?;
    if let Some(chat) = row.chat_id
        && group_chat::set_link(w, chat, link)?
    {
        invitation::dead_links(w, chat)?;
        line(w, (origin, &seen), &row, chat, (GroupHappened::LinkReplaced, None))?;
    }
    finish(w, row, Vec::new())
}

fn line(
    w: &Write<'_>,
    (origin, seen): (Origin, &Seen<'_>),
    row: &GroupActRow,
    chat: ChatId,
    (happened, contact): (GroupHappened, Option<ContactId>),
) -> Result<(), StoreError> {
    let group = GroupId(String::new());
    let told = Told { origin, seen, chat, group: &group, at: row.state_at, asked: Some(row) };
    told.line(w, happened, contact, why(row))
}

/// The group is not there any more, as we wanted.
fn gone(w: &Write<'_>, (origin, shared): (Origin, &Shared<'_>), row: &GroupActRow) -> Result<(), StoreError> {
    let Some(known) = row.chat_id.map(|chat| group_chat::get(w, chat)).transpose()?.flatten() else { return Ok(()) };
    let seen = of(w, &row.account_id, shared)?;
    let (chat, group) = (known.chat_id, &known.group_id);
    super::group::gone(w, &Told { origin, seen: &seen, chat, group, at: row.state_at, asked: Some(row) })
}

/// The group that a lost answer made: the provider lists it.
fn made(
    w: &Write<'_>,
    (origin, shared): (Origin, &Shared<'_>),
    row: &GroupActRow,
    group: &GroupId,
) -> Result<ChatId, StoreError> {
    let chat = chat_change::with_group(w, &row.account_id, group, ChatId::at(origin.position, 0), origin.at)?;
    group_chat::put(w, chat, &row.account_id, group)?;
    if let GroupAct::Create { subject, kind, topic, approval, .. } = &row.act {
        chat_change::set_title(w, chat, subject)?;
        group_chat::name(w, chat, subject, None)?;
        group_chat::sort(w, chat, *kind, topic.as_deref())?;
        group_chat::found(w, chat, Some(*approval), None)?;
        // Its webhook may have told of it when nobody knew yet whose it was.
        if !group_line::credit(w, chat, &row.operator)? {
            let seen = of(w, &row.account_id, shared)?;
            let told = Told { origin, seen: &seen, chat, group, at: row.state_at, asked: Some(row) };
            told.line(w, GroupHappened::Created, None, Some(subject.clone()))?;
        }
    }
    Ok(chat)
}

/// Done, done in part, or not done: as the faults say.
fn finish(w: &Write<'_>, mut row: GroupActRow, faults: Vec<GroupFault>) -> Result<(), StoreError> {
    let whole = faults.iter().any(|fault| fault.part == GroupPart::Whole);
    row.state = match (faults.is_empty(), whole || faults.len() >= parts(&row.act)) {
        (true, _) => GroupActState::Done,
        (false, true) => GroupActState::Failed,
        (false, false) => GroupActState::Partly,
    };
    row.faults = faults;
    group_act::set(w, &row)
}

/// Of how many parts it is.
fn parts(act: &GroupAct) -> usize {
    match act {
        GroupAct::Change { subject, description } => [subject, description].into_iter().flatten().count(),
        GroupAct::Decide { requests, .. } => requests.len(),
        GroupAct::Remove { people, .. } => people.len(),
        GroupAct::Create { .. } | GroupAct::Picture { .. } | GroupAct::Delete | GroupAct::ReplaceLink => 1,
    }
}

fn moved(w: &Write<'_>, mut row: GroupActRow, state: GroupActState, at: Timestamp) -> Result<(), StoreError> {
    (row.state, row.state_at) = (state, at);
    group_act::set(w, &row)
}

/// Requests that the act decides about are in that state, unless something came of them already.
fn decide(w: &Write<'_>, act: &GroupAct, state: JoinState) -> Result<(), StoreError> {
    let GroupAct::Decide { requests, .. } = act else { return Ok(()) };
    for id in requests {
        let known = join_request::get(w, *id)?;
        if known.is_some_and(|known| matches!(known.state, JoinState::Open | JoinState::Deciding)) {
            join_request::set(w, *id, state)?;
        }
    }
    Ok(())
}

fn people(w: &Write<'_>, act: &GroupAct) -> Result<Vec<ContactId>, StoreError> {
    match act {
        GroupAct::Remove { people, .. } => Ok(people.clone()),
        GroupAct::Decide { requests, .. } => asking(w, requests),
        _ => Ok(Vec::new()),
    }
}

fn asking(w: &Write<'_>, requests: &[JoinRequestId]) -> Result<Vec<ContactId>, StoreError> {
    let mut people = Vec::new();
    for id in requests {
        people.extend(join_request::get(w, *id)?.map(|request| request.contact_id));
    }
    Ok(people)
}

fn of<'a>(w: &Write<'_>, number: &AccountId, shared: &'a Shared<'a>) -> Result<Seen<'a>, StoreError> {
    let portfolio = account::get(w, number)?.and_then(|account| account.portfolio);
    Ok(Seen::of_account(number.clone(), portfolio, shared))
}

/// What is asked about a group, of which nobody has told what came of it.
pub fn untold(w: &Write<'_>, account: &AccountId, chat: ChatId) -> Result<Vec<GroupActRow>, StoreError> {
    let mut open = group_act::in_state(w, GroupActState::Calling)?;
    open.extend(group_act::in_state(w, GroupActState::Pending)?);
    open.extend(group_act::in_state(w, GroupActState::Unknown)?);
    open.retain(|row| row.account_id == *account && row.chat_id == Some(chat));
    Ok(open)
}

/// A change of a group's name to that one, of which nobody has told what came of it.
pub fn renaming(
    w: &Write<'_>,
    account: &AccountId,
    chat: ChatId,
    name: &str,
) -> Result<Option<GroupActRow>, StoreError> {
    let wanted =
        |row: &GroupActRow| matches!(&row.act, GroupAct::Change { subject: Some(one), .. } if one.trim() == name);
    Ok(untold(w, account, chat)?.into_iter().find(wanted))
}

/// Whether a person is to be taken out by it.
pub fn takes_out(row: &GroupActRow, contact: ContactId) -> bool {
    matches!(&row.act, GroupAct::Remove { people, .. } if people.contains(&contact))
}

/// Whether somebody who asks to enter is to be let in by it.
pub fn lets_in(row: &GroupActRow, request: JoinRequestId) -> bool {
    matches!(&row.act, GroupAct::Decide { requests, approve: true, .. } if requests.contains(&request))
}

/// Why the operator wanted it.
pub fn why(row: &GroupActRow) -> Option<String> {
    match &row.act {
        GroupAct::Remove { reason, .. } => Some(reason.clone()),
        GroupAct::Decide { reason, .. } => reason.clone(),
        _ => None,
    }
}

/// The stable word for an error of a webhook.
pub fn reason(source: &str, error: Option<&ProviderError>) -> Refused {
    match error {
        Some(error) => {
            Refused { reason: providers::webhook::reason(source, error.code).to_owned(), code: Some(error.code) }
        }
        None => ours("unknown_code"),
    }
}

fn ours(word: &str) -> Refused {
    Refused { reason: word.to_owned(), code: None }
}
