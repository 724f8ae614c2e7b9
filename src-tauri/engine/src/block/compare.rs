//! Compares the provider's block list with what we know: somebody may have changed it elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::decision::ApiRead;
use domain::{AccountId, ContactId, Person};
use providers::Retry;
use store::table::{account, block, identity};
use store::{EntryKind, Read, StoreError};

use crate::core::Core;

/// Reads a number's list and notes each difference. Says whether that came to an end.
///
/// # Errors
/// When the disk says no.
pub async fn compare(core: &Arc<Core>, number: &AccountId) -> Result<bool, StoreError> {
    let Some(provider) = core.numbers.provider(number) else { return Ok(false) };
    if provider.capabilities().blocks.is_none() {
        return Ok(true);
    }
    let listed = match provider.blocked().await {
        Ok(listed) => listed,
        Err(error) => {
            tracing::info!(%error, "the block list is not read");
            return Ok(error.retry == Retry::Never);
        }
    };
    let of = number.clone();
    let found = core.blocking(move |core| core.console.read(|r| differences(r, &of, &listed))).await?;
    for (contact, blocked) in found {
        let read = ApiRead::Block { account: number.clone(), contact, blocked };
        core.append(EntryKind::ApiRead, None, &read).await?;
    }
    Ok(true)
}

/// Whoever the list has and we do not, or the other way round. Of whom something is being asked the answer will tell, and
/// of whom we know nothing nobody can write to us.
fn differences(r: &Read<'_>, number: &AccountId, listed: &[Person]) -> Result<Vec<(ContactId, bool)>, StoreError> {
    let portfolio = account::get(r, number)?.and_then(|account| account.portfolio);
    let mut there = BTreeSet::new();
    for person in listed {
        there.extend(identity::who(r, number, portfolio.as_deref(), person)?);
    }
    let known = block::of_account(r, number)?;
    let (open, settled): (Vec<_>, Vec<_>) = known.into_iter().partition(|row| row.state.is_open());
    let here: BTreeSet<_> = settled.iter().filter(|row| row.blocked).map(|row| row.contact_id).collect();
    let open: BTreeSet<_> = open.iter().map(|row| row.contact_id).collect();
    let new = there.difference(&here).map(|contact| (*contact, true));
    let gone = here.difference(&there).map(|contact| (*contact, false));
    Ok(new.chain(gone).filter(|(contact, _)| !open.contains(contact)).collect())
}
