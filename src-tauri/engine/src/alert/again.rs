//! Whoever waits too long alerts once more, where the operator asked for it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::time::MINUTE;
use domain::{ChatId, Timestamp};
use store::StoreError;
use store::table::chat::{self, Chat};

use super::reactor::Alerts;
use super::{banner, bell};
use crate::core::Core;

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(10);
/// Most chats that are reminded of at once.
const MOST: usize = 100;

/// Reminds until it is dropped. Several at once, and all that wait already when it begins, are one banner.
pub async fn run(core: Arc<Core>, alerts: Alerts) {
    let mut told: HashMap<ChatId, Timestamp> = HashMap::new();
    let mut begun = false;
    loop {
        let (alerts, before, first) = (alerts.clone(), std::mem::take(&mut told), !begun);
        match core.blocking(move |core| remind(core, &alerts, before, first)).await {
            Ok(now) => (told, begun) = (now, true),
            Err(error) => tracing::error!(%error, "whoever waits too long could not be told"),
        }
        tokio::select! {
            () = core.bells.again.notified() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Tells of everybody who waits too long since a moment that was not told; gives what is told now.
fn remind(
    core: &Core,
    alerts: &Alerts,
    told: HashMap<ChatId, Timestamp>,
    first: bool,
) -> Result<HashMap<ChatId, Timestamp>, StoreError> {
    let rules = core.rules.now();
    let Some(minutes) = rules.manner.again_after else { return Ok(told) };
    let before = core.now().plus(-i64::from(minutes) * MINUTE);
    let waiting = core.console.read(|r| chat::waiting_before(r, before, MOST))?;
    let due: Vec<&Chat> =
        waiting.iter().filter(|chat| told.get(&chat.chat_id) != chat.waiting_since.as_ref()).collect();
    match due.as_slice() {
        [] => {}
        [one] if !first => tell(core, alerts, Some(one), 1)?,
        several => tell(core, alerts, None, several.len())?,
    }
    Ok(waiting.into_iter().filter_map(|chat| Some((chat.chat_id, chat.waiting_since?))).collect())
}

/// One banner and one sound, of one chat or of several.
fn tell(core: &Core, alerts: &Alerts, one: Option<&Chat>, count: usize) -> Result<(), StoreError> {
    let loud = core.rules.now().manner.again_louder;
    let outcome = alerts.remind(core, one.map(|chat| chat.chat_id), loud)?;
    match one {
        _ if !outcome.banner => {}
        Some(chat) => core.ports.notifier.show(banner::of_waiting(core, chat, &outcome)),
        None => alerts.waiting(core, count),
    }
    bell::ring(core, std::iter::once(&outcome));
    Ok(())
}
