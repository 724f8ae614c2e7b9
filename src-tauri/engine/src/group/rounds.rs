//! Compares all groups with the provider, behind the connection: whenever something may have been missed, and every hour.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use contract::change::ChangeKind;
use contract::workspace::Connection;
use domain::time::HOUR;
use domain::{AccountId, GroupId, Timestamp};
use providers::{Provider, ProviderError, Retry};
use store::StoreError;
use store::table::{chat, group_chat, setting};

use super::compare::{Failure, compare, compared, is_gone, keep_gone};
use crate::core::Core;

/// After this time a number's groups are compared again, in milliseconds.
const EVERY: i64 = HOUR;
/// Between two looks whether that is so, and two tries where a round could not be ended.
const PACE: Duration = Duration::from_mins(1);
/// The word for a number that may not have groups at all (reference 1.5).
pub(super) const NO_GROUPS: &str = "no_groups";

/// Where it is kept whether a number may have groups.
pub fn may_have_groups(account: &AccountId) -> String {
    format!("groups of {account}")
}

/// After so many failures one after the other the provider is left alone for a while.
const IN_A_ROW: usize = 3;
/// Reasons by which the next group would fail, too.
const NOT_NOW: [&str; 3] = ["offline", "rate_limited", "group_rate"];

/// Compares until it is dropped.
pub async fn run(core: Arc<Core>) {
    let (mut done, mut begun) = (BTreeMap::new(), BTreeMap::new());
    loop {
        tokio::select! {
            () = core.bells.compare.notified() => {
                done.clear();
                begun.clear();
            }
            () = core.bells.rounds.notified() => {}
            () = tokio::time::sleep(PACE) => {}
        }
        for account in core.numbers.accounts() {
            let now = core.now();
            let due = done.get(&account).is_none_or(|last: &Timestamp| now.since(*last) >= EVERY);
            if !due || core.numbers.state().connection == Connection::Offline {
                continue;
            }
            let since = *begun.entry(account.clone()).or_insert(now);
            match round(&core, &account, since).await {
                Ok(true) => {
                    begun.remove(&account);
                    done.insert(account, now);
                }
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "what comparing groups told could not be kept"),
            }
        }
    }
}

/// Compares the groups of a number, one after the other, the one that was compared longest ago first. Says whether it came to
/// the end: a group of which the provider refuses to tell is left out, and where it cannot be asked now, the round that was
/// begun at that moment is gone on with later.
async fn round(core: &Arc<Core>, account: &AccountId, begun: Timestamp) -> Result<bool, StoreError> {
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
    missing(core, &*provider, account, &groups).await?;
    let left = left(core, account, groups, begun).await?;
    let whole = each(core, &*provider, account, left).await;
    core.feed.changed(ChangeKind::Groups);
    whole
}

/// Groups that we know and the provider does not list: each is asked for by itself, and only what is said not to be there is
/// taken for gone.
async fn missing(
    core: &Arc<Core>,
    provider: &dyn Provider,
    account: &AccountId,
    listed: &[GroupId],
) -> Result<(), StoreError> {
    let number = account.clone();
    let mut known = core.blocking(move |core| core.console.read(|r| group_chat::of_account(r, &number))).await?;
    let listed: HashSet<_> = listed.iter().collect();
    known.retain(|group| !listed.contains(group));
    for group in known {
        if provider.group(&group).await.is_err_and(|error| is_gone(&error)) {
            keep_gone(core, account, &group).await?;
        }
    }
    Ok(())
}

/// The groups that were not compared since the round began, those never compared first, then the one compared longest ago.
async fn left(
    core: &Arc<Core>,
    account: &AccountId,
    groups: Vec<GroupId>,
    begun: Timestamp,
) -> Result<Vec<GroupId>, StoreError> {
    let account = account.clone();
    core.blocking(move |core| {
        core.console.read(|r| {
            let mut known = Vec::with_capacity(groups.len());
            for group in groups {
                let last: Option<Timestamp> = match chat::by_group(r, &account, &group)? {
                    Some(chat) => setting::get(r, &compared(chat))?,
                    None => None,
                };
                known.push((last, group));
            }
            known.retain(|(last, _)| last.is_none_or(|last| last < begun));
            known.sort_by_key(|(last, _)| *last);
            Ok(known.into_iter().map(|(_, group)| group).collect())
        })
    })
    .await
}

async fn each(
    core: &Arc<Core>,
    provider: &dyn Provider,
    account: &AccountId,
    groups: Vec<GroupId>,
) -> Result<bool, StoreError> {
    let (mut whole, mut in_a_row) = (true, 0);
    for group in groups {
        match compare(core, provider, account, &group).await {
            Ok(()) => in_a_row = 0,
            Err(Failure::Provider(error)) => {
                tracing::warn!(%error, "a group could not be compared whole");
                if error.retry != Retry::Never {
                    whole = false;
                    in_a_row += 1;
                }
                // One that always fails does not keep the others from their turn.
                if in_a_row == IN_A_ROW || NOT_NOW.contains(&error.reason) {
                    return Ok(false);
                }
            }
            Err(Failure::Store(error)) => return Err(error),
        }
    }
    Ok(whole)
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
