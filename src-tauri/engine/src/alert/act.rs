//! What operators do with banners: they answer, mark as read, snooze, mute, without opening the window.

use std::sync::Arc;

use contract::change::ChangeKind;
use contract::chat::{ChatUpdate, MarkRead};
use contract::compose::MessageSend;
use contract::notification::ChatMute;
use contract::{Commands as _, ErrorBody};
use domain::content::Content;
use domain::decision::ChatChange;
use domain::notify::Mute;
use domain::time::HOUR;
use domain::{ChatId, CommandId};
use store::table::message;

use crate::core::Core;
use crate::engine::Engine;
use crate::ports::{Act, Acted, BannerAction};

/// Follows what is done with banners, and what plays, until the host ends.
pub async fn run(engine: Engine) {
    let core = &engine.core;
    let (mut acted, mut ended) = (core.ports.notifier.acted(), core.ports.sound.ended());
    let mut focus = core.ports.notifier.focus();
    loop {
        tokio::select! {
            Ok(done) = acted.recv() => {
                if let Err(error) = follow(&engine, done).await {
                    tracing::warn!(?error, "what was asked on a notification could not be done");
                }
            }
            Ok(()) = ended.recv() => core.feed.changed(ChangeKind::Sound),
            Ok(()) = focus.changed() => core.feed.changed(ChangeKind::Notifications),
            else => return,
        }
    }
}

async fn follow(engine: &Engine, done: Acted) -> Result<(), ErrorBody> {
    let core = &engine.core;
    match (done.act, done.chat) {
        (Act::Opened, chat) => core.feed.open(chat, done.message),
        (Act::Replied(text), Some(chat_id)) if !text.trim().is_empty() => {
            let content = Content::Text { body: text };
            let send = MessageSend { command_id: command(), chat_id, content, reply_to: None };
            engine.message_send(send).await?;
            read(engine, core, chat_id).await?;
        }
        (Act::Pressed(BannerAction::MarkRead), Some(chat_id)) => read(engine, core, chat_id).await?,
        (Act::Pressed(BannerAction::Snooze), Some(chat_id)) => {
            let change = ChatChange::Snoozed { until: core.now().plus(HOUR) };
            engine.chat_update(ChatUpdate { command_id: command(), chat_id, change }).await?;
        }
        (Act::Pressed(BannerAction::Mute), Some(chat_id)) => {
            let mute = Some(Mute { until: Some(core.now().plus(HOUR)), keep_mentions: false });
            engine.chat_mute(ChatMute { chat_id, mute }).await?;
            core.ports.notifier.withdraw(&done.key);
        }
        (Act::Shown | Act::Pressed(_) | Act::Replied(_), _) => {}
    }
    Ok(())
}

/// Everything in a chat was read.
async fn read(engine: &Engine, core: &Arc<Core>, chat_id: ChatId) -> Result<(), ErrorBody> {
    let newest = core.blocking(move |core| core.console.read(|r| message::last_received(r, chat_id))).await;
    let Ok(Some(up_to)) = newest else { return Ok(()) };
    engine.chat_read(MarkRead { command_id: command(), chat_id, up_to }).await.map(|_| ())
}

fn command() -> CommandId {
    CommandId(uuid::Uuid::now_v7().to_string())
}
