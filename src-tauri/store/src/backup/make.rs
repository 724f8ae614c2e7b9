//! Making a backup.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use domain::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{
    ABOUT, About, DATABASES, FORMAT, MAKING, MEDIA, MEDIA_KEY, SECRET, entry_place, list_at, list_erasures, note_place,
    read, zipped,
};
use crate::error::{StoreError, io as failed, sqlite};
use crate::file::{found, sync_folder};
use crate::open::{Role, connect, format};
use crate::secret::random_name;

/// Every page of a database as it is at the moment of the statement, also of what is only in the write-ahead log.
const PAGES: &str = "SELECT data FROM sqlite_dbpage ORDER BY pgno";
const HEAD: &str = "SELECT position, at FROM entry WHERE position > 0 ORDER BY position DESC LIMIT 1";

/// How the name of what is not yet a backup begins, and from how many milliseconds on nobody writes it any more.
const PART: &str = ".switchboard-";
const OLD: i64 = 3_600_000;

const SANDBOX: &str = "SELECT coalesce(max(sandbox), 0) FROM account";

type Archive = ZipWriter<BufWriter<File>>;

/// Makes a backup of a folder, which another program may hold and write to meanwhile. The file is there when it is whole, and
/// beside it from now on who is erased.
///
/// # Errors
/// [`StoreError::Missing`] where there is no folder, [`StoreError::NotThere`] where something else would be written over or the file
/// would lie in the folder itself; when a disk says no.
pub fn make(folder: &Path, to: &Path, now: Timestamp) -> Result<About, StoreError> {
    let to = &std::path::absolute(to).map_err(failed(MAKING))?;
    if !DATABASES.iter().all(|name| folder.join(name).is_file()) {
        return Err(StoreError::Missing);
    }
    let place = to.parent().ok_or(StoreError::NotThere)?;
    std::fs::create_dir_all(place).map_err(failed(MAKING))?;
    let real = |path: &Path| path.canonicalize().map_err(failed(MAKING));
    if real(place)?.starts_with(real(folder)?) || (to.exists() && read(to).is_err()) {
        return Err(StoreError::NotThere);
    }
    clear_halves(place, now);
    let draft = place.join(format!("{PART}{}.part", random_name()?));
    let made = write(folder, &draft, now).and_then(|about| {
        std::fs::rename(&draft, to).map_err(failed(MAKING))?;
        sync_folder(place)?;
        note_place(folder, place)?;
        list_at(folder, place, now)?;
        // What lies elsewhere may be away.
        if let Err(error) = list_erasures(folder, now) {
            tracing::warn!(%error, "who was erased could not be written down beside other backups");
        }
        Ok(about)
    });
    if made.is_err() {
        // Half a backup is none, and may be as large as one.
        let _ = std::fs::remove_file(&draft);
    }
    made
}

