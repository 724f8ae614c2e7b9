//! Whoever waits too long alerts once more, where the operator asked for it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::notify::louder;
use domain::time::MINUTE;
use domain::{ChatId, Timestamp};
use store::StoreError;
use store::table::chat;

use super::reactor::Alerts;
use super::{banner, bell};
use crate::core::Core;

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(10);
/// Most chats that are reminded of at once.
const MOST: usize = 100;

/// Reminds until it is dropped. What waits too long already when it begins is not told: the summary counts it.
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
    for chat in waiting.iter().filter(|chat| !first && told.get(&chat.chat_id) != chat.waiting_since.as_ref()) {
        let mut outcome = alerts.remind(core, Some(chat.chat_id))?;
        if rules.manner.again_louder {
            outcome = louder(&outcome);
        }
        if outcome.banner {
            core.ports.notifier.show(banner::of_waiting(core, chat, &outcome));
        }
        bell::ring(core, std::iter::once(&outcome));
    }
    Ok(waiting.into_iter().filter_map(|chat| Some((chat.chat_id, chat.waiting_since?))).collect())
}
