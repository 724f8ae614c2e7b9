//! What people of a busy company write: few words often, many words seldom, in Russian and English, some with ё.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

/// Different words of each language.
pub const VOCABULARY: u32 = 10_000;
/// Words that stand for the most usual ones, so that somebody can search for them.
const USUAL: [[&str; 8]; 2] = [
    ["заказ", "доставка", "спасибо", "завтра", "чай", "адрес", "ещё", "тёплый"],
    ["order", "delivery", "thanks", "tomorrow", "tea", "address", "more", "warm"],
];
const SYLLABLES: [[&str; 16]; 2] = [
    ["ка", "ро", "ми", "ст", "ла", "не", "пу", "ть", "ве", "за", "до", "ши", "ёр", "го", "бли", "на"],
    ["ka", "ro", "mi", "st", "la", "ne", "pu", "th", "ve", "za", "do", "sh", "er", "go", "bli", "na"],
];

/// A text of three to twenty words in one of the languages.
pub fn text(dice: &mut ChaCha8Rng) -> String {
    let language = usize::from(dice.random_bool(0.4));
    let count = dice.random_range(3..=20);
    let words: Vec<String> = (0..count).map(|_| word(language, skewed(dice, VOCABULARY))).collect();
    words.join(" ")
}

/// The word of a rank; the lower, the more usual.
pub fn word(language: usize, rank: u32) -> String {
    let of = |list: &[[&'static str; 8]; 2]| list.get(language).and_then(|words| words.get(rank as usize)).copied();
    if let Some(usual) = of(&USUAL) {
        return usual.to_owned();
    }
    let mut rest = rank;
    let mut word = String::new();
    while rest > 0 || word.is_empty() {
        let syllable = SYLLABLES.get(language).and_then(|all| all.get(rest as usize % all.len())).copied();
        word.push_str(syllable.unwrap_or_default());
        rest /= 16;
    }
    word
}

/// A number below `most`: the first ones come up far more often than the last.
pub fn skewed(dice: &mut ChaCha8Rng, most: u32) -> u32 {
    let chance: f64 = dice.random();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nought and `most`")]
    let rank = (f64::from(most) * chance.powi(4)) as u32;
    rank.min(most.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;

    use super::*;

    #[test]
    fn texts_are_the_same_for_a_seed_and_the_usual_words_are_usual() {
        let texts = || {
            let mut dice = ChaCha8Rng::seed_from_u64(1);
            (0..2_000).map(|_| text(&mut dice)).collect::<Vec<_>>()
        };
        assert_eq!(texts(), texts());
        let with = |word: &str| texts().iter().filter(|text| text.split(' ').any(|one| one == word)).count();
        assert!(with("заказ") > 20 * with(&word(0, VOCABULARY - 1)).max(1), "{}", with("заказ"));
    }
}
