//! Search over every message, contact and chat. SQLite keeps folded words and their stems; what is shown is marked here,
//! since the index holds no text.

mod filter;
mod layout;
mod mark;
mod names;
mod query;
mod spelling;
mod vocabulary;

use domain::{ChatId, ContactId, MessageId, Timestamp};
use rusqlite::params;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub use domain::text::fold;
use filter::run;
pub use mark::marks;
pub use names::{Names, names, people};
use query::Terms;

pub(crate) const SCHEMA: &str = "
CREATE VIRTUAL TABLE message_words USING fts5( -- the words of messages by their number; cache
    words, -- folded, in order
    stems, -- of the words that have another one
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3'
);
CREATE VIRTUAL TABLE message_vocabulary USING fts5vocab(message_words, col); -- how many messages have a word; cache
CREATE VIRTUAL TABLE message_terms USING fts5vocab(message_words, instance); -- which words there are; cache
CREATE VIRTUAL TABLE contact_words USING fts5( -- names and keys of contacts by their number; cache
    words, -- folded, in both alphabets
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='1 2 3'
);
CREATE VIRTUAL TABLE chat_words USING fts5( -- subjects of groups by their chat; cache
    words, -- folded, in both alphabets
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='1 2 3'
);
";

const INSERT: Statement =
    Statement::new("make a message findable", "INSERT INTO message_words (rowid, words, stems) VALUES (?1, ?2, ?3)");
const DELETE: Statement =
    Statement::new("take a message out of the search", "DELETE FROM message_words WHERE rowid = ?1");
const OPTIMIZE: Statement =
    Statement::new("put the search in order", "INSERT INTO message_words (message_words) VALUES ('optimize')");
const OPTIMIZE_CONTACTS: Statement = Statement::new(
    "put the search of contacts in order",
    "INSERT INTO contact_words (contact_words) VALUES ('optimize')",
);
const OPTIMIZE_CHATS: Statement =
    Statement::new("put the search of chats in order", "INSERT INTO chat_words (chat_words) VALUES ('optimize')");

const REACH: Statement = Statement::new(
    "count what can be searched",
    "SELECT count(*) AS messages, (SELECT at FROM message ORDER BY message_id LIMIT 1) AS since FROM message",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &DELETE,
    &OPTIMIZE,
    &OPTIMIZE_CONTACTS,
    &OPTIMIZE_CHATS,
    &filter::BY_WORDS,
    &filter::WITHOUT_WORDS,
    &filter::MANY_OF_CHAT,
    &filter::MANY_OF_SENDER,
    &filter::OF_CHAT,
    &filter::OF_SENDER,
    &filter::OF_DAYS,
    &filter::WITH_FILE,
    &REACH,
    &names::PUT_CONTACT,
    &names::DROP_CONTACT,
    &names::PUT_CHAT,
    &names::DROP_CHAT,
    &names::CONTACTS,
    &names::PEOPLE,
    &names::THEIR_CHATS,
    &names::NEWEST_CHATS,
    &names::GROUPS,
    &spelling::COUNT,
    &vocabulary::NEXT,
];

/// From whom a message is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From a contact, by whatever identity it was seen.
    Contact(ContactId),
    /// From us.
    Us,
}

/// What is looked for. All of it must be true of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words of two letters or more, each found in every form and from its beginning; in quotes, exactly and in this order.
    pub text: String,
    /// From whom.
    pub from: Option<From>,
    /// In which chat.
    pub chat: Option<ChatId>,
    /// Whether it must have a file.
    pub has_file: bool,
    /// Written before this moment.
    pub before: Option<Timestamp>,
    /// Written at this moment or later.
    pub after: Option<Timestamp>,
}

/// A message that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The message.
    pub message_id: MessageId,
    /// Its chat.
    pub chat_id: ChatId,
    /// When it was written.
    pub at: Timestamp,
    /// Its words.
    pub words: String,
    /// Which parts of the words were looked for: from and to, in UTF-16 units as the web view counts.
    pub marks: Vec<(u32, u32)>,
}

