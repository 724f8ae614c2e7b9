//! Calls, and who answers a conversation when several do (reference 2.6, 8.5). Neither is handled here: each is a line in
//! the person's chat.

use domain::content::Content;
use domain::event::{Event, InboundMessage, Place};
use domain::person::digits;
use domain::{Person, ProviderMessageId, Timestamp};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::places::What;
use super::sink::{Scope, Sink};
use crate::meta::account_id;
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::people::{Directory, identified};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Calls<'a> {
    #[serde(borrow)]
    contacts: Raw<'a>,
    #[serde(borrow)]
    calls: Raw<'a>,
    #[serde(borrow)]
    statuses: Raw<'a>,
}

/// A call, or news of one that we made.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Call<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    event: Scalar<'a>,
    #[serde(borrow)]
    status: Scalar<'a>,
    #[serde(borrow)]
    direction: Scalar<'a>,
    #[serde(borrow)]
    timestamp: Scalar<'a>,
    #[serde(borrow)]
    duration: Scalar<'a>,
    #[serde(borrow)]
    from: Scalar<'a>,
    #[serde(borrow)]
    from_user_id: Scalar<'a>,
    #[serde(borrow)]
    to: Scalar<'a>,
    #[serde(borrow)]
    to_user_id: Scalar<'a>,
    #[serde(borrow)]
    recipient_id: Scalar<'a>,
    #[serde(borrow)]
    recipient_user_id: Scalar<'a>,
}

pub(super) fn read_calls(raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    let value: Calls<'_> = read(raw).unwrap_or_default();
    let directory = Directory::of(value.contacts);
    sink.people(value.contacts, scope, What::Contact);
    let items: Vec<_> = list(value.calls).into_iter().chain(list(value.statuses)).collect();
    for raw in &items {
        if sink.is_left(raw, scope) {
            continue;
        }
        sink.item(raw);
        match call(raw, &directory, items.len() == 1, scope) {
            Some(event) => sink.push(scope, event),
            None => sink.ignored(scope, "calls"),
        }
    }
    if items.is_empty() {
        sink.ignored(scope, "calls");
    }
}

/// None where nobody is named.
fn call(raw: &RawValue, directory: &Directory, alone: bool, scope: &Scope) -> Option<Event> {
    let call: Call<'_> = read(raw)?;
    let id = call.id.owned()?;
    let ours = is_ours(&call, scope);
    let word = word(&call, ours);
    let person = directory.complete(person(&call, ours), alone);
    line(format!("{id}:{word}"), call.timestamp.time().unwrap_or(scope.time), person, word)
}

/// Whether we called. Older bodies tell it only by the number that stands first.
fn is_ours(call: &Call<'_>, scope: &Scope) -> bool {
    let own = scope.phone.as_deref().and_then(digits);
    let from = call.from.text().and_then(digits);
    call.direction.text() == Some("BUSINESS_INITIATED") || (from.is_some() && from == own)
}

fn person(call: &Call<'_>, ours: bool) -> Person {
    let answered = identified(&call.recipient_id, &call.recipient_user_id);
    if !answered.is_nobody() {
        return answered;
    }
    if ours { identified(&call.to, &call.to_user_id) } else { identified(&call.from, &call.from_user_id) }
}

fn word(call: &Call<'_>, ours: bool) -> &'static str {
    let lasted = call.duration.whole().is_some_and(|seconds| seconds > 0);
    let status = call.status.text().map(str::to_ascii_uppercase);
    match (call.event.text(), status.as_deref()) {
        (Some("connect"), _) => {
            if ours {
                "call_out"
            } else {
                "call_in"
            }
        }
        (Some("terminate"), Some("COMPLETED")) if lasted => "call_ended",
        (Some("terminate"), _) => {
            if ours {
                "call_unanswered"
            } else {
                "call_missed"
            }
        }
        (None, Some("RINGING")) => "call_ringing",
        (None, Some("ACCEPTED")) => "call_accepted",
        (None, Some("REJECTED")) => "call_rejected",
        _ => "call_other",
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Handover<'a> {
    #[serde(borrow)]
    contacts: Raw<'a>,
    #[serde(borrow)]
    recipient: Raw<'a>,
    #[serde(borrow)]
    sender: Raw<'a>,
    #[serde(borrow)]
    timestamp: Scalar<'a>,
    #[serde(borrow)]
    control_passed: Raw<'a>,
    #[serde(borrow)]
    control_taken: Raw<'a>,
}

/// The two ends of a conversation: which number of ours, and who.
#[derive(Deserialize, Default)]
#[serde(default)]
struct End<'a> {
    #[serde(borrow)]
    phone_number_id: Scalar<'a>,
    #[serde(borrow)]
    display_phone_number: Scalar<'a>,
    #[serde(borrow)]
    phone_number: Scalar<'a>,
    #[serde(borrow)]
    wa_id: Scalar<'a>,
    #[serde(borrow)]
    user_id: Scalar<'a>,
}

pub(super) fn read_handovers(raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    if sink.is_left(raw, scope) {
        return;
    }
    let value: Handover<'_> = read(raw).unwrap_or_default();
    let ours: End<'_> = part(value.recipient);
    let scope = Scope {
        account: scope.account.clone().or_else(|| ours.phone_number_id.owned().map(|id| account_id(&id))),
        phone: scope.phone.clone().or_else(|| ours.display_phone_number.owned()),
        ..scope.clone()
    };
    sink.item(raw);
    match handover(&value, &scope) {
        Some(event) => sink.push(&scope, event),
        None => sink.ignored(&scope, "messaging_handovers"),
    }
}

fn handover(value: &Handover<'_>, scope: &Scope) -> Option<Event> {
    let word = match (value.control_passed, value.control_taken) {
        (Some(_), _) => "control_passed",
        (None, Some(_)) => "control_taken",
        (None, None) => return None,
    };
    let sender: End<'_> = part(value.sender);
    let phone = if sender.phone_number == Scalar::Nothing { &sender.wa_id } else { &sender.phone_number };
    let person = Directory::of(value.contacts).complete(identified(phone, &sender.user_id), true);
    let at = value.timestamp.time().unwrap_or(scope.time);
    let who = person.user_id.as_deref().or(person.phone.as_deref())?;
    line(format!("{word}:{who}:{}", at.seconds()), at, person, word)
}

fn line(id: String, at: Timestamp, sender: Person, word: &str) -> Option<Event> {
    (!sender.is_nobody()).then(|| {
        Event::Message(InboundMessage {
            id: ProviderMessageId(id),
            at,
            place: Place::Direct,
            sender,
            content: Content::System { event: word.to_owned(), body: None },
            reply_to: None,
            forwarded: false,
            referral: None,
        })
    })
}
