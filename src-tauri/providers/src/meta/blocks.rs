//! The block list of a number (reference 8.3). One person a call, so that each has an answer of their own.

use domain::Person;
use domain::decision::Refused;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::error::ProviderError;
use crate::meta::api::{Answer, Api, Silence};
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::outcome::{asked, refused_with};
use crate::meta::pages::data;
use crate::meta::people::Named;
use crate::meta::reason;
use crate::provider::AskReply;

const EDGE: &str = "block_users";
/// The list was changed in part: why not for the rest is said of each.
const PARTLY: i64 = 139_100;
/// The person has not written lately. Of a message the same number means that its window is closed.
const NOT_WRITTEN: i64 = 131_047;
/// People a page.
const PAGE: &str = "1000";

/// Asks once.
pub(super) async fn change(api: &Api, phone_number_id: &str, person: &Person, block: bool) -> AskReply {
    let method = if block { Method::POST } else { Method::DELETE };
    let who = match (&person.user_id, &person.phone) {
        (Some(id), _) => json!({"user_id": id}),
        (None, Some(phone)) => json!({"user": phone}),
        (None, None) => return AskReply::Refused { reason: refused("no_recipient", None) },
    };
    let body = json!({"messaging_product": "whatsapp", "block_users": [who]});
    reply(api.answer(api.request(method, &[phone_number_id, EDGE]).json(&body)).await)
}

/// Everybody on the list.
pub(super) async fn all(api: &Api, phone_number_id: &str) -> Result<Vec<Person>, ProviderError> {
    let pages = api.pages("reading who is blocked", &[phone_number_id, EDGE], &[("limit", PAGE)]).await?;
    let people = pages.iter().flat_map(|page| list(data(page))).filter_map(read::<Named<'_>>);
    Ok(people.map(|named| named.person()).filter(|person| !person.is_nobody()).collect())
}

fn reply(answer: Result<Answer, Silence>) -> AskReply {
    if let Some(code) = answer.as_ref().ok().and_then(|answer| own_failure(&answer.body)) {
        return refused_with(code, word);
    }
    asked(answer, word)
}

fn word(code: i64) -> &'static str {
    if code == NOT_WRITTEN { "not_written" } else { reason::word(code) }
}

fn refused(word: &str, code: Option<i64>) -> Refused {
    Refused { reason: word.to_owned(), code }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Changed<'a> {
    #[serde(borrow)]
    block_users: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Users<'a> {
    #[serde(borrow)]
    failed_users: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Failed<'a> {
    #[serde(borrow)]
    errors: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Fault<'a> {
    #[serde(borrow)]
    code: Scalar<'a>,
}

/// Why it was not done for the person, whatever stands beside it.
fn own_failure(body: &[u8]) -> Option<i64> {
    let changed: Changed<'_> = serde_json::from_slice(body).ok()?;
    let users: Users<'_> = part(changed.block_users);
    let failed: Failed<'_> = list(users.failed_users).into_iter().find_map(read)?;
    let code = list(failed.errors).into_iter().find_map(|raw| read::<Fault<'_>>(raw)?.code.whole());
    Some(code.unwrap_or(PARTLY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::OFFLINE_PAUSE;
    use rstest::rstest;

    fn answer(status: u16, body: &str) -> Result<Answer, Silence> {
        Ok(Answer { status, body: body.to_owned().into(), pause: None, date: None })
    }

    fn no(word: &str, code: i64) -> AskReply {
        AskReply::Refused { reason: refused(word, Some(code)) }
    }

    fn later(word: &str, code: i64) -> AskReply {
        AskReply::Later { reason: Some(refused(word, Some(code))), after: reason::SHORT_PAUSE }
    }

    #[rstest]
    #[case::done(answer(200, r#"{"block_users":{"added_users":[{"input":"7700"}]}}"#), AskReply::Done)]
    #[case::the_persons_own_failure_counts_and_not_the_one_of_the_whole(
        answer(
            400,
            r#"{"block_users":{"added_users":[],"failed_users":[{"input":"7700","errors":[{"code":131047}]}]},
            "error":{"code":139100}}"#
        ),
        no("not_written", 131_047)
    )]
    #[case::failed_although_the_answer_says_success(
        answer(200, r#"{"block_users":{"failed_users":[{"input":"7700","errors":[{"code":139101}]}]}}"#),
        no("block_list_full", 139_101)
    )]
    #[case::without_a_reason(
        answer(400, r#"{"block_users":{"failed_users":[{"input":"7700"}]},"error":{"code":139100}}"#),
        no("block_list", 139_100)
    )]
    #[case::the_list_is_being_changed(answer(400, r#"{"error":{"code":139102}}"#), later("block_list_busy", 139_102))]
    #[case::trouble_within(
        answer(500, r#"{"block_users":{"failed_users":[{"errors":[{"code":139103}]}]}}"#),
        later("block_list_busy", 139_103)
    )]
    #[case::no_way(Err(Silence::NoWay), AskReply::Later { reason: None, after: OFFLINE_PAUSE })]
    #[case::no_whole_answer(Err(Silence::Cut), AskReply::Lost)]
    #[case::broken(answer(502, "<html>"), AskReply::Lost)]
    fn what_came_of_it(#[case] said: Result<Answer, Silence>, #[case] expected: AskReply) {
        assert_eq!(reply(said), expected);
    }
}
