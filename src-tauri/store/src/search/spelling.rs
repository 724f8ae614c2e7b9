//! A better spelling, asked for only where nothing was found.

use rusqlite::params;

use super::vocabulary;
use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;
use domain::text::words;

pub(super) const COUNT: Statement = Statement::new(
    "count the messages of a word",
    "SELECT doc FROM message_vocabulary WHERE term = ?1 AND col = 'words'",
);

/// Words shorter than this are too near to everything.
const FROM: usize = 3;
/// Words shorter than this may differ in one letter only.
const TWO_FROM: usize = 6;

/// The text with each word that no message has in its nearest spelling; nothing where no word has one.
pub(super) fn suggest(r: &Read<'_>, text: &str) -> Result<Option<String>, StoreError> {
    let mut better = Vec::new();
    let mut changed = false;
    for word in words(text) {
        let nearest = nearest(r, &word.folded)?;
        changed |= nearest.as_ref().is_some_and(|nearest| *nearest != word.folded);
        better.push(nearest.unwrap_or(word.folded));
    }
    Ok(changed.then(|| better.join(" ")))
}

/// Letters at the beginning that are hardly ever mistaken: where a word that begins so is near, no other is looked at, since looking at
/// all that begin with one letter takes ten times as long.
const SURE: usize = 3;

/// The nearest word that begins alike.
fn nearest(r: &Read<'_>, word: &str) -> Result<Option<String>, StoreError> {
    if word.chars().count() < FROM {
        return Ok(None);
    }
    for letters in [SURE, 1] {
        let start: String = word.chars().take(letters).collect();
        if let Some(near) = nearest_of(r, word, &start)? {
            return Ok(Some(near));
        }
    }
    Ok(None)
}

/// The nearest of all words that begin so; of those that are equally near, the most frequent.
fn nearest_of(r: &Read<'_>, word: &str, start: &str) -> Result<Option<String>, StoreError> {
    let most = if word.chars().count() < TWO_FROM { 1 } else { 2 };
    let terms = vocabulary::beginning(r, start, usize::MAX)?.unwrap_or_default();
    let mut near: Vec<_> = terms.into_iter().map(|term| (distance(word, &term, most), term)).collect();
    near.retain(|(apart, _)| *apart <= most);
    near.sort();
    let mut best: Option<(usize, i64, String)> = None;
    for (apart, term) in near {
        if best.as_ref().is_some_and(|(least, ..)| *least < apart) {
            break;
        }
        // None of a stem that is no word of its own.
        let count: Option<i64> = COUNT.first(r.connection, params![term], |row| row.get(0))?;
        if let Some(count) = count.filter(|count| best.as_ref().is_none_or(|(_, most_seen, _)| count > most_seen)) {
            best = Some((apart, count, term));
        }
    }
    Ok(best.map(|(_, _, term)| term))
}

/// How many letters have to be changed, added, left out or exchanged with their neighbour; `most + 1` stands for more.
fn distance(left: &str, right: &str, most: usize) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > most {
        return most + 1;
    }
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut least = (at(&above, j + 1) + 1).min(at(&row, j) + 1).min(at(&above, j) + usize::from(a != b));
            let crossed = i > 0 && j > 0 && left.get(i - 1) == Some(b) && right.get(j - 1) == Some(a);
            if crossed && a != b {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(most + 1).min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::distance;
    use rstest::rstest;

    #[rstest]
    #[case("пуэрр", "пуэр", 1)]
    #[case("пуэр", "пуэр", 0)]
    #[case("invocie", "invoice", 1)]
    #[case("чай", "кофе", 3)]
    fn letters_are_counted(#[case] typed: &str, #[case] meant: &str, #[case] apart: usize) {
        assert_eq!(distance(typed, meant, 2), apart);
    }
}
