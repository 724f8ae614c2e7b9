//! Words that a person writes, as a whole message, to end or to begin something. Case, the look-alikes of other alphabets,
//! spaces and signs around it do not matter.

use unicode_normalization::UnicodeNormalization as _;

use super::purpose::{Purpose, PurposeId};

/// What ends every purpose, in every workspace. What could be about an order ("cancel", "end") is left out.
const STOP: [&str; 8] = ["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "СТОП", "ОТПИСАТЬСЯ", "ОТПИСКА", "STOPP"];
/// What asks to be asked again.
const START: [&str; 4] = ["START", "SUBSCRIBE", "СТАРТ", "ПОДПИСАТЬСЯ"];
/// The longest message that is looked at, in bytes: no keyword is longer, and many messages are.
const LONGEST: usize = 240;
/// More words than this are a sentence, which an operator reads.
const FEW_WORDS: usize = 4;

/// What was heard in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A word that ends every purpose.
    Stop,
    /// A word that asks to be asked again.
    Start,
    /// A word by which one purpose is granted.
    Grant(PurposeId),
    /// Nearly a word that ends every purpose: for the operator to decide.
    NearlyStop,
}

/// The words of a workspace beside those that come with the product.
#[derive(Debug, Clone, Default)]
pub struct Keywords {
    stop: Vec<String>,
    grant: Vec<(String, PurposeId)>,
}

impl Keywords {
    /// From the workspace's own words and those of its purposes.
    #[must_use]
    pub fn new(own_stop: &[String], purposes: &[Purpose]) -> Self {
        let stop = STOP.iter().copied().chain(own_stop.iter().map(String::as_str)).map(outline);
        let grant = purposes
            .iter()
            .flat_map(|purpose| purpose.keywords.iter().map(|word| (outline(word), purpose.purpose.clone())));
        Self {
            stop: stop.filter(|word| !word.is_empty()).collect(),
            grant: grant.filter(|(word, _)| !word.is_empty()).collect(),
        }
    }
}

/// What a message says of consent, if anything.
#[must_use]
pub fn heard(message: &str, keywords: &Keywords) -> Option<Heard> {
    if message.len() > LONGEST {
        return None;
    }
    let said = outline(message);
    if said.is_empty() {
        return None;
    }
    if keywords.stop.contains(&said) {
        return Some(Heard::Stop);
    }
    if START.iter().any(|word| outline(word) == said) {
        return Some(Heard::Start);
    }
    if let Some((_, purpose)) = keywords.grant.iter().find(|(word, _)| *word == said) {
        return Some(Heard::Grant(purpose.clone()));
    }
    nearly(&said, keywords).then_some(Heard::NearlyStop)
}

/// One wrong letter, or the word among a few others.
fn nearly(said: &str, keywords: &Keywords) -> bool {
    let words: Vec<&str> = said.split(' ').collect();
    let close = |word: &String| {
        let long_enough = word.chars().count() >= 4;
        long_enough && (one_letter_apart(word, said) || words.len() <= FEW_WORDS && words.contains(&word.as_str()))
    };
    keywords.stop.iter().any(close)
}

/// Upper case without signs and accents, in which a letter that looks like one of the Latin alphabet is that one.
fn outline(text: &str) -> String {
    let letters = text.nfkc().flat_map(char::to_uppercase).map(look_alike);
    let spaced: String = letters.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Capital letters and digits of Cyrillic, Greek and Latin that are drawn alike (Unicode Technical Standard 39).
const fn look_alike(letter: char) -> char {
    match letter {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ё' | 'Ε' => 'E',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Н' | 'Η' => 'H',
        'О' | 'Ο' | '0' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' | 'Ϲ' => 'C',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'Ѕ' => 'S',
        'І' | 'Ι' | '1' => 'I',
        'Ј' => 'J',
        'Π' => 'П',
        other => other,
    }
}

/// Whether one letter was changed, left out, put in, or two neighbours swapped.
fn one_letter_apart(word: &str, said: &str) -> bool {
    let (word, said): (Vec<char>, Vec<char>) = (word.chars().collect(), said.chars().collect());
    let front = word.iter().zip(&said).take_while(|(a, b)| a == b).count();
    let (word, said) = (word.get(front..).unwrap_or_default(), said.get(front..).unwrap_or_default());
    let back = word.iter().rev().zip(said.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle = |letters: &[char]| letters.get(..letters.len().saturating_sub(back)).unwrap_or_default().to_vec();
    match (middle(word).as_slice(), middle(said).as_slice()) {
        ([], []) => false,
        ([a, b], [c, d]) => a == d && b == c,
        (left, right) => left.len() <= 1 && right.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn hear(message: &str) -> Option<Heard> {
        let offers = Purpose { keywords: vec!["Новости".into()], ..super::super::built_in().swap_remove(2) };
        heard(message, &Keywords::new(&["Хватит".into()], &[offers]))
    }

    #[rstest]
    #[case::as_it_is("STOP", Some(Heard::Stop))]
    #[case::small_with_a_sign("stop!", Some(Heard::Stop))]
    #[case::russian("СТОП", Some(Heard::Stop))]
    #[case::russian_in_any_case(" стоП. ", Some(Heard::Stop))]
    #[case::russian_typed_with_latin_letters("CTOП", Some(Heard::Stop))]
    #[case::english_typed_with_cyrillic_letters("SТОР", Some(Heard::Stop))]
    #[case::with_a_zero("ST0P", Some(Heard::Stop))]
    #[case::full_width("ＳＴＯＰ", Some(Heard::Stop))]
    #[case::two_words("Stop  all", Some(Heard::Stop))]
    #[case::own_word("хватит", Some(Heard::Stop))]
    #[case::again("старт", Some(Heard::Start))]
    #[case::own_word_of_a_purpose("НОВОСТИ", Some(Heard::Grant("offers".into())))]
    #[case::a_letter_too_few("СТП", Some(Heard::NearlyStop))]
    #[case::a_letter_wrong("стор", Some(Heard::NearlyStop))]
    #[case::two_letters_swapped("СОТП", Some(Heard::NearlyStop))]
    #[case::with_a_word_beside_it("стоп пожалуйста", Some(Heard::NearlyStop))]
    #[case::a_sentence("Стоп, я ещё не выбрала, какой чай нам нужен", None)]
    #[case::about_an_order("Cancel", None)]
    #[case::something_else("Стол", Some(Heard::NearlyStop))]
    #[case::signs_only("!!!", None)]
    fn is_heard(#[case] message: &str, #[case] what: Option<Heard>) {
        assert_eq!(hear(message), what);
    }
}
