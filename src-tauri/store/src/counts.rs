//! What `inspect` tells of a data folder.

use std::collections::BTreeMap;
use std::path::Path;

use domain::Timestamp;

use crate::console::Read;
use crate::error::StoreError;
use crate::journal::{self, EntryKind};
use crate::open::{Role, connect, format};
use crate::schema::PROJECTION;
use crate::statement::Statement;
use crate::table::{cursor, send_queue};

// These count whole tables; no screen asks for them.
const MESSAGES: Statement = Statement::new("count the messages", "SELECT count(*) FROM message");
const UNKNOWN: Statement =
    Statement::new("count the unknown messages", "SELECT count(*) FROM message WHERE kind = 'unknown'");
const CHATS: Statement = Statement::new("count the chats", "SELECT count(*) FROM chat");
const CONTACTS: Statement = Statement::new("count the contacts", "SELECT count(*) FROM contact");

pub(crate) const STATEMENTS: &[&Statement] = &[&MESSAGES, &UNKNOWN, &CHATS, &CONTACTS];

/// How much there is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Messages, received and sent.
    pub messages: i64,
    /// Of them, what this version could not read.
    pub unknown: i64,
    /// Chats.
    pub chats: i64,
    /// Contacts.
    pub contacts: i64,
    /// Rows of the send queue in each state.
    pub sends: BTreeMap<String, i64>,
    /// How far each reactor is, in its own measure.
    pub reactors: BTreeMap<String, i64>,
}

/// What lies in a data folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inspection {
    /// Entries of the journal.
    pub journal: i64,
    /// What they were projected to.
    pub counts: Counts,
    /// When the newest webhook was received.
    pub last_webhook: Option<Timestamp>,
}

/// Counts what there is. It walks whole indexes: not for a screen.
///
/// # Errors
/// When it cannot be counted.
pub fn counts(r: &Read<'_>) -> Result<Counts, StoreError> {
    let count = |statement: &Statement| {
        Ok::<i64, StoreError>(statement.first(r.connection, [], |row| row.get(0))?.unwrap_or(0))
    };
    Ok(Counts {
        messages: count(&MESSAGES)?,
        unknown: count(&UNKNOWN)?,
        chats: count(&CHATS)?,
        contacts: count(&CONTACTS)?,
        sends: send_queue::states(r)?,
        reactors: cursor::reactors(r)?,
    })
}

/// Looks into a folder that another program may hold.
pub(crate) fn inspect(folder: &Path) -> Result<Inspection, StoreError> {
    let (entries, tables) = (folder.join("journal.db"), folder.join("console.db"));
    if !entries.is_file() {
        return Err(StoreError::Missing);
    }
    let journal = connect(&entries, Role::Inspector)?;
    check(&journal, journal::FORMAT)?;
    let counts = if tables.is_file() {
        let console = connect(&tables, Role::Inspector)?;
        check(&console, PROJECTION)?;
        counts(&Read { connection: &console })?
    } else {
        Counts::default()
    };
    let last_webhook = journal::last(&journal, EntryKind::Webhook)?;
    Ok(Inspection { journal: journal::count(&journal)?, counts, last_webhook })
}

fn check(connection: &rusqlite::Connection, known: i64) -> Result<(), StoreError> {
    match format(connection)? {
        found if found > known => Err(StoreError::TooNew { found, known }),
        _ => Ok(()),
    }
}
