//! Makes rows of journal entries. No effects: the same entries give the same rows, whoever asks and whenever.

mod block;
mod consent;
mod decided;
mod facts;
mod group;
mod group_act;
mod invitation;
mod member;
mod merge;
mod message;
mod people;
mod pin;
mod profile;
mod queue;
mod reads;
mod standing;
mod status;
#[cfg(test)]
mod tests;

pub use decided::TAKE_BACK;
pub use facts::{Facts, Happened};

use contract::change::ChangeKind;
use domain::block::{BlockAnswer, BlockAttempt};
use domain::decision::{Answer, ApiRead, Attempt, Decided, MediaFetched, Restored};
use domain::erasure::Erased;
use domain::event::{Event, Unreadable};
use domain::group::{GroupAnswer, GroupAttempt};
use domain::profile::{ProfileAnswer, ProfileAttempt};
use domain::time::HOUR;
use domain::{AccountId, Timestamp};
use people::Shared;
use serde::de::DeserializeOwned;
use store::table::{send_queue, webhook_hour};
use store::{Entry, EntryKind, StoreError, Write};

/// The account under which items stand that name none.
pub const NO_ACCOUNT: &str = "-";

/// Where a row comes from: its number and the moment of receipt.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    /// Position of the journal entry.
    pub position: i64,
    /// Index of the item in its body.
    pub index: u32,
    /// When the entry was appended.
    pub at: Timestamp,
}

/// So far may the clock of whoever tells the time of something be ahead of ours.
const AHEAD: i64 = HOUR;

impl Origin {
    /// When something happened of which this entry tells: what is received cannot come from the future. Without this a
    /// wrong clock would hold a window open and its chat on top. The entry's own time decides, so that a rebuild finds
    /// the same.
    #[must_use]
    pub fn told(self, at: Timestamp) -> Timestamp {
        at.min(self.latest())
    }

    /// The latest moment of which this entry can tell. What lies behind it was written under a clock that was wrong.
    #[must_use]
    pub fn latest(self) -> Timestamp {
        self.at.plus(AHEAD)
    }
}

/// Writes the rows of one entry.
///
/// # Errors
/// When the database cannot be written. What cannot be read is a row, not an error.
pub fn project(w: &Write<'_>, entry: &Entry, facts: &mut Facts) -> Result<(), StoreError> {
    if entry.kind == EntryKind::Webhook {
        // Also of what was emptied since: that something came says nothing of anybody.
        webhook_hour::count(w, entry.at)?;
    }
    if entry.erased && entry.body.is_empty() {
        return Ok(());
    }
    let origin = Origin { position: entry.position, index: 0, at: entry.at };
    match entry.kind {
        EntryKind::Webhook | EntryKind::PollPage => received(w, entry, facts),
        EntryKind::Decided => {
            own(w, entry, facts, |w, decided: Decided, facts| decided::project(w, origin, decided, facts))
        }
        EntryKind::Attempt => {
            own(w, entry, facts, |w, attempt: Attempt, facts| queue::attempted(w, origin, &attempt, facts))
        }
        EntryKind::Answer => {
            own(w, entry, facts, |w, answer: Answer, facts| queue::answered(w, origin, &answer, facts))
        }
        EntryKind::GroupAttempt => {
            own(w, entry, facts, |w, attempt: GroupAttempt, facts| group_act::attempted(w, &attempt, facts))
        }
        EntryKind::GroupAnswer => own(w, entry, facts, |w, answer: GroupAnswer, facts| {
            group_act::answered(w, origin, &Shared::new(entry, 0), answer, facts)
        }),
        EntryKind::BlockAttempt => {
            own(w, entry, facts, |w, attempt: BlockAttempt, facts| block::attempted(w, &attempt, facts))
        }
        EntryKind::BlockAnswer => {
            own(w, entry, facts, |w, answer: BlockAnswer, facts| block::answered(w, origin, answer, facts))
        }
        EntryKind::ProfileAttempt => {
            own(w, entry, facts, |w, attempt: ProfileAttempt, facts| profile::attempted(w, &attempt, facts))
        }
        EntryKind::ProfileAnswer => {
            own(w, entry, facts, |w, answer: ProfileAnswer, facts| profile::answered(w, answer, facts))
        }
        EntryKind::Media => {
            own(w, entry, facts, |w, media: MediaFetched, facts| reads::media(w, origin, &media, facts))
        }
        EntryKind::ApiRead => {
            own(w, entry, facts, |w, read: ApiRead, facts| reads::api(w, origin, &Shared::new(entry, 0), read, facts))
        }
        EntryKind::Erased => own(w, entry, facts, |w, gone: Erased, facts| erased(w, &gone, facts)),
        EntryKind::Restored => own(w, entry, facts, |w, restored: Restored, facts| {
            send_queue::on_restored(w, restored.at)?.into_iter().for_each(|chat| facts.conversation(chat));
            group_act::restored(w, restored.at, facts)?;
            block::restored(w, restored.at, facts)?;
            profile::restored(w, restored.at, facts)
        }),
    }
}

