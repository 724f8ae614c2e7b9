//! Everything that is known of a person, as one file: who they are, what they permitted, what was written both ways, and
//! what operators noted. The bytes of files stay in the media store; here stand their names and hashes.

mod read;

use domain::FileHash;
use domain::content::Content;
use serde::Serialize;

pub use read::known;

use super::PaperError;
use super::receipt::Receipt;

/// The version of the shape.
pub const SHAPE: &str = "switchboard.person/1";

/// Everything that is known of a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Known {
    /// The version of the shape.
    pub shape: String,
    /// When it was put together.
    pub made_at: String,
    /// By whom.
    pub made_by: String,
    /// The newest name of the profile.
    pub name: Option<String>,
    /// The newest username.
    pub username: Option<String>,
    /// When the person was first seen.
    pub first_seen: String,
    /// The keys by which the person is known.
    pub identities: Vec<Identity>,
    /// What was permitted and taken back, one receipt a number.
    pub consents: Vec<Receipt>,
    /// The chats with the person.
    pub chats: Vec<KnownChat>,
    /// The groups that the person is in.
    pub groups: Vec<KnownGroup>,
    /// What the person wrote in groups, also in those they left.
    pub group_messages: Vec<KnownMessage>,
}

/// A key by which a person is known at a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// At which of our numbers.
    pub number: String,
    /// What it is: `phone`, `user_id`, `parent_user_id`.
    pub kind: &'static str,
    /// The key itself.
    pub value: String,
}

/// A chat with the person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KnownChat {
    /// At which of our numbers.
    pub number: String,
    /// The operator whose it is.
    pub assignee: Option<String>,
    /// What operators put on it.
    pub labels: Vec<String>,
    /// What operators wrote for themselves.
    pub notes: Vec<KnownNote>,
    /// What was written both ways, oldest first.
    pub messages: Vec<KnownMessage>,
}

/// An internal note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownNote {
    /// When.
    pub at: String,
    /// By whom.
    pub author: String,
    /// The words.
    pub text: String,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KnownMessage {
    /// When it was written.
    pub at: String,
    /// `in` or `out`.
    pub direction: &'static str,
    /// The group, of what was written in one.
    pub group: Option<String>,
    /// Who wrote it: the person's name as seen then, or the operator's.
    pub from: Option<String>,
    /// What it is.
    pub kind: String,
    /// Its words.
    pub words: String,
    /// Its file.
    pub file: Option<KnownFile>,
    /// What words do not say: a place, a card, a form, the buttons.
    pub details: Option<Content>,
    /// When it was changed.
    pub edited_at: Option<String>,
    /// When it was taken back.
    pub revoked_at: Option<String>,
}

/// A file in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownFile {
    /// Its name, of documents.
    pub name: Option<String>,
    /// MIME type.
    pub mime: String,
    /// Length in bytes, where known.
    pub bytes: Option<u64>,
    /// How it lies in the media store.
    pub stored: Option<FileHash>,
}

/// A group that the person is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownGroup {
    /// At which of our numbers.
    pub number: String,
    /// Its name.
    pub title: Option<String>,
    /// When the person was first seen there.
    pub joined: Option<String>,
}

/// The file.
///
/// # Errors
/// When it cannot be written.
pub fn known_json(known: &Known) -> Result<Vec<u8>, PaperError> {
    let mut bytes = serde_json::to_vec_pretty(known).map_err(|_| PaperError::Write)?;
    bytes.push(b'\n');
    Ok(bytes)
}
