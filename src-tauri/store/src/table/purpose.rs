//! Purposes as operators changed or made them, and the texts that people are shown.

use domain::Timestamp;
use domain::consent::{BUILT_IN_VERSION, Purpose, PurposeId, Wording, built_in, built_in_wordings};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE purpose ( -- a purpose that an operator made, or one of the product's that was changed; projected
    purpose TEXT PRIMARY KEY, -- its word in the ledger
    body TEXT NOT NULL -- JSON
) STRICT;
CREATE TABLE wording ( -- a text that people were or are shown; projected
    purpose TEXT NOT NULL,
    language TEXT NOT NULL,
    version INTEGER NOT NULL, -- 2, 3 and so on of each purpose and language: the product's own texts are 1
    words TEXT NOT NULL,
    since INTEGER NOT NULL, -- ms
    PRIMARY KEY (purpose, language, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE stop_word ( -- a word of the workspace's own that ends everything; projected
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
";

const PUT: Statement = Statement::new(
    "write a purpose",
    "INSERT INTO purpose (purpose, body) VALUES (?1, ?2) ON CONFLICT (purpose) DO UPDATE SET body = excluded.body",
);
const ALL: Statement = Statement::new("read the purposes", "SELECT body FROM purpose ORDER BY purpose");
const SAY: Statement = Statement::new(
    "write a wording",
    "INSERT INTO wording (purpose, language, version, words, since)
     SELECT ?1, ?2, coalesce(max(version), 1) + 1, ?3, ?4 FROM wording WHERE purpose = ?1 AND language = ?2",
);
const WORDINGS: Statement =
    Statement::new("read the wordings", "SELECT * FROM wording ORDER BY purpose, language, version DESC");
const WORDING: Statement =
    Statement::new("read a wording", "SELECT * FROM wording WHERE purpose = ?1 AND language = ?2 AND version = ?3");

const STOP_WORDS: Statement = Statement::new("read the words that end everything", "SELECT word FROM stop_word");
const STOP_WORD: Statement = Statement::new(
    "write a word that ends everything",
    "INSERT INTO stop_word (word) VALUES (?1) ON CONFLICT DO NOTHING",
);
const NO_STOP_WORDS: Statement = Statement::new("forget the words that end everything", "DELETE FROM stop_word");

pub(crate) const STATEMENTS: &[&Statement] =
    &[&PUT, &ALL, &SAY, &WORDINGS, &WORDING, &STOP_WORDS, &STOP_WORD, &NO_STOP_WORDS];

/// Every purpose of the workspace: those of the product first, then the operators' own.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Purpose>, StoreError> {
    let mut all = built_in();
    for changed in ALL.all(r.connection, [], |row| super::json::<Purpose>(row, "body"))? {
        match all.iter_mut().find(|purpose| purpose.purpose == changed.purpose) {
            Some(purpose) => *purpose = changed,
            None => all.push(changed),
        }
    }
    Ok(all)
}

/// Makes a purpose, or changes one.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, purpose: &Purpose) -> Result<(), StoreError> {
    PUT.run(w.connection, params![purpose.purpose.as_str(), super::to_json(purpose, "write a purpose")?])?;
    Ok(())
}

/// Makes a text the newest version of its purpose and language.
///
/// # Errors
/// When the disk says no.
pub fn say(w: &Write<'_>, purpose: &PurposeId, language: &str, text: &str, since: Timestamp) -> Result<(), StoreError> {
    SAY.run(w.connection, params![purpose.as_str(), language, text, since.0])?;
    Ok(())
}

/// Every text, those of the product included, the newest version of each purpose and language first.
///
/// # Errors
/// When they cannot be read.
pub fn wordings(r: &Read<'_>) -> Result<Vec<Wording>, StoreError> {
    let mut all = WORDINGS.all(r.connection, [], row)?;
    all.extend(built_in_wordings());
    Ok(all)
}

/// One text.
///
/// # Errors
/// When it cannot be read.
pub fn wording(r: &Read<'_>, purpose: &PurposeId, language: &str, version: u32) -> Result<Option<Wording>, StoreError> {
    if version == BUILT_IN_VERSION {
        return Ok(built_in_wordings().into_iter().find(|one| one.purpose == *purpose && one.language == language));
    }
    WORDING.first(r.connection, params![purpose.as_str(), language, version], row)
}

/// The workspace's own words that end everything.
///
/// # Errors
/// When they cannot be read.
pub fn stop_words(r: &Read<'_>) -> Result<Vec<String>, StoreError> {
    STOP_WORDS.all(r.connection, [], |row| row.get(0))
}

/// Sets the workspace's own words that end everything.
///
/// # Errors
/// When the disk says no.
pub fn set_stop_words(w: &Write<'_>, words: &[String]) -> Result<(), StoreError> {
    NO_STOP_WORDS.run(w.connection, [])?;
    for word in words {
        STOP_WORD.run(w.connection, params![word])?;
    }
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<Wording> {
    Ok(Wording {
        purpose: PurposeId(row.get("purpose")?),
        version: row.get("version")?,
        language: row.get("language")?,
        text: row.get("words")?,
        since: Timestamp(row.get("since")?),
    })
}
