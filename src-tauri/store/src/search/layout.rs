//! Other readings of what was typed: on the wrong keyboard layout, or in the other alphabet.

use super::Reading;

const LATIN_KEYS: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN_KEYS: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";

/// Letters and groups of them, the longest first, so that `shch` is not read as `s`, `h`, `c`, `h`.
const ALPHABETS: &[(&str, &str)] = &[
    ("shch", "щ"),
    ("yo", "ё"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ya", "я"),
    ("a", "а"),
    ("b", "б"),
    ("v", "в"),
    ("g", "г"),
    ("d", "д"),
    ("e", "е"),
    ("z", "з"),
    ("i", "и"),
    ("y", "й"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("y", "ы"),
    ("e", "э"),
    ("", "ъ"),
    ("", "ь"),
    ("h", "х"),
    ("c", "к"),
    ("j", "й"),
    ("q", "к"),
    ("w", "в"),
    ("x", "кс"),
];

/// Every other reading, the likeliest first.
pub(super) fn readings(text: &str) -> Vec<(Reading, String)> {
    let text = text.to_lowercase();
    let cyrillic = to_cyrillic(&text);
    let mut readings = vec![(Reading::Layout, other_layout(&text)), (Reading::Transliteration, cyrillic.clone())];
    if text.contains("sch") {
        readings.push((Reading::Transliteration, to_cyrillic(&text.replace("sch", "shch"))));
    }
    for ending in ["y", "iy"] {
        // `y` at a word's end is the vowel or the half-vowel.
        if text.ends_with(ending) {
            readings.push((Reading::Transliteration, swap_end(&cyrillic)));
        }
    }
    readings.push((Reading::Transliteration, to_latin(&text)));
    readings.retain(|(_, reading)| *reading != text);
    readings
}

fn swap_end(cyrillic: &str) -> String {
    cyrillic.strip_suffix('й').map_or_else(|| cyrillic.to_owned(), |start| format!("{start}ы"))
}

/// The same keys in the other layout.
pub(super) fn other_layout(text: &str) -> String {
    let keys = |from: &str, to: &str, letter: char| {
        from.chars().position(|key| key == letter).and_then(|place| to.chars().nth(place))
    };
    let russian = text.chars().any(|letter| matches!(letter, 'а'..='я' | 'ё'));
    let (from, to) = if russian { (RUSSIAN_KEYS, LATIN_KEYS) } else { (LATIN_KEYS, RUSSIAN_KEYS) };
    text.chars().map(|letter| keys(from, to, letter).unwrap_or(letter)).collect()
}

/// Latin letters as a Russian would write the sounds.
pub(super) fn to_cyrillic(text: &str) -> String {
    let mut rest = text;
    let mut written = String::with_capacity(text.len() * 2);
    while let Some(letter) = rest.chars().next() {
        let group = ALPHABETS.iter().find(|(latin, _)| !latin.is_empty() && rest.starts_with(latin));
        let (length, letters) = match group {
            Some((latin, cyrillic)) => (latin.len(), (*cyrillic).to_owned()),
            None => (letter.len_utf8(), letter.to_string()),
        };
        written.push_str(&letters);
        rest = rest.get(length..).unwrap_or_default();
    }
    written
}

/// Cyrillic letters as they are written in Latin ones.
pub(super) fn to_latin(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let mut bytes = [0; 4];
            let letter: &str = letter.encode_utf8(&mut bytes);
            ALPHABETS
                .iter()
                .find(|(_, cyrillic)| *cyrillic == letter)
                .map_or_else(|| letter.to_owned(), |(latin, _)| (*latin).to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pretty_assertions::assert_eq;
    use rstest::rstest;

    #[rstest]
    #[case("cxtn", "счет")]
    #[case("ьгеу", "mute")]
    #[case("[kt,", "хлеб")]
    fn keys_are_read_in_the_other_layout(#[case] typed: &str, #[case] meant: &str) {
        assert_eq!(other_layout(typed), meant);
    }

    #[rstest]
    #[case("anna", "анна")]
    #[case("korneeva", "корнеева")]
    #[case("borshch", "борщ")]
    #[case("chay", "чай")]
    #[case("schet", "счет")]
    fn latin_letters_are_read_as_russian_sounds(#[case] typed: &str, #[case] meant: &str) {
        let all: Vec<_> = readings(typed).into_iter().map(|(_, text)| text).collect();
        assert!(all.contains(&meant.to_owned()), "{all:?}");
    }

    #[test]
    fn russian_letters_are_written_in_latin_ones() {
        assert_eq!(to_latin("ержан бекенов"), "erzhan bekenov");
    }
}
