//! Two contacts that are one person: what a merge would come to, the merge, and taking it apart.

use std::sync::Arc;

use contract::ErrorCode;
use contract::consent::ConsentRow;
use contract::member::MemberAttribute;
use contract::merge::{MemberMerge, MemberUnmerge, MergePair, MergePreview, MergeSide, Merged};
use contract::workspace::Nothing;
use domain::consent::Consents;
use domain::decision::Decision;
use domain::window::ServiceWindow;
use domain::{ContactId, MergeId, Timestamp};
use store::table::contact::Contact;
use store::table::{attribute, chat, contact, contact_merge, label, note};
use store::{Read, StoreError};

use super::super::consent::check;
use super::super::{Answer, decide, read};
use super::rows;
use crate::consent::{consents, known_as, with_noes_of};
use crate::core::Core;

/// What a merge would come to; nothing is written.
pub async fn preview(core: &Arc<Core>, pair: MergePair) -> Answer<MergePreview> {
    let found = read(core, move |core, r| {
        let Some((keep, gone)) = two(r, pair)? else { return Ok(None) };
        Ok(Some(MergePreview {
            labels: labels(r, &keep, &gone)?,
            attributes: attributes(r, &keep, &gone)?,
            keep: side(core, r, &keep, &gone)?,
            gone: side(core, r, &gone, &keep)?,
        }))
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Says that two contacts are one person.
pub async fn merge(core: &Arc<Core>, request: MemberMerge) -> Answer<Merged> {
    let MemberMerge { command_id, keep, gone } = request;
    let two = read(core, move |_, r| two(r, MergePair { keep, gone })).await?;
    let (keep, gone) = two.map(|(keep, gone)| (keep.contact_id, gone.contact_id)).ok_or(ErrorCode::NotFound)?;
    let position = decide(core, command_id, Decision::PeopleMerged { keep, gone }).await?;
    Ok(Merged { merge_id: MergeId::at(position, 0), contact_id: keep })
}

/// Says that they are two after all: each has what it had, and what came since stays with whose identity it came by.
pub async fn unmerge(core: &Arc<Core>, request: MemberUnmerge) -> Answer<Nothing> {
    let MemberUnmerge { command_id, merge_id: merge } = request;
    read(core, move |_, r| contact_merge::get(r, merge)).await?.ok_or(ErrorCode::TooLate)?;
    decide(core, command_id, Decision::PeopleUnmerged { merge }).await.map(|_| Nothing {})
}

/// Two people by any of their contacts; none where one is not known or both are the same.
fn two(r: &Read<'_>, MergePair { keep, gone }: MergePair) -> Result<Option<(Contact, Contact)>, StoreError> {
    let listed = |id: ContactId| contact::get(r, contact_merge::person_of(r, id)?);
    let (Some(keep), Some(gone)) = (listed(keep)?, listed(gone)?) else { return Ok(None) };
    Ok((keep.contact_id != gone.contact_id).then_some((keep, gone)))
}

fn side(core: &Core, r: &Read<'_>, of: &Contact, other: &Contact) -> Result<MergeSide, StoreError> {
    let (mut notes, mut chats) = (0, 0);
    for one in contact_merge::everyone(r, of.contact_id)? {
        for id in chat::of_contact(r, one)? {
            chats += 1;
            notes += note::between(r, id, Timestamp(i64::MIN), Timestamp(i64::MAX))?.len();
        }
    }
    let view = rows::view(core, r, of.clone())?;
    let after = after(core, r, of, other, view.row.window)?;
    Ok(MergeSide { view, notes: u32::try_from(notes).unwrap_or(u32::MAX), chats, after })
}

/// How it would stand with each purpose of one of them: a no of the other would count there too, a yes would not.
fn after(
    core: &Core,
    r: &Read<'_>,
    of: &Contact,
    other: &Contact,
    window: ServiceWindow,
) -> Result<Vec<ConsentRow>, StoreError> {
    let Some(who) = known_as(r, &of.account_id, of.contact_id)? else { return Ok(Vec::new()) };
    let mut said: Consents = consents(r, &core.ledger, &who)?;
    for one in contact_merge::everyone(r, other.contact_id)? {
        said = with_noes_of(r, &core.ledger, said, one)?;
    }
    check::rows_of(core, r, &said, window, false)
}

fn labels(r: &Read<'_>, keep: &Contact, gone: &Contact) -> Result<Vec<domain::LabelId>, StoreError> {
    let both = [label::of_contact(r, keep.contact_id)?, label::of_contact(r, gone.contact_id)?].concat();
    let mut labels: Vec<_> = both.into_iter().map(|label| label.label_id).collect();
    labels.sort_unstable();
    labels.dedup();
    Ok(labels)
}

fn attributes(r: &Read<'_>, keep: &Contact, gone: &Contact) -> Result<Vec<MemberAttribute>, StoreError> {
    let mut values = attribute::of_contact(r, keep.contact_id)?;
    for (id, value) in attribute::of_contact(r, gone.contact_id)? {
        if !values.iter().any(|(stands, _)| *stands == id) {
            values.push((id, value));
        }
    }
    Ok(values.into_iter().map(|(attribute_id, value)| MemberAttribute { attribute_id, value }).collect())
}
