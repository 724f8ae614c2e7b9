//! What has effects: fetching files; alerts and consent are rooms of their own. Each reactor follows the projection with a cursor of its own,
//! which a rebuild does not move, so that nothing rings, downloads or is granted twice.

pub mod media;

use std::sync::Arc;
use std::time::Duration;

use domain::MessageId;
use store::table::cursor;
use store::table::message::{self, Message};
use store::{Read, StoreError, Write};
use tokio::time::Instant;

use crate::core::Core;

/// Most messages handled in one step.
const STEP: usize = 200;
/// Between two looks at which files are to be fetched: in a flood one writing does for what would be several.
pub const REST: Duration = Duration::from_millis(50);
/// After a step that failed; what it was about may be the last that comes for hours.
const AGAIN: Duration = Duration::from_secs(1);

/// Messages received that a reactor has not seen, in the order of arrival. The cursor of a reactor is the newest message
/// that it has seen.
pub fn unseen(r: &Read<'_>, name: &str) -> Result<Vec<Message>, StoreError> {
    let seen = cursor::reactor(r, name)?.unwrap_or(0);
    message::since(r, MessageId(seen), STEP)
}

/// Notes that a reactor has seen these messages. Says whether there may be more.
pub fn seen(w: &Write<'_>, name: &str, messages: &[Message]) -> Result<bool, StoreError> {
    if let Some(last) = messages.last() {
        cursor::set_reactor(w, name, last.message_id.0)?;
    }
    Ok(messages.len() == STEP)
}

/// Calls `step` after each projection until it says that nothing is left, for ever, and no sooner than `rest` after it was called
/// before: what comes meanwhile is one step. A step that fails is taken again.
pub async fn follow(
    core: Arc<Core>,
    rest: Duration,
    step: impl Fn(&Core) -> Result<bool, StoreError> + Clone + Send + 'static,
) {
    let mut projected = core.projected.subscribe();
    loop {
        projected.mark_unchanged();
        let begun = Instant::now();
        loop {
            let one = step.clone();
            match core.blocking(move |core| one(core)).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::error!(%error, "a reactor could not follow the journal, and tries again");
                    tokio::time::sleep(AGAIN).await;
                }
            }
        }
        tokio::time::sleep_until(begun + rest).await;
        if projected.changed().await.is_err() {
            return;
        }
    }
}
