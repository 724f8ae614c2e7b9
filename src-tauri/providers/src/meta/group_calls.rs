//! Changes of groups (reference 1.2: G1, G4, G5, G7, G10 to G12). Most are only taken: a webhook tells what came of them.

use domain::decision::Refused;
use domain::{GroupId, Person};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::meta::api::{Answer, Api, Silence};
use crate::meta::loose::{Raw, Scalar, list, read};
use crate::meta::outcome::{Said, said};
use crate::meta::reason;
use crate::provider::{GroupCall, GroupReply, MediaUpload};

/// How long it waits that found no way to the provider, in milliseconds.
const OFFLINE_PAUSE: i64 = crate::provider::OFFLINE_PAUSE;
/// Some of it was done, and some was not.
const PARTLY: i64 = 131_201;

/// Asks once.
pub(super) async fn call(api: &Api, phone_number_id: &str, call: GroupCall<'_>) -> GroupReply {
    let read: fn(&[u8]) -> GroupReply = match &call {
        GroupCall::ReplaceLink { .. } => link,
        GroupCall::Decide { .. } => decided,
        _ => taken,
    };
    let Some(request) = request(api, phone_number_id, call) else {
        return GroupReply::Refused { reason: Refused { reason: "picture_refused".to_owned(), code: None } };
    };
    reply(api.answer(request).await, read)
}

fn request(api: &Api, phone_number_id: &str, call: GroupCall<'_>) -> Option<RequestBuilder> {
    let at = |method, group: &GroupId| api.request(method, &[group.as_str()]);
    let below = |method, group: &GroupId, edge| api.request(method, &[group.as_str(), edge]);
    Some(match call {
        GroupCall::Create { subject, description, approval } => {
            let mode = if approval { "approval_required" } else { "auto_approve" };
            let mut fields = vec![("subject", json!(subject)), ("join_approval_mode", json!(mode))];
            if !description.is_empty() {
                fields.push(("description", json!(description)));
            }
            api.request(Method::POST, &[phone_number_id, "groups"]).json(&body(fields))
        }
        GroupCall::Change { group, subject, description } => {
            let subject = subject.map(|subject| ("subject", json!(subject)));
            let description = description.map(|description| ("description", json!(description)));
            at(Method::POST, group).json(&body(subject.into_iter().chain(description)))
        }
        GroupCall::Picture { group, file } => at(Method::POST, group).multipart(picture(file)?),
        GroupCall::Delete { group } => at(Method::DELETE, group),
        GroupCall::ReplaceLink { group } => below(Method::POST, group, "invite_link").json(&body([])),
        GroupCall::Decide { group, requests, approve } => {
            let method = if approve { Method::POST } else { Method::DELETE };
            below(method, group, "join_requests").json(&body([("join_requests", json!(requests))]))
        }
        GroupCall::Remove { group, people } => {
            let people = people.iter().filter_map(named).collect::<Vec<_>>();
            below(Method::DELETE, group, "participants").json(&body([("participants", json!(people))]))
        }
    })
}

fn body(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let mut body = Map::from_iter([("messaging_product".to_owned(), json!("whatsapp"))]);
    body.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value)));
    Value::Object(body)
}

fn picture(file: MediaUpload) -> Option<Form> {
    let length = file.bytes.len() as u64;
    let part = Part::stream_with_length(file.bytes, length).file_name("picture.jpg").mime_str(&file.mime).ok()?;
    Some(Form::new().text("messaging_product", "whatsapp").part("file", part))
}

/// A person is named by one key and never by two.
fn named(person: &Person) -> Option<Value> {
    match (&person.user_id, &person.phone) {
        (Some(id), _) => Some(json!({"user_id": id})),
        (None, Some(phone)) => Some(json!({"user": phone})),
        (None, None) => None,
    }
}

