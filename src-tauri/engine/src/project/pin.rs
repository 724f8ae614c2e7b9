//! Messages that are pinned in groups: asked for, taken by the provider, or not.

use domain::decision::{Decided, Outgoing, Refused, SendDecision};
use domain::group::GroupHappened;
use domain::notify::AlertKind;
use domain::{AccountId, MessageId, ProviderMessageId, Timestamp};
use store::table::group_line::{self, GroupLine};
use store::table::group_pin::{self, PinAsked};
use store::table::message;
use store::table::send_queue::Send;
use store::{StoreError, Write};

use super::{Facts, Happened};

/// A message is to be pinned, or no more.
pub fn asked(w: &Write<'_>, id: MessageId, decided: &Decided, send: &SendDecision) -> Result<(), StoreError> {
    let Outgoing::Pin { target, days } = &send.outgoing else { return Ok(()) };
    match found(w, &send.account, target, id)? {
        Some(asked) => group_pin::ask(w, asked, &decided.operator, days.is_some()),
        None => Ok(()),
    }
}

/// The provider took it; `line` is the number of what it adds to the group's history.
pub fn taken(w: &Write<'_>, line: i64, send: &Send, at: Timestamp, facts: &mut Facts) -> Result<(), StoreError> {
    let Some((asked, days)) = of(w, send)? else { return Ok(()) };
    let operator = group_pin::of_group(w, asked.chat)?.into_iter().find(|pin| pin.message_id == asked.message);
    let operator = operator.map(|pin| pin.operator);
    group_pin::set(w, asked, days, at)?;
    if let Some(capabilities) = providers::capabilities(&send.account_id) {
        group_pin::keep(w, asked.chat, capabilities.groups.pins)?;
    }
    let happened = if days.is_some() { GroupHappened::Pinned } else { GroupHappened::Unpinned };
    facts.conversation(asked.chat);
    facts.kind(contract::change::ChangeKind::Groups);
    let (contact_id, words) = (None, None);
    group_line::put(w, &GroupLine { line, chat_id: asked.chat, contact_id, at, happened, operator, words })
}

/// It was not done: at once, or `late` after it was taken.
pub fn refused(w: &Write<'_>, send: &Send, late: bool, why: &Refused, facts: &mut Facts) -> Result<(), StoreError> {
    let Some((asked, days)) = of(w, send)? else { return Ok(()) };
    group_pin::refuse(w, asked, late && days.is_some(), why)?;
    facts.conversation(asked.chat);
    facts.happened.push(Happened::in_chat(AlertKind::Failed, &send.account_id, asked.chat));
    Ok(())
}

/// It is put away: nothing more can come of it.
pub fn seen(w: &Write<'_>, id: MessageId, facts: &mut Facts) -> Result<(), StoreError> {
    let Some(target) = message::get(w, id)? else { return Ok(()) };
    facts.conversation(target.chat_id);
    group_pin::forget(w, target.chat_id, id)
}

fn of(w: &Write<'_>, send: &Send) -> Result<Option<(PinAsked, Option<u8>)>, StoreError> {
    let Outgoing::Pin { target, days } = &send.outgoing else { return Ok(None) };
    Ok(found(w, &send.account_id, target, send.message_id)?.map(|asked| (asked, *days)))
}

fn found(
    w: &Write<'_>,
    account: &AccountId,
    target: &ProviderMessageId,
    send: MessageId,
) -> Result<Option<PinAsked>, StoreError> {
    let target = message::by_provider(w, account, target)?;
    Ok(target.map(|target| PinAsked { chat: target.chat_id, message: target.message_id, send }))
}
