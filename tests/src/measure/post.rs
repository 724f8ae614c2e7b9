//! Webhooks of our own making, posted as the provider posts them.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Client;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::town::Hello;
use crate::{Result, Town, WorldError, webhook};

/// Where they go, and in whose name.
#[derive(Debug, Clone)]
pub struct Post {
    http: Client,
    url: String,
    hello: Hello,
    posted: Arc<AtomicU64>,
}

impl Post {
    /// To this address, as the app of a town.
    pub fn to(url: String, hello: &Hello) -> Self {
        Self { http: Client::new(), url, hello: hello.clone(), posted: Arc::default() }
    }

    /// To where the town's own webhooks go.
    pub async fn beside(town: &Town) -> Result<Self> {
        let url = town.callback().await?.ok_or_else(|| WorldError::Found("nobody listens to the town".into()))?;
        Ok(Self::to(url, &town.hello))
    }

    /// The same by connections of its own.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self { http: Client::new(), ..self.clone() }
    }

    /// Items of one field as the provider sends them.
    pub fn envelope(&self, field: &str, of: &str, items: Vec<Value>, contacts: Vec<Value>) -> Value {
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "15550100200", "phone_number_id": self.hello.phone_number_id },
            "contacts": contacts, of: items,
        });
        let changes = json!([{ "field": field, "value": value }]);
        json!({ "object": "whatsapp_business_account", "entry": [{ "id": self.hello.waba_id, "changes": changes }] })
    }

    /// Bytes that were posted.
    pub fn posted(&self) -> u64 {
        self.posted.load(Ordering::Relaxed)
    }

    /// Signs a body, posts it, and waits for the good answer.
    pub async fn post(&self, body: &Value) -> Result<()> {
        let (signature, body) = self.signed(body)?;
        self.post_signed(&signature, body).await
    }

    /// The signature and the bytes of a body, in which what is not ASCII is escaped (reference 6).
    pub fn signed(&self, body: &Value) -> Result<(String, Vec<u8>)> {
        let body = escaped(&body.to_string()).into_bytes();
        Ok((webhook::signature(&self.hello.app_secret, &body)?, body))
    }

    /// Posts what was signed before.
    pub async fn post_signed(&self, signature: &str, body: Vec<u8>) -> Result<()> {
        self.posted.fetch_add(u64::try_from(body.len()).unwrap_or_default(), Ordering::Relaxed);
        match webhook::post(&self.http, &self.url, Some(signature), body).await? {
            200 => Ok(()),
            status => Err(WorldError::Found(format!("a webhook was answered {status}"))),
        }
    }
}

/// A message as the provider writes it, and the entry of who wrote it (reference 2.2). What is named alike is the same message.
pub fn written(phone: &str, name: &str, message: &str, at: u64, kind: &str, content: Value) -> (Value, Value) {
    let user = format!("KZ.{:0>16}", phone);
    let words = json!({ "from": phone, "from_user_id": user, "id": id(phone, message), "timestamp": at.to_string(), "type": kind,
        kind: content });
    (words, json!({ "profile": { "name": name }, "wa_id": phone, "user_id": user }))
}

/// An id as long as the provider's, with as little in it that can be guessed.
fn id(phone: &str, message: &str) -> String {
    let digest = hex::encode_upper(Sha256::digest(message));
    let (random, _) = digest.split_at(20);
    format!("wamid.{}", STANDARD.encode(format!("\x1c\x18\x0b{phone}\x15\x02\0\x12\x18\x14{random}\0")))
}

/// The same JSON in ASCII.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() * 2);
    for letter in json.chars() {
        if letter.is_ascii() {
            escaped.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_in_ascii_says_the_same() {
        let body = json!({ "words": "Чай \"улун\" 🍵" });
        let ascii = escaped(&body.to_string());
        assert!(ascii.is_ascii() && ascii.contains("\\u0427"), "{ascii}");
        assert_eq!(serde_json::from_str::<Value>(&ascii).unwrap(), body);
    }
}
