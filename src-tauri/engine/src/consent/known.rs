//! What the gate knows of a person's consents.

use domain::AccountId;
use domain::consent::Consents;
use store::table::{account, contact, contact_merge};
use store::{Ledger, Read, StoreError};

use super::act::Who;

/// What counts where somebody is written to at a number: their own words there, and what the same person said no to under
/// another identity that an operator merged with this one. Consent is not carried over.
///
/// # Errors
/// When it cannot be read.
pub fn consents(r: &Read<'_>, ledger: &Ledger, who: &Who) -> Result<Consents, StoreError> {
    let mut said = ledger.consents(&who.account, &who.person)?;
    for other in contact_merge::everyone(r, who.contact)?.into_iter().filter(|other| *other != who.contact) {
        if let Some(other) = known_as(r, &who.account, other)? {
            said = said.with_noes_of(&ledger.consents(&other.account, &other.person)?);
        }
    }
    Ok(said)
}

/// A contact by the keys that are valid at a number, else by those of the number at which they were first seen.
///
/// # Errors
/// When it cannot be read.
pub fn known_as(r: &Read<'_>, number: &AccountId, contact: domain::ContactId) -> Result<Option<Who>, StoreError> {
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
