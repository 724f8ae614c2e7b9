//! Backups as the screen sees them: made among the operator's own files, found there, and restored on a new machine.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::DateTime;
use contract::backup::{Backup, BackupFault, BackupRestore, Backups, RestoredFrom};
use contract::workspace::Nothing;
use contract::{ErrorBody, ErrorCode};
use domain::Timestamp;
use store::StoreError;
use store::backup::{self, Erasures};

use super::{Answer, read, storage};
use crate::core::Core;

/// How the file of a backup ends.
const ENDING: &str = "switchboard-backup";

/// The backups that are there.
pub async fn all(core: &Arc<Core>) -> Answer<Backups> {
    let since = read(core, |_, r| backup::since(r)).await?;
    let restored = since.map(|since| RestoredFrom {
        made_at: since.made_at,
        restored_at: since.restored_at,
        erasures_until: match since.erasures {
            Erasures::Replaced => Some(since.restored_at),
            Erasures::Listed { until } => Some(until),
            Erasures::Unknown => None,
        },
    });
    let listed = core.blocking(|core| backup::is_listed(&core.folder)).await.map_err(storage)?;
    let failed = core.ports.places.not_restored();
    let Some(folder) = core.ports.files.kept_in() else {
        return Ok(Backups { folder: None, found: Vec::new(), restored, listed, failed });
    };
    let name = folder.to_string_lossy().into_owned();
    let found = core.blocking(move |_| Ok(found(&folder))).await.map_err(storage)?;
    Ok(Backups { folder: Some(name), found, restored, listed, failed })
}

fn found(folder: &Path) -> Vec<Backup> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == ENDING));
    let mut found: Vec<Backup> = files.filter_map(|path| look(&path)).collect();
    found.sort_by_key(|backup| Reverse((backup.made_at, backup.name.clone())));
    found
}

/// What a file is, without reading all of it; none where it is not there any more.
fn look(path: &Path) -> Option<Backup> {
    let bytes = std::fs::metadata(path).ok()?.len();
    let name = path.file_name()?.to_string_lossy().into_owned();
    let fault = match backup::read(path) {
        Ok(about) => {
            let (made_at, sandbox) = (Some(about.made_at), about.sandbox);
            return Some(Backup { name, bytes, made_at, sandbox, fault: None });
        }
        Err(StoreError::TooNew { .. }) => BackupFault::Newer,
        Err(StoreError::NoBackup) => BackupFault::Damaged,
        Err(_) => BackupFault::Unreadable,
    };
    Some(Backup { name, bytes, made_at: None, sandbox: false, fault: Some(fault) })
}

/// Makes one.
pub async fn make(core: &Arc<Core>) -> Answer<Backup> {
    let folder = core.ports.files.kept_in().filter(|_| core.hub.is_none()).ok_or(ErrorCode::NotHere)?;
    let to = folder.join(name(core.now()));
    let made = to.clone();
    crate::backup::of(core, to).await.map_err(storage)?;
    core.blocking(move |_| Ok(look(&made))).await.map_err(storage)?.ok_or_else(|| ErrorCode::Storage.into())
}

/// A name that tells when it was made, in a form that every file system takes.
fn name(now: Timestamp) -> String {
    let at = DateTime::from_timestamp_millis(now.0).unwrap_or_default();
    format!("{}.{ENDING}", at.format("Switchboard %Y-%m-%d %H-%M-%S"))
}

/// Has one restored, once it was read to its end.
pub async fn restore(core: &Arc<Core>, BackupRestore { name }: BackupRestore) -> Answer<Nothing> {
    let folder = core.ports.files.kept_in().ok_or(ErrorCode::NotHere)?;
    if core.journal.head() > 0 || core.hub.is_some() {
        return Err(ErrorCode::NotHere.into());
    }
    // A name, and no way to somewhere else.
    let name = Path::new(&name).file_name().ok_or(ErrorCode::BadRequest)?.to_owned();
    let file: PathBuf = folder.join(name);
    let checked = file.clone();
    core.blocking(move |_| backup::check(&checked)).await.map_err(unread)?;
    if core.ports.places.restore(file) { Ok(Nothing {}) } else { Err(ErrorCode::NotHere.into()) }
}

/// Why a backup is not restored, as the screen is told.
pub fn refused(error: StoreError) -> ErrorBody {
    match error {
        StoreError::NoBackup | StoreError::TooNew { .. } => ErrorCode::Backup.into(),
        // It was made of tables that were damaged already.
        error if error.is_damage() => ErrorCode::Backup.into(),
        error => storage(error),
    }
}

/// The same where it was only to be read.
fn unread(error: StoreError) -> ErrorBody {
    if matches!(error, StoreError::Io { .. }) { ErrorCode::Unreadable.into() } else { refused(error) }
}
