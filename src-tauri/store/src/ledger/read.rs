//! What stands in the ledger: of one person for the gate, and page by page for the screen.

use domain::consent::{ConsentEntry, ConsentState, Consents, PurposeId, Scope};
use domain::{AccountId, Person};
use rusqlite::{Connection, Row, params};

use super::Ledger;
use super::chain::Said;
use super::subject::{self, Kin};
use crate::error::StoreError;
use crate::statement::Statement;

const OF_SUBJECT: Statement = Statement::new(
    "read a person's consents",
    "SELECT entry, body FROM consent_entry WHERE subject = ?1 ORDER BY entry",
);
const OF_PURPOSE: Statement = Statement::new(
    "read a person's consents to one purpose",
    "SELECT entry, body FROM consent_entry WHERE subject = ?1 AND purpose IN (?2, '*', 'marketing*')",
);
const PAGE: Statement = Statement::new(
    "read a page of the ledger",
    "SELECT entry, body, hash FROM consent_entry WHERE entry < ?1 ORDER BY entry DESC LIMIT ?2",
);
const WITHDRAWALS: Statement = Statement::new(
    "read a page of withdrawals",
    "SELECT entry, body, hash FROM consent_entry INDEXED BY consent_entry_by_state
     WHERE state = 'withdrawn' AND entry < ?1 ORDER BY entry DESC LIMIT ?2",
);
const PENDING: Statement = Statement::new(
    "read a page of questions without an answer",
    "SELECT consent_entry.entry, body, hash FROM consent_now CROSS JOIN consent_entry USING (entry)
     WHERE consent_now.state = 'requested' AND consent_now.entry < ?1 ORDER BY consent_now.entry DESC LIMIT ?2",
);
const WITH_HASH: Statement = Statement::new(
    "read a person's entries for a receipt",
    "SELECT entry, body, hash FROM consent_entry WHERE subject = ?1 ORDER BY entry",
);
const TIES: Statement = Statement::new(
    "find who a subject of the ledger is",
    "SELECT account_id, kind, value FROM subject WHERE subject = ?1 AND kind <> 'subject' AND ended_position IS NULL",
);
const BECAME: Statement = Statement::new(
    "find whom a subject of the ledger became",
    "SELECT subject FROM subject WHERE account_id = ?1 AND kind = 'subject' AND value = ?2 AND ended_position IS NULL",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&OF_SUBJECT, &OF_PURPOSE, &PAGE, &WITHDRAWALS, &PENDING, &WITH_HASH, &TIES, &BECAME];

/// Which entries a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerView {
    /// Every entry.
    All,
    /// Questions that wait for an answer.
    Pending,
    /// What was taken back.
    Withdrawals,
}

/// An entry as it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its number.
    pub entry: i64,
    /// The token of the person.
    pub subject: String,
    /// What was said.
    pub said: ConsentEntry,
    /// Its hash, hexadecimal.
    pub hash: String,
}

/// A key by which a subject is known: at which number, its kind and its value.
pub type Tie = (AccountId, String, String);

