//! What can be read: the number, the account, the profile, the token, the groups.

use serde_json::{Value, json};

use crate::visitor::{ANNA, Visitor};

#[tokio::test]
async fn a_client_finds_its_number_from_the_token_alone() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let (_, token) = visitor.get(&format!("debug_token?input_token={}", visitor.hello.token)).await;
    assert_eq!(token["data"]["is_valid"], true);
    let scopes = token["data"]["granular_scopes"].as_array().unwrap();
    let messaging = scopes.iter().find(|scope| scope["scope"] == "whatsapp_business_messaging").unwrap();
    let waba = messaging["target_ids"][0].as_str().unwrap();
    let (_, numbers) = visitor.get(&format!("{waba}/phone_numbers")).await;
    assert_eq!(numbers["data"][0]["id"], json!(visitor.hello.phone_number_id));
    assert_eq!(numbers["data"][0]["verified_name"], "Polar Tea");
    assert_eq!(visitor.get("debug_token?input_token=EAAwrong").await.1["data"]["is_valid"], false);
}

#[tokio::test]
async fn fields_are_honoured_and_any_version_is_served() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let number = &visitor.hello.phone_number_id;
    let fields =
        "is_official_business_account,quality_rating,throughput{level},whatsapp_business_manager_messaging_limit";
    let (_, read) = visitor.get(&format!("{number}?fields={fields}")).await;
    let mut names: Vec<&String> = read.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(
        names,
        [
            "id",
            "is_official_business_account",
            "quality_rating",
            "throughput",
            "whatsapp_business_manager_messaging_limit"
        ]
    );
    let bare = |version: &str| format!("{}/{version}/{number}", visitor.hello.api_base);
    for (version, status) in [("v21.0", 200), ("v26.0", 200), ("v99.0", 200), ("latest", 400)] {
        let answer = visitor.http.get(bare(version)).bearer_auth(&visitor.hello.token).send().await.unwrap();
        assert_eq!(answer.status(), status, "{version}");
    }
    assert_eq!(visitor.get(&format!("{}?fields=name", visitor.hello.waba_id)).await.1["name"], "Polar Tea");
}

#[tokio::test]
async fn the_profile_can_be_changed_within_its_lengths() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let path = format!("{}/whatsapp_business_profile", visitor.hello.phone_number_id);
    let change = json!({"messaging_product": "whatsapp", "about": "Чай и тишина", "websites": ["https://x.example"]});
    assert_eq!(visitor.post(&path, &change).await, (200, json!({"success": true})));
    let (_, read) = visitor.get(&format!("{path}?fields=about,websites,email")).await;
    assert_eq!(
        (&read["data"][0]["about"], &read["data"][0]["websites"][0]),
        (&json!("Чай и тишина"), &json!("https://x.example"))
    );
    assert_eq!(read["data"][0]["messaging_product"], "whatsapp");
    for wrong in [
        json!({"about": "a".repeat(140)}),
        json!({"about": ""}),
        json!({"description": "a".repeat(257)}),
        json!({"email": "hello"}),
        json!({"vertical": "ALCHEMY"}),
        json!({"websites": ["x.example"]}),
        json!({"websites": ["https://a.example", "https://b.example", "https://c.example"]}),
    ] {
        let mut body = wrong.clone();
        body["messaging_product"] = json!("whatsapp");
        assert_eq!(visitor.post(&path, &body).await.1["error"]["code"], 100, "{wrong}");
    }
    let (_, after) = visitor.get(&format!("{path}?fields=email,vertical,profile_picture_url")).await;
    assert_eq!(
        (&after["data"][0]["email"], &after["data"][0]["vertical"]),
        (&json!("hello@polartea.example"), &json!("RETAIL"))
    );
    let picture = visitor.http.get(after["data"][0]["profile_picture_url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/jpeg", "pictures lie open");
}

