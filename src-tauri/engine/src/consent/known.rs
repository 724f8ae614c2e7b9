//! What the gate knows of a person's consents.

use domain::consent::{Consent, Consents, Purpose};
use domain::{AccountId, ContactId, Timestamp};
use store::table::{account, contact, contact_merge};
use store::{Ledger, Read, StoreError};

use super::act::Who;

/// What counts where somebody is written to at a number: their own words there, and what the same person said no to under
/// another identity that an operator merged with this one. Consent is not carried over.
///
/// # Errors
/// When it cannot be read.
pub fn consents(r: &Read<'_>, ledger: &Ledger, who: &Who) -> Result<Consents, StoreError> {
    merged(r, ledger, who, ledger.consents(&who.account, &who.person)?)
}

/// How it stands with one purpose: as of [`consents`], with what was said of other purposes left unread.
///
/// # Errors
/// When it cannot be read.
pub fn consent(
    r: &Read<'_>,
    ledger: &Ledger,
    who: &Who,
    purpose: &Purpose,
    now: Timestamp,
) -> Result<Consent, StoreError> {
    let said = ledger.consents_to(&who.account, &who.person, &purpose.purpose)?;
    Ok(merged(r, ledger, who, said)?.of(purpose, now))
}

fn merged(r: &Read<'_>, ledger: &Ledger, who: &Who, said: Consents) -> Result<Consents, StoreError> {
    let mut said = said;
    for other in contact_merge::everyone(r, who.contact)?.into_iter().filter(|other| *other != who.contact) {
        said = with_noes_of(r, ledger, said, other)?;
    }
    Ok(said)
}

/// The same with what another contact said no to, at whichever number of ours.
///
/// # Errors
/// When it cannot be read.
pub fn with_noes_of(r: &Read<'_>, ledger: &Ledger, said: Consents, other: ContactId) -> Result<Consents, StoreError> {
    let mut all = said;
    for number in account::all(r)? {
        let person = contact::person(r, other, &number.account_id, number.portfolio.as_deref())?;
        if !person.is_nobody() {
            all = all.with_noes_of(&ledger.consents(&number.account_id, &person)?);
        }
    }
    Ok(all)
}

/// A contact by the keys that are valid at a number, else by those of the number at which they were first seen.
///
/// # Errors
/// When it cannot be read.
pub fn known_as(r: &Read<'_>, number: &AccountId, contact: ContactId) -> Result<Option<Who>, StoreError> {
    let Some(known) = contact::get(r, contact)? else { return Ok(None) };
    for account in [number.clone(), known.account_id] {
        let portfolio = account::get(r, &account)?.and_then(|account| account.portfolio);
        let person = contact::person(r, contact, &account, portfolio.as_deref())?;
        if !person.is_nobody() {
            return Ok(Some(Who { account, contact, person }));
        }
    }
    Ok(None)
}
