//! What people write: messages, reactions, changes and deletions, and what could not be read.

use contract::change::ChangeKind;
use domain::MessageId;
use domain::event::{Edit, InboundMessage, Place, Reaction, Revocation, Unreadable};
use domain::notify::AlertKind;
use domain::{AccountId, ChatId, Content, Person, ProviderMessageId, Timestamp};
use store::table::identity::Resolved;
use store::table::message::{Direction, NewMessage};
use store::table::{chat, chat_change, early_change, invitation, message, reaction};
use store::{StoreError, Write};

use super::people::{Seen, trace_target};
use super::{Facts, Happened, Origin};

/// A person's call, taken or not, opens the window like a message (reference 9.1).
const CALL_IN: &str = "call_in";

/// A person wrote.
pub fn received(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    inbound: InboundMessage,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    if message::by_provider(w, &seen.account, &inbound.id)?.is_some() {
        // A repetition shows nothing new, but the journal holds it, with its sender by whatever key it names them.
        trace_target(w, &seen.account, &inbound.id, origin.position)?;
        return seen.trace(w, origin, &inbound.sender).map(|_| ());
    }
    let sender = seen.contact(w, origin, &inbound.sender, facts)?;
    let chat_id = place(w, origin, seen, &inbound.place, sender.as_ref())?;
    if let Some(target) = &inbound.reply_to {
        trace_target(w, &seen.account, target, origin.position)?;
    }
    let name = shown_name(&inbound.sender);
    let row = NewMessage {
        provider_id: Some(inbound.id.clone()),
        sender_identity: sender.map(|sender| sender.identity_id),
        sender_name: name,
        reply_to: inbound.reply_to,
        forwarded: inbound.forwarded,
        referral: inbound.referral,
        ..incoming(origin, &seen.account, chat_id, inbound.at, inbound.content)
    };
    if message::insert(w, &row)? {
        early_change::apply(w, &seen.account, &inbound.id)?;
        if matches!(&row.content, Content::System { event, .. } if event == CALL_IN) {
            chat_change::heard(w, chat_id, row.at)?;
        }
        if let (Place::Group(_), Some(sender)) = (&inbound.place, sender)
            && invitation::spoke(w, sender.contact_id, chat_id, row.at)?
        {
            facts.kind(ChangeKind::Groups);
        }
        facts.came.push((row.account_id, row.at));
        facts.message(chat_id);
    }
    Ok(())
}

/// A person reacted, or took the reaction back.
pub fn reacted(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    found: &Reaction,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let Some(sender) = seen.contact(w, origin, &found.sender, facts)? else { return Ok(()) };
    let (who, at) = (Some(sender.contact_id), origin.told(found.at));
    trace_target(w, &seen.account, &found.target, origin.position)?;
    reaction::put(w, &seen.account, &found.target, who, found.emoji.as_deref(), at)?;
    let chat = match &found.place {
        Place::Group(group) => chat::by_group(w, &seen.account, group)?,
        Place::Direct => chat::by_contact(w, &seen.account, sender.contact_id)?,
    };
    if let Some(chat) = chat {
        chat_change::heard(w, chat, at)?;
        facts.conversation(chat);
    }
    if let (Some(emoji), Some(target)) = (&found.emoji, message::by_provider(w, &seen.account, &found.target)?) {
        let reacted = Happened::to_message(AlertKind::Reaction, &seen.account, target.chat_id, target.message_id);
        facts.happened.push(Happened { contact: who, words: emoji.clone(), ..reacted });
    }
    Ok(())
}

/// A person changed a message. A change of a message that is not here is shown as something that could not be placed, and
/// kept in case the message comes.
pub fn edited(w: &Write<'_>, origin: Origin, seen: &Seen<'_>, edit: Edit, facts: &mut Facts) -> Result<(), StoreError> {
    let who = seen.contact(w, origin, &edit.sender, facts)?.map(|sender| sender.contact_id);
    if message::by_provider(w, &seen.account, &edit.target)?.is_none() {
        early_change::edit(w, &seen.account, &edit.target, &edit.content, who, origin.told(edit.at))?;
        let what = "a change of a message that is not here".to_owned();
        return unplaced(w, origin, seen, &Unreadable { at: edit.at, what }, facts);
    }
    trace_target(w, &seen.account, &edit.target, origin.position)?;
    if let Some((_, chat)) = message::edit(w, &seen.account, &edit.target, &edit.content, origin.told(edit.at))? {
        facts.conversation(chat);
    }
    Ok(())
}

