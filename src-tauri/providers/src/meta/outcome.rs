//! What an answer to a send means. The rule is the last paragraph of reference 7.2: only what was certainly refused
//! before it was processed may go again by itself; after anything vague the message may exist.

use bytes::Bytes;
use domain::ProviderMessageId;
use domain::decision::Refused;
use serde::Deserialize;

use crate::error::{ProviderError, Retry};
use crate::meta::api::{Answer, Silence};
use crate::meta::loose::{Raw, Scalar, list, read};
use crate::meta::reason::{self, Sending};
use crate::provider::{AskReply, OFFLINE_PAUSE, SendResult};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// Codes after which the message may exist although the answer is a refusal.
const VAGUE: [i64; 5] = [1, 2, 131_000, 131_016, 133_004];
/// Codes that hold back everything that a number sends: limits of the application, the account and the number, and
/// maintenance. The limit of a pair (131056) is about one person.
const NUMBER_WIDE: [i64; 5] = [4, 80_007, 130_429, 131_057, 2_494_100];

#[derive(Deserialize, Default)]
#[serde(default)]
struct Accepted<'a> {
    #[serde(borrow)]
    messages: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Message<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
}

/// The word for a token that opens nothing any more: whatever is sent waits for a new one (reference 7.2, "R").
const TOKEN: &str = "token_expired";

/// What an answer to a call says that must not be repeated unless it was certainly not processed.
pub(super) enum Said {
    /// Success, with this body.
    Success(Bytes),
    /// Not processed, and it will not be as it is.
    Refused(Refused),
    /// Certainly refused before it was processed.
    Later { reason: Refused, after: i64 },
    /// Nothing left.
    NoWay,
    /// It may have been processed.
    Lost,
}

/// What became of attempt number `attempt` of a call that is no send.
pub(super) fn said(answer: Result<Answer, Silence>, attempt: u32) -> Said {
    match answer {
        Ok(answer) if answer.is_success() => Said::Success(answer.body),
        other => match of_send(other, attempt) {
            SendResult::Refused { reason } => Said::Refused(reason),
            // It waits for another token as messages do.
            SendResult::NoToken { reason } => Said::Later { reason, after: MINUTE },
            SendResult::Later { reason, after, .. } => Said::Later { reason, after },
            SendResult::NotSent => Said::NoWay,
            SendResult::Accepted { .. } | SendResult::Lost => Said::Lost,
        },
    }
}

/// What came of asking for something that may be asked twice: whatever is likely to pass goes again.
pub(super) fn asked(answer: Result<Answer, Silence>, word: fn(i64) -> &'static str) -> AskReply {
    match said(answer, 1) {
        Said::Success(_) => AskReply::Done,
        Said::Refused(reason) => match reason.code {
            Some(code) => refused_with(code, word),
            None => AskReply::Refused { reason },
        },
        Said::Later { reason, after } => AskReply::Later { reason: Some(reason), after },
        Said::NoWay => AskReply::Later { reason: None, after: OFFLINE_PAUSE },
        Said::Lost => AskReply::Lost,
    }
}

/// The same of a number alone.
pub(super) fn refused_with(code: i64, word: fn(i64) -> &'static str) -> AskReply {
    let reason = refused(word(code), Some(code));
    match reason::retry(code) {
        Retry::After(after) => AskReply::Later { reason: Some(reason), after },
        Retry::Never | Retry::WhenOnline => AskReply::Refused { reason },
    }
}

/// What a number does to the message that it is about.
pub(super) fn sending(code: i64) -> Sending {
    match pause(code, 1) {
        Some(_) => Sending::Again { number_wide: NUMBER_WIDE.contains(&code) },
        None if VAGUE.contains(&code) => Sending::Unknown,
        None => Sending::Refused,
    }
}

/// What became of attempt number `attempt`.
pub(super) fn of_send(answer: Result<Answer, Silence>, attempt: u32) -> SendResult {
    match answer {
        Err(Silence::NoWay) => SendResult::NotSent,
        Err(Silence::Cut | Silence::TooLarge) => SendResult::Lost,
        Ok(answer) if answer.is_success() => accepted(&answer.body).unwrap_or(SendResult::Lost),
        Ok(answer) => match answer.refusal() {
            Some(refusal) => of_code(refusal.code, &answer, attempt),
            None => of_status(answer.status),
        },
    }
}

