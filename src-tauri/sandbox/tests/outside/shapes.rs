//! The troubles that bend statuses and payloads.

use serde_json::json;

use crate::visitor::{ANNA, Visitor, words};

async fn with(trouble: serde_json::Value) -> Visitor {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    visitor.callback.clear();
    visitor.trouble(trouble).await;
    visitor
}

#[tokio::test]
async fn delivered_can_be_left_out_and_then_read_carries_the_price() {
    let visitor = with(json!({"kind": "no_delivered"})).await;
    visitor.text(ANNA, "x").await;
    visitor.pass(10_000).await;
    let statuses = visitor.callback.statuses();
    assert_eq!(words(&statuses), ["sent", "read"]);
    assert!(statuses[1].get("pricing").is_some());
}

#[tokio::test]
async fn read_can_come_before_sent() {
    let visitor = with(json!({"kind": "reorder", "count": 1})).await;
    visitor.text(ANNA, "x").await;
    for ms in [120, 230, 1_150] {
        visitor.pass(ms).await;
    }
    assert_eq!(words(&visitor.callback.statuses()), ["read", "delivered", "sent"]);
}

#[tokio::test]
async fn a_send_can_be_made_to_fail_later() {
    let visitor = with(json!({"kind": "fail_with", "count": 1, "value": 131_000})).await;
    visitor.text(ANNA, "x").await;
    visitor.text(ANNA, "y").await;
    visitor.pass(10_000).await;
    assert_eq!(words(&visitor.callback.statuses()), ["failed", "sent", "delivered", "read"]);
    assert_eq!(visitor.callback.statuses()[0]["errors"][0]["code"], 131_000);
}

#[tokio::test]
async fn timestamps_can_be_numbers_and_phone_numbers_missing() {
    let visitor = with(json!({"kind": "integer_timestamps"})).await;
    visitor.trouble(json!({"kind": "no_wa_id"})).await;
    visitor.text(ANNA, "x").await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "да"})).await;
    visitor.pass(10_000).await;
    let (messages, statuses) = (visitor.callback.messages(), visitor.callback.statuses());
    assert!(messages[0]["timestamp"].is_i64() && statuses.iter().all(|status| status["timestamp"].is_i64()));
    assert!(messages[0].get("from").is_none() && messages[0]["from_user_id"].is_string());
    assert!(statuses.iter().all(|status| status.get("recipient_id").is_none()));
    assert!(visitor.callback.values("messages").iter().all(|value| value["contacts"][0].get("wa_id").is_none()));
}

#[tokio::test]
async fn a_participants_field_and_the_price_can_stand_elsewhere() {
    let visitor = with(json!({"kind": "participant_recipient_id"})).await;
    visitor.trouble(json!({"kind": "nested_pricing"})).await;
    let club = visitor.group("Tea Club · Almaty").await;
    visitor.say(json!({"person": "Саша", "group": "Tea Club · Almaty", "text": "Привет"})).await;
    visitor.send(json!({"recipient_type": "group", "to": club, "type": "text", "text": {"body": "x"}})).await;
    visitor.pass(10_000).await;
    let statuses = visitor.callback.statuses();
    let delivered: Vec<_> = statuses.iter().filter(|status| status["status"] == "delivered").collect();
    assert!(delivered.iter().all(|status| status.get("recipient_participant_id").is_none()));
    assert!(delivered.iter().any(|status| status["participant_recipient_id"].is_string()));
    assert!(delivered.iter().all(|status| status.get("pricing").is_none()));
    assert_eq!(delivered[0]["conversation"]["pricing"]["category"], "group_service");
}

#[tokio::test]
async fn a_group_can_be_suspended_and_set_free_again() {
    let visitor = with(json!({"kind": "group_suspended", "value": "Tea Club · Almaty"})).await;
    let club = visitor.group("Tea Club · Almaty").await;
    visitor.say(json!({"person": "Саша", "group": "Tea Club · Almaty", "text": "Привет"})).await;
    let text = json!({"recipient_type": "group", "to": club, "type": "text", "text": {"body": "x"}});
    assert_eq!(visitor.refused(text.clone()).await, 131_207);
    visitor.control("/trouble/clear", json!({"kind": "group_suspended"})).await;
    visitor.control("/idle", json!({})).await;
    assert_eq!(visitor.send(text).await.0, 200);
    let told: Vec<_> =
        visitor.callback.values("group_status_update").iter().map(|value| value["groups"][0]["type"].clone()).collect();
    assert_eq!(told, ["group_suspend", "group_suspend_cleared"]);
}
