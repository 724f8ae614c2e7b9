//! Templates: sending them by their rules, listing them in pages.

use serde_json::{Value, json};

use crate::visitor::{ANNA, Visitor};

fn body(parameters: Value) -> Value {
    json!({"type": "body", "parameters": parameters})
}

fn text(words: &str) -> Value {
    json!({"type": "text", "text": words})
}

fn named(name: &str, words: &str) -> Value {
    json!({"type": "text", "parameter_name": name, "text": words})
}

fn template(name: &str, code: &str, components: Value) -> Value {
    json!({"to": ANNA, "type": "template",
        "template": {"name": name, "language": {"code": code}, "components": components}})
}

#[tokio::test]
async fn an_approved_template_passes_a_closed_window() {
    let visitor = Visitor::enter(1).await;
    let values = json!([text("Анна"), text("#4187"), text("20:00")]);
    let (status, answer) = visitor.send(template("order_ready", "ru", json!([body(values)]))).await;
    assert_eq!((status, &answer["messages"][0]["message_status"]), (200, &json!("accepted")));
    let sent = visitor.look("/sent").await["sent"][0].clone();
    assert_eq!(
        sent["summary"],
        "[order_ready] Здравствуйте, Анна! Заказ #4187 собран и ждёт на стойке до 20:00. До встречи!"
    );
    visitor.pass(5_000).await;
    assert_eq!(visitor.callback.statuses()[0]["pricing"]["category"], "utility");
}

#[tokio::test]
async fn each_broken_rule_has_its_code() {
    let visitor = Visitor::enter(1).await;
    let three = json!([text("A"), text("B"), text("C")]);
    let offer = json!([named("first_name", "A"), named("discount", "5%")]);
    let picture =
        json!({"type": "header", "parameters": [{"type": "image", "image": {"link": "https://x.example/a.jpg"}}]});
    let wrong =
        json!({"type": "header", "parameters": [{"type": "video", "video": {"link": "https://x.example/a.mp4"}}]});
    let code = json!({"type": "button", "sub_type": "url", "index": "0", "parameters": [text("1234")]});
    let cases = [
        (template("no_such_template", "en", json!([])), 132_001, "an unknown name"),
        (template("order_ready", "fr", json!([])), 132_001, "an unknown language"),
        (template("free_money", "en", json!([body(json!([text("A")]))])), 132_001, "a rejected one"),
        (template("birthday_tea", "ru", json!([body(json!([text("A")]))])), 132_001, "one that waits for review"),
        (template("autumn_clearance", "en", json!([body(json!([text("A")]))])), 132_015, "a paused one"),
        (template("old_price_list", "en", json!([body(json!([text("A")]))])), 132_016, "a disabled one"),
        (template("order_ready", "en", json!([])), 132_000, "no values"),
        (template("order_ready", "en", json!([body(json!([text("A"), text("B")]))])), 132_000, "a value too few"),
        (
            template("order_ready", "en", json!([body(json!([text("A"), text("B"), text("C"), text("D")]))])),
            132_000,
            "one too many",
        ),
        (template("spring_offer", "en", json!([body(offer.clone())])), 132_012, "a missing header"),
        (template("spring_offer", "en", json!([wrong, body(offer)])), 132_012, "a header of another kind"),
        (
            template("spring_offer", "en", json!([picture.clone(), body(json!([text("A"), text("B")]))])),
            132_012,
            "values without names",
        ),
        (
            template(
                "spring_offer",
                "en",
                json!([picture, body(json!([named("first_name", "A"), named("first_name", "B")]))]),
            ),
            132_000,
            "a name twice",
        ),
        (
            template("order_ready", "en", json!([body(json!([text("A"), text("B"), {"type": "image"}]))])),
            132_012,
            "a picture in the body",
        ),
        (
            template("order_ready", "en", json!([body(json!([text("A"), text("B"), text("C\nD")]))])),
            132_018,
            "a line break in a value",
        ),
        (
            template("order_ready", "en", json!([body(json!([text("A"), text("B"), text(&"x".repeat(1_000))]))])),
            132_005,
            "too long when filled",
        ),
        (
            template("delivery_on_the_way", "en", json!([body(json!([text("A"), text("B")]))])),
            131_008,
            "a button without its value",
        ),
        (
            template(
                "order_ready",
                "en",
                json!([body(three), {"type": "button", "sub_type": "quick_reply", "index": 5, "parameters": []}]),
            ),
            132_018,
            "a button that is not there",
        ),
    ];
    for (request, code, what) in cases {
        assert_eq!(visitor.refused(request).await, code, "{what}");
    }
    let town = visitor.look("").await;
    let login = template("login_code", "en", json!([body(json!([text("1234")])), code]));
    assert_eq!(visitor.send(login.clone()).await.0, 200);
    let mut to_id = login;
    to_id.as_object_mut().unwrap().remove("to");
    to_id["recipient"] = town["people"][0]["user_id"].clone();
    assert_eq!(visitor.refused(to_id).await, 131_062, "an authentication template to a business-scoped id");
}

#[tokio::test]
async fn a_pressed_button_comes_back_with_its_payload_and_context() {
    let visitor = Visitor::enter(1).await;
    let values = body(json!([text("Анна"), text("#4187"), text("20:00")]));
    let button = json!({"type": "button", "sub_type": "quick_reply", "index": "1",
        "parameters": [{"type": "payload", "payload": "LATER_4187"}]});
    let (_, answer) = visitor.send(template("order_ready", "ru", json!([values, button]))).await;
    visitor.say(json!({"person": "Анна Корнеева", "type": "button", "text": "Позже"})).await;
    let pressed = visitor.callback.messages()[0].clone();
    assert_eq!(pressed["button"], json!({"payload": "LATER_4187", "text": "Позже"}));
    assert_eq!(pressed["context"]["id"], answer["messages"][0]["id"]);
    let ask = json!({"to": ANNA, "type": "interactive", "interactive": {"type": "button", "body": {"text": "?"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "yes-1", "title": "Да"}}]}}});
    visitor.send(ask).await;
    visitor.say(json!({"person": "Анна Корнеева", "type": "interactive"})).await;
    let chosen = visitor.callback.messages()[1]["interactive"].clone();
    assert_eq!(chosen, json!({"type": "button_reply", "button_reply": {"id": "yes-1", "title": "Да"}}));
}

#[tokio::test]
async fn the_list_comes_in_pages_with_opaque_cursors() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let list = format!("{}/message_templates", visitor.hello.waba_id);
    let mut names = Vec::new();
    let mut after = String::new();
    loop {
        let (status, page) = visitor.get(&format!("{list}?fields=name,language&limit=4{after}")).await;
        assert_eq!(status, 200);
        for item in page["data"].as_array().unwrap() {
            names.push(format!("{} {}", item["name"], item["language"]));
            assert_eq!(item.as_object().unwrap().len(), 3, "the two fields and the id");
        }
        if page["paging"].get("next").is_none() {
            break;
        }
        after = format!("&after={}", page["paging"]["cursors"]["after"].as_str().unwrap());
    }
    let all = visitor.get(&format!("{list}?limit=1000")).await.1["data"].as_array().unwrap().len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all);
    let (status, answer) = visitor.get(&format!("{list}?after=rubbish")).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_059)));
    let paused = visitor.get(&format!("{list}?status=PAUSED")).await.1;
    assert_eq!(paused["data"][0]["name"], "autumn_clearance");
    let one = paused["data"][0]["id"].as_str().unwrap();
    assert_eq!(visitor.get(&format!("{one}?fields=quality_score")).await.1["quality_score"]["score"], "RED");
}
