//! Asks the provider for what was decided about groups. The only place from which anything about groups is asked.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use contract::workspace::Connection;
use domain::GroupActId;
use domain::group::{GroupActState, GroupAnswer, GroupAttempt, GroupOutcome, UNHEARD};
use domain::time::MINUTE;
use domain::{AccountId, Timestamp};
use store::table::group_act::{self, GroupActRow};
use store::{EntryKind, StoreError};

use super::{call, joining, look};
use crate::core::Core;

/// How often it is looked whether something is due.
const PACE: Duration = Duration::from_secs(10);
/// How long it is waited before the same group is looked at again.
const AGAIN: i64 = MINUTE;

/// Asks until it is dropped.
pub async fn run(core: Arc<Core>) {
    if let Err(error) = settle(&core).await {
        tracing::error!(%error, "what was asked about groups before the last stop could not be settled");
    }
    let (mut looked, mut asked) = (HashMap::new(), joining::Looked::new());
    loop {
        if let Err(error) = joining::step(&core, &mut asked).await {
            tracing::error!(%error, "who asks to enter groups could not be read");
        }
        if core.numbers.state().connection != Connection::Offline
            && let Err(error) = step(&core, &mut looked).await
        {
            tracing::error!(%error, "what is to be asked about groups could not be read");
        }
        tokio::select! {
            () = core.bells.groups.notified() => {}
            () = tokio::time::sleep(PACE) => {}
        }
    }
}

/// A call without an answer may have arrived.
async fn settle(core: &Arc<Core>) -> Result<(), StoreError> {
    for row in in_state(core, GroupActState::Calling).await? {
        answer(core, row.act_id, GroupOutcome::Lost).await?;
    }
    Ok(())
}

async fn step(core: &Arc<Core>, looked: &mut HashMap<GroupActId, Timestamp>) -> Result<(), StoreError> {
    for row in in_state(core, GroupActState::Waiting).await? {
        if row.not_before > core.now() {
            continue;
        }
        let Some(provider) = core.numbers.provider(&row.account_id) else { continue };
        let prepared = call::prepare(core, &row).await?;
        core.append(EntryKind::GroupAttempt, None, &GroupAttempt { act: row.act_id, at: core.now() }).await?;
        let outcome = match prepared {
            Ok(prepared) => call::ask(core, &*provider, &row, &prepared).await,
            Err(reason) => GroupOutcome::Refused { reason },
        };
        answer(core, row.act_id, outcome).await?;
    }
    let now = core.now();
    let mut unsure = in_state(core, GroupActState::Unknown).await?;
    unsure.extend(in_state(core, GroupActState::Pending).await?.into_iter().filter(|row| unheard(row, now)));
    looked.retain(|act, _| unsure.iter().any(|row| row.act_id == *act));
    for row in unsure {
        if looked.get(&row.act_id).is_some_and(|last| now.since(*last) < AGAIN) {
            continue;
        }
        let Some(provider) = core.numbers.provider(&row.account_id) else { continue };
        looked.insert(row.act_id, now);
        if let Some(outcome) = look::look(core, &*provider, &row).await? {
            answer(core, row.act_id, outcome).await?;
        }
    }
    Ok(())
}

fn unheard(row: &GroupActRow, now: Timestamp) -> bool {
    now.since(row.state_at) >= UNHEARD
}

async fn in_state(core: &Arc<Core>, state: GroupActState) -> Result<Vec<GroupActRow>, StoreError> {
    core.blocking(move |core| core.console.read(|r| group_act::in_state(r, state))).await
}

async fn answer(core: &Arc<Core>, act: GroupActId, outcome: GroupOutcome) -> Result<(), StoreError> {
    core.append(EntryKind::GroupAnswer, None, &GroupAnswer { act, at: core.now(), outcome }).await.map(|_| ())
}

/// The portfolio in which a number's ids are valid.
pub(super) fn portfolio(r: &store::Read<'_>, account: &AccountId) -> Result<Option<String>, StoreError> {
    Ok(store::table::account::get(r, account)?.and_then(|account| account.portfolio))
}
