//! From a folder with nothing in it to the first message in and out.

use std::sync::Arc;

use contract::ErrorCode;
use contract::command::Commands as _;
use contract::connection::{Callback, ConnectNumber, FirstRun, WebhookWay};
use contract::workspace::Nothing;
use domain::delivery::DeliveryStatus;
use engine::ports::CredentialSet;
use serde_json::json;
use tempfile::TempDir;

use crate::desk::Desk;
use crate::ports::Recorded;
use crate::town::{ANNA, Town};

/// A desk on which nothing was ever set up. The town does not say that it is one: its number is like a real one.
async fn new_desk() -> Desk {
    let town = Town::wake().await;
    town.trouble(json!({"kind": "disguise"})).await;
    Desk::sit_down(town, Arc::new(Recorded::new()), TempDir::new().unwrap()).await
}

fn values(desk: &Desk) -> ConnectNumber {
    let CredentialSet { token, app_secret, .. } = desk.town.credentials();
    ConnectNumber { token, app_secret }
}

async fn first_run(desk: &Desk) -> Option<FirstRun> {
    desk.engine.workspace(Nothing {}).await.unwrap().first_run
}

async fn told(desk: &Desk) -> String {
    desk.eventually("the provider knows the address", async || {
        match desk.engine.number_webhook(Nothing {}).await.unwrap().callback {
            Callback::Told { address } => Some(address),
            _ => None,
        }
    })
    .await
}

#[tokio::test]
async fn an_empty_folder_asks_what_to_begin_with_and_then_for_the_first_message() {
    let desk = new_desk().await;
    assert_eq!(first_run(&desk).await, Some(FirstRun::Choose));
    let wrong = ConnectNumber { token: "EAAstranger".into(), ..values(&desk) };
    desk.engine.number_connect(wrong).await.unwrap_err();
    assert_eq!(first_run(&desk).await, Some(FirstRun::Choose), "values that open nothing choose nothing");
    let workspace = desk.engine.number_connect(values(&desk)).await.unwrap();
    assert_eq!(workspace.first_run, Some(FirstRun::Receive));

    let door = desk.engine.number_webhook(Nothing {}).await.unwrap();
    assert!(door.verify_token.is_some_and(|word| word.len() == 32), "a word was made");
    assert_eq!((door.callback, door.signed), (Callback::Unset, None), "nobody was told anything yet");
    let way = WebhookWay::Address { url: format!(" {}/webhooks/meta/ ", door.door) };
    let chosen = desk.engine.webhook_way_set(way).await.unwrap();
    assert_eq!(chosen.way, Some(WebhookWay::Address { url: door.door.clone() }));
    assert_eq!(told(&desk).await, format!("{}/webhooks/meta", door.door));
    let answer = desk.engine.number_webhook(Nothing {}).await.unwrap();
    assert_eq!(answer.signed, None, "an address that was verified has brought nothing yet");

    desk.town.write(ANNA, "Здравствуйте!").await;
    let chat = desk.chat(ANNA).await;
    assert!(desk.engine.number_webhook(Nothing {}).await.unwrap().signed.is_some());
    let answer = desk.reply(chat, "Здравствуйте, Анна").await;
    desk.reaches(chat, answer, DeliveryStatus::Read).await;
    assert_eq!(first_run(&desk).await, Some(FirstRun::Receive), "the operator says when it is over");
    assert_eq!(desk.engine.first_run_end(Nothing {}).await.unwrap().first_run, None);
}

#[tokio::test]
async fn a_start_in_the_middle_goes_on_where_it_was_at_the_same_door() {
    let desk = new_desk().await;
    desk.engine.number_connect(values(&desk)).await.unwrap();
    let before = desk.engine.number_webhook(Nothing {}).await.unwrap();
    desk.engine.webhook_way_set(WebhookWay::Address { url: before.door.clone() }).await.unwrap();
    told(&desk).await;
    let (town, ports, folder) = desk.close().await;
    let desk = Desk::sit_down(town, ports, folder).await;
    assert_eq!(first_run(&desk).await, Some(FirstRun::Receive));
    let after = desk.engine.number_webhook(Nothing {}).await.unwrap();
    assert_eq!((&after.door, &after.verify_token), (&before.door, &before.verify_token));
    told(&desk).await;
}

#[tokio::test]
async fn an_address_that_does_not_lead_here_is_refused_and_no_address_is_not_taken() {
    let desk = new_desk().await;
    desk.engine.number_connect(values(&desk)).await.unwrap();
    let way = WebhookWay::Address { url: format!("http://{}", desk.town.address()) };
    desk.engine.webhook_way_set(way).await.unwrap();
    desk.eventually("it is refused", async || {
        let callback = desk.engine.number_webhook(Nothing {}).await.unwrap().callback;
        matches!(callback, Callback::Refused { .. }).then_some(())
    })
    .await;
    for typed in ["", "polar-tea.example", "https://", "ftp://polar-tea.example", "https://polar tea.example"] {
        let refused = desk.engine.webhook_way_set(WebhookWay::Address { url: typed.into() }).await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::BadRequest, "{typed}");
    }
}

#[tokio::test]
async fn the_sandbox_may_be_chosen_instead_and_a_number_ends_it() {
    let desk = new_desk().await;
    desk.engine.sandbox_begin(Nothing {}).await.unwrap();
    assert_eq!(desk.ports.opened(), ["sandbox"]);
    desk.engine.number_connect(values(&desk)).await.unwrap();
    assert_eq!(desk.ports.opened(), ["sandbox", "numbers"]);
}

#[tokio::test]
async fn a_number_that_is_set_up_already_has_no_first_run() {
    let desk = Desk::open().await;
    assert_eq!(first_run(&desk).await, None);
}
