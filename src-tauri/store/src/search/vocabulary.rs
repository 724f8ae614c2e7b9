//! Which words messages have, read from one word to the next without what lies between: how often each comes up.

use rusqlite::params;

use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

pub(super) const NEXT: Statement =
    Statement::new("look into the vocabulary", "SELECT term FROM message_terms WHERE term >= ?1 ORDER BY term LIMIT 1");

/// No word has it, and every letter of a word comes behind it.
const LEAST: char = '\u{1}';

/// Every word or stem that begins so, in their order; none where there are more than `most`.
pub(super) fn beginning(r: &Read<'_>, start: &str, most: usize) -> Result<Option<Vec<String>>, StoreError> {
    let mut words = Vec::new();
    let mut from = start.to_owned();
    while let Some(word) = NEXT.first(r.connection, params![from], |row| row.get::<_, String>(0))? {
        if !word.starts_with(start) {
            break;
        }
        if words.len() == most {
            return Ok(None);
        }
        from.clone_from(&word);
        from.push(LEAST);
        words.push(word);
    }
    Ok(Some(words))
}
