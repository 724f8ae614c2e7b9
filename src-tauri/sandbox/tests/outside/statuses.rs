//! The statuses of a sent message.

use serde_json::{Value, json};

use crate::visitor::{ANNA, Visitor, words};

async fn written() -> Visitor {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    visitor.callback.clear();
    visitor
}

#[tokio::test]
async fn sent_delivered_and_read_come_in_turn_with_the_callback_and_one_price_each_way() {
    let visitor = written().await;
    let body = json!({"to": ANNA, "type": "text", "text": {"body": "Да"}, "biz_opaque_callback_data": "a1:42"});
    let (_, answer) = visitor.send(body).await;
    visitor.pass(119).await;
    assert!(visitor.callback.statuses().is_empty());
    visitor.pass(1).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent"]);
    visitor.pass(230).await;
    visitor.pass(1_150).await;
    let statuses = visitor.callback.statuses();
    assert_eq!(words(&statuses), ["sent", "delivered", "read"]);
    for status in &statuses {
        assert_eq!(status["id"], answer["messages"][0]["id"]);
        assert_eq!(status["biz_opaque_callback_data"], "a1:42");
        assert_eq!(status["recipient_id"], "77000004108");
        assert!(status["timestamp"].is_string() && status["recipient_user_id"].is_string());
        assert!(status.get("conversation").is_none());
    }
    let priced: Vec<bool> = statuses.iter().map(|status| status.get("pricing").is_some()).collect();
    assert_eq!(priced, [true, true, false]);
    assert_eq!(
        statuses[0]["pricing"],
        json!({"billable": true, "pricing_model": "PMP", "type": "regular", "category": "service"})
    );
    assert_eq!(visitor.callback.values("messages")[2]["contacts"][0]["wa_id"], "77000004108");
    let sent = visitor.look("/sent?callback=a1:42").await["sent"].clone();
    assert_eq!(sent[0]["statuses"], json!(["sent", "delivered", "read"]));
    assert_eq!((sent.as_array().unwrap().len(), &sent[0]["attempts"]), (1, &json!(1)));
}

#[tokio::test]
async fn a_message_to_a_business_scoped_id_names_no_phone_number() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Grace Mbeki", "text": "Hello"})).await;
    let inbound = visitor.callback.values("messages")[0].clone();
    assert!(inbound["messages"][0].get("from").is_none() && inbound["contacts"][0].get("wa_id").is_none());
    assert_eq!(inbound["contacts"][0]["profile"]["username"], "@grace.brews");
    visitor.callback.clear();
    let user_id = inbound["messages"][0]["from_user_id"].clone();
    let (_, answer) = visitor.send(json!({"recipient": user_id, "text": {"body": "Hello Grace"}})).await;
    assert_eq!(answer["contacts"][0], json!({"input": user_id, "user_id": user_id}));
    visitor.pass(10_000).await;
    let statuses = visitor.callback.statuses();
    assert_eq!(words(&statuses), ["sent", "delivered", "read"]);
    assert!(
        statuses.iter().all(|status| status.get("recipient_id").is_none() && status["recipient_user_id"] == user_id)
    );
}

#[tokio::test]
async fn a_person_without_receipts_never_reads_and_a_late_one_reads_late() {
    let visitor = written().await;
    visitor.control("/reads", json!({"person": "Анна Корнеева", "off": true})).await;
    visitor.text(ANNA, "x").await;
    visitor.pass(86_000_000).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent", "delivered"]);
    visitor.say(json!({"person": "Илья Громов", "text": "Добрый день"})).await;
    visitor.callback.clear();
    visitor.text("+995500000440", "x").await;
    visitor.pass(899_999).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent", "delivered"]);
    visitor.pass(1).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent", "delivered", "read"]);
}

#[tokio::test]
async fn a_voice_note_is_played_after_it_is_read_and_a_reaction_is_only_sent() {
    let visitor = written().await;
    let voice = include_bytes!("../../assets/voice-1.ogg").to_vec();
    let (_, uploaded) = visitor.upload("audio/ogg", voice).await;
    visitor.send(json!({"to": ANNA, "type": "audio", "audio": {"id": uploaded["id"], "voice": true}})).await;
    visitor.pass(10_000).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent", "delivered", "read", "played"]);
    let inbound = visitor.say(json!({"person": "Анна Корнеева", "text": "спасибо"})).await;
    visitor.callback.clear();
    visitor.send(json!({"to": ANNA, "type": "reaction", "reaction": {"message_id": inbound, "emoji": "❤️"}})).await;
    visitor.pass(86_000_000).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent"]);
}

