//! The block list of a number (reference 8.3). One person a call, so that each has an answer of their own.

use domain::Person;
use domain::decision::Refused;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::error::{ProviderError, Retry};
use crate::meta::api::{Answer, Api, Silence};
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::outcome::{Said, said};
use crate::meta::pages::data;
use crate::meta::people::Named;
use crate::meta::reason;
use crate::provider::{BlockReply, OFFLINE_PAUSE};

const EDGE: &str = "block_users";
/// The list was changed in part: why not for the rest is said of each.
const PARTLY: i64 = 139_100;
/// The person has not written lately. Of a message the same number means that its window is closed.
const NOT_WRITTEN: i64 = 131_047;
/// People a page.
const PAGE: &str = "1000";

/// Asks once.
pub(super) async fn change(api: &Api, phone_number_id: &str, person: &Person, block: bool) -> BlockReply {
    let method = if block { Method::POST } else { Method::DELETE };
    let who = match (&person.user_id, &person.phone) {
        (Some(id), _) => json!({"user_id": id}),
        (None, Some(phone)) => json!({"user": phone}),
        (None, None) => return BlockReply::Refused { reason: refused("no_recipient", None) },
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

fn reply(answer: Result<Answer, Silence>) -> BlockReply {
    if let Some(code) = answer.as_ref().ok().and_then(|answer| own_failure(&answer.body)) {
        return of_code(code);
    }
    match said(answer, 1) {
        Said::Success(_) => BlockReply::Done,
        Said::Refused(reason) => reason.code.map_or(BlockReply::Refused { reason }, of_code),
        Said::Later { reason, after } => BlockReply::Later { reason: Some(reason), after },
        Said::NoWay => BlockReply::Later { reason: None, after: OFFLINE_PAUSE },
        Said::Lost => BlockReply::Lost,
    }
}

/// To ask twice is to ask once: whatever is likely to pass goes again.
fn of_code(code: i64) -> BlockReply {
    let word = if code == NOT_WRITTEN { "not_written" } else { reason::word(code) };
    let reason = refused(word, Some(code));
    match reason::retry(code) {
        Retry::After(after) => BlockReply::Later { reason: Some(reason), after },
        Retry::Never | Retry::WhenOnline => BlockReply::Refused { reason },
    }
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
    use rstest::rstest;

    fn answer(status: u16, body: &str) -> Result<Answer, Silence> {
        Ok(Answer { status, body: body.to_owned().into(), pause: None, date: None })
    }

    fn no(word: &str, code: i64) -> BlockReply {
        BlockReply::Refused { reason: refused(word, Some(code)) }
    }

    fn later(word: &str, code: i64) -> BlockReply {
        BlockReply::Later { reason: Some(refused(word, Some(code))), after: reason::SHORT_PAUSE }
    }

    #[rstest]
    #[case::done(answer(200, r#"{"block_users":{"added_users":[{"input":"7700"}]}}"#), BlockReply::Done)]
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
    #[case::no_way(Err(Silence::NoWay), BlockReply::Later { reason: None, after: OFFLINE_PAUSE })]
    #[case::no_whole_answer(Err(Silence::Cut), BlockReply::Lost)]
    #[case::broken(answer(502, "<html>"), BlockReply::Lost)]
    fn what_came_of_it(#[case] said: Result<Answer, Silence>, #[case] expected: BlockReply) {
        assert_eq!(reply(said), expected);
    }
}
