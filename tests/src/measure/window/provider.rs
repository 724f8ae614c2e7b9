//! People who write into the window's own webhook now, after everything that its company wrote.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::super::post::{Post, written};
use crate::{Result, Town, patience};

/// Messages of one webhook, where many are written at once.
const TOGETHER: usize = 250;

/// Who delivers what they write.
#[derive(Debug)]
pub struct Provider {
    post: Post,
    /// How long it goes on delivering what is not taken; none gives up at once.
    insists: Option<Duration>,
    number: Arc<AtomicU64>,
}

/// Somebody who writes.
#[derive(Debug, Clone)]
pub struct Writer {
    /// Phone number, in digits.
    pub phone: String,
    /// The name that they gave themselves.
    pub name: String,
}

impl Writer {
    /// One of a kind; kinds are parted by the first digits of their numbers.
    pub fn of(kind: u32, name: &str, number: u64) -> Self {
        Self { phone: format!("{kind}{number:07}"), name: format!("{name} {number}") }
    }
}

impl Provider {
    /// Delivers to where the town's app does.
    pub async fn beside(town: &Town) -> Result<Self> {
        Ok(Self { post: Post::beside(town).await?, insists: None, number: Arc::default() })
    }

    /// From now on what is not taken is delivered again, for so long.
    #[must_use]
    pub fn insisting(self, within: Duration) -> Self {
        Self { insists: Some(within), ..self }
    }

    /// The same by connections of its own, for another runtime: one that ends takes its connections along.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self { post: self.post.apart(), insists: self.insists, number: Arc::clone(&self.number) }
    }

    /// Delivers one message; when it was sent, in milliseconds since 1970, once it is acknowledged.
    pub async fn delivers(&self, writer: &Writer, words: &str) -> Result<f64> {
        let (message, contact) = self.written(writer, words);
        let body = self.post.envelope("messages", "messages", vec![message], vec![contact]);
        let at = wall();
        self.post(&body).await.map(|()| at)
    }

    /// Delivers many of one person at once.
    pub async fn delivers_all(&self, writer: &Writer, words: &[String]) -> Result<()> {
        for words in words.chunks(TOGETHER) {
            let (messages, contacts) = words.iter().map(|words| self.written(writer, words)).unzip();
            self.post(&self.post.envelope("messages", "messages", messages, contacts)).await?;
        }
        Ok(())
    }

    async fn post(&self, body: &Value) -> Result<()> {
        let Some(within) = self.insists else { return self.post.post(body).await };
        patience::until("a webhook that is taken", within, || async {
            Ok(self.post.post(body).await.map_err(|refused| refused.to_string()))
        })
        .await
    }

    /// A text as the provider writes it, and who wrote it (reference 2.2).
    fn written(&self, writer: &Writer, words: &str) -> (Value, Value) {
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        // Who answers writes behind it: what is told from the future would stand behind the answer, too.
        let at = since_1970().as_secs();
        let content = json!({ "body": words });
        written(&writer.phone, &writer.name, &format!("window {number}"), at, "text", content)
    }
}

/// Milliseconds since 1970, as a page on this machine tells them.
pub fn wall() -> f64 {
    since_1970().as_secs_f64() * 1e3
}

#[expect(clippy::disallowed_methods, reason = "what happened in the window is told by the clock of the machine")]
fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
