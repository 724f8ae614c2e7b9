//! Asks the provider to block people, or to end that. To ask twice is to ask once: what got no answer goes again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use contract::workspace::Connection;
use domain::ask::{AskOutcome, AskState};
use domain::block::{BlockAnswer, BlockAttempt};
use domain::time::HOUR;
use domain::{AccountId, Person, Timestamp};
use store::table::block::{self, Block};
use store::table::{account, contact};
use store::{EntryKind, StoreError};

use super::compare::compare;
use crate::ask::outcome;
use crate::core::Core;

/// How often it is looked whether something is due.
const PACE: Duration = Duration::from_secs(10);
/// After this time a number's list is read again, in milliseconds.
const EVERY: i64 = HOUR;

/// Asks until it is dropped. Reading the list and changing it take turns, so that neither sees the other half done.
pub async fn run(core: Arc<Core>) {
    if let Err(error) = settle(&core).await {
        tracing::error!(%error, "who was being blocked at the last stop could not be read");
    }
    let mut read: BTreeMap<AccountId, Timestamp> = BTreeMap::new();
    loop {
        if core.numbers.state().connection != Connection::Offline {
            let asked = step(&core).await;
            let compared = rounds(&core, &mut read).await;
            for error in [asked, compared].into_iter().filter_map(Result::err) {
                tracing::error!(%error, "who is to be blocked could not be read");
            }
        }
        tokio::select! {
            () = core.bells.blocks.notified() => {}
            () = core.bells.block_lists.notified() => read.clear(),
            () = tokio::time::sleep(PACE) => {}
        }
    }
}

/// A call without an answer may have arrived.
async fn settle(core: &Arc<Core>) -> Result<(), StoreError> {
    for row in in_state(core, AskState::Calling).await? {
        answer(core, &row, AskOutcome::Lost { not_before: core.now() }).await?;
    }
    Ok(())
}

async fn step(core: &Arc<Core>) -> Result<(), StoreError> {
    // One after the other: whoever is still called here lost the answer to a disk that said no.
    settle(core).await?;
    let mut due = in_state(core, AskState::Waiting).await?;
    due.extend(in_state(core, AskState::Unknown).await?);
    for row in due {
        if row.not_before > core.now() {
            continue;
        }
        let Some(provider) = core.numbers.provider(&row.account_id) else { continue };
        let person = person(core, &row).await?;
        let attempt = BlockAttempt { account: row.account_id.clone(), contact: row.contact_id, at: core.now() };
        core.append(EntryKind::BlockAttempt, None, &attempt).await?;
        let reply = provider.block(&person, row.wanted).await;
        answer(core, &row, outcome(core.now(), reply)).await?;
    }
    Ok(())
}

async fn rounds(core: &Arc<Core>, read: &mut BTreeMap<AccountId, Timestamp>) -> Result<(), StoreError> {
    for account in core.numbers.accounts() {
        let now = core.now();
        if read.get(&account).is_some_and(|last| now.since(*last) < EVERY) {
            continue;
        }
        if compare(core, &account).await? {
            read.insert(account, now);
        }
    }
    Ok(())
}

/// By every key that is theirs now.
async fn person(core: &Arc<Core>, row: &Block) -> Result<Person, StoreError> {
    let row = row.clone();
    core.blocking(move |core| {
        core.console.read(|r| {
            let portfolio = account::get(r, &row.account_id)?.and_then(|account| account.portfolio);
            contact::person(r, row.contact_id, &row.account_id, portfolio.as_deref())
        })
    })
    .await
}

async fn in_state(core: &Arc<Core>, state: AskState) -> Result<Vec<Block>, StoreError> {
    core.blocking(move |core| core.console.read(|r| block::in_state(r, state))).await
}

async fn answer(core: &Arc<Core>, row: &Block, outcome: AskOutcome) -> Result<(), StoreError> {
    let (account, contact) = (row.account_id.clone(), row.contact_id);
    let answer = BlockAnswer { account, contact, block: row.wanted, at: core.now(), outcome };
    core.append(EntryKind::BlockAnswer, None, &answer).await.map(|_| ())
}
