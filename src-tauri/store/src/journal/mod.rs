//! The journal: everything received and decided, in the order in which it reached the disk (wall 1). Entries are never
//! changed, except that an erasure empties their bodies.

mod copy;
mod erasure;
mod packing;
mod schema;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use domain::Timestamp;
use rusqlite::{Connection, Row, params};
use tokio::sync::watch;

use crate::console::checkpoint;
use crate::error::{StoreError, io, sqlite};
use crate::folder::Lock;
use crate::open::{Role, connect, create};
use crate::readers::Readers;

pub use copy::{CopiedEntry, CopyPage, CopyPlace};
pub use erasure::Change;
pub(crate) use schema::{ADDED, FORMAT, SCHEMA, STATEMENTS};
use writer::{Job, Work};

/// Entries read at once end behind so many bytes of bodies: a backlog of the largest ones must fit into memory.
const MOST_READ: usize = 16 * 1024 * 1024;

crate::table::words! {
    /// What an entry is.
    EntryKind {
        /// The raw body of a webhook, as JSON with what is needed to read it.
        Webhook = "webhook",
        /// A page of a provider that is asked.
        PollPage = "poll_page",
        /// What an operator or a rule decided.
        Decided = "decided",
        /// A request that is about to leave.
        Attempt = "attempt",
        /// What became of a request.
        Answer = "answer",
        /// A call about a group that is about to leave.
        GroupAttempt = "group_attempt",
        /// What came of such a call.
        GroupAnswer = "group_answer",
        /// A call about blocking somebody that is about to leave.
        BlockAttempt = "block_attempt",
        /// What came of such a call.
        BlockAnswer = "block_answer",
        /// A call about a business profile that is about to leave.
        ProfileAttempt = "profile_attempt",
        /// What came of such a call.
        ProfileAnswer = "profile_answer",
        /// A file that was fetched, or cannot be.
        Media = "media",
        /// The answer of an API call that is kept.
        ApiRead = "read",
        /// Entries whose bodies were emptied.
        Erased = "erased",
        /// Everything before it comes from a backup.
        Restored = "restored",
    }
}

/// What is to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// What it is.
    pub kind: EntryKind,
    /// The provider's word, or empty.
    pub source: String,
    /// When it was received or decided.
    pub at: Timestamp,
    /// A key by which the same thing is recognised when it comes again: the command's id.
    pub dedupe: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place; grows by at least one from entry to entry.
    pub position: i64,
    /// What it is.
    pub kind: EntryKind,
    /// The provider's word, or empty.
    pub source: String,
    /// The format of the body.
    pub version: u32,
    /// When it was received or decided.
    pub at: Timestamp,
    /// Whether an erasure emptied or cut the body.
    pub erased: bool,
    /// The body.
    pub body: Vec<u8>,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Its place.
    pub position: i64,
    /// False where the same key had been appended before: nothing was written, the place is the old one.
    pub new: bool,
}

/// The journal. Clones are the same journal.
#[derive(Clone)]
pub struct Journal {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    readers: Readers,
    head: watch::Receiver<i64>,
    syncs: Arc<AtomicU64>,
    copies: AtomicBool,
    _lock: Lock,
}

impl Drop for Inner {
    fn drop(&mut self) {
        drop(self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // A writer that panicked has told every waiting append by dropping its answer.
            let _ = thread.join();
        }
    }
}

