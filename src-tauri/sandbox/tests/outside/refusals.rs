//! What a send is refused for, and with which code.

use serde_json::{Value, json};

use crate::visitor::{ANNA, TOMAS, Visitor};

#[tokio::test]
async fn a_token_that_is_wrong_or_missing_is_190_with_401() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let url = format!("{}/v25.0/{}/messages", visitor.hello.api_base, visitor.hello.phone_number_id);
    for token in [None, Some("EAAwrong")] {
        let mut request = visitor.http.post(&url).json(&json!({"messaging_product": "whatsapp"}));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        let body: Value = answer.json().await.unwrap();
        assert_eq!((&body["error"]["code"], &body["error"]["type"]), (&json!(190), &json!("OAuthException")));
    }
}

#[tokio::test]
async fn unknown_ids_are_100_with_subcode_33_and_other_peoples_assets_200_or_10() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let (status, body) = visitor.get("99999").await;
    assert_eq!((status, &body["error"]["code"], &body["error"]["error_subcode"]), (400, &json!(100), &json!(33)));
    let foreign = visitor.look("").await["foreign"].clone();
    let number = foreign["phone_number_id"].as_str().unwrap();
    let (status, body) = visitor.get(foreign["waba_id"].as_str().unwrap()).await;
    assert_eq!((status, body["error"]["code"].as_i64()), (403, Some(200)));
    let (status, body) = visitor.post(&format!("{number}/messages"), &json!({})).await;
    assert_eq!((status, body["error"]["code"].as_i64()), (403, Some(10)));
}

#[tokio::test]
async fn each_wrong_parameter_has_its_code() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    let long = "a".repeat(4_097);
    let to = |kind: &str, inner: Value| json!({"to": ANNA, "type": kind, kind: inner});
    let cases = [
        (json!({"type": "text", "text": {"body": "x"}}), 100, "nobody to send to"),
        (json!({"to": "", "type": "text", "text": {"body": "x"}}), 100, "an empty recipient"),
        (json!({"to": "tea", "type": "text", "text": {"body": "x"}}), 131_009, "no phone number"),
        (json!({"recipient": "anna", "type": "text", "text": {"body": "x"}}), 131_009, "no business-scoped id"),
        (
            json!({"to": ANNA, "recipient_type": "crowd", "type": "text", "text": {"body": "x"}}),
            100,
            "a third recipient type",
        ),
        (json!({"to": ANNA, "type": "carrier_pigeon"}), 100, "an unknown type"),
        (json!({"to": ANNA, "type": "text"}), 131_008, "no text object"),
        (to("text", json!({})), 131_008, "no body"),
        (to("text", json!({"body": 5})), 100, "a body that is a number"),
        (to("text", json!({"body": long})), 100, "a body of 4097"),
        (to("text", json!({"body": "x", "preview_url": "yes"})), 100, "preview_url as text"),
        (to("image", json!({})), 131_008, "an image without id or link"),
        (to("image", json!({"id": "1"})), 131_009, "an image with an unknown id"),
        (to("image", json!({"link": "cup.png"})), 131_009, "a link that is no URL"),
        (
            to("image", json!({"link": "https://x.example/a.png", "caption": "c".repeat(1_025)})),
            100,
            "a caption of 1025",
        ),
        (to("audio", json!({"link": "https://x.example/a.ogg", "caption": "c"})), 100, "audio with a caption"),
        (to("location", json!({"latitude": 91, "longitude": 0})), 131_009, "a latitude beyond the pole"),
        (to("location", json!({"longitude": 0})), 131_008, "no latitude"),
        (to("contacts", json!([])), 131_009, "no contacts"),
        (to("contacts", json!([{"name": {"formatted_name": "A"}}])), 131_008, "a contact with one part of a name"),
        (
            to("contacts", json!([{"name": {"formatted_name": "A", "first_name": "A"}, "birthday": "1 May"}])),
            131_009,
            "a birthday",
        ),
        (to("reaction", json!({"message_id": "wamid.none", "emoji": "👍"})), 131_009, "a reaction to nothing"),
        (to("reaction", json!({"emoji": "👍"})), 131_008, "a reaction without a message"),
        (to("pin", json!({"type": "pin", "message_id": "x", "expiration_days": 7})), 100, "a pin outside groups"),
        (to("pin", json!({"type": "pin", "message_id": "x", "expiration_days": 31})), 131_009, "a pin of 31 days"),
        (
            json!({"to": ANNA, "type": "text", "text": {"body": "x"}, "biz_opaque_callback_data": "c".repeat(513)}),
            100,
            "a callback of 513",
        ),
        (json!({"to": ANNA, "type": "text", "text": {"body": "x"}, "context": {}}), 100, "a context without a message"),
        (json!({"to": "+442079460841", "type": "text", "text": {"body": "x"}}), 131_021, "to oneself"),
        (json!({"status": "seen", "message_id": "x"}), 100, "another status than read"),
        (json!({"status": "read", "message_id": "wamid.none"}), 131_009, "reading an unknown message"),
    ];
    for (body, code, what) in cases {
        assert_eq!(visitor.refused(body).await, code, "{what}");
    }
    assert_eq!(visitor.look("/sent").await["sent"], json!([]), "nothing that was refused was kept");
}

