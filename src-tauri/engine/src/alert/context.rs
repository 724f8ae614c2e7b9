//! What is known of an event when it is decided.

use domain::group::GroupTopic;
use domain::notify::{AlertEvent, AlertKind, Condition, Context, Rules};
use domain::text::fold;
use domain::time::MINUTE;
use domain::{ChatId, Timestamp};
use store::table::chat::Chat;
use store::table::message::{self, Direction, Message, MessageKey};
use store::table::{account, chat, group_chat, label, notification};
use store::{Read, StoreError};

use super::bell::Bell;
use crate::core::Core;
use crate::project::Happened;

/// Messages of a chat that are looked at for repeated ones.
const RECENT: usize = 50;

/// A message received.
pub fn message_event(
    core: &Core,
    r: &Read<'_>,
    rules: &Rules,
    chat: &Chat,
    message: &Message,
) -> Result<AlertEvent, StoreError> {
    let kind = message_kind(core, r, rules, Some(chat), &message.words, message.kind == "voice")?;
    Ok(AlertEvent { contact: message.sender_contact, text: message.words.clone(), ..chat_event(r, chat, kind)? })
}

/// What kind of event a message is, by its words and where it stands.
pub fn message_kind(
    core: &Core,
    r: &Read<'_>,
    rules: &Rules,
    chat: Option<&Chat>,
    words: &str,
    voice: bool,
) -> Result<AlertKind, StoreError> {
    let group = chat.filter(|chat| chat.group_id.is_some());
    let named = match group {
        Some(chat) => names_us(r, &core.operator, chat, words)?,
        None => false,
    };
    Ok(AlertKind::of_message(group.is_some(), named || rules.manner.words.found_in(words), voice))
}

/// Something in a chat, of nobody in particular.
pub fn chat_event(r: &Read<'_>, chat: &Chat, kind: AlertKind) -> Result<AlertEvent, StoreError> {
    let group = if chat.group_id.is_some() { group_chat::get(r, chat.chat_id)? } else { None };
    Ok(AlertEvent {
        kind,
        account: chat.account_id.clone(),
        chat: Some(chat.chat_id),
        group: chat.group_id.is_some(),
        group_kind: group.as_ref().and_then(|group| group.kind),
        group_topic: group.and_then(|group| GroupTopic::from_word(group.topic.as_deref()?)),
        contact: chat.contact_id,
        labels: label::of_chat(r, chat.chat_id)?.into_iter().map(|label| label.label_id).collect(),
        text: String::new(),
    })
}

/// Anything else that happened.
pub fn happened_event(r: &Read<'_>, happened: &Happened) -> Result<AlertEvent, StoreError> {
    let known = match happened.chat {
        Some(id) => chat::get(r, id)?,
        None => None,
    };
    let event = match known {
        Some(chat) => chat_event(r, &chat, happened.kind)?,
        None => AlertEvent {
            kind: happened.kind,
            account: happened.account.clone(),
            chat: happened.chat,
            group: false,
            group_kind: None,
            group_topic: None,
            contact: None,
            labels: Vec::new(),
            text: String::new(),
        },
    };
    Ok(AlertEvent { contact: happened.contact.or(event.contact), text: happened.words.clone(), ..event })
}

/// Whether a text of a group names the operator or the number: `@Mira`, `@447700900142`. The provider does not tell.
pub fn names_us(r: &Read<'_>, operator: &str, chat: &Chat, text: &str) -> Result<bool, StoreError> {
    if !text.contains('@') {
        return Ok(false);
    }
    let phone = account::get(r, &chat.account_id)?.and_then(|account| account.phone).unwrap_or_default();
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let first = fold(operator.split_whitespace().next().unwrap_or_default());
    let text = fold(text);
    let named = |name: &str| !name.is_empty() && text.split('@').skip(1).any(|rest| begins_with(rest, name));
    Ok(named(&first) || named(&digits))
}

fn begins_with(rest: &str, name: &str) -> bool {
    rest.strip_prefix(name).is_some_and(|behind| !behind.chars().next().is_some_and(char::is_alphanumeric))
}

/// What is known beside the rules.
pub fn context(
    core: &Core,
    r: &Read<'_>,
    rules: &Rules,
    bell: &Bell,
    event: &AlertEvent,
    about: About,
) -> Result<Context, StoreError> {
    let presence = core.presence();
    let mut context = Context {
        focus: core.ports.notifier.focus().borrow().unwrap_or(false),
        looking_at: presence.chat.filter(|_| presence.focused),
        chat_rang: bell.of(event.chat),
        rang: bell.last(),
        backlog: about.backlog,
        ..Context::away(core.zone)
    };
    let Some(chat) = event.chat else { return Ok(context) };
    if rules.breakthroughs.iter().any(|exception| exception.once_in.is_some()) {
        context.passed = notification::passed(r, chat)?;
    }
    if let (Some(within), Some(key)) = (longest_repeat(rules), about.message) {
        context.recent = recent(r, chat, event, key, core.now().plus(-within))?;
    }
    Ok(context)
}

/// What is to be decided about, beside the event.
#[derive(Debug, Clone, Copy, Default)]
pub struct About {
    /// The message, with its place in its chat.
    pub message: Option<MessageKey>,
    /// Whether it waited when the product started.
    pub backlog: bool,
}

/// The longest time within which an exception counts messages, in milliseconds.
fn longest_repeat(rules: &Rules) -> Option<i64> {
    let times = rules.breakthroughs.iter().filter_map(|exception| match exception.condition {
        Condition::Repeated { minutes, .. } => Some(i64::from(minutes) * MINUTE),
        _ => None,
    });
    times.max()
}

/// When the same person wrote in the same chat before.
fn recent(
    r: &Read<'_>,
    chat: ChatId,
    event: &AlertEvent,
    before: MessageKey,
    since: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    let earlier = message::page(r, chat, Some(before), RECENT)?;
    let same = earlier.into_iter().filter(|message| {
        message.direction == Direction::In && message.sender_contact == event.contact && message.at >= since
    });
    Ok(same.map(|message| message.at).collect())
}
