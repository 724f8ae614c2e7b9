//! The field `messages`: what people wrote, news of what we sent, and problems without a message (reference 2.4).

use domain::Timestamp;
use domain::content::Content;
use domain::event::{Edit, Event, InboundMessage, PersonChange, Place, Problem, ProviderError, Reaction, Revocation};
use domain::{GroupId, Person, ProviderMessageId};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::contents::{Payloads, content};
use super::places::What;
use super::sink::{Scope, Sink};
use super::status;
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::people::{Directory, identified};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Value<'a> {
    #[serde(borrow)]
    contacts: Raw<'a>,
    #[serde(borrow)]
    messages: Raw<'a>,
    #[serde(borrow)]
    statuses: Raw<'a>,
    #[serde(borrow)]
    errors: Raw<'a>,
}

/// What all kinds of messages share.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Common<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    timestamp: Scalar<'a>,
    #[serde(borrow)]
    r#type: Scalar<'a>,
    #[serde(borrow)]
    from: Scalar<'a>,
    #[serde(borrow)]
    from_user_id: Scalar<'a>,
    #[serde(borrow)]
    from_parent_user_id: Scalar<'a>,
    #[serde(borrow)]
    group_id: Scalar<'a>,
    #[serde(borrow)]
    context: Raw<'a>,
    #[serde(borrow)]
    referral: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Context<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    forwarded: Scalar<'a>,
    #[serde(borrow)]
    frequently_forwarded: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Referral<'a> {
    #[serde(borrow)]
    headline: Scalar<'a>,
    #[serde(borrow)]
    source_url: Scalar<'a>,
    #[serde(borrow)]
    source_id: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Target<'a> {
    #[serde(borrow)]
    message_id: Scalar<'a>,
    #[serde(borrow)]
    original_message_id: Scalar<'a>,
    #[serde(borrow)]
    emoji: Scalar<'a>,
    #[serde(borrow)]
    message: Raw<'a>,
}

/// A person's change of number or id. `customer` and `new_wa_id` are older spellings.
#[derive(Deserialize, Default)]
#[serde(default)]
struct System<'a> {
    #[serde(borrow)]
    r#type: Scalar<'a>,
    #[serde(borrow)]
    body: Scalar<'a>,
    #[serde(borrow)]
    wa_id: Scalar<'a>,
    #[serde(borrow)]
    new_wa_id: Scalar<'a>,
    #[serde(borrow)]
    customer: Scalar<'a>,
    #[serde(borrow)]
    user_id: Scalar<'a>,
    #[serde(borrow)]
    parent_user_id: Scalar<'a>,
    #[serde(borrow)]
    previous_user_id: Scalar<'a>,
    #[serde(borrow)]
    previous_parent_user_id: Scalar<'a>,
}

/// The provider's words for a change of person.
const PERSON_CHANGES: [&str; 3] = ["user_changed_number", "customer_changed_number", ID_CHANGE];
/// Its word where the id alone changed.
const ID_CHANGE: &str = "user_changed_user_id";

/// What is written while another handler has the conversation; its other news are not for us.
pub(super) fn read_standby(raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    let value: Value<'_> = read(raw).unwrap_or_default();
    if value.messages.is_none() && value.statuses.is_none() {
        return sink.ignored(scope, "standby");
    }
    read_value(raw, scope, sink);
}

pub(super) fn read_value(raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    let Some(value) = read::<Value<'_>>(raw) else {
        return sink.unknown(scope, "messages");
    };
    let before = sink.count();
    let directory = Directory::of(value.contacts);
    sink.people(value.contacts, scope, What::Contact);
    let messages = list(value.messages);
    for raw in &messages {
        if sink.is_left(raw, scope) {
            continue;
        }
        sink.item(raw);
        match event(raw, &directory, messages.len() == 1, scope.time) {
            Ok(event) => sink.push(scope, event),
            Err(what) => sink.unknown(scope, what),
        }
    }
    status::read_all(&list(value.statuses), &directory, scope, sink);
    let errors = errors(value.errors);
    if !errors.is_empty() {
        sink.push(scope, Event::Problem(Problem { errors }));
    }
    if sink.count() == before {
        sink.unknown(scope, "messages without items");
    }
}

/// Who wrote what, when and where: the head of every message.
struct Head {
    id: ProviderMessageId,
    at: Timestamp,
    place: Place,
    sender: Person,
}

fn event(raw: &RawValue, directory: &Directory, alone: bool, time: Timestamp) -> Result<Event, &'static str> {
    let common: Common<'_> = read(raw).ok_or("message")?;
    let payloads: Payloads<'_> = read(raw).ok_or("message")?;
    let head = head(&common, directory, alone, time)?;
    match common.r#type.text().unwrap_or_default() {
        "reaction" => reaction(head.in_a_chat()?, payloads.reaction),
        "edit" => edit(head, payloads.edit),
        "revoke" => revocation(head, payloads.revoke),
        "system" => system(head, payloads.system, &common),
        kind => Ok(Event::Message(message(head.in_a_chat()?, &common, content(kind, &payloads)))),
    }
}

