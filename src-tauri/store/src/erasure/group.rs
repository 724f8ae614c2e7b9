//! In groups a person's messages keep their places, as deleted ones do, so that what others wrote stays readable and
//! counts stay right. Nothing of them is left in it.

use std::collections::{BTreeMap, BTreeSet};

use domain::content::Content;
use domain::decision::Outgoing;
use domain::erasure::stand_in_message;
use domain::{ChatId, ContactId, MessageId, ProviderMessageId, Timestamp};
use rusqlite::params;

use super::chat::{Traced, traced, unlink};
use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;
use crate::table::{json, to_json};

const DOING: &str = "blank a message";

const OF_CONTACT: Statement = Statement::new(
    "find the messages to blank",
    "SELECT message_id, account_id, chat_id, provider_id, provider_media, kind FROM message
     WHERE sender_identity IN (SELECT identity_id FROM identity WHERE contact_id = ?1)",
);
const BLANK: Statement = Statement::new(
    DOING,
    "UPDATE message SET provider_id = NULL, sender_identity = NULL, sender_name = NULL, kind = ?2, content = ?3,
        provider_media = NULL, reply_to = NULL, forwarded = 0, referral = NULL, edited_at = NULL,
        revoked_at = ?4
     WHERE message_id = ?1",
);
const LAST: Statement = Statement::new(
    "blank the newest message of a chat",
    "UPDATE chat SET last_preview = '', last_kind = 'revoked', last_sender_name = NULL
     WHERE chat_id = ?1 AND last_message_id = ?2",
);
const ANSWERS: Statement = Statement::new(
    "find what answers a blank message",
    "SELECT message_id, reply_to FROM message WHERE chat_id = ?1 AND reply_to IS NOT NULL",
);
const ANSWER: Statement =
    Statement::new("let a message answer nothing", "UPDATE message SET reply_to = NULL WHERE message_id = ?1");
const SENDS: Statement = Statement::new(
    "find what was sent about a blank message",
    "SELECT message_id, outgoing FROM send_queue WHERE chat_id = ?1",
);
const SEND: Statement = Statement::new(
    "let what was sent name no blank message",
    "UPDATE send_queue SET outgoing = ?2 WHERE message_id = ?1",
);
const DRAFT: Statement = Statement::new(
    "let a draft answer nothing",
    "UPDATE draft SET reply_to = NULL WHERE chat_id = ?1 AND reply_to = ?2",
);

pub(super) const STATEMENTS: &[&Statement] = &[&OF_CONTACT, &BLANK, &LAST, &ANSWERS, &ANSWER, &SENDS, &SEND, &DRAFT];

/// Blanks every message of a person that stands among others', and gives the chats.
pub(super) fn blank_messages(w: &Write<'_>, contact: ContactId, at: Timestamp) -> Result<Vec<ChatId>, StoreError> {
    let rows = OF_CONTACT
        .all(w.connection, params![contact.0], |row| Ok((traced(row)?, row.get_ref("kind")?.as_str()? == "system")))?;
    let mut ids: BTreeMap<ChatId, BTreeMap<String, MessageId>> = BTreeMap::new();
    for (message, system) in rows {
        blank(w, &message, system, at)?;
        let chat = ids.entry(message.chat_id).or_default();
        chat.extend(message.provider_id.map(|id| (id, message.message_id)));
    }
    for (chat, ids) in &ids {
        unname(w, *chat, ids)?;
    }
    Ok(ids.into_keys().collect::<BTreeSet<_>>().into_iter().collect())
}

/// A line of the provider's stays one: those count as nothing unread.
fn blank(w: &Write<'_>, message: &Traced, system: bool, at: Timestamp) -> Result<(), StoreError> {
    let content = if system {
        Content::System { event: "erased".to_owned(), body: None }
    } else {
        Content::Text { body: String::new() }
    };
    unlink(w, message)?;
    let id = message.message_id.0;
    BLANK.run(w.connection, params![id, content.kind(), to_json(&content, DOING)?, at.0])?;
    LAST.run(w.connection, params![message.chat_id.0, id])?;
    Ok(())
}

/// The provider's id of a message holds its sender's number: nobody's row may name it.
fn unname(w: &Write<'_>, chat: ChatId, ids: &BTreeMap<String, MessageId>) -> Result<(), StoreError> {
    let answers: Vec<(i64, String)> =
        ANSWERS.all(w.connection, params![chat.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (answer, _) in answers.iter().filter(|(_, target)| ids.contains_key(target)) {
        ANSWER.run(w.connection, params![answer])?;
    }
    let sends: Vec<(i64, Outgoing)> =
        SENDS.all(w.connection, params![chat.0], |row| Ok((row.get(0)?, json(row, "outgoing")?)))?;
    for (message, outgoing) in sends {
        if let Some(outgoing) = unnamed(outgoing, ids) {
            SEND.run(w.connection, params![message, to_json(&outgoing, DOING)?])?;
        }
    }
    for id in ids.keys() {
        DRAFT.run(w.connection, params![chat.0, id])?;
    }
    Ok(())
}

/// The same without the id; none where it names none of them.
fn unnamed(outgoing: Outgoing, ids: &BTreeMap<String, MessageId>) -> Option<Outgoing> {
    match outgoing {
        Outgoing::Message { content, reply_to: Some(target) } if ids.contains_key(target.as_str()) => {
            Some(Outgoing::Message { content, reply_to: None })
        }
        Outgoing::Reaction { target, emoji } => {
            let message = ids.get(target.as_str())?;
            Some(Outgoing::Reaction { target: ProviderMessageId(stand_in_message(*message)), emoji })
        }
        Outgoing::Pin { target, days } => {
            let message = ids.get(target.as_str())?;
            Some(Outgoing::Pin { target: ProviderMessageId(stand_in_message(*message)), days })
        }
        Outgoing::Message { .. } => None,
    }
}
