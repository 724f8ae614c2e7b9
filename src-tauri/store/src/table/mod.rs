//! One file a table: its columns, its row, how it is read and how it is written.

pub mod account;
pub mod alert_level;
pub mod answered;
pub mod attribute;
pub mod block;
pub mod block_line;
pub mod breakthrough;
pub mod chat;
pub mod chat_change;
pub mod chat_count;
pub mod consent_said;
pub mod console;
pub mod contact;
pub mod contact_merge;
pub mod cursor;
pub mod draft;
pub mod early_change;
pub mod group_act;
pub mod group_chat;
pub mod group_count;
pub mod group_early;
pub mod group_line;
pub mod group_pin;
pub mod group_quarter;
pub mod identity;
pub mod invitation;
pub mod join_request;
pub mod label;
pub mod media;
pub mod media_job;
pub mod member;
pub mod member_count;
pub mod merge_line;
pub mod message;
pub mod message_change;
pub mod message_status;
pub mod mute;
pub mod note;
pub mod notification;
pub mod notification_count;
pub mod outbox;
pub mod participant;
pub mod participant_news;
pub mod preference;
pub mod profile;
pub mod proof;
pub mod purpose;
pub mod quick_reply;
pub mod reaction;
pub mod receipt;
pub mod retention;
pub mod schedule;
pub mod segment;
pub mod send_queue;
pub mod setting;
pub mod sound_file;
pub mod standing;
pub mod template;
pub mod uncounted;
pub mod unread_body;
pub mod webhook_hour;
pub mod welcome_due;
pub mod written_first;

#[cfg(test)]
mod tests;

use domain::delivery::DeliveryStatus;
use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;

/// Makes an enum of words as they stand in the database.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// The word in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads the word back.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                Self::parse(value.as_str()?).ok_or(rusqlite::types::FromSqlError::InvalidType)
            }
        }
    };
}
pub(crate) use words;

/// A value that the program cannot have written.
fn unreadable() -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        0,
        rusqlite::types::Type::Text,
        Box::new(rusqlite::types::FromSqlError::InvalidType),
    )
}

/// A delivery status column that may be empty.
pub(crate) fn status(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<DeliveryStatus>> {
    let word: Option<String> = row.get(column)?;
    word.map(|word| DeliveryStatus::parse(&word).ok_or_else(unreadable)).transpose()
}

/// A JSON column.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| unreadable())
}

/// The text of a JSON column.
pub(crate) fn to_json<T: Serialize>(value: &T, doing: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Corrupt { doing })
}

/// A number of rows as SQLite takes it.
pub(crate) fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
