//! A body of our own that goes the whole way of a webhook: it arrives, or the part of the way that failed is named.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use contract::command::Commands as _;
use contract::connection::{ConnectNumber, WebhookWay};
use contract::workspace::Nothing;
use domain::doctor::LoopOutcome;
use engine::ports::CredentialSet;
use reqwest::Client;
use serde_json::json;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::desk::Desk;
use crate::ports::Recorded;
use crate::town::Town;

/// How somebody between the public address and the door answers, and what it passes on.
#[derive(Clone, Copy)]
struct Between {
    passes: bool,
    adds: &'static str,
    answers: Option<u16>,
}

const HONEST: Between = Between { passes: true, adds: "", answers: None };

/// A desk with a number that counts as a real one.
async fn shop() -> Desk {
    let town = Town::wake().await;
    town.trouble(json!({"kind": "disguise"})).await;
    let desk = Desk::sit_down(town, Arc::new(Recorded::new()), TempDir::new().unwrap()).await;
    let CredentialSet { token, app_secret, .. } = desk.town.credentials();
    desk.engine.number_connect(ConnectNumber { token, app_secret }).await.unwrap();
    desk.connected().await;
    desk
}

async fn outcome(desk: &Desk) -> LoopOutcome {
    desk.engine.connection_loop(Nothing {}).await.unwrap().outcome
}

async fn leads(desk: &Desk, url: String) {
    desk.engine.webhook_way_set(WebhookWay::Address { url }).await.unwrap();
    desk.eventually("the address is told", async || {
        let webhook = desk.engine.number_webhook(Nothing {}).await.unwrap();
        (!matches!(webhook.callback, contract::connection::Callback::Unset)).then_some(())
    })
    .await;
}

/// Has the public address lead to somebody between, and says what came of the body.
async fn through(desk: &Desk, between: Between) -> LoopOutcome {
    let door = format!("http://{}/webhooks/meta", desk.engine.listening());
    let pass = move |headers: HeaderMap, body: Bytes| async move {
        let mut status = 200;
        if between.passes {
            let signature = headers.get("x-hub-signature-256").unwrap().clone();
            let body = [&body[..], between.adds.as_bytes()].concat();
            let passed = Client::new().post(door).header("x-hub-signature-256", signature).body(body).send();
            status = passed.await.unwrap().status().as_u16();
        }
        StatusCode::from_u16(between.answers.unwrap_or(status)).unwrap()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        axum::serve(listener, Router::new().route("/webhooks/meta", post(pass))).await.unwrap();
    });
    leads(desk, url.clone()).await;
    let webhook = format!("{url}/webhooks/meta");
    let tested = desk
        .eventually("the new address is the one that is tested", async || {
            let tested = desk.engine.connection_loop(Nothing {}).await.unwrap();
            (tested.address.as_deref() == Some(webhook.as_str())).then_some(tested)
        })
        .await;
    server.abort();
    tested.outcome
}

#[tokio::test]
async fn a_test_that_arrives_is_no_webhook_and_leaves_nothing_behind() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    let before = engine::inspect(desk.folder.path()).unwrap();
    assert!(matches!(outcome(&desk).await, LoopOutcome::Arrived { .. }));
    let after = engine::inspect(desk.folder.path()).unwrap();
    assert_eq!((after.journal, after.unknown), (before.journal, before.unknown));
    assert_eq!(desk.engine.figures().answers, engine::Answers::default(), "it does not count as traffic");
    let webhook = desk.engine.number_webhook(Nothing {}).await.unwrap();
    assert_eq!((webhook.signed, webhook.forged), (None, None), "the light is the provider's");
}

#[tokio::test]
async fn tests_at_once_do_not_disturb_each_other_nor_an_examination() {
    let desk = Desk::open().await;
    let examine = || desk.engine.connection_examine(Nothing {});
    let (one, other, first, second) = tokio::join!(outcome(&desk), outcome(&desk), examine(), examine());
    assert!(matches!(one, LoopOutcome::Arrived { .. }));
    assert!(matches!(other, LoopOutcome::Arrived { .. }));
    for examined in [first, second] {
        assert_eq!(examined.unwrap().signs.door_answers, Some(true));
    }
    assert_eq!(desk.engine.number_webhook(Nothing {}).await.unwrap().signed, None);
}

#[tokio::test]
async fn each_part_of_the_way_that_fails_is_named() {
    let desk = shop().await;
    assert_eq!(outcome(&desk).await, LoopOutcome::NoAddress);
    assert!(matches!(through(&desk, HONEST).await, LoopOutcome::Arrived { .. }));
    let absent = Between { passes: false, ..HONEST };
    assert_eq!(through(&desk, absent).await, LoopOutcome::Elsewhere);
    let closed = Between { passes: false, answers: Some(403), ..HONEST };
    assert_eq!(through(&desk, closed).await, LoopOutcome::NotPassedOn { status: 403 });
    let meddling = Between { adds: " ", ..HONEST };
    assert_eq!(through(&desk, meddling).await, LoopOutcome::SignatureRefused);
    let clumsy = Between { answers: Some(502), ..HONEST };
    assert_eq!(through(&desk, clumsy).await, LoopOutcome::AnswerLost { status: Some(502) });
    leads(&desk, "http://127.0.0.1:1".to_owned()).await;
    desk.eventually("nothing answers", async || (outcome(&desk).await == LoopOutcome::NoAnswer).then_some(())).await;
}

#[tokio::test]
async fn a_test_without_credentials_is_not_sent() {
    let town = Town::wake().await;
    let desk = Desk::sit_down(town, Arc::new(Recorded::new()), TempDir::new().unwrap()).await;
    assert_eq!(outcome(&desk).await, LoopOutcome::NoCredentials);
}

#[tokio::test]
async fn a_test_that_comes_when_nobody_waits_for_it_is_taken_and_leaves_nothing_behind() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    let before = engine::inspect(desk.folder.path()).unwrap();
    let body = format!(r#"{{"object":"switchboard","entry":[],"test":"{}"}}"#, "0f".repeat(16));
    assert_eq!(crate::promises::post(&desk, body.as_bytes(), body.clone().into_bytes()).await, StatusCode::OK);
    let after = engine::inspect(desk.folder.path()).unwrap();
    assert_eq!((after.journal, after.unknown), (before.journal, before.unknown));
    assert_eq!(desk.engine.number_webhook(Nothing {}).await.unwrap().signed, None);
}
