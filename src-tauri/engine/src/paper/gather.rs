//! Reads what a receipt is made from.

use std::collections::BTreeMap;

use store::table::{account, purpose};
use store::{Read, StoreError};

use super::{Business, Input};
use crate::commands::consent_word as word;
use crate::consent::Who;
use crate::core::Core;

/// What is known of a person's consents at one number; none where nothing was ever said.
///
/// # Errors
/// When it cannot be read.
pub fn gather(core: &Core, r: &Read<'_>, who: &Who) -> Result<Option<Input>, StoreError> {
    let rows = core.ledger.of_person(&who.account, &who.person)?;
    if rows.is_empty() {
        return Ok(None);
    }
    // Read after the entries, so that it never counts fewer than the paper shows.
    let head = core.ledger.head()?;
    let mut words = BTreeMap::new();
    for row in &rows {
        if let Some(word) = word(r, &row.said.source, row.said.evidence.message)? {
            words.insert(row.entry, word);
        }
    }
    let account = account::get(r, &who.account)?;
    let (name, phone) = account.map(|account| (account.name, account.phone)).unwrap_or_default();
    Ok(Some(Input {
        person: who.person.clone(),
        business: Business { account: who.account.clone(), name, phone },
        rows,
        words,
        purposes: purpose::all(r)?,
        wordings: purpose::wordings(r)?,
        head,
        now: core.now(),
        zone: core.zone,
        language: core.language(),
        operator: core.operator.clone(),
    }))
}
