//! What the provider tells of groups: how they are set up, who comes and goes, who asks to enter.

use domain::event::{GroupChange, GroupEvent};
use domain::group::{GroupAct, GroupFault, GroupHappened, GroupPart};
use domain::notify::AlertKind;
use domain::{ChatId, ContactId, GroupId, JoinRequestId, Person, Timestamp};
use store::table::group_act::{self, GroupActRow};
use store::table::group_chat::GroupChat;
use store::table::group_early::GroupNews;
use store::table::group_line::{self, GroupLine};
use store::table::join_request::{self, JoinRequest, JoinState};
use store::table::{chat_change, group_chat, group_early, invitation, participant, participant_news};
use store::{StoreError, Write};

use super::people::Seen;
use super::{Facts, Happened, Origin, group_act as acts};

/// The group that something is told of, and what of ours brought it about.
pub struct Told<'a> {
    pub origin: Origin,
    pub seen: &'a Seen<'a>,
    pub chat: ChatId,
    pub group: &'a GroupId,
    pub at: Timestamp,
    /// The call that this answers.
    pub asked: Option<&'a GroupActRow>,
}

impl Told<'_> {
    /// Writes a line of the group's history.
    pub fn line(
        &self,
        w: &Write<'_>,
        happened: GroupHappened,
        contact_id: Option<ContactId>,
        words: Option<String>,
    ) -> Result<(), StoreError> {
        self.line_by(w, self.asked.map(|asked| asked.operator.clone()), (happened, contact_id), words)
    }

    /// Whether nothing later was told of this person's coming or going.
    fn is_news(&self, w: &Write<'_>, contact: ContactId) -> Result<bool, StoreError> {
        participant_news::put(w, (&self.seen.account, self.group), contact, self.at)
    }

    /// Writes a line of what somebody of us had a part in.
    fn line_by(
        &self,
        w: &Write<'_>,
        operator: Option<String>,
        (happened, contact_id): (GroupHappened, Option<ContactId>),
        words: Option<String>,
    ) -> Result<(), StoreError> {
        let line = self.seen.shared.next_line();
        group_line::put(w, &GroupLine { line, chat_id: self.chat, contact_id, at: self.at, happened, operator, words })
    }
}

/// Something changed in a group.
pub fn changed(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    event: GroupEvent,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let asked = match &event.request {
        Some(request) => group_act::by_request(w, &seen.account, request)?,
        None => None,
    };
    facts.kind(contract::change::ChangeKind::Groups);
    let at = origin.told(event.at);
    let mut faults = faults(seen, &event);
    let failed = !event.errors.is_empty() && matches!(event.change, GroupChange::Created { .. } | GroupChange::Deleted);
    let mut chat = None;
    if let Some(group) = event.group.as_ref().filter(|_| !failed) {
        let new = ChatId::at(origin.position, origin.index);
        let found = chat_change::with_group(w, &seen.account, group, new, event.at)?;
        group_chat::put(w, found, &seen.account, group)?;
        chat = Some(found);
        facts.conversation(found);
        facts.stale |= matches!(event.change, GroupChange::Created { .. });
        facts.happened.extend(kind(&event.change).map(|kind| Happened::in_chat(kind, &seen.account, found)));
        let told = Told { origin, seen, chat: found, group, at, asked: asked.as_ref() };
        change(w, &told, &event.change, &mut faults, facts)?;
        group_chat::count(w, found)?;
    }
    let Some(request) = event.request else { return Ok(()) };
    let news = GroupNews { chat_id: chat, at, faults };
    match asked {
        Some(asked) => acts::settle(w, asked, news),
        None => group_early::put(w, &seen.account, &request, &news),
    }
}

