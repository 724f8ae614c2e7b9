//! Everything that is known of one person, for the person.

use std::sync::Arc;

use domain::content::Content;
use domain::{AccountId, ChatId, ContactId, GroupId, NoteId, Timestamp};
use serde::Serialize;
use store::erasure::Key;
use store::table::message::Direction;
use store::table::{chat, contact, label, message, note, participant};
use store::{Read, StoreError};

use crate::core::Core;

/// Everything that is known of one person.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ContactExport {
    /// The contacts that the person is.
    pub contacts: Vec<ContactId>,
    /// The names of the profile as seen last.
    pub names: Vec<String>,
    /// Usernames as seen last.
    pub usernames: Vec<String>,
    /// When first seen.
    pub first_seen: Option<Timestamp>,
    /// Every key by which the person is or was known.
    pub identities: Vec<ExportedIdentity>,
    /// The person's own chats.
    pub chats: Vec<ExportedChat>,
    /// What the person wrote in groups.
    pub in_groups: Vec<ExportedMessage>,
    /// The groups that the person is in.
    pub groups: Vec<(AccountId, GroupId)>,
    /// What the person permitted; whoever keeps the ledger fills it in.
    pub consents: Vec<serde_json::Value>,
}

/// A key by which a person is or was known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedIdentity {
    /// Where it is valid.
    pub scope: String,
    /// What kind of key.
    pub kind: String,
    /// The key.
    pub value: String,
    /// Whether it is valid now.
    pub current: bool,
}

/// A chat with a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportedChat {
    /// Its number.
    pub chat: ChatId,
    /// Which number of ours.
    pub account: AccountId,
    /// Its labels.
    pub labels: Vec<String>,
    /// Whoever has it.
    pub assignee: Option<String>,
    /// Both ways, oldest first.
    pub messages: Vec<ExportedMessage>,
    /// Internal notes.
    pub notes: Vec<ExportedNote>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportedMessage {
    /// When.
    pub at: Timestamp,
    /// Whether the person wrote it.
    pub from_person: bool,
    /// In which chat.
    pub chat: ChatId,
    /// What it says, with the names of files.
    pub content: Content,
    /// Whether it was taken back.
    pub revoked: bool,
}

/// An internal note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedNote {
    /// Its number.
    pub note: NoteId,
    /// When.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: String,
    /// Its words.
    pub body: String,
}

/// Collects it; none where nobody is known by that number.
///
/// # Errors
/// When it cannot be read.
pub async fn contact(core: &Arc<Core>, id: ContactId) -> Result<Option<ContactExport>, StoreError> {
    core.blocking(move |core| core.console.read(|r| collect(r, id))).await
}

fn collect(r: &Read<'_>, id: ContactId) -> Result<Option<ContactExport>, StoreError> {
    if contact::get(r, id)?.is_none() {
        return Ok(None);
    }
    let mut export = ContactExport { contacts: store::erasure::same_person(r, id)?, ..ContactExport::default() };
    if !export.contacts.contains(&id) {
        export.contacts.push(id);
    }
    for contact in export.contacts.clone() {
        person(r, contact, &mut export)?;
        for chat in chat::of_contact(r, contact)? {
            export.chats.extend(one_chat(r, chat)?);
        }
        let own: Vec<_> = export.chats.iter().map(|chat| chat.chat).collect();
        for written in store::erasure::messages(r, contact)?.into_iter().filter(|one| !own.contains(&one.chat_id)) {
            export.in_groups.extend(message::get(r, written.message_id)?.map(exported));
        }
        export.groups.extend(participant::groups(r, contact)?);
    }
    Ok(Some(export))
}

fn person(r: &Read<'_>, id: ContactId, export: &mut ContactExport) -> Result<(), StoreError> {
    if let Some(known) = contact::get(r, id)? {
        export.names.extend(known.name);
        export.usernames.extend(known.username);
        export.first_seen = export.first_seen.into_iter().chain([known.first_seen]).min();
    }
    for Key { scope, kind, value, current, .. } in store::erasure::keys(r, id)? {
        export.identities.push(ExportedIdentity { scope, kind, value, current });
    }
    Ok(())
}

fn one_chat(r: &Read<'_>, id: ChatId) -> Result<Option<ExportedChat>, StoreError> {
    let Some(found) = chat::get(r, id)? else { return Ok(None) };
    let mut messages = message::page(r, id, None, usize::MAX)?;
    messages.reverse();
    let notes = note::between(r, id, Timestamp(i64::MIN), Timestamp(i64::MAX))?.into_iter();
    Ok(Some(ExportedChat {
        chat: id,
        account: found.account_id,
        labels: label::of_chat(r, id)?.into_iter().map(|label| label.name).collect(),
        assignee: found.assignee,
        messages: messages.into_iter().map(exported).collect(),
        notes: notes
            .map(|note| ExportedNote { note: note.note_id, at: note.at, author: note.author, body: note.body })
            .collect(),
    }))
}

fn exported(message: message::Message) -> ExportedMessage {
    ExportedMessage {
        at: message.at,
        from_person: message.direction == Direction::In,
        chat: message.chat_id,
        content: message.content,
        revoked: message.revoked_at.is_some(),
    }
}
