//! What an operator does, by the commands of the contract over HTTP.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::Result;
use crate::hub::Screen;
use crate::patience::{self, LONG, Look};
use crate::town::lacking;

/// Rows of a part of a list.
const PART: u32 = 200;

/// A message as it stands in a conversation on the screen.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its number.
    pub id: i64,
    /// Whether we wrote it.
    pub ours: bool,
    /// Its words: the text, or the caption of a file.
    pub words: String,
    /// Kind of its content: `text`, `media`, ...
    pub kind: String,
    /// Where it is, of ours.
    pub status: Option<String>,
    /// All of it.
    pub whole: Value,
}

impl Shown {
    fn of(item: &Value) -> Option<Self> {
        let word = |at: &str| item.pointer(at).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            id: item.get("message_id")?.as_i64()?,
            ours: item.get("ours")?.as_bool()?,
            words: word("/content/body").or_else(|| word("/content/caption")).unwrap_or_default(),
            kind: word("/content/kind").unwrap_or_default(),
            status: word("/status"),
            whole: item.clone(),
        })
    }

    /// Whether the provider has it: accepted, or anything after that.
    pub fn taken(&self) -> bool {
        let status = self.status.as_deref().unwrap_or_default();
        ["accepted", "sent", "delivered", "read", "played", "failed"].contains(&status)
    }
}

impl Screen {
    /// Every row of the chat list, in the order shown.
    pub async fn chats(&self) -> Result<Vec<Value>> {
        let mut rows = Vec::new();
        let mut after = Value::Null;
        loop {
            let mut page =
                self.command("chats", &json!({ "filter": { "filter": "all" }, "limit": PART, "after": after })).await?;
            after = page.get_mut("next").map(Value::take).unwrap_or_default();
            match page.get_mut("rows").map(Value::take) {
                Some(Value::Array(part)) => rows.extend(part),
                _ => return Err(lacking("chats", "rows", &page)),
            }
            if after.is_null() {
                return Ok(rows);
            }
        }
    }

    /// The chat with this name, once it is there.
    pub async fn chat(&self, title: &str) -> Result<i64> {
        patience::until(&format!("a chat named {title}"), LONG, || async {
            let rows = self.chats().await?;
            let row = rows.iter().find(|row| row.get("title").and_then(Value::as_str) == Some(title));
            Ok(row.and_then(|row| row.get("chat_id")?.as_i64()).ok_or_else(|| format!("{} other chats", rows.len())))
        })
        .await
    }

    /// Every message of a chat, oldest first.
    pub async fn conversation(&self, chat: i64) -> Result<Vec<Shown>> {
        let mut parts: Vec<Vec<Shown>> = Vec::new();
        let mut from = json!({ "from": "newest" });
        let mut seen = HashSet::new();
        loop {
            let part = self.command("timeline", &json!({ "chat_id": chat, "from": from, "limit": PART })).await?;
            let items =
                part.get("items").and_then(Value::as_array).ok_or_else(|| lacking("timeline", "items", &part))?;
            parts.push(items.iter().filter_map(Shown::of).filter(|shown| seen.insert(shown.id)).collect());
            match part.get("before") {
                Some(Value::String(cursor)) => from = json!({ "from": "before", "cursor": cursor }),
                _ => return Ok(parts.into_iter().rev().flatten().collect()),
            }
        }
    }

    /// The newest internal notes of a chat: who wrote each, and its words.
    pub async fn notes(&self, chat: i64) -> Result<Vec<(String, String)>> {
        let asked = json!({ "chat_id": chat, "from": { "from": "newest" }, "limit": PART });
        let part = self.command("timeline", &asked).await?;
        let items = part.get("items").and_then(Value::as_array).ok_or_else(|| lacking("timeline", "items", &part))?;
        let word = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
        Ok(items
            .iter()
            .filter(|item| item.get("note_id").is_some())
            .filter_map(|item| Some((word(item, "author")?, word(item, "body")?)))
            .collect())
    }

    /// Every message of every chat.
    pub async fn everything(&self) -> Result<Vec<Shown>> {
        let mut all = Vec::new();
        for row in self.chats().await? {
            let chat = row.get("chat_id").and_then(Value::as_i64).ok_or_else(|| lacking("chats", "chat_id", &row))?;
            all.extend(self.conversation(chat).await?);
        }
        Ok(all)
    }

    /// Gives the command to send a text; the number of the message in the conversation.
    pub async fn sends(&self, command: &str, chat: i64, text: &str) -> Result<i64> {
        let request = json!({ "command_id": command, "chat_id": chat, "content": { "kind": "text", "body": text } });
        let queued = self.command("message_send", &request).await?;
        queued.get("message_id").and_then(Value::as_i64).ok_or_else(|| lacking("message_send", "message_id", &queued))
    }

    /// Waits for the first message of a chat that fits.
    pub async fn shows(&self, chat: i64, what: &str, fits: impl Fn(&Shown) -> bool) -> Result<Shown> {
        patience::until(what, LONG, || async {
            let all = self.conversation(chat).await?;
            Ok(all.iter().find(|shown| fits(shown)).cloned().ok_or_else(|| outline(&all)))
        })
        .await
    }

    /// Waits until the person of a chat permits something.
    pub async fn permits(&self, chat: i64) -> Result<()> {
        patience::until("a standing consent", LONG, || async {
            let detail = self.command("chat", &json!({ "chat_id": chat })).await?;
            let rows = detail.pointer("/contact/consents").and_then(Value::as_array);
            let granted = |row: &Value| row.get("state").and_then(Value::as_str) == Some("granted");
            Ok(patience::seen(rows.is_some_and(|rows| rows.iter().any(granted)), || detail.to_string()))
        })
        .await
    }

    /// Waits until a message of ours has a state.
    pub async fn reaches(&self, chat: i64, message: i64, status: &str) -> Result<Shown> {
        self.shows(chat, &format!("the state {status}"), |shown| {
            shown.id == message && shown.status.as_deref() == Some(status)
        })
        .await
    }

    /// Waits until this holds for what the hub says of itself under `/health` of its contract.
    pub async fn health(&self, what: &str, fits: impl Fn(&Value) -> bool) -> Result<Value> {
        patience::until(what, LONG, || async {
            let health = self.command("health", &json!({})).await?;
            let look: Look<Value> = if fits(&health) { Ok(health) } else { Err(health.to_string()) };
            Ok(look)
        })
        .await
    }
}

fn outline(all: &[Shown]) -> String {
    let line = |shown: &Shown| format!("{}:{}", shown.kind, shown.status.as_deref().unwrap_or("received"));
    all.iter().rev().take(5).map(line).collect::<Vec<_>>().join(", ")
}