#[tokio::test]
async fn the_limits_themselves_are_accepted() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    visitor.text(ANNA, &"ё".repeat(4_096)).await;
    let body = json!({"to": ANNA, "text": {"body": "x"}, "biz_opaque_callback_data": "ё".repeat(512)});
    assert_eq!(visitor.send(body).await.0, 200, "the type may be left out, the callback may have 512 letters");
    let body = json!({"to": ANNA, "type": "location", "location": {"latitude": "43.2", "longitude": "-180"}});
    assert_eq!(visitor.send(body).await.0, 200, "degrees may be texts");
}

#[tokio::test]
async fn a_body_that_is_no_json_or_without_its_product_is_100() {
    let visitor = Visitor::enter(1).await;
    let url = format!("{}/v25.0/{}/messages", visitor.hello.api_base, visitor.hello.phone_number_id);
    let answer = visitor.http.post(&url).bearer_auth(&visitor.hello.token).body("{oops").send().await.unwrap();
    assert_eq!(answer.json::<Value>().await.unwrap()["error"]["code"], 100);
    let body = json!({"to": ANNA, "type": "text", "text": {"body": "x"}});
    let path = format!("{}/messages", visitor.hello.phone_number_id);
    assert_eq!(visitor.post(&path, &body).await.1["error"]["code"], 100);
}

#[tokio::test]
async fn a_number_without_a_plus_gets_the_countrys_code_unless_it_is_somebodys() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    let (_, answer) = visitor.send(json!({"to": "+7 (700) 000-41-08", "text": {"body": "x"}})).await;
    assert_eq!(answer["contacts"][0], json!({"input": "+7 (700) 000-41-08", "wa_id": "77000004108"}));
    let (_, answer) = visitor.send(json!({"to": "77000004108", "text": {"body": "x"}})).await;
    assert_eq!(answer["contacts"][0]["wa_id"], "77000004108");
    visitor.trouble(json!({"kind": "strict_plus"})).await;
    let template = json!({"name": "reply_continue", "language": {"code": "en"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "A"}]}]});
    let (_, answer) = visitor.send(json!({"to": "77000004108", "type": "template", "template": template})).await;
    assert_eq!(answer["contacts"][0]["wa_id"], "4477000004108", "and so it reaches somebody else");
}

