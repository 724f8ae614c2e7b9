//! Brings people in from a list and writes them as one. A list that was read is kept in memory until it is put away: what
//! stands in it of people who are not brought in is never on our disk.

pub mod export;
pub mod faults;
pub mod plan;
pub mod run;
mod sort;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::ErrorCode;
use contract::list::{
    ImportProgress, ImportRow, ImportRows, ImportRowsRequest, ImportStage, ListAttribute, ListColumnLook, ListLook,
    ListOpened, ListRead, RowFate, Unreadable,
};
use store::table::attribute;
use store::{Read, StoreError};

use super::{Answer, read};
use crate::core::Core;
use crate::list::{self, How, Known, Table};

/// Most bytes of a list.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Most letters of a file's name that are kept.
const LONGEST_NAME: usize = 200;
/// Cells of a column that are shown before it is said what it is.
const SAMPLES: usize = 4;
/// Letters of such a cell.
const LONGEST_SAMPLE: usize = 80;
/// Most rows of one answer.
const MOST_ROWS: u32 = 500;

/// The list that was read last, and how far its import is.
#[derive(Default)]
pub struct Lists {
    opened: Mutex<Option<Opened>>,
    progress: Mutex<Option<ImportProgress>>,
    stopped: AtomicBool,
}

/// A list that was read.
#[derive(Clone)]
pub struct Opened {
    filename: String,
    bytes: Arc<Vec<u8>>,
    table: Arc<Table>,
    /// What its rows would come to, or came to.
    rows: Arc<Vec<ImportRow>>,
}

impl Lists {
    fn opened(&self) -> Option<Opened> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, opened: Opened) {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = Some(opened);
    }

    /// Keeps what the rows of a list come to; not where another was read meanwhile.
    fn note(&self, of: &Arc<Table>, rows: Vec<ImportRow>) {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = opened.as_mut().filter(|opened| Arc::ptr_eq(&opened.table, of)) {
            opened.rows = Arc::new(rows);
        }
    }

    fn progress(&self) -> Option<ImportProgress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn tell(&self, progress: ImportProgress) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
    }

    fn runs(&self) -> bool {
        self.progress().is_some_and(|progress| progress.stage == ImportStage::Running)
    }

    /// Begins an import, where none runs.
    fn begin(&self, progress: ImportProgress) -> bool {
        let mut now = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if now.as_ref().is_some_and(|progress| progress.stage == ImportStage::Running) {
            return false;
        }
        *now = Some(progress);
        self.stopped.store(false, Ordering::Relaxed);
        true
    }

    /// Has the import that runs stop behind the rows that it is at.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Puts the list away, unless it is being brought in.
    pub fn close(&self) {
        if !self.runs() {
            *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

/// Reads a list, or the last one in another way.
pub async fn open(core: &Arc<Core>, request: ListRead) -> Answer<ListOpened> {
    let ListRead { file, encoding, separator, headed } = request;
    if core.lists.runs() {
        return Err(ErrorCode::TooLate.into());
    }
    let (filename, bytes) = match file {
        Some(file) if file.base64.len() / 4 * 3 > MOST_BYTES => {
            return Ok(ListOpened::Unreadable { why: Unreadable::TooLarge });
        }
        Some(file) => {
            let bytes = STANDARD.decode(file.base64.as_bytes()).map_err(|_| ErrorCode::BadRequest)?;
            (file.filename.chars().take(LONGEST_NAME).collect(), Arc::new(bytes))
        }
        None => {
            let opened = core.lists.opened().ok_or(ErrorCode::NotFound)?;
            (opened.filename, opened.bytes)
        }
    };
    let attributes = read(core, |_, r| known(r)).await?;
    let (kept, how) = (Arc::clone(&bytes), How { encoding, separator, heading: headed });
    let reading = core.tasks.spawn_blocking(move || list::read(&kept, how));
    // Whoever reads files of strangers is not taken down by one.
    let table = match reading.await.unwrap_or(Err(Unreadable::Damaged)) {
        Ok(table) => Arc::new(table),
        Err(why) => return Ok(ListOpened::Unreadable { why }),
    };
    let look = look(&filename, &table, &attributes);
    core.lists.put(Opened { filename, bytes, table, rows: Arc::default() });
    Ok(ListOpened::List { look })
}

/// The attributes, as a list needs to know them.
fn known(r: &Read<'_>) -> Result<Vec<Known>, StoreError> {
    let own = |own: attribute::Attribute| Known { attribute: own.attribute_id, name: own.name, kind: own.kind };
    Ok(attribute::all(r)?.into_iter().map(own).collect())
}

fn look(filename: &str, table: &Table, attributes: &[Known]) -> ListLook {
    let guesses = list::guess(table, attributes);
    let column = |(index, guess)| {
        let readable = table.rows.iter().filter(|row| row.fault.is_none()).take(SAMPLES);
        let cell =
            |row: &list::Row| row.cells.get(index).map_or("", String::as_str).chars().take(LONGEST_SAMPLE).collect();
        let heading: String = table.heading.get(index).cloned().unwrap_or_default();
        let heading = heading.chars().take(LONGEST_SAMPLE).collect();
        ListColumnLook { heading, samples: readable.map(cell).collect(), guess }
    };
    let own = |known: &Known| ListAttribute { attribute: known.attribute, name: known.name.clone() };
    ListLook {
        filename: filename.to_owned(),
        format: table.format,
        encoding: table.encoding,
        separator: table.separator,
        headed: table.headed,
        columns: guesses.into_iter().enumerate().map(column).collect(),
        rows: count(table.rows.len()),
        broken: count(table.rows.iter().filter(|row| row.fault.is_some()).count()),
        attributes: attributes.iter().map(own).collect(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Rows of the plan, or of what came of it.
pub fn rows(core: &Core, request: ImportRowsRequest) -> Answer<ImportRows> {
    let opened = core.lists.opened().ok_or(ErrorCode::NotFound)?;
    let of = |row: &&ImportRow| request.fate.is_none_or(|fate| fate == row.fate);
    let total = count(opened.rows.iter().filter(of).count());
    let rows = opened.rows.iter().filter(of).skip(request.skip as usize);
    let rows = rows.take(request.limit.clamp(1, MOST_ROWS) as usize).cloned().collect();
    Ok(ImportRows { total, rows })
}

/// Counts a row.
fn tally(tally: &mut contract::list::ImportTally, fate: RowFate) {
    let number = match fate {
        RowFate::New => &mut tally.new,
        RowFate::Completed => &mut tally.completed,
        RowFate::Differs => &mut tally.differs,
        RowFate::Unchanged => &mut tally.unchanged,
        RowFate::Bad => &mut tally.bad,
    };
    *number = number.saturating_add(1);
}
