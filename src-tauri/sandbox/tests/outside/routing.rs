//! Subscriptions, the verify handshake, and which address an event goes to.

use serde_json::{Value, json};

use crate::visitor::{Callback, Visitor};

fn subscription(url: &str, token: &str) -> Value {
    json!({"object": "whatsapp_business_account", "callback_url": url, "verify_token": token,
        "fields": "messages,user_preferences"})
}

/// `GET /{app_id}/subscriptions`, as the app asks.
async fn subscribed(visitor: &Visitor) -> Value {
    let path = format!("{}/subscriptions", visitor.hello.app_id);
    visitor.call_as(&visitor.app_token(), reqwest::Method::GET, &path, None).await.1
}

#[tokio::test]
async fn the_handshake_offers_the_token_and_wants_the_challenge_back() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    visitor.callback.expect_token("correct");
    let (status, answer) = visitor.subscribe(&subscription(&visitor.callback.url, "wrong")).await;
    assert_eq!((status, answer["error"]["code"].as_i64()), (400, Some(2_200)));
    assert_eq!(subscribed(&visitor).await["data"], json!([]));
    let (status, answer) = visitor.subscribe(&subscription(&visitor.callback.url, "correct")).await;
    assert_eq!((status, answer), (200, json!({"success": true})));
    assert_eq!(subscribed(&visitor).await["data"][0]["callback_url"], json!(visitor.callback.url));
}

#[tokio::test]
async fn an_address_that_does_not_answer_is_refused() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    for url in ["http://127.0.0.1:9/nobody", "not a url", "ftp://127.0.0.1/x"] {
        let (_, answer) = visitor.subscribe(&subscription(url, "t")).await;
        assert_eq!(answer["error"]["code"], 2_200, "{url}");
    }
    visitor.trouble(json!({"kind": "refuse_webhook", "count": 1})).await;
    let (_, answer) = visitor.subscribe(&subscription(&visitor.callback.url, "t")).await;
    assert_eq!(answer["error"]["code"], 2_200);
    assert_eq!(visitor.subscribe(&subscription(&visitor.callback.url, "t")).await.0, 200);
}

#[tokio::test]
async fn the_app_token_alone_may_subscribe_and_does_nothing_else() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let path = format!("{}/subscriptions", visitor.hello.app_id);
    let (status, answer) = visitor.post(&path, &subscription(&visitor.callback.url, "t")).await;
    assert_eq!((status, answer["error"]["code"].as_i64()), (400, Some(15)), "the system user's token is refused");
    let token = format!("{}|{}", visitor.hello.app_id, visitor.hello.app_secret);
    let url = |path: &str| format!("{}/v25.0/{path}", visitor.hello.api_base);
    let subscribe = visitor.http.post(url(&format!("{}/subscriptions", visitor.hello.app_id))).query(&[
        ("access_token", token.as_str()),
        ("object", "whatsapp_business_account"),
        ("callback_url", &visitor.callback.url),
        ("verify_token", "t"),
        ("fields", "messages"),
    ]);
    // Client libraries name the app's token beside the one that they send everywhere.
    let subscribe = subscribe.bearer_auth(&visitor.hello.token);
    assert_eq!(subscribe.send().await.unwrap().status(), 200);
    let read = visitor.http.get(url(&visitor.hello.waba_id)).bearer_auth(&token).send().await.unwrap();
    assert_eq!(read.status(), 401);
}

#[tokio::test]
async fn nothing_arrives_before_the_app_is_attached_to_the_account() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    visitor.subscribe(&subscription(&visitor.callback.url, "t")).await;
    let said = visitor.control("/say", json!({"person": "Lena Fischer", "text": "Hallo", "wait": true})).await;
    assert_eq!(said["status"], Value::Null);
    assert_eq!(visitor.look("").await["unheard"], 1);
    visitor.post(&format!("{}/subscribed_apps", visitor.hello.waba_id), &json!({})).await;
    visitor.say(json!({"person": "Lena Fischer", "text": "Hallo?"})).await;
    assert_eq!(visitor.callback.messages().len(), 1);
}

