//! The one window: how it is made, closed, brought back, and what is pushed into it.

use std::path::Path;

use contract::change::{Change, ChangeBatch, ChangeKind};
use contract::command::Commands;
use contract::workspace::{Language, Nothing};
use domain::ChatId;
use engine::Engine;
use tauri::{
    AppHandle, Emitter, Manager, UserAttentionType, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};
use tokio::sync::broadcast::error::RecvError;

use crate::tray;

/// Its label.
pub const MAIN: &str = "main";
/// The event that carries a [`ChangeBatch`].
const CHANGES: &str = "changes";

/// Makes it as the configuration says, shown or hidden, with a chat open if one is named. What the web view keeps lies in
/// the data folder.
///
/// # Errors
/// When the system gives no window.
pub fn make(app: &AppHandle, data: &Path, shown: bool, chat: Option<ChatId>) -> tauri::Result<()> {
    let mut config = app.config().app.windows.iter().find(|window| window.label == MAIN).cloned().unwrap_or_default();
    if let Some(ChatId(chat)) = chat {
        // The screen is not there yet to be told: it reads it in its own address.
        config.url = WebviewUrl::App(format!("index.html#chat/{chat}").into());
    }
    let builder = WebviewWindowBuilder::from_config(app, &config)?.data_directory(data.join("webview")).visible(shown);
    let window = builder.build()?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            tauri::async_runtime::spawn(close(handle.clone()));
        }
    });
    Ok(())
}

/// Closing hides where a tray can bring the window back, and ends the program where none can.
async fn close(app: AppHandle) {
    let in_tray = has_tray(&app).await;
    match window(&app) {
        Some(window) if in_tray && window.hide().is_ok() => {}
        _ => app.exit(0),
    }
}

/// Shows the window that began hidden where nothing could bring it back.
pub async fn present_without_tray(app: AppHandle) {
    if !has_tray(&app).await {
        present(&app);
    }
}

async fn has_tray(app: &AppHandle) -> bool {
    app.tray_by_id(tray::MAIN).is_some() && tray::is_shown().await
}

/// Brings it to the front.
pub fn present(app: &AppHandle) {
    let Some(window) = window(app) else { return };
    if let Err(error) = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window does not come to the front");
    }
}

/// Asks the task bar or dock for attention, unless the operator is there already.
pub fn ask_attention(app: &AppHandle) {
    let Some(window) = window(app).filter(|window| !window.is_focused().unwrap_or(false)) else { return };
    if let Err(error) = window.request_user_attention(Some(UserAttentionType::Informational)) {
        tracing::debug!(%error, "the task bar takes no request");
    }
}

/// Brings it to the front, with that chat open.
pub fn open_chat(app: &AppHandle, chat: ChatId) {
    present(app);
    push(
        app,
        ChangeBatch {
            reload: false,
            changes: vec![Change { kind: ChangeKind::Open, chats: vec![chat], message: None }],
        },
    );
}

/// Has the screen ask for everything again: what it shows is of another core.
pub fn reload(app: &AppHandle) {
    push(app, ChangeBatch { reload: true, changes: Vec::new() });
}

fn push(app: &AppHandle, batch: ChangeBatch) {
    if let Err(error) = app.emit_to(MAIN, CHANGES, batch) {
        tracing::warn!(%error, "a change did not reach the screen");
    }
}

fn window(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(MAIN)
}

/// Pushes changes to the screen until the core ends. The core paces them.
pub async fn push_changes(app: AppHandle, engine: Engine) {
    let mut changes = engine.changes();
    loop {
        let batch = match changes.recv().await {
            Ok(batch) => batch,
            Err(RecvError::Lagged(_)) => ChangeBatch { reload: true, changes: Vec::new() },
            Err(RecvError::Closed) => return,
        };
        push(&app, batch);
    }
}

/// Shows in tray and task bar how much is unread, as it changes.
pub async fn show_badge(app: AppHandle, engine: Engine) {
    let mut badge = engine.badge();
    loop {
        let unread = *badge.borrow_and_update();
        if let Some(tray) = app.tray_by_id(tray::MAIN) {
            tray::show_unread(&tray, unread);
        }
        let count = (unread > 0).then_some(i64::from(unread));
        if let Some(Err(error)) = window(&app).map(|window| window.set_badge_count(count)) {
            tracing::debug!(%error, "the task bar takes no count");
        }
        if badge.changed().await.is_err() {
            return;
        }
    }
}

/// Has the tray speak as the operator set it, and follows the setting.
pub async fn follow_language(app: AppHandle, engine: Engine) {
    let mut changes = engine.changes();
    loop {
        if let Ok(workspace) = engine.workspace(Nothing {}).await {
            tray::speak(&app, workspace.settings.language.unwrap_or(Language::En));
        }
        loop {
            match changes.recv().await {
                Ok(batch) if batch.reload || batch.changes.iter().any(|change| change.kind == ChangeKind::Settings) => {
                    break;
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => break,
                Err(RecvError::Closed) => return,
            }
        }
    }
}
