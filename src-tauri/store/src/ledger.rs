//! The consent ledger: a source beside the journal, in the same file. It can only grow, each entry follows from the one
//! before it, and its head is signed; a person is a random token in it, tied to identities in a table of its own.

mod chain;
pub(crate) mod copy;
pub(crate) mod cut;
pub(crate) mod follow;
pub(crate) mod now;
pub(crate) mod read;
pub(crate) mod seal;
pub(crate) mod subject;
mod verify;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use domain::consent::{
    ConsentEntry, ConsentState, Evidence, EvidenceKind, Grade, LegalBasis, SERVICE_REPLIES, Scope, Source,
};
use domain::{AccountId, MessageId, Person, Timestamp};
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::journal::{Appended, Journal, NewEntry, pack};
use crate::statement::Statement;

use chain::Said;

pub use chain::{Head, LedgerKey, Seal};
pub(crate) use cut::cut;
pub use now::Tally;
pub use read::{LedgerRow, LedgerView, Tie};
pub use verify::{Doubt, LedgerFault, Verdict, exported_head, verify};

const SPOKEN: Statement = Statement::new(
    "find whether a person was heard on service replies",
    "SELECT entry FROM consent_entry WHERE subject = ?1 AND purpose IN ('service_replies', '*') LIMIT 1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&SPOKEN, &chain::APPEND];

/// The consent ledger. Clones are the same ledger.
#[derive(Clone)]
pub struct Ledger {
    journal: Journal,
    signer: Arc<Signer>,
}

/// What is known of signing while the program runs.
#[derive(Default)]
struct Signer {
    key: OnceLock<LedgerKey>,
    /// Whether the ledger was empty when this program first wrote to it.
    began: AtomicBool,
}

/// A decision about one person's consents: a journal entry, and what it adds to the ledger.
#[derive(Debug, Clone)]
pub struct Record {
    /// The journal entry, with the key that makes it one of a kind.
    pub entry: NewEntry,
    /// At which number the person is known so.
    pub account: AccountId,
    /// Who.
    pub person: Person,
    /// What was said. Evidence without a position is the journal entry itself, and its message the one that the entry
    /// makes.
    pub said: Vec<ConsentEntry>,
}

impl Ledger {
    pub(crate) fn new(journal: Journal) -> Self {
        Self { journal, signer: Arc::default() }
    }

    /// Signs heads with this key from now on, and the one that stands there unsigned. The first key that comes stays. How
    /// many entries stand signed by it, to be remembered beside the key; none where it may not sign: the ledger is not the
    /// one that it signed before, which a check tells.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn sign_with(&self, key: LedgerKey) -> Result<Option<i64>, StoreError> {
        let key = self.signer.key.get_or_init(|| key).clone();
        let signer = Arc::clone(&self.signer);
        self.journal.ask(move |c| seal::sign(c, &key, signer.began.load(Ordering::Relaxed)))
    }

    /// Signs the head as it stands, also where another key or none had signed it: whoever asks for this vouches for it. How
    /// many entries that are.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn sign_anew(&self, key: LedgerKey) -> Result<i64, StoreError> {
        self.journal.ask(move |c| seal::sign_anew(c, &key))
    }

    /// The head as it stands now; none of an empty ledger.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn head(&self) -> Result<Option<Head>, StoreError> {
        self.journal.read(|c| Ok(seal::standing(c)?.map(|standing| standing.head)))
    }

    /// Checks the chain as it lies on the disk, by the key that signs it here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn verify(&self) -> Result<Verdict, StoreError> {
        verify::verify_file(self.journal.path(), self.signer.key.get(), None)
    }

    /// Appends a decision to the journal together with its entries in the ledger, or neither. The same decision again
    /// changes nothing.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn record(&self, record: Record) -> Result<Appended, StoreError> {
        self.record_all(vec![record])
    }

    /// Appends many decisions in one transaction, all or none; what the last one came to.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn record_all(&self, records: Vec<Record>) -> Result<Appended, StoreError> {
        self.journal.may_decide()?;
        let signer = Arc::clone(&self.signer);
        let packed = records
            .into_iter()
            .map(|Record { entry, account, person, said }| Ok((pack(entry)?, account, person, said)));
        let packed = packed.collect::<Result<Vec<_>, StoreError>>()?;
        self.journal.work(Box::new(move |c| {
            let mut last = Appended { position: 0, new: false };
            for (append, account, person, said) in packed {
                last = append(c)?;
                if last.new && !said.is_empty() {
                    write(c, &signer, (&account, &person), last.position, said)?;
                }
            }
            Ok(last)
        }))
    }

    /// Writes down that a person wrote first, which permits service replies. A person who was heard on them before is left
    /// as they are: who took them back gets them back by no message. Says whether something was written.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn grant_wrote_first(
        &self,
        account: &AccountId,
        person: &Person,
        (position, message): (i64, MessageId),
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.journal.may_decide()?;
        if person.is_nobody() || self.journal.read(|c| spoken(c, account, person))? {
            return Ok(false);
        }
        let (account, person, signer) = (account.clone(), person.clone(), Arc::clone(&self.signer));
        let written = self.journal.work(Box::new(move |c| {
            subject::take(c, &account, &person, position)?;
            let kin = subject::kin(c, &account, &person)?;
            if read::entries(c, &kin)?.iter().any(|(_, said)| is_about_service(&said.purpose)) {
                return Ok(Appended { position: 0, new: false });
            }
            let said = wrote_first(account.clone(), (position, message), at);
            write(c, &signer, (&account, &person), position, vec![said])?;
            Ok(Appended { position: 0, new: true })
        }))?;
        Ok(written.new)
    }

    /// Lets the ledger follow a person whose number or id changed: a system event named both.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn relink(
        &self,
        account: &AccountId,
        previous: &Person,
        current: &Person,
        position: i64,
    ) -> Result<(), StoreError> {
        self.journal.may_decide()?;
        let (account, previous, current) = (account.clone(), previous.clone(), current.clone());
        self.journal.work(Box::new(move |c| {
            subject::relink(c, &account, &previous, &current, position)?;
            Ok(Appended { position: 0, new: false })
        }))?;
        Ok(())
    }
}

