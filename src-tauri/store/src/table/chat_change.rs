//! How a chat changes: by messages, by reading, by what operators decide.

use domain::decision::ChatChange;
use domain::delivery::DeliveryStatus;
use domain::{AccountId, ChatId, CommandId, ContactId, Content, GroupId, MessageId, Timestamp};
use rusqlite::params;

use super::chat::Conversation;
use super::message::{Direction, NewMessage};
use super::{chat, contact, label};
use crate::console::Write;
use crate::error::StoreError;
use crate::search;
use crate::statement::Statement;

/// Most characters of a preview.
const PREVIEW: usize = 200;

const INSERT: Statement = Statement::new(
    "write a chat",
    "INSERT INTO chat (chat_id, account_id, kind, contact_id, group_id, title, last_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);
const UNSORTED: Statement = Statement::new(
    "find the chat of what belongs nowhere",
    "SELECT chat_id FROM chat WHERE account_id = ?1 AND kind = 'unsorted'",
);
const LAST: Statement = Statement::new(
    "note a chat's newest message",
    "UPDATE chat SET last_message_id = ?2, last_at = ?3, last_preview = ?4, last_kind = ?5, last_direction = ?6,
        last_sender_name = ?7, last_status = ?8
     WHERE chat_id = ?1 AND (last_message_id IS NULL OR (last_at, last_message_id) < (?3, ?2))",
);
/// Both at once, as nearly always: each change of a chat moves it in every index of the list.
const NEWEST_RECEIVED: Statement = Statement::new(
    "note the newest message received",
    "UPDATE chat SET last_message_id = ?2, last_at = ?3, last_preview = ?4, last_kind = ?5, last_direction = 'in',
        last_sender_name = ?6, last_status = NULL, unread = unread + (?2 > read_up_to),
        last_received_at = iif(kind = 'unsorted', NULL, max(coalesce(last_received_at, ?3), ?3)),
        waiting_since = iif(kind = 'unsorted', NULL, min(coalesce(waiting_since, ?3), ?3)),
        conversation = 'open', snoozed_until = NULL
     WHERE chat_id = ?1 AND (last_message_id IS NULL OR (last_at, last_message_id) < (?3, ?2))",
);
const RECEIVED: Statement = Statement::new(
    "note a message received that is not the newest",
    "UPDATE chat SET unread = unread + (?2 > read_up_to),
        last_received_at = iif(kind = 'unsorted', NULL, max(coalesce(last_received_at, ?3), ?3)),
        waiting_since = iif(kind = 'unsorted', NULL, min(coalesce(waiting_since, ?3), ?3)),
        conversation = 'open', snoozed_until = NULL
     WHERE chat_id = ?1",
);
const HEARD: Statement = Statement::new(
    "note that somebody was heard of",
    "UPDATE chat SET last_received_at = max(coalesce(last_received_at, ?2), ?2) WHERE chat_id = ?1",
);
const ANSWERED: Statement = Statement::new("note an answer", "UPDATE chat SET waiting_since = NULL WHERE chat_id = ?1");
const WAITS: Statement = Statement::new(
    "find since when somebody waits",
    "UPDATE chat SET waiting_since = (
        SELECT min(at) FROM message WHERE chat_id = ?1 AND direction = 'in' AND kind <> 'system' AND message_id > coalesce(
            (SELECT message_id FROM message WHERE chat_id = ?1 AND direction = 'out'
             AND status NOT IN ('refused', 'cancelled', 'discarded', 'failed')
             AND (command_id IS NULL OR command_id NOT LIKE 'rule: %') ORDER BY message_id DESC LIMIT 1), 0))
     WHERE chat_id = ?1",
);
const LAST_STATUS: Statement = Statement::new(
    "note the state of a chat's newest message",
    "UPDATE chat SET last_status = ?3 WHERE chat_id = ?1 AND last_message_id = ?2",
);
const LAST_WORDS: Statement = Statement::new(
    "note the words of a chat's newest message",
    "UPDATE chat SET last_preview = ?3, last_kind = ?4 WHERE chat_id = ?1 AND last_message_id = ?2",
);
const READ: Statement = Statement::new(
    "mark a chat as read",
    "UPDATE chat SET read_up_to = max(read_up_to, ?2), marked_unread = 0 WHERE chat_id = ?1",
);
const COUNT: Statement = Statement::new(
    "count what is unread",
    "UPDATE chat SET unread = (SELECT count(*) FROM message WHERE message.chat_id = ?1 AND direction = 'in'
        AND kind <> 'system' AND message_id > chat.read_up_to) WHERE chat_id = ?1",
);
const CONVERSATION: Statement =
    Statement::new("change a conversation", "UPDATE chat SET conversation = ?2, snoozed_until = ?3 WHERE chat_id = ?1");
