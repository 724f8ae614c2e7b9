//! Brings snoozed chats back at their time. Coming back is a decision of a rule: an entry of the journal like any other,
//! so that a rebuild needs no clock.

use std::sync::Arc;
use std::time::Duration;

use domain::decision::{ChatChange, Decided, Decision};
use domain::{ChatId, CommandId, Timestamp};
use store::table::chat;
use store::{EntryKind, StoreError};

use crate::core::Core;

/// The longest time without a look.
const LONGEST: Duration = Duration::from_secs(60);
/// Who decides.
pub const RULE: &str = "snooze";

/// Brings chats back until it is dropped.
pub async fn run(core: Arc<Core>) {
    loop {
        let pause = match bring_back(&core).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "snoozed chats could not be brought back");
                LONGEST
            }
        };
        tokio::select! {
            () = core.bells.snooze.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Brings back what is due, and says when to look again.
async fn bring_back(core: &Arc<Core>) -> Result<Duration, StoreError> {
    let now = core.now();
    let due = core.blocking(move |core| {
        core.console.read(|r| {
            let chats = chat::due(r, now)?.into_iter().map(|id| chat::get(r, id));
            chats.collect::<Result<Vec<_>, _>>()
        })
    });
    for chat in due.await?.into_iter().flatten() {
        if let Some(until) = chat.snoozed_until {
            reopen(core, chat.chat_id, until).await?;
        }
    }
    let next = core.blocking(|core| core.console.read(chat::next_due)).await?;
    let wait = next.map_or(LONGEST, |next| Duration::from_millis(next.since(core.now()).max(1).unsigned_abs()));
    Ok(wait.min(LONGEST))
}

/// The same return is decided once, however often it is tried.
async fn reopen(core: &Core, chat: ChatId, until: Timestamp) -> Result<(), StoreError> {
    let command = CommandId(format!("{RULE} {chat} {until}", until = until.0));
    let dedupe = Some(command.0.clone());
    let decision = Decision::Chat { chat, change: ChatChange::Reopened };
    let decided = Decided { command, at: core.now(), operator: RULE.to_owned(), decision };
    core.append(EntryKind::Decided, dedupe, &decided).await.map(|_| ())
}
