//! Chats whose notifications an operator set.

use serde_json::{Value, json};

use crate::{Result, Stage};

/// Most rows of one page.
const PAGE: u32 = 200;

/// So many chats ring at a loudness of their own.
pub(super) async fn set(stage: &Stage, exceptions: u32) -> Result<()> {
    let (mut after, mut left) = (Value::Null, exceptions);
    while left > 0 {
        let request = json!({ "filter": { "filter": "all" }, "limit": PAGE.min(left), "after": after });
        let page = stage.hub.command("chats", &request).await?;
        let rows = page.get("rows").and_then(Value::as_array).cloned().unwrap_or_default();
        for row in &rows {
            let fields = json!({ "sound": null, "volume": left % 100, "banner": null, "badge": null, "preview": null,
                "importance": null, "attention": null });
            let level = json!({ "level": "chat", "id": row.get("chat_id") });
            stage.hub.command("notification_level_save", &json!({ "level": level, "fields": fields })).await?;
            left -= 1;
        }
        after = page.get("next").cloned().unwrap_or_default();
        if rows.is_empty() || after.is_null() {
            break;
        }
    }
    Ok(())
}
