//! A command that decides something is an entry of the journal, under the name that the screen gave it: given again it is the same entry.

use std::mem::discriminant;
use std::sync::Arc;

use contract::ErrorCode;
use domain::CommandId;
use domain::decision::{Decided, Decision};
use store::{Appended, EntryKind};

use super::{Answer, storage};
use crate::core::Core;

/// Most bytes of a command's id. Of a send its account counts too, see [`crate::send::callback::fits`].
pub const LONGEST_COMMAND: usize = 256;

/// Appends a decision and waits until it can be seen. The position names what it made.
pub async fn decide(core: &Arc<Core>, command: CommandId, decision: Decision) -> Answer<i64> {
    if command.0.is_empty() || command.0.len() > LONGEST_COMMAND {
        return Err(ErrorCode::BadRequest.into());
    }
    let (dedupe, kind) = (Some(command.0.clone()), discriminant(&decision));
    let decided = Decided { command, at: core.now(), operator: core.operator.clone(), decision };
    let appended = core.append_once(EntryKind::Decided, dedupe, &decided).await.map_err(storage)?;
    named_once(core, appended, move |before| discriminant(before) == kind).await
}

/// Refuses a command under the name of one that decided something else: nothing was written, and the answer would be the other's. An entry
/// that was emptied since does not say any more what it was.
pub async fn named_once(
    core: &Arc<Core>,
    appended: Appended,
    is_alike: impl Fn(&Decision) -> bool + Send + 'static,
) -> Answer<i64> {
    let Appended { position, new } = appended;
    if new {
        return Ok(position);
    }
    let before = core.blocking(move |core| core.journal.get(position)).await.map_err(storage)?;
    let is_same = before.is_none_or(|before| {
        let decided = serde_json::from_slice(&before.body).map(|decided: Decided| is_alike(&decided.decision));
        before.kind == EntryKind::Decided && decided.unwrap_or(before.body.is_empty())
    });
    if is_same { Ok(position) } else { Err(ErrorCode::BadRequest.into()) }
}