/// A person deleted a message; of one that is not here as in [`edited`].
pub fn revoked(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    revoked: &Revocation,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let who = seen.contact(w, origin, &revoked.sender, facts)?.map(|sender| sender.contact_id);
    if message::by_provider(w, &seen.account, &revoked.target)?.is_none() {
        early_change::revoke(w, &seen.account, &revoked.target, who, origin.told(revoked.at))?;
        let what = "a deletion of a message that is not here".to_owned();
        return unplaced(w, origin, seen, &Unreadable { at: revoked.at, what }, facts);
    }
    trace_target(w, &seen.account, &revoked.target, origin.position)?;
    if let Some((_, chat)) = message::revoke(w, &seen.account, &revoked.target, origin.told(revoked.at))? {
        facts.conversation(chat);
    }
    Ok(())
}

/// A received item that could not be read or placed. It has no id by which it is known when it comes again: the same body
/// is shown once.
pub fn unplaced(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    unknown: &Unreadable,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    if seen.shared.is_repeated(w)? {
        return Ok(());
    }
    unreadable(w, origin, &seen.account, unknown, facts)
}

/// Something that could not be read: it is shown where nothing else is.
pub fn unreadable(
    w: &Write<'_>,
    origin: Origin,
    account: &AccountId,
    unknown: &Unreadable,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let chat = chat_change::unsorted(w, account, ChatId::at(origin.position, origin.index), origin.told(unknown.at))?;
    let row = incoming(origin, account, chat, unknown.at, Content::Unknown { what: unknown.what.clone() });
    if message::insert(w, &row)? {
        facts.message(chat);
    }
    Ok(())
}

/// A line of the provider in somebody's chat; whether it was not there already.
pub fn system_line(
    w: &Write<'_>,
    origin: Origin,
    account: &AccountId,
    person: Resolved,
    (id, at): (ProviderMessageId, Timestamp),
    content: Content,
    facts: &mut Facts,
) -> Result<bool, StoreError> {
    let chat = chat_change::with_contact(
        w,
        account,
        person.contact_id,
        ChatId::at(origin.position, origin.index),
        origin.told(at),
    )?;
    let row = NewMessage {
        provider_id: Some(id),
        sender_identity: Some(person.identity_id),
        ..incoming(origin, account, chat, at, content)
    };
    let is_new = message::insert(w, &row)?;
    if is_new {
        facts.message(chat);
    }
    Ok(is_new)
}

fn incoming(origin: Origin, account: &AccountId, chat_id: ChatId, at: Timestamp, content: Content) -> NewMessage {
    NewMessage {
        message_id: MessageId::at(origin.position, origin.index),
        account_id: account.clone(),
        chat_id,
        provider_id: None,
        direction: Direction::In,
        sender_identity: None,
        sender_name: None,
        at: origin.told(at),
        received_position: origin.position,
        content,
        reply_to: None,
        forwarded: false,
        referral: None,
        status: None,
        command_id: None,
        participants_total: None,
    }
}

/// The chat of a message: the group's, the sender's, or where items stand that belong to nobody.
fn place(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    place: &Place,
    sender: Option<&Resolved>,
) -> Result<ChatId, StoreError> {
    let new = ChatId::at(origin.position, origin.index);
    match (place, sender) {
        (Place::Group(group), _) => chat_change::with_group(w, &seen.account, group, new, origin.at),
        (Place::Direct, Some(sender)) => chat_change::with_contact(w, &seen.account, sender.contact_id, new, origin.at),
        (Place::Direct, None) => chat_change::unsorted(w, &seen.account, new, origin.at),
    }
}

fn shown_name(person: &Person) -> Option<String> {
    person.name.clone().or_else(|| person.username.clone())
}
