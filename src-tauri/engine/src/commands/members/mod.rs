//! Members: the lists of people and one of them. What operators say of people is in [`act`].

pub mod act;
mod history;
pub mod merge;
mod rows;

use std::collections::HashSet;
use std::sync::Arc;

use contract::ErrorCode;
use contract::member::{
    Attribute, LabelPeople, MemberLists, MemberOrder, MemberView, MembersPage, MembersRequest, Segment,
};
use domain::consent::{ConsentState, GROUP_INVITATIONS, Purpose};
use domain::segment::Condition;
use domain::{ContactId, Timestamp};
use store::table::member::{MemberKey, MemberList, MemberPlace, permitting};
use store::table::member_count::{Counted, people};
use store::table::{attribute, contact, contact_merge, group_chat, label, member, purpose, segment};
use store::{Read, StoreError, search};

use super::{Answer, read};
use crate::core::Core;

pub use history::history;

/// Most rows of a page.
const MOST: u32 = 200;
/// The purpose of the list of those who may be sent offers.
const OFFERS: &str = "offers";

/// A part of a list of people.
pub async fn members(core: &Arc<Core>, request: MembersRequest) -> Answer<MembersPage> {
    let after = match request.after.as_deref() {
        None => None,
        Some(text) => Some(place(text, request.order).ok_or(ErrorCode::BadRequest)?),
    };
    read(core, move |core, r| {
        let among = lettered(r, &request.query)?;
        let list = list(&request.conditions, request.order, request.descending, core.now());
        let list = MemberList { among: among.as_ref(), ..list };
        let limit = request.limit.clamp(1, MOST) as usize;
        let found = list.page(r, after.as_ref(), limit)?;
        let next = found.last().filter(|_| found.len() == limit).map(|last| written(&list.place(last)));
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
    MemberList { conditions, among: None, order, descending, now }
}

/// Everybody whose name or number begins like that, each as the person they are listed as; none where no letters ask for
/// anybody.
pub fn lettered(r: &Read<'_>, query: &str) -> Result<Option<HashSet<ContactId>>, StoreError> {
    if query.trim().is_empty() {
        return Ok(None);
    }
    search::people(r, query).map(Some)
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
            let gone = saved.conditions.iter().map(|one| is_gone(r, one)).collect::<Result<Vec<_>, _>>()?;
            let asks_for_gone = gone.contains(&true);
            let segment::Segment { segment_id, name, conditions } = saved;
            Ok(Segment { segment_id, name, conditions, people, asks_for_gone })
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

/// Whether what a condition asks for is not there any more.
fn is_gone(r: &Read<'_>, condition: &Condition) -> Result<bool, StoreError> {
    Ok(match condition {
        Condition::Label { label_id } => !label::all(r)?.iter().any(|one| one.label_id == *label_id),
        Condition::Attribute { attribute_id, .. } => {
            !attribute::all(r)?.iter().any(|one| one.attribute_id == *attribute_id)
        }
        Condition::Group { chat_id } => group_chat::get(r, *chat_id)?.is_none_or(|group| group.deleted),
        _ => false,
    })
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