/// A person was erased. Live their rows go; in a rebuild it is what stands in for them in bodies that were cut.
fn erased(w: &Write<'_>, gone: &Erased, facts: &mut Facts) -> Result<(), StoreError> {
    for chat in store::erasure::apply(w, gone)? {
        facts.conversation(chat);
    }
    facts.kind(ChangeKind::Decisions);
    facts.kind(ChangeKind::Notifications);
    facts.queue = true;
    facts.recount = true;
    Ok(())
}

fn received(w: &Write<'_>, entry: &Entry, facts: &mut Facts) -> Result<(), StoreError> {
    let events = providers::webhook::parse(&entry.source, &entry.body, entry.at);
    let shared = Shared::new(entry, u32::try_from(events.len()).unwrap_or(u32::MAX));
    for (index, event) in (0u32..).zip(events) {
        let origin = Origin { position: entry.position, index, at: entry.at };
        let seen = people::Seen::new(w, &event, &shared, facts)?;
        event_at(w, origin, &seen, event.event, facts)?;
    }
    Ok(())
}

fn event_at(
    w: &Write<'_>,
    origin: Origin,
    seen: &people::Seen<'_>,
    event: Event,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    match event {
        Event::Message(message) => message::received(w, origin, seen, message, facts),
        Event::Reaction(reaction) => message::reacted(w, origin, seen, &reaction, facts),
        Event::Edited(edit) => message::edited(w, origin, seen, edit, facts),
        Event::Revoked(revoked) => message::revoked(w, origin, seen, &revoked, facts),
        Event::Status(update) => status::update(w, origin, seen, &update, facts),
        Event::PersonChanged(change) => people::changed(w, origin, seen, change, facts),
        Event::Group(event) => group::changed(w, origin, seen, event, facts),
        Event::Account(news) => standing::told(w, origin, seen, &news, facts),
        Event::Preference(preference) => people::preferred(w, origin, seen, &preference, facts),
        Event::Problem(_) | Event::Ignored { .. } => Ok(()),
        Event::Unknown(unknown) => message::unplaced(w, origin, seen, &unknown, facts),
    }
}

/// Shows an entry that the tables do not take.
///
/// # Errors
/// When the database cannot be written.
pub fn misfit(w: &Write<'_>, entry: &Entry, facts: &mut Facts) -> Result<(), StoreError> {
    let unknown = Unreadable { at: entry.at, what: format!("{} that does not fit", entry.kind.as_str()) };
    let origin = Origin { position: entry.position, index: 0, at: entry.at };
    message::unreadable(w, origin, &AccountId::from(NO_ACCOUNT), &unknown, facts)
}

/// An entry of our own. One that this version cannot read was written by a newer one: it is shown as unknown.
fn own<T: DeserializeOwned>(
    w: &Write<'_>,
    entry: &Entry,
    facts: &mut Facts,
    put: impl FnOnce(&Write<'_>, T, &mut Facts) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if let Ok(value) = serde_json::from_slice(&entry.body) {
        return put(w, value, facts);
    }
    let unknown = Unreadable { at: entry.at, what: format!("{} of a newer version", entry.kind.as_str()) };
    let origin = Origin { position: entry.position, index: 0, at: entry.at };
    message::unreadable(w, origin, &AccountId::from(NO_ACCOUNT), &unknown, facts)
}
