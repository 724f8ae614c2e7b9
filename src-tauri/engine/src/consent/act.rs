//! Writes a decision about somebody's consents: one journal entry and its entries in the ledger, in one transaction.

use domain::consent::{
    ConsentEntry, ConsentState, Evidence, EvidenceKind, Grade, LegalBasis, Purpose, Scope, Source, WordingRef,
};
use domain::decision::{ConsentAct, ConsentDecision, Decided, Decision, Proof, SendDecision, Subject};
use domain::time::DAY;
use domain::{AccountId, CommandId, ContactId, Person, Timestamp};
use store::{Appended, EntryKind, Record, StoreError};

use crate::core::Core;

/// Who it is about.
#[derive(Debug, Clone)]
pub struct Who {
    /// At which number.
    pub account: AccountId,
    /// Who.
    pub contact: ContactId,
    /// By every key known.
    pub person: Person,
}

/// What is written.
#[derive(Debug)]
pub struct Written {
    /// By which command.
    pub command: CommandId,
    /// Who decided: an operator, or a rule of the product.
    pub by: String,
    /// What was said.
    pub said: Vec<ConsentEntry>,
    /// What proves it beside a message.
    pub proof: Option<Proof>,
    /// What is sent along.
    pub send: Option<SendDecision>,
}

/// Something that was said of one purpose, now and by a rule; whoever knows better changes the fields.
pub fn said_now(
    account: &AccountId,
    purpose: Scope,
    state: ConsentState,
    source: Source,
    now: Timestamp,
) -> ConsentEntry {
    ConsentEntry {
        purpose,
        state,
        source,
        account: account.clone(),
        evidence: Evidence { kind: EvidenceKind::System, position: 0, message: None, digest: None },
        wording: None,
        basis: LegalBasis::Consent,
        grade: Grade::B,
        operator: None,
        at: now,
        recorded_at: now,
        expires: None,
        jurisdiction: None,
    }
}

/// A yes to a purpose, with the end that the purpose gives it.
pub fn granted(entry: ConsentEntry, purpose: &Purpose, wording: Option<WordingRef>) -> ConsentEntry {
    let lasts = purpose.lasts_days.map(|days| i64::from(days).saturating_mul(DAY));
    ConsentEntry { expires: lasts.map(|lasts| entry.at.plus(lasts)), wording, ..entry }
}

/// Writes it. The same command again changes nothing.
///
/// # Errors
/// When the disk says no.
pub fn write(core: &Core, who: &Who, written: Written) -> Result<Appended, StoreError> {
    let Written { command, by, said, proof, send } = written;
    let acts = said.iter().map(|entry| ConsentAct {
        purpose: entry.purpose.clone(),
        state: entry.state,
        source: entry.source,
        at: Some(entry.at),
        expires: entry.expires,
    });
    let decision = ConsentDecision {
        account: who.account.clone(),
        whom: Subject::Contact { contact: who.contact },
        said: acts.collect(),
        proof,
        send,
    };
    let dedupe = Some(command.0.clone());
    let decided = Decided { command, at: core.now(), operator: by, decision: Decision::Consent(Box::new(decision)) };
    let entry = core.entry(EntryKind::Decided, dedupe, &decided)?;
    core.ledger.record(Record { entry, account: who.account.clone(), person: who.person.clone(), said })
}
