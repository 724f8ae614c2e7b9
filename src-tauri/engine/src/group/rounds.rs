//! Compares all groups with the provider, behind the connection: whenever something may have been missed, and every hour.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use contract::change::ChangeKind;
use contract::workspace::Connection;
use domain::time::HOUR;
use domain::{AccountId, GroupId, Timestamp};
use providers::{Provider, ProviderError, Retry};
use store::StoreError;
use store::table::setting;

use super::compare::{Failure, compare};
use crate::core::Core;

/// After this time a number's groups are compared again, in milliseconds.
const EVERY: i64 = HOUR;
/// Between two looks whether that is so, and two tries where a round could not be ended.
const PACE: Duration = Duration::from_mins(1);
/// The word for a number that may not have groups at all (reference 1.5).
const NO_GROUPS: &str = "no_groups";

/// Where it is kept whether a number may have groups.
pub fn may_have_groups(account: &AccountId) -> String {
    format!("groups of {account}")
}

/// Compares until it is dropped.
pub async fn run(core: Arc<Core>) {
    let mut done: BTreeMap<AccountId, Timestamp> = BTreeMap::new();
    loop {
        tokio::select! {
            () = core.bells.compare.notified() => done.clear(),
            () = core.bells.rounds.notified() => {}
            () = tokio::time::sleep(PACE) => {}
        }
        for account in core.numbers.accounts() {
            let now = core.now();
            let due = done.get(&account).is_none_or(|last| now.since(*last) >= EVERY);
            if !due || core.numbers.state().connection == Connection::Offline {
                continue;
            }
            match round(&core, &account).await {
                Ok(true) => drop(done.insert(account, now)),
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "what comparing groups told could not be kept"),
            }
        }
    }
}

/// Compares the groups of a number, one after the other. Says whether it came to the end: a group of which the provider
/// refuses to tell is left out, and where it cannot be asked now, the round is begun again later.
async fn round(core: &Arc<Core>, account: &AccountId) -> Result<bool, StoreError> {
    let Some(provider) = core.numbers.provider(account) else { return Ok(false) };
    let listed = provider.group_ids().await;
    note_whether_it_may(core, account, &listed).await?;
    let groups = match listed {
        Ok(groups) => groups,
        Err(error) => {
            tracing::info!(%error, "the groups are not read");
            return Ok(error.retry == Retry::Never);
        }
    };
    let whole = each(core, &*provider, account, groups).await;
    core.feed.changed(ChangeKind::Groups);
    whole
}

async fn each(
    core: &Arc<Core>,
    provider: &dyn Provider,
    account: &AccountId,
    groups: Vec<GroupId>,
) -> Result<bool, StoreError> {
    for group in groups {
        match compare(core, provider, account, &group).await {
            Ok(()) => {}
            Err(Failure::Provider(error)) => {
                tracing::warn!(%error, "a group could not be compared whole");
                if error.retry != Retry::Never {
                    return Ok(false);
                }
            }
            Err(Failure::Store(error)) => return Err(error),
        }
    }
    Ok(true)
}

async fn note_whether_it_may(
    core: &Arc<Core>,
    account: &AccountId,
    listed: &Result<Vec<GroupId>, ProviderError>,
) -> Result<(), StoreError> {
    let may = match listed {
        Ok(_) => true,
        Err(error) if error.reason == NO_GROUPS => false,
        Err(_) => return Ok(()),
    };
    let name = may_have_groups(account);
    core.blocking(move |core| core.console.write(|w| setting::set(w, &name, &may))).await?;
    core.feed.changed(ChangeKind::Groups);
    Ok(())
}