#[tokio::test]
async fn groups_are_listed_in_an_object_and_read_one_by_one() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    let list = format!("{}/groups", visitor.hello.phone_number_id);
    let (_, first) = visitor.get(&format!("{list}?limit=6")).await;
    assert_eq!(first["data"]["groups"].as_array().unwrap().len(), 6);
    let after = first["paging"]["cursors"]["after"].as_str().unwrap();
    let (_, second) = visitor.get(&format!("{list}?limit=6&after={after}")).await;
    assert_eq!(second["data"]["groups"].as_array().unwrap().len(), 4);
    assert_eq!(visitor.get(&format!("{list}?after=rubbish")).await.1["error"]["code"], 131_059);

    let id = first["data"]["groups"][0]["id"].as_str().unwrap().replace('=', "%3D");
    let (_, bare) = visitor.get(&id).await;
    assert_eq!(bare.as_object().unwrap().len(), 2, "only id and messaging_product without fields");
    let (_, club) = visitor
        .get(&format!("{id}?fields=subject,participants,total_participant_count,join_approval_mode,suspended"))
        .await;
    assert_eq!((&club["subject"], &club["total_participant_count"]), (&json!("Tea Club · Almaty"), &json!(6)));
    assert_eq!((&club["join_approval_mode"], &club["suspended"]), (&json!("approval_required"), &json!(false)));
    assert_eq!(club["participants"].as_array().unwrap().iter().filter(|who| who.get("wa_id").is_none()).count(), 1);
    let (_, link) = visitor.get(&format!("{id}/invite_link")).await;
    assert!(link["invite_link"].as_str().unwrap().starts_with("https://chat.whatsapp.com/"));
    let (_, requests) = visitor.get(&format!("{id}/join_requests")).await;
    assert_eq!(requests["data"].as_array().unwrap().len(), 2);
    visitor.trouble(json!({"kind": "oba_false"})).await;
    assert_eq!(visitor.get(&list).await.1["error"]["code"], 131_215);
    let number = visitor.get(&format!("{}?fields=is_official_business_account", visitor.hello.phone_number_id)).await.1;
    assert_eq!(number["is_official_business_account"], false);
}

#[tokio::test]
async fn requests_are_remembered_without_their_secrets() {
    let visitor = Visitor::stand_outside(1, 0.0).await;
    visitor.get(&format!("{}?access_token=secret", visitor.hello.waba_id)).await;
    visitor.get("99999").await;
    let requests = visitor.look("/requests?last=2").await["requests"].clone();
    assert_eq!(requests[0]["path"], format!("/v25.0/{}", visitor.hello.waba_id));
    assert_eq!((&requests[1]["method"], &requests[1]["status"]), (&json!("GET"), &json!(400)));
    assert!(!requests.to_string().contains("secret"));
}

#[tokio::test]
async fn a_token_can_be_another_one() {
    let visitor = Visitor::enter(1).await;
    let debug = format!("debug_token?input_token={}", visitor.hello.token);
    let number = format!("{}?fields=platform_type,status", visitor.hello.phone_number_id);
    for (state, subcode) in [("expired", 463), ("revoked", 460)] {
        visitor.trouble(json!({"kind": "token", "value": state})).await;
        let (status, answer) = visitor.get(&debug).await;
        let error = &answer["error"];
        assert_eq!((status, error["code"].as_i64(), error["error_subcode"].as_i64()), (401, Some(190), Some(subcode)));
    }
    visitor.trouble(json!({"kind": "token", "value": "no_management"})).await;
    assert_eq!(visitor.get(&debug).await.1["data"]["scopes"], json!(["whatsapp_business_messaging"]));
    assert_eq!(visitor.get(&visitor.hello.waba_id).await.1["error"]["code"], 200);
    visitor.trouble(json!({"kind": "token", "value": "no_messaging"})).await;
    assert_eq!(visitor.send(json!({"to": ANNA, "type": "text", "text": {"body": "1"}})).await.1["error"]["code"], 10);
    visitor.trouble(json!({"kind": "token", "value": "everything"})).await;
    assert_eq!(visitor.get(&debug).await.1["data"]["granular_scopes"][0]["target_ids"], Value::Null);
    let portfolio = visitor.get("me/businesses").await.1["data"][0]["id"].as_str().unwrap().to_owned();
    let owned = visitor.get(&format!("{portfolio}/owned_whatsapp_business_accounts")).await.1;
    assert_eq!(owned["data"][0]["id"], json!(visitor.hello.waba_id));
    visitor.trouble(json!({"kind": "token", "value": "ends_soon"})).await;
    assert!(visitor.get(&debug).await.1["data"]["expires_at"].as_i64() > Some(0));
    visitor.trouble(json!({"kind": "not_registered"})).await;
    assert_eq!(visitor.get(&number).await.1["platform_type"], "NOT_APPLICABLE");
    assert_eq!(
        visitor.send(json!({"to": ANNA, "type": "text", "text": {"body": "1"}})).await.1["error"]["code"],
        133_010
    );
}
