//! The town itself: every kind of message, the same life for the same seed, groups that people enter and leave.

use serde_json::{Value, json};

use crate::visitor::{ANNA, Visitor};

fn said(messages: &[Value]) -> Vec<String> {
    messages
        .iter()
        .map(|message| {
            let kind = message["type"].as_str().unwrap();
            format!("{} {kind} {} {}", message["from_user_id"], message["group_id"], message["text"]["body"])
        })
        .collect()
}

async fn a_minute(seed: u64) -> Vec<String> {
    let visitor = Visitor::enter(seed).await;
    visitor.control("/rate", json!({"rate": 2.0})).await;
    for _ in 0..600 {
        visitor.pass(100).await;
    }
    said(&visitor.callback.messages())
}

#[tokio::test]
async fn the_same_seed_lives_the_same_minute() {
    let (one, again, other) = (a_minute(3).await, a_minute(3).await, a_minute(4).await);
    assert!(one.len() > 60, "{} messages in a minute at two a second", one.len());
    assert_eq!(one, again);
    assert_ne!(one, other);
}

#[tokio::test]
async fn the_town_has_the_people_and_groups_of_the_drawings() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let town = visitor.look("").await;
    let people = town["people"].as_array().unwrap();
    assert!(people.len() >= 50);
    for name in ["Анна Корнеева", "Tomás Ribeiro", "Ольга Синицына", "Lena Fischer", "Priya Nair", "Ержан Бекенов"]
    {
        assert!(people.iter().any(|person| person["name"] == name), "{name}");
    }
    let nameless: Vec<&Value> = people.iter().filter(|person| person["name"].is_null()).collect();
    assert_eq!(nameless.len(), 1);
    assert!(nameless[0]["phone"].as_str().is_some_and(|phone| phone.starts_with("+44") && phone.ends_with("142")));
    assert!(people.iter().any(|person| person.get("phone").is_none() && person["username"].is_string()));
    let groups = town["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 10);
    for subject in ["Tea Club · Almaty", "Wholesale support", "Поставщики · Юг"] {
        assert!(groups.iter().any(|group| group["subject"] == subject), "{subject}");
    }
}

#[tokio::test]
async fn every_kind_can_be_said_and_has_its_own_object() {
    let visitor = Visitor::enter(1).await;
    let first = visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    let ours = visitor.text(ANNA, "Здравствуйте, Анна!").await;
    let kinds = [
        ("image", "image"),
        ("video", "video"),
        ("voice", "audio"),
        ("audio", "audio"),
        ("document", "document"),
        ("sticker", "sticker"),
        ("location", "location"),
        ("contacts", "contacts"),
        ("reaction", "reaction"),
        ("order", "order"),
        ("edit", "edit"),
        ("revoke", "revoke"),
        ("unsupported", "unsupported"),
        ("hologram", "hologram"),
    ];
    for (kind, type_) in kinds {
        visitor.callback.clear();
        visitor.say(json!({"person": "Анна Корнеева", "type": kind})).await;
        let message = visitor.callback.messages()[0].clone();
        assert_eq!(message["type"], type_, "{kind}");
        assert!(!message[type_].is_null(), "{kind}: {message}");
        assert_eq!(visitor.callback.values("messages")[0]["contacts"][0]["profile"]["name"], "Анна Корнеева");
    }
    visitor.callback.clear();
    visitor.say(json!({"person": "Анна Корнеева", "type": "reaction", "emoji": "", "reply_to": ours})).await;
    assert_eq!(visitor.callback.messages()[0]["reaction"], json!({"message_id": ours}), "an empty emoji takes it back");
    visitor.say(json!({"person": "Анна Корнеева", "text": "про это", "reply_to": ours})).await;
    assert_eq!(visitor.callback.messages()[1]["context"], json!({"from": "442079460841", "id": ours}));
    visitor.say(json!({"person": "Анна Корнеева", "text": "и про это", "reply_to": first, "forwarded": "once"})).await;
    assert_eq!(visitor.callback.messages()[2]["context"], json!({"from": "77000004108", "id": first}));
    visitor.say(json!({"person": "Саша", "group": "Tea Club · Almaty", "type": "unsupported"})).await;
    assert_eq!(visitor.callback.messages()[3]["errors"][0]["code"], 130_501, "in a group it is another code");
}

#[tokio::test]
async fn a_changed_number_comes_as_a_system_message_without_contacts() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Лейла М.", "text": "Привет"})).await;
    let before = visitor.callback.messages()[0]["from_user_id"].clone();
    visitor.callback.clear();
    visitor.say(json!({"person": "Лейла М.", "type": "system", "phone": "+77000002241"})).await;
    let value = visitor.callback.values("messages")[0].clone();
    assert!(value.get("contacts").is_none());
    let system = &value["messages"][0]["system"];
    assert_eq!((&system["type"], &system["wa_id"]), (&json!("user_changed_number"), &json!("77000002241")));
    assert_eq!(system["previous_user_id"], before);
    assert_ne!(system["user_id"], before);
}