fn change(
    w: &Write<'_>,
    told: &Told<'_>,
    change: &GroupChange,
    faults: &mut Vec<GroupFault>,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    match change {
        GroupChange::Created { subject, description, invite_link, approval } => {
            group_chat::found(w, told.chat, *approval, Some(told.at))?;
            if let Some(link) = invite_link {
                group_chat::set_link(w, told.chat, link)?;
            }
            named(w, told, (subject.as_deref(), Some(told.at)), description.as_deref(), false)?;
            // It may be told after it was found by its name.
            if group_line::was_made(w, told.chat)? {
                return Ok(());
            }
            told.line(w, GroupHappened::Created, None, subject.clone())
        }
        GroupChange::Settings { subject, description, picture } => {
            named(w, told, (subject.as_deref(), Some(told.at)), description.as_deref(), true)?;
            if *picture { told.line(w, GroupHappened::Pictured, None, None) } else { Ok(()) }
        }
        GroupChange::Joined { people } => joined(w, told, people, facts),
        GroupChange::Left { people, by_themselves, failed } => {
            left(w, told, people, *by_themselves, facts)?;
            for (person, error) in failed {
                let Some(found) = told.seen.one_of_many(w, told.origin, person, facts)? else { continue };
                faults.retain(|fault| fault.part != GroupPart::Whole);
                let reason = acts::reason(told.seen.source(), error.as_ref());
                faults.push(GroupFault { part: GroupPart::Person { contact: found.contact_id }, reason });
            }
            Ok(())
        }
        GroupChange::Suspended => suspended(w, told, true, Some(told.at)),
        GroupChange::Restored => suspended(w, told, false, Some(told.at)),
        GroupChange::JoinRequested { request_id, person } => requested(w, told, request_id, person, facts),
        GroupChange::JoinRevoked { request_id, person } => revoked(w, told, request_id, person, facts),
        GroupChange::Deleted => gone(w, told),
        GroupChange::Other { .. } => Ok(()),
    }
}

/// There is no such group any more.
pub fn gone(w: &Write<'_>, told: &Told<'_>) -> Result<(), StoreError> {
    if group_chat::delete(w, told.chat)? {
        told.line(w, GroupHappened::Deleted, None, None)?;
    }
    invitation::close(w, told.chat)?;
    participant::replace(w, &told.seen.account, told.group, &[], told.at)
}

/// A group's link as the provider has it. One that somebody replaced without our hearing of it is a difference.
pub fn linked(w: &Write<'_>, told: &Told<'_>, link: &str) -> Result<(), StoreError> {
    let known = group_chat::get(w, told.chat)?;
    if !group_chat::set_link(w, told.chat, link)? {
        return Ok(());
    }
    match known {
        Some(GroupChat { link: Some(_), compared_at: Some(compared_at), .. }) => {
            invitation::dead_links(w, told.chat)?;
            let untold = acts::untold(w, &told.seen.account, told.chat)?;
            let ours = untold.into_iter().find(|act| act.act == GroupAct::ReplaceLink).map(|act| act.operator);
            if ours.is_none() {
                group_chat::compared(w, told.chat, compared_at, 1)?;
            }
            told.line_by(w, ours, (GroupHappened::LinkReplaced, None), None)
        }
        _ => Ok(()),
    }
}

/// A group's name and description, each where it is told; with the time by the provider's clock, where that tells.
pub fn named(
    w: &Write<'_>,
    told: &Told<'_>,
    (subject, at): (Option<&str>, Option<Timestamp>),
    description: Option<&str>,
    news: bool,
) -> Result<(), StoreError> {
    if let Some(subject) = subject
        && group_chat::name(w, told.chat, subject, at)?
    {
        chat_change::set_title(w, told.chat, subject)?;
        if news {
            told.line(w, GroupHappened::Renamed, None, Some(subject.to_owned()))?;
        }
    }
    match description {
        Some(description) if group_chat::describe(w, told.chat, description, at)? && news => {
            told.line(w, GroupHappened::Described, None, Some(description.to_owned()))
        }
        _ => Ok(()),
    }
}

/// Whether the provider suspends the group; with the time by its clock, where that tells.
pub fn suspended(w: &Write<'_>, told: &Told<'_>, suspended: bool, at: Option<Timestamp>) -> Result<(), StoreError> {
    if group_chat::set_suspended(w, told.chat, suspended, at)? {
        chat_change::set_suspended(w, told.chat, suspended)?;
        let happened = if suspended { GroupHappened::Suspended } else { GroupHappened::Restored };
        told.line(w, happened, None, None)?;
    }
    Ok(())
}

