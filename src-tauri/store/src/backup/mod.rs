//! Backups: one file with everything that a data folder needs to stand on another machine, made while the folder is in use.
//! It is a ZIP of uncompressed entries, so that any archive program opens it and a checksum stands beside each.
//!
//! No key of a provider is in it: those lie in the keyring or in the vault. The secrets of the folder are, since without them no
//! erasure would be known again.

mod make;
mod onward;
mod restore;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use domain::Timestamp;
use domain::erasure::Suppressed;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::file::{found, lay};
use crate::open::{Role, connect};
use crate::secret::random_name;
use crate::suppression;
use crate::table::setting;

pub use make::make;
pub(crate) use restore::settle;
pub use restore::{check, read, restore};

/// The format that this program writes and the newest that it reads.
const FORMAT: u32 = 1;
/// The entry that tells what the others are. It is the last: a file that was cut short has none.
const ABOUT: &str = "backup.json";
/// The databases, in the order in which they are read: the tables are never ahead of the journal.
pub(crate) const DATABASES: [&str; 2] = ["console.db", "journal.db"];
/// The secret by which erased people are known again.
const SECRET: &str = "suppression.key";
/// The files of messages, each in a folder of two hexadecimal digits, and what their names are made with.
const MEDIA: &str = "media";
const MEDIA_KEY: &str = "key";
/// What lies beside backups: who was erased, by keyed hashes that name nobody. A place may have backups of several folders, so
/// each has a list of its own, named by a hash of the folder's secret.
const ERASURES: &str = "switchboard-erasures";

/// The setting with what a folder keeps of its restore.
const SINCE: &str = "restored";

/// The file of a data folder that says where its backups were put, and of how many places: a disk that is lost is forgotten some time.
const PLACE: &str = "backups";
const MOST_PLACES: usize = 8;

const MAKING: &str = "make a backup";
const READING: &str = "read a backup";

/// What a backup is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    format: u32,
    /// The projection of its tables.
    projection: i64,
    /// When it was begun.
    pub made_at: Timestamp,
    /// The last entry of its journal.
    pub entry: i64,
    /// When that was written, by the clock of the folder.
    pub at: Timestamp,
    /// How many files of messages it has.
    pub files: u64,
    /// Whether its people are a sandbox's.
    pub sandbox: bool,
}

/// A line of the suppression list with the moment of the erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Whose: a keyed hash.
    pub line: Suppressed,
    /// When they were erased.
    pub at: Timestamp,
}

/// Who was erased, as it is written beside backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// When it was written: of later erasures nothing is known.
    pub at: Timestamp,
    /// Everybody until then.
    pub gone: Vec<Gone>,
}

/// Everybody who was ever erased from a folder, also while another program holds it.
///
/// # Errors
/// [`StoreError::Missing`] where there is none.
pub fn erased_from(folder: &Path) -> Result<Vec<Gone>, StoreError> {
    let journal = folder.join("journal.db");
    if !journal.is_file() {
        return Err(StoreError::Missing);
    }
    suppression::erased(&connect(&journal, Role::Inspector)?)
}

/// Writes beside every backup of a folder who was erased from it, so that each can be restored without them. Does nothing where none
/// was made.
///
/// # Errors
/// When the disk says no, or backups lie on one that is not there, after the others were written: the next erasure or backup writes
/// all of it, and until then [`is_listed`] says no.
pub fn list_erasures(folder: &Path, now: Timestamp) -> Result<(), StoreError> {
    let written: Vec<_> = places(folder)?.iter().map(|place| list_at(folder, Path::new(place), now)).collect();
    written.into_iter().collect()
}

/// Writes there who was erased. What stands there stays: a copy of the folder that was restored elsewhere has the same list.
fn list_at(folder: &Path, place: &Path, now: Timestamp) -> Result<(), StoreError> {
    let fail = crate::error::io("write down who was erased");
    let secret = std::fs::read(folder.join(SECRET)).map_err(&fail)?;
    let before = listed_at(place, &secret)?;
    let at = before.as_ref().map_or(now, |before| before.at.max(now));
    let gone = latest(before.map(|before| before.gone).unwrap_or_default(), erased_from(folder)?);
    let text = serde_json::to_vec(&Listed { at, gone }).map_err(|_| StoreError::Corrupt { doing: MAKING })?;
    let name = list_name(&secret);
    // Of a draft of its own: an erasure and a backup may write the list at once.
    let draft = place.join(format!(".{name}.{}", random_name()?));
    let laid = lay(&place.join(name), &draft, &text, "write down who was erased");
    if laid.is_err() {
        let _ = std::fs::remove_file(draft);
    }
    laid
}

/// Both lists as one; of somebody who stands in both the later moment counts.
fn latest(some: Vec<Gone>, others: Vec<Gone>) -> Vec<Gone> {
    let mut gone = BTreeMap::new();
    for Gone { line, at } in some.into_iter().chain(others) {
        let known = gone.entry(line).or_insert(at);
        *known = at.max(*known);
    }
    gone.into_iter().map(|(line, at)| Gone { line, at }).collect()
}

