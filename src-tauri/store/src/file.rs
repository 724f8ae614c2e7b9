//! Files beside the databases: a crash leaves them as they were, or whole.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::error::{StoreError, io};

/// Writes a file by way of `draft`: after a crash it is there as it was, or whole.
pub(crate) fn lay(path: &Path, draft: &Path, bytes: &[u8], doing: &'static str) -> Result<(), StoreError> {
    let fail = io(doing);
    let mut file = File::create(draft).map_err(&fail)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(&fail)?;
    std::fs::rename(draft, path).map_err(&fail)?;
    sync_folder(path.parent().unwrap_or(path))
}

/// What is not there is nothing, and no error.
pub(crate) fn found<T>(result: std::io::Result<T>, doing: &'static str) -> Result<Option<T>, StoreError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io(doing)(error)),
    }
}

/// A renamed file is there after a crash only when its folder was synced.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io("sync a folder"))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