const MARK_UNREAD: Statement =
    Statement::new("mark a chat as unread", "UPDATE chat SET marked_unread = 1 WHERE chat_id = ?1");
const PIN: Statement = Statement::new("pin a chat", "UPDATE chat SET pinned = ?2 WHERE chat_id = ?1");
const ASSIGN: Statement = Statement::new("assign a chat", "UPDATE chat SET assignee = ?2 WHERE chat_id = ?1");
const TITLE: Statement =
    Statement::new("rename a group's chat", "UPDATE chat SET title = ?2 WHERE chat_id = ?1 AND title IS NOT ?2");
const SUSPEND: Statement = Statement::new(
    "note that a group is suspended",
    "UPDATE chat SET suspended = ?2 WHERE chat_id = ?1 AND suspended <> ?2",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &UNSORTED,
    &LAST,
    &NEWEST_RECEIVED,
    &RECEIVED,
    &HEARD,
    &ANSWERED,
    &WAITS,
    &LAST_STATUS,
    &LAST_WORDS,
    &READ,
    &COUNT,
    &CONVERSATION,
    &MARK_UNREAD,
    &PIN,
    &ASSIGN,
    &TITLE,
    &SUSPEND,
];

/// The chat with a contact; made where there is none, numbered `new_id`.
///
/// # Errors
/// When the disk says no.
pub fn with_contact(
    w: &Write<'_>,
    account: &AccountId,
    contact: ContactId,
    new_id: ChatId,
    at: Timestamp,
) -> Result<ChatId, StoreError> {
    if let Some(known) = chat::by_contact(w, account, contact)? {
        return Ok(known);
    }
    let none: Option<String> = None;
    INSERT
        .run(w.connection, params![new_id.0, account.as_str(), chat::ChatKind::Direct, contact.0, none, none, at.0])?;
    Ok(new_id)
}

/// The chat of a group; made where there is none, numbered `new_id`.
///
/// # Errors
/// When the disk says no.
pub fn with_group(
    w: &Write<'_>,
    account: &AccountId,
    group: &GroupId,
    new_id: ChatId,
    at: Timestamp,
) -> Result<ChatId, StoreError> {
    if let Some(known) = chat::by_group(w, account, group)? {
        return Ok(known);
    }
    let (kind, none) = (chat::ChatKind::Group, None::<String>);
    INSERT.run(w.connection, params![new_id.0, account.as_str(), kind, None::<i64>, group.as_str(), none, at.0])?;
    Ok(new_id)
}

/// The chat of what belongs to no thread of an account; made where there is none, numbered `new_id`.
///
/// # Errors
/// When the disk says no.
pub fn unsorted(w: &Write<'_>, account: &AccountId, new_id: ChatId, at: Timestamp) -> Result<ChatId, StoreError> {
    let known = UNSORTED.first(w.connection, params![account.as_str()], |row| row.get(0).map(ChatId))?;
    if let Some(known) = known {
        return Ok(known);
    }
    let (kind, none) = (chat::ChatKind::Unsorted, None::<String>);
    INSERT.run(w.connection, params![new_id.0, account.as_str(), kind, None::<i64>, none, none, at.0])?;
    Ok(new_id)
}

/// Gives a group's chat its subject. Says whether it changed.
///
/// # Errors
/// When the disk says no.
pub fn set_title(w: &Write<'_>, chat: ChatId, title: &str) -> Result<bool, StoreError> {
    let changed = TITLE.run(w.connection, params![chat.0, title])? > 0;
    if changed {
        search::put_chat(w, chat, title)?;
    }
    Ok(changed)
}

/// Notes that the provider suspends a group, or no longer does. Says whether that is new.
///
/// # Errors
/// When the disk says no.
pub fn set_suspended(w: &Write<'_>, chat: ChatId, suspended: bool) -> Result<bool, StoreError> {
    Ok(SUSPEND.run(w.connection, params![chat.0, suspended])? > 0)
}

