//! Groups as they are changed: an answer with a request id at once, the outcome as a webhook a little later.

use image::{DynamicImage, ImageFormat};
use reqwest::Method;
use serde_json::{Value, json};

use crate::visitor::Visitor;

const CLUB: &str = "Tea Club · Almaty";

fn segment(id: &str) -> String {
    id.replace('=', "%3D").replace('/', "%2F").replace('+', "%2B")
}

async fn club() -> (Visitor, String) {
    let visitor = Visitor::enter(1).await;
    let path = segment(&visitor.group(CLUB).await);
    (visitor, path)
}

async fn told(visitor: &Visitor, field: &str) -> Vec<Value> {
    visitor.pass(300).await;
    visitor.callback.values(field).iter().map(|value| value["groups"][0].clone()).collect()
}

fn body(fields: Value) -> Value {
    let mut body = fields;
    body["messaging_product"] = json!("whatsapp");
    body
}

#[tokio::test]
async fn a_created_group_answers_with_a_request_and_exists_once_the_webhook_says_so() {
    let (visitor, _) = club().await;
    let list = format!("{}/groups", visitor.hello.phone_number_id);
    let (status, answer) = visitor
        .post(&list, &body(json!({"subject": "  Spring tour ", "join_approval_mode": "approval_required"})))
        .await;
    assert_eq!((status, &answer["messaging_product"]), (200, &json!("whatsapp")));
    assert!(visitor.callback.all().is_empty());
    let event = told(&visitor, "group_lifecycle_update").await.remove(0);
    assert_eq!((&event["type"], &event["request_id"]), (&json!("group_create"), &answer["request_id"]));
    assert_eq!((&event["subject"], &event["join_approval_mode"]), (&json!("Spring tour"), &json!("approval_required")));
    let path = segment(event["group_id"].as_str().unwrap());
    let (_, link) = visitor.get(&format!("{path}/invite_link")).await;
    assert_eq!(link["invite_link"], event["invite_link"]);

    let (status, answer) = visitor.call(Method::DELETE, &path, None).await;
    assert_eq!((status, &answer["success"]), (200, &json!(true)));
    let event = told(&visitor, "group_lifecycle_update").await.remove(1);
    assert_eq!((&event["type"], &event["request_id"]), (&json!("group_delete"), &answer["request_id"]));
    assert_eq!(visitor.get(&path).await.1["error"]["code"], 100, "nothing has this id any more");
}

#[tokio::test]
async fn creating_is_refused_with_its_codes_or_fails_later() {
    let (visitor, _) = club().await;
    let list = format!("{}/groups", visitor.hello.phone_number_id);
    let good = body(json!({"subject": "Spring tour"}));
    for (fields, code) in [
        (json!({}), 100),
        (json!({"subject": "   "}), 100),
        (json!({"subject": "s".repeat(129)}), 100),
        (json!({"subject": "s", "description": "d".repeat(2_049)}), 100),
        (json!({"subject": "s", "join_approval_mode": "ask_mira"}), 100),
    ] {
        assert_eq!(visitor.post(&list, &body(fields.clone())).await.1["error"]["code"], code, "{fields}");
    }
    for (trouble, code, status) in [
        ("group_limit", 131_211, 400),
        ("group_creation_off", 131_214, 400),
        ("group_rate_limit", 131_208, 429),
        ("oba_false", 131_215, 400),
    ] {
        visitor.trouble(json!({"kind": trouble})).await;
        let (given, answer) = visitor.post(&list, &good).await;
        assert_eq!((given, answer["error"]["code"].as_i64()), (status, Some(code)));
        visitor.control("/trouble/clear", json!({"kind": trouble})).await;
    }
    visitor.trouble(json!({"kind": "group_create_fails", "value": 131_000, "count": 1})).await;
    let (_, answer) = visitor.post(&list, &good).await;
    let event = told(&visitor, "group_lifecycle_update").await.remove(0);
    assert_eq!((&event["request_id"], &event["errors"][0]["code"]), (&answer["request_id"], &json!(131_000)));
    assert_eq!(visitor.get(&format!("{list}?limit=100")).await.1["data"]["groups"].as_array().unwrap().len(), 10);
}

