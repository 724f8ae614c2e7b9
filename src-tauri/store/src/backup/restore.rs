//! Restoring a backup.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::Path;

use domain::Timestamp;
use domain::decision::Restored;
use zip::ZipArchive;

use super::onward::{HELD, Onward};
use super::{
    ABOUT, About, DATABASES, Erasures, FORMAT, Gone, MEDIA, MEDIA_KEY, READING, SECRET, SINCE, Since, entry_place,
    erased_from, lacking, latest, listed_at, note_place, since, zipped,
};
use crate::error::{StoreError, io as failed};
use crate::file::{found, lay, sync_folder};
use crate::folder::{DataFolder, create_private, take_lock};
use crate::journal::{EntryKind, NewEntry};
use crate::schema::PROJECTION;
use crate::table::{console, setting, to_json};

/// Where files are laid out until all of them are whole.
const DRAFT: &str = "restore.new";
/// Lies among them from then on.
const WHOLE: &str = "whole";

type Archive = ZipArchive<Onward>;

/// What a file is a backup of, without unpacking it.
///
/// # Errors
/// [`StoreError::NoBackup`] where it is none, [`StoreError::TooNew`] where a newer program made it.
pub fn read(backup: &Path) -> Result<About, StoreError> {
    about(&mut open(backup)?)
}

/// Reads a backup to its end, so that every checksum is compared.
///
/// # Errors
/// As of [`read`], and [`StoreError::NoBackup`] where it is damaged.
pub fn check(backup: &Path) -> Result<About, StoreError> {
    let mut archive = open(backup)?;
    let about = about(&mut archive)?;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(zipped(READING))?;
        let name = entry.name().map_err(zipped(READING))?;
        if name != ABOUT && entry_place(&name).is_none() {
            return Err(StoreError::NoBackup);
        }
        io::copy(&mut entry, &mut io::sink()).map_err(damaged)?;
    }
    Ok(about)
}

/// Restores a backup into a folder that has no journal yet. Whoever was erased since, as the folder whose place it takes knows or
/// the list beside the backup, is noted in it and erased when it is opened. Paired consoles are paired anew. What waited to be sent
/// may have left since: it is written down that nobody knows.
///
/// # Errors
/// [`StoreError::Taken`] where there is a journal, [`StoreError::NoBackup`] where the file is no backup or is damaged,
/// [`StoreError::TooNew`] where a newer program made it; when a disk says no. Then the folder is as it was.
pub fn restore(
    backup: &Path,
    folder: &Path,
    replaced: Option<&Path>,
    now: Timestamp,
) -> Result<(About, Erasures), StoreError> {
    let mut archive = open(backup)?;
    let about = about(&mut archive)?;
    create_private(folder)?;
    let draft = folder.join(DRAFT);
    let _lock = take_lock(folder)?;
    settle(folder)?;
    if is_used(folder)? {
        return Err(StoreError::Taken);
    }
    let unpacked = unpack(&mut archive, &draft).and_then(|()| {
        let (gone, erasures) = known(backup, &draft, replaced)?;
        let gone = pending(&draft, gone)?;
        finish(&draft, Since { made_at: about.made_at, restored_at: now, erasures, gone })?;
        lay(&draft.join(WHOLE), &draft.join("whole.new"), &[], "unpack a backup")?;
        Ok(erasures)
    });
    if unpacked.is_err() {
        clear(&draft)?;
    }
    let erasures = unpacked?;
    move_in(&draft, folder)?;
    // From now on whoever is erased here is written down there, too. Everything is restored already, with or without it.
    let place = std::path::absolute(backup).map_err(failed(READING));
    if let Err(error) = place.and_then(|place| note_place(folder, place.parent().unwrap_or(&place))) {
        tracing::warn!(%error, "where the restored backup lies is not noted");
    }
    Ok((about, erasures))
}

/// Whether anything ever came into a folder. One that was opened and nothing more may be restored into.
fn is_used(folder: &Path) -> Result<bool, StoreError> {
    let media = found(std::fs::read_dir(folder.join(MEDIA)), READING)?;
    let is_ours = |name: &std::ffi::OsStr| name == MEDIA_KEY || name == "unfinished";
    if media.is_some_and(|mut files| files.any(|file| file.is_ok_and(|file| !is_ours(&file.file_name())))) {
        return Ok(true);
    }
    match DataFolder::inspect(folder) {
        Ok(found) => Ok(found.journal > 0),
        Err(StoreError::Missing) => Ok(folder.join("journal.db").exists()),
        Err(error) => Err(error),
    }
}

fn open(backup: &Path) -> Result<Archive, StoreError> {
    // Neither a folder nor a pipe, which would never end.
    if !std::fs::metadata(backup).map_err(failed(READING))?.is_file() {
        return Err(StoreError::NoBackup);
    }
    let file = File::open(backup).map_err(failed(READING))?;
    ZipArchive::new(Onward::new(file)).map_err(zipped(READING))
}

fn about(archive: &mut Archive) -> Result<About, StoreError> {
    let mut text = Vec::new();
    archive.by_name(ABOUT).map_err(zipped(READING))?.read_to_end(&mut text).map_err(damaged)?;
    let about: About = serde_json::from_slice(&text).map_err(|_| StoreError::NoBackup)?;
    if about.format > FORMAT || about.projection > PROJECTION {
        return Err(StoreError::TooNew { found: about.projection, known: PROJECTION });
    }
    Ok(about)
}