/// Somebody reacted: that opens the service window as a message does, and is none.
///
/// # Errors
/// When the disk says no.
pub fn heard(w: &Write<'_>, chat: ChatId, at: Timestamp) -> Result<(), StoreError> {
    HEARD.run(w.connection, params![chat.0, at.0])?;
    Ok(())
}

/// Marks everything up to a message as read, by order of arrival.
///
/// # Errors
/// When the disk says no.
pub fn read(w: &Write<'_>, chat: ChatId, up_to: MessageId) -> Result<(), StoreError> {
    READ.run(w.connection, params![chat.0, up_to.0])?;
    COUNT.run(w.connection, params![chat.0])?;
    Ok(())
}

/// Does what an operator decided about a chat.
///
/// # Errors
/// When the disk says no.
pub fn apply(w: &Write<'_>, chat: ChatId, change: &ChatChange) -> Result<(), StoreError> {
    let conversation = |state: Conversation, until: Option<Timestamp>| {
        CONVERSATION.run(w.connection, params![chat.0, state, until.map(|until| until.0)])
    };
    match change {
        ChatChange::Done => conversation(Conversation::Done, None),
        ChatChange::Reopened => conversation(Conversation::Open, None),
        ChatChange::Snoozed { until } => conversation(Conversation::Snoozed, Some(*until)),
        ChatChange::MarkedUnread => MARK_UNREAD.run(w.connection, params![chat.0]),
        ChatChange::Pinned { pinned } => PIN.run(w.connection, params![chat.0, pinned]),
        ChatChange::Assigned { assignee } => ASSIGN.run(w.connection, params![chat.0, assignee]),
        ChatChange::Labelled { label, on } => label::set(w, chat, *label, *on).map(usize::from),
    }?;
    Ok(())
}

/// Keeps the chat's row in step with a message that was just written.
pub(super) fn on_message(w: &Write<'_>, message: &NewMessage) -> Result<(), StoreError> {
    let NewMessage { chat_id, message_id, at, direction, sender_name, status, content, .. } = message;
    let preview = preview(&content.words());
    let last = || {
        let status = status.map(DeliveryStatus::as_str);
        let values = params![chat_id.0, message_id.0, at.0, preview, content.kind(), direction, sender_name, status];
        LAST.run(w.connection, values).map(drop)
    };
    match direction {
        Direction::In if content.kind() == "system" => last()?,
        Direction::In => {
            let newest = params![chat_id.0, message_id.0, at.0, preview, content.kind(), sender_name];
            if NEWEST_RECEIVED.run(w.connection, newest)? == 0 {
                RECEIVED.run(w.connection, params![chat_id.0, message_id.0, at.0])?;
            }
            if let Some(identity) = message.sender_identity {
                contact::seen(w, identity, *at)?;
            }
        }
        // What a rule of ours says by itself is no answer: the person waits on.
        Direction::Out if message.command_id.as_ref().is_some_and(CommandId::is_of_rule) => last()?,
        // Nor is an invitation.
        Direction::Out if matches!(content, Content::Template(template) if template.invites.is_some()) => last()?,
        Direction::Out => {
            last()?;
            ANSWERED.run(w.connection, params![chat_id.0])?;
        }
    }
    Ok(())
}

/// Keeps the chat's row in step with a message whose state changed.
pub(super) fn on_status(
    w: &Write<'_>,
    chat: ChatId,
    message: MessageId,
    status: DeliveryStatus,
) -> Result<(), StoreError> {
    LAST_STATUS.run(w.connection, params![chat.0, message.0, status.as_str()])?;
    if status.is_dead() || status == DeliveryStatus::Failed {
        WAITS.run(w.connection, params![chat.0])?;
    }
    Ok(())
}

/// Keeps the chat's row in step with a message whose words changed.
pub(super) fn on_words(
    w: &Write<'_>,
    chat: ChatId,
    message: MessageId,
    words: &str,
    kind: &str,
) -> Result<(), StoreError> {
    LAST_WORDS.run(w.connection, params![chat.0, message.0, preview(words), kind])?;
    Ok(())
}

fn preview(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(PREVIEW).collect()
}
