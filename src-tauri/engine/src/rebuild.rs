//! Makes every projected table again from the journal, and looks into a folder without touching it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use store::table::send_queue;
use store::{ConsoleRebuild, DataFolder, Entry, Journal, StoreError};

use crate::projector;

/// Entries read at once.
const READ: usize = 1_000;
/// Entries written at once, or fewer where their bodies are so many bytes: the pages of an index are written with each batch.
const BATCH: usize = 5_000;
const BYTES: usize = 32 * 1024 * 1024;

/// What a data folder holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// Entries of the journal.
    pub journal: i64,
    /// Messages, received and sent.
    pub messages: i64,
    /// Items of the journal that are shown as unknown messages.
    pub unknown: i64,
    /// Chats.
    pub chats: i64,
    /// Contacts.
    pub contacts: i64,
    /// Rows of the send queue by state.
    pub sends: BTreeMap<String, i64>,
    /// How far each reactor is: the last message, line or entry that it acted on.
    pub reactors: BTreeMap<String, i64>,
    /// When the newest webhook was received, in milliseconds since 1970.
    pub last_webhook: Option<i64>,
}

/// What a rebuild did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// Entries read.
    pub entries: u64,
}

/// Counts what a folder holds, also while another program holds it.
///
/// # Errors
/// When there is none, or it cannot be read.
pub fn inspect(data: &Path) -> Result<Inspection, StoreError> {
    let found = DataFolder::inspect(data)?;
    Ok(Inspection {
        journal: found.journal,
        messages: found.counts.messages,
        unknown: found.counts.unknown,
        chats: found.counts.chats,
        contacts: found.counts.contacts,
        sends: found.counts.sends,
        reactors: found.counts.reactors,
        last_webhook: found.last_webhook.map(|at| at.0),
    })
}

/// Makes the tables of a folder again.
///
/// # Errors
/// [`StoreError::Locked`] while another program holds it; when the disk says no.
pub fn rebuild(data: &Path) -> Result<Rebuilt, StoreError> {
    within(&DataFolder::open(data, None)?)
}

/// Makes the tables again beside the old ones, which stay readable until the new ones take their place. It asks no port
/// for anything: it is given none.
///
/// # Errors
/// When the disk says no.
pub fn within(folder: &DataFolder) -> Result<Rebuilt, StoreError> {
    let journal = folder.journal();
    // A journal that was restored from before an erasure has it again before anything is made of it.
    for (position, erased) in journal.erasures(0)? {
        journal.erase_again(position, &erased)?;
    }
    let rebuild = ConsoleRebuild::begin(folder)?;
    let console = rebuild.console();
    let (mut position, mut entries) = (0, 0);
    loop {
        let batch = batch(&journal, position)?;
        let Some(last) = batch.last() else { break };
        projector::batch(&console, &batch)?;
        entries += batch.len() as u64;
        position = last.position;
        tracing::info!(position, head = journal.head(), "made again from the journal");
    }
    console.write(send_queue::settle)?;
    drop(console);
    rebuild.finish()?;
    Ok(Rebuilt { entries })
}

/// The entries behind a place that are written at once.
fn batch(journal: &Journal, mut position: i64) -> Result<Vec<Entry>, StoreError> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BYTES {
        let read = journal.read_from(position, READ)?;
        let Some(last) = read.last() else { break };
        position = last.position;
        bytes += read.iter().map(|entry| entry.body.len()).sum::<usize>();
        batch.extend(read);
    }
    Ok(batch)
}
