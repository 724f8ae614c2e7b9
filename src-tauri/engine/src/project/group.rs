//! Groups as far as the inbox shows them: their name and who is in them.

use domain::event::{GroupChange, GroupEvent};
use domain::notify::AlertKind;
use domain::{ChatId, GroupId, Person};
use store::table::{chat_change, participant};
use store::{StoreError, Write};

use super::people::Seen;
use super::{Facts, Happened, Origin};

/// Something changed in a group.
pub fn changed(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    event: GroupEvent,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let Some(group) = event.group else { return Ok(()) };
    if !event.errors.is_empty() && matches!(event.change, GroupChange::Created { .. } | GroupChange::Deleted) {
        return Ok(());
    }
    let new = ChatId::at(origin.position, origin.index);
    let chat = chat_change::with_group(w, &seen.account, &group, new, event.at)?;
    facts.row(chat);
    facts.stale |= matches!(event.change, GroupChange::Created { .. });
    facts.happened.extend(kind(&event.change).map(|kind| Happened::in_chat(kind, &seen.account, chat)));
    match event.change {
        GroupChange::Created { subject, .. } | GroupChange::Settings { subject, .. } => {
            if let Some(subject) = subject {
                chat_change::set_title(w, chat, &subject)?;
            }
            Ok(())
        }
        GroupChange::Joined { people } => joined(w, origin, seen, &group, &people, facts),
        GroupChange::Left { people, .. } => {
            for person in people {
                if let Some(found) = seen.one_of_many(w, origin, &person, facts)? {
                    participant::left(w, &seen.account, &group, found.contact_id)?;
                }
            }
            Ok(())
        }
        GroupChange::Suspended => chat_change::set_suspended(w, chat, true).map(|_| ()),
        GroupChange::Restored => chat_change::set_suspended(w, chat, false).map(|_| ()),
        // Whoever asks to enter is somebody known from then on: the journal has their number.
        GroupChange::JoinRequested { person, .. } | GroupChange::JoinRevoked { person, .. } => {
            seen.one_of_many(w, origin, &person, facts).map(|_| ())
        }
        GroupChange::Deleted | GroupChange::Other { .. } => Ok(()),
    }
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

/// People came into a group.
fn joined(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    group: &GroupId,
    people: &[Person],
    facts: &mut Facts,
) -> Result<(), StoreError> {
    for person in people {
        if let Some(found) = seen.one_of_many(w, origin, person, facts)? {
            participant::joined(w, &seen.account, group, found.contact_id, origin.at)?;
        }
    }
    Ok(())
}

/// The whole of who is in a group.
pub fn roster(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    group: &GroupId,
    people: &[Person],
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let mut contacts = Vec::with_capacity(people.len());
    for person in people {
        contacts.extend(seen.one_of_many(w, origin, person, facts)?.map(|found| found.contact_id));
    }
    participant::replace(w, &seen.account, group, &contacts, origin.at)
}