#[tokio::test]
async fn a_group_message_is_sent_once_and_then_delivered_and_read_by_each_member() {
    let visitor = Visitor::enter(1).await;
    let club = visitor.group("Tea Club · Almaty").await;
    visitor.say(json!({"person": "Саша", "group": "Tea Club · Almaty", "text": "Всем привет"})).await;
    let inbound = visitor.callback.messages()[0].clone();
    assert_eq!((&inbound["group_id"], &inbound["from"]), (&json!(club), &json!("77000005533")));
    visitor.callback.clear();
    visitor.send(json!({"recipient_type": "group", "to": club, "type": "text", "text": {"body": "Три улуна"}})).await;
    visitor.pass(86_000_000).await;
    let statuses = visitor.callback.statuses();
    let of = |word: &str| statuses.iter().filter(|status| status["status"] == word).cloned().collect::<Vec<Value>>();
    let (sent, delivered, read) = (of("sent"), of("delivered"), of("read"));
    assert_eq!((sent.len(), delivered.len(), read.len(), statuses.len()), (1, 6, 6, 13));
    assert!(statuses.iter().all(|status| status["recipient_id"] == club && status["recipient_type"] == "group"));
    assert!(sent[0].get("recipient_participant_user_id").is_none());
    let mut who: Vec<String> = read.iter().map(|status| status["recipient_participant_user_id"].to_string()).collect();
    who.sort();
    who.dedup();
    assert_eq!(who.len(), 6, "each member once");
    let hidden = delivered.iter().filter(|status| status.get("recipient_participant_id").is_none()).count();
    assert_eq!(hidden, 1, "one member of the club hides the number");
    assert_eq!(delivered[0]["pricing"]["category"], "group_service");
}

#[tokio::test]
async fn who_is_not_on_whatsapp_and_who_opted_out_fail_after_acceptance() {
    let visitor = Visitor::enter(1).await;
    let template = |to: &str, name: &str| {
        let parameters = match name {
            "spring_offer" => json!([{"type": "text", "parameter_name": "first_name", "text": "A"},
                {"type": "text", "parameter_name": "discount", "text": "5%"}]),
            _ => json!([{"type": "text", "text": "A"}]),
        };
        let header =
            json!({"type": "header", "parameters": [{"type": "image", "image": {"link": "https://x.example/a.jpg"}}]});
        let mut components = vec![json!({"type": "body", "parameters": parameters})];
        if name == "spring_offer" {
            components.push(header);
        }
        json!({"to": to, "type": "template",
            "template": {"name": name, "language": {"code": "en"}, "components": components}})
    };
    visitor.control("/say", json!({"person": "Hannah Clarke", "type": "stop"})).await;
    let cases = [
        (template("+447700900999", "reply_continue"), 131_026, "not on WhatsApp"),
        (template("+447700900236", "spring_offer"), 131_050, "opted out of marketing"),
        (template("+12125550147", "spring_offer"), 131_049, "marketing to a number of the United States"),
    ];
    for (body, code, what) in cases {
        visitor.callback.clear();
        let (status, answer) = visitor.send(body).await;
        assert_eq!((status, &answer["messages"][0]["message_status"]), (200, &json!("accepted")), "{what}");
        visitor.pass(60_000).await;
        let statuses = visitor.callback.statuses();
        assert_eq!(words(&statuses), ["failed"], "{what}");
        assert_eq!(statuses[0]["errors"][0]["code"], code, "{what}");
        assert!(visitor.callback.values("messages")[0].get("contacts").is_none());
    }
    visitor.callback.clear();
    visitor.send(template("+447700900236", "reply_continue")).await;
    visitor.pass(60_000).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent", "delivered", "read"], "utility still reaches her");
    visitor.control("/say", json!({"person": "Hannah Clarke", "type": "resume"})).await;
    visitor.callback.clear();
    visitor.send(template("+447700900236", "spring_offer")).await;
    visitor.pass(60_000).await;
    assert_eq!(words(&visitor.callback.statuses()), ["sent", "delivered", "read"]);
    assert_eq!(visitor.callback.statuses()[0]["pricing"]["category"], "marketing");
}

#[tokio::test]
async fn a_reaction_to_a_reaction_or_to_an_old_message_fails_after_acceptance() {
    let visitor = written().await;
    let first = visitor.say(json!({"person": "Анна Корнеева", "text": "да"})).await;
    let theirs = visitor.say(json!({"person": "Анна Корнеева", "type": "reaction", "reply_to": first})).await;
    visitor.callback.clear();
    let react = |id: &str| json!({"to": ANNA, "type": "reaction", "reaction": {"message_id": id, "emoji": "❤️"}});
    visitor.send(react(&theirs)).await;
    visitor.pass(5_000).await;
    visitor.pass(31 * 86_400_000).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "снова я"})).await;
    visitor.send(react(&first)).await;
    visitor.pass(5_000).await;
    let statuses = visitor.callback.statuses();
    assert_eq!(words(&statuses), ["failed", "failed"]);
    assert!(statuses.iter().all(|status| status["errors"][0]["code"] == 131_009));
    assert_eq!(visitor.refused(json!({"status": "read", "message_id": first})).await, 131_009, "too old to be marked");
}
