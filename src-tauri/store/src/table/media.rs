//! What became of the files of messages received.

use domain::decision::{MediaFetched, Refused};
use domain::{AccountId, FileHash};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE media ( -- what became of a file that a message names; projected
    account_id TEXT NOT NULL,
    provider_media TEXT NOT NULL, -- the provider's handle
    file TEXT, -- SHA-256 in the media store; none where it cannot be had
    mime TEXT, -- by content
    bytes INTEGER NOT NULL,
    width INTEGER, -- pixels
    height INTEGER, -- pixels
    duration INTEGER, -- ms
    failed_reason TEXT, -- a stable word
    failed_code INTEGER, -- the provider's number
    position INTEGER NOT NULL, -- the journal entry that says so
    PRIMARY KEY (account_id, provider_media)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_by_file ON media(file) WHERE file IS NOT NULL;
CREATE INDEX media_by_position ON media(position);
";

const PUT: Statement = Statement::new(
    "write what became of a file",
    "INSERT INTO media (account_id, provider_media, file, mime, bytes, width, height, duration, failed_reason,
        failed_code, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
     ON CONFLICT (account_id, provider_media) DO UPDATE SET file = excluded.file, mime = excluded.mime,
        bytes = excluded.bytes, width = excluded.width, height = excluded.height, duration = excluded.duration,
        failed_reason = excluded.failed_reason, failed_code = excluded.failed_code, position = excluded.position
     WHERE media.file IS NULL",
);
const GET: Statement =
    Statement::new("read what became of a file", "SELECT * FROM media WHERE account_id = ?1 AND provider_media = ?2");
const BY_FILE: Statement =
    Statement::new("find what is known of a file", "SELECT * FROM media WHERE file = ?1 LIMIT 1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &GET, &BY_FILE];

fn row(row: &Row<'_>) -> rusqlite::Result<MediaFetched> {
    let size: (Option<u32>, Option<u32>) = (row.get("width")?, row.get("height")?);
    let reason: Option<String> = row.get("failed_reason")?;
    let code: Option<i64> = row.get("failed_code")?;
    Ok(MediaFetched {
        account: AccountId(row.get("account_id")?),
        provider_media: row.get("provider_media")?,
        file: row.get::<_, Option<String>>("file")?.map(FileHash),
        mime: row.get("mime")?,
        bytes: u64::try_from(row.get::<_, i64>("bytes")?).unwrap_or(0),
        pixels: size.0.zip(size.1),
        duration: row.get("duration")?,
        failed: reason.map(|reason| Refused { reason, code }),
    })
}

/// Writes what became of a file, as the journal entry at `position` says. What is once here stays.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, fetched: &MediaFetched, position: i64) -> Result<(), StoreError> {
    let (width, height) = fetched.pixels.unzip();
    PUT.run(
        w.connection,
        params![
            fetched.account.as_str(),
            fetched.provider_media,
            fetched.file.as_ref().map(FileHash::as_str),
            fetched.mime,
            i64::try_from(fetched.bytes).unwrap_or(i64::MAX),
            width,
            height,
            fetched.duration,
            fetched.failed.as_ref().map(|failed| failed.reason.as_str()),
            fetched.failed.as_ref().and_then(|failed| failed.code),
            position,
        ],
    )?;
    Ok(())
}

/// What became of a file; nothing while it was not fetched.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, account: &AccountId, provider_media: &str) -> Result<Option<MediaFetched>, StoreError> {
    GET.first(r.connection, params![account.as_str(), provider_media], row)
}

/// What is known of the bytes with that hash.
///
/// # Errors
/// When it cannot be read.
pub fn by_file(r: &Read<'_>, file: &FileHash) -> Result<Option<MediaFetched>, StoreError> {
    BY_FILE.first(r.connection, params![file.as_str()], row)
}