#[tokio::test]
async fn an_override_gets_messages_and_opt_outs_stay_with_the_app() {
    let visitor = Visitor::enter(1).await;
    let (account, number) = (Callback::listen().await, Callback::listen().await);
    let attach = format!("{}/subscribed_apps", visitor.hello.waba_id);
    let body = json!({"override_callback_uri": account.url, "verify_token": "t"});
    assert_eq!(visitor.post(&attach, &body).await.0, 200);
    visitor.say(json!({"person": "Саша", "text": "раз"})).await;
    visitor.control("/say", json!({"person": "Саша", "type": "stop"})).await;
    visitor.control("/idle", json!({})).await;
    assert_eq!((account.messages().len(), visitor.callback.messages().len()), (1, 0));
    assert_eq!(visitor.callback.values("user_preferences").len(), 1);
    assert!(account.values("user_preferences").is_empty());

    let body = json!({"webhook_configuration": {"override_callback_uri": number.url, "verify_token": "t"}});
    assert_eq!(visitor.post(&visitor.hello.phone_number_id.clone(), &body).await.0, 200);
    visitor.say(json!({"person": "Саша", "text": "два"})).await;
    assert_eq!((account.messages().len(), number.messages().len()), (1, 1));
    let read = visitor.get(&format!("{}?fields=webhook_configuration", visitor.hello.phone_number_id)).await.1;
    assert_eq!(read["webhook_configuration"]["phone_number"], json!(number.url));

    let body = json!({"webhook_configuration": {"override_callback_uri": ""}});
    visitor.post(&visitor.hello.phone_number_id.clone(), &body).await;
    visitor.post(&attach, &json!({})).await;
    visitor.say(json!({"person": "Саша", "text": "три"})).await;
    assert_eq!(visitor.callback.messages().len(), 1, "without overrides the app's own address is back");
}

#[tokio::test]
async fn a_detached_app_hears_nothing_more() {
    let visitor = Visitor::enter(1).await;
    let path = format!("{}/subscribed_apps", visitor.hello.waba_id);
    assert_eq!(visitor.get(&path).await.1["data"].as_array().unwrap().len(), 1);
    assert_eq!(visitor.call(reqwest::Method::DELETE, &path, None).await.0, 200);
    assert_eq!(visitor.get(&path).await.1["data"], json!([]));
    visitor.control("/say", json!({"person": "Саша", "text": "алло", "wait": true})).await;
    assert!(visitor.callback.all().is_empty());
}

#[tokio::test]
async fn routes_can_be_set_as_if_by_somebody_else_and_no_address_is_asked() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    visitor.control("/routes", json!({"callback": "https://theirs.example/hook", "fields": ["messages"]})).await;
    let told = &subscribed(&visitor).await["data"][0];
    assert_eq!(told["callback_url"], "https://theirs.example/hook");
    assert_eq!(told["fields"].as_array().unwrap().len(), 1);
    visitor.control("/routes", json!({"callback": null})).await;
    assert_eq!(subscribed(&visitor).await["data"], json!([]));
}

#[tokio::test]
async fn an_app_with_another_secret_does_not_know_its_own_token() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    visitor.trouble(json!({"kind": "other_secret"})).await;
    assert_eq!(subscribed(&visitor).await["error"]["code"], 190);
}

#[tokio::test]
async fn answers_name_the_towns_time_or_one_that_is_off_by_so_much() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let date = async || {
        let url = format!("{}/v25.0/{}", visitor.hello.api_base, visitor.hello.waba_id);
        let answer = visitor.http.get(url).bearer_auth(&visitor.hello.token).send().await.unwrap();
        let date = answer.headers()["date"].to_str().unwrap().to_owned();
        chrono::DateTime::parse_from_rfc2822(&date).unwrap().timestamp()
    };
    let before = date().await;
    visitor.pass(3_600_000).await;
    assert!((3_600..3_660).contains(&(date().await - before)));
    visitor.trouble(json!({"kind": "clock_ms", "value": -3_600_000})).await;
    assert!((0..60).contains(&(date().await - before)));
}
