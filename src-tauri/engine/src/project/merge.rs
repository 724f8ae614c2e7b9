//! Two contacts are one person by an operator's word, or two again.

use contract::change::ChangeKind;
use domain::decision::Decided;
use domain::{ContactId, MergeId};
use store::table::contact_merge::{self, Merge};
use store::table::{chat, contact};
use store::{StoreError, Write};

use super::{Facts, Origin};

/// Merges the people of two contacts.
pub fn merged(
    w: &Write<'_>,
    origin: Origin,
    decided: &Decided,
    (keep, gone): (ContactId, ContactId),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let (merge_id, operator) = (MergeId::at(origin.position, 0), decided.operator.clone());
    if contact_merge::put(w, &Merge { merge_id, keep, gone, operator, at: decided.at })? {
        changed(w, origin, [keep, gone], facts)?;
    }
    Ok(())
}

/// Takes a merge apart.
pub fn unmerged(w: &Write<'_>, origin: Origin, merge: MergeId, facts: &mut Facts) -> Result<(), StoreError> {
    match contact_merge::take_apart(w, merge)? {
        Some(merge) => changed(w, origin, [merge.keep, merge.gone], facts),
        None => Ok(()),
    }
}

fn changed(w: &Write<'_>, origin: Origin, two: [ContactId; 2], facts: &mut Facts) -> Result<(), StoreError> {
    facts.kind(ChangeKind::Members);
    facts.kind(ChangeKind::Consent);
    for contact in two {
        contact::trace(w, contact, origin.position)?;
        for one in contact_merge::everyone(w, contact)? {
            for chat in chat::of_contact(w, one)? {
                facts.row(chat);
            }
        }
    }
    Ok(())
}