#[tokio::test]
async fn interactive_messages_keep_their_limits() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Tomás Ribeiro", "text": "Olá"})).await;
    let button = |id: &str, title: &str| json!({"type": "reply", "reply": {"id": id, "title": title}});
    let ask = |kind: &str, action: Value| {
        json!({"to": TOMAS, "type": "interactive",
            "interactive": {"type": kind, "body": {"text": "Which one?"}, "action": action}})
    };
    let rows = |count: usize| -> Value {
        (0..count).map(|at| json!({"id": format!("r{at}"), "title": format!("Tea {at}")})).collect()
    };
    let flow = |version: &str, mode: &str| {
        json!({"name": "flow", "parameters": {"flow_message_version": version, "flow_id": "1", "flow_cta": "Fill in",
            "mode": mode}})
    };
    let good = [
        ask("button", json!({"buttons": [button("a", "Yes"), button("b", "No"), button("c", "Later")]})),
        ask("list", json!({"button": "Teas", "sections": [{"rows": rows(10)}]})),
        ask("cta_url", json!({"name": "cta_url", "parameters": {"display_text": "Look", "url": "https://x.example"}})),
        ask("location_request_message", json!({"name": "send_location"})),
        ask("contact_request", json!({"name": "request_contact_info"})),
        ask("flow", flow("3", "draft")),
    ];
    for body in good {
        assert_eq!(visitor.send(body.clone()).await.0, 200, "{body}");
    }
    let bad = [
        (ask("button", json!({"buttons": []})), 131_009),
        (
            ask("button", json!({"buttons": [button("a", "1"), button("b", "2"), button("c", "3"), button("d", "4")]})),
            131_009,
        ),
        (ask("button", json!({"buttons": [button("a", "A title of twenty-one")]})), 131_009),
        (ask("button", json!({"buttons": [button("a", "Yes"), button("a", "No")]})), 131_009),
        (ask("button", json!({"buttons": [button("a", "Yes"), button("b", "Yes")]})), 131_009),
        (ask("list", json!({"button": "Teas", "sections": [{"rows": rows(11)}]})), 131_009),
        (ask("list", json!({"button": "Teas", "sections": [{"rows": rows(1)}, {"rows": rows(1)}]})), 131_008),
        (
            ask("cta_url", json!({"name": "cta_url", "parameters": {"display_text": "Look", "url": "x.example"}})),
            131_009,
        ),
        (ask("flow", flow("2", "draft")), 131_009),
        (ask("flow", flow("3", "secret")), 131_009),
        (ask("riddle", json!({})), 100),
        (
            json!({"to": TOMAS, "type": "interactive", "interactive": {"type": "button", "body": {"text": "?"}}}),
            131_008,
        ),
    ];
    for (body, code) in bad {
        assert_eq!(visitor.refused(body.clone()).await, code, "{body}");
    }
}

#[tokio::test]
async fn groups_refuse_what_groups_cannot_carry() {
    let visitor = Visitor::enter(1).await;
    let club = visitor.group("Tea Club · Almaty").await;
    let to = |group: &str, kind: &str, inner: Value| json!({"recipient_type": "group", "to": group, "type": kind, kind: inner});
    let text = json!({"body": "Bus at nine"});
    let suspended = visitor.group("Закупка «Осень»").await;
    let empty = visitor.group("Витрина · Новый год").await;
    assert_eq!(visitor.refused(to("bm8gc3VjaCBncm91cA==", "text", text.clone())).await, 131_041);
    assert_eq!(visitor.refused(to(&suspended, "text", text.clone())).await, 131_207);
    assert_eq!(visitor.refused(to(&empty, "text", text.clone())).await, 131_020);
    assert_eq!(visitor.refused(to(&club, "text", text.clone())).await, 131_047, "nobody wrote there yet");
    assert_eq!(visitor.refused(to(ANNA, "text", text.clone())).await, 100, "a phone is no group");
    assert_eq!(visitor.refused(json!({"to": club, "type": "text", "text": text})).await, 100, "a group is no phone");
    visitor.say(json!({"person": "Саша", "group": "Tea Club · Almaty", "text": "Всем привет"})).await;
    assert_eq!(visitor.refused(to(&club, "location", json!({"latitude": 1, "longitude": 1}))).await, 131_051);
    let buttons = json!({"type": "button", "body": {"text": "?"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "a", "title": "A"}}]}});
    assert_eq!(visitor.refused(to(&club, "interactive", buttons)).await, 131_051);
    visitor.trouble(json!({"kind": "oba_false"})).await;
    assert_eq!(visitor.refused(to(&club, "text", json!({"body": "x"}))).await, 131_215);
    visitor.control("/trouble/clear", json!({})).await;
    let (status, answer) = visitor.send(to(&club, "text", json!({"body": "x"}))).await;
    assert_eq!((status, &answer["messages"][0]["group_id"]), (200, &json!(club)));
    assert_eq!(answer["contacts"][0]["input"], json!(club));
}