fn head(common: &Common<'_>, directory: &Directory, alone: bool, time: Timestamp) -> Result<Head, &'static str> {
    let id = common.id.owned().ok_or("message without id")?;
    let at = common.timestamp.time().unwrap_or(time);
    let place = common.group_id.owned().map_or(Place::Direct, |group| Place::Group(GroupId(group)));
    let sender =
        Person { parent_user_id: common.from_parent_user_id.owned(), ..identified(&common.from, &common.from_user_id) };
    Ok(Head { id: ProviderMessageId(id), at, place, sender: directory.complete(sender, alone) })
}

impl Head {
    /// Without a sender a message has no chat, unless it was written in a group.
    fn in_a_chat(self) -> Result<Self, &'static str> {
        if self.sender.is_nobody() && self.place == Place::Direct {
            return Err("message without sender");
        }
        Ok(self)
    }
}

fn message(head: Head, common: &Common<'_>, content: Content) -> InboundMessage {
    let context: Context<'_> = part(common.context);
    let referral: Referral<'_> = part(common.referral);
    let Head { id, at, place, sender } = head;
    InboundMessage {
        id,
        at,
        place,
        sender,
        content,
        reply_to: context.id.owned().map(ProviderMessageId),
        forwarded: context.forwarded.flag() == Some(true) || context.frequently_forwarded.flag() == Some(true),
        referral: [referral.headline, referral.source_url, referral.source_id].iter().find_map(Scalar::owned),
    }
}

/// A missing or empty emoji takes the reaction back.
fn reaction(head: Head, raw: Raw<'_>) -> Result<Event, &'static str> {
    let payload: Target<'_> = part(raw);
    let target = payload.message_id.owned().ok_or("reaction without target")?;
    let Head { id, at, place, sender } = head;
    let emoji = payload.emoji.owned();
    Ok(Event::Reaction(Reaction { id, at, place, sender, target: ProviderMessageId(target), emoji }))
}

fn edit(head: Head, raw: Raw<'_>) -> Result<Event, &'static str> {
    let payload: Target<'_> = part(raw);
    let target = payload.original_message_id.owned().ok_or("edit without target")?;
    let common: Common<'_> = part(payload.message);
    let content = content(common.r#type.text().unwrap_or_default(), &part(payload.message));
    Ok(Event::Edited(Edit { at: head.at, sender: head.sender, target: ProviderMessageId(target), content }))
}

fn revocation(head: Head, raw: Raw<'_>) -> Result<Event, &'static str> {
    let payload: Target<'_> = part(raw);
    let target = payload.original_message_id.owned().ok_or("revoke without target")?;
    Ok(Event::Revoked(Revocation { at: head.at, sender: head.sender, target: ProviderMessageId(target) }))
}

/// A changed person where both sides are named by a key; otherwise the provider's sentence as a line in the chat.
fn system(head: Head, raw: Raw<'_>, common: &Common<'_>) -> Result<Event, &'static str> {
    let payload: System<'_> = part(raw);
    let word = payload.r#type.owned().unwrap_or_default();
    let (body, old) = (payload.body.owned(), &payload.customer);
    let from = if common.from == Scalar::Nothing { old } else { &common.from };
    let told = if payload.wa_id == Scalar::Nothing { &payload.new_wa_id } else { &payload.wa_id };
    // With another id nobody loses the phone that they are named by beside it.
    let keeps = word == ID_CHANGE && *told == Scalar::Nothing && payload.user_id != Scalar::Nothing;
    let phone = if keeps { from } else { told };
    let previous = Person {
        parent_user_id: payload.previous_parent_user_id.owned(),
        ..identified(from, &payload.previous_user_id)
    };
    let current = Person { parent_user_id: payload.parent_user_id.owned(), ..identified(phone, &payload.user_id) };
    let named = !previous.is_nobody() && !current.is_nobody() && previous != current;
    if named && PERSON_CHANGES.contains(&word.as_str()) {
        return Ok(Event::PersonChanged(PersonChange { id: head.id, at: head.at, previous, current, word, body }));
    }
    let named = [head.sender, previous, current].into_iter().find(|person| !person.is_nobody());
    let head = Head { sender: named.unwrap_or_default(), ..head }.in_a_chat()?;
    Ok(Event::Message(message(head, common, Content::System { event: word, body })))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ErrorItem<'a> {
    #[serde(borrow)]
    code: Scalar<'a>,
    #[serde(borrow)]
    title: Scalar<'a>,
    #[serde(borrow)]
    message: Scalar<'a>,
}

/// Error objects (reference 0). One without a number keeps its place under -1.
pub(super) fn errors(raw: Raw<'_>) -> Vec<ProviderError> {
    let item = |raw| {
        let error: ErrorItem<'_> = read(raw).unwrap_or_default();
        let title = error.title.owned().or_else(|| error.message.owned()).unwrap_or_default();
        ProviderError { code: error.code.whole().unwrap_or(-1), title }
    };
    list(raw).into_iter().map(item).collect()
}
