//! What people told the provider, and ids of theirs that changed (reference 2.6 and 3).

use domain::event::{Event, PersonChange, Preference};
use domain::{Person, ProviderMessageId};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::places::What;
use super::sink::{Scope, Sink, word};
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::people::{Directory, Named, identified};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Preferences<'a> {
    #[serde(borrow)]
    contacts: Raw<'a>,
    #[serde(borrow)]
    user_preferences: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Choice<'a> {
    #[serde(borrow)]
    category: Scalar<'a>,
    #[serde(borrow)]
    value: Scalar<'a>,
    #[serde(borrow)]
    timestamp: Scalar<'a>,
}

pub(super) fn read_preferences(raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    let value: Preferences<'_> = read(raw).unwrap_or_default();
    let directory = Directory::of(value.contacts);
    sink.people(value.contacts, scope, What::Contact);
    let choices = list(value.user_preferences);
    for raw in &choices {
        if sink.is_left(raw, scope) {
            continue;
        }
        sink.item(raw);
        match preference(raw, &directory, choices.len() == 1, scope) {
            Some(preference) => sink.push(scope, Event::Preference(preference)),
            None => sink.unknown(scope, "user_preferences"),
        }
    }
    if choices.is_empty() {
        sink.unknown(scope, "user_preferences");
    }
}

fn preference(raw: &RawValue, directory: &Directory, alone: bool, scope: &Scope) -> Option<Preference> {
    let choice: Choice<'_> = read(raw)?;
    let person = directory.complete(read::<Named<'_>>(raw)?.person(), alone);
    Some(Preference {
        at: choice.timestamp.time().unwrap_or(scope.time),
        person: (!person.is_nobody()).then_some(person)?,
        category: choice.category.text().map(word)?,
        value: choice.value.text().map(word)?,
    })
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct IdUpdates<'a> {
    #[serde(borrow)]
    contacts: Raw<'a>,
    #[serde(borrow)]
    user_id_update: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct IdUpdate<'a> {
    #[serde(borrow)]
    wa_id: Scalar<'a>,
    #[serde(borrow)]
    detail: Scalar<'a>,
    #[serde(borrow)]
    user_id: Raw<'a>,
    #[serde(borrow)]
    parent_user_id: Raw<'a>,
    #[serde(borrow)]
    timestamp: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Pair<'a> {
    #[serde(borrow)]
    previous: Scalar<'a>,
    #[serde(borrow)]
    current: Scalar<'a>,
}

/// The field was withdrawn in August 2026, but may still come. It has no message, so its id is made of what it says.
pub(super) fn read_id_updates(raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    let value: IdUpdates<'_> = read(raw).unwrap_or_default();
    let directory = Directory::of(value.contacts);
    sink.people(value.contacts, scope, What::Contact);
    let updates = list(value.user_id_update);
    for raw in &updates {
        if sink.is_left(raw, scope) {
            continue;
        }
        sink.item(raw);
        match id_update(raw, &directory, scope) {
            Some(change) => sink.push(scope, Event::PersonChanged(change)),
            None => sink.unknown(scope, "user_id_update"),
        }
    }
    if updates.is_empty() {
        sink.unknown(scope, "user_id_update");
    }
}

fn id_update(raw: &RawValue, directory: &Directory, scope: &Scope) -> Option<PersonChange> {
    let update: IdUpdate<'_> = read(raw)?;
    let at = update.timestamp.time().unwrap_or(scope.time);
    let ids: Pair<'_> = part(update.user_id);
    let parents: Pair<'_> = part(update.parent_user_id);
    let previous =
        Person { user_id: Some(ids.previous.owned()?), parent_user_id: parents.previous.owned(), ..Person::default() };
    ids.current.text()?;
    let current = Person { parent_user_id: parents.current.owned(), ..identified(&update.wa_id, &ids.current) };
    Some(PersonChange {
        id: ProviderMessageId(format!("user_id_update:{}:{}", ids.previous.owned()?, at.seconds())),
        at,
        previous,
        current: directory.complete(current, false),
        word: "user_id_update".to_owned(),
        body: update.detail.owned(),
    })
}
