//! A journal that is a copy of another one (wall 6): entries come with their places, as they lie there, and nothing is ever
//! appended here. With them comes what the consent ledger has more, so that both say the same.

use std::sync::atomic::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Timestamp;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::{Appended, Entry, EntryKind, Journal, Packed, packing, schema};
use crate::error::StoreError;
use crate::ledger::copy::{self, LedgerCopy};

const DOING: &str = "copy the journal";
/// Entries of one page end behind so many bytes of bodies, as they lie.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// How far a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CopyPlace {
    /// The last entry of the journal.
    pub entry: i64,
    /// When that entry was written: by it the journal is known as the one that was copied. A hub that goes on from a backup
    /// writes other entries at the same places.
    pub at: i64,
    /// The last entry of the consent ledger.
    pub consent: i64,
    /// Up to which place of the journal ties of the ledger's subjects are known.
    pub tied: i64,
}

/// What comes behind a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyPage {
    /// Entries, in their order.
    pub entries: Vec<CopiedEntry>,
    /// What the ledger has more.
    pub ledger: LedgerCopy,
    /// The place behind it.
    pub to: CopyPlace,
    /// Where the journal ends now.
    pub head: i64,
}

impl CopyPage {
    /// Whether this program knows every kind of entry in it, and how each is packed.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.entries.iter().all(|entry| EntryKind::parse(&entry.kind).is_some() && packing::is_known(entry.packed))
    }

    /// Whether nothing came.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.ledger.is_empty()
    }
}

/// An entry as it lies in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedEntry {
    position: i64,
    kind: String,
    source: String,
    version: u32,
    at: i64,
    dedupe: Option<String>,
    packed: i64,
    erased: i64,
    body: String,
}

impl CopiedEntry {
    /// The entry.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where it is none of this program's.
    pub fn open(&self) -> Result<Entry, StoreError> {
        let kind = EntryKind::parse(&self.kind).ok_or(StoreError::Corrupt { doing: DOING })?;
        let entry = Entry {
            position: self.position,
            kind,
            source: self.source.clone(),
            version: self.version,
            at: Timestamp(self.at),
            erased: self.erased > 0,
            body: self.bytes()?,
        };
        Packed { entry, packed: self.packed }.open()
    }

    fn bytes(&self) -> Result<Vec<u8>, StoreError> {
        STANDARD.decode(&self.body).map_err(|_| StoreError::Corrupt { doing: DOING })
    }
}

impl Journal {
    /// What a copy that is so far has to get, at most so many entries of each kind. Ties of the ledger are told up to
    /// `heard`: what people say is heard behind the entries. None where that is no copy of this journal.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn page(&self, place: CopyPlace, heard: i64, limit: usize) -> Result<Option<CopyPage>, StoreError> {
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        // A reader may see less than the writer has told of; never more than one moment of each.
        self.read(|c| {
            if written(c, place.entry)? != place.at {
                return Ok(None);
            }
            let (mut entries, mut bytes) = (Vec::new(), 0);
            for entry in schema::COPY_FROM.all(c, params![place.entry, most], copied)? {
                bytes += entry.body.len();
                entries.push(entry);
                if bytes > MOST_BYTES {
                    break;
                }
            }
            let (ledger, consent, tied) = copy::page(c, (place.consent, place.tied), heard, most)?;
            let (entry, at) = entries.last().map_or((place.entry, place.at), |last| (last.position, last.at));
            Ok(Some(CopyPage { entries, ledger, to: CopyPlace { entry, at, consent, tied }, head: self.head() }))
        })
    }

    /// Up to where this journal is a copy: the last entry and when it was written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn copied(&self) -> Result<(i64, i64), StoreError> {
        self.read(|c| {
            let entry = schema::NEWEST.first(c, [], |row| row.get(0))?.unwrap_or(0);
            Ok((entry, written(c, entry)?))
        })
    }

    /// Whether what is copied up to there was copied from this journal.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_copied(&self, place: CopyPlace) -> Result<bool, StoreError> {
        Ok(self.read(|c| written(c, place.entry))? == place.at)
    }

    /// From now on this journal takes nothing but copies: whoever would decide here is refused.
    pub fn only_copies(&self) {
        self.inner.copies.store(true, Ordering::Relaxed);
    }

    /// Refuses where this is a copy.
    pub(crate) fn may_decide(&self) -> Result<(), StoreError> {
        if self.inner.copies.load(Ordering::Relaxed) { Err(StoreError::Copy) } else { Ok(()) }
    }

    /// Writes a page behind `after`, which has to be where this journal ends; everything or nothing. Bodies that an erasure
    /// among the entries changed are changed here, too.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where it does not follow from what is here; when the disk says no.
    pub fn copy(&self, after: i64, page: CopyPage) -> Result<(), StoreError> {
        self.work(Box::new(move |c| write(c, after, &page)))?;
        Ok(())
    }
}

