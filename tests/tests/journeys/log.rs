//! The log that an operator hands on: planted names, numbers, words and secrets are not in it, however they came.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Client;
use serde_json::{Value, json};
use world::secrets::Needles;
use world::{Result, Stage, WorldError, patience, webhook};

use crate::ANNA;

/// Somebody who is nobody else.
const NAME: &str = "Зигмунд Тарантасов";
const PHONE: &str = "77019876543";
const WORDS: &str = "ключ под третьим горшком";
const TOKEN: &str = "EAAplantedplantedplanted";
const SECRET: &str = "f00dfacef00dfacef00dfacef00dface";
const PASSPHRASE: &str = "steeped thrice, poured never";

/// The log's words as they were exported.
async fn exported(stage: &Stage) -> Result<String> {
    let file = stage.hub.command("log_export", &json!({})).await?;
    let base64 = file.get("base64").and_then(Value::as_str).unwrap_or_default();
    let bytes = STANDARD.decode(base64).map_err(|_| WorldError::Found("the log is no base64".into()))?;
    String::from_utf8(bytes).map_err(|_| WorldError::Found("the log is no text".into()))
}

/// What comes in as it should: a person who writes, is answered, and is written down.
async fn used(stage: &Stage) -> Result<()> {
    stage.town.says(ANNA, WORDS).await?;
    let chat = stage.hub.chat(ANNA).await?;
    let send = |command: &str| json!({ "command_id": command, "chat_id": chat, "content": { "kind": "text", "body": WORDS }, "reply_to": null });
    stage.hub.command("message_send", &send("log-1")).await?;
    stage.town.gets(WORDS).await?;
    stage.town.control("trouble", json!({ "kind": "token", "value": "revoked" })).await?;
    stage.hub.command("message_send", &send("log-2")).await?;
    let account = stage.account().await?;
    let add = json!({ "command_id": "log-3", "account_id": account, "phone": PHONE, "name": NAME, "labels": [] });
    stage.hub.command("member_add", &add).await.map(drop)
}

/// What is turned away: bodies, values and requests that are not as they must be, each with what is planted in it.
async fn refused(stage: &Stage) -> Result<()> {
    let http = Client::new();
    let planted = format!(r#"{{"object":"{NAME}","entry":[{{"{PHONE}":"{WORDS}","token":"{TOKEN}""#).into_bytes();
    let url = stage.hub.webhook();
    assert_eq!(webhook::post(&http, &url, Some("sha256=00"), planted.clone()).await?, 401);
    let signature = webhook::signature(&stage.town.hello.app_secret, &planted)?;
    assert_eq!(webhook::post(&http, &url, Some(&signature), planted).await?, 200);
    let values = json!({ "token": TOKEN, "app_secret": SECRET });
    for (name, request) in [
        ("number_check", values.clone()),
        ("number_connect", values),
        ("vault_open", json!({ "passphrase": PASSPHRASE })),
        ("webhook_way_set", json!({ "way": "address", "url": format!("ftp://{NAME}.example/{TOKEN}") })),
        ("message_send", json!({ "command_id": "log-4", "chat_id": 1, "content": { "kind": "text", "body": WORDS } })),
        ("member_add", json!({ "command_id": "log-5", "account_id": "meta:1", "phone": PHONE, "name": [NAME] })),
        (PHONE, json!({ "words": WORDS })),
    ] {
        assert!(stage.hub.command(name, &request).await.is_err(), "{name} is refused");
    }
    let mut page = stage.hub.webhook();
    page = page.replace("/webhooks/meta", &format!("/webhooks/{TOKEN}?hub.verify_token={SECRET}"));
    let _ = http.get(page).send().await;
    Ok(())
}

#[tokio::test]
async fn an_exported_log_has_the_last_lines_and_nothing_of_a_person() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    refused(&stage).await?;
    used(&stage).await?;
    stage.hub.command("connection_examine", &json!({})).await?;
    let text = patience::until("lines of what went wrong", patience::LONG, || async {
        let text = exported(&stage).await?;
        let lines = ["a webhook with a wrong signature was turned away", "token_refused", "sends "];
        let missing = lines.iter().find(|line| !text.contains(**line));
        Ok(missing.map_or_else(|| Ok(text.clone()), |line| Err(format!("{line} is not in {text}"))))
    })
    .await?;
    let hello = &stage.town.hello;
    let planted = Needles::of(&[
        ("a name", NAME),
        ("a name of the town", ANNA),
        ("a phone", PHONE),
        ("words", WORDS),
        ("a token", TOKEN),
        ("a secret", SECRET),
        ("a passphrase", PASSPHRASE),
        ("the token", &hello.token),
        ("the app secret", &hello.app_secret),
        ("the verify token", &hello.verify_token),
        ("the number", &hello.phone_number_id),
        ("the hub's address", stage.hub.hello.listen.trim_start_matches("http://")),
        ("the operator", "Mira Halonen"),
    ]);
    let found = planted.in_text("the log", &text);
    assert!(found.is_empty(), "{found:?} {text}");
    Ok(())
}
