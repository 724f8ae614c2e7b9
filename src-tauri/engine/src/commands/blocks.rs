//! Blocking people. It is decided here and asked later: the answer says only that it was decided.

use std::sync::Arc;

use contract::ErrorCode;
use contract::block::{BlockCommand, BlockView, PeopleBlock};
use contract::consent::Whom;
use contract::workspace::Nothing;
use domain::ask::AskState;
use domain::block::{BlockObstacle, BlockPhase, obstacle};
use domain::capability::BlockLimits;
use domain::decision::Decision;
use domain::{AccountId, CommandId, Timestamp};
use store::table::{account, block, chat, contact};
use store::{Read, StoreError};

use super::{Answer, LONGEST_COMMAND, decide, read};
use crate::core::Core;

/// Most people in one command.
const MOST: usize = 1_000;
/// Longest reason that we keep for ourselves, in letters.
const LONGEST_REASON: usize = 500;
/// Letters that the number of a person adds to a command's name.
const PART: usize = 64;

/// Blocks whoever can be blocked now: a decision for each, so that each can be erased. One who cannot is left as they are.
pub async fn block(core: &Arc<Core>, request: PeopleBlock) -> Answer<Nothing> {
    let PeopleBlock { command_id, people, reason } = request;
    let reason = reason.trim().to_owned();
    let fits = !command_id.0.is_empty() && command_id.0.len() + PART <= LONGEST_COMMAND;
    if !fits || people.is_empty() || people.len() > MOST || reason.chars().count() > LONGEST_REASON {
        return Err(ErrorCode::BadRequest.into());
    }
    let asked = people.clone();
    let views = read(core, move |core, r| asked.iter().map(|whom| view(core, r, whom)).collect::<Result<Vec<_>, _>>());
    let may = |view: &BlockView| matches!(view.obstacle, None | Some(BlockObstacle::Already));
    let views = views.await?;
    if !views.iter().any(may) {
        return Err(ErrorCode::TooLate.into());
    }
    for Whom { account_id: account, contact_id: contact } in
        views.into_iter().filter(|view| view.obstacle.is_none()).map(|view| view.whom)
    {
        let command = CommandId(format!("{command_id} {account} {contact}"));
        decide(core, command, Decision::PersonBlocked { account, contact, reason: reason.clone() }).await?;
    }
    Ok(Nothing {})
}

/// Blocks a person no more.
pub async fn unblock(core: &Arc<Core>, request: BlockCommand) -> Answer<Nothing> {
    let BlockCommand { command_id, whom } = request;
    let Whom { account_id: account, contact_id: contact } = whom;
    if matches!(stands(core, &account, contact).await?, (BlockPhase::Open, _)) {
        return Err(ErrorCode::TooLate.into());
    }
    decide(core, command_id, Decision::PersonUnblocked { account, contact }).await.map(|_| Nothing {})
}

/// Puts away that it was not done.
pub async fn seen(core: &Arc<Core>, request: BlockCommand) -> Answer<Nothing> {
    let BlockCommand { command_id, whom } = request;
    let Whom { account_id: account, contact_id: contact } = whom;
    if !matches!(stands(core, &account, contact).await?, (_, Some(AskState::Refused))) {
        return Err(ErrorCode::TooLate.into());
    }
    decide(core, command_id, Decision::BlockSeen { account, contact }).await.map(|_| Nothing {})
}

async fn stands(
    core: &Arc<Core>,
    account: &AccountId,
    contact: domain::ContactId,
) -> Answer<(BlockPhase, Option<AskState>)> {
    let account = account.clone();
    let found = read(core, move |_, r| block::get(r, &account, contact)).await?;
    Ok(found.map_or((BlockPhase::Open, None), |row| (row.phase(), Some(row.state))))
}

/// How it stands with a person at a number.
///
/// # Errors
/// When it cannot be read.
pub fn view(core: &Core, r: &Read<'_>, whom: &Whom) -> Result<BlockView, StoreError> {
    let Whom { account_id, contact_id } = whom;
    let row = block::get(r, account_id, *contact_id)?;
    let phase = row.as_ref().map_or(BlockPhase::Open, block::Block::phase);
    let obstacle = obstacle(limits(core, account_id), phase, reachable(r, whom)?, wrote(r, whom)?, core.now());
    let (whom, unconfirmed) = (whom.clone(), row.as_ref().is_some_and(|row| row.state == AskState::Unknown));
    let shown = row.filter(|row| phase.holds() || row.refused.is_some());
    Ok(BlockView {
        whom,
        phase,
        obstacle,
        unconfirmed,
        refused: shown.as_ref().and_then(|row| row.refused.clone()),
        wanted: shown.as_ref().is_some_and(|row| row.wanted),
        at: shown.as_ref().map(|row| row.at),
        operator: shown.as_ref().and_then(|row| row.operator.clone()),
        reason: shown.and_then(|row| row.reason),
    })
}

fn limits(core: &Core, account: &AccountId) -> Option<BlockLimits> {
    let connected = core.numbers.provider(account).map(|provider| provider.capabilities());
    connected.or_else(|| providers::capabilities(account)).and_then(|capabilities| capabilities.blocks)
}

fn reachable(r: &Read<'_>, whom: &Whom) -> Result<bool, StoreError> {
    let portfolio = account::get(r, &whom.account_id)?.and_then(|account| account.portfolio);
    let person = contact::person(r, whom.contact_id, &whom.account_id, portfolio.as_deref())?;
    Ok(!person.is_nobody())
}

/// When the person last wrote to the number in their own chat; what is said in a group does not count.
fn wrote(r: &Read<'_>, whom: &Whom) -> Result<Option<Timestamp>, StoreError> {
    let chat = chat::by_contact(r, &whom.account_id, whom.contact_id)?;
    let chat = chat.map(|id| chat::get(r, id)).transpose()?.flatten();
    Ok(chat.and_then(|chat| chat.last_received_at))
}
