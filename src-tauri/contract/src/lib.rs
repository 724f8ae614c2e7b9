//! The one contract between a screen and the core: which commands there are, what goes in and out, what is pushed, and
//! the codes of errors. The TypeScript of the screen and the JSON Schema of the hub are made from this table.

pub mod alert_health;
pub mod backup;
pub mod block;
pub mod change;
pub mod chat;
pub mod command;
pub mod compose;
pub mod connection;
pub mod consent;
pub mod doctor;
pub mod error;
pub mod group;
pub mod group_activity;
pub mod hub;
pub mod invitation;
pub mod list;
pub mod member;
pub mod merge;
pub mod message;
pub mod notification;
pub mod profile;
pub mod schema;
pub mod search;
pub mod sound;
pub mod typescript;
pub mod welcome;
pub mod workspace;

pub use change::{Change, ChangeBatch, ChangeKind};
pub use command::{Commands, dispatch};
pub use error::{ErrorBody, ErrorCode, Retry};
