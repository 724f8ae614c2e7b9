//! Writes down what has ended without a word of the person: a question that nobody answered, one that reached nobody, a
//! grant whose time is over. The gate needs no such entry; it is for whoever reads the ledger, and for who wants to ask again.

use std::sync::Arc;
use std::time::Duration;

use domain::consent::{ConsentEntry, ConsentState, Source};
use domain::delivery::DeliveryStatus;
use domain::{CommandId, ContactId, Person, Timestamp};
use store::table::{account, contact, identity, message};
use store::{LedgerRow, LedgerView, StoreError};

use super::act::{Who, Written, said_now, write};
use super::hear::RULE;
use crate::core::Core;

/// How often it is looked.
const PACE: Duration = Duration::from_secs(60);
/// Most entries in one look.
const STEP: usize = 200;

/// Writes until it is dropped.
pub async fn follow_ends(core: Arc<Core>) {
    // What could not be delivered before the last start is looked for once; from then on a bell rings.
    let mut unreached = true;
    loop {
        if std::mem::take(&mut unreached)
            && let Err(error) = core.blocking(end_unreached).await
        {
            tracing::error!(%error, "questions that reached nobody could not be written down");
        }
        let step = core.blocking(step).await;
        if let Err(error) = &step {
            tracing::error!(%error, "consents that have ended could not be written down");
        }
        if step.unwrap_or(false) {
            continue;
        }
        tokio::select! {
            () = core.bells.ends.notified() => {}
            () = core.bells.unreached.notified() => unreached = true,
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
        let ends = row.said.expires.unwrap_or(now);
        news |= end(core, &row, Source::Silence, ends)?;
    }
    Ok(news && due.len() == STEP)
}

/// Ends every question whose message did not reach anybody.
fn end_unreached(core: &Core) -> Result<(), StoreError> {
    let mut before = i64::MAX;
    loop {
        let page = core.ledger.page(LedgerView::Pending, before, STEP)?;
        for row in &page {
            before = row.entry;
            let Some(id) = row.said.evidence.message else { continue };
            let status = core.console.read(|r| message::get(r, id))?.and_then(|asked| asked.status);
            if status.is_some_and(|status| status.is_dead() || status == DeliveryStatus::Failed) {
                end(core, row, Source::Unreached, core.now())?;
            }
        }
        if page.len() < STEP {
            return Ok(());
        }
    }
}

/// Writes one end down. Says whether that is new.
fn end(core: &Core, row: &LedgerRow, source: Source, at: Timestamp) -> Result<bool, StoreError> {
    let Some(who) = who(core, row)? else {
        // Nobody knows any more whose it was.
        core.ledger.forget(&row.subject)?;
        return Ok(true);
    };
    let said = said_now(&who.account, row.said.purpose.clone(), ConsentState::Expired, source, at);
    let said = vec![ConsentEntry { recorded_at: core.now(), wording: row.said.wording.clone(), ..said }];
    let command = CommandId::of_rule(&format!("end of {}", row.entry));
    let written = Written { command, by: RULE.to_owned(), said, proof: None, send: None };
    Ok(write(core, &who, written)?.new)
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