/// Half a backup that a program left when it was ended has everybody in it, and nobody would erase them there. One that another program
/// still writes is younger.
fn clear_halves(place: &Path, now: Timestamp) {
    for (name, path) in listed(place).unwrap_or_default() {
        let changed = std::fs::metadata(&path).and_then(|about| about.modified()).ok();
        let changed = changed.and_then(|changed| changed.duration_since(UNIX_EPOCH).ok());
        let changed = changed.and_then(|changed| i64::try_from(changed.as_millis()).ok());
        let is_old = changed.is_some_and(|changed| now.0 - changed > OLD);
        if name.starts_with(PART) && name.ends_with(".part") && is_old {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn write(folder: &Path, draft: &Path, now: Timestamp) -> Result<About, StoreError> {
    let file = private(draft).map_err(failed(MAKING))?;
    let mut archive = ZipWriter::new(BufWriter::with_capacity(1 << 20, file));
    let [console, journal] = DATABASES.map(|name| connect(&folder.join(name), Role::Inspector));
    let (console, journal) = (console?, journal?);
    let (projection, sandbox) = pages(&mut archive, DATABASES[0], &console, |c| {
        let sandbox: i64 = c.query_row(SANDBOX, [], |row| row.get(0)).map_err(sqlite(MAKING))?;
        Ok((format(c)?, sandbox > 0))
    })?;
    let (entry, at) = pages(&mut archive, DATABASES[1], &journal, |c| {
        let head = c.query_row(HEAD, [], |row| Ok((row.get(0)?, row.get(1)?))).optional();
        Ok(head.map_err(sqlite(MAKING))?.unwrap_or_default())
    })?;
    put(&mut archive, SECRET, &folder.join(SECRET))?;
    let media = folder.join(MEDIA);
    put(&mut archive, &format!("{MEDIA}/{MEDIA_KEY}"), &media.join(MEDIA_KEY))?;
    let mut files = 0;
    for (shelf, name, path) in stored(&media)? {
        files += u64::from(put(&mut archive, &format!("{MEDIA}/{shelf}/{name}"), &path)?);
    }
    let about = About { format: FORMAT, projection, made_at: now, entry, at: Timestamp(at), files, sandbox };
    begin(&mut archive, ABOUT)?;
    let text = serde_json::to_vec(&about).map_err(|_| StoreError::Corrupt { doing: MAKING })?;
    archive.write_all(&text).map_err(failed(MAKING))?;
    let file =
        archive.finish().map_err(zipped(MAKING))?.into_inner().map_err(|error| failed(MAKING)(error.into_error()))?;
    file.sync_all().map_err(failed(MAKING))?;
    Ok(about)
}

/// A new file that only its owner may read.
fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// Writes a database as it is at one moment, and says what it says then.
fn pages<T>(
    archive: &mut Archive,
    name: &str,
    connection: &Connection,
    about: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let fail = sqlite(MAKING);
    let moment = connection.unchecked_transaction().map_err(&fail)?;
    let said = about(&moment)?;
    begin(archive, name)?;
    let mut statement = moment.prepare(PAGES).map_err(&fail)?;
    let mut rows = statement.query([]).map_err(&fail)?;
    while let Some(row) = rows.next().map_err(&fail)? {
        let page = row.get_ref(0).map_err(&fail)?.as_blob().map_err(|_| StoreError::Corrupt { doing: MAKING })?;
        archive.write_all(page).map_err(failed(MAKING))?;
    }
    Ok(said)
}

/// Writes a file. Says whether it was there: one that was erased meanwhile is not.
fn put(archive: &mut Archive, name: &str, path: &Path) -> Result<bool, StoreError> {
    let Some(mut file) = found(File::open(path), MAKING)? else { return Ok(false) };
    begin(archive, name)?;
    io::copy(&mut file, archive).map_err(failed(MAKING))?;
    Ok(true)
}

fn begin(archive: &mut Archive, name: &str) -> Result<(), StoreError> {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored).large_file(true);
    archive.start_file(name, options).map_err(zipped(MAKING))
}

/// The files of messages with the shelves they lie on.
fn stored(media: &Path) -> Result<Vec<(String, String, PathBuf)>, StoreError> {
    let mut all = Vec::new();
    for shelf in listed(media)?.into_iter().filter(|(name, _)| name.len() == 2) {
        let files = listed(&shelf.1)?.into_iter();
        // Other programs leave files in folders that they looked into.
        let ours = files.filter(|(name, _)| entry_place(&format!("{MEDIA}/{}/{name}", shelf.0)).is_some());
        all.extend(ours.map(|(name, path)| (shelf.0.clone(), name, path)));
    }
    Ok(all)
}

fn listed(folder: &Path) -> Result<Vec<(String, PathBuf)>, StoreError> {
    let fail = failed(MAKING);
    let Some(entries) = found(std::fs::read_dir(folder), MAKING)? else { return Ok(Vec::new()) };
    let named = |entry: std::fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), entry.path());
    entries.map(|entry| entry.map(named).map_err(&fail)).collect()
}