#[tokio::test]
async fn a_changed_id_comes_as_a_system_message_that_tells_no_phone() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Лейла М.", "text": "Привет"})).await;
    let before = visitor.callback.messages()[0]["from_user_id"].clone();
    visitor.callback.clear();
    visitor.say(json!({"person": "Лейла М.", "type": "system", "what": "user_changed_user_id"})).await;
    let system = visitor.callback.messages()[0]["system"].clone();
    assert_eq!((&system["type"], &system["previous_user_id"]), (&json!("user_changed_user_id"), &before));
    assert!(system["user_id"] != before && system.get("wa_id").is_none(), "{system}");
    visitor.say(json!({"person": "Лейла М.", "text": "Это снова я"})).await;
    assert_eq!(visitor.callback.messages()[1]["from_user_id"], system["user_id"]);
}

#[tokio::test]
async fn people_join_leave_and_ask_and_a_full_group_takes_nobody() {
    let visitor = Visitor::enter(1).await;
    let act = |who: &str, kind: &str| json!({"person": who, "type": kind, "group": "Tea Club · Almaty"});
    visitor.control("/say", act("Дана Касымова", "join")).await;
    visitor.control("/say", act("Саша", "leave")).await;
    visitor.control("/say", act("Илья Громов", "join_request")).await;
    visitor.control("/idle", json!({})).await;
    let events: Vec<Value> =
        visitor.callback.values("group_participants_update").iter().map(|value| value["groups"][0].clone()).collect();
    let kinds: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["group_participants_add", "group_participants_remove", "group_join_request_created"]);
    assert_eq!(events[0]["added_participants"][0]["wa_id"], "77000001560");
    assert_eq!(events[1]["initiated_by"], "participant");
    for who in ["Саша", "Nino Kapanadze"] {
        visitor.control("/say", act(who, "join")).await;
    }
    let url = format!("{}/say", visitor.hello.control);
    let ninth = visitor.http.post(url).json(&act("Вера Зайцева", "join")).send().await.unwrap();
    assert_eq!(ninth.status(), 400);
}

#[tokio::test]
async fn in_a_living_town_people_answer_and_in_a_silent_one_nobody_does() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    for _ in 0..20 {
        visitor.text(ANNA, "Здравствуйте!").await;
    }
    visitor.pass(3_600_000).await;
    assert_eq!(visitor.callback.messages().len(), 1);
    visitor.control("/rate", json!({"rate": 0.000_1})).await;
    for _ in 0..20 {
        visitor.text(ANNA, "Ещё раз").await;
    }
    visitor.pass(60_000).await;
    let anna = visitor.callback.messages().iter().filter(|message| message["from"] == "77000004108").count();
    assert!(anna > 3, "{anna} messages of hers");
}

#[tokio::test]
async fn a_burst_is_whole_and_can_come_from_more_people_than_live_here() {
    let visitor = Visitor::enter(1).await;
    visitor.control("/burst", json!({"count": 500, "people": 120})).await;
    visitor.control("/idle", json!({})).await;
    let messages = visitor.callback.messages();
    let mut ids: Vec<&str> = messages.iter().map(|message| message["id"].as_str().unwrap()).collect();
    let mut people: Vec<&str> = messages.iter().map(|message| message["from_user_id"].as_str().unwrap()).collect();
    for list in [&mut ids, &mut people] {
        list.sort_unstable();
        list.dedup();
    }
    assert_eq!((ids.len(), people.len()), (500, 120));
    assert_eq!(visitor.look("").await["webhooks"]["acknowledged"], 500);
}

#[tokio::test]
async fn marking_as_read_is_kept_and_typing_goes_with_it() {
    let visitor = Visitor::enter(1).await;
    let id = visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    let read = json!({"status": "read", "message_id": id, "typing_indicator": {"type": "text"}});
    assert_eq!(visitor.send(read).await, (200, json!({"success": true})));
    assert_eq!(visitor.look("").await["marked_read"], json!([id]));
    let in_group = visitor.say(json!({"person": "Саша", "group": "Tea Club · Almaty", "text": "Привет"})).await;
    assert_eq!(visitor.refused(json!({"status": "read", "message_id": in_group})).await, 131_051);
}

#[tokio::test]
async fn any_webhook_can_be_posted_by_hand() {
    let visitor = Visitor::enter(1).await;
    let value = json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": [{"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"}]});
    visitor.control("/event", json!({"field": "account_update", "value": value})).await;
    visitor.control("/idle", json!({})).await;
    assert_eq!(visitor.callback.values("account_update"), [value]);
    assert!(visitor.callback.all()[0].json()["entry"][0]["time"].is_i64());
}

#[tokio::test]
async fn a_kind_can_bring_its_own_object_an_ad_or_another_error() {
    let visitor = Visitor::enter(1).await;
    let reply = json!({"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{}"}});
    visitor.say(json!({"person": "Анна Корнеева", "type": "interactive", "payload": reply})).await;
    let ad = json!({"source_id": "77", "source_type": "ad", "headline": "Spring oolongs"});
    visitor.say(json!({"person": "Анна Корнеева", "text": "Видела рекламу", "referral": ad})).await;
    visitor.say(json!({"person": "Анна Корнеева", "type": "unsupported", "code": 131_052})).await;
    let messages = visitor.callback.messages();
    assert_eq!(messages[0]["interactive"], reply);
    assert_eq!(messages[1]["referral"], ad);
    assert_eq!(messages[2]["errors"][0]["code"], 131_052);
}
