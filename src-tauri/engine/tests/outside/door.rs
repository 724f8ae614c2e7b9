//! The door for webhooks: what it takes, what it turns away, and what it answers when the disk says no.

use contract::chat::{ChatFilter, ChatKind};
use domain::content::Content;
use reqwest::{Client, StatusCode};
use rusqlite::Connection;
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::desk::Desk;
use crate::town::ANNA;

fn url(desk: &Desk, path: &str) -> String {
    format!("http://{}{path}", desk.engine.listening())
}

async fn post(desk: &Desk, signature: Option<&str>, body: Vec<u8>) -> StatusCode {
    let mut request = Client::new().post(url(desk, "/webhooks/meta")).body(body);
    if let Some(signature) = signature {
        request = request.header("x-hub-signature-256", signature);
    }
    request.send().await.unwrap().status()
}

#[tokio::test]
async fn a_body_without_the_right_signature_is_turned_away_and_not_kept() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    let before = engine::inspect(desk.folder.path()).unwrap().journal;
    let body = br#"{"object":"whatsapp_business_account","entry":[]}"#.to_vec();
    let hash = format!("sha256={}", "0".repeat(64));
    for wrong in [None, Some(hash.as_str()), Some(""), Some("sha256="), Some("sha256=none"), hash.get(..70)] {
        assert_eq!(post(&desk, wrong, body.clone()).await, StatusCode::UNAUTHORIZED, "{wrong:?}");
    }
    assert_eq!(engine::inspect(desk.folder.path()).unwrap().journal, before);
}

#[tokio::test]
async fn a_body_over_three_mebibytes_is_too_large_and_one_of_exactly_that_is_taken() {
    let desk = Desk::open().await;
    let most = 3 * 1024 * 1024;
    assert_eq!(post(&desk, None, vec![b' '; most + 1]).await, StatusCode::PAYLOAD_TOO_LARGE);
    for attempt in 0..10 {
        let status = post(&desk, None, vec![b' '; 5 * most]).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "the answer reached the sender, attempt {attempt}");
    }
    desk.town.trouble(json!({"kind": "big_body", "value": most})).await;
    desk.town.control("/idle", json!({})).await;
    let webhooks = desk.town.look("").await["webhooks"].clone();
    assert_eq!((&webhooks["acknowledged"], &webhooks["refused"]), (&json!(1), &json!(0)), "{webhooks}");
}

#[tokio::test]
async fn malformed_json_with_the_right_signature_is_acknowledged_and_shown_as_unknown() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "malformed_json"})).await;
    desk.town.control("/idle", json!({})).await;
    assert_eq!(desk.town.look("").await["webhooks"]["acknowledged"], json!(1));
    let row = desk.eventually("something that could not be read", async || {
        desk.rows(ChatFilter::All).await.into_iter().find(|row| row.kind == ChatKind::Unsorted)
    });
    let chat = row.await.chat_id;
    assert!(matches!(desk.newest(chat).await.content, Content::Unknown { .. }));
    assert_eq!(engine::inspect(desk.folder.path()).unwrap().unknown, 1);
}

#[tokio::test]
async fn the_verification_echoes_the_challenge_to_who_knows_the_word() {
    let desk = Desk::open().await;
    let ask = async |token: &str, path: &str| {
        let query = [("hub.mode", "subscribe"), ("hub.verify_token", token), ("hub.challenge", "1158201444")];
        let answer = Client::new().get(url(&desk, path)).query(&query).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    };
    let token = desk.town.hello.verify_token.clone();
    assert_eq!(ask(&token, "/webhooks/meta").await, (StatusCode::OK, "1158201444".to_owned()));
    assert_eq!(ask("guess", "/webhooks/meta").await.0, StatusCode::FORBIDDEN);
    assert_eq!(ask(&token, "/webhooks/nobody").await.0, StatusCode::NOT_FOUND);
    assert_eq!(ask(&token, "/api/chats").await.0, StatusCode::NOT_FOUND, "the contract is not behind this door");
}

#[tokio::test]
async fn when_the_disk_says_no_the_provider_is_told_and_brings_it_again() {
    let desk = Desk::open().await;
    let disk = Connection::open(desk.folder.path().join("journal.db")).unwrap();
    disk.execute_batch("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(FAIL, 'full'); END").unwrap();
    let said = desk.town.control("/say", json!({"person": ANNA, "text": "Дойдёт?", "wait": true})).await;
    assert_eq!(said["status"], json!(503));
    assert!(desk.rows(ChatFilter::All).await.iter().all(|row| row.last.is_none()), "nothing is shown that is not kept");
    disk.execute_batch("DROP TRIGGER full").unwrap();
    desk.town.pass(2_000).await;
    desk.row_saying(ANNA, "Дойдёт?").await;
}

/// A sender who announces a body and keeps it back.
async fn holds_back(desk: &Desk, bytes: usize) -> TcpStream {
    let mut sender = TcpStream::connect(desk.engine.listening()).await.unwrap();
    let head = format!("POST /webhooks/meta HTTP/1.1\r\nHost: shop\r\nContent-Length: {bytes}\r\n\r\n");
    sender.write_all(head.as_bytes()).await.unwrap();
    sender
}

#[tokio::test]
async fn what_there_is_no_room_for_is_to_be_brought_again() {
    let desk = Desk::open().await;
    let ask = async || Client::new().post(url(&desk, "/webhooks/meta")).body("{}").send().await.unwrap().status();
    let mut senders = Vec::new();
    for _ in 0..21 {
        senders.push(holds_back(&desk, 3 * 1024 * 1024).await);
    }
    senders.push(holds_back(&desk, 1024 * 1024).await);
    desk.eventually("the door is full", async || (ask().await == StatusCode::SERVICE_UNAVAILABLE).then_some(())).await;
    assert!(desk.engine.figures().answers.no_room > 0);
    drop(senders);
    desk.eventually("there is room again", async || (ask().await == StatusCode::UNAUTHORIZED).then_some(())).await;
    desk.town.write(ANNA, "Дойдёт?").await;
    desk.row_saying(ANNA, "Дойдёт?").await;
}