fn joined(w: &Write<'_>, told: &Told<'_>, people: &[Person], facts: &mut Facts) -> Result<(), StoreError> {
    for person in people {
        let Some(found) = told.seen.one_of_many(w, told.origin, person, facts)? else { continue };
        if !told.is_news(w, found.contact_id)?
            || !participant::joined(w, &told.seen.account, told.group, found.contact_id, told.at)?
        {
            continue;
        }
        if let Some(request) = join_request::open_by(w, found.contact_id, told.chat)? {
            let id = request.join_request_id;
            // It may be told before the call that let them in is answered, or its answer is lost.
            let deciding = acts::untold(w, &told.seen.account, told.chat)?;
            if let Some(act) = deciding.iter().find(|act| acts::lets_in(act, id)) {
                let happened = (GroupHappened::Approved, Some(found.contact_id));
                told.line_by(w, Some(act.operator.clone()), happened, acts::why(act))?;
            }
            join_request::set(w, id, JoinState::Approved)?;
        }
        came(w, told, found.contact_id)?;
    }
    Ok(())
}

/// Somebody came in: who let them in, and in the words by whom they were invited.
fn came(w: &Write<'_>, told: &Told<'_>, contact: ContactId) -> Result<(), StoreError> {
    let operator = group_line::let_in_by(w, told.chat, contact)?;
    let invited = invitation::of_person(w, contact, told.chat)?;
    let by = if invitation::joined(w, contact, told.chat, told.at)? { invited.map(|one| one.operator) } else { None };
    told.line_by(w, operator, (GroupHappened::Joined, Some(contact)), by)
}

fn left(
    w: &Write<'_>,
    told: &Told<'_>,
    people: &[Person],
    by_themselves: Option<bool>,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    // It may be told before the call that asked for it is answered.
    let early = told.asked.is_none() && by_themselves == Some(false);
    let removing = if early { acts::untold(w, &told.seen.account, told.chat)? } else { Vec::new() };
    for person in people {
        let Some(found) = told.seen.one_of_many(w, told.origin, person, facts)? else { continue };
        if told.is_news(w, found.contact_id)? && participant::left(w, &told.seen.account, told.group, found.contact_id)?
        {
            let ours = told.asked.or_else(|| removing.iter().find(|act| acts::takes_out(act, found.contact_id)));
            let removed = ours.is_some() || by_themselves == Some(false);
            let happened = if removed { GroupHappened::Removed } else { GroupHappened::Left };
            let operator = ours.map(|act| act.operator.clone());
            told.line_by(w, operator, (happened, Some(found.contact_id)), ours.and_then(acts::why))?;
        }
    }
    Ok(())
}

fn requested(
    w: &Write<'_>,
    told: &Told<'_>,
    request: &str,
    person: &Person,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    // Whoever asks to enter is somebody known from then on: the journal has their number.
    let Some(found) = told.seen.one_of_many(w, told.origin, person, facts)? else { return Ok(()) };
    let asking = JoinRequest {
        join_request_id: JoinRequestId(told.seen.shared.next_line()),
        account_id: told.seen.account.clone(),
        chat_id: told.chat,
        provider_request: request.to_owned(),
        contact_id: found.contact_id,
        at: told.at,
        state: JoinState::Open,
    };
    facts.groups = true;
    if join_request::put(w, &asking)? {
        told.line(w, GroupHappened::Asked, Some(found.contact_id), None)?;
    }
    Ok(())
}

fn revoked(
    w: &Write<'_>,
    told: &Told<'_>,
    request: &str,
    person: &Person,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let found = told.seen.one_of_many(w, told.origin, person, facts)?;
    if let Some(known) = join_request::by_provider(w, told.chat, request)?
        && matches!(known.state, JoinState::Open | JoinState::Deciding)
    {
        join_request::set(w, known.join_request_id, JoinState::Revoked)?;
        told.line(w, GroupHappened::Revoked, found.map(|found| found.contact_id), None)?;
    }
    Ok(())
}

