//! News of messages that we sent (reference 2.5, in groups 1.4).

use domain::delivery::DeliveryStatus;
use domain::event::{Event, Pricing, StatusUpdate};
use domain::{GroupId, Person, ProviderMessageId, Timestamp};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::message::errors;
use super::sink::{Scope, Sink, word};
use crate::meta::loose::{Raw, Scalar, part, read};
use crate::meta::people::{Directory, identified, is_scoped, phone_of};

/// Two spellings of the participant's keys are about.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Status<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    status: Scalar<'a>,
    #[serde(borrow)]
    timestamp: Scalar<'a>,
    #[serde(borrow)]
    recipient_id: Scalar<'a>,
    #[serde(borrow)]
    recipient_type: Scalar<'a>,
    #[serde(borrow)]
    recipient_user_id: Scalar<'a>,
    #[serde(borrow)]
    recipient_parent_user_id: Scalar<'a>,
    #[serde(borrow)]
    parent_recipient_user_id: Scalar<'a>,
    #[serde(borrow)]
    recipient_participant_id: Scalar<'a>,
    #[serde(borrow)]
    participant_recipient_id: Scalar<'a>,
    #[serde(borrow)]
    recipient_participant_user_id: Scalar<'a>,
    #[serde(borrow)]
    participant_recipient_user_id: Scalar<'a>,
    #[serde(borrow)]
    recipient_participant_parent_user_id: Scalar<'a>,
    #[serde(borrow)]
    biz_opaque_callback_data: Scalar<'a>,
    #[serde(borrow)]
    pricing: Raw<'a>,
    #[serde(borrow)]
    conversation: Raw<'a>,
    #[serde(borrow)]
    errors: Raw<'a>,
}

pub(super) fn read_all(statuses: &[&RawValue], directory: &Directory, scope: &Scope, sink: &mut Sink) {
    for raw in statuses {
        if sink.is_left(raw, scope) {
            continue;
        }
        sink.item(raw);
        match update(raw, directory, statuses.len() == 1, scope.time) {
            Ok(update) => sink.push(scope, Event::Status(update)),
            Err(what) => sink.unknown(scope, what),
        }
    }
}

fn update(raw: &RawValue, directory: &Directory, alone: bool, time: Timestamp) -> Result<StatusUpdate, &'static str> {
    let status: Status<'_> = read(raw).ok_or("status")?;
    let id = status.id.owned().ok_or("status without id")?;
    let at = status.timestamp.time().unwrap_or(time);
    let said = status.status.text().ok_or("status without word")?;
    let group = group(&status);
    let known = |person: Person| Some(directory.complete(person, alone)).filter(|person| !person.is_nobody());
    let (recipient, participant) =
        if group.is_some() { (None, participant(&status).and_then(known)) } else { (known(recipient(&status)), None) };
    Ok(StatusUpdate {
        id: ProviderMessageId(id),
        status: meaning(said),
        word: word(said),
        at,
        recipient,
        group,
        participant,
        callback: status.biz_opaque_callback_data.owned(),
        pricing: pricing(&status),
        errors: errors(status.errors),
    })
}

fn meaning(word: &str) -> Option<DeliveryStatus> {
    match word {
        "sent" => Some(DeliveryStatus::Sent),
        "delivered" => Some(DeliveryStatus::Delivered),
        "read" => Some(DeliveryStatus::Read),
        "played" => Some(DeliveryStatus::Played),
        "failed" => Some(DeliveryStatus::Failed),
        _ => None,
    }
}

/// The group that it went to: by its type, by a participant's being named, or by an id that is no person's.
fn group(status: &Status<'_>) -> Option<GroupId> {
    let id = status.recipient_id.owned()?;
    let says_so = status.recipient_type.text() == Some("group") || participant(status).is_some();
    (says_so || phone_of(&id).is_none() && !is_scoped(&id)).then_some(GroupId(id))
}

fn recipient(status: &Status<'_>) -> Person {
    let parent = status.recipient_parent_user_id.owned().or_else(|| status.parent_recipient_user_id.owned());
    Person { parent_user_id: parent, ..identified(&status.recipient_id, &status.recipient_user_id) }
}

fn participant(status: &Status<'_>) -> Option<Person> {
    let first = |one: &Scalar<'_>, other: &Scalar<'_>| {
        one.owned().or_else(|| other.owned()).map_or(Scalar::Nothing, |id| Scalar::Text(id.into()))
    };
    let phone = first(&status.recipient_participant_id, &status.participant_recipient_id);
    let user_id = first(&status.recipient_participant_user_id, &status.participant_recipient_user_id);
    let parent_user_id = status.recipient_participant_parent_user_id.owned();
    Some(Person { parent_user_id, ..identified(&phone, &user_id) }).filter(|person| !person.is_nobody())
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Conversation<'a> {
    #[serde(borrow)]
    pricing: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Price<'a> {
    #[serde(borrow)]
    r#type: Scalar<'a>,
    #[serde(borrow)]
    category: Scalar<'a>,
}

/// It stands beside the conversation, or inside it.
fn pricing(status: &Status<'_>) -> Option<Pricing> {
    let nested = || part::<Conversation<'_>>(status.conversation).pricing;
    let price: Price<'_> = read(status.pricing.or_else(nested)?)?;
    Some(Pricing { kind: price.r#type.owned(), category: price.category.owned() })
}