impl Journal {
    pub(crate) fn open(path: &Path, lock: Lock) -> Result<Self, StoreError> {
        let connection = connect(path, Role::JournalWriter)?;
        let found = create(&connection, SCHEMA, FORMAT)?;
        connection.execute_batch(ADDED).map_err(sqlite("add to the journal's file"))?;
        if found < FORMAT {
            connection.pragma_update(None, "user_version", FORMAT).map_err(sqlite("stamp the journal's file"))?;
        }
        let head = connection
            .query_row("SELECT coalesce(max(position), 0) FROM entry", [], |row| row.get(0))
            .map_err(sqlite("find the journal's end"))?;
        let (news, head) = watch::channel(head);
        let (jobs, work) = mpsc::channel();
        let syncs = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&syncs);
        let thread = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || writer::run(&connection, &work, &counter, &news))
            .map_err(io("start the journal's writer"))?;
        let inner = Inner {
            path: path.to_owned(),
            jobs: Mutex::new(Some(jobs)),
            thread: Mutex::new(Some(thread)),
            readers: Readers::new(path.to_owned()),
            head,
            syncs,
            copies: AtomicBool::new(false),
            _lock: lock,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Appends, and returns when the entry is on the disk. Appends that wait at the same time share one sync.
    ///
    /// # Errors
    /// When the disk says no: then nothing was appended.
    pub async fn append(&self, entry: NewEntry) -> Result<Appended, StoreError> {
        self.may_decide()?;
        let (answer, answered) = tokio::sync::oneshot::channel();
        self.send(pack(entry)?, Box::new(move |result| drop(answer.send(result))))?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// [`Journal::append`] for a thread that may wait.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn append_blocking(&self, entry: NewEntry) -> Result<Appended, StoreError> {
        self.may_decide()?;
        self.work(pack(entry)?)
    }

    /// Appends many entries in one transaction, all or none; what the last one came to.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn append_all_blocking(&self, entries: Vec<NewEntry>) -> Result<Appended, StoreError> {
        self.may_decide()?;
        let works = entries.into_iter().map(pack).collect::<Result<Vec<_>, _>>()?;
        self.work(Box::new(move |connection| {
            let mut last = Appended { position: 0, new: false };
            for work in works {
                last = work(connection)?;
            }
            Ok(last)
        }))
    }

    /// Entries behind `position`, oldest first, at most `limit`; fewer where their bodies are large, but one at least
    /// where there is one.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read_from(&self, position: i64, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.inner.readers.read(|c| schema::READ_FROM.all(c, params![position, limit], packed))?;
        let (mut entries, mut bytes) = (Vec::new(), 0);
        for row in rows {
            let entry = row.open()?;
            bytes += entry.body.len();
            entries.push(entry);
            if bytes > MOST_READ {
                break;
            }
        }
        Ok(entries)
    }

    /// One entry.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn get(&self, position: i64) -> Result<Option<Entry>, StoreError> {
        let row = self.inner.readers.read(|c| schema::GET.first(c, params![position], packed))?;
        row.map(Packed::open).transpose()
    }

    /// The place of the newest entry that is on the disk; 0 of an empty journal.
    #[must_use]
    pub fn head(&self) -> i64 {
        *self.inner.head.borrow()
    }

    /// Tells of every new head.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<i64> {
        self.inner.head.clone()
    }

    /// Where the entry with that key stands.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find(&self, dedupe: &str) -> Result<Option<i64>, StoreError> {
        self.inner.readers.read(|c| schema::FIND.first(c, params![dedupe], |row| row.get(0)))
    }

    /// When the newest entry of a kind was received.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last(&self, kind: EntryKind) -> Result<Option<Timestamp>, StoreError> {
        self.inner.readers.read(|c| last(c, kind))
    }

    /// Empties the bodies at those places so that they cannot be brought back (wall 7), also from the write-ahead log.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn redact(&self, positions: &[i64]) -> Result<(), StoreError> {
        let positions = positions.to_vec();
        self.work(Box::new(move |connection| {
            for position in positions {
                schema::REDACT.run(connection, params![position])?;
            }
            Ok(Appended { position: 0, new: false })
        }))?;
        self.purge()
    }

    /// Makes what was emptied or cut unreadable in the write-ahead log too (wall 7).
    ///
    /// # Errors
    /// When the disk says no, or somebody reads at the moment.
    pub fn purge(&self) -> Result<(), StoreError> {
        checkpoint(&connect(&self.inner.path, Role::JournalWriter)?)
    }

    /// Writes a copy of the journal and the ledger as they are now; the file must not exist.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn snapshot(&self, to: &Path) -> Result<(), StoreError> {
        let connection = connect(&self.inner.path, Role::JournalWriter)?;
        let to = to.to_str().ok_or(StoreError::Io { doing: "name a copy", kind: std::io::ErrorKind::InvalidInput })?;
        connection.execute("VACUUM INTO ?1", params![to]).map_err(sqlite("copy the journal"))?;
        Ok(())
    }

    /// How often the writer has synced since the journal was opened.
    #[must_use]
    pub fn syncs(&self) -> u64 {
        self.inner.syncs.load(Ordering::Relaxed)
    }

    /// Where the file lies.
    pub(crate) fn path(&self) -> &Path {
        &self.inner.path
    }

    pub(crate) fn read<T>(&self, f: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.inner.readers.read(f)
    }

    /// Runs on the writer's thread and waits until it is on the disk.
    pub(crate) fn work(&self, work: Work) -> Result<Appended, StoreError> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.send(work, Box::new(move |result| drop(answer.send(result))))?;
        answered.recv().map_err(|_| StoreError::Closed)?
    }

    /// [`Journal::work`] for what appends nothing to the journal itself; what it came to.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.work(Box::new(move |c| {
            drop(answer.send(work(c)?));
            Ok(Appended { position: 0, new: false })
        }))?;
        answered.recv().map_err(|_| StoreError::Closed)
    }

    fn send(&self, work: Work, answer: writer::Answer) -> Result<(), StoreError> {
        let jobs = self.inner.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let jobs = jobs.as_ref().ok_or(StoreError::Closed)?;
        jobs.send(Job { work, answer }).map_err(|_| StoreError::Closed)
    }
}