/// What a search gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The messages, newest arrival first.
    pub hits: Vec<Hit>,
    /// How the words were read, where nothing was found as they were typed.
    pub read_as: Option<ReadAs>,
    /// A better spelling, where nothing was found at all.
    pub suggestion: Option<String>,
    /// Whether the words were too short to be looked for: single letters, by which names alone are found.
    pub short: bool,
}

/// Another reading of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAs {
    /// The words that were looked for.
    pub text: String,
    /// What was done to them.
    pub how: Reading,
}

/// What can be done to words to find something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The keys were read in the other keyboard layout.
    Layout,
    /// The letters were read in the other alphabet.
    Transliteration,
}

/// Searches the messages; `before` is the last hit already shown.
///
/// # Errors
/// When they cannot be searched.
pub fn search(r: &Read<'_>, query: &Query, limit: usize, before: Option<MessageId>) -> Result<Found, StoreError> {
    let terms = Terms::of(&query.text);
    let hits = run(r, query, &query.text, &terms, limit, before)?;
    if !hits.is_empty() || before.is_some() || terms.short || query.text.trim().is_empty() {
        return Ok(Found { hits, short: terms.short, ..Found::default() });
    }
    for (how, text) in layout::readings(&query.text) {
        let hits = run(r, query, &text, &Terms::of(&text), limit, None)?;
        if !hits.is_empty() {
            return Ok(Found { hits, read_as: Some(ReadAs { text, how }), ..Found::default() });
        }
    }
    Ok(Found { suggestion: spelling::suggest(r, &query.text)?, ..Found::default() })
}

/// How much a search goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    /// How many messages.
    pub messages: u64,
    /// When the first of them was written.
    pub since: Option<Timestamp>,
}

/// How much a search goes through. It walks an index: ask once when the search is opened, not for each letter.
///
/// # Errors
/// When it cannot be counted.
pub fn reach(r: &Read<'_>) -> Result<Reach, StoreError> {
    let reach = REACH.first(r.connection, [], |row| {
        let messages: i64 = row.get("messages")?;
        let since: Option<i64> = row.get("since")?;
        Ok(Reach { messages: u64::try_from(messages).unwrap_or(0), since: since.map(Timestamp) })
    })?;
    Ok(reach.unwrap_or_default())
}

/// Makes a new message findable, from the commit on. SQLite puts a full-text index in order before every statement that fires
/// a trigger, which nearly all do: words that went there one by one would be put in order one by one.
pub(crate) fn put_message(w: &Write<'_>, id: MessageId, words: String) {
    w.words.borrow_mut().insert(id, words);
}

/// Makes a message findable by its new words only.
pub(crate) fn change_message(w: &Write<'_>, id: MessageId, words: &str) -> Result<(), StoreError> {
    if let Some(kept) = w.words.borrow_mut().get_mut(&id) {
        words.clone_into(kept);
        return Ok(());
    }
    DELETE.run(w.connection, params![id.0])?;
    insert(w, id, words)
}

/// Takes a message out of the search.
pub(crate) fn drop_message(w: &Write<'_>, id: MessageId) -> Result<(), StoreError> {
    if w.words.borrow_mut().remove(&id).is_none() {
        DELETE.run(w.connection, params![id.0])?;
    }
    Ok(())
}

/// Puts the words into the search that were kept back.
pub(crate) fn settle(w: &Write<'_>) -> Result<(), StoreError> {
    w.words.take().into_iter().try_for_each(|(id, words)| insert(w, id, &words))
}

fn insert(w: &Write<'_>, id: MessageId, words: &str) -> Result<(), StoreError> {
    let (words, stems) = query::index_text(words);
    if !words.is_empty() {
        INSERT.run(w.connection, params![id.0, words, stems])?;
    }
    Ok(())
}

pub(crate) use names::{drop_contact, put_chat, put_contact};

/// Rewrites the indexes so that deleted words are really gone (wall 7).
pub(crate) fn purge(w: &Write<'_>) -> Result<(), StoreError> {
    settle(w)?;
    for statement in [OPTIMIZE, OPTIMIZE_CONTACTS, OPTIMIZE_CHATS] {
        statement.run(w.connection, [])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
