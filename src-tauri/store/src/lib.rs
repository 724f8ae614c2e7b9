//! The disk: the journal and the consent ledger (sources), the projected tables, search, the send queue and the media
//! store. Everything goes through [`DataFolder`]; nothing else opens a file.

pub mod backup;
mod console;
mod counts;
pub mod erasure;
mod error;
mod file;
mod folder;
mod journal;
mod ledger;
mod log;
mod media;
mod open;
mod readers;
mod rebuild;
mod schema;
pub mod search;
mod secret;
mod statement;
mod suppression;
pub mod table;
#[cfg(test)]
mod town;

pub use console::{Console, Read, Write};
pub use counts::{Counts, Inspection, counts};
pub use error::{Retry, StoreError};
pub use folder::{DataFolder, Freed, Key, Keys};
pub use journal::{Appended, Change, CopiedEntry, CopyPage, CopyPlace, Entry, EntryKind, Journal, NewEntry};
pub use ledger::{
    Doubt, Head, Ledger, LedgerFault, LedgerKey, LedgerRow, LedgerView, Record, Seal, Tally, Tie, Verdict,
};
pub use log::empty_logs;
pub use media::MediaStore;
pub use rebuild::ConsoleRebuild;
pub use schema::{Class, PROJECTION, TABLES};
pub use suppression::Suppression;
