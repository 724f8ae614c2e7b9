//! The troubles of the answer to a send: refused, lost, late, broken.

use std::time::Duration;

use serde_json::json;

use crate::visitor::{ANNA, Visitor, words};

async fn written() -> Visitor {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    visitor.callback.clear();
    visitor
}

#[tokio::test]
async fn the_next_sends_can_be_refused_with_any_code_and_the_attempts_are_counted() {
    let visitor = written().await;
    visitor.trouble(json!({"kind": "answer_code", "value": 131_016, "count": 2})).await;
    let body = json!({"to": ANNA, "text": {"body": "x"}, "biz_opaque_callback_data": "cb"});
    let (status, answer) = visitor.send(body.clone()).await;
    assert_eq!((status, &answer["error"]["code"]), (500, &json!(131_016)));
    assert_eq!(visitor.refused(body.clone()).await, 131_016);
    assert_eq!(visitor.send(body).await.0, 200);
    let sent = visitor.look("/sent?callback=cb").await["sent"].clone();
    assert_eq!((sent.as_array().unwrap().len(), &sent[0]["attempts"]), (1, &json!(3)));
}

#[tokio::test]
async fn an_answer_can_be_lost_although_the_message_goes_out() {
    let visitor = written().await;
    visitor.trouble(json!({"kind": "drop_answer", "count": 1})).await;
    let url = format!("{}/v25.0/{}/messages", visitor.hello.api_base, visitor.hello.phone_number_id);
    let body =
        json!({"messaging_product": "whatsapp", "to": ANNA, "text": {"body": "x"}, "biz_opaque_callback_data": "lost"});
    let client = reqwest::Client::builder().retry(reqwest::retry::never()).build().unwrap();
    let answer = client.post(&url).bearer_auth(&visitor.hello.token).json(&body).send().await;
    assert!(answer.is_err(), "the connection closed without an answer");
    visitor.pass(10_000).await;
    let statuses = visitor.callback.statuses();
    assert_eq!(words(&statuses), ["sent", "delivered", "read"]);
    assert_eq!(statuses[0]["biz_opaque_callback_data"], "lost");
    assert_eq!(visitor.look("/sent?callback=lost").await["sent"].as_array().unwrap().len(), 1);
    visitor.text(ANNA, "the next one is answered").await;
}

#[tokio::test]
async fn an_accepted_message_can_be_answered_with_a_server_error() {
    let visitor = written().await;
    visitor.trouble(json!({"kind": "accept_then_5xx", "count": 1, "value": 503})).await;
    let (status, answer) = visitor.send(json!({"to": ANNA, "text": {"body": "x"}})).await;
    assert_eq!((status, &answer["error"]["code"]), (503, &json!(131_000)));
    visitor.pass(10_000).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent", "delivered", "read"]);
}

#[tokio::test]
async fn an_answer_can_be_later_than_a_client_waits() {
    let visitor = written().await;
    visitor.trouble(json!({"kind": "delay_answer_ms", "count": 1, "value": 60_000})).await;
    let url = format!("{}/v25.0/{}/messages", visitor.hello.api_base, visitor.hello.phone_number_id);
    let body = json!({"messaging_product": "whatsapp", "to": ANNA, "text": {"body": "x"}});
    let request = visitor.http.post(&url).bearer_auth(&visitor.hello.token).json(&body);
    let answer = request.timeout(Duration::from_millis(300)).send().await;
    assert!(answer.unwrap_err().is_timeout());
    assert_eq!(visitor.look("/sent").await["sent"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_template_can_be_held_for_assessment() {
    let visitor = written().await;
    visitor.trouble(json!({"kind": "hold_template", "count": 1})).await;
    let template = json!({"name": "reply_continue", "language": {"code": "en"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "A"}]}]});
    let (_, answer) = visitor.send(json!({"to": ANNA, "type": "template", "template": template})).await;
    assert_eq!(answer["messages"][0]["message_status"], "held_for_quality_assessment");
}

#[tokio::test]
async fn reads_and_downloads_can_fail_too() {
    let visitor = written().await;
    visitor.trouble(json!({"kind": "read_code", "value": 80_007, "count": 1})).await;
    let list = format!("{}/message_templates", visitor.hello.waba_id);
    let (status, answer) = visitor.get(&list).await;
    assert_eq!((status, answer["error"]["code"].as_i64()), (400, Some(80_007)));
    assert_eq!(visitor.get(&list).await.0, 200);
    visitor.say(json!({"person": "Анна Корнеева", "type": "image"})).await;
    let url = visitor.callback.messages()[0]["image"]["url"].as_str().unwrap().to_owned();
    visitor.trouble(json!({"kind": "media_status", "value": 503, "count": 1})).await;
    let fetch = || visitor.http.get(&url).bearer_auth(&visitor.hello.token).send();
    assert_eq!(fetch().await.unwrap().status(), 503);
    assert_eq!(fetch().await.unwrap().status(), 200);
}
