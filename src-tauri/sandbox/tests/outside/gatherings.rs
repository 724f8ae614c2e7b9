//! Groups as people live in them, and everything that can be made to go wrong.

use reqwest::Method;
use serde_json::{Value, json};

use crate::visitor::{ANNA, Visitor};

const CLUB: &str = "Tea Club · Almaty";
/// A group that anybody with the link is in at once.
const TBILISI: &str = "Tea Club · Tbilisi";

fn segment(id: &str) -> String {
    id.replace('=', "%3D").replace('/', "%2F").replace('+', "%2B")
}

async fn whole(visitor: &Visitor, subject: &str) -> Value {
    let name = subject.replace(' ', "%20");
    visitor.look(&format!("/groups?group={name}")).await["groups"][0].clone()
}

async fn act(visitor: &Visitor, person: &str, kind: &str, more: Value) -> u16 {
    let mut body = more;
    body["person"] = json!(person);
    body["type"] = json!(kind);
    let answer = visitor.http.post(format!("{}/say", visitor.hello.control)).json(&body).send().await.unwrap();
    answer.status().as_u16()
}

async fn told(visitor: &Visitor) -> Vec<String> {
    visitor.control("/idle", json!({})).await;
    let values = visitor.callback.values("group_participants_update");
    values.iter().map(|value| value["groups"][0]["type"].as_str().unwrap().to_owned()).collect()
}

/// A call that the table's word stands for, good in itself.
async fn make(visitor: &Visitor, call: &str) -> (u16, Value) {
    let (number, club) = (visitor.hello.phone_number_id.clone(), visitor.group(CLUB).await);
    let path = segment(&club);
    let mut ids: Vec<Value> = Vec::new();
    for asking in whole(visitor, CLUB).await["requests"].as_array().unwrap() {
        ids.push(asking["id"].clone());
    }
    let body = |mut fields: Value| {
        fields["messaging_product"] = json!("whatsapp");
        fields
    };
    let people = json!({"participants": [{"user": "77000005533"}]});
    match call {
        "list" => visitor.get(&format!("{number}/groups")).await,
        "create" => visitor.post(&format!("{number}/groups"), &body(json!({"subject": "Spring tour"}))).await,
        "info" => visitor.get(&path).await,
        "settings" => visitor.post(&path, &body(json!({"subject": CLUB}))).await,
        "delete" => visitor.call(Method::DELETE, &path, None).await,
        "link" => visitor.get(&format!("{path}/invite_link")).await,
        "new_link" => visitor.post(&format!("{path}/invite_link"), &body(json!({}))).await,
        "requests" => visitor.get(&format!("{path}/join_requests")).await,
        "decide" => visitor.post(&format!("{path}/join_requests"), &body(json!({"join_requests": ids}))).await,
        "remove" => visitor.call(Method::DELETE, &format!("{path}/participants"), Some(&body(people))).await,
        "send" => {
            let text = json!({"recipient_type": "group", "to": club, "type": "text", "text": {"body": "?"}});
            visitor.send(text).await
        }
        other => panic!("there is no call {other}"),
    }
}

#[tokio::test]
async fn every_error_of_groups_can_be_had_from_every_call_it_belongs_to() {
    let visitor = Visitor::enter(1).await;
    let table = visitor.look("/group_errors").await["errors"].as_array().unwrap().clone();
    let codes: Vec<i64> = table.iter().map(|row| row["code"].as_i64().unwrap()).collect();
    let reference = [
        100, 131_009, 131_020, 131_041, 131_059, 131_201, 131_202, 131_203, 131_204, 131_207, 131_208, 131_209,
        131_210, 131_211, 131_212, 131_213, 131_214, 131_215,
    ];
    assert_eq!(codes, reference, "reference 1.5");
    for row in table {
        for call in row["calls"].as_array().unwrap() {
            visitor.trouble(json!({"kind": "group_refuses", "value": row["code"], "count": 1})).await;
            let (status, answer) = make(&visitor, call.as_str().unwrap()).await;
            let code = answer.pointer("/error/code").or_else(|| answer.pointer("/errors/0/code"));
            assert_eq!((json!(status), code), (row["status"].clone(), Some(&row["code"])), "{call}: {answer}");
        }
    }
}

#[tokio::test]
async fn anna_takes_the_latest_invitation_whether_template_or_link() {
    let visitor = Visitor::enter(1).await;
    assert_eq!(act(&visitor, "Анна Корнеева", "accept_invitation", json!({})).await, 400, "nobody invited her");
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    let (club, open) = (whole(&visitor, CLUB).await, whole(&visitor, TBILISI).await);
    visitor.text(ANNA, &format!("Сюда: {}", open["invite_link"].as_str().unwrap())).await;
    assert_eq!(act(&visitor, "Анна Корнеева", "accept_invitation", json!({})).await, 200);
    let group = json!({"type": "group_id", "group_id": club["id"]});
    let template = json!({"name": "group_invitation", "language": {"code": "en"}, "components": [
        {"type": "body", "parameters": [group, {"type": "text", "text": "Tea Club"}]}]});
    let (status, answer) = visitor.send(json!({"to": ANNA, "type": "template", "template": template})).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(act(&visitor, "Анна Корнеева", "accept_invitation", json!({})).await, 200);
    assert_eq!(told(&visitor).await, ["group_participants_add", "group_join_request_created"]);
    assert!(whole(&visitor, TBILISI).await["members"].as_array().unwrap().contains(&json!("p01")));
    assert_eq!(whole(&visitor, CLUB).await["requests"][2]["person"], "p01");
}