/// What a failed upload means for the message that it was for: in any case the message did not leave. The same file is
/// not pressed on the provider in short intervals.
pub(super) fn of_upload(error: ProviderError, attempt: u32) -> SendResult {
    let reason = refused(error.reason, error.code);
    let number_wide = error.code.is_some_and(|code| NUMBER_WIDE.contains(&code));
    let own = grown(reason::SHORT_PAUSE, 2, attempt.saturating_sub(1), HOUR);
    match error.retry {
        Retry::Never => refusal(reason),
        Retry::After(after) => SendResult::Later { reason, after: after.max(own), number_wide },
        Retry::WhenOnline => SendResult::NotSent,
    }
}

fn accepted(body: &[u8]) -> Option<SendResult> {
    let answer: Accepted<'_> = serde_json::from_slice(body).ok()?;
    let id = list(answer.messages).into_iter().find_map(|raw| read::<Message<'_>>(raw)?.id.owned())?;
    Some(SendResult::Accepted { id: ProviderMessageId(id) })
}

fn of_code(code: i64, answer: &Answer, attempt: u32) -> SendResult {
    let reason = refused(reason::word(code), Some(code));
    if let Some(own) = pause(code, attempt) {
        let after = answer.pause.map_or(own, |asked| asked.max(own));
        return SendResult::Later { reason, after, number_wide: NUMBER_WIDE.contains(&code) };
    }
    if VAGUE.contains(&code) || answer.status >= 500 {
        return SendResult::Lost;
    }
    refusal(reason)
}

/// Not processed, and not as it is: the message waits where it is the token that is not known.
fn refusal(reason: Refused) -> SendResult {
    if reason.reason == TOKEN { SendResult::NoToken { reason } } else { SendResult::Refused { reason } }
}

/// A status without a readable refusal. What was turned away at the door was not processed; the rest is vague.
fn of_status(status: u16) -> SendResult {
    match status {
        408 => SendResult::Lost,
        400..500 => refusal(refused(reason::of_status("sending", status, None).reason, None)),
        _ => SendResult::Lost,
    }
}

/// The pause before the next attempt, in milliseconds, for the codes that certainly mean "not processed".
fn pause(code: i64, attempt: u32) -> Option<i64> {
    let step = attempt.saturating_sub(1);
    match code {
        131_056 => Some(grown(SECOND, 4, step, HOUR)),
        130_429 => Some(grown(SECOND, 2, step, MINUTE)),
        131_057 | 2_494_100 => Some(MINUTE),
        4 | 80_007 | 131_208 => Some(grown(MINUTE, 2, step, HOUR)),
        _ => None,
    }
}

fn grown(first: i64, factor: i64, step: u32, most: i64) -> i64 {
    factor.checked_pow(step).and_then(|times| first.checked_mul(times)).map_or(most, |pause| pause.min(most))
}

fn refused(reason: &str, code: Option<i64>) -> Refused {
    Refused { reason: reason.to_owned(), code }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(status: u16, body: &str) -> Result<Answer, Silence> {
        Ok(Answer { status, body: body.to_owned().into(), pause: None, date: None })
    }

    fn refusal(status: u16, code: i64) -> Result<Answer, Silence> {
        answer(status, &format!(r#"{{"error":{{"message":"(#{code}) ...","code":{code},"fbtrace_id":"x"}}}}"#))
    }

    #[test]
    fn the_id_in_the_answer_is_the_proof_of_acceptance() {
        let body = r#"{"messaging_product":"whatsapp","contacts":[{"input":"x"}],"messages":[{"id":"wamid.O1"}]}"#;
        assert_eq!(of_send(answer(200, body), 1), SendResult::Accepted { id: "wamid.O1".into() });
        assert_eq!(
            of_send(answer(200, r#"{"messages":[]}"#), 1),
            SendResult::Lost,
            "a success without an id proves nothing"
        );
        assert_eq!(of_send(answer(200, "<html>"), 1), SendResult::Lost);
    }

    #[rstest]
    #[case(4, 400)]
    #[case(80_007, 400)]
    #[case(130_429, 400)]
    #[case(130_429, 429)]
    #[case(131_056, 400)]
    #[case(131_057, 500)]
    #[case(2_494_100, 400)]
    fn what_was_refused_before_processing_goes_again_by_itself(#[case] code: i64, #[case] status: u16) {
        let SendResult::Later { reason, after, number_wide } = of_send(refusal(status, code), 1) else {
            panic!("{code} is not later")
        };
        assert_eq!(reason.code, Some(code));
        assert!(after >= SECOND);
        assert_eq!(number_wide, code != 131_056, "the limit of a pair is about one person");
    }

    #[rstest]
    #[case::unknown_failure(refusal(500, 131_000))]
    #[case::even_as_a_bad_request(refusal(400, 131_000))]
    #[case::server_error(refusal(400, 1))]
    #[case::overload(refusal(503, 2))]
    #[case::unavailable(refusal(500, 131_016))]
    #[case::any_5xx_with_a_known_code(refusal(503, 131_026))]
    #[case::gateway(answer(502, "<html>Bad gateway</html>"))]
    #[case::redirect(answer(302, ""))]
    #[case::no_whole_answer(Err(Silence::Cut))]
    fn after_anything_vague_the_message_may_exist(#[case] said: Result<Answer, Silence>) {
        assert_eq!(of_send(said, 1), SendResult::Lost);
    }

    #[test]
    fn without_a_connection_nothing_left() {
        assert_eq!(of_send(Err(Silence::NoWay), 1), SendResult::NotSent);
    }

    #[rstest]
    #[case(refusal(400, 131_047), "window_closed", Some(131_047))]
    #[case(refusal(404, 132_001), "template_missing", Some(132_001))]
    #[case(refusal(400, 777), "unknown_code", Some(777))]
    #[case(answer(429, ""), "rate_limited", None)]
    fn any_other_refusal_is_for_good(
        #[case] said: Result<Answer, Silence>,
        #[case] word: &str,
        #[case] code: Option<i64>,
    ) {
        assert_eq!(of_send(said, 1), SendResult::Refused { reason: refused(word, code) });
    }

    #[rstest]
    #[case(refusal(401, 0), Some(0))]
    #[case(refusal(401, 104), Some(104))]
    #[case(refusal(401, 190), Some(190))]
    #[case(answer(401, ""), None)]
    fn what_meets_a_token_that_opens_nothing_waits_for_another(
        #[case] said: Result<Answer, Silence>,
        #[case] code: Option<i64>,
    ) {
        assert_eq!(of_send(said, 1), SendResult::NoToken { reason: refused("token_expired", code) });
    }

    #[test]
    fn the_pair_limit_waits_four_times_as_long_each_time_and_an_hour_at_most() {
        let after = |attempt| match of_send(refusal(400, 131_056), attempt) {
            SendResult::Later { after, .. } => after,
            other => panic!("{other:?}"),
        };
        assert_eq!([1, 2, 3, 99].map(after), [SECOND, 4 * SECOND, 16 * SECOND, HOUR]);
    }

    #[test]
    fn a_longer_pause_that_the_provider_asks_for_is_kept() {
        let said = refusal(400, 80_007).map(|answer| Answer { pause: Some(7 * MINUTE), ..answer });
        assert!(matches!(of_send(said, 1), SendResult::Later { after, .. } if after == 7 * MINUTE));
    }

    #[test]
    fn a_message_whose_file_could_not_be_put_there_did_not_leave() {
        let error = |retry| ProviderError { doing: "x", reason: "no_answer", code: None, retry };
        assert_eq!(of_upload(error(Retry::WhenOnline), 1), SendResult::NotSent);
        assert!(matches!(of_upload(error(Retry::Never), 1), SendResult::Refused { .. }));
        let after = |attempt| match of_upload(error(Retry::After(7 * SECOND)), attempt) {
            SendResult::Later { after, .. } => after,
            other => panic!("{other:?}"),
        };
        assert_eq!([1, 2, 3, 99].map(after), [7 * SECOND, 10 * SECOND, 20 * SECOND, HOUR]);
    }
}
