//! Compares what is known of groups with the provider: who is in them, who asks to enter, and their link.

use std::sync::Arc;

use domain::decision::ApiRead;
use domain::{AccountId, ChatId, GroupId};
use providers::{GroupInfo, Provider, ProviderError, Retry};
use store::table::{chat, group_line, setting};
use store::{EntryKind, StoreError};

use super::rounds::NO_GROUPS;
use crate::connect::{digest, keep, kept, note};
use crate::core::Core;

/// Where it is kept when a group was last compared.
pub fn compared(chat: ChatId) -> String {
    format!("group compared {chat}")
}

/// Why groups cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The provider says no, or cannot be reached.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The disk says no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Compares a group, and keeps what the provider tells of it where that is another than the last time, or something happened
/// in the group since: what webhooks told may have come in a wrong order.
///
/// # Errors
/// When the provider says no or cannot be reached, or the disk says no.
pub async fn compare(
    core: &Arc<Core>,
    provider: &dyn Provider,
    account: &AccountId,
    id: &GroupId,
) -> Result<(), Failure> {
    let group = provider.group(id).await?;
    let approval = group.approval;
    let (name, read) = (format!("group {account} {id}"), read_of(account, group));
    let before = digest(&(&read, newest_line(core, account, id).await?))?;
    if kept(core, &name).await?.as_ref() != Some(&before) {
        core.append(EntryKind::ApiRead, None, &read).await?;
        let after = digest(&(&read, newest_line(core, account, id).await?))?;
        note(core, &name, after).await?;
    }
    beside(core, provider, account, id, approval).await?;
    Ok(seen(core, account, id).await?)
}

/// The newest line of a group's history.
async fn newest_line(core: &Arc<Core>, account: &AccountId, id: &GroupId) -> Result<Option<i64>, StoreError> {
    let (account, id) = (account.clone(), id.clone());
    core.blocking(move |core| {
        core.console.read(|r| {
            let Some(chat) = chat::by_group(r, &account, &id)? else { return Ok(None) };
            Ok(group_line::page(r, Some(chat), None, i64::MAX, 1)?.pop().map(|line| line.line))
        })
    })
    .await
}

/// Compares one group now, whatever is known.
///
/// # Errors
/// When the provider says no or cannot be reached, or the disk says no.
pub async fn compare_one(
    core: &Arc<Core>,
    provider: &dyn Provider,
    account: &AccountId,
    id: &GroupId,
) -> Result<(), Failure> {
    let group = match provider.group(id).await {
        // A token that may not see a group is told the same as of one that is gone; then the list still has it.
        Err(error) if is_gone(&error) && !provider.group_ids().await?.contains(id) => {
            return Ok(keep_gone(core, account, id).await?);
        }
        read => read?,
    };
    let approval = group.approval;
    keep_group(core, account, group).await?;
    beside(core, provider, account, id, approval).await?;
    Ok(seen(core, account, id).await?)
}

/// Keeps what was read of a group.
///
/// # Errors
/// When the disk says no.
pub async fn keep_group(core: &Arc<Core>, account: &AccountId, group: GroupInfo) -> Result<(), StoreError> {
    core.append(EntryKind::ApiRead, None, &read_of(account, group)).await.map(|_| ())
}

/// Keeps that there is no such group any more.
///
/// # Errors
/// When the disk says no.
pub async fn keep_gone(core: &Arc<Core>, account: &AccountId, id: &GroupId) -> Result<(), StoreError> {
    let read = ApiRead::GroupGone { account: account.clone(), group: id.clone() };
    core.append(EntryKind::ApiRead, None, &read).await.map(|_| ())
}

/// Whether the provider says that there is no such group.
pub fn is_gone(error: &ProviderError) -> bool {
    error.retry == Retry::Never && matches!(error.reason, "no_such_object" | "group_unknown")
}

/// Who asks to enter, where they have to ask, and the link: whoever replaces it tells nobody.
async fn beside(
    core: &Arc<Core>,
    provider: &dyn Provider,
    account: &AccountId,
    id: &GroupId,
    approval: Option<bool>,
) -> Result<(), Failure> {
    if approval == Some(true) {
        let requests = provider.join_requests(id).await?;
        let read = ApiRead::JoinRequests { account: account.clone(), group: id.clone(), requests };
        keep(core, &format!("requests {account} {id}"), &read).await?;
    }
    let link = match provider.invite_link(id).await {
        Ok(link) => link,
        // There may be none.
        Err(error) if error.retry == Retry::Never && error.reason != NO_GROUPS => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let read = ApiRead::GroupLink { account: account.clone(), group: id.clone(), link };
    Ok(keep(core, &format!("link {account} {id}"), &read).await?)
}

async fn seen(core: &Arc<Core>, account: &AccountId, group: &GroupId) -> Result<(), StoreError> {
    let (account, group, now) = (account.clone(), group.clone(), core.now());
    core.blocking(move |core| {
        core.console.write(|w| match chat::by_group(w, &account, &group)? {
            Some(chat) => setting::set(w, &compared(chat), &now),
            None => Ok(()),
        })
    })
    .await
}

fn read_of(account: &AccountId, group: GroupInfo) -> ApiRead {
    ApiRead::Group {
        account: account.clone(),
        group: group.id,
        subject: group.subject,
        participants: group.participants,
        suspended: group.suspended,
        description: group.description,
        approval: group.approval,
        created_at: group.created_at,
    }
}