/// Everybody who asks to enter, as the provider lists them: who is not in the list asks no more.
pub fn asking(
    w: &Write<'_>,
    told: &Told<'_>,
    all: &[domain::decision::Asking],
    facts: &mut Facts,
) -> Result<(), StoreError> {
    for known in join_request::open_of(w, told.chat)? {
        if !all.iter().any(|one| one.request == known.provider_request) {
            join_request::set(w, known.join_request_id, JoinState::Gone)?;
        }
    }
    for one in all {
        let told = Told { at: one.at.unwrap_or(told.at), ..*told };
        requested(w, &told, &one.request, &one.person, facts)?;
    }
    group_chat::count(w, told.chat)
}

/// What a change of a group is to an alert.
const fn kind(change: &GroupChange) -> Option<AlertKind> {
    match change {
        GroupChange::Joined { .. } | GroupChange::Left { .. } => Some(AlertKind::Participants),
        GroupChange::JoinRequested { .. } => Some(AlertKind::JoinRequest),
        GroupChange::Settings { .. } | GroupChange::Suspended | GroupChange::Restored | GroupChange::Deleted => {
            Some(AlertKind::GroupChanged)
        }
        GroupChange::Created { .. } | GroupChange::JoinRevoked { .. } | GroupChange::Other { .. } => None,
    }
}

/// The whole of who is in a group. The first list is the beginning; what a later one tells anew was missed, and is shown so.
pub fn roster(w: &Write<'_>, told: &Told<'_>, people: &[Person], facts: &mut Facts) -> Result<(), StoreError> {
    let mut contacts = Vec::with_capacity(people.len());
    for person in people {
        contacts.extend(told.seen.one_of_many(w, told.origin, person, facts)?.map(|found| found.contact_id));
    }
    let account = &told.seen.account;
    let known: Vec<_> =
        participant::all(w, account, told.group)?.into_iter().map(|participant| participant.contact_id).collect();
    let first = group_chat::get(w, told.chat)?.is_none_or(|group| group.compared_at.is_none());
    participant::replace(w, account, told.group, &contacts, told.at)?;
    let gone = known.iter().filter(|contact| !contacts.contains(contact));
    let found: Vec<_> = contacts.iter().filter(|contact| !known.contains(contact)).collect();
    let differences = gone
        .map(|contact| (GroupHappened::FoundGone, *contact))
        .chain(found.iter().map(|contact| (GroupHappened::FoundIn, **contact)))
        .collect::<Vec<_>>();
    let removing = acts::untold(w, account, told.chat)?;
    let mut missed = 0;
    for (happened, contact) in differences.iter().filter(|_| !first) {
        let ours = removing.iter().find(|act| *happened == GroupHappened::FoundGone && acts::takes_out(act, *contact));
        match ours {
            Some(act) => {
                told.line_by(w, Some(act.operator.clone()), (GroupHappened::Removed, Some(*contact)), acts::why(act))?;
            }
            None => {
                missed += 1;
                told.line(w, *happened, Some(*contact), None)?;
            }
        }
    }
    for contact in found {
        invitation::joined(w, *contact, told.chat, told.at)?;
    }
    group_chat::compared(w, told.chat, told.at, missed)?;
    group_chat::count(w, told.chat)
}

/// What was not done, as the errors of the whole say.
fn faults(seen: &Seen<'_>, event: &GroupEvent) -> Vec<GroupFault> {
    let mut faults = event
        .faults
        .iter()
        .map(|(part, error)| GroupFault { part: part.clone(), reason: acts::reason(seen.source(), Some(error)) })
        .collect::<Vec<_>>();
    if faults.is_empty() {
        faults.extend(
            event
                .errors
                .first()
                .map(|error| GroupFault { part: GroupPart::Whole, reason: acts::reason(seen.source(), Some(error)) }),
        );
    }
    faults
}

#[cfg(test)]
mod tests;
