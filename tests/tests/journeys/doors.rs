//! What the two sockets of the hub let in.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use world::{Result, Stage, WorldError, webhook};

use crate::ANNA;

const MALFORMED: &[u8] = br#"{"object":"whatsapp_business_account","entry":[{"#;

fn no_answer(source: reqwest::Error) -> WorldError {
    WorldError::NoAnswer { url: "the hub".into(), source }
}

/// Posts a malformed body rightly signed and waits until so many items are shown as unknown.
async fn unknown_after_one_more(stage: &Stage, wanted: u64) -> Result<()> {
    let signature = webhook::signature(&stage.town.hello.app_secret, MALFORMED)?;
    assert_eq!(webhook::post(&Client::new(), &stage.hub.webhook(), Some(&signature), MALFORMED.to_vec()).await?, 200);
    let unknown = stage.calm().await?.get("unknown").and_then(Value::as_u64);
    assert_eq!(unknown, Some(wanted));
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_not_signed_by_the_provider_is_turned_away_and_not_kept() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    let before = stage.calm().await?;
    let http = Client::new();
    let wrong = webhook::signature("a guess", MALFORMED)?;
    for signature in [None, Some(wrong.as_str()), Some("sha256=00"), Some("nonsense")] {
        assert_eq!(
            webhook::post(&http, &stage.hub.webhook(), signature, MALFORMED.to_vec()).await?,
            401,
            "{signature:?}"
        );
    }
    assert_eq!(stage.calm().await?, before);
    unknown_after_one_more(&stage, 1).await
}

#[tokio::test]
async fn a_malformed_body_with_a_right_signature_is_kept_and_shown_as_unknown() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    unknown_after_one_more(&stage, 1).await
}

#[tokio::test]
async fn a_body_over_three_mebibytes_is_too_large() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    let body = vec![b' '; 3 * 1024 * 1024 + 1];
    let signature = webhook::signature(&stage.town.hello.app_secret, &body)?;
    assert_eq!(webhook::post(&Client::new(), &stage.hub.webhook(), Some(&signature), body).await?, 413);
    Ok(())
}

#[tokio::test]
async fn the_open_socket_knows_nothing_of_the_contract() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    let http = Client::new();
    let open = stage.hub.webhook().replace("/webhooks/meta", "");
    let chats =
        http.post(format!("{open}/api/chats")).bearer_auth(&stage.hub.hello.token).json(&json!({})).send().await;
    assert_eq!(chats.map_err(no_answer)?.status(), StatusCode::NOT_FOUND);
    let health = http.get(format!("{open}/health")).send().await.map_err(no_answer)?;
    assert_eq!(health.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn the_contract_wants_its_token_and_no_foreign_page() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    let http = Client::new();
    let screen = stage.hub.hello.ui.split('#').next().unwrap_or_default().trim_end_matches('/').to_owned();
    let ask = || http.post(format!("{screen}/api/workspace")).json(&json!({}));
    assert_eq!(ask().send().await.map_err(no_answer)?.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(ask().bearer_auth("a guess").send().await.map_err(no_answer)?.status(), StatusCode::UNAUTHORIZED);
    let foreign = ask().bearer_auth(&stage.hub.hello.token).header("origin", "https://example.org").send().await;
    assert_eq!(foreign.map_err(no_answer)?.status(), StatusCode::FORBIDDEN);
    let rebound =
        ask().bearer_auth(&stage.hub.hello.token).header("host", "example.org").send().await.map_err(no_answer)?;
    assert_eq!(rebound.status(), StatusCode::FORBIDDEN);
    assert_eq!(ask().bearer_auth(&stage.hub.hello.token).send().await.map_err(no_answer)?.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn the_verify_handshake_answers_only_the_right_word() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    let http = Client::new();
    let shake = |word: &str| {
        let url =
            format!("{}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={word}", stage.hub.webhook());
        http.get(url).send()
    };
    let right = shake(&stage.town.hello.verify_token).await.map_err(no_answer)?;
    assert_eq!(right.text().await.map_err(no_answer)?, "1158201444");
    assert_eq!(shake("wrong").await.map_err(no_answer)?.status(), StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test]
async fn a_folder_has_one_hub_and_is_not_rebuilt_under_it() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "Здравствуйте").await?;
    assert!(stage.setting.start().await.is_err(), "a second hub started on the same folder");
    assert!(stage.setting.rebuild().await.is_err(), "a folder in use was rebuilt");
    stage.hub.chat(ANNA).await.map(drop)
}