fn reply(answer: Result<Answer, Silence>, read: fn(&[u8]) -> GroupReply) -> GroupReply {
    match said(answer, 1) {
        Said::Success(body) => read(&body),
        Said::Refused(reason) if reason.code == Some(PARTLY) => GroupReply::Done { failed: Vec::new() },
        Said::Refused(reason) => GroupReply::Refused { reason },
        Said::Later { reason, after } => GroupReply::Later { reason: Some(reason), after },
        Said::NoWay => GroupReply::Later { reason: None, after: OFFLINE_PAUSE },
        Said::Lost => GroupReply::Lost,
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Taken<'a> {
    #[serde(borrow)]
    request_id: Scalar<'a>,
    #[serde(borrow)]
    invite_link: Scalar<'a>,
    #[serde(borrow)]
    failed_join_requests: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Failed<'a> {
    #[serde(borrow)]
    join_request_id: Scalar<'a>,
    #[serde(borrow)]
    errors: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Fault<'a> {
    #[serde(borrow)]
    code: Scalar<'a>,
}

/// An update may answer with an empty body (reference 1.2, G4).
fn taken(body: &[u8]) -> GroupReply {
    let answer: Taken<'_> = serde_json::from_slice(body).unwrap_or_default();
    GroupReply::Taken { request: answer.request_id.owned() }
}

fn link(body: &[u8]) -> GroupReply {
    let answer: Taken<'_> = serde_json::from_slice(body).unwrap_or_default();
    answer.invite_link.owned().map_or(GroupReply::Lost, |link| GroupReply::Link { link })
}

fn decided(body: &[u8]) -> GroupReply {
    let answer: Taken<'_> = serde_json::from_slice(body).unwrap_or_default();
    let failed = list(answer.failed_join_requests).into_iter().filter_map(|raw| {
        let failed: Failed<'_> = read(raw)?;
        let code = list(failed.errors).into_iter().find_map(|raw| read::<Fault<'_>>(raw)?.code.whole());
        let word = code.map_or("unknown_code", reason::word).to_owned();
        Some((failed.join_request_id.owned()?, Refused { reason: word, code }))
    });
    GroupReply::Done { failed: failed.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(status: u16, body: &str) -> Result<Answer, Silence> {
        Ok(Answer { status, body: body.to_owned().into(), pause: None, date: None })
    }

    fn refused(word: &str, code: i64) -> Refused {
        Refused { reason: word.to_owned(), code: Some(code) }
    }

    #[test]
    fn requests_that_could_not_be_decided_are_named_with_their_reason() {
        let body = r#"{"messaging_product":"whatsapp","approved_join_requests":["A"],"failed_join_requests":[
            {"join_request_id":"B","errors":[{"code":131203,"title":"x"}]},{"join_request_id":"C"}],"errors":[{"code":131201}]}"#;
        let unsaid = Refused { reason: "unknown_code".into(), code: None };
        let failed = vec![("B".to_owned(), refused("terms_not_accepted", 131_203)), ("C".to_owned(), unsaid)];
        assert_eq!(reply(answer(206, body), decided), GroupReply::Done { failed });
    }

    #[rstest]
    #[case::with_an_id(answer(200, r#"{"request_id":"R1"}"#), Some("R1"))]
    #[case::without_a_body(answer(200, ""), None)]
    fn a_change_is_taken(#[case] said: Result<Answer, Silence>, #[case] request: Option<&str>) {
        assert_eq!(reply(said, taken), GroupReply::Taken { request: request.map(str::to_owned) });
    }

    #[rstest]
    #[case::full(answer(400, r#"{"error":{"code":131204}}"#), GroupReply::Refused { reason: refused("group_full", 131_204) })]
    #[case::too_often(
        answer(429, r#"{"error":{"code":131208}}"#),
        GroupReply::Later { reason: Some(refused("group_rate", 131_208)), after: 60_000 }
    )]
    #[case::no_way(Err(Silence::NoWay), GroupReply::Later { reason: None, after: OFFLINE_PAUSE })]
    #[case::no_whole_answer(Err(Silence::Cut), GroupReply::Lost)]
    #[case::vague(answer(500, r#"{"error":{"code":131000}}"#), GroupReply::Lost)]
    fn what_was_not_done_is_told_from_what_may_be(#[case] said: Result<Answer, Silence>, #[case] expected: GroupReply) {
        assert_eq!(reply(said, taken), expected);
    }

    #[test]
    fn a_person_is_named_by_the_id_and_only_without_one_by_the_phone() {
        let both = Person { user_id: Some("KZ.1".into()), ..Person::by_phone("77001234108") };
        assert_eq!(named(&both), Some(json!({"user_id": "KZ.1"})));
        assert_eq!(named(&Person::by_phone("77001234108")), Some(json!({"user": "77001234108"})));
        assert_eq!(named(&Person::default()), None);
    }
}
