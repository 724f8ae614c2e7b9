//! What operators do with banners: they answer, mark as read, snooze, mute, without opening the window.

use contract::change::ChangeKind;
use contract::chat::{ChatUpdate, MarkRead};
use contract::compose::MessageSend;
use contract::notification::ChatMute;
use contract::{Commands as _, ErrorBody, ErrorCode, dispatch};
use domain::content::Content;
use domain::decision::ChatChange;
use domain::notify::Mute;
use domain::time::HOUR;
use domain::{ChatId, CommandId, MessageId, Timestamp};
use serde::Serialize;
use store::table::draft::{self, Draft};
use store::table::{chat, message};
use store::{StoreError, Write};

use tokio::sync::broadcast::error::RecvError;

use super::banner;
use super::reactor::Alerts;
use crate::commands::{REPLY, storage};
use crate::engine::Engine;
use crate::ports::{Act, Acted, BannerAction};

/// Follows what is done with banners, and what plays, until the host ends.
pub async fn run(engine: Engine, alerts: Alerts) {
    let core = &engine.core;
    let (mut acted, mut ended) = (core.ports.notifier.acted(), core.ports.sound.ended());
    let mut focus = core.ports.notifier.focus();
    loop {
        tokio::select! {
            done = acted.recv() => match done {
                Ok(done) => if let Err(error) = follow(&engine, &alerts, done).await {
                    tracing::warn!(?error, "what was asked on a notification could not be done");
                },
                // What was missed is gone; what comes next is not.
                Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "more was done on notifications than was followed"),
                Err(RecvError::Closed) => return,
            },
            end = ended.recv() => match end {
                Ok(()) | Err(RecvError::Lagged(_)) => core.feed.changed(ChangeKind::Sound),
                Err(RecvError::Closed) => return,
            },
            Ok(()) = focus.changed() => core.feed.changed(ChangeKind::Notifications),
        }
    }
}

async fn follow(engine: &Engine, alerts: &Alerts, done: Acted) -> Result<(), ErrorBody> {
    let core = &engine.core;
    match (done.act, done.chat) {
        (Act::Opened, chat) => core.feed.open(chat, done.message),
        (Act::Replied(text), Some(chat_id)) if !text.trim().is_empty() => {
            answer(engine, chat_id, &text).await?;
            read(engine, chat_id, done.message).await?;
        }
        (Act::Pressed(BannerAction::MarkRead), Some(chat_id)) => read(engine, chat_id, done.message).await?,
        (Act::Pressed(BannerAction::Snooze), Some(chat_id)) => {
            let change = ChatChange::Snoozed { until: core.now().plus(HOUR) };
            ask(engine, "chat_update", &ChatUpdate { command_id: command(), chat_id, change }).await?;
        }
        (Act::Pressed(BannerAction::Mute), Some(chat_id)) => {
            let mute = Some(Mute { until: Some(core.now().plus(HOUR)), keep_mentions: false });
            engine.chat_mute(ChatMute { chat_id, mute }).await?;
            core.ports.notifier.withdraw(&done.key);
        }
        (Act::LeftOut, _) => {
            let alerts = alerts.clone();
            core.blocking(move |core| alerts.left_out(core)).await.map_err(storage)?;
        }
        (Act::Shown | Act::Pressed(_) | Act::Replied(_), _) => {}
    }
    Ok(())
}

/// Sends what was typed into a banner. What is not taken stays as the chat's draft, and a banner says so: the field in
/// which it was typed is gone.
async fn answer(engine: &Engine, chat_id: ChatId, text: &str) -> Result<(), ErrorBody> {
    let content = Content::Text { body: text.to_owned() };
    let send = MessageSend { command_id: command(), chat_id, content, reply_to: None };
    let Err(refused) = ask(engine, "message_send", &send).await else { return Ok(()) };
    let core = &engine.core;
    let text = text.to_owned();
    let chat = core.blocking(move |core| {
        core.console.write(|w| {
            keep(w, chat_id, text, core.now())?;
            chat::get(w, chat_id)
        })
    });
    if let Some(chat) = chat.await.map_err(storage)? {
        core.feed.changed_in(ChangeKind::Drafts, [chat_id]);
        core.ports.notifier.show(banner::of_kept(core, &chat));
    }
    Err(refused)
}

/// Puts words behind what was typed and not sent before.
fn keep(w: &Write<'_>, chat_id: ChatId, text: String, at: Timestamp) -> Result<(), StoreError> {
    let draft = match draft::get(w, chat_id)? {
        Some(before) => Draft { body: format!("{}\n{text}", before.body), at, ..before },
        None => Draft { chat_id, body: text, reply_to: None, mode: REPLY.to_owned(), at },
    };
    draft::put(w, &draft)
}

/// What a banner showed was read, and everything before it. A message that came meanwhile was not seen.
async fn read(engine: &Engine, chat_id: ChatId, shown: Option<MessageId>) -> Result<(), ErrorBody> {
    let core = &engine.core;
    let up_to = match shown {
        Some(shown) => Some(shown),
        None => {
            let newest = core.blocking(move |core| core.console.read(|r| message::last_received(r, chat_id)));
            newest.await.map_err(storage)?
        }
    };
    let Some(up_to) = up_to else { return Ok(()) };
    ask(engine, "chat_read", &MarkRead { command_id: command(), chat_id, up_to }).await
}

/// Gives a command as the screen does: on a paired console the hub is asked, and what waits for it is as good as done.
async fn ask(engine: &Engine, name: &str, request: &(impl Serialize + Sync)) -> Result<(), ErrorBody> {
    let request = serde_json::to_value(request).map_err(|_| ErrorCode::Internal)?;
    match dispatch(engine, name, request).await {
        Err(error) if error.code != ErrorCode::WaitsForHub => Err(error),
        _ => Ok(()),
    }
}

fn command() -> CommandId {
    CommandId(uuid::Uuid::now_v7().to_string())
}
