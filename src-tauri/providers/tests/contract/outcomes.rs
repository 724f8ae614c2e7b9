//! What a send comes to: accepted, refused, later, not sent or lost, and never one for the other.

use domain::decision::Refused;
use domain::delivery::DeliveryStatus;
use domain::event::Event;
use domain::permit::Recipient;
use domain::{AccountId, Person};
use providers::{Connection, SendRequest, SendResult};
use rstest::rstest;
use serde_json::json;

use crate::bench::{Bench, NOW, closed_port, permit, text};

/// Fails unless it was refused for that reason.
pub fn assert_refused(result: &SendResult, reason: &str, code: Option<i64>) {
    assert_eq!(*result, SendResult::Refused { reason: Refused { reason: reason.to_owned(), code } });
}

#[rstest]
#[case(131_047, "window_closed")]
#[case(10, "permission_missing")]
#[case(368, "account_restricted")]
#[case(131_042, "payment")]
#[case(131_026, "not_on_whatsapp")]
#[case(131_049, "engagement_limit")]
#[case(131_053, "media_refused")]
#[case(132_001, "template_missing")]
#[case(132_015, "template_paused")]
#[case(100, "parameter")]
#[tokio::test]
async fn each_refusal_has_its_word_and_number(#[case] code: i64, #[case] word: &str) {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    bench.trouble("answer_code", json!(code)).await;
    assert_refused(&bench.send(&anna, &text("Да")).await, word, Some(code));
    assert_eq!(bench.accepted_count("callback-1").await, 0);
}

#[rstest]
#[case(4)]
#[case(80_007)]
#[case(130_429)]
#[case(131_056)]
#[case(131_057)]
#[case(2_494_100)]
#[tokio::test]
async fn what_was_refused_before_processing_may_go_again_and_then_goes_once(#[case] code: i64) {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    bench.trouble("answer_code", json!(code)).await;
    let result = bench.send(&anna, &text("Да")).await;
    assert!(
        matches!(&result, SendResult::Later { reason, after, .. } if reason.code == Some(code) && *after > 0),
        "{result:?}"
    );
    bench.accepted(&anna, &text("Да")).await;
    assert_eq!(bench.accepted_count("callback-1").await, 1);
}

#[rstest]
#[case(1)]
#[case(2)]
#[case(131_000)]
#[case(131_016)]
#[tokio::test]
async fn after_a_vague_refusal_it_is_lost(#[case] code: i64) {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    bench.trouble("answer_code", json!(code)).await;
    assert_eq!(bench.send(&anna, &text("Да")).await, SendResult::Lost);
}

#[rstest]
#[case::no_answer("drop_answer", json!(true))]
#[case::server_error("accept_then_5xx", json!(503))]
#[tokio::test]
async fn what_was_accepted_without_our_hearing_is_lost_until_a_status_names_it(
    #[case] trouble: &str,
    #[case] value: serde_json::Value,
) {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    bench.trouble(trouble, value).await;
    assert_eq!(bench.send_with(&anna, &text("Да"), "lost-7", None).await, SendResult::Lost);
    let named = |event: &Event| matches!(event, Event::Status(one) if one.callback.as_deref() == Some("lost-7"));
    bench.event(named).await;
    assert_eq!(bench.accepted_count("lost-7").await, 1, "nobody repeated it");
}

#[tokio::test]
async fn without_a_way_there_it_was_not_sent() {
    let account = AccountId::from("meta:1");
    let connection = Connection {
        api_base: closed_port().await,
        token: "token".into(),
        app_secret: None,
        account: account.clone(),
        phone_number_id: "1".into(),
        waba_id: "2".into(),
    };
    let provider = providers::connect(connection).unwrap();
    let (anna, hello) = (Recipient::Person(Person::by_phone("77000004108")), text("Да"));
    let request = SendRequest { account: &account, outgoing: &hello, callback: "c", media: None, attempt: 1, now: NOW };
    assert_eq!(provider.send(permit(&account, &anna, &hello), request).await, SendResult::NotSent);
    let error = provider.number().await.unwrap_err();
    assert_eq!((error.reason, error.retry), ("offline", providers::Retry::WhenOnline));
}

#[tokio::test]
async fn a_closed_window_is_refused_with_the_provider_s_own_number() {
    let bench = Bench::open().await;
    let priya = Recipient::Person(bench.person("Priya Nair").await);
    assert_refused(&bench.send(&priya, &text("Hello")).await, "window_closed", Some(131_047));
}

#[tokio::test]
async fn too_many_to_one_person_wait_and_go_on_later() {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    bench.control("/clock", json!({"hold": true})).await;
    let mut last = bench.send(&anna, &text("1")).await;
    for n in 2..60 {
        if matches!(last, SendResult::Later { .. }) {
            break;
        }
        last = bench.send(&anna, &text(&n.to_string())).await;
    }
    assert!(matches!(&last, SendResult::Later { reason, .. } if reason.code == Some(131_056)), "{last:?}");
    bench.control("/clock", json!({"advance_ms": 3_600_000})).await;
    bench.accepted(&anna, &text("Now")).await;
}

#[tokio::test]
async fn a_failure_after_acceptance_comes_as_a_status_with_its_number() {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    bench.trouble("fail_with", json!(131_050)).await;
    let id = bench.accepted(&anna, &text("Да")).await;
    let failed = bench.status(&id, DeliveryStatus::Failed).await;
    assert_eq!(failed.errors[0].code, 131_050);
    assert_eq!(providers::webhook::reason("meta", failed.errors[0].code), "opted_out");
}

#[tokio::test]
async fn a_permit_for_something_else_or_too_old_sends_nothing() {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    let (asked, other, account) = (text("Да"), text("Нет"), &bench.connection.account);
    let request = |now| SendRequest { account, outgoing: &other, callback: "p", media: None, attempt: 1, now };
    let result = bench.provider.send(permit(account, &anna, &asked), request(NOW)).await;
    assert_refused(&result, "permit_other", None);
    let late = NOW.plus(domain::permit::LIFETIME);
    let result = bench.provider.send(permit(account, &anna, &other), request(late)).await;
    let SendResult::Later { reason, after: 0, number_wide: false } = result else {
        panic!("the gate is asked again, at once: {result:?}")
    };
    assert_eq!(reason.reason, "permit_expired");
    assert_eq!(bench.look("/sent").await["sent"], json!([]));
}

#[tokio::test]
async fn a_person_by_whom_nothing_is_known_cannot_be_written_to() {
    let bench = Bench::open().await;
    let nobody = Recipient::Person(Person { username: Some("kim".into()), ..Person::default() });
    assert_refused(&bench.send(&nobody, &text("Hi")).await, "no_address", None);
}

#[tokio::test]
async fn a_suspended_group_and_an_empty_one_are_refused() {
    let bench = Bench::open().await;
    let suspended = Recipient::Group(bench.group("Закупка «Осень»").await);
    assert_refused(&bench.send(&suspended, &text("?")).await, "group_suspended", Some(131_207));
    let empty = Recipient::Group(bench.group("Витрина · Новый год").await);
    assert_refused(&bench.send(&empty, &text("?")).await, "group_empty", Some(131_020));
}
