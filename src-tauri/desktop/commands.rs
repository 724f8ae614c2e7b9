//! Every command of the contract as a command of the window. Nothing is decided here: unpack, ask the core, pack.

use contract::command::TABLE;
use contract::{ErrorBody, ErrorCode};
use engine::Engine;
use serde_json::{Map, Value};
use tauri::Manager;
use tauri::ipc::{Invoke, InvokeBody, InvokeError};
use tokio::sync::watch;

/// The core as the window knows it: not there yet, there, or unable to start.
#[derive(Debug, Clone)]
pub struct Core(watch::Receiver<Stage>);

/// Where the start of the core is.
#[derive(Clone)]
pub enum Stage {
    /// Under way.
    Starting,
    /// Done.
    Running(Engine),
    /// It failed: this is the answer to every command.
    Failed(ErrorBody),
}

impl std::fmt::Debug for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Starting => "Starting",
            Self::Running(_) => "Running",
            Self::Failed(_) => "Failed",
        })
    }
}

impl Core {
    /// A core whose start is told through the sender.
    pub fn starting() -> (watch::Sender<Stage>, Self) {
        let (told, stage) = watch::channel(Stage::Starting);
        (told, Self(stage))
    }

    /// Waits until it has started.
    ///
    /// # Errors
    /// Why it did not.
    pub async fn started(&self) -> Result<Engine, ErrorBody> {
        let mut stage = self.0.clone();
        let told = stage.wait_for(|stage| !matches!(stage, Stage::Starting)).await;
        match told.as_deref() {
            Ok(Stage::Running(engine)) => Ok(engine.clone()),
            Ok(Stage::Failed(error)) => Err(error.clone()),
            Ok(Stage::Starting) | Err(_) => Err(ErrorCode::Internal.into()),
        }
    }

    /// The core, if it runs.
    pub fn running(&self) -> Option<Engine> {
        match &*self.0.borrow() {
            Stage::Running(engine) => Some(engine.clone()),
            Stage::Starting | Stage::Failed(_) => None,
        }
    }
}

/// Answers a command of the screen. Tauri has checked before that the window may call it.
pub fn answer(invoke: Invoke) -> bool {
    let Some(line) = TABLE.iter().find(|line| line.name == invoke.message.command()) else { return false };
    let request = request(invoke.message.payload());
    let core = invoke.message.webview_ref().state::<Core>().inner().clone();
    invoke.resolver.respond_async(async move {
        let request = request.map_err(InvokeError::from)?;
        let engine = core.started().await.map_err(InvokeError::from)?;
        host::answer(&engine, line.name, request).await.map_err(InvokeError::from)
    });
    true
}

/// What the screen sent under `request`; nothing there is a request without fields.
fn request(payload: &InvokeBody) -> Result<Value, ErrorBody> {
    match payload {
        InvokeBody::Json(Value::Object(fields)) => {
            Ok(fields.get("request").cloned().unwrap_or_else(|| Value::Object(Map::new())))
        }
        InvokeBody::Json(_) | InvokeBody::Raw(_) => Err(ErrorCode::BadRequest.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_request_is_unpacked_and_may_be_left_out() {
        let sent = InvokeBody::Json(json!({ "request": { "chat": "7" } }));
        assert_eq!(request(&sent).unwrap(), json!({ "chat": "7" }));
        assert_eq!(request(&InvokeBody::Json(json!({}))).unwrap(), json!({}));
        assert_eq!(request(&InvokeBody::Raw(vec![1])).unwrap_err().code, ErrorCode::BadRequest);
    }

    #[tokio::test]
    async fn a_command_before_the_start_waits_and_hears_why_it_failed() {
        let (told, core) = Core::starting();
        let waiting = tokio::spawn(async move { core.started().await.err() });
        told.send(Stage::Failed(ErrorCode::Storage.into())).unwrap();
        assert_eq!(waiting.await.unwrap().map(|error| error.code), Some(ErrorCode::Storage));
    }

    /// Which window may call what: a change of this list is a decision, and shows in review.
    #[test]
    fn the_one_window_may_call_every_command_and_little_of_tauri() {
        let file = include_str!("../../capabilities/main-window.json");
        let capability: Value = serde_json::from_str(file).unwrap();
        let granted: Vec<&str> =
            capability["permissions"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        for line in TABLE {
            let permission = format!("allow-{}", line.name.replace('_', "-"));
            assert!(granted.contains(&permission.as_str()), "{} is granted", line.name);
        }
        assert_eq!(granted.len(), granted.iter().collect::<std::collections::BTreeSet<_>>().len(), "none twice");
        let windows = capability["windows"].to_string();
        insta::assert_snapshot!(format!("{windows}\n{}", granted.join("\n")));
    }
}