/// Who of some is not, or not as late, among others.
fn lacking(some: Vec<Gone>, among: &[Gone]) -> Vec<Gone> {
    let known: BTreeMap<_, _> = among.iter().map(|gone| (&gone.line, gone.at)).collect();
    some.into_iter().filter(|gone| known.get(&gone.line).is_none_or(|at| *at < gone.at)).collect()
}

/// Whether the lists beside all backups have everybody who was erased; true where no backup was made or nobody was erased.
///
/// # Errors
/// When the folder cannot be read.
pub fn is_listed(folder: &Path) -> Result<bool, StoreError> {
    let places = places(folder)?;
    if places.is_empty() {
        return Ok(true);
    }
    let secret = std::fs::read(folder.join(SECRET)).map_err(crate::error::io(READING))?;
    let gone = erased_from(folder)?;
    let has_everybody = |place: &String| {
        let listed = listed_at(Path::new(place), &secret).ok().flatten();
        lacking(gone.clone(), &listed.map(|listed| listed.gone).unwrap_or_default()).is_empty()
    };
    Ok(places.iter().all(has_everybody))
}

/// Notes where a backup of a folder lies.
fn note_place(folder: &Path, place: &Path) -> Result<(), StoreError> {
    let place = place.to_string_lossy().into_owned();
    let mut places = places(folder)?;
    places.retain(|known| *known != place);
    places.push(place);
    let text = serde_json::to_vec(&places.split_off(places.len().saturating_sub(MOST_PLACES)));
    let text = text.map_err(|_| StoreError::Corrupt { doing: MAKING })?;
    lay(&folder.join(PLACE), &folder.join("backups.new"), &text, MAKING)
}

/// Where the backups of a folder lie, the last one at the end. A program from before wrote the last one alone, as it is.
fn places(folder: &Path) -> Result<Vec<String>, StoreError> {
    let Some(text) = found(std::fs::read_to_string(folder.join(PLACE)), READING)? else { return Ok(Vec::new()) };
    Ok(serde_json::from_str(&text).unwrap_or_else(|_| vec![text]))
}

fn list_name(secret: &[u8]) -> String {
    let digest = hex::encode(Sha256::digest(secret));
    format!("{ERASURES}-{}.json", digest.get(..8).unwrap_or_default())
}

/// Who was erased, as it stands in a place with backups of the folder with that secret; none where nothing stands there that can be
/// read.
fn listed_at(place: &Path, secret: &[u8]) -> Result<Option<Listed>, StoreError> {
    let Some(text) = found(std::fs::read(place.join(list_name(secret))), READING)? else { return Ok(None) };
    Ok(serde_json::from_slice(&text).ok())
}

/// Where an entry of that name belongs; none where it is none of ours: nothing is written outside of the folder.
fn entry_place(name: &str) -> Option<PathBuf> {
    if DATABASES.contains(&name) || name == SECRET {
        return Some(PathBuf::from(name));
    }
    let rest = name.strip_prefix(MEDIA)?.strip_prefix('/')?;
    let is_hex = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_hexdigit());
    let is_ours = rest == MEDIA_KEY || rest.split_once('/').is_some_and(|(shelf, file)| is_hex(shelf) && is_hex(file));
    is_ours.then(|| Path::new(MEDIA).join(rest))
}

/// Where the erasures come from that a restored folder lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Erasures {
    /// From the folder whose place it takes.
    Replaced,
    /// From the list beside the backup, up to when it was written.
    Listed {
        /// When.
        until: Timestamp,
    },
    /// From nowhere: whoever was erased since is in it again, and nobody knows who that is.
    Unknown,
}

/// What a restored folder keeps of its restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// When the backup was made.
    pub made_at: Timestamp,
    /// When it was restored.
    pub restored_at: Timestamp,
    /// Where the erasures come from.
    pub erasures: Erasures,
    /// Who is still to be erased.
    pub gone: Vec<Gone>,
}

/// The restore that this folder comes from; none where it comes from none.
///
/// # Errors
/// When it cannot be read.
pub fn since(r: &Read<'_>) -> Result<Option<Since>, StoreError> {
    setting::get(r, SINCE)
}

/// Notes that nobody is to be erased any more.
///
/// # Errors
/// When the disk says no.
pub fn all_gone(w: &Write<'_>, since: &Since) -> Result<(), StoreError> {
    setting::set(w, SINCE, &Since { gone: Vec::new(), ..since.clone() })
}

/// What an archive says, in our words. Its own words may name a file.
fn zipped(doing: &'static str) -> impl Fn(zip::result::ZipError) -> StoreError {
    move |error| match error {
        zip::result::ZipError::Io(error) if error.kind() != io::ErrorKind::InvalidData => {
            crate::error::io(doing)(error)
        }
        _ => StoreError::NoBackup,
    }
}

#[cfg(test)]
mod tests;