fn write(c: &Connection, after: i64, page: &CopyPage) -> Result<Appended, StoreError> {
    let here = schema::NEWEST.first(c, [], |row| row.get(0))?.unwrap_or(0);
    let mut position: i64 = after;
    if here != after {
        return Err(StoreError::Corrupt { doing: DOING });
    }
    for entry in &page.entries {
        if entry.position <= position {
            return Err(StoreError::Corrupt { doing: DOING });
        }
        position = entry.position;
        let CopiedEntry { kind, source, version, at, dedupe, packed, erased, .. } = entry;
        schema::COPY.run(c, params![position, kind, source, version, at, dedupe, packed, erased, entry.bytes()?])?;
        if entry.kind == EntryKind::Erased.as_str() {
            let body = entry.open()?.body;
            let said = serde_json::from_slice(&body).map_err(|_| StoreError::Corrupt { doing: DOING })?;
            super::erasure::apply(c, position, &said)?;
        }
    }
    copy::write(c, &page.ledger)?;
    Ok(Appended { position, new: position > after })
}

/// When that entry was written; nothing is before the first.
fn written(c: &Connection, entry: i64) -> Result<i64, StoreError> {
    Ok(schema::WHEN.first(c, params![entry], |row| row.get(0))?.unwrap_or(0))
}

fn copied(row: &Row<'_>) -> rusqlite::Result<CopiedEntry> {
    Ok(CopiedEntry {
        position: row.get("position")?,
        kind: row.get("kind")?,
        source: row.get("source")?,
        version: row.get("version")?,
        at: row.get("at")?,
        dedupe: row.get("dedupe")?,
        packed: row.get("packed")?,
        erased: row.get("erased")?,
        body: STANDARD.encode(row.get_ref("body")?.as_blob()?),
    })
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::{DataFolder, NewEntry};

    fn entry(words: &str) -> NewEntry {
        let dedupe = Some(words.to_owned());
        let at = Timestamp(words.len() as i64);
        NewEntry { kind: EntryKind::Decided, source: String::new(), at, dedupe, body: words.into() }
    }

    fn folder() -> (TempDir, DataFolder) {
        let home = TempDir::new().unwrap();
        let folder = DataFolder::open(home.path(), None).unwrap();
        (home, folder)
    }

    #[test]
    fn a_copy_has_the_same_entries_at_the_same_places_and_takes_only_what_follows() {
        let ((_hub, hub), (_console, console)) = (folder(), folder());
        let (from, to) = (hub.journal(), console.journal());
        for words in ["one", "two", "two", "three"] {
            from.append_blocking(entry(&words.repeat(100))).unwrap();
        }
        let first = from.page(CopyPlace::default(), 0, 2).unwrap().unwrap();
        let rest = from.page(first.to, 0, 2).unwrap().unwrap();
        assert_eq!(to.copy(first.to.entry, rest.clone()), Err(StoreError::Corrupt { doing: DOING }), "a gap");
        to.copy(0, first.clone()).unwrap();
        assert_eq!(to.copy(0, first.clone()), Err(StoreError::Corrupt { doing: DOING }), "the same again");
        to.copy(first.to.entry, rest).unwrap();
        assert_eq!(to.read_from(0, 10).unwrap(), from.read_from(0, 10).unwrap());
        assert_eq!(to.copied().unwrap(), (from.head(), 500));
        assert_eq!((to.head(), to.find(&"two".repeat(100)).unwrap()), (from.head(), Some(2)));
    }

    #[test]
    fn a_journal_that_went_another_way_or_is_shorter_is_not_the_one_that_was_copied() {
        let ((_hub, hub), (_restored, restored)) = (folder(), folder());
        hub.journal().append_all_blocking(vec![entry("one"), entry("three"), entry("eleven")]).unwrap();
        let (all, first) = (CopyPlace::default(), |limit| hub.journal().page(CopyPlace::default(), 0, limit));
        let [first, whole] = [1, 3].map(|limit| first(limit).unwrap().unwrap().to);
        restored.journal().append_all_blocking(vec![entry("one"), entry("nineteen")]).unwrap();
        let page = |place| restored.journal().page(place, 0, 9).unwrap();
        assert_eq!(page(whole), None, "it is shorter");
        restored.journal().append_blocking(entry("seventeen")).unwrap();
        assert_eq!(page(whole), None, "another entry is there");
        assert_eq!([all, first].map(|place| page(place).unwrap().entries.len()), [3, 2], "what both have is the same");
    }

    #[test]
    fn nobody_decides_in_a_copy() {
        let (_home, folder) = folder();
        let journal = folder.journal();
        journal.only_copies();
        assert_eq!(journal.append_blocking(entry("mine")), Err(StoreError::Copy));
        assert_eq!(journal.append_all_blocking(vec![entry("mine")]), Err(StoreError::Copy));
        assert_eq!(folder.ledger().record_all(Vec::new()), Err(StoreError::Copy));
        assert_eq!(journal.head(), 0);
    }
}
