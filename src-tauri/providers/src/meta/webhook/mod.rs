//! Webhook bodies of the Cloud API (reference 1.4, 2.4 to 2.6, 3, 6): what they say, whether they are genuine, and the
//! answer to the question that is asked when a webhook is set up. No I/O.
//!
//! Reading is total. Each list is taken apart into raw items first and each item is read by itself, so that one bad item
//! costs itself and nothing else; scalars are read in any spelling (see `meta::loose`).

mod account;
mod contents;
mod group;
mod message;
mod signature;
mod sink;
mod status;
mod subscription;

use domain::event::ProviderEvent;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::meta::loose::{Raw, Scalar, list, read};
pub use signature::{SignatureError, verify};
use sink::{Scope, Sink, word};
pub use subscription::subscription_answer;

/// The only `object` whose entries are read.
const OBJECT: &str = "whatsapp_business_account";

#[derive(Deserialize, Default)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow)]
    object: Scalar<'a>,
    #[serde(borrow)]
    entry: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Entry<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    time: Scalar<'a>,
    #[serde(borrow)]
    changes: Raw<'a>,
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
/// of the business account.
#[must_use]
pub fn parse(body: &[u8]) -> Vec<ProviderEvent> {
    let mut sink = Sink::default();
    let nowhere = Scope::default();
    let text = str::from_utf8(body).unwrap_or_default();
    match serde_json::from_str::<Envelope<'_>>(text) {
        Ok(envelope) => read_envelope(&envelope, &mut sink),
        Err(_) if serde_json::from_str::<IgnoredAny>(text).is_ok() => sink.unknown(&nowhere, "envelope"),
        Err(_) => sink.unknown(&nowhere, "malformed JSON"),
    }
    sink.finish()
}

fn read_envelope(envelope: &Envelope<'_>, sink: &mut Sink) {
    let nowhere = Scope::default();
    if let Some(object) = envelope.object.text().filter(|object| *object != OBJECT) {
        return sink.unknown(&nowhere, &format!("object {}", word(object)));
    }
    let before = sink.count();
    for raw in list(envelope.entry) {
        match read::<Entry<'_>>(raw) {
            Some(entry) => read_entry(&entry, sink),
            None => sink.unknown(&nowhere, "entry"),
        }
    }
    if sink.count() == before {
        sink.unknown(&nowhere, "envelope without entries");
    }
}

fn read_entry(entry: &Entry<'_>, sink: &mut Sink) {
    let scope = Scope { portfolio: entry.id.owned(), time: entry.time.time(), ..Scope::default() };
    let before = sink.count();
    for raw in list(entry.changes) {
        match read::<Change<'_>>(raw) {
            Some(change) => read_change(&change, scope.clone(), sink),
            None => sink.unknown(&scope, "change"),
        }
    }
    if sink.count() == before {
        sink.unknown(&scope, "entry without changes");
    }
}

fn read_change(change: &Change<'_>, scope: Scope, sink: &mut Sink) {
    let Some(field) = change.field.text() else {
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
        _ if account::NEWS.contains(&field) => account::read_news(field, value, &scope, sink),
        _ if account::UNUSED.contains(&field) => sink.ignored(&scope, field),
        _ => sink.unknown(&scope, field),
    }
}
