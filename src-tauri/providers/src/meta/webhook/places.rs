//! Where the items and people of a body stand in its text, for whoever cuts some of them out.

use domain::Person;
use serde_json::value::RawValue;

use super::sink::Scope;

/// A piece of a text, by its address: pieces are only ever compared with the text that they were read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    from: usize,
    bytes: usize,
}

impl Piece {
    /// Of a part that was read.
    pub(super) fn of(raw: &RawValue) -> Self {
        Self { from: raw.get().as_ptr().addr(), bytes: raw.get().len() }
    }

    /// Where it begins and ends in the text that it was read from.
    pub(super) fn within(self, text: &str) -> Option<(usize, usize)> {
        let from = self.from.checked_sub(text.as_ptr().addr())?;
        let to = from.checked_add(self.bytes)?;
        text.get(from..to).map(|_| (from, to))
    }
}

/// Something in a body.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Where.
    pub(super) piece: Piece,
    /// What.
    pub(super) what: What,
}

/// What can stand in a body.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// What an event was made of, by the event's index.
    Item {
        /// Which event.
        event: usize,
    },
    /// Somebody in the block with the names of people.
    Contact(Scope, Person),
    /// Somebody whom an item lists.
    Listed(Scope, Person),
}
