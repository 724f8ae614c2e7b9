//! Where events gather, and what every event of one change has in common.

use domain::event::{Event, ProviderEvent, Unreadable};
use domain::id::MAX_INDEX;
use domain::{AccountId, Timestamp};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::places::{Piece, Place, What};
use crate::meta::account_id;
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::people::Named;

/// Longest name of a field or type that is repeated in words of ours.
const LONGEST_WORD: usize = 64;

/// What the envelope and the metadata say of every item of a change.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// The business account: the scope in which business-scoped ids are valid, as far as a payload tells.
    pub(super) portfolio: Option<String>,
    /// When the provider made the entry, or else when it was received: the time of items that have none of their own.
    pub(super) time: Timestamp,
    /// The number concerned.
    pub(super) account: Option<AccountId>,
    /// The number as people write it.
    pub(super) phone: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Numbered<'a> {
    #[serde(borrow)]
    metadata: Raw<'a>,
    #[serde(borrow)]
    display_phone_number: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Metadata<'a> {
    #[serde(borrow)]
    display_phone_number: Scalar<'a>,
    #[serde(borrow)]
    phone_number_id: Scalar<'a>,
}

/// What an erasure leaves of an item.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Left<'a> {
    #[serde(borrow)]
    erased: Scalar<'a>,
    #[serde(borrow)]
    timestamp: Scalar<'a>,
}

impl Scope {
    /// Of what was received then and names nothing.
    pub(super) const fn at(received: Timestamp) -> Self {
        Self { portfolio: None, time: received, account: None, phone: None }
    }

    /// The same with the number that the value names: in its metadata, or (news about a number) by its phone alone.
    pub(super) fn of_number(self, value: &RawValue) -> Self {
        let value: Numbered<'_> = read(value).unwrap_or_default();
        let metadata: Metadata<'_> = part(value.metadata);
        Self {
            account: metadata.phone_number_id.owned().map(|id| account_id(&id)),
            phone: metadata.display_phone_number.owned().or_else(|| value.display_phone_number.owned()),
            ..self
        }
    }

    fn event(&self, event: Event) -> ProviderEvent {
        ProviderEvent {
            account: self.account.clone(),
            account_phone: self.phone.clone(),
            portfolio: self.portfolio.clone(),
            event,
        }
    }
}

/// Gathers events, and keeps their number within what row numbers can hold.
#[derive(Debug)]
pub(super) struct Sink {
    events: Vec<ProviderEvent>,
    nowhere: Scope,
    beyond: bool,
    /// Where everything stands; none where nobody asks.
    places: Option<Vec<Place>>,
}

impl Sink {
    /// An empty one; what does not fit into it is shown at `nowhere`.
    pub(super) const fn new(nowhere: Scope) -> Self {
        Self { events: Vec::new(), nowhere, beyond: false, places: None }
    }

    /// One that notes where items and people stand in the body.
    pub(super) fn placing(nowhere: Scope) -> Self {
        Self { places: Some(Vec::new()), ..Self::new(nowhere) }
    }

    /// The next event is made of this item.
    pub(super) fn item(&mut self, raw: &RawValue) {
        let event = self.events.len();
        if let Some(places) = self.places.as_mut().filter(|_| event < MAX_INDEX as usize) {
            places.push(Place { piece: Piece::of(raw), what: What::Item { event } });
        }
    }

    /// Whether anybody asks where people stand.
    pub(super) const fn places_people(&self) -> bool {
        self.places.is_some()
    }

    /// These people stand beside the items, or are what the next one is about.
    pub(super) fn people(&mut self, raw: Raw<'_>, scope: &Scope, what: impl Fn(Scope, domain::Person) -> What) {
        let Some(places) = &mut self.places else { return };
        for raw in list(raw) {
            let person = read::<Named<'_>>(raw).unwrap_or_default().person();
            places.push(Place { piece: Piece::of(raw), what: what(scope.clone(), person) });
        }
    }

    /// Takes in what an erasure left of an item, where it is nothing else: nothing, or the place of something that could
    /// not be read.
    pub(super) fn is_left(&mut self, raw: &RawValue, scope: &Scope) -> bool {
        if !raw.get().contains("\"erased\"") {
            return false;
        }
        let left: Left<'_> = read(raw).unwrap_or_default();
        match (left.erased.flag(), left.erased.text()) {
            (Some(true), _) => self.ignored(scope, "erased"),
            (_, Some(what)) => {
                let at = left.timestamp.time().unwrap_or(scope.time);
                self.push(scope, Event::Unknown(Unreadable { at, what: word(what) }));
            }
            _ => return false,
        }
        true
    }

    pub(super) fn push(&mut self, scope: &Scope, event: Event) {
        if self.events.len() < MAX_INDEX as usize {
            self.events.push(scope.event(event));
        } else {
            self.beyond = true;
        }
    }

    /// An item that cannot be read; `what` is a name of the provider's or a phrase of ours, never a person's words.
    pub(super) fn unknown(&mut self, scope: &Scope, what: &str) {
        self.push(scope, Event::Unknown(Unreadable { at: scope.time, what: word(what) }));
    }

    pub(super) fn ignored(&mut self, scope: &Scope, field: &str) {
        self.push(scope, Event::Ignored { field: field.to_owned() });
    }

    /// How many events there are.
    pub(super) const fn count(&self) -> usize {
        self.events.len()
    }

    /// All of them, with what stands where.
    pub(super) fn placed(mut self) -> (Vec<ProviderEvent>, Vec<Place>) {
        let places = self.places.take().unwrap_or_default();
        (self.finish(), places)
    }

    /// All of them. What did not fit is one more, the last.
    pub(super) fn finish(mut self) -> Vec<ProviderEvent> {
        if self.beyond {
            let what = format!("more than {MAX_INDEX} items in one body");
            let at = self.nowhere.time;
            self.events.push(self.nowhere.event(Event::Unknown(Unreadable { at, what })));
        }
        self.events
    }
}

/// A provider's word as it may be repeated: short, and only characters that names are made of.
pub(super) fn word(text: &str) -> String {
    let named = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    text.chars().filter(named).take(LONGEST_WORD).collect()
}