#[tokio::test]
async fn an_invitation_whose_link_was_replaced_opens_nothing() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    let open = whole(&visitor, TBILISI).await;
    visitor.text(ANNA, open["invite_link"].as_str().unwrap()).await;
    let path = format!("{}/invite_link", segment(open["id"].as_str().unwrap()));
    visitor.post(&path, &json!({"messaging_product": "whatsapp"})).await;
    assert_eq!(act(&visitor, "Анна Корнеева", "accept_invitation", json!({})).await, 400);
}

#[tokio::test]
async fn who_left_comes_back_by_the_link_and_who_asks_may_think_better_of_it() {
    let visitor = Visitor::enter(1).await;
    for (who, group, kind, status) in [
        ("Кирилл Н.", TBILISI, "leave", 200),
        ("Кирилл Н.", TBILISI, "enter", 200),
        ("Вера Зайцева", CLUB, "enter", 200),
        ("Вера Зайцева", CLUB, "enter", 400),
        ("Вера Зайцева", CLUB, "withdraw", 200),
        ("Вера Зайцева", CLUB, "withdraw", 400),
    ] {
        assert_eq!(act(&visitor, who, kind, json!({"group": group})).await, status, "{who} {kind}");
    }
    let kinds = told(&visitor).await;
    let asked = ["group_join_request_created", "group_join_request_revoked"];
    assert_eq!(kinds, ["group_participants_remove", "group_participants_add", asked[0], asked[1]]);
}

#[tokio::test]
async fn people_misbehave_when_told_to() {
    let visitor = Visitor::enter(1).await;
    let spam = json!({"group": CLUB, "manner": "spam", "count": 3});
    assert_eq!(act(&visitor, "Саша", "misbehave", spam).await, 200);
    assert_eq!(act(&visitor, "Саша", "misbehave", json!({"group": CLUB, "manner": "kind"})).await, 400);
    visitor.control("/idle", json!({})).await;
    let said = visitor.callback.messages();
    assert_eq!(said.len(), 3);
    assert!(said.iter().all(|one| one["text"]["body"].as_str().unwrap().contains("http://")), "{said:?}");
}

#[tokio::test]
async fn group_webhooks_are_lost_doubled_and_out_of_order() {
    let visitor = Visitor::enter(1).await;
    for (trouble, who) in [("lose_group_webhook", "Саша"), ("double_group_webhook", "Jin Duan")] {
        visitor.trouble(json!({"kind": trouble, "count": 1})).await;
        act(&visitor, who, "leave", json!({"group": CLUB})).await;
    }
    assert_eq!(told(&visitor).await.len(), 2, "one was lost, the other came twice");
    visitor.callback.clear();
    visitor.trouble(json!({"kind": "swap_group_webhook", "count": 1})).await;
    act(&visitor, "Лейла М.", "leave", json!({"group": CLUB})).await;
    assert!(told(&visitor).await.is_empty());
    act(&visitor, "Лейла М.", "enter", json!({"group": CLUB})).await;
    assert_eq!(told(&visitor).await, ["group_join_request_created", "group_participants_remove"]);
}

#[tokio::test]
async fn seats_are_set_and_a_thousand_people_fill_them() {
    let visitor = Visitor::enter(1).await;
    visitor.control("/seats", json!({"seats": 1_024})).await;
    let filled = visitor.control("/crowd", json!({"group": TBILISI, "count": 1_024})).await;
    assert_eq!(filled["members"], 1_024);
    let group = segment(&visitor.group(TBILISI).await);
    let (_, read) = visitor.get(&format!("{group}?fields=total_participant_count,participants")).await;
    assert_eq!(read["participants"].as_array().unwrap().len(), 1_024);
    assert_eq!(act(&visitor, "Visitor 1087", "enter", json!({"group": TBILISI})).await, 400, "it is full");
    let url = format!("{}/seats", visitor.hello.control);
    let answer = visitor.http.post(url).json(&json!({"seats": 1_025})).send().await.unwrap();
    assert_eq!(answer.status(), 400);
}

#[tokio::test]
async fn the_fourth_pin_drops_the_oldest_and_each_ends_in_its_time() {
    let visitor = Visitor::enter(1).await;
    let group = visitor.group(TBILISI).await;
    let mut said = Vec::new();
    for words in ["1", "2", "3", "4"] {
        said.push(visitor.say(json!({"person": "Кирилл Н.", "group": TBILISI, "text": words})).await);
    }
    let pin = |kind: &str, id: &str, days: u32| {
        json!({"recipient_type": "group", "to": group, "type": "pin",
            "pin": {"type": kind, "message_id": id, "expiration_days": days}})
    };
    for (at, id) in said.iter().enumerate() {
        assert_eq!(visitor.send(pin("pin", id, if at == 1 { 1 } else { 7 })).await.0, 200);
    }
    let pinned = async || -> Vec<Value> {
        let pins = whole(&visitor, TBILISI).await["pins"].as_array().unwrap().clone();
        pins.into_iter().map(|pin| pin["message_id"].clone()).collect()
    };
    assert_eq!(pinned().await, [json!(said[1]), json!(said[2]), json!(said[3])]);
    visitor.send(pin("unpin", &said[2], 1)).await;
    assert_eq!(pinned().await, [json!(said[1]), json!(said[3])]);
    visitor.pass(86_400_001).await;
    assert_eq!(pinned().await, [json!(said[3])]);
}
