//! What is known of a person before an erasure: keys, messages, files, and whose keys they took over.

use domain::erasure::Ended;
use domain::{AccountId, ChatId, ContactId, FileHash, MessageId, Timestamp};
use rusqlite::params;

use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;
use crate::table::contact_merge;

const KEYS: Statement = Statement::new(
    "read every key of a person",
    "SELECT scope, kind, value, superseded_at IS NULL AS current, EXISTS (SELECT 1 FROM identity AS other
        WHERE other.scope = mine.scope AND other.kind = mine.kind AND other.value = mine.value
        AND other.superseded_at IS NULL AND other.contact_id <> mine.contact_id) AS taken
     FROM identity AS mine WHERE contact_id = ?1 ORDER BY identity_id",
);
const SAME: Statement = Statement::new(
    "find a person under other numbers of ours",
    "SELECT DISTINCT other.contact_id FROM identity AS mine CROSS JOIN identity AS other INDEXED BY identity_by_value
     ON other.kind = mine.kind AND other.value = mine.value
     WHERE mine.contact_id = ?1 AND mine.superseded_at IS NULL AND other.superseded_at IS NULL",
);
const ENDED: Statement = Statement::new(
    "find whose keys a person took over",
    "SELECT other.identity_id, other.superseded_at FROM identity AS mine
     CROSS JOIN identity AS other INDEXED BY identity_by_value
     ON other.kind = mine.kind AND other.value = mine.value AND other.scope = mine.scope
     WHERE mine.contact_id = ?1 AND other.contact_id <> ?1 AND other.superseded_at = mine.first_seen",
);
macro_rules! theirs {
    ($which:literal) => {
        concat!(
            "SELECT message_id, account_id, chat_id, provider_id, provider_media, content ->> '$.file' AS file
             FROM message WHERE ",
            $which
        )
    };
}
const WRITTEN: Statement = Statement::new(
    "find what a person wrote",
    theirs!("sender_identity IN (SELECT identity_id FROM identity WHERE contact_id = ?1)"),
);
const IN_CHATS: Statement = Statement::new(
    "find what was written to a person",
    theirs!("chat_id IN (SELECT chat_id FROM chat WHERE contact_id = ?1) AND direction = 'out'"),
);
const SENT: Statement = Statement::new(
    "find what was sent to a person",
    "SELECT message_id, account_id, chat_id, provider_id FROM send_queue
     WHERE chat_id IN (SELECT chat_id FROM chat WHERE contact_id = ?1)",
);
const BY_HANDLE: Statement = Statement::new(
    "find where a file of a message was written down",
    "SELECT account_id, provider_media, file, position FROM media WHERE account_id = ?1 AND provider_media = ?2",
);
const BY_FILE: Statement = Statement::new(
    "find where a file was written down",
    "SELECT account_id, provider_media, file, position FROM media WHERE file = ?1",
);
const NAMED_BY: Statement = Statement::new(
    "find who names a handle of a file",
    "SELECT message_id FROM message WHERE account_id = ?1 AND provider_media = ?2",
);
const SENT_BY: Statement = Statement::new(
    "find who was sent a file",
    "SELECT message_id FROM message WHERE content ->> '$.file' = ?1 AND content ->> '$.file' IS NOT NULL",
);
const OTHERS: Statement = Statement::new(
    "find who else is led to an entry",
    "SELECT contact_id FROM contact_entry WHERE position = ?1 ORDER BY contact_id",
);
const FILES: Statement = Statement::new(
    "read every file that is kept",
    "SELECT file FROM media WHERE file IS NOT NULL UNION SELECT file FROM sound_file",
);
const SOUND: Statement = Statement::new("find a sound of a file", "SELECT 1 FROM sound_file WHERE file = ?1");

pub(super) const STATEMENTS: &[&Statement] = &[
    &KEYS, &SAME, &ENDED, &WRITTEN, &IN_CHATS, &SENT, &BY_HANDLE, &BY_FILE, &NAMED_BY, &SENT_BY, &OTHERS, &FILES,
    &SOUND,
];

/// A key by which a person is or was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Where it is valid: a number of ours, or a portfolio.
    pub scope: String,
    /// `phone`, `user_id`, `parent_user_id`.
    pub kind: String,
    /// The key.
    pub value: String,
    /// Whether it is the person's now.
    pub current: bool,
    /// Whether it is somebody else's now.
    pub taken: bool,
}

/// A message that a person wrote, or that was written to them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition")]
pub struct Theirs {
    pub message_id: MessageId,
    pub account_id: AccountId,
    pub chat_id: ChatId,
    pub provider_id: Option<String>,
    pub provider_media: Option<String>,
    /// A file of ours that was sent with it.
    pub file: Option<FileHash>,
}

/// What the journal says of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filed {
    /// The entry.
    pub position: i64,
    /// The number that fetched or sent it.
    pub account_id: AccountId,
    /// The provider's handle, or one of our own.
    pub provider_media: String,
    /// The file, where it could be had.
    pub file: Option<FileHash>,
}

/// Every key of a person, of now and of before.
///
/// # Errors
/// When they cannot be read.
pub fn keys(r: &Read<'_>, contact: ContactId) -> Result<Vec<Key>, StoreError> {
    KEYS.all(r.connection, params![contact.0], |row| {
        Ok(Key {
            scope: row.get("scope")?,
            kind: row.get("kind")?,
            value: row.get("value")?,
            current: row.get("current")?,
            taken: row.get("taken")?,
        })
    })
}

/// The contacts that have a valid key of the person: the same human under several numbers of ours, and the contact itself.
///
/// # Errors
/// When they cannot be read.
pub fn same_person(r: &Read<'_>, contact: ContactId) -> Result<Vec<ContactId>, StoreError> {
    SAME.all(r.connection, params![contact.0], |row| row.get(0).map(ContactId))
}

