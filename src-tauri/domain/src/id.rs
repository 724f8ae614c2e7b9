//! Names of things. Rows of a projection are numbered from the journal (see [`row_number`]); what comes from outside is
//! opaque text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Bits of a row number that hold the index inside one journal entry; the rest holds the entry's position. Together
/// they stay below 2^53, so a number survives a web view.
const INDEX_BITS: u32 = 16;

/// The largest index that a row number can hold: what lies behind it in one journal entry is shown as one unknown item.
pub const MAX_INDEX: u32 = (1 << INDEX_BITS) - 1;

/// Makes the number of a projected row from the journal position and the index in that entry's body, so that a rebuild
/// gives every row the number it had.
#[must_use]
pub const fn row_number(position: i64, index: u32) -> i64 {
    let index = if index > MAX_INDEX { MAX_INDEX } else { index };
    (position << INDEX_BITS) | index as i64
}

macro_rules! row_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(transparent)]
        #[ts(type = "number")]
        pub struct $name(pub i64);

        impl $name {
            /// The row that `index` of the journal entry at `position` makes.
            #[must_use]
            pub const fn at(position: i64, index: u32) -> Self { Self(row_number(position, index)) }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
    )*};
}

macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub String);

        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self(text.to_owned()) }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
    )*};
}

row_ids! {
    /// A thread with one contact or one group.
    ChatId;
    /// A person known to us.
    ContactId;
    /// A message in a chat, received or sent.
    MessageId;
    /// An internal note.
    NoteId;
    /// A label.
    LabelId;
    /// An attribute of the workspace's own.
    AttributeId;
    /// A saved question about people.
    SegmentId;
    /// Two contacts' being one person by an operator's word.
    MergeId;
    /// A saved answer.
    QuickReplyId;
    /// A schedule of silence.
    ScheduleId;
    /// An exception to silence.
    BreakthroughId;
    /// Something that is asked of the provider about a group.
    GroupActId;
    /// Somebody's asking to enter a group.
    JoinRequestId;
    /// Somebody's being invited into a group.
    InvitationId;
}

text_ids! {
    /// One business phone number at one provider. Opaque: only the provider's own room makes and reads it.
    AccountId;
    /// A message as its provider names it.
    ProviderMessageId;
    /// A group as its provider names it.
    GroupId;
    /// Made by whoever gives a command; the same id twice is the same command.
    CommandId;
    /// The SHA-256 of a file in the media store, hex.
    FileHash;
}

/// What the commands of the product's own rules begin with; no screen may give such a one.
const OF_RULES: &str = "rule: ";

impl CommandId {
    /// A command of a rule of the product, by what it does and to what: the same rule does the same thing once.
    #[must_use]
    pub fn of_rule(what: &str) -> Self {
        Self(format!("{OF_RULES}{what}"))
    }

    /// Whether a rule of the product gave it and no operator.
    #[must_use]
    pub fn is_of_rule(&self) -> bool {
        self.0.starts_with(OF_RULES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_number_survives_a_web_view_for_every_position_that_a_journal_can_reach() {
        let last = row_number((1 << 37) - 1, MAX_INDEX);
        assert_eq!(last, (1 << 53) - 1, "2^53 - 1 is the last whole number that a double holds");
    }

    #[test]
    fn two_items_of_one_entry_never_share_a_number_with_the_next_entry() {
        assert!(row_number(7, MAX_INDEX) < row_number(8, 0));
        assert_eq!(row_number(7, MAX_INDEX + 5), row_number(7, MAX_INDEX), "what does not fit is one item");
    }
}
