//! What a notification says.

use domain::ChatId;
use store::table::chat::Chat;
use store::table::message::Message;
use store::{Read, StoreError};

use super::words;
use crate::commands::{masked, sender_name, title};
use crate::core::Core;
use crate::ports::Banner;

/// Key of the one summary after a start.
pub const SUMMARY: &str = "summary";

/// The banner of a chat: the same key again replaces it.
#[must_use]
pub fn key(chat: ChatId) -> String {
    format!("chat {chat}")
}

/// Somebody wrote; in a group the sender stands before the words.
pub fn of_message(core: &Core, r: &Read<'_>, chat: &Chat, message: &Message) -> Result<Banner, StoreError> {
    let words = said(core, message);
    let sender = if chat.group_id.is_some() { sender_name(r, message)? } else { None };
    Ok(Banner {
        key: key(chat.chat_id),
        chat: Some(chat.chat_id),
        message: Some(message.message_id),
        title: name(core, chat),
        body: sender.map_or_else(|| words.clone(), |sender| format!("{sender}: {words}")),
        count: chat.unread.max(1),
    })
}

/// Something of ours did not arrive.
#[must_use]
pub fn of_failure(core: &Core, chat: &Chat, message: &Message) -> Banner {
    Banner {
        key: key(chat.chat_id),
        chat: Some(chat.chat_id),
        message: Some(message.message_id),
        title: name(core, chat),
        body: format!("{}: {}", words::not_delivered(core.language()), said(core, message)),
        count: 1,
    }
}

/// What waited while nobody looked.
#[must_use]
pub fn of_backlog(core: &Core, unread: u32) -> Banner {
    Banner {
        key: SUMMARY.to_owned(),
        chat: None,
        message: None,
        title: "Switchboard".to_owned(),
        body: words::unread_chats(core.language(), unread),
        count: unread,
    }
}

fn said(core: &Core, message: &Message) -> String {
    match message.words.trim() {
        "" => words::kind(core.language(), &message.kind).to_owned(),
        words => words.to_owned(),
    }
}

fn name(core: &Core, chat: &Chat) -> String {
    let named = title(chat).or_else(|| chat.contact_phone.as_deref().map(masked));
    named.unwrap_or_else(|| words::nameless(core.language(), chat.group_id.is_some()).to_owned())
}
