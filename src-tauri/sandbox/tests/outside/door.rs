//! The control endpoint's own door, and starting.

use sandbox::{Config, start};
use serde_json::json;

use crate::visitor::Visitor;

#[tokio::test]
async fn a_page_in_a_browser_is_turned_away() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let from_page = visitor.http.get(&visitor.hello.control).header("origin", "https://evil.example");
    assert_eq!(from_page.send().await.unwrap().status(), 403);
    let by_name = visitor.http.get(&visitor.hello.control).header("host", "evil.example");
    assert_eq!(by_name.send().await.unwrap().status(), 403);
    let town = visitor.look("").await;
    assert_eq!(town["sandbox"], true);
    assert!(town["now"].as_i64().unwrap() > 1_700_000_000_000);
}

#[tokio::test]
async fn mistakes_are_named_and_nothing_happens() {
    let visitor = Visitor::enter(1).await;
    let wrong = [
        ("/say", json!({"person": "Никто", "text": "x"})),
        ("/say", json!({"person": "Саша", "group": "Teaware preorder", "text": "x"})),
        ("/say", json!({"person": "Саша", "type": "interactive"})),
        ("/trouble", json!({"kind": "earthquake"})),
        ("/clock", json!({})),
        ("/rate", json!({})),
        ("/nowhere", json!({})),
    ];
    for (path, body) in wrong {
        let answer = visitor.http.post(format!("{}{path}", visitor.hello.control)).json(&body).send().await.unwrap();
        assert!(answer.status().is_client_error(), "{path} {body}");
    }
    assert_eq!(visitor.look("").await["inbound"], 0);
}

#[tokio::test]
async fn the_same_seed_has_the_same_identity_and_another_seed_another() {
    let one = Visitor::stand_outside(5, 0.0).await.hello;
    let again = Visitor::stand_outside(5, 0.0).await.hello;
    let other = Visitor::stand_outside(6, 0.0).await.hello;
    assert_eq!((&one.token, &one.app_secret, &one.waba_id), (&again.token, &again.app_secret, &again.waba_id));
    assert_eq!(
        (&one.phone_number_id, &one.app_id, &one.verify_token),
        (&again.phone_number_id, &again.app_id, &again.verify_token)
    );
    assert_ne!((&one.token, &one.app_secret, &one.waba_id), (&other.token, &other.app_secret, &other.waba_id));
}

#[tokio::test]
async fn a_stopped_sandbox_frees_its_port_and_a_taken_port_is_an_error() {
    let config = |listen: &str| Config { listen: listen.parse().unwrap(), seed: 1, rate: 0.0 };
    let running = start(config("127.0.0.1:0")).await.unwrap();
    let address = running.hello.api_base.trim_start_matches("http://").to_owned();
    assert!(start(config(&address)).await.is_err());
    running.stop().await;
    let second = start(config(&address)).await.unwrap();
    second.stop().await;
}
