//! Sound files of the operator's. Their bytes are in the media store.

use domain::{FileHash, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE sound_file ( -- a sound file of the operator's; local
    file TEXT PRIMARY KEY, -- hash of its bytes in the media store
    name TEXT NOT NULL,
    duration INTEGER NOT NULL, -- ms
    shape TEXT NOT NULL, -- JSON: how loud it is over its length, 0 to 100, in equal parts
    added_at INTEGER NOT NULL -- ms
) STRICT, WITHOUT ROWID;
CREATE INDEX sound_file_by_age ON sound_file(added_at, file);
";

/// A sound file of the operator's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct SoundFile {
    pub file: FileHash,
    pub name: String,
    pub duration: i64,
    pub shape: Vec<u8>,
    pub added_at: Timestamp,
}

const PUT: Statement = Statement::new(
    "keep a sound file",
    "INSERT INTO sound_file (file, name, duration, shape, added_at) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (file) DO UPDATE SET name = excluded.name",
);
const DELETE: Statement = Statement::new("delete a sound file", "DELETE FROM sound_file WHERE file = ?1");
const ALL: Statement = Statement::new("read the sound files", "SELECT * FROM sound_file ORDER BY added_at, file");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &DELETE, &ALL];

fn row(row: &Row<'_>) -> rusqlite::Result<SoundFile> {
    Ok(SoundFile {
        file: FileHash(row.get("file")?),
        name: row.get("name")?,
        duration: row.get("duration")?,
        shape: super::json(row, "shape")?,
        added_at: Timestamp(row.get("added_at")?),
    })
}

/// Keeps a sound file; the same bytes again get the new name.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, sound: &SoundFile) -> Result<(), StoreError> {
    let shape = super::to_json(&sound.shape, "keep a sound file")?;
    PUT.run(w.connection, params![sound.file.as_str(), sound.name, sound.duration, shape, sound.added_at.0])?;
    Ok(())
}

/// Deletes a sound file.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, file: &FileHash) -> Result<(), StoreError> {
    DELETE.run(w.connection, params![file.as_str()])?;
    Ok(())
}

/// Every sound file, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<SoundFile>, StoreError> {
    ALL.all(r.connection, [], row)
}
