//! From a token to a working account.

use axum::Router;
use axum::routing::get;
use domain::Timestamp;
use domain::connection::{ConnectFault, Opened};
use providers::meta::discover::{self, Keys};
use providers::meta::look::{LookError, look};
use providers::{Connection, Retry, Secret};
use rstest::rstest;
use serde_json::{Value, json};
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
    let (nowhere, token, secret) = (closed_port().await, hello.token.as_str().into(), hello.app_secret.as_str().into());
    let keys = Keys { token: &token, app_secret: &secret, verify_token: "v" };
    let result = discover::subscribe(&hello.api_base, (&hello.app_id, &hello.waba_id), keys, &nowhere).await;
    assert_eq!(result.unwrap_err().code, Some(2_200));
}

#[tokio::test]
async fn subscribing_again_changes_nothing() {
    let bench = Bench::open().await;
    let hello = &bench.town.hello;
    let (token, secret) = (hello.token.as_str().into(), hello.app_secret.as_str().into());
    let keys = Keys { token: &token, app_secret: &secret, verify_token: &hello.verify_token };
    bench.hear(json!({"person": "Анна Корнеева", "text": "1"})).await;
    discover::subscribe(&hello.api_base, (&hello.app_id, &hello.waba_id), keys, &bench.callback).await.unwrap();
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

/// What the town's own token and secret open, after that trouble began.
async fn looked(trouble: Value) -> Result<Opened, LookError> {
    let bench = Bench::open().await;
    bench.control("/trouble", trouble).await;
    let hello = &bench.town.hello;
    look(&hello.api_base, &hello.token.as_str().into(), &hello.app_secret.as_str().into()).await
}

#[tokio::test]
async fn two_values_tell_the_app_and_its_numbers() {
    let opened = looked(json!({"kind": "token", "value": "everything"})).await.unwrap();
    assert_eq!((opened.app.as_str(), opened.expires_at), ("Switchboard sandbox", None));
    let [number] = opened.numbers.as_slice() else { panic!("one number: {opened:?}") };
    assert_eq!((number.business.as_str(), number.phone.as_str()), ("Polar Tea", "+44 20 7946 0841"));
    assert!(number.registered);
    let soon = looked(json!({"kind": "token", "value": "ends_soon"})).await.unwrap();
    assert!(soon.expires_at.is_some(), "a token that ends is said to");
}

#[tokio::test]
async fn an_account_that_the_token_may_not_read_keeps_nobody_from_the_others() {
    let opened = looked(json!({"kind": "token", "value": "one_too_many"})).await.unwrap();
    assert_eq!(opened.numbers.len(), 1);
    let bench = Bench::open().await;
    bench.control("/trouble", json!({"kind": "token", "value": "one_too_many"})).await;
    let hello = &bench.town.hello;
    assert_eq!(discover::numbers(&hello.api_base, &hello.token.as_str().into()).await.unwrap().len(), 1);
}

#[rstest]
#[case::expired(json!({"kind": "token", "value": "expired"}), ConnectFault::TokenExpired)]
#[case::taken_back(json!({"kind": "token", "value": "revoked"}), ConnectFault::TokenRevoked)]
#[case::no_management(json!({"kind": "token", "value": "no_management"}), lacks("whatsapp_business_management"))]
#[case::no_messaging(json!({"kind": "token", "value": "no_messaging"}), lacks("whatsapp_business_messaging"))]
#[case::no_account(json!({"kind": "token", "value": "no_account"}), ConnectFault::NoAccount)]
#[case::no_number(json!({"kind": "token", "value": "no_number"}), ConnectFault::NoNumber)]
#[case::not_registered(json!({"kind": "not_registered"}), ConnectFault::NotRegistered { phone: "+44 20 7946 0841".into() })]
#[tokio::test]
async fn what_is_wrong_with_a_token_is_named(#[case] trouble: Value, #[case] fault: ConnectFault) {
    assert_eq!(looked(trouble).await, Err(LookError::Fault(fault)));
}

fn lacks(permission: &str) -> ConnectFault {
    ConnectFault::PermissionMissing { permission: permission.to_owned() }
}

#[tokio::test]
async fn a_strange_token_a_strange_secret_and_a_closed_door_are_told_apart() {
    let bench = Bench::open().await;
    let hello = &bench.town.hello;
    let (token, secret) = (Secret::from(hello.token.as_str()), Secret::from(hello.app_secret.as_str()));
    let strange = look(&hello.api_base, &"EAAstranger".into(), &secret).await;
    assert_eq!(strange, Err(LookError::Fault(ConnectFault::TokenUnknown)));
    let other = look(&hello.api_base, &token, &"0123456789abcdef0123456789abcdef".into()).await;
    assert_eq!(other, Err(LookError::Fault(ConnectFault::SecretOfAnotherApp)));
    let swapped = look(&hello.api_base, &secret, &token).await;
    assert_eq!(swapped, Err(LookError::Fault(ConnectFault::Swapped)));
    let Err(LookError::Provider(error)) = look(&closed_port().await, &token, &secret).await else {
        panic!("it is closed")
    };
    assert_eq!(error.retry, Retry::WhenOnline);
}
