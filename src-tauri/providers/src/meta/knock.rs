//! Comes to a door as the provider does: to verify its address, and with a body that is signed.

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::CONTENT_TYPE;

use crate::error::ProviderError;
use crate::meta::api::{self, unreadable};
use crate::meta::webhook;
use crate::provider::Secret;

const KNOCKING: &str = "knocking at a door";

/// Asks the address for the challenge back, as the provider does when it is told the address. Whether it comes.
///
/// # Errors
/// When the address is none.
pub async fn knock(address: &str, verify_token: &str, challenge: &str) -> Result<bool, ProviderError> {
    let (client, url) = way(address)?;
    let asked = [("hub.mode", "subscribe"), ("hub.challenge", challenge), ("hub.verify_token", verify_token)];
    let Ok(answer) = client.get(url).query(&asked).send().await else { return Ok(false) };
    let success = answer.status().is_success();
    Ok(success && answer.text().await.is_ok_and(|said| said.trim() == challenge))
}

/// Posts a body with its signature, as the provider does. The status of the answer; none where nothing answers.
///
/// # Errors
/// When the address is none, or the secret cannot sign.
pub async fn deliver(address: &str, app_secret: &Secret, body: Bytes) -> Result<Option<u16>, ProviderError> {
    let (client, url) = way(address)?;
    let signature = webhook::sign(app_secret.expose(), &body).map_err(|_| unreadable(KNOCKING))?;
    let post = client.post(url).header(CONTENT_TYPE, "application/json").header(webhook::SIGNATURE, signature);
    Ok(post.body(body).send().await.ok().map(|answer| answer.status().as_u16()))
}

fn way(address: &str) -> Result<(reqwest::Client, Url), ProviderError> {
    let url = Url::parse(address).map_err(|_| unreadable(KNOCKING))?;
    let client = api::client(&url).map_err(|_| unreadable(KNOCKING))?;
    Ok((client, url))
}
