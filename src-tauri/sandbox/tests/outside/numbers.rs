//! An account with more than one number: each has its own name, profile, window, block list and groups.

use serde_json::json;

use crate::visitor::Visitor;

const LISBON: &str = "+351 21 555 0101";

async fn open() -> (Visitor, String) {
    let visitor = Visitor::enter(1).await;
    let opened = visitor.control("/number", json!({"name": "Polar Tea Lisboa", "phone": LISBON})).await;
    let id = opened["phone_number_id"].as_str().unwrap().to_owned();
    (visitor, id)
}

#[tokio::test]
async fn both_numbers_are_listed_each_with_its_name_and_profile() {
    let (visitor, lisbon) = open().await;
    let list = format!("{}/phone_numbers", visitor.hello.waba_id);
    let (_, listed) = visitor.get(&list).await;
    let names: Vec<_> = listed["data"].as_array().unwrap().iter().map(|one| &one["verified_name"]).collect();
    assert_eq!(names, [&json!("Polar Tea"), &json!("Polar Tea Lisboa")]);
    let path = format!("{lisbon}/whatsapp_business_profile");
    let change = json!({"messaging_product": "whatsapp", "about": "Chá"});
    assert_eq!(visitor.post(&path, &change).await.0, 200);
    let about = |number: &str| format!("{number}/whatsapp_business_profile?fields=about");
    assert_eq!(visitor.get(&about(&lisbon)).await.1["data"][0]["about"], "Chá");
    let first = about(&visitor.hello.phone_number_id);
    assert_eq!(visitor.get(&first).await.1["data"][0]["about"], "Loose leaf tea, weighed by hand");
}

#[tokio::test]
async fn a_person_who_writes_to_one_number_opens_the_window_of_that_number_alone() {
    let (visitor, lisbon) = open().await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Olá", "number": LISBON})).await;
    let heard = &visitor.callback.values("messages")[0];
    assert_eq!(heard["metadata"], json!({"display_phone_number": "351215550101", "phone_number_id": lisbon}));
    let text = json!({"messaging_product": "whatsapp", "to": "+77000004108", "type": "text", "text": {"body": "Olá"}});
    let (_, refused) = visitor.post(&format!("{}/messages", visitor.hello.phone_number_id), &text).await;
    assert_eq!(refused["error"]["code"], 131_047);
    let (status, taken) = visitor.post(&format!("{lisbon}/messages"), &text).await;
    assert_eq!(status, 200, "{taken}");
    visitor.pass(5_000).await;
    let statuses = visitor.callback.values("messages");
    let told = statuses.iter().filter(|value| value.get("statuses").is_some());
    assert!(told.clone().count() > 0);
    assert!(told.clone().all(|value| value["metadata"]["phone_number_id"] == json!(lisbon)), "in the number's name");
    assert_eq!(visitor.look("/sent").await["sent"][0]["from"], json!(lisbon));
}

#[tokio::test]
async fn groups_and_blocked_people_are_those_of_one_number() {
    let (visitor, lisbon) = open().await;
    let groups = |number: &str| format!("{number}/groups");
    assert_eq!(visitor.get(&groups(&lisbon)).await.1["data"]["groups"], json!([]));
    let made = json!({"messaging_product": "whatsapp", "subject": "Chá", "join_approval_mode": "auto_approve"});
    assert_eq!(visitor.post(&groups(&lisbon), &made).await.0, 200);
    visitor.pass(5_000).await;
    let listed = visitor.get(&groups(&lisbon)).await.1;
    let id = listed["data"]["groups"][0]["id"].as_str().unwrap().replace('=', "%3D");
    assert_eq!(visitor.get(&format!("{id}?fields=subject")).await.1["subject"], "Chá");
    visitor.say(json!({"person": "Анна Корнеева", "text": "Olá", "number": LISBON})).await;
    let body = json!({"messaging_product": "whatsapp", "block_users": [{"user": "+77000004108"}]});
    assert_eq!(visitor.post(&format!("{lisbon}/block_users"), &body).await.0, 200);
    let blocked = |number: &str| format!("{number}/block_users");
    assert_eq!(visitor.get(&blocked(&lisbon)).await.1["data"].as_array().unwrap().len(), 1);
    assert_eq!(visitor.get(&blocked(&visitor.hello.phone_number_id)).await.1["data"], json!([]));
}
