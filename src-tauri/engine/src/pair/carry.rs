//! The hub carries out what its consoles were told. A command that comes again under the same id gets the answer that it got.
//!
//! Between doing and noting the answer the hub may be stopped. Then the command is given again; every one that decides carries
//! an id of the screen's, which the journal knows, so the same decision is made once. Where what it asks for makes no sense any
//! more, because it was done, that is no refusal. What is done now or not at all is posted once and noted nowhere.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use contract::command::{Nature, TABLE};
use contract::{ErrorBody, ErrorCode, Retry, dispatch};
use domain::time::DAY;
use serde_json::Value;
use store::StoreError;
use store::table::answered;

use super::wire::{Carried, Told};
use crate::engine::Engine;

/// How long answers are kept: a console may be away for days.
const KEPT: i64 = 60 * DAY;

/// The commands that are being carried out: one that comes again meanwhile waits for the first.
#[derive(Default)]
pub struct Carrying(Mutex<BTreeMap<String, Arc<tokio::sync::Mutex<()>>>>);

impl Carrying {
    fn turn(&self, key: String) -> Arc<tokio::sync::Mutex<()>> {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        under_way.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(under_way.entry(key).or_default())
    }
}

/// Carries a console's command out, or says what was answered to it before.
pub async fn carry_out(
    engine: Engine,
    console: i64,
    command: String,
    name: String,
    told: Told,
) -> Result<Carried, StoreError> {
    let core = Arc::clone(&engine.core);
    let Some(line) = TABLE.iter().find(|line| line.name == name && line.nature.is_for_a_hub()) else {
        return Ok(Carried { answer: Err(ErrorCode::NoSuchCommand.into()), head: 0 });
    };
    let turn = core.carrying.turn(format!("{console} {command}"));
    let _turn = turn.lock().await;
    let id = command.clone();
    let before = core.blocking(move |core| core.console.read(|r| answered::get(r, console, &id))).await?;
    if let Some(before) = before {
        return serde_json::from_value(before).map_err(|_| StoreError::Corrupt { doing: "read an answer" });
    }
    let Told { operator, request } = told;
    let engine = engine.as_operator(operator);
    let decision = request.get("command_id").and_then(Value::as_str).map(str::to_owned);
    let mut answer = dispatch(&engine, &name, request).await;
    if let (Err(_), Some(decision)) = (&answer, decision)
        && core.blocking(move |core| core.journal.find(&decision)).await?.is_some()
    {
        answer = Err(super::outbox::waits());
    }
    let carried = Carried { answer, head: core.journal.head() };
    let is_final = carried.answer.as_ref().err().is_none_or(|error| error.retry == Retry::Never || is_done(error));
    if line.nature == Nature::Decides && is_final {
        let kept = serde_json::to_value(&carried).map_err(|_| StoreError::Corrupt { doing: "keep an answer" })?;
        let now = core.now();
        let bounds = (now, now.plus(-KEPT));
        core.blocking(move |core| core.console.write(|w| answered::put(w, (console, &command), &kept, bounds))).await?;
    }
    Ok(carried)
}

/// Whether that is no refusal: the hub has what was decided, from before.
pub fn is_done(error: &ErrorBody) -> bool {
    error.code == ErrorCode::WaitsForHub
}
