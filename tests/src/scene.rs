//! A silent town and a real window on it.

use std::path::Path;

use tempfile::TempDir;

use crate::window::WindowSetting;
use crate::{Result, Town, Window, WorldError};

/// A row of the chat list.
pub const ROW: &str = "a.chat-row";
/// The open conversation.
pub const LOG: &str = "[role=log]";
/// Where an answer is written.
pub const COMPOSER: &str = "[role=textbox], textarea";

/// A town, and the window that serves it.
#[derive(Debug)]
pub struct Scene {
    /// The town.
    pub town: Town,
    /// The window.
    pub window: Window,
    /// How the window was opened.
    pub setting: WindowSetting,
    /// Where both keep their things.
    pub folder: TempDir,
}

impl Scene {
    /// Opens both, with variables for the window's surroundings; comes back when the town knows where to deliver.
    pub async fn open(surroundings: &[(&str, &str)]) -> Result<Self> {
        Self::open_on(surroundings, |_| Ok(())).await
    }

    /// The same on what is put into the folder before.
    pub async fn open_on(surroundings: &[(&str, &str)], put: impl FnOnce(&Path) -> Result<()>) -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
        put(folder.path())?;
        let town = Town::start(folder.path(), 1, 0.0).await?;
        let mut setting = WindowSetting::new(folder.path(), &town.hello);
        setting.surroundings =
            surroundings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let window = setting.open().await?;
        town.listened().await?;
        Ok(Self { town, window, setting, folder })
    }

    /// Opens a chat from the list and waits for words in it.
    pub async fn chat(&self, name: &str, words: &str) -> Result<()> {
        self.window.clicks(ROW, name).await?;
        self.window.sees(LOG, words).await
    }

    /// Moves the town's clock, and waits until the window follows it.
    pub async fn pass(&self, ms: u64) -> Result<()> {
        let now = |workspace: &serde_json::Value| workspace.get("now").and_then(serde_json::Value::as_u64);
        let before = now(&self.window.command("workspace", serde_json::json!({})).await?).unwrap_or_default();
        self.town.advance(ms).await?;
        crate::patience::until("the window follows the town's clock", crate::patience::LONG, || async {
            let workspace = self.window.command("workspace", serde_json::json!({})).await?;
            let there = now(&workspace).is_some_and(|now| now >= before + ms);
            Ok(crate::patience::seen(there, || workspace.get("now").map(ToString::to_string).unwrap_or_default()))
        })
        .await
    }

    /// The number of a chat.
    pub async fn chat_id(&self, name: &str) -> Result<i64> {
        crate::patience::until("the chat", crate::patience::LONG, || async {
            let request = serde_json::json!({ "filter": { "filter": "all" }, "limit": 200 });
            let page = self.window.command("chats", request).await?;
            let rows = page.get("rows").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
            let found = rows.iter().find(|row| row.get("title").and_then(serde_json::Value::as_str) == Some(name));
            let id = found.and_then(|row| row.get("chat_id")).and_then(serde_json::Value::as_i64);
            Ok(id.ok_or_else(|| format!("{} other chats", rows.len())))
        })
        .await
    }
}
