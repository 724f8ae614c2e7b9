//! Reads everything that is known of a person, at every number at which they have the same key, and as every contact
//! that an operator merged.

use contract::consent::Whom;
use domain::content::Content;
use domain::{AccountId, ChatId, ContactId, MessageId, Timestamp};
use store::table::message::{Direction, Message};
use store::table::{account, chat, contact, label, message, note, participant};
use store::{Read, StoreError};

use super::super::receipt::Receipt;
use super::super::{gather, utc};
use super::{Identity, Known, KnownChat, KnownFile, KnownGroup, KnownMessage, KnownNote, SHAPE};
use crate::commands::consent_who as who;
use crate::consent::Who;
use crate::core::Core;

/// Messages read at once.
const PART: usize = 500;
/// Most messages that one journal entry brings.
const MOST_OF_ENTRY: usize = 1_000;

/// Everything that is known of a person; none of somebody unknown.
///
/// # Errors
/// When it cannot be read.
pub fn known(core: &Core, r: &Read<'_>, contact_id: ContactId) -> Result<Option<Known>, StoreError> {
    let Some(person) = contact::get(r, contact_id)? else { return Ok(None) };
    let mut same = store::erasure::whole_person(r, contact_id)?;
    same.sort_unstable();
    let mut known = Known {
        shape: SHAPE.to_owned(),
        made_at: utc(core.now()),
        made_by: core.operator.clone(),
        name: person.name,
        username: person.username,
        first_seen: utc(person.first_seen),
        identities: Vec::new(),
        consents: Vec::new(),
        chats: Vec::new(),
        groups: Vec::new(),
        group_messages: Vec::new(),
    };
    for contact in same {
        for account in account::all(r)? {
            let whom = Whom { account_id: account.account_id, contact_id: contact };
            if let Some(who) = who(r, &whom)? {
                known.identities.extend(identities(&who));
                known.consents.extend(gather(core, r, &who)?.map(|input| Receipt::new(&input)));
            }
        }
        for id in chat::of_contact(r, contact)? {
            known.chats.extend(chat_of(r, id)?);
        }
        known.groups.extend(groups(r, contact)?);
        known.group_messages.extend(in_groups(r, contact)?);
    }
    Ok(Some(known))
}

fn identities(who: &Who) -> impl Iterator<Item = Identity> {
    let person = who.person.clone();
    let keys = [("phone", person.phone), ("user_id", person.user_id), ("parent_user_id", person.parent_user_id)];
    let number = who.account.to_string();
    keys.into_iter().filter_map(move |(kind, value)| Some(Identity { number: number.clone(), kind, value: value? }))
}

fn chat_of(r: &Read<'_>, id: ChatId) -> Result<Option<KnownChat>, StoreError> {
    let Some(chat) = chat::get(r, id)? else { return Ok(None) };
    let notes = note::between(r, id, Timestamp(i64::MIN), Timestamp(i64::MAX))?.into_iter();
    let notes = notes.map(|note| KnownNote { at: utc(note.at), author: note.author, text: note.body });
    let mut messages = Vec::new();
    let mut before = None;
    loop {
        let part = message::page(r, id, before, PART)?;
        let Some(oldest) = part.last() else { break };
        before = Some(oldest.key());
        messages.extend(part.into_iter().map(|message| wrote(message, None)));
    }
    messages.reverse();
    Ok(Some(KnownChat {
        number: chat.account_id.to_string(),
        assignee: chat.assignee,
        labels: label::of_chat(r, id)?.into_iter().map(|label| label.name).collect(),
        notes: notes.collect(),
        messages,
    }))
}

fn groups(r: &Read<'_>, contact: ContactId) -> Result<Vec<KnownGroup>, StoreError> {
    let mut groups = Vec::new();
    for (account, group) in participant::groups(r, contact)? {
        let people = participant::all(r, &account, &group)?;
        let joined = people.into_iter().find(|person| person.contact_id == contact).map(|person| utc(person.joined));
        let title = match chat::by_group(r, &account, &group)? {
            Some(chat) => title(r, chat)?,
            None => None,
        };
        groups.push(KnownGroup { number: number(account), title, joined });
    }
    Ok(groups)
}

/// What a person wrote in groups: found by the journal entries that hold something of them.
fn in_groups(r: &Read<'_>, contact: ContactId) -> Result<Vec<KnownMessage>, StoreError> {
    let mut all = Vec::new();
    for position in contact::positions(r, contact)? {
        let behind = MessageId(MessageId::at(position, 0).0.saturating_sub(1));
        let brought = message::since(r, behind, MOST_OF_ENTRY)?.into_iter();
        let brought = brought.take_while(|message| message.received_position == position);
        for message in brought.filter(|message| message.sender_contact == Some(contact)) {
            let chat = chat::get(r, message.chat_id)?.filter(|chat| chat.group_id.is_some());
            all.extend(chat.map(|chat| wrote(message, chat.title.or_else(|| Some(String::new())))));
        }
    }
    Ok(all)
}

fn title(r: &Read<'_>, chat: ChatId) -> Result<Option<String>, StoreError> {
    Ok(chat::get(r, chat)?.and_then(|chat| chat.title))
}

fn number(account: AccountId) -> String {
    account.to_string()
}

fn wrote(message: Message, group: Option<String>) -> KnownMessage {
    let (file, details) = match message.content {
        Content::Text { .. } => (None, None),
        Content::Media(media) => {
            let (name, mime, bytes, stored) = (media.filename, media.mime, media.bytes, media.file);
            (Some(KnownFile { name, mime, bytes, stored }), None)
        }
        other => (None, Some(other)),
    };
    KnownMessage {
        at: utc(message.at),
        direction: match message.direction {
            Direction::In => "in",
            Direction::Out => "out",
        },
        group,
        from: message.sender_name,
        kind: message.kind,
        words: message.words,
        file,
        details,
        edited_at: message.edited_at.map(utc),
        revoked_at: message.revoked_at.map(utc),
    }
}
