//! People as the screen sees them.

use contract::block::BlockView;
use contract::consent::Whom;
use contract::member::{MemberAttribute, MemberGroup, MemberIdentity, MemberRow, MemberView};
use contract::merge::{MaybeSame, MergedContact};
use domain::person::IdentityKind;
use domain::window::ServiceWindow;
use domain::{AccountId, ContactId, Person};
use store::table::contact::Contact;
use store::table::{account, attribute, chat, contact, contact_merge, group_chat, label, member, participant};
use store::{Read, StoreError};

use super::super::blocks;
use super::super::consent::check;
use super::super::people::masked;
use crate::consent::Who;
use crate::core::Core;

/// A row of a list.
pub fn row(core: &Core, r: &Read<'_>, of: Contact) -> Result<MemberRow, StoreError> {
    let person = addressed(r, of.contact_id, &of.account_id)?;
    let chat_id = chat::by_contact(r, &of.account_id, of.contact_id)?;
    let chat = chat_id.map(|id| chat::get(r, id)).transpose()?.flatten();
    let window = ServiceWindow::at(chat.and_then(|chat| chat.last_received_at), core.now());
    let phone_masked = person.phone.as_deref().map(masked);
    let consents = if person.is_nobody() {
        Vec::new()
    } else {
        let who = Who { account: of.account_id.clone(), contact: of.contact_id, person };
        check::rows(core, r, &who, window)?
    };
    let whom = Whom { account_id: of.account_id, contact_id: of.contact_id };
    Ok(MemberRow {
        block: blocks::view(core, r, &whom)?,
        whom,
        name: of.name.or_else(|| of.username.clone()),
        phone_masked,
        username: of.username,
        labels: label::of_contact(r, of.contact_id)?.into_iter().map(|label| label.label_id).collect(),
        consents,
        chat_id,
        window,
        last_seen: of.last_seen,
        first_seen: of.first_seen,
    })
}

fn addressed(r: &Read<'_>, id: ContactId, number: &AccountId) -> Result<Person, StoreError> {
    let portfolio = account::get(r, number)?.and_then(|account| account.portfolio);
    contact::person(r, id, number, portfolio.as_deref())
}

/// A person with what is known.
pub fn view(core: &Core, r: &Read<'_>, of: Contact) -> Result<MemberView, StoreError> {
    let person = addressed(r, of.contact_id, &of.account_id)?;
    let identity = |(kind, value): (IdentityKind, &str)| {
        let value = if kind == IdentityKind::Phone { masked(value) } else { value.to_owned() };
        MemberIdentity { kind, value }
    };
    let values = attribute::of_contact(r, of.contact_id)?.into_iter();
    Ok(MemberView {
        profile_name: of.profile_name.clone(),
        given_name: of.given_name.clone(),
        identities: person.keys().map(identity).collect(),
        attributes: values.map(|(attribute_id, value)| MemberAttribute { attribute_id, value }).collect(),
        groups: groups(r, of.contact_id)?,
        merged: merged(core, r, of.contact_id)?,
        maybe_same: contact_merge::same_phone(r, of.contact_id)?
            .into_iter()
            .map(|other| maybe(r, other))
            .filter_map(Result::transpose)
            .collect::<Result<_, _>>()?,
        blocks: blocked(core, r, &of)?,
        row: row(core, r, of)?,
    })
}

/// Whom an operator merged with a person.
fn merged(core: &Core, r: &Read<'_>, of: ContactId) -> Result<Vec<MergedContact>, StoreError> {
    let mut merged = Vec::new();
    for merge in contact_merge::of_person(r, of)? {
        let Some(gone) = contact::get(r, merge.gone)? else { continue };
        merged.push(MergedContact {
            merge_id: merge.merge_id,
            row: row(core, r, gone)?,
            operator: merge.operator,
            at: merge.at,
        });
    }
    Ok(merged)
}

fn maybe(r: &Read<'_>, other: ContactId) -> Result<Option<MaybeSame>, StoreError> {
    let Some(known) = contact::get(r, other)? else { return Ok(None) };
    let phone = addressed(r, other, &known.account_id)?.phone;
    Ok(Some(MaybeSame {
        contact_id: other,
        name: known.name.or(known.username),
        phone_masked: phone.as_deref().map(masked),
    }))
}

/// At each number at which the person, or whoever was merged with them, has a key; at the one of their row in any case.
fn blocked(core: &Core, r: &Read<'_>, of: &Contact) -> Result<Vec<BlockView>, StoreError> {
    let mut found = Vec::new();
    for number in account::all(r)? {
        for contact_id in contact_merge::everyone(r, of.contact_id)? {
            let whom = Whom { account_id: number.account_id.clone(), contact_id };
            let person = contact::person(r, contact_id, &whom.account_id, number.portfolio.as_deref())?;
            if (&whom.account_id, contact_id) == (&of.account_id, of.contact_id) || !person.is_nobody() {
                found.push(blocks::view(core, r, &whom)?);
            }
        }
    }
    Ok(found)
}

fn groups(r: &Read<'_>, contact: ContactId) -> Result<Vec<MemberGroup>, StoreError> {
    let (mut groups, everyone) = (Vec::new(), contact_merge::everyone(r, contact)?);
    for chat_id in member::groups(r, contact)? {
        let Some(group) = group_chat::get(r, chat_id)?.filter(|group| !group.deleted) else { continue };
        let people = participant::all(r, &group.account_id, &group.group_id)?;
        if let Some(there) = people.iter().find(|one| everyone.contains(&one.contact_id)) {
            groups.push(MemberGroup { chat_id, subject: group.subject, people: group.people, joined: there.joined });
        }
    }
    Ok(groups)
}