#[tokio::test]
async fn settings_change_block_by_block() {
    let (visitor, path) = club().await;
    let wanted = body(json!({"subject": "Tea Club", "description": "Every Saturday"}));
    let (_, answer) = visitor.post(&path, &wanted).await;
    let event = told(&visitor, "group_settings_update").await.remove(0);
    assert_eq!(event["request_id"], answer["request_id"]);
    assert_eq!(event["group_subject"], json!({"text": "Tea Club", "update_successful": true}));
    assert!(event.get("errors").is_none());
    visitor.trouble(json!({"kind": "settings_partly", "count": 1})).await;
    visitor.post(&path, &body(json!({"subject": "No", "description": "Every Sunday"}))).await;
    let event = told(&visitor, "group_settings_update").await.remove(1);
    assert_eq!(
        (&event["group_subject"]["update_successful"], &event["group_description"]["update_successful"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(
        (&event["errors"][0]["code"], &event["group_subject"]["errors"][0]["code"]),
        (&json!(131_201), &json!(100))
    );
    visitor.trouble(json!({"kind": "settings_fail", "count": 1})).await;
    visitor.post(&path, &body(json!({"subject": "No", "description": "No"}))).await;
    let event = told(&visitor, "group_settings_update").await.remove(2);
    assert_eq!(event["group_description"]["update_successful"], false);
    let (_, read) = visitor.get(&format!("{path}?fields=subject,description")).await;
    assert_eq!((&read["subject"], &read["description"]), (&json!("Tea Club"), &json!("Every Sunday")));
    assert_eq!(visitor.post(&path, &body(json!({"subject": ""}))).await.1["error"]["code"], 100);
}

#[tokio::test]
async fn a_picture_is_a_square_jpeg_of_192_pixels() {
    let (visitor, path) = club().await;
    let drawn = |width, height, format| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    let cases = [
        (drawn(192, 192, ImageFormat::Jpeg), None),
        (drawn(200, 192, ImageFormat::Jpeg), Some(131_209)),
        (drawn(191, 191, ImageFormat::Jpeg), Some(131_210)),
        (drawn(192, 192, ImageFormat::Png), Some(131_053)),
    ];
    for (bytes, code) in cases {
        let part = reqwest::multipart::Part::bytes(bytes).file_name("pic.jpg").mime_str("image/jpeg").unwrap();
        let form = reqwest::multipart::Form::new().text("messaging_product", "whatsapp").part("file", part);
        let request = visitor.http.post(format!("{}/v25.0/{path}", visitor.hello.api_base));
        let answer: Value =
            request.bearer_auth(&visitor.hello.token).multipart(form).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["error"]["code"].as_i64(), code);
    }
    let event = told(&visitor, "group_settings_update").await.remove(0);
    assert_eq!(event["profile_picture"]["update_successful"], true);
}

#[tokio::test]
async fn a_new_link_kills_the_old_one() {
    let (visitor, path) = club().await;
    let link = format!("{path}/invite_link");
    let old = visitor.get(&link).await.1["invite_link"].clone();
    let new = visitor.post(&link, &body(json!({}))).await.1["invite_link"].clone();
    assert_ne!(old, new);
    assert_eq!(visitor.get(&link).await.1["invite_link"], new);
    let join = |link: &Value| json!({"person": "Nino Kapanadze", "type": "join", "group": CLUB, "link": link});
    let say = |body: Value| visitor.http.post(format!("{}/say", visitor.hello.control)).json(&body).send();
    assert_eq!(say(join(&old)).await.unwrap().status(), 400);
    assert_eq!(say(join(&new)).await.unwrap().status(), 200);
    let (_, gone) = visitor.call(Method::DELETE, &link, Some(&body(json!({})))).await;
    assert_eq!(gone, json!({"messaging_product": "whatsapp", "success": "true"}));
    assert_ne!(visitor.get(&link).await.1["invite_link"], new);
}

#[tokio::test]
async fn join_requests_are_approved_rejected_and_mixed() {
    let (visitor, path) = club().await;
    let requests = format!("{path}/join_requests");
    let waiting = visitor.get(&requests).await.1["data"].as_array().unwrap().clone();
    let id = |at: usize| waiting[at]["join_request_id"].clone();
    let (status, answer) = visitor.post(&requests, &body(json!({"join_requests": [id(0), "bm9uZQ=="]}))).await;
    assert_eq!((status, &answer["approved_join_requests"]), (206, &json!([id(0)])));
    assert_eq!(answer["failed_join_requests"][0]["errors"][0]["code"], 131_213);
    assert_eq!(answer["errors"][0]["code"], 131_201);
    let event = told(&visitor, "group_participants_update").await.remove(0);
    assert_eq!(
        (&event["type"], &event["added_participants"][0]["wa_id"]),
        (&json!("group_participants_add"), &waiting[0]["wa_id"])
    );
    visitor.trouble(json!({"kind": "approval_fails", "count": 1})).await;
    assert_eq!(visitor.post(&requests, &body(json!({"join_requests": [id(1)]}))).await.1["error"]["code"], 131_203);
    let (status, answer) =
        visitor.call(Method::DELETE, &requests, Some(&body(json!({"join_requests": [id(1)]})))).await;
    assert_eq!((status, &answer["rejected_join_requests"]), (200, &json!([id(1)])));
    assert_eq!(told(&visitor, "group_participants_update").await.len(), 1, "a rejection tells nothing");
    assert_eq!(visitor.get(&requests).await.1["data"], json!([]));
}

#[tokio::test]
async fn removed_people_are_told_one_by_one_and_never_come_back() {
    let (visitor, path) = club().await;
    let people = format!("{path}/participants");
    let remove = |list: Value| body(json!({"participants": list}));
    for (list, code) in [
        (json!([]), 100),
        (json!([{"user": "+77000005533", "user_id": "KZ.1"}]), 100),
        (json!([{"user": "+77000005533"}, {"user": "77000005533"}]), 131_202),
    ] {
        assert_eq!(visitor.call(Method::DELETE, &people, Some(&remove(list))).await.1["error"]["code"], code);
    }
    let list = json!([{"user": "+77000005533"}, {"user": "+995500000003"}]);
    let (_, answer) = visitor.call(Method::DELETE, &people, Some(&remove(list))).await;
    let event = told(&visitor, "group_participants_update").await.remove(0);
    assert_eq!((&event["request_id"], &event["initiated_by"]), (&answer["request_id"], &json!("business")));
    assert_eq!(event["removed_participants"], json!([{"input": "+77000005533"}]));
    assert_eq!(event["failed_participants"][0]["errors"][0]["code"], 131_212, "she was never in it");
    assert_eq!(event["errors"][0]["code"], 131_201);
    let back = json!({"person": "Саша", "type": "join", "group": CLUB});
    assert_eq!(
        visitor.http.post(format!("{}/say", visitor.hello.control)).json(&back).send().await.unwrap().status(),
        400
    );
    visitor.trouble(json!({"kind": "removal_partly", "count": 1})).await;
    let list = json!([{"user": "+77000007021"}, {"user": "+77000002240"}]);
    visitor.call(Method::DELETE, &people, Some(&remove(list))).await;
    let event = told(&visitor, "group_participants_update").await.remove(1);
    assert_eq!(event["removed_participants"], json!([{"input": "+77000007021"}]));
    assert_eq!(event["failed_participants"][0]["input"], "+77000002240");
    let (_, read) = visitor.get(&format!("{path}?fields=total_participant_count")).await;
    assert_eq!(read["total_participant_count"], 4);
}

#[tokio::test]
async fn a_suspended_group_refuses_changes_and_a_webhook_may_come_before_the_answer() {
    let (visitor, path) = club().await;
    visitor.trouble(json!({"kind": "group_suspended", "value": CLUB})).await;
    let (status, answer) = visitor.post(&path, &body(json!({"subject": "x"}))).await;
    assert_eq!((status, answer["error"]["code"].as_i64()), (403, Some(131_207)));
    visitor.control("/trouble/clear", json!({"kind": "group_suspended"})).await;
    visitor.trouble(json!({"kind": "early_group_webhook", "count": 1})).await;
    visitor.post(&path, &body(json!({"subject": "Early"}))).await;
    visitor.control("/idle", json!({})).await;
    assert_eq!(visitor.callback.values("group_settings_update").len(), 1, "without any time passing");
}

#[tokio::test]
async fn only_who_wrote_lately_can_be_blocked_and_is_then_out_of_reach_both_ways() {
    let visitor = Visitor::enter(1).await;
    visitor.say(json!({"person": "Анна Корнеева", "text": "Здравствуйте"})).await;
    let path = format!("{}/block_users", visitor.hello.phone_number_id);
    let both = body(json!({"block_users": [{"user": "+77000004108"}, {"user": "+351900000774"}]}));
    let (status, answer) = visitor.post(&path, &both).await;
    assert_eq!((status, answer["error"]["code"].as_i64()), (400, Some(139_100)));
    assert_eq!(answer["block_users"]["added_users"][0]["wa_id"], "77000004108");
    assert_eq!(answer["block_users"]["failed_users"][0]["errors"][0]["code"], 131_047);
    assert_eq!(visitor.get(&path).await.1["data"].as_array().unwrap().len(), 1);
    visitor.text("+77000004108", "x").await;
    visitor.pass(5_000).await;
    assert_eq!(visitor.callback.statuses()[0]["errors"][0]["code"], 130_403);
    let write = json!({"person": "Анна Корнеева", "text": "?"});
    assert_eq!(
        visitor.http.post(format!("{}/say", visitor.hello.control)).json(&write).send().await.unwrap().status(),
        400
    );
    let one = body(json!({"block_users": [{"user": "+77000004108"}]}));
    visitor.trouble(json!({"kind": "block_fails", "count": 1, "value": 139_102})).await;
    let (status, answer) = visitor.post(&path, &one).await;
    assert_eq!((status, &answer["block_users"]["failed_users"][0]["errors"][0]["code"]), (400, &json!(139_102)));
    let (status, answer) = visitor.call(Method::DELETE, &path, Some(&one)).await;
    assert_eq!((status, &answer["block_users"]["removed_users"][0]["input"]), (200, &json!("+77000004108")));
    visitor.say(write).await;
}