/// The newest entry of a kind.
pub(crate) fn last(connection: &Connection, kind: EntryKind) -> Result<Option<Timestamp>, StoreError> {
    schema::LAST.first(connection, params![kind], |row| row.get(0).map(Timestamp))
}

/// How many entries there are.
pub(crate) fn count(connection: &Connection) -> Result<i64, StoreError> {
    Ok(schema::COUNT.first(connection, [], |row| row.get(0))?.unwrap_or(0))
}

/// Makes the body small before it goes to the writer, so that the one thread does not do it for all.
pub(crate) fn pack(entry: NewEntry) -> Result<Work, StoreError> {
    let NewEntry { kind, source, at, dedupe, body } = entry;
    let (packed, body) = packing::pack(body)?;
    Ok(Box::new(move |connection| {
        let written = schema::APPEND.run(connection, params![kind, source, at.0, dedupe, packed, body])?;
        if written == 1 {
            return Ok(Appended { position: connection.last_insert_rowid(), new: true });
        }
        let old = schema::FIND.first(connection, params![dedupe], |row| row.get(0))?;
        let position = old.ok_or(StoreError::Corrupt { doing: "find an entry by its key" })?;
        Ok(Appended { position, new: false })
    }))
}

struct Packed {
    entry: Entry,
    packed: i64,
}

fn packed(row: &Row<'_>) -> rusqlite::Result<Packed> {
    let entry = Entry {
        position: row.get("position")?,
        kind: row.get("kind")?,
        source: row.get("source")?,
        version: row.get("version")?,
        at: Timestamp(row.get("at")?),
        erased: row.get::<_, i64>("erased")? > 0,
        body: row.get("body")?,
    };
    Ok(Packed { entry, packed: row.get("packed")? })
}

impl Packed {
    fn open(self) -> Result<Entry, StoreError> {
        Ok(Entry { body: packing::unpack(self.packed, self.entry.body)?, ..self.entry })
    }
}

#[cfg(test)]
mod tests;
