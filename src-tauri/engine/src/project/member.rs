//! What operators decided about people.

use contract::change::ChangeKind;
use domain::decision::Decided;
use domain::member::MemberDecision;
use domain::{AccountId, AttributeId, ChatId, ContactId, LabelId, Person};
use store::table::{account, attribute, chat, chat_change, contact, contact_merge, identity, label};
use store::{StoreError, Write};

use super::{Facts, Origin};

/// Adds a person, or fills in what is missing; only where the decision says so it takes the place of what stands. Nobody's
/// keys are tied together here: somebody who is known by one of them is that person, and the other keys stay where they are.
pub fn saved(w: &Write<'_>, origin: Origin, member: &MemberDecision, facts: &mut Facts) -> Result<(), StoreError> {
    let contact = whom(w, origin, &member.account, &member.person)?;
    if let Some(username) = &member.person.username {
        contact::note_username(w, contact, username)?;
    }
    // Of somebody who was merged the list means the person who is shown, by whichever of their keys it names them.
    let contact = contact_merge::person_of(w, contact)?;
    if let Some(name) = &member.name
        && (member.overwrite || contact::get(w, contact)?.is_some_and(|known| known.name.is_none()))
    {
        contact::give_name(w, contact, Some(name))?;
    }
    for label in &member.labels {
        label::set_on(w, contact, *label, true)?;
    }
    let stands: Vec<AttributeId> = attribute::of_contact(w, contact)?.into_iter().map(|(id, _)| id).collect();
    for (id, value) in member.attributes.iter().filter(|(id, _)| member.overwrite || !stands.contains(id)) {
        attribute::set(w, contact, *id, Some(value))?;
    }
    changed(w, origin, contact, facts)
}

fn whom(w: &Write<'_>, origin: Origin, number: &AccountId, person: &Person) -> Result<ContactId, StoreError> {
    let new = ContactId::at(origin.position, 0);
    let portfolio = account::get(w, number)?.and_then(|account| account.portfolio);
    if let Some(known) = identity::who(w, number, portfolio.as_deref(), person)? {
        return Ok(known);
    }
    for (kind, value) in person.keys() {
        if let Some(holder) = identity::by_value(w, number, portfolio.as_deref(), kind.as_str(), value)? {
            return Ok(holder);
        }
    }
    if person.is_nobody() {
        contact::add(w, number, person, new, origin.at)?;
        return Ok(new);
    }
    Ok(identity::resolve(w, number, portfolio.as_deref(), person, new, origin.at)?.contact_id)
}

/// Gives a person the operator's own name.
pub fn named(
    w: &Write<'_>,
    origin: Origin,
    contact: ContactId,
    name: Option<&str>,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    contact::give_name(w, contact, name)?;
    changed(w, origin, contact, facts)
}

/// Puts a label on a person or takes it off.
pub fn labelled(
    w: &Write<'_>,
    origin: Origin,
    contact: ContactId,
    (label, on): (LabelId, bool),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    label::set_on(w, contact, label, on)?;
    changed(w, origin, contact, facts)
}

/// Opens a chat with a person.
pub fn chat_opened(
    w: &Write<'_>,
    origin: Origin,
    decided: &Decided,
    (account, contact): (&AccountId, ContactId),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    if contact::get(w, contact)?.is_none() {
        return Ok(());
    }
    chat_change::with_contact(w, account, contact, ChatId::at(origin.position, 0), decided.at)?;
    changed(w, origin, contact, facts)
}

/// What shows the person is to be read again, and the entry is found when they are to be forgotten.
pub fn changed(w: &Write<'_>, origin: Origin, contact: ContactId, facts: &mut Facts) -> Result<(), StoreError> {
    if contact::get(w, contact)?.is_none() {
        return Ok(());
    }
    facts.kind(ChangeKind::Members);
    for one in contact_merge::everyone(w, contact)? {
        for chat in chat::of_contact(w, one)? {
            facts.row(chat);
        }
    }
    contact::trace(w, contact, origin.position)
}

#[cfg(test)]
mod tests;
