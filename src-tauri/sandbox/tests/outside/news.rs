//! News of the number, the account, its templates and of calls: the state and what is told of it agree.

use serde_json::{Value, json};

use crate::visitor::Visitor;

const ANNA: &str = "Анна Корнеева";

/// Subscribed to what the news come as.
async fn listening() -> Visitor {
    let visitor = Visitor::enter(1).await;
    let fields = "messages,account_update,account_alerts,business_capability_update,phone_number_quality_update,\
        phone_number_name_update,message_template_status_update,message_template_quality_update,\
        template_category_update,security,calls,messaging_handovers,user_preferences";
    let body = json!({"object": "whatsapp_business_account", "callback_url": visitor.callback.url,
        "verify_token": visitor.hello.verify_token, "fields": fields});
    assert_eq!(visitor.subscribe(&body).await.0, 200);
    visitor
}

async fn told(visitor: &Visitor, news: Value, field: &str) -> Value {
    visitor.control("/news", news).await;
    visitor.control("/idle", json!({})).await;
    visitor.callback.values(field).pop().unwrap_or_default()
}

async fn number(visitor: &Visitor, field: &str) -> Value {
    visitor.get(&format!("{}?fields={field}", visitor.hello.phone_number_id)).await.1[field].clone()
}

#[tokio::test]
async fn a_number_is_read_as_it_was_told() {
    let visitor = listening().await;
    let value = told(&visitor, json!({"of": "number", "quality": "FLAGGED"}), "phone_number_quality_update").await;
    assert_eq!(value["event"], "FLAGGED");
    assert_eq!(
        (number(&visitor, "quality_rating").await, number(&visitor, "status").await),
        (json!("RED"), json!("FLAGGED"))
    );
    let value = told(&visitor, json!({"of": "account", "limit": "TIER_10K"}), "business_capability_update").await;
    assert_eq!(value["max_daily_conversations_per_business"], "TIER_10K");
    assert_eq!(number(&visitor, "whatsapp_business_manager_messaging_limit").await, "TIER_10K");
    let named = json!({"of": "number", "new_name": "Polar Tea House"});
    assert_eq!(told(&visitor, named, "phone_number_name_update").await["decision"], "APPROVED");
    assert_eq!(number(&visitor, "verified_name").await, "Polar Tea House");
}

#[tokio::test]
async fn a_template_is_listed_as_it_was_told_and_silence_tells_nothing() {
    let visitor = listening().await;
    let paused = json!({"of": "template", "name": "order_ready", "status": "PAUSED", "reason": "FIRST_PAUSE"});
    let value = told(&visitor, paused, "message_template_status_update").await;
    assert_eq!((&value["event"], &value["message_template_language"]), (&json!("PAUSED"), &json!("en")));
    let listed = async |field: &str| {
        let path = format!("{}/message_templates?name=order_ready&language=en&fields={field}", visitor.hello.waba_id);
        visitor.get(&path).await.1["data"][0][field].clone()
    };
    assert_eq!(listed("status").await, "PAUSED");
    visitor.control("/news", json!({"of": "template", "name": "order_ready", "quality": "RED", "silent": true})).await;
    visitor.control("/idle", json!({})).await;
    assert_eq!(listed("quality_score").await["score"], "RED");
    assert!(visitor.callback.values("message_template_quality_update").is_empty());
}

#[tokio::test]
async fn what_is_late_tells_an_older_moment() {
    let visitor = listening().await;
    let news = json!({"of": "account", "restriction": "RESTRICTED_BIZ_INITIATED_MESSAGING", "ago_ms": 3_600_000});
    told(&visitor, news, "account_update").await;
    told(&visitor, json!({"of": "account", "violation": "SPAM"}), "account_update").await;
    let times: Vec<i64> =
        visitor.callback.all().iter().map(|post| post.json()["entry"][0]["time"].as_i64().unwrap()).collect();
    assert_eq!(times[1] - times[0], 3_600);
}

#[tokio::test]
async fn a_call_begins_and_ends_and_opens_the_window() {
    let visitor = listening().await;
    let text = json!({"to": crate::visitor::ANNA, "type": "text", "text": {"body": "x"}});
    assert_eq!(visitor.refused(text.clone()).await, 131_047);
    visitor.control("/say", json!({"person": ANNA, "type": "call"})).await;
    visitor.control("/idle", json!({})).await;
    let calls: Vec<Value> = visitor.callback.values("calls").iter().map(|value| value["calls"][0].clone()).collect();
    let events: Vec<_> = calls.iter().map(|call| (&call["event"], &call["direction"])).collect();
    let by_her = json!("USER_INITIATED");
    assert_eq!(events, [(&json!("connect"), &by_her), (&json!("terminate"), &by_her)]);
    assert_eq!((&calls[0]["id"], &calls[1]["status"]), (&calls[1]["id"], &json!("FAILED")));
    assert_eq!(visitor.send(text).await.0, 200);
}

#[tokio::test]
async fn who_signs_up_by_a_link_says_so_with_its_id() {
    let visitor = listening().await;
    visitor.control("/say", json!({"person": ANNA, "type": "signup"})).await;
    visitor.control("/idle", json!({})).await;
    let value = visitor.callback.values("user_preferences").pop().unwrap();
    assert_eq!(value["user_preferences"][0]["value"], "signup");
    assert!(value["user_preferences"][0]["signup_id"].is_string());
}
