//! From typed words to an expression of FTS5, and from a message's words to what is indexed.

use rust_stemmers::{Algorithm, Stemmer};

use domain::text::{Word, words};

use super::vocabulary;
use crate::console::Read;
use crate::error::StoreError;

/// Shorter words have no other forms.
const STEM_FROM: usize = 3;
/// From so many letters on the index has no list of its own for what begins so, and would read every message of each such
/// word before it gives the newest. As a choice of whole words it gives the newest at once.
const SPELLED_OUT_FROM: usize = 4;
/// So many words at most are spelled out.
const SPELLED_OUT: usize = 128;

/// What is looked for, ready to be matched.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Terms {
    pub terms: Vec<Term>,
    /// Whether single letters were typed and nothing else: too many messages have a word that begins so.
    pub short: bool,
}

/// One thing looked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A word in any form, or its beginning.
    Word { word: String, stem: String },
    /// Words exactly so, one behind the other.
    Phrase(Vec<String>),
}

impl Terms {
    /// Reads what was typed. A quote that is not closed yet counts to the end.
    pub fn of(text: &str) -> Self {
        let (mut terms, mut letters) = (Vec::new(), false);
        let text = text.replace(['“', '”', '„', '«', '»'], "\"");
        for (index, part) in text.split('"').enumerate() {
            let found = words(part).into_iter().map(|Word { folded, .. }| folded);
            if index % 2 == 0 {
                let (long, single): (Vec<_>, Vec<_>) = found.partition(|word| word.chars().nth(1).is_some());
                letters |= !single.is_empty();
                terms.extend(long.into_iter().map(|word| Term::Word { stem: stem(&word), word }));
            } else {
                let phrase: Vec<_> = found.collect();
                if !phrase.is_empty() {
                    terms.push(Term::Phrase(phrase));
                }
            }
        }
        let short = letters && terms.is_empty();
        Self { terms, short }
    }

    /// The expression; none where nothing is looked for. Words hold letters and digits only, so nothing in them can be
    /// read as an operator.
    ///
    /// # Errors
    /// When the words that there are cannot be read.
    pub fn expression(&self, r: &Read<'_>) -> Result<Option<String>, StoreError> {
        let parts = self.terms.iter().map(|term| {
            Ok(match term {
                Term::Word { word, stem } => {
                    format!("({{words stems}} : \"{stem}\" OR words : ({}))", beginning(r, word)?)
                }
                Term::Phrase(words) => format!("words : \"{}\"", words.join(" ")),
            })
        });
        let parts = parts.collect::<Result<Vec<_>, StoreError>>()?;
        Ok((!parts.is_empty()).then(|| parts.join(" AND ")))
    }
}

/// Words that begin so, as the index is asked for them.
fn beginning(r: &Read<'_>, word: &str) -> Result<String, StoreError> {
    let spelled_out = if word.chars().count() < SPELLED_OUT_FROM {
        None
    } else {
        vocabulary::beginning(r, word, SPELLED_OUT)?.filter(|words| !words.is_empty())
    };
    Ok(match spelled_out {
        Some(words) => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR "),
        None => format!("\"{word}\" *"),
    })
}

/// The word without its ending, in Russian or English by its letters; any other word is its own stem.
pub(super) fn stem(word: &str) -> String {
    thread_local! {
        static RUSSIAN: Stemmer = Stemmer::create(Algorithm::Russian);
        static ENGLISH: Stemmer = Stemmer::create(Algorithm::English);
    }
    if word.chars().count() < STEM_FROM {
        word.to_owned()
    } else if word.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        ENGLISH.with(|stemmer| stemmer.stem(word).into_owned())
    } else if word.chars().all(|letter| matches!(letter, 'а'..='я')) {
        RUSSIAN.with(|stemmer| stemmer.stem(word).into_owned())
    } else {
        word.to_owned()
    }
}

/// The two columns of the index for a text: its words, and the stems that are not words of it themselves.
pub(super) fn index_text(text: &str) -> (String, String) {
    let (mut folded, mut stems) = (Vec::new(), Vec::new());
    for Word { folded: word, .. } in words(text) {
        let stem = stem(&word);
        if stem != word {
            stems.push(stem);
        }
        folded.push(word);
    }
    (folded.join(" "), stems.join(" "))
}
