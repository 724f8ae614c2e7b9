//! Search over every message, person and group.

use domain::{ChatId, ContactId, MessageId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::chat::{ChatKind, ChatRow};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct SearchRequest {
    /// The words as typed; `from:`, `in:`, `has:file`, `before:`, `after:` and «от:», «в:», «файл», «до:», «после:» in it are filters.
    pub query: String,
    /// Only in that chat.
    #[ts(optional)]
    pub chat_id: Option<ChatId>,
    /// Most messages, up to 100.
    pub limit: u32,
    /// Only messages older than that one.
    #[ts(optional)]
    pub before: Option<MessageId>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SearchResults {
    /// Chats whose person or group is named so.
    pub chats: Vec<ChatRow>,
    /// Messages, newest first.
    pub messages: Vec<Hit>,
    /// The query as it was read, where it was typed in the wrong layout or transliterated.
    pub read_as: Option<String>,
    /// A better spelling, only where nothing was found.
    pub suggestion: Option<String>,
    /// Whether nothing but single letters was typed, by which chats alone are found.
    pub short: bool,
    /// How many messages were searched.
    pub searched: u32,
    /// The oldest of them.
    pub since: Option<Timestamp>,
    /// The filters that were read from the query.
    pub filters: Vec<Filter>,
}

/// One filter that was read from a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Filter {
    /// `from`, `in`, `has`, `before`, `after`.
    pub filter: String,
    /// What it asks for, as understood.
    pub value: String,
}

/// A message that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Hit {
    /// Which.
    pub message_id: MessageId,
    /// In which chat.
    pub chat_id: ChatId,
    /// What that chat is.
    pub chat_kind: ChatKind,
    /// That chat's name.
    pub chat_title: Option<String>,
    /// Who wrote it; none of ours.
    pub contact_id: Option<ContactId>,
    /// Name of who wrote it.
    pub sender: Option<String>,
    /// Whether we wrote it.
    pub ours: bool,
    /// When.
    pub at: Timestamp,
    /// Its words around the first hit.
    pub words: String,
    /// Where in `words` the found words stand: start and end in UTF-16 units.
    pub marks: Vec<(u32, u32)>,
}
