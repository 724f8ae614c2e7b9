//! The pairing as the screen sees it: a code makes a console of this window, and what waits for the hub can be looked at.

use std::sync::Arc;

use contract::chat::NoteAdd;
use contract::compose::MessageSend;
use contract::connection::FirstRun;
use contract::hub::{ForHub, HubJoin, HubOutbox, PairedHub};
use contract::workspace::Nothing;
use contract::{ErrorBody, ErrorCode, Retry};
use domain::ChatId;
use domain::content::Content;
use domain::time::MINUTE;
use serde_json::Value;
use store::table::chat;
use store::table::outbox::{self, Outgoing};
use store::{Read, StoreError};

use super::people::title;
use super::{Answer, connection, disk, read, storage};
use crate::core::Core;
use crate::pair::{self, Link, PairError};

/// Pairs this window with a hub, which has the numbers and their secrets from now on, and has it shown.
pub async fn join(core: &Arc<Core>, HubJoin { code }: HubJoin) -> Answer<Nothing> {
    let folder = core.ports.places.hub_folder().ok_or(ErrorCode::NotHere)?;
    let code = code.trim().parse().map_err(|_| ErrorCode::PairingCode)?;
    let first_run = connection::first_run(core).await? == Some(FirstRun::Receive);
    pair::join(&folder, &code, Arc::clone(&core.ports.credentials)).await.map_err(refused)?;
    // From here on it is paired and the code is used up: what fails now is no reason to say no.
    if first_run && let Err(error) = Link::end_first_run_here(&folder) {
        tracing::warn!(error = &error as &dyn std::error::Error, "the first message is not asked for");
    }
    connection::hand_over(core).await;
    core.ports.places.open_hub();
    Ok(Nothing {})
}

fn refused(error: PairError) -> ErrorBody {
    tracing::warn!(error = &error as &dyn std::error::Error, "this window is not paired");
    match error {
        PairError::Refused | PairError::Used => ErrorCode::PairingCode.into(),
        PairError::TooMany => {
            ErrorBody { retry: Retry::After { milliseconds: MINUTE }, ..ErrorBody::new(ErrorCode::PairingCode) }
        }
        PairError::Unreachable(_) | PairError::Odd(_) | PairError::Pin(_) => ErrorCode::HubAway.into(),
        PairError::Secret(_) => ErrorCode::NoKeyring.into(),
        PairError::Store(error) => disk(&error).into(),
        PairError::Keep(_) => ErrorCode::Storage.into(),
    }
}

/// Leaves the hub, and has it take this console from its list where it can be reached.
pub async fn leave(core: &Core) -> Answer<Nothing> {
    let Some(hub) = core.hub.as_ref().filter(|_| core.ports.places.hub_folder().is_some()) else {
        return Err(ErrorCode::NotHere.into());
    };
    if !hub.take_leave().await {
        tracing::warn!("the hub could not be told that this console leaves: it is to be revoked there");
    }
    core.ports.places.leave_hub();
    Ok(Nothing {})
}

/// The hub that decides here.
pub fn of(core: &Core) -> Option<PairedHub> {
    core.hub.as_ref().map(|hub| hub.paired())
}

/// What waits for it, and what it refused.
pub async fn outbox(core: &Arc<Core>) -> Answer<HubOutbox> {
    let commands = read(core, |core, r| {
        // What is on its way stands on the screen already.
        let gone = core.hub.as_ref().map(|hub| hub.on_their_way()).unwrap_or_default();
        let here = outbox::all(r)?.into_iter().filter(|outgoing| !gone.contains(&outgoing.command));
        here.map(|outgoing| shown(r, outgoing)).collect()
    });
    let commands = commands.await?;
    Ok(HubOutbox { commands })
}

/// Gives up what waits, or puts away what was refused.
pub async fn drop(core: &Arc<Core>, command: String) -> Answer<Nothing> {
    if pair::give_up(core, command).await.map_err(storage)? { Ok(Nothing {}) } else { Err(ErrorCode::TooLate.into()) }
}

fn shown(r: &Read<'_>, Outgoing { command, name, request, at, refusal, .. }: Outgoing) -> Result<ForHub, StoreError> {
    let chat_id = request.get("chat_id").and_then(Value::as_i64).map(ChatId);
    let chat = chat_id.map(|chat_id| chat::get(r, chat_id)).transpose()?.flatten();
    let (content, note) = written(&name, request);
    // A refusal of another version is still one.
    let unread = || ErrorBody::new(ErrorCode::Internal);
    let refusal = refusal.map(|refusal| serde_json::from_value(refusal).unwrap_or_else(|_| unread()));
    Ok(ForHub { command, name, chat_id, chat: chat.as_ref().and_then(title), content, note, at, refusal })
}

/// What was written: a message or a note.
fn written(name: &str, request: Value) -> (Option<Content>, Option<String>) {
    match name {
        "message_send" => (serde_json::from_value(request).ok().map(|send: MessageSend| send.content), None),
        "note_add" => (None, serde_json::from_value(request).ok().map(|note: NoteAdd| note.body)),
        _ => (None, None),
    }
}