impl Ledger {
    /// Everything that concerns what may be sent to a person at this number.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn consents(&self, account: &AccountId, person: &Person) -> Result<Consents, StoreError> {
        self.journal.read(|c| {
            let kin = subject::kin(c, account, person)?;
            Ok(Consents::new(entries(c, &kin)?))
        })
    }

    /// The same as far as it concerns one purpose, to be asked of no other: what was said of others is not read.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn consents_to(
        &self,
        account: &AccountId,
        person: &Person,
        purpose: &PurposeId,
    ) -> Result<Consents, StoreError> {
        self.journal.read(|c| {
            let kin = subject::kin(c, account, person)?;
            let of_purpose = |kin: &Kin| OF_PURPOSE.all(c, params![kin.subject, purpose.as_str()], said);
            Ok(Consents::new(counting(&kin, of_purpose)?))
        })
    }

    /// Whether the person said no to everything and no yes since, at any number: in the order in which it was said, as the
    /// gate reads it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_out(&self, account: &AccountId, person: &Person) -> Result<bool, StoreError> {
        self.journal.read(|c| {
            let (mut no, mut yes) = (None, None);
            for kin in subject::kin(c, account, person)? {
                for (_, said) in entries(c, &[Kin { own: true, ..kin }])? {
                    let at = Some(said.at.seconds());
                    match said.state {
                        ConsentState::Withdrawn if said.purpose == Scope::All => no = no.max(at),
                        ConsentState::Granted | ConsentState::Confirmed => yes = yes.max(at),
                        _ => {}
                    }
                }
            }
            Ok(no.is_some() && no >= yes)
        })
    }

    /// The entries of a person at this number as they stand in the ledger, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn of_person(&self, account: &AccountId, person: &Person) -> Result<Vec<LedgerRow>, StoreError> {
        self.journal.read(|c| {
            let mut rows = Vec::new();
            for kin in subject::kin(c, account, person)? {
                let found = WITH_HASH.all(c, params![kin.subject], row)?;
                rows.extend(found.into_iter().filter(|row| kin.own || row.said.purpose == Scope::All));
            }
            rows.sort_by_key(|row| row.entry);
            Ok(rows)
        })
    }

    /// Entries before one, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn page(&self, view: LedgerView, before: i64, limit: usize) -> Result<Vec<LedgerRow>, StoreError> {
        let statement = match view {
            LedgerView::All => &PAGE,
            LedgerView::Pending => &PENDING,
            LedgerView::Withdrawals => &WITHDRAWALS,
        };
        self.journal.read(|c| statement.all(c, params![before, crate::table::limit(limit)], row))
    }

    /// The keys by which a subject is known now, also where it became another one; none of an erased person.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn ties(&self, account: &AccountId, subject: &str) -> Result<Vec<Tie>, StoreError> {
        self.journal.read(|c| {
            let mut subject = subject.to_owned();
            loop {
                let ties = ties(c, &subject)?;
                let became = BECAME.first(c, params![account.as_str(), subject], |row| row.get::<_, String>(0))?;
                match became {
                    Some(next) if ties.is_empty() => subject = next,
                    _ => return Ok(ties),
                }
            }
        })
    }
}

/// By which keys a subject is known now.
pub(super) fn ties(c: &Connection, subject: &str) -> Result<Vec<(AccountId, String, String)>, StoreError> {
    TIES.all(c, params![subject], |row| Ok((AccountId(row.get(0)?), row.get(1)?, row.get(2)?)))
}

/// The entries of these subjects that count.
pub(super) fn entries(c: &Connection, kin: &[Kin]) -> Result<Vec<Numbered>, StoreError> {
    counting(kin, |kin| OF_SUBJECT.all(c, params![kin.subject], said))
}

/// An entry with its number.
type Numbered = (i64, ConsentEntry);

/// Of what was read of each of these subjects, what counts: of the same person at another number a word about everything only.
fn counting(
    kin: &[Kin],
    read: impl Fn(&Kin) -> Result<Vec<Numbered>, StoreError>,
) -> Result<Vec<Numbered>, StoreError> {
    let mut entries = Vec::new();
    for kin in kin {
        entries.extend(read(kin)?.into_iter().filter(|(_, said)| kin.own || said.purpose == Scope::All));
    }
    Ok(entries)
}

fn said(row: &Row<'_>) -> rusqlite::Result<Numbered> {
    let said: Said = crate::table::json(row, "body")?;
    Ok((row.get("entry")?, said.entry))
}

fn row(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
    let Said { subject, entry } = crate::table::json(row, "body")?;
    Ok(LedgerRow { entry: row.get("entry")?, subject, said: entry, hash: hex::encode(row.get::<_, Vec<u8>>("hash")?) })
}