/// Adds entries about one person, whatever key of theirs was known before.
fn write(
    c: &Connection,
    signer: &Signer,
    (account, person): (&AccountId, &Person),
    position: i64,
    said: Vec<ConsentEntry>,
) -> Result<(), StoreError> {
    let subject = subject::take(c, account, person, position)?;
    for mut entry in said {
        let evidence = &mut entry.evidence;
        if evidence.position == 0 {
            evidence.position = position;
            if evidence.kind == EvidenceKind::Message {
                evidence.message = Some(MessageId::at(position, 0));
            }
        }
        seal::append(c, (signer.key.get(), &signer.began), &Said { subject: subject.clone(), entry })?;
    }
    now::refresh(c, &subject, &subject::kin(c, account, person)?)
}

fn wrote_first(account: AccountId, (position, message): (i64, MessageId), at: Timestamp) -> ConsentEntry {
    ConsentEntry {
        purpose: Scope::from_word(SERVICE_REPLIES),
        state: ConsentState::Granted,
        source: Source::WroteFirst,
        account,
        evidence: Evidence { kind: EvidenceKind::Message, position, message: Some(message), digest: None },
        wording: None,
        basis: LegalBasis::Consent,
        grade: Grade::B,
        operator: None,
        at,
        recorded_at: at,
        expires: None,
        jurisdiction: None,
    }
}

fn is_about_service(scope: &Scope) -> bool {
    matches!(scope, Scope::All) || scope.as_str() == SERVICE_REPLIES
}

/// Whether every key of the person leads to one subject, and that one was heard.
fn spoken(c: &Connection, account: &AccountId, person: &Person) -> Result<bool, StoreError> {
    match subject::of_every_key(c, account, person)? {
        Some(subject) => Ok(SPOKEN.first(c, params![subject], |_| Ok(()))?.is_some()),
        None => Ok(false),
    }
}

#[cfg(test)]
mod forgery;
#[cfg(test)]
mod forgotten;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unsealed;
