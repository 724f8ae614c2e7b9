//! The erasure of a person as the journal keeps it: places and numbers, never a name, a phone or a word. So it can be
//! applied again to a journal that was restored from before it, and made into rows like any other entry.

use serde::{Deserialize, Serialize};

use crate::id::{ChatId, CommandId, ContactId, MessageId};
use crate::time::Timestamp;

/// Begins every stand-in for a key or an id of somebody who was erased. No provider writes ids like this.
const STANDS_IN: &str = "erased.";

/// A journal entry of kind `erased`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Made by whoever gave the command.
    pub command: CommandId,
    /// When it was decided.
    pub at: Timestamp,
    /// Who decided.
    pub operator: String,
    /// The contacts that the person was.
    pub contacts: Vec<ContactId>,
    /// Their own chats.
    pub chats: Vec<ChatId>,
    /// How many messages were theirs or written to them.
    pub messages: u64,
    /// Entries that hold nothing but what is theirs: their bodies are empty.
    pub emptied: Vec<i64>,
    /// Entries that hold something of others too.
    pub cut: Vec<Cut>,
    /// Keys of others that ended because the person took them over: nothing else tells it any more.
    pub ended: Vec<Ended>,
    /// The person's tokens in the consent ledger, which lead to nobody now.
    pub subjects: Vec<String>,
    /// Names of their files in the media store.
    pub files: Vec<String>,
    /// The keyed hashes that were put on the suppression list.
    pub suppressed: Vec<Suppressed>,
}

/// What was taken out of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The entry.
    pub position: i64,
    /// What is put in the place of what, in order; places are those of the body before.
    pub splices: Vec<Splice>,
    /// SHA-256 of the body as it is now, hexadecimal: by it a repeated body is known.
    pub digest: String,
    /// Whom else the entry was about before: what was cut may have named them too, and they are still led to it.
    pub others: Vec<ContactId>,
}

/// A piece of a body that is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
    /// What stands there instead.
    pub put: String,
}

/// A key of somebody else that the person took over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Its number.
    pub identity: i64,
    /// When.
    pub at: Timestamp,
}

/// A line of the suppression list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Suppressed {
    /// What kind of key it is of, or that it is of the contact itself.
    pub kind: String,
    /// The keyed hash, hexadecimal.
    pub hash: String,
}

/// What stands for a person in items that move what is others': how many are in a group, who has a message.
#[must_use]
pub fn stand_in(contact: ContactId) -> String {
    format!("{STANDS_IN}{contact}")
}

/// Whether a key stands for somebody who was erased.
#[must_use]
pub fn is_stand_in(key: &str) -> bool {
    key.starts_with(STANDS_IN)
}

/// What stands for the provider's id of a person's message.
#[must_use]
pub fn stand_in_message(message: MessageId) -> String {
    format!("{STANDS_IN}message.{message}")
}

/// Replaces pieces of a body; none where they do not fit it.
#[must_use]
pub fn splice(body: &[u8], splices: &[Splice]) -> Option<Vec<u8>> {
    let (mut out, mut at) = (Vec::with_capacity(body.len()), 0);
    for Splice { from, to, put } in splices {
        out.extend_from_slice(body.get(at..*from)?);
        body.get(*from..*to)?;
        out.extend_from_slice(put.as_bytes());
        at = *to;
    }
    out.extend_from_slice(body.get(at..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(from: usize, to: usize, put: &str) -> Splice {
        Splice { from, to, put: put.to_owned() }
    }

    #[test]
    fn pieces_are_replaced_where_they_stood_and_the_rest_stays() {
        let pieces = [put(0, 3, "somebody"), put(4, 5, "")];
        assert_eq!(splice(b"Kim, Tom.", &pieces), Some(b"somebody,Tom.".to_vec()));
    }

    #[test]
    fn pieces_that_do_not_fit_replace_nothing() {
        assert_eq!(splice(b"abc", &[put(2, 9, "")]), None);
        assert_eq!(splice(b"abc", &[put(2, 3, ""), put(1, 2, "")]), None, "out of order");
    }
}