/// Who was erased since, as far as anybody knows.
fn known(backup: &Path, draft: &Path, replaced: Option<&Path>) -> Result<(Vec<Gone>, Erasures), StoreError> {
    let secret = std::fs::read(draft.join(SECRET)).map_err(failed(READING))?;
    if let Some(replaced) = replaced {
        let gone = erased_from(replaced)?;
        // Under another secret nobody of its list would be known here.
        if std::fs::read(replaced.join(SECRET)).map_err(failed(READING))? == secret {
            return Ok((gone, Erasures::Replaced));
        }
    }
    let listed = listed_at(backup.parent().unwrap_or(Path::new("")), &secret)?;
    Ok(listed.map_or((Vec::new(), Erasures::Unknown), |listed| (listed.gone, Erasures::Listed { until: listed.at })))
}

/// Who of them is still in what was unpacked: whoever was erased after the backup was made, and whoever it had still to erase itself,
/// since it was made of a folder that was restored and not opened yet. Its own list has what was erased in it.
fn pending(draft: &Path, gone: Vec<Gone>) -> Result<Vec<Gone>, StoreError> {
    let before = lacking(gone, &erased_from(draft)?);
    let unfinished = DataFolder::open(draft, None)?.console().read(since)?;
    Ok(latest(unfinished.map(|since| since.gone).unwrap_or_default(), before))
}

/// Lays everything out. Reading an entry to its end compares its checksum.
fn unpack(archive: &mut Archive, draft: &Path) -> Result<(), StoreError> {
    create_private(draft)?;
    create_private(&draft.join(MEDIA))?;
    let fail = failed("unpack a backup");
    let (mut room, mut shelves) = (vec![0; HELD], BTreeSet::new());
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(zipped(READING))?;
        let name = entry.name().map_err(zipped(READING))?.into_owned();
        if name == ABOUT {
            continue;
        }
        let path = draft.join(entry_place(&name).ok_or(StoreError::NoBackup)?);
        if let Some(shelf) = path.parent()
            && shelves.insert(shelf.to_owned())
        {
            std::fs::create_dir_all(shelf).map_err(&fail)?;
        }
        let mut file = File::create_new(&path).map_err(&fail)?;
        copy(&mut entry, &mut file, &mut room).map_err(damaged)?;
        if !cfg!(target_os = "linux") {
            file.sync_all().map_err(&fail)?;
        }
    }
    sync_everything(draft)?;
    if DATABASES.iter().chain(&[SECRET]).all(|name| draft.join(name).is_file()) {
        Ok(())
    } else {
        Err(StoreError::NoBackup)
    }
}

/// As `io::copy`, by way of more room: a database has a gigabyte.
fn copy(from: &mut impl Read, to: &mut File, room: &mut [u8]) -> io::Result<()> {
    loop {
        match from.read(room) {
            Ok(0) => return Ok(()),
            Ok(read) => to.write_all(room.get(..read).unwrap_or_default())?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Twenty thousand files of messages one by one would take a minute and a half: the system writes all of them at once.
#[cfg(target_os = "linux")]
fn sync_everything(draft: &Path) -> Result<(), StoreError> {
    let folder = File::open(draft).map_err(failed("unpack a backup"))?;
    rustix::fs::syncfs(folder).map_err(|error| failed("unpack a backup")(error.into()))
}

#[cfg(not(target_os = "linux"))]
fn sync_everything(draft: &Path) -> Result<(), StoreError> {
    sync_folder(draft)
}

/// Writes down in the restored journal that it was, and who is still to be erased.
fn finish(draft: &Path, since: Since) -> Result<(), StoreError> {
    let folder = DataFolder::open(draft, None)?;
    let now = since.restored_at;
    let restored = Restored { at: now, made_at: since.made_at };
    let body = to_json(&restored, "write down a restore")?.into_bytes();
    let entry = NewEntry { kind: EntryKind::Restored, source: String::new(), at: now, dedupe: None, body };
    folder.journal().append_blocking(entry)?;
    folder.suppression().put(since.gone.clone())?;
    folder.console().write(|w| {
        console::revoke_all(w, now)?;
        setting::set(w, SINCE, &since)
    })?;
    folder.console().checkpoint()?;
    folder.journal().purge()
}

/// Ends a restore that a crash broke off: what was whole is put in its place, and half of one goes. The folder's lock is held.
pub(crate) fn settle(folder: &Path) -> Result<(), StoreError> {
    let draft = folder.join(DRAFT);
    if draft.join(WHOLE).is_file() { move_in(&draft, folder) } else { clear(&draft) }
}

/// Puts everything in its place, in the place of what the folder has, which is nothing. What is not in the draft any more was moved
/// before a crash.
fn move_in(draft: &Path, folder: &Path) -> Result<(), StoreError> {
    let doing = "put a backup in its place";
    for name in [MEDIA, SECRET, DATABASES[0], DATABASES[1]] {
        let (new, old) = (draft.join(name), folder.join(name));
        if !new.exists() {
            continue;
        }
        if name == MEDIA {
            found(std::fs::remove_dir_all(&old), doing)?;
        }
        for log in ["-wal", "-shm"] {
            found(std::fs::remove_file(folder.join(format!("{name}{log}"))), doing)?;
        }
        std::fs::rename(new, old).map_err(failed(doing))?;
    }
    sync_folder(folder)?;
    clear(draft)
}

fn clear(draft: &Path) -> Result<(), StoreError> {
    found(std::fs::remove_dir_all(draft), "clear an unfinished restore").map(|_| ())
}

/// An archive tells of a wrong checksum as of a failed reading.
fn damaged(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::Other => StoreError::NoBackup,
        _ => failed("unpack a backup")(error),
    }
}
