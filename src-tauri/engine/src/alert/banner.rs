//! What a notification says, and what can be done from it.

use domain::ChatId;
use domain::notify::{AlertKind, Importance, Outcome, Preview};
use store::table::chat::{self, Chat};
use store::table::message::{self, Message};
use store::{Read, StoreError};

use super::{news, words};
use crate::commands::{masked, sender_name, title};
use crate::core::Core;
use crate::ports::{Banner, BannerAction};
use crate::project::Happened;

/// Key of the one summary after a start.
pub const SUMMARY: &str = "summary";
/// Key of what silence held back.
pub const DIGEST: &str = "digest";

/// The banner of a chat: the same key again replaces it.
#[must_use]
pub fn key(chat: ChatId) -> String {
    format!("chat {chat}")
}

/// Somebody wrote; in a group the sender stands before the words.
pub fn of_message(
    core: &Core,
    r: &Read<'_>,
    chat: &Chat,
    message: &Message,
    outcome: &Outcome,
) -> Result<Banner, StoreError> {
    let words = said(core, message);
    let sender = if chat.group_id.is_some() { sender_name(r, message)? } else { None };
    let body = sender.map_or_else(|| words.clone(), |sender| format!("{sender}: {words}"));
    let count = chat.unread.max(1);
    Ok(Banner {
        message: Some(message.message_id),
        actions: actions(core, chat.group_id.is_some()),
        count,
        ..shown(core, chat, body, words::new_message(core.language()), outcome)
    })
}

/// Anything else that happened; nothing where it is about a chat that is gone.
pub fn of_happened(
    core: &Core,
    r: &Read<'_>,
    happened: &Happened,
    outcome: &Outcome,
) -> Result<Option<Banner>, StoreError> {
    let message = happened.message.map(|id| message::get(r, id)).transpose()?.flatten();
    let what = words::happened(core.language(), happened.kind);
    let about = match (&message, happened.words.as_str()) {
        (Some(message), "") => said(core, message),
        (_, words) if matches!(happened.kind, AlertKind::TemplateStatus | AlertKind::Quality) => {
            news::said(core.language(), words)
        }
        (_, words) => words.to_owned(),
    };
    let body = if about.is_empty() || happened.kind == AlertKind::Assignment {
        what.to_owned()
    } else {
        format!("{what}: {about}")
    };
    let Some(id) = happened.chat else {
        let key = format!("{} {}", happened.kind.as_str(), happened.words);
        let body = if outcome.preview == Preview::Full { body } else { what.to_owned() };
        return Ok(Some(Banner { key, ..bare(body, outcome) }));
    };
    let banner = chat::get(r, id)?.map(|chat| shown(core, &chat, body, what, outcome));
    Ok(banner.map(|banner| Banner { message: happened.message, ..banner }))
}

/// Somebody waits too long.
#[must_use]
pub fn of_waiting(core: &Core, chat: &Chat, outcome: &Outcome) -> Banner {
    let waits = words::waits(core.language());
    let body = if chat.last_preview.is_empty() { waits.to_owned() } else { format!("{waits}: {}", chat.last_preview) };
    Banner { actions: actions(core, chat.group_id.is_some()), ..shown(core, chat, body, waits, outcome) }
}

/// An answer that was typed into a banner could not be sent. The words tell nothing of it.
#[must_use]
pub fn of_kept(core: &Core, chat: &Chat) -> Banner {
    let outcome = core.rules.now().app.over(AlertKind::Failed.default_outcome());
    let kept = words::kept(core.language());
    Banner { urgent: true, ..shown(core, chat, kept.to_owned(), kept, &outcome) }
}

/// What waited while nobody looked.
#[must_use]
pub fn of_backlog(core: &Core, unread: u32) -> Banner {
    summary(SUMMARY, words::unread_chats(core.language(), unread), unread)
}

/// Several wait too long.
#[must_use]
pub fn of_several(core: &Core, chats: u32) -> Banner {
    summary(SUMMARY, words::several_wait(core.language(), chats), chats)
}

/// What a silence held back.
#[must_use]
pub fn of_digest(core: &Core, chats: u32) -> Banner {
    summary(DIGEST, words::held_back(core.language(), chats), chats)
}

fn summary(key: &str, body: String, count: u32) -> Banner {
    Banner { key: key.to_owned(), count, ..bare(body, &AlertKind::Message.default_outcome()) }
}

fn bare(body: String, outcome: &Outcome) -> Banner {
    Banner {
        key: String::new(),
        chat: None,
        message: None,
        title: "Switchboard".to_owned(),
        body,
        count: 1,
        importance: outcome.importance,
        urgent: false,
        actions: Vec::new(),
    }
}

/// A banner of a chat that shows no more than it may: what happened stands in the place of words that are not to be seen.
fn shown(core: &Core, chat: &Chat, body: String, what: &str, outcome: &Outcome) -> Banner {
    let (title, body) = match outcome.preview {
        Preview::Full => (name(core, chat), body),
        Preview::Sender => (name(core, chat), what.to_owned()),
        Preview::Hidden => ("Switchboard".to_owned(), what.to_owned()),
    };
    Banner { key: key(chat.chat_id), chat: Some(chat.chat_id), title, ..bare(body, outcome) }
}

/// What can be done: a group cannot be marked as read at the provider, but it can here.
fn actions(core: &Core, group: bool) -> Vec<(BannerAction, String)> {
    let mut actions = vec![BannerAction::Reply, BannerAction::MarkRead, BannerAction::Snooze, BannerAction::Mute];
    if group {
        actions.retain(|action| *action != BannerAction::Snooze);
    }
    actions.into_iter().map(|action| (action, words::action(core.language(), action).to_owned())).collect()
}

fn said(core: &Core, message: &Message) -> String {
    match message.words.trim() {
        "" => words::kind(core.language(), &message.kind).to_owned(),
        words => words.to_owned(),
    }
}

/// The name of a chat, as it is shown.
fn name(core: &Core, chat: &Chat) -> String {
    let named = title(chat).or_else(|| chat.contact_phone.as_deref().map(masked));
    named.unwrap_or_else(|| words::nameless(core.language(), chat.group_id.is_some()).to_owned())
}

/// A banner that tries whether banners come.
#[must_use]
pub fn of_try(core: &Core, key: &str, with_action: bool) -> Banner {
    let language = core.language();
    let body = words::trying(language, with_action).to_owned();
    let press = (BannerAction::MarkRead, words::press_me(language).to_owned());
    let outcome = Outcome { importance: Importance::Active, ..AlertKind::Message.default_outcome() };
    let actions = with_action.then_some(press).into_iter().collect();
    Banner { key: key.to_owned(), urgent: true, actions, ..bare(body, &outcome) }
}
