//! From a token to a working account.

use axum::Router;
use axum::routing::get;
use domain::Timestamp;
use providers::meta::discover;
use providers::{Connection, Retry};
use serde_json::json;
use tokio::net::TcpListener;

use crate::bench::{Bench, closed_port, town};

#[tokio::test]
async fn a_token_tells_its_numbers() {
    let town = town().await;
    let hello = &town.hello;
    let found = discover::numbers(&hello.api_base, &hello.token.as_str().into()).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].account.as_str(), format!("meta:{}", hello.phone_number_id));
    assert_eq!((&found[0].waba_id, &found[0].app_id), (&hello.waba_id, &hello.app_id));
    assert_eq!(found[0].name, "Polar Tea");
}

#[tokio::test]
async fn a_wrong_token_and_a_closed_door_are_told_apart() {
    let town = town().await;
    let error = discover::numbers(&town.hello.api_base, &"wrong".into()).await.unwrap_err();
    assert_eq!((error.reason, error.retry), ("token_expired", Retry::Never));
    let error = discover::numbers(&closed_port().await, &"any".into()).await.unwrap_err();
    assert_eq!((error.reason, error.retry), ("offline", Retry::WhenOnline));
}

#[tokio::test]
async fn a_callback_that_does_not_answer_the_challenge_is_not_subscribed() {
    let bench = Bench::open().await;
    let hello = &bench.town.hello;
    let (nowhere, token) = (closed_port().await, hello.token.as_str().into());
    let result = discover::subscribe(&hello.api_base, &hello.app_id, &hello.waba_id, &token, &nowhere, "v").await;
    assert_eq!(result.unwrap_err().code, Some(2_200));
}

#[tokio::test]
async fn subscribing_again_changes_nothing() {
    let bench = Bench::open().await;
    let hello = &bench.town.hello;
    let (token, ours, verify) = (hello.token.as_str().into(), &bench.callback, &hello.verify_token);
    bench.hear(json!({"person": "Анна Корнеева", "text": "1"})).await;
    discover::subscribe(&hello.api_base, &hello.app_id, &hello.waba_id, &token, ours, verify).await.unwrap();
    bench.hear(json!({"person": "Анна Корнеева", "text": "2"})).await;
}

#[tokio::test]
async fn the_town_s_clock_is_read_and_follows_its_jumps() {
    let bench = Bench::open().await;
    let base = &bench.town.hello.api_base;
    bench.control("/clock", json!({"hold": true})).await;
    let before = discover::sandbox_clock(base).await.unwrap();
    bench.control("/clock", json!({"advance_ms": 3_600_000})).await;
    let after = discover::sandbox_clock(&format!("{base}/v25.0")).await.unwrap();
    assert_eq!(after.since(before), 3_600_000);
    assert!(before > Timestamp::from_seconds(1_700_000_000), "{before:?}");
}

#[tokio::test]
async fn only_a_sandbox_on_this_machine_has_a_clock() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/control", get(|| async { r#"{"now": 1795000000000}"# }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    assert_eq!(discover::sandbox_clock(&format!("http://{address}")).await, None, "it does not say that it is one");
    assert_eq!(discover::sandbox_clock(&closed_port().await).await, None);
    for elsewhere in ["https://graph.facebook.com", "http://192.0.2.1", "http://127.0.0.1.example.com", "nonsense"] {
        assert_eq!(discover::sandbox_clock(elsewhere).await, None);
    }
}

#[tokio::test]
async fn an_account_of_no_provider_of_ours_is_said_to_be_so() {
    let bench = Bench::open().await;
    let connection = Connection { account: "pigeon:7".into(), ..bench.connection.clone() };
    let Err(error) = providers::connect(connection) else { panic!("pigeons cannot be connected") };
    assert_eq!((error.reason, error.retry), ("unknown_provider", Retry::Never));
}

#[tokio::test]
async fn what_can_be_sent_is_known_without_a_connection() {
    let bench = Bench::open().await;
    let offline = providers::capabilities(&bench.connection.account);
    assert_eq!(offline, Some(bench.provider.capabilities()));
    assert_eq!(providers::capabilities(&"pigeon:7".into()), None);
}
