//! Which parts of a text were looked for.

use super::query::{Term, Terms, stem};
use domain::text::words;

/// Marks what a query finds in any text: from and to, in UTF-16 units.
#[must_use]
pub fn marks(text: &str, query: &str) -> Vec<(u32, u32)> {
    by_terms(text, &Terms::of(query))
}

pub(super) fn by_terms(text: &str, terms: &Terms) -> Vec<(u32, u32)> {
    words(text)
        .into_iter()
        .filter(|word| terms.terms.iter().any(|term| is_meant(term, &word.folded)))
        .map(|word| (word.start, word.end))
        .collect()
}

fn is_meant(term: &Term, folded: &str) -> bool {
    match term {
        Term::Word { word, stem: of_query } => {
            folded.starts_with(word.as_str()) || folded == of_query || stem(folded) == *of_query
        }
        Term::Phrase(words) => words.iter().any(|word| word == folded),
    }
}
