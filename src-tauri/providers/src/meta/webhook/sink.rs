//! Where events gather, and what every event of one change has in common.

use domain::event::{Event, ProviderEvent, Unreadable};
use domain::id::MAX_INDEX;
use domain::{AccountId, Timestamp};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::meta::account_id;
use crate::meta::loose::{Raw, Scalar, part, read};

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
}

impl Sink {
    /// An empty one; what does not fit into it is shown at `nowhere`.
    pub(super) const fn new(nowhere: Scope) -> Self {
        Self { events: Vec::new(), nowhere, beyond: false }
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
