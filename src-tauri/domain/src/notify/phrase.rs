//! Phrases that are looked for in what people write.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::{Word, words, words_with};

/// Phrases as the operator wrote them, with what they are compared by. Case, accents and ё do not matter; `*` in a word
/// stands for any letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
#[ts(type = "Array<string>")]
#[schemars(with = "Vec<String>")]
pub struct Phrases {
    written: Vec<String>,
    folded: Vec<Vec<String>>,
}

impl From<Vec<String>> for Phrases {
    fn from(written: Vec<String>) -> Self {
        let folded = written.iter().map(|phrase| patterns(phrase)).filter(|words| !words.is_empty()).collect();
        Self { written, folded }
    }
}

impl From<Phrases> for Vec<String> {
    fn from(phrases: Phrases) -> Self {
        phrases.written
    }
}

impl Phrases {
    /// Whether any of them stands in a text, as whole words.
    #[must_use]
    pub fn found_in(&self, text: &str) -> bool {
        if self.folded.is_empty() {
            return false;
        }
        let text = words(text);
        self.folded.iter().any(|phrase| {
            let fits = |part: &[Word]| part.iter().zip(phrase).all(|(word, pattern)| like(pattern, &word.folded));
            text.windows(phrase.len()).any(fits)
        })
    }
}

/// The words of a phrase, as a text is taken apart; an asterisk belongs to its word.
fn patterns(phrase: &str) -> Vec<String> {
    let words = words_with(phrase, |letter| letter == '*').into_iter().map(|word| word.folded);
    words.filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// Whether a word is as a pattern says: its ends are the word's, and what is between asterisks stands between them.
fn like(pattern: &str, word: &str) -> bool {
    let mut parts = pattern.split('*');
    let (Some(head), Some(tail)) = (parts.next(), parts.next_back()) else { return pattern == word };
    let Some(mut rest) = word.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)) else { return false };
    parts.all(|part| {
        rest.split_once(part).is_some_and(|(_, after)| {
            rest = after;
            true
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("срочно", "СРОЧНО! Где заказ?", true)]
    #[case("срочно", "несрочно", false)]
    #[case("срочн*", "Это очень срочная доставка", true)]
    #[case("*чай*", "Есть молочайник?", true)]
    #[case("елка", "Ёлка у входа", true)]
    #[case("where is", "Where,  is my parcel?", true)]
    #[case("where is", "where it is", false)]
    #[case("", "anything", false)]
    #[case("*", "anything", false)]
    #[case("a*b*c", "axxbxxc", true)]
    #[case("a*b*c", "axxbxx", false)]
    #[case("ab*ba", "aba", false)]
    #[case("a**b", "ab", true)]
    #[case("*чай", "молочай", true)]
    #[case("*чай", "молочайник", false)]
    #[case("普洱", "有普洱茶嗎", true)]
    #[case("普*", "普洱", true)]
    #[case("заказ №2", "Где заказ № 2?", true)]
    #[case("don't", "I don't know", true)]
    #[case("и\u{306}од", "Йод", true)]
    fn a_phrase_is_found_as_whole_words(#[case] phrase: &str, #[case] text: &str, #[case] found: bool) {
        assert_eq!(Phrases::from(vec![phrase.to_owned()]).found_in(text), found);
    }

    #[test]
    fn a_pattern_of_many_asterisks_is_not_slow_on_a_word_that_is_nearly_like_it() {
        let phrases = Phrases::from(vec![format!("{}b", "*a".repeat(50))]);
        assert!(!phrases.found_in(&"a".repeat(10_000)));
    }

    #[test]
    fn what_the_operator_wrote_comes_back_as_it_was() {
        let phrases: Phrases = serde_json::from_str(r#"["Срочно!", "  "]"#).unwrap();
        assert_eq!(serde_json::to_string(&phrases).unwrap(), r#"["Срочно!","  "]"#);
    }
}
