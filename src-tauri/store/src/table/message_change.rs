//! How a message is edited or taken back by its sender.

use domain::content::Content;
use domain::{AccountId, ChatId, MessageId, ProviderMessageId, Timestamp};
use rusqlite::params;

use super::chat_change;
use super::message::{by_provider, provider_media};
use crate::console::Write;
use crate::error::StoreError;
use crate::search;
use crate::statement::Statement;

const EDIT: Statement = Statement::new(
    "change a message",
    "UPDATE message SET kind = ?2, content = ?3, provider_media = ?4, edited_at = ?5 WHERE message_id = ?1",
);
const REVOKE: Statement = Statement::new(
    "take a message back",
    "UPDATE message SET revoked_at = ?2 WHERE message_id = ?1 AND revoked_at IS NULL",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&EDIT, &REVOKE];

/// Gives a message its new content. Nothing where the target is not known or was taken back.
///
/// # Errors
/// When the disk says no.
pub fn edit(
    w: &Write<'_>,
    account: &AccountId,
    target: &ProviderMessageId,
    content: &Content,
    at: Timestamp,
) -> Result<Option<(MessageId, ChatId)>, StoreError> {
    let Some(message) = by_provider(w, account, target)? else { return Ok(None) };
    if message.revoked_at.is_some() || message.edited_at.is_some_and(|edited| edited > at) {
        return Ok(None);
    }
    let (id, words) = (message.message_id, content.words());
    let json = super::to_json(content, "change a message")?;
    EDIT.run(w.connection, params![id.0, content.kind(), json, provider_media(content), at.0])?;
    search::change_message(w, id, &words)?;
    chat_change::on_words(w, message.chat_id, id, &words, content.kind())?;
    Ok(Some((id, message.chat_id)))
}

/// Marks a message as taken back by its sender: it keeps its place and is not found any more. Nothing where the target
/// is not known or was taken back before.
///
/// # Errors
/// When the disk says no.
pub fn revoke(
    w: &Write<'_>,
    account: &AccountId,
    target: &ProviderMessageId,
    at: Timestamp,
) -> Result<Option<(MessageId, ChatId)>, StoreError> {
    let Some(message) = by_provider(w, account, target)? else { return Ok(None) };
    let id = message.message_id;
    if REVOKE.run(w.connection, params![id.0, at.0])? == 0 {
        return Ok(None);
    }
    search::change_message(w, id, "")?;
    chat_change::on_words(w, message.chat_id, id, "", "revoked")?;
    Ok(Some((id, message.chat_id)))
}