/// Every contact of a human: those that have a valid key of theirs, and those that an operator said are the same person.
///
/// # Errors
/// When they cannot be read.
pub fn whole_person(r: &Read<'_>, contact: ContactId) -> Result<Vec<ContactId>, StoreError> {
    let mut all = vec![contact];
    let mut next = 0;
    while let Some(one) = all.get(next).copied() {
        for same in [same_person(r, one)?, contact_merge::everyone(r, one)?].concat() {
            if !all.contains(&same) {
                all.push(same);
            }
        }
        next += 1;
    }
    Ok(all)
}

/// The keys of others that ended because the person took them over.
///
/// # Errors
/// When they cannot be read.
pub fn ended(r: &Read<'_>, contact: ContactId) -> Result<Vec<Ended>, StoreError> {
    ENDED.all(r.connection, params![contact.0], |row| Ok(Ended { identity: row.get(0)?, at: Timestamp(row.get(1)?) }))
}

/// Everything that the person wrote anywhere and that was written to them alone. Of a reaction of ours only the ids.
///
/// # Errors
/// When they cannot be read.
pub fn messages(r: &Read<'_>, contact: ContactId) -> Result<Vec<Theirs>, StoreError> {
    let mut all = Vec::new();
    for statement in [&WRITTEN, &IN_CHATS] {
        all.extend(statement.all(r.connection, params![contact.0], |row| {
            let file: Option<String> = row.get("file")?;
            Ok(Theirs { provider_media: row.get("provider_media")?, file: file.map(FileHash), ..theirs(row)? })
        })?);
    }
    let sent = SENT.all(r.connection, params![contact.0], theirs)?;
    let known: std::collections::BTreeSet<_> = all.iter().map(|one| one.message_id).collect();
    all.extend(sent.into_iter().filter(|one| !known.contains(&one.message_id)));
    Ok(all)
}

fn theirs(row: &rusqlite::Row<'_>) -> rusqlite::Result<Theirs> {
    Ok(Theirs {
        message_id: MessageId(row.get("message_id")?),
        account_id: AccountId(row.get("account_id")?),
        chat_id: ChatId(row.get("chat_id")?),
        provider_id: row.get("provider_id")?,
        provider_media: None,
        file: None,
    })
}

impl Theirs {
    /// A file that is in no message: what proves a consent.
    #[must_use]
    pub fn proof(file: FileHash) -> Self {
        Self {
            message_id: MessageId(0),
            account_id: AccountId::from(""),
            chat_id: ChatId(0),
            provider_id: None,
            provider_media: None,
            file: Some(file),
        }
    }
}

/// What the journal says of the file of a message that nobody but these messages has.
///
/// # Errors
/// When it cannot be read.
pub fn filed(r: &Read<'_>, message: &Theirs, is_theirs: &dyn Fn(MessageId) -> bool) -> Result<Vec<Filed>, StoreError> {
    let read = |row: &rusqlite::Row<'_>| {
        let file: Option<String> = row.get("file")?;
        Ok(Filed {
            position: row.get("position")?,
            account_id: AccountId(row.get("account_id")?),
            provider_media: row.get("provider_media")?,
            file: file.map(FileHash),
        })
    };
    let mut found = Vec::new();
    if let Some(handle) = &message.provider_media {
        found.extend(BY_HANDLE.all(r.connection, params![message.account_id.as_str(), handle], read)?);
    }
    if let Some(file) = &message.file {
        // Files of ours have handles of ours; a fetched one with the same bytes has its own message.
        let ours = BY_FILE.all(r.connection, params![file.as_str()], read)?;
        found.extend(ours.into_iter().filter(|filed| filed.provider_media.starts_with("own:")));
    }
    let mut alone = Vec::new();
    for filed in found {
        let named = params![filed.account_id.as_str(), filed.provider_media];
        let mut names = NAMED_BY.all(r.connection, named, |row| row.get(0).map(MessageId))?;
        if let Some(file) = filed.file.as_ref().filter(|_| filed.provider_media.starts_with("own:")) {
            names.extend(SENT_BY.all(r.connection, params![file.as_str()], |row| row.get(0).map(MessageId))?);
        }
        if names.into_iter().all(is_theirs) {
            alone.push(filed);
        }
    }
    Ok(alone)
}

/// Who is led to a journal entry.
///
/// # Errors
/// When it cannot be read.
pub fn people_of(r: &Read<'_>, position: i64) -> Result<Vec<ContactId>, StoreError> {
    OTHERS.all(r.connection, params![position], |row| row.get(0).map(ContactId))
}

/// Every file that is something to somebody. It walks an index: for the end of an erasure, never for a screen.
///
/// # Errors
/// When they cannot be read.
pub fn files(r: &Read<'_>) -> Result<Vec<FileHash>, StoreError> {
    FILES.all(r.connection, [], |row| row.get(0).map(FileHash))
}

/// Whether a file is anything to anybody: a message's, or a sound of the operator's. `gone` are the entries whose files
/// are none any more.
///
/// # Errors
/// When it cannot be read.
pub fn file_is_used(r: &Read<'_>, file: &FileHash, gone: &dyn Fn(i64) -> bool) -> Result<bool, StoreError> {
    let filed = BY_FILE.all(r.connection, params![file.as_str()], |row| row.get::<_, i64>("position"))?;
    let sound = SOUND.first(r.connection, params![file.as_str()], |_| Ok(()))?;
    Ok(sound.is_some() || filed.into_iter().any(|position| !gone(position)))
}
