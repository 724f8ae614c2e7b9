//! One spelling for what a person would call the same word: case, accents and ё do not matter; й stays й.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Folds a word or a text.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text
            .chars()
            .flat_map(char::to_lowercase)
            .map(|letter| if letter == 'ё' { 'е' } else { letter })
            .collect();
    }
    text.nfc().flat_map(char::to_lowercase).fold(String::with_capacity(text.len()), |mut folded, letter| {
        push(&mut folded, letter);
        folded
    })
}

/// Letters that have nothing to compose or take apart: nearly every message is made of them.
const fn is_plain(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, 'А'..='я' | 'Ё' | 'ё')
}

fn push(folded: &mut String, letter: char) {
    match letter {
        'ё' => folded.push('е'),
        'й' => folded.push('й'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' => folded.push('d'),
        'ı' => folded.push('i'),
        letter if letter.is_ascii() => folded.push(letter),
        letter => folded.extend(std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part))),
    }
}

/// A word in a text, with its place in UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word in its one spelling.
    pub folded: String,
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// The words of a text: letters and digits that stand together. An ideograph is a word by itself, since nothing
/// separates them.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    words_with(text, |_| false)
}

/// The words of a text in which some more characters count as letters.
pub(crate) fn words_with(text: &str, more: impl Fn(char) -> bool) -> Vec<Word> {
    let mut words = Vec::new();
    let mut current = String::new();
    let (mut start, mut place) = (0, 0);
    for letter in text.chars() {
        let part = letter.is_alphanumeric() || more(letter) || (!current.is_empty() && is_combining_mark(letter));
        if !current.is_empty() && (!part || is_ideograph(letter) || current.chars().all(is_ideograph)) {
            words.extend(word(&mut current, start, place));
        }
        if part {
            if current.is_empty() {
                start = place;
            }
            current.push(letter);
        }
        place += u32::from(letter.len_utf16() == 2) + 1;
    }
    words.extend(word(&mut current, start, place));
    words
}

fn word(current: &mut String, start: u32, end: u32) -> Option<Word> {
    let folded = fold(&std::mem::take(current));
    (!folded.is_empty()).then_some(Word { folded, start, end })
}

const fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Ёжик", "ежик")]
    #[case("Йод", "йод")]
    #[case("и\u{306}од", "йод")]
    #[case("Tomás", "tomas")]
    #[case("STRASSE", "strasse")]
    #[case("Straße", "strasse")]
    #[case("Łódź", "lodz")]
    fn one_word_has_one_spelling(#[case] written: &str, #[case] folded: &str) {
        assert_eq!(fold(written), folded);
    }

    #[test]
    fn a_word_knows_its_place_as_the_web_view_counts_it() {
        let found: Vec<_> = words("🙌 Счёт, №2").into_iter().map(|word| (word.folded, word.start, word.end)).collect();
        assert_eq!(found, [("счет".to_owned(), 3, 7), ("2".to_owned(), 10, 11)]);
    }

    #[test]
    fn each_ideograph_can_be_found() {
        let found: Vec<_> = words("普洱tea").into_iter().map(|word| word.folded).collect();
        assert_eq!(found, ["普", "洱", "tea"]);
    }
}
