//! Webhooks of our own making, posted as the provider posts them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use reqwest::Client;
use serde_json::{Value, json};

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

    /// The signature and the bytes of a body.
    pub fn signed(&self, body: &Value) -> Result<(String, Vec<u8>)> {
        let body = body.to_string().into_bytes();
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
