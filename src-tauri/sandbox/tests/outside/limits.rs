//! The service window, the pair rate and the throughput, with the clock moved by hand.

use serde_json::json;

use crate::visitor::{ANNA, TOMAS, Visitor, words};

const HOUR: i64 = 3_600_000;

#[tokio::test]
async fn the_window_is_open_for_24_hours_after_a_persons_message_and_closed_before_any() {
    let visitor = Visitor::enter(1).await;
    let text = json!({"to": ANNA, "type": "text", "text": {"body": "x"}});
    assert_eq!(visitor.refused(text.clone()).await, 131_047);
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    visitor.pass(24 * HOUR - 1).await;
    assert_eq!(visitor.send(text.clone()).await.0, 200);
    visitor.pass(1).await;
    assert_eq!(visitor.refused(text.clone()).await, 131_047);
    visitor.say(json!({"person": "Анна Корнеева", "type": "reaction"})).await;
    assert_eq!(visitor.send(text).await.0, 200, "any message of hers opens it again");
    assert_eq!(visitor.refused(json!({"to": TOMAS, "text": {"body": "x"}})).await, 131_047, "hers, not his");
}

#[tokio::test]
async fn one_member_opens_the_window_for_the_whole_group_and_not_for_himself() {
    let visitor = Visitor::enter(1).await;
    let club = visitor.group("Tea Club · Almaty").await;
    let text = json!({"recipient_type": "group", "to": club, "type": "text", "text": {"body": "x"}});
    visitor.say(json!({"person": "Tomás Ribeiro", "text": "Olá"})).await;
    assert_eq!(visitor.refused(text.clone()).await, 131_047, "his own window is not the group's");
    visitor.say(json!({"person": "Ержан Бекенов", "group": "Tea Club · Almaty", "text": "@Mira"})).await;
    assert_eq!(visitor.send(text.clone()).await.0, 200);
    assert_eq!(visitor.refused(json!({"to": "+77000007021", "text": {"body": "x"}})).await, 131_047);
    visitor.pass(24 * HOUR).await;
    assert_eq!(visitor.refused(text).await, 131_047);
}

#[tokio::test]
async fn a_closed_window_can_also_show_after_acceptance() {
    let visitor = Visitor::enter(1).await;
    visitor.trouble(json!({"kind": "async_errors"})).await;
    let id = visitor.text(ANNA, "too late").await;
    visitor.pass(5_000).await;
    let statuses = visitor.callback.statuses();
    assert_eq!(words(&statuses), ["failed"]);
    assert_eq!((&statuses[0]["id"], &statuses[0]["errors"][0]["code"]), (&json!(id), &json!(131_047)));
}

#[tokio::test]
async fn forty_five_messages_to_one_person_then_one_each_six_seconds() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    visitor.say(json!({"person": "Tomás Ribeiro", "text": "Olá"})).await;
    for _ in 0..45 {
        visitor.text(ANNA, "x").await;
    }
    let text = json!({"to": ANNA, "text": {"body": "x"}});
    assert_eq!(visitor.refused(text.clone()).await, 131_056);
    visitor.text(TOMAS, "others are not concerned").await;
    visitor.pass(6_000).await;
    visitor.text(ANNA, "one more").await;
    assert_eq!(visitor.refused(text).await, 131_056);
    let town = visitor.look("").await;
    let anna = town["people"].as_array().unwrap().iter().find(|person| person["id"] == "p01").unwrap();
    let by_id = json!({"recipient": anna["user_id"], "text": {"body": "x"}});
    assert_eq!(visitor.refused(by_id).await, 131_056, "the same person by another name");
}

#[tokio::test]
async fn the_numbers_throughput_both_ways_is_130429_for_the_rest_of_the_second() {
    let visitor = Visitor::enter(1).await;
    visitor.trouble(json!({"kind": "throughput", "value": 3})).await;
    visitor.control("/clock", json!({"hold": true})).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    for _ in 0..2 {
        visitor.text(ANNA, "x").await;
    }
    assert_eq!(visitor.refused(json!({"to": ANNA, "text": {"body": "x"}})).await, 130_429);
    visitor.pass(1_000).await;
    visitor.text(ANNA, "x").await;
}

#[tokio::test]
async fn an_account_is_managed_by_so_many_calls_an_hour() {
    let visitor = Visitor::enter(1).await;
    visitor.pass(HOUR).await;
    visitor.trouble(json!({"kind": "management", "value": 2})).await;
    let templates = format!("{}/message_templates", visitor.hello.waba_id);
    for expected in [200, 200, 400] {
        let (status, answer) = visitor.get(&templates).await;
        assert_eq!(status, expected, "{answer}");
    }
    assert_eq!(visitor.get(&templates).await.1["error"]["code"], 80_007);
    visitor.pass(HOUR).await;
    assert_eq!(visitor.get(&templates).await.0, 200);
}

#[tokio::test]
async fn a_number_that_was_not_upgraded_takes_eighty_a_second() {
    let visitor = Visitor::enter(1).await;
    visitor.control("/news", json!({"of": "number", "throughput": "STANDARD"})).await;
    for person in ["Анна Корнеева", "Tomás Ribeiro"] {
        visitor.say(json!({"person": person, "text": "x"})).await;
    }
    visitor.control("/clock", json!({"hold": true})).await;
    visitor.pass(1_000).await;
    for to in [ANNA, TOMAS] {
        for _ in 0..40 {
            visitor.text(to, "x").await;
        }
    }
    assert_eq!(visitor.refused(json!({"to": TOMAS, "text": {"body": "x"}})).await, 130_429);
}
