//! Two contacts are one person by an operator's word, or two again.

use contract::change::ChangeKind;
use domain::decision::Decided;
use domain::{ContactId, MergeId};
use store::table::contact_merge::{self, Merge};
use store::table::merge_line::{self, MergeLine};
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
    let merge = Merge { merge_id, keep, gone, operator, at: decided.at };
    if contact_merge::put(w, &merge)? {
        line(w, origin, decided, &merge, false)?;
        changed(w, origin, [keep, gone], facts)?;
    }
    Ok(())
}

/// Takes a merge apart.
pub fn unmerged(
    w: &Write<'_>,
    origin: Origin,
    decided: &Decided,
    merge: MergeId,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let Some(merge) = contact_merge::take_apart(w, merge)? else { return Ok(()) };
    line(w, origin, decided, &merge, true)?;
    changed(w, origin, [merge.keep, merge.gone], facts)
}

/// Writes it into the history of both.
fn line(w: &Write<'_>, origin: Origin, decided: &Decided, merge: &Merge, apart: bool) -> Result<(), StoreError> {
    let (line, operator) = (origin.position, decided.operator.clone());
    merge_line::put(w, &MergeLine { line, keep: merge.keep, gone: merge.gone, at: decided.at, apart, operator })
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
