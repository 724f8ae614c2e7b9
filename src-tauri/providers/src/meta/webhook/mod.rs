//! Webhook bodies of the Cloud API (reference 1.4, 2.4 to 2.6, 3, 6): what they say, whether they are genuine, and the
//! answer to the question that is asked when a webhook is set up. No I/O.
//!
//! Reading is total. Each list is taken apart into raw items first and each item is read by itself, so that one bad item
//! costs itself and nothing else; scalars are read in any spelling (see `meta::loose`).

mod account;
mod calls;
mod contents;
mod cut;
mod group;
mod left;
mod message;
mod news;
mod places;
mod signature;
mod sink;
mod status;
mod subscription;
mod text;

use domain::Timestamp;
use domain::event::ProviderEvent;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::meta::loose::{Raw, Scalar, list, read};
pub use cut::without;
pub use signature::{HEADER as SIGNATURE, SignatureError, sign, verify};
use sink::{Scope, Sink, word};
pub use subscription::subscription_answer;

/// The only `object` whose entries are read.
const OBJECT: &str = "whatsapp_business_account";

/// Fields that are known and of which the product makes nothing.
const UNUSED: [&str; 10] = [
    "automatic_events",
    "flows",
    "history",
    "smb_message_echoes",
    "smb_app_state_sync",
    "message_echoes",
    "partner_solutions",
    "payment_configuration_update",
    "tracking_events",
    "consumer_profile",
];

#[derive(Deserialize, Default)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow)]
    object: Scalar<'a>,
    #[serde(borrow)]
    entry: Raw<'a>,
}

/// Published samples have the `field` of a change beside the list of changes too.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Entry<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    time: Scalar<'a>,
    #[serde(borrow)]
    changes: Raw<'a>,
    #[serde(borrow)]
    field: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Change<'a> {
    #[serde(borrow)]
    field: Scalar<'a>,
    #[serde(borrow)]
    value: Raw<'a>,
}

/// Makes domain events of a webhook body. Every item of it is one event at least: what cannot be read is an
/// [`domain::event::Event::Unknown`] in its place. Accounts are named `meta:<phone_number_id>`; the portfolio is the id
/// of the business account. What tells no time of its own happened when it was `received`.
#[must_use]
pub fn parse(body: &[u8], received: Timestamp) -> Vec<ProviderEvent> {
    let nowhere = Scope::at(received);
    let mut sink = Sink::new(nowhere.clone());
    let text = text::readable(body);
    match serde_json::from_str::<Envelope<'_>>(&text) {
        Ok(envelope) => read_envelope(&envelope, &nowhere, &mut sink),
        Err(_) if serde_json::from_str::<IgnoredAny>(&text).is_ok() => sink.unknown(&nowhere, "envelope"),
        Err(_) => sink.unknown(&nowhere, "malformed JSON"),
    }
    sink.finish()
}

fn read_envelope(envelope: &Envelope<'_>, nowhere: &Scope, sink: &mut Sink) {
    if let Some(object) = envelope.object.text().filter(|object| *object != OBJECT) {
        return sink.unknown(nowhere, &format!("object {}", word(object)));
    }
    let before = sink.count();
    for raw in list(envelope.entry) {
        match read::<Entry<'_>>(raw) {
            Some(entry) => read_entry(&entry, nowhere, sink),
            None => sink.unknown(nowhere, "entry"),
        }
    }
    if sink.count() == before {
        sink.unknown(nowhere, "envelope without entries");
    }
}

fn read_entry(entry: &Entry<'_>, nowhere: &Scope, sink: &mut Sink) {
    let time = entry.time.time().unwrap_or(nowhere.time);
    let scope = Scope { portfolio: entry.id.owned(), time, ..nowhere.clone() };
    let before = sink.count();
    for raw in list(entry.changes) {
        match read::<Change<'_>>(raw) {
            Some(change) => read_change(&change, &entry.field, scope.clone(), sink),
            None => sink.unknown(&scope, "change"),
        }
    }
    if sink.count() == before {
        sink.unknown(&scope, "entry without changes");
    }
}

fn read_change(change: &Change<'_>, beside: &Scalar<'_>, scope: Scope, sink: &mut Sink) {
    let Some(field) = change.field.text().or_else(|| beside.text()) else {
        return sink.unknown(&scope, "change without field");
    };
    let Some(value) = change.value else {
        return sink.unknown(&scope, field);
    };
    let scope = scope.of_number(value);
    match field {
        "messages" => message::read_value(value, &scope, sink),
        "user_preferences" => account::read_preferences(value, &scope, sink),
        "user_id_update" => account::read_id_updates(value, &scope, sink),
        _ if group::FIELDS.contains(&field) => group::read_value(field, value, &scope, sink),
        "calls" => calls::read_calls(value, &scope, sink),
        "messaging_handovers" => calls::read_handovers(value, &scope, sink),
        // Another handler has the conversation: what people write is shown all the same.
        "standby" => message::read_standby(value, &scope, sink),
        _ if news::FIELDS.contains(&field) => news::read_value(field, value, &scope, sink),
        _ if UNUSED.contains(&field) => sink.ignored(&scope, field),
        _ => sink.unknown(&scope, field),
    }
}
