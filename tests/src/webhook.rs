//! Webhooks posted by ourselves, signed as the provider signs.

use hmac::{Hmac, KeyInit, Mac};
use reqwest::Client;
use sha2::Sha256;

use crate::{Result, WorldError};

/// The signature header of these bytes under this secret (reference 6).
pub fn signature(secret: &str, body: &[u8]) -> Result<String> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let mut mac = mac.map_err(|_| WorldError::Found("a secret of this length cannot sign".into()))?;
    mac.update(body);
    Ok(format!("sha256={}", hex::encode(mac.finalize().into_bytes())))
}

/// Posts bytes with a signature, or without; the status of the answer.
pub async fn post(http: &Client, url: &str, signature: Option<&str>, body: Vec<u8>) -> Result<u16> {
    let mut request = http.post(url).header("content-type", "application/json").body(body);
    if let Some(signature) = signature {
        request = request.header("x-hub-signature-256", signature);
    }
    let answer = request.send().await.map_err(|source| WorldError::NoAnswer { url: url.to_owned(), source })?;
    Ok(answer.status().as_u16())
}
