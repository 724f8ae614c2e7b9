//! News of people's choices, of the number, the business account and templates (reference 2.6 and 3).

use domain::event::{AccountNews, Event, PersonChange, Preference};
use domain::{Person, ProviderMessageId};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::places::What;
use super::sink::{Scope, Sink, word};
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::people::{Directory, Named, identified};

/// Fields with news of the number, the account or a template.
pub(super) const NEWS: [&str; 16] = [
    "account_update",
    "account_review_update",
    "account_alerts",
    "business_capability_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "message_template_status_update",
    "message_template_quality_update",
    "message_template_components_update",
    "template_category_update",
    "security",
    "business_username_update",
    "business_username_updates",
    "account_settings_update",
    "business_status_update",
    "template_correct_category_detection",
];

/// Fields that are known and of which the product makes nothing yet.
pub(super) const UNUSED: [&str; 13] = [
    "automatic_events",
    "calls",
    "flows",
    "history",
    "smb_message_echoes",
    "smb_app_state_sync",
    "message_echoes",
    "standby",
    "messaging_handovers",
    "partner_solutions",
    "payment_configuration_update",
    "tracking_events",
    "consumer_profile",
];

#[derive(Deserialize, Default)]
#[serde(default)]
struct News<'a> {
    #[serde(borrow)]
    event: Scalar<'a>,
    #[serde(borrow)]
    decision: Scalar<'a>,
    #[serde(borrow)]
    status: Scalar<'a>,
    #[serde(borrow)]
    alert_info: Raw<'a>,
    #[serde(borrow)]
    new_quality_score: Scalar<'a>,
    #[serde(borrow)]
    correct_category: Scalar<'a>,
    #[serde(borrow)]
    new_category: Scalar<'a>,
    #[serde(borrow)]
    max_daily_conversations_per_business: Scalar<'a>,
    #[serde(borrow)]
    max_daily_conversation_per_phone: Scalar<'a>,
    #[serde(borrow)]
    message_template_name: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Alert<'a> {
    #[serde(borrow)]
    alert_type: Scalar<'a>,
}

pub(super) fn read_news(field: &str, raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    let Some(news) = read::<News<'_>>(raw) else {
        return sink.unknown(scope, field);
    };
    let said = [
        news.event,
        news.decision,
        news.status,
        part::<Alert<'_>>(news.alert_info).alert_type,
        news.new_quality_score,
        news.correct_category,
        news.new_category,
        news.max_daily_conversations_per_business,
        news.max_daily_conversation_per_phone,
    ];
    let news = AccountNews {
        field: field.to_owned(),
        word: said.iter().find_map(Scalar::owned).map(|said| word(&said)),
        template: news.message_template_name.owned(),
    };
    sink.push(scope, Event::Account(news));
}

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
