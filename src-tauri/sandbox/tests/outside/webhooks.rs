//! The POSTs themselves: signature, escaping, repetition, batches.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::visitor::{ANNA, Arrived, Visitor, words};

fn right(arrived: &Arrived, secret: &str) -> bool {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(&arrived.body);
    let wanted = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
    arrived.headers.get("x-hub-signature-256").is_some_and(|given| given.to_str().unwrap() == wanted)
}

#[tokio::test]
async fn the_signature_is_made_over_the_bytes_that_arrive_escaped_or_raw() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Tomás Ribeiro", "text": "Chá/чай 🙌"})).await;
    visitor.trouble(json!({"kind": "raw_utf8", "count": 1})).await;
    visitor.say(json!({"person": "Tomás Ribeiro", "text": "Chá/чай 🙌"})).await;
    let [escaped, raw] = &visitor.callback.all()[..] else { panic!("two posts") };
    assert!(escaped.body.is_ascii() && String::from_utf8_lossy(&escaped.body).contains(r"Ch\u00e1\/"));
    assert!(String::from_utf8_lossy(&raw.body).contains("Chá/чай 🙌"));
    assert!(right(escaped, &visitor.hello.app_secret) && right(raw, &visitor.hello.app_secret));
    let texts: Vec<Value> = visitor.callback.messages().iter().map(|message| message["text"]["body"].clone()).collect();
    assert_eq!(texts, ["Chá/чай 🙌", "Chá/чай 🙌"]);
}

#[tokio::test]
async fn a_signature_can_be_wrong_or_missing() {
    let visitor = Visitor::enter(1).await;
    visitor.trouble(json!({"kind": "bad_signature", "count": 1})).await;
    visitor.say(json!({"person": "Саша", "text": "раз"})).await;
    visitor.trouble(json!({"kind": "no_signature", "count": 1})).await;
    visitor.say(json!({"person": "Саша", "text": "два"})).await;
    visitor.say(json!({"person": "Саша", "text": "три"})).await;
    let [bad, none, good] = &visitor.callback.all()[..] else { panic!("three posts") };
    assert!(bad.headers.contains_key("x-hub-signature-256") && !right(bad, &visitor.hello.app_secret));
    assert!(!none.headers.contains_key("x-hub-signature-256"));
    assert!(right(good, &visitor.hello.app_secret));
}

#[tokio::test]
async fn what_is_not_answered_with_200_comes_again_after_pauses_that_double() {
    let visitor = Visitor::enter(1).await;
    visitor.callback.answer(&[500, 404, 204]);
    let said = visitor.control("/say", json!({"person": "Lena Fischer", "text": "Hallo", "wait": true})).await;
    assert_eq!(said["status"], 500);
    visitor.control("/idle", json!({})).await;
    let mut seen = Vec::new();
    for pause in [999, 1, 1_999, 1, 3_999, 1, 60_000] {
        visitor.pass(pause).await;
        seen.push(visitor.callback.all().len());
    }
    assert_eq!(seen, [1, 2, 2, 3, 3, 4, 4]);
    let bodies: Vec<Arrived> = visitor.callback.all();
    assert!(bodies.iter().all(|post| post.body == bodies[0].body), "a repeated post has the same bytes");
    let figures = visitor.look("").await["webhooks"].clone();
    assert_eq!((figures["acknowledged"].clone(), figures["refused"].clone()), (json!(1), json!(3)));
}

#[tokio::test]
async fn after_seven_days_a_webhook_is_given_up() {
    let visitor = Visitor::enter(1).await;
    visitor.callback.answer(&[500; 400]);
    visitor.control("/say", json!({"person": "Lena Fischer", "text": "Hallo", "wait": true})).await;
    for _ in 0..190 {
        visitor.pass(3_600_000).await;
    }
    let before = visitor.callback.all().len();
    visitor.pass(30 * 86_400_000).await;
    assert_eq!(visitor.callback.all().len(), before);
    assert_eq!(visitor.look("").await["webhooks"]["given_up"], 1);
}

#[tokio::test]
async fn each_event_has_its_own_post_until_batches_are_asked_for() {
    let visitor = Visitor::enter(1).await;
    visitor.control("/burst", json!({"count": 20, "people": 5})).await;
    visitor.control("/idle", json!({})).await;
    assert_eq!(visitor.callback.all().len(), 20);
    visitor.callback.clear();
    visitor.trouble(json!({"kind": "batch", "value": 1000})).await;
    visitor.control("/burst", json!({"count": 300})).await;
    visitor.control("/idle", json!({})).await;
    let posts = visitor.callback.all().len();
    assert!(posts < 30, "{posts} posts for 300 messages");
    let mut ids: Vec<Value> = visitor.callback.messages().iter().map(|message| message["id"].clone()).collect();
    ids.sort_by_key(Value::to_string);
    ids.dedup();
    assert_eq!(ids.len(), 300);
}

#[tokio::test]
async fn messages_and_statuses_of_one_batch_stand_in_one_body() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    visitor.text(ANNA, "Здравствуйте, Анна!").await;
    visitor.callback.clear();
    visitor.trouble(json!({"kind": "batch", "value": 10})).await;
    visitor.control("/say", json!({"person": "Саша", "text": "раз"})).await;
    visitor.control("/say", json!({"person": "Лейла М.", "text": "два"})).await;
    visitor.pass(10_000).await;
    assert_eq!(visitor.callback.all().len(), 1);
    let value = &visitor.callback.values("messages")[0];
    assert_eq!(value["messages"].as_array().unwrap().len(), 2);
    assert_eq!(words(&visitor.callback.statuses()), ["sent", "delivered", "read"]);
}

#[tokio::test]
async fn a_webhook_can_come_twice_or_never() {
    let visitor = Visitor::enter(1).await;
    visitor.trouble(json!({"kind": "duplicate", "count": 1, "value": 2})).await;
    visitor.control("/say", json!({"person": "Саша", "text": "раз"})).await;
    visitor.control("/idle", json!({})).await;
    let bodies = visitor.callback.all();
    assert_eq!(bodies.len(), 3);
    assert!(bodies.iter().all(|post| post.body == bodies[0].body));
    visitor.trouble(json!({"kind": "lose_webhook", "count": 1})).await;
    visitor.control("/say", json!({"person": "Саша", "text": "два"})).await;
    visitor.pass(86_400_000).await;
    assert_eq!(visitor.callback.all().len(), 3);
}

#[tokio::test]
async fn broken_and_strange_bodies_come_signed() {
    let visitor = Visitor::enter(1).await;
    for kind in ["malformed_json", "big_body", "unknown_field", "unknown_type", "errors_only"] {
        visitor.trouble(json!({"kind": kind})).await;
        visitor.control("/idle", json!({})).await;
    }
    let [malformed, big, field, kind, errors] = &visitor.callback.all()[..] else { panic!("five posts") };
    assert!([malformed, big, field, kind, errors].iter().all(|post| right(post, &visitor.hello.app_secret)));
    assert!(serde_json::from_slice::<Value>(&malformed.body).is_err());
    assert_eq!(big.body.len(), 3 * 1_024 * 1_024);
    assert!(big.json()["entry"].is_array());
    assert_eq!(field.json()["entry"][0]["changes"][0]["field"], "tea_weather_update");
    assert_eq!(kind.json()["entry"][0]["changes"][0]["value"]["messages"][0]["type"], "tea_leaves");
    let value = errors.json()["entry"][0]["changes"][0]["value"].clone();
    assert_eq!(value["errors"][0]["code"], 130_429);
    assert!(value.get("messages").is_none() && value.get("statuses").is_none());
}
