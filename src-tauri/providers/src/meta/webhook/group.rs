//! The four fields of groups (reference 1.4).

use domain::event::{Event, GroupChange, GroupEvent, ProviderError};
use domain::group::GroupPart;
use domain::{GroupId, Person};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::message::errors;
use super::places::What;
use super::sink::{Scope, Sink, word};
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::people::Named;

/// The webhook fields read here.
pub(super) const FIELDS: [&str; 4] =
    ["group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update"];

/// `initiated_by` is the group object's, but published samples have it beside the list too.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Value<'a> {
    #[serde(borrow)]
    groups: Raw<'a>,
    #[serde(borrow)]
    initiated_by: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Group<'a> {
    #[serde(borrow)]
    timestamp: Scalar<'a>,
    #[serde(borrow)]
    group_id: Scalar<'a>,
    #[serde(borrow)]
    r#type: Scalar<'a>,
    #[serde(borrow)]
    request_id: Scalar<'a>,
    #[serde(borrow)]
    subject: Scalar<'a>,
    #[serde(borrow)]
    description: Scalar<'a>,
    #[serde(borrow)]
    invite_link: Scalar<'a>,
    #[serde(borrow)]
    join_approval_mode: Scalar<'a>,
    #[serde(borrow)]
    initiated_by: Scalar<'a>,
    #[serde(borrow)]
    join_request_id: Scalar<'a>,
    #[serde(borrow)]
    added_participants: Raw<'a>,
    #[serde(borrow)]
    removed_participants: Raw<'a>,
    #[serde(borrow)]
    failed_participants: Raw<'a>,
    #[serde(borrow)]
    group_subject: Raw<'a>,
    #[serde(borrow)]
    group_description: Raw<'a>,
    #[serde(borrow)]
    profile_picture: Raw<'a>,
    #[serde(borrow)]
    errors: Raw<'a>,
}

pub(super) fn read_value(field: &str, raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    let value: Value<'_> = read(raw).unwrap_or_default();
    let groups = list(value.groups);
    for raw in &groups {
        if sink.places_people() {
            let group: Group<'_> = read(raw).unwrap_or_default();
            for people in [group.added_participants, group.removed_participants, group.failed_participants] {
                sink.people(people, scope, What::Listed);
            }
        }
        sink.item(raw);
        match event(raw, &value.initiated_by, scope) {
            Some(event) => sink.push(scope, Event::Group(event)),
            None => sink.unknown(scope, field),
        }
    }
    if groups.is_empty() {
        sink.unknown(scope, field);
    }
}

/// None where it says nothing of what happened.
fn event(raw: &RawValue, beside: &Scalar<'_>, scope: &Scope) -> Option<GroupEvent> {
    let group: Group<'_> = read(raw)?;
    let at = group.timestamp.time().unwrap_or(scope.time);
    let change = change(group.r#type.text()?, &group, raw, beside);
    let errors = all_errors(&group);
    Some(GroupEvent {
        at,
        group: group.group_id.owned().map(GroupId),
        request: group.request_id.owned(),
        change,
        errors,
        faults: faults(&group),
    })
}

fn change(kind: &str, group: &Group<'_>, raw: &RawValue, beside: &Scalar<'_>) -> GroupChange {
    match kind {
        "group_create" => GroupChange::Created {
            subject: group.subject.owned(),
            description: group.description.owned(),
            invite_link: group.invite_link.owned(),
            approval: group.join_approval_mode.text().map(|mode| mode == "approval_required"),
        },
        "group_delete" => GroupChange::Deleted,
        "group_participants_add" => GroupChange::Joined { people: people(group.added_participants) },
        "group_participants_remove" => {
            let by = group.initiated_by.text().or_else(|| beside.text());
            let by_themselves = by.map(|by| by == "participant");
            let failed = failed(group.failed_participants);
            GroupChange::Left { people: people(group.removed_participants), by_themselves, failed }
        }
        "group_join_request_created" => {
            let (request_id, person) = join_request(group, raw);
            GroupChange::JoinRequested { request_id, person }
        }
        "group_join_request_revoked" => {
            let (request_id, person) = join_request(group, raw);
            GroupChange::JoinRevoked { request_id, person }
        }
        "group_settings_update" | "group_subject" | "group_description" => GroupChange::Settings {
            subject: new_text(group.group_subject),
            description: new_text(group.group_description),
            picture: new_text(group.profile_picture).is_some(),
        },
        "group_suspend" => GroupChange::Suspended,
        "group_suspend_cleared" => GroupChange::Restored,
        other => GroupChange::Other { word: word(other) },
    }
}

fn people(raw: Raw<'_>) -> Vec<Person> {
    list(raw).into_iter().filter_map(read::<Named<'_>>).map(|named| named.person()).collect()
}

/// The person of a join request stands in the group object itself.
fn join_request(group: &Group<'_>, raw: &RawValue) -> (String, Person) {
    let person = read::<Named<'_>>(raw).unwrap_or_default().person();
    (group.join_request_id.owned().unwrap_or_default(), person)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Setting<'a> {
    #[serde(borrow)]
    text: Scalar<'a>,
    #[serde(borrow)]
    update_successful: Scalar<'a>,
    #[serde(borrow)]
    errors: Raw<'a>,
}

/// The text of a setting that was really changed; a deleted description is an empty one.
fn new_text(raw: Raw<'_>) -> Option<String> {
    let setting: Setting<'_> = read(raw?)?;
    let changed = setting.update_successful.flag().unwrap_or_else(|| errors(setting.errors).is_empty());
    changed.then(|| setting.text.owned().unwrap_or_default())
}

/// The settings that were not changed, with the reason that each of them tells.
fn faults(group: &Group<'_>) -> Vec<(GroupPart, ProviderError)> {
    let settings = [
        (GroupPart::Subject, group.group_subject),
        (GroupPart::Description, group.group_description),
        (GroupPart::Picture, group.profile_picture),
    ];
    let whole = errors(group.errors);
    let fault = |(part, raw): (GroupPart, Raw<'_>)| {
        let setting: Setting<'_> = read(raw?)?;
        let own = errors(setting.errors);
        let changed = setting.update_successful.flag().unwrap_or(own.is_empty());
        let unsaid = ProviderError { code: 131_000, title: String::new() };
        (!changed).then(|| (part, own.into_iter().chain(whole.clone()).next().unwrap_or(unsaid)))
    };
    settings.into_iter().filter_map(fault).collect()
}

/// Who could not be taken out. `input` is whatever the call named them by.
fn failed(raw: Raw<'_>) -> Vec<(Person, Option<ProviderError>)> {
    let each = |raw| {
        let person = read::<Named<'_>>(raw)?.person();
        Some((person, errors(part::<Failed<'_>>(Some(raw)).errors).into_iter().next()))
    };
    list(raw).into_iter().filter_map(each).collect()
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Failed<'a> {
    #[serde(borrow)]
    errors: Raw<'a>,
}

/// The errors of the whole, and each other one that only a part of it names.
fn all_errors(group: &Group<'_>) -> Vec<ProviderError> {
    let mut all = errors(group.errors);
    let settings = [group.group_subject, group.group_description, group.profile_picture].into_iter().flatten();
    for raw in list(group.failed_participants).into_iter().chain(settings) {
        for error in errors(part::<Failed<'_>>(Some(raw)).errors) {
            if !all.contains(&error) {
                all.push(error);
            }
        }
    }
    all
}
