//! Entries of our own: what was decided, tried, answered, fetched, and who was in a group when it was asked.

use domain::decision::{Answer, Asking, Attempt, Decided, Decision, MediaFetched, Outgoing, SendDecision, Subject};
use domain::erasure::Splice;
use domain::group::GroupAct;
use domain::{AccountId, ContactId, Person};
use serde::Deserialize;
use serde_json::value::RawValue;
use store::{Change, Entry};

use super::plan::Plan;

/// Something that was decided. About the person's chat it is nobody else's; in a group it may name a message of theirs.
pub fn decided(plan: &Plan, entry: &Entry, others: Vec<ContactId>) -> Option<Change> {
    let decided: Decided = serde_json::from_slice(&entry.body).ok()?;
    let theirs = match &decided.decision {
        Decision::Send(SendDecision { chat, .. })
        | Decision::Read { chat, .. }
        | Decision::Chat { chat, .. }
        | Decision::NoteAdded { chat, .. } => plan.chats.contains(chat),
        Decision::SendAgain { message } | Decision::Drop { message } => plan.messages.contains(message),
        // It leads to the person only when the note stood in their chat.
        Decision::NoteDeleted { .. } => plan.positions.contains(&entry.position),
        // What was said stays in the ledger, about a token that leads to nobody.
        Decision::Consent(consent) => match &consent.whom {
            Subject::Contact { contact } => plan.contacts.contains(contact),
            Subject::Listed { .. } => plan.positions.contains(&entry.position),
        },
        Decision::PeopleMerged { keep, gone } => plan.contacts.contains(keep) || plan.contacts.contains(gone),
        Decision::PeopleUnmerged { .. } => plan.positions.contains(&entry.position),
        Decision::Invited(invited) => plan.contacts.contains(&invited.contact),
        Decision::MemberSaved(saved) => {
            plan.positions.contains(&entry.position) || plan.is(&saved.account, &saved.person)
        }
        Decision::MemberNamed { contact, .. }
        | Decision::MemberLabelled { contact, .. }
        | Decision::AttributeSet { contact, .. }
        | Decision::ChatOpened { contact, .. }
        | Decision::PersonBlocked { contact, .. }
        | Decision::PersonUnblocked { contact, .. }
        | Decision::BlockSeen { contact, .. } => plan.contacts.contains(contact),
        _ => false,
    };
    if theirs {
        return Some(Change::Empty);
    }
    if let Decision::Group(group) = &decided.decision {
        let alone = match &group.act {
            GroupAct::Remove { people, .. } => people.iter().all(|contact| plan.contacts.contains(contact)),
            GroupAct::Decide { requests, .. } => requests.len() == 1 && plan.positions.contains(&entry.position),
            _ => false,
        };
        let splices = if alone { unnamed(&entry.body) } else { Vec::new() };
        return (!splices.is_empty()).then_some(Change::Cut(splices, others));
    }
    let Decision::Send(send) = &decided.decision else { return None };
    let named = match &send.outgoing {
        Outgoing::Message { reply_to, .. } => reply_to.as_ref()?,
        Outgoing::Reaction { target, .. } | Outgoing::Pin { target, .. } => target,
    };
    let put = plan.ids.get(&(send.account.clone(), named.0.clone()))?;
    let splices = replaced(&entry.body, named.as_str(), put);
    (!splices.is_empty()).then_some(Change::Cut(splices, others))
}

/// A request that left, or what became of it.
pub fn sent(plan: &Plan, entry: &Entry) -> Option<Change> {
    let attempt = serde_json::from_slice(&entry.body).map(|attempt: Attempt| attempt.message);
    let message = attempt.or_else(|_| serde_json::from_slice(&entry.body).map(|answer: Answer| answer.message));
    plan.messages.contains(&message.ok()?).then_some(Change::Empty)
}

/// A file.
pub fn fetched(plan: &Plan, entry: &Entry) -> Option<Change> {
    let fetched: MediaFetched = serde_json::from_slice(&entry.body).ok()?;
    plan.handles.contains(&(fetched.account, fetched.provider_media)).then_some(Change::Empty)
}

#[derive(Deserialize)]
struct Roster<'a> {
    account: AccountId,
    #[serde(borrow, default)]
    participants: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    requests: Vec<&'a RawValue>,
}

/// Who was in a group: somebody stands in for the person, so that as many people are in it, in the same order.
pub fn roster(body: &[u8], stand_in: &dyn Fn(&AccountId, &Person) -> Option<String>) -> Vec<Splice> {
    let Ok(Roster { account, participants, requests }) = serde_json::from_slice::<Roster<'_>>(body) else {
        return Vec::new();
    };
    let cut = |raw: &RawValue| {
        let person: Person = serde_json::from_str(raw.get()).ok()?;
        let put = Person { user_id: Some(stand_in(&account, &person)?), ..Person::default() };
        let from = raw.get().as_ptr().addr().checked_sub(body.as_ptr().addr())?;
        Some(Splice { from, to: from + raw.get().len(), put: serde_json::to_string(&put).ok()? })
    };
    let asks = |raw: &RawValue| {
        let asking: Asking = serde_json::from_str(raw.get()).ok()?;
        let person = Person { user_id: Some(stand_in(&account, &asking.person)?), ..Person::default() };
        let from = raw.get().as_ptr().addr().checked_sub(body.as_ptr().addr())?;
        let put = Asking { request: String::new(), person, at: asking.at };
        Some(Splice { from, to: from + raw.get().len(), put: serde_json::to_string(&put).ok()? })
    };
    participants.into_iter().filter_map(cut).chain(requests.into_iter().filter_map(asks)).collect()
}

#[derive(Deserialize)]
struct Asked<'a> {
    #[serde(borrow)]
    decision: AskedOf<'a>,
}

#[derive(Deserialize)]
struct AskedOf<'a> {
    #[serde(borrow)]
    act: About<'a>,
}

#[derive(Deserialize)]
struct About<'a> {
    #[serde(borrow, default)]
    people: Option<&'a RawValue>,
    #[serde(borrow, default)]
    reason: Option<&'a RawValue>,
}

/// What was asked of the provider about one person stays, about nobody and without its reason: webhooks answer it.
fn unnamed(body: &[u8]) -> Vec<Splice> {
    let Ok(Asked { decision: AskedOf { act } }) = serde_json::from_slice::<Asked<'_>>(body) else { return Vec::new() };
    let said = act.reason.filter(|reason| reason.get().starts_with('"'));
    let parts = [(act.people, "[]"), (said, "\"\"")];
    let splice = |(raw, put): (Option<&RawValue>, &str)| {
        let raw = raw?.get();
        let from = raw.as_ptr().addr().checked_sub(body.as_ptr().addr())?;
        Some(Splice { from, to: from + raw.len(), put: put.to_owned() })
    };
    parts.into_iter().filter_map(splice).collect()
}

/// Every place at which that text stands as a JSON string.
fn replaced(body: &[u8], text: &str, put: &str) -> Vec<Splice> {
    let (Ok(wanted), Ok(put)) = (serde_json::to_string(text), serde_json::to_string(put)) else { return Vec::new() };
    let Ok(body) = std::str::from_utf8(body) else { return Vec::new() };
    let places = body.match_indices(&wanted);
    places.map(|(from, _)| Splice { from, to: from + wanted.len(), put: put.clone() }).collect()
}
