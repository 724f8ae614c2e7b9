//! What an operator makes in the older version's window, by commands that its contract has.

use serde_json::{Value, json};

use crate::{Result, Window, WorldError, patience};

/// What is noted beside a conversation.
pub const NOTE: &str = "Wants the peonies on Friday.";
/// A text size that nobody has by themselves, in percent.
const TEXT_SIZE: u64 = 110;

/// Where it was made.
#[derive(Debug)]
pub struct Made {
    /// The chat with the note.
    pub chat: i64,
}

/// Works for a moment: a reply, a note, a label, a consent, a draft, a rule, a schedule, a mute and a setting.
pub async fn work(window: &Window, people: &[Value]) -> Result<Made> {
    let [first, second, ..] = people else {
        return Err(WorldError::Found(format!("{} people have written, too few", people.len())));
    };
    let (chat, other) = (number(first, "chat_id"), number(second, "chat_id"));
    let content = json!({ "kind": "text", "body": "They are yours." });
    window.command("message_send", json!({ "command_id": "reply", "chat_id": chat, "content": content })).await?;
    window.command("note_add", json!({ "command_id": "note", "chat_id": chat, "body": NOTE })).await?;
    window.command("label_save", json!({ "command_id": "label", "name": "VIP", "color": 2 })).await?;
    labels(window, chat).await?;
    consents(window, first).await?;
    rules(window, chat, other).await?;
    let mut settings = window.command("workspace", json!({})).await?.get("settings").cloned().unwrap_or_default();
    settings.as_object_mut().map(|settings| settings.insert("text_size".into(), json!(TEXT_SIZE)));
    window.command("settings_save", settings).await?;
    Ok(Made { chat })
}

async fn labels(window: &Window, chat: i64) -> Result<()> {
    let label = patience::until("the label", patience::LONG, || async {
        let labels = window.command("labels", json!({})).await?;
        Ok(labels.pointer("/0/label_id").cloned().ok_or_else(|| labels.to_string()))
    })
    .await?;
    let change = json!({ "change": "labelled", "label": label, "on": true });
    window
        .command("chat_update", json!({ "command_id": "labelled", "chat_id": chat, "change": change }))
        .await
        .map(drop)
}

async fn consents(window: &Window, row: &Value) -> Result<()> {
    let workspace = window.command("workspace", json!({})).await?;
    let purposes = window.command("purposes", json!({})).await?;
    let purpose = purposes.pointer("/purposes/0/purpose").cloned();
    let said = json!({
        "command_id": "consent",
        "whom": { "account_id": row.get("account_id"), "contact_id": row.get("contact_id") },
        "purposes": [purpose],
        "at": number(&workspace, "now") - 60_000,
        "source": "call",
        "wordings": [],
        "message_id": null,
        "file": null,
        "filename": null,
        "note": "Said so on the telephone.",
    });
    window.command("consent_record", said).await.map(drop)
}

/// What is kept on this machine alone.
async fn rules(window: &Window, chat: i64, other: i64) -> Result<()> {
    let draft = json!({ "chat_id": other, "body": "The invoice is", "note": false, "reply_to": null });
    window.command("draft_save", draft).await?;
    window.command("chat_mute", json!({ "chat_id": other, "mute": { "until": null, "keep_mentions": true } })).await?;
    let level = json!({ "level": { "level": "chat", "id": chat }, "fields": { "banner": false } });
    window.command("notification_level_save", level).await?;
    let windows = [json!({ "days": [1, 2, 3, 4, 5, 6, 7], "from": 60, "to": 120 })];
    let schedule = json!({ "schedule_id": 0, "name": "Night", "on": true, "scope": { "scope": "app" }, "windows": windows,
        "zone": null, "except": [], "quiet": "badge_only" });
    window.command("schedule_save", json!({ "new": true, "schedule": schedule })).await.map(drop)
}

fn number(value: &Value, name: &str) -> i64 {
    value.get(name).and_then(Value::as_i64).unwrap_or_default()
}
