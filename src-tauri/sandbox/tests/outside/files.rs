//! Media: up, down, and gone after their time.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::visitor::{ANNA, Visitor};

const DAY: i64 = 86_400_000;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and the rest of a picture";

async fn fetch(visitor: &Visitor, url: &Value, token: &str) -> (u16, Vec<u8>) {
    let answer = visitor.http.get(url.as_str().unwrap()).bearer_auth(token).send().await.unwrap();
    (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
}

#[tokio::test]
async fn what_went_up_comes_down_the_same_with_its_hash() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let (status, uploaded) = visitor.upload("image/png", PNG.to_vec()).await;
    assert_eq!(status, 200);
    let id = uploaded["id"].as_str().unwrap();
    let (_, medium) = visitor.get(id).await;
    assert_eq!(medium["sha256"], hex::encode(Sha256::digest(PNG)));
    assert_eq!((&medium["mime_type"], &medium["file_size"]), (&json!("image/png"), &json!(PNG.len())));
    assert_eq!(fetch(&visitor, &medium["url"], &visitor.hello.token).await, (200, PNG.to_vec()));
    assert_eq!(fetch(&visitor, &medium["url"], "EAAwrong").await.0, 401);
    assert_eq!(visitor.get(&format!("{id}?phone_number_id=1")).await.1["error"]["code"], 100);
    assert_eq!(visitor.call(reqwest::Method::DELETE, id, None).await, (200, json!({"success": true})));
    assert_eq!(visitor.get(id).await.1["error"]["code"], 100);
    assert_eq!(fetch(&visitor, &medium["url"], &visitor.hello.token).await.0, 404);
}

#[tokio::test]
async fn an_address_lives_five_minutes_an_upload_thirty_days() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let (_, uploaded) = visitor.upload("image/png", PNG.to_vec()).await;
    let id = uploaded["id"].as_str().unwrap().to_owned();
    let url = visitor.get(&id).await.1["url"].clone();
    visitor.pass(5 * 60_000 - 1).await;
    assert_eq!(fetch(&visitor, &url, &visitor.hello.token).await.0, 200);
    visitor.pass(1).await;
    assert_eq!(fetch(&visitor, &url, &visitor.hello.token).await.0, 404);
    let url = visitor.get(&id).await.1["url"].clone();
    assert_eq!(fetch(&visitor, &url, &visitor.hello.token).await.0, 200, "a new address serves again");
    visitor.pass(30 * DAY).await;
    assert_eq!(visitor.get(&id).await.0, 400);
}

#[tokio::test]
async fn what_a_person_sent_lives_seven_days_and_is_what_the_webhook_said() {
    let visitor = Visitor::enter(1).await;
    for kind in ["image", "video", "voice", "document", "sticker"] {
        visitor.callback.clear();
        visitor.say(json!({"person": "Анна Корнеева", "type": kind, "caption": "Вот такой"})).await;
        let message = visitor.callback.messages()[0].clone();
        let said = message[message["type"].as_str().unwrap()].clone();
        let (_, medium) = visitor.get(said["id"].as_str().unwrap()).await;
        let (status, bytes) = fetch(&visitor, &medium["url"], &visitor.hello.token).await;
        assert_eq!(status, 200, "{kind}");
        assert_eq!(medium["sha256"], hex::encode(Sha256::digest(&bytes)), "{kind}");
        assert_eq!(medium["mime_type"], said["mime_type"], "{kind}");
        assert_eq!(fetch(&visitor, &said["url"], &visitor.hello.token).await.1, bytes, "{kind}");
    }
    visitor.say(json!({"person": "Анна Корнеева", "type": "image"})).await;
    let id = visitor.callback.messages()[1]["image"]["id"].as_str().unwrap().to_owned();
    visitor.pass(7 * DAY - 1).await;
    assert_eq!(visitor.get(&id).await.0, 200);
    visitor.pass(1).await;
    assert_eq!(visitor.get(&id).await.0, 400);
    visitor.say(json!({"person": "Анна Корнеева", "type": "image"})).await;
    let id = visitor.callback.messages()[2]["image"]["id"].as_str().unwrap().to_owned();
    visitor.control("/media_expire", json!({})).await;
    assert_eq!(visitor.get(&id).await.0, 400);
}

#[tokio::test]
async fn a_wrong_type_size_or_content_is_131053() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    let code = |answer: (u16, Value)| (answer.0, answer.1["error"]["code"].clone());
    let refused = (400, json!(131_053));
    let mut large = PNG.to_vec();
    large.resize(5 * 1_024 * 1_024 + 1, 0);
    assert_eq!(code(visitor.upload("image/gif", b"GIF89a".to_vec()).await), refused);
    assert_eq!(code(visitor.upload("image/png", b"no picture".to_vec()).await), refused);
    assert_eq!(code(visitor.upload("image/png", Vec::new()).await), refused);
    assert_eq!(code(visitor.upload("image/png", large).await), refused);
    let id = visitor.upload("image/png", PNG.to_vec()).await.1["id"].clone();
    let send = |kind: &str, inner: Value| json!({"to": ANNA, "type": kind, kind: inner});
    assert_eq!(visitor.refused(send("video", json!({"id": id}))).await, 131_053, "a picture is no video");
    assert_eq!(visitor.send(send("image", json!({"id": id, "caption": "x"}))).await.0, 200);
    let stereo = visitor.upload("audio/ogg", b"OggS----OpusHead\x01\x02----".to_vec()).await.1["id"].clone();
    assert_eq!(visitor.refused(send("audio", json!({"id": stereo, "voice": true}))).await, 131_053, "two channels");
    assert_eq!(visitor.send(send("audio", json!({"id": stereo}))).await.0, 200, "as music it may go");
}
