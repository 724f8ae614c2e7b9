//! Members: the lists of people and one of them. What operators say of people is in [`act`].

pub mod act;
mod history;
pub mod merge;
mod rows;

use std::sync::Arc;

use contract::ErrorCode;
use contract::member::{
    Attribute, LabelPeople, MemberLists, MemberOrder, MemberView, MembersPage, MembersRequest, Segment,
};
use domain::consent::{ConsentState, GROUP_INVITATIONS, Purpose};
use domain::segment::Condition;
use domain::{ContactId, Timestamp};
use store::table::contact::Contact;
use store::table::member::{MemberKey, MemberList, MemberPlace, permitting};
use store::table::member_count::{Counted, people};
use store::table::{attribute, contact, contact_merge, label, member, purpose, segment};
use store::{Read, StoreError, search};

use super::{Answer, read};
use crate::core::Core;

pub use history::history;

/// Most rows of a page.
const MOST: u32 = 200;
/// Most people found by letters.
const MOST_FOUND: usize = 200;
/// The purpose of the list of those who may be sent offers.
const OFFERS: &str = "offers";

/// A part of a list of people.
pub async fn members(core: &Arc<Core>, request: MembersRequest) -> Answer<MembersPage> {
    let after = match request.after.as_deref() {
        None => None,
        Some(text) => Some(place(text, request.order).ok_or(ErrorCode::BadRequest)?),
    };
    read(core, move |core, r| {
        let list = list(&request.conditions, request.order, request.descending, core.now());
        let limit = request.limit.clamp(1, MOST) as usize;
        let (found, next) = if request.query.trim().is_empty() {
            let found = list.page(r, after.as_ref(), limit)?;
            let next = found.last().filter(|_| found.len() == limit).map(|last| written(&list.place(last)));
            (found, next)
        } else {
            (searched(r, &request.query, &list)?, None)
        };
        let rows = found.into_iter().map(|found| rows::row(core, r, found)).collect::<Result<_, _>>()?;
        Ok(MembersPage { rows, next })
    })
    .await
}

fn list(conditions: &[Condition], order: MemberOrder, descending: bool, now: Timestamp) -> MemberList<'_> {
    let order = match order {
        MemberOrder::Name => member::MemberOrder::Name,
        MemberOrder::Seen => member::MemberOrder::Seen,
        MemberOrder::Since => member::MemberOrder::Since,
    };
    MemberList { conditions, order, descending, now }
}

/// The people of a list whose name or number begins like that, in its order.
fn searched(r: &Read<'_>, query: &str, list: &MemberList<'_>) -> Result<Vec<Contact>, StoreError> {
    let purposes = purpose::all(r)?;
    let mut found: Vec<Contact> = Vec::new();
    for id in search::names(r, query, MOST_FOUND)?.contacts {
        let Some(one) = contact::get(r, contact_merge::person_of(r, id)?)? else { continue };
        let is_new = !found.iter().any(|known| known.contact_id == one.contact_id);
        if is_new && list.has(r, &one, &purposes)? {
            found.push(one);
        }
    }
    found.sort_by_key(|one| list.place(one));
    if list.descending {
        found.reverse();
    }
    Ok(found)
}

fn written((key, contact): &MemberPlace) -> String {
    match key {
        MemberKey::Name(name) => format!("{contact}:{name}"),
        MemberKey::At(at) => format!("{contact}:{at}"),
    }
}

fn place(text: &str, order: MemberOrder) -> Option<MemberPlace> {
    let (contact, key) = text.split_once(':')?;
    let key = match order {
        MemberOrder::Name => MemberKey::Name(key.to_owned()),
        MemberOrder::Seen | MemberOrder::Since => MemberKey::At(key.parse().ok()?),
    };
    Some((key, ContactId(contact.parse().ok()?)))
}

/// How many people the lists have.
pub async fn lists(core: &Arc<Core>) -> Answer<MemberLists> {
    read(core, |core, r| {
        let purposes = purpose::all(r)?;
        let labels = label::all(r)?.into_iter().map(|label| {
            Ok(LabelPeople { label_id: label.label_id, people: people(r, Counted::Label(label.label_id))? })
        });
        let segments = segment::all(r)?.into_iter().map(|saved| {
            let people = list(&saved.conditions, MemberOrder::Name, false, core.now()).count(r)?;
            Ok(Segment { segment_id: saved.segment_id, name: saved.name, conditions: saved.conditions, people })
        });
        Ok(MemberLists {
            everyone: people(r, Counted::Everyone)?,
            offers: permitted(r, &purposes, OFFERS)?,
            invitations: permitted(r, &purposes, GROUP_INVITATIONS)?,
            never_asked: people(r, Counted::NeverAsked)?,
            opted_out: people(r, Counted::Consent(store::table::consent_said::EVERYTHING, ConsentState::Withdrawn))?,
            labels: labels.collect::<Result<_, StoreError>>()?,
            segments: segments.collect::<Result<_, StoreError>>()?,
        })
    })
    .await
}

fn permitted(r: &Read<'_>, purposes: &[Purpose], word: &str) -> Result<u32, StoreError> {
    let mut all = 0;
    for state in permitting(purposes, word) {
        all += people(r, Counted::Consent(word, state))?;
    }
    Ok(all)
}

/// A person with what is known, by any of their contacts.
pub async fn one(core: &Arc<Core>, id: ContactId) -> Answer<MemberView> {
    let found = read(core, move |core, r| match contact::get(r, contact_merge::person_of(r, id)?)? {
        Some(found) => rows::view(core, r, found).map(Some),
        None => Ok(None),
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The attributes.
pub async fn attributes(core: &Arc<Core>) -> Answer<Vec<Attribute>> {
    let kept = read(core, |_, r| attribute::all(r)).await?;
    let wire = |one: attribute::Attribute| Attribute { attribute_id: one.attribute_id, name: one.name, kind: one.kind };
    Ok(kept.into_iter().map(wire).collect())
}
