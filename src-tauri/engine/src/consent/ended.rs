//! Writes down what time has ended: a question without an answer, a grant that is over. The gate needs no such entry; it is
//! for whoever reads the ledger.

use std::sync::Arc;
use std::time::Duration;

use domain::consent::{ConsentEntry, ConsentState, Source};
use domain::{CommandId, ContactId, Person};
use store::table::{account, contact, identity};
use store::{LedgerRow, LedgerView, StoreError};

use super::act::{OF_RULES, Who, Written, said_now, write};
use super::hear::RULE;
use crate::core::Core;

/// How often it is looked.
const PACE: Duration = Duration::from_secs(60);
/// Most entries in one look.
const STEP: usize = 200;

/// Writes until it is dropped.
pub async fn follow_ends(core: Arc<Core>) {
    loop {
        let step = core.blocking(step).await;
        if let Err(error) = &step {
            tracing::error!(%error, "consents that have ended could not be written down");
        }
        if step.unwrap_or(false) {
            continue;
        }
        tokio::select! {
            () = core.bells.ends.notified() => {}
            () = tokio::time::sleep(PACE) => {}
        }
    }
}

/// Says whether there is more.
fn step(core: &Core) -> Result<bool, StoreError> {
    let now = core.now();
    let due = core.ledger.due(now, STEP)?;
    let mut news = false;
    for number in &due {
        let row = core.ledger.page(LedgerView::All, number.saturating_add(1), 1)?;
        let Some(row) = row.into_iter().find(|row| row.entry == *number) else { continue };
        match who(core, &row)? {
            Some(who) => {
                let ends = row.said.expires.unwrap_or(now);
                let purpose = row.said.purpose.clone();
                let said = said_now(&who.account, purpose, ConsentState::Expired, Source::Silence, ends);
                let said = vec![ConsentEntry { recorded_at: now, wording: row.said.wording.clone(), ..said }];
                let command = CommandId(format!("{OF_RULES}end of {number}"));
                let written = Written { command, by: RULE.to_owned(), said, proof: None, send: None };
                news |= write(core, &who, written)?.new;
            }
            // Nobody knows any more whose it was.
            None => {
                core.ledger.forget(&row.subject)?;
                news = true;
            }
        }
    }
    Ok(news && due.len() == STEP)
}

/// Who an entry is about, by today's keys.
fn who(core: &Core, row: &LedgerRow) -> Result<Option<Who>, StoreError> {
    let Some((contact, person)) = whose(core, row)? else { return Ok(None) };
    Ok(Some(Who { account: row.said.account.clone(), contact, person }))
}

/// The person of an entry; none of an erased one.
///
/// # Errors
/// When it cannot be read.
pub fn whose(core: &Core, row: &LedgerRow) -> Result<Option<(ContactId, Person)>, StoreError> {
    let number = &row.said.account;
    let ties = core.ledger.ties(number, &row.subject)?;
    core.console.read(|r| {
        let portfolio = account::get(r, number)?.and_then(|account| account.portfolio);
        for (account, kind, value) in &ties {
            if let Some(found) = identity::by_value(r, account, portfolio.as_deref(), kind, value)? {
                return Ok(Some((found, contact::person(r, found, number, portfolio.as_deref())?)));
            }
        }
        Ok(None)
    })
}
