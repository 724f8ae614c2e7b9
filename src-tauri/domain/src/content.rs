//! What a message says. One set of kinds for both directions: what only comes in is refused by the capabilities when
//! somebody tries to send it (see [`crate::capability`]).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::FileHash;
use crate::template::TemplateMessage;

/// The content of a message (reference 2.1 to 2.4). Reactions, edits and revocations are events, not contents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// Plain text.
    Text {
        /// The words.
        body: String,
    },
    /// A picture, video, sound or file.
    Media(Media),
    /// A place.
    Location(Location),
    /// Cards of people.
    Contacts {
        /// One or more cards.
        cards: Vec<ContactCard>,
    },
    /// A message with buttons or a list, sent by us.
    Interactive(Interactive),
    /// A press on one of our buttons, or a row picked from our list.
    Answer(Answer),
    /// A message made from an approved template, sent by us.
    Template(TemplateMessage),
    /// A form that a person filled in.
    Form {
        /// Name of the form, where given.
        name: Option<String>,
        /// The summary that the provider wrote.
        body: Option<String>,
        /// The answers as JSON text.
        response: String,
    },
    /// Things that a person wants to buy.
    Order {
        /// A line written with it.
        text: Option<String>,
        /// How many different products.
        items: u32,
    },
    /// The provider's own line: a changed number, a changed identity.
    System {
        /// The provider's word for it.
        event: String,
        /// The provider's sentence.
        body: Option<String>,
    },
    /// A kind that the provider itself says it does not pass on (polls, edits, deletions on plain numbers ...).
    Unsupported {
        /// The provider's word for the kind, where given.
        what: Option<String>,
        /// The provider's error code.
        code: Option<i64>,
    },
    /// Something that this version cannot read. The journal has it whole; a later version shows it again.
    Unknown {
        /// What it calls itself, or why it could not be read. Never a person's data.
        what: String,
    },
}

/// The kind of a file in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A voice note, recorded by a person.
    Voice,
    /// Any other sound.
    Audio,
    /// A file.
    Document,
    /// A sticker.
    Sticker,
}

impl MediaKind {
    /// The word in the database and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Voice => "voice",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }
}

/// A file in a message. Its bytes lie in the media store under [`Media::file`], once they are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename = "MediaContent")]
#[ts(rename = "MediaContent")]
pub struct Media {
    /// What it is.
    pub media: MediaKind,
    /// MIME type as the provider or the content says, without parameters.
    pub mime: String,
    /// Words under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The file's name, of documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// The provider's handle, by which the bytes are fetched. It expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(skip)]
    pub provider_media: Option<String>,
    /// The bytes in our media store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileHash>,
    /// Length in bytes, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// Whether a sticker moves.
    #[serde(default)]
    pub animated: bool,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Location {
    /// Degrees, north is positive.
    pub latitude: f64,
    /// Degrees, east is positive.
    pub longitude: f64,
    /// Name of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Address of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A card of a person or a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ContactCard {
    /// The whole name.
    pub name: String,
    /// Phone numbers as written on the card.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// Company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
}

/// A message that can be answered by a tap (reference 2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Interactive {
    /// A line above, text only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The words.
    pub body: String,
    /// A line below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// What can be tapped.
    pub action: InteractiveAction,
}

/// What can be tapped in an interactive message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum InteractiveAction {
    /// One to three buttons.
    Buttons {
        /// In the order shown.
        buttons: Vec<Choice>,
    },
    /// A list that opens.
    List {
        /// The words on the button that opens it.
        button: String,
        /// Its parts.
        sections: Vec<ListSection>,
    },
    /// A button that opens a page.
    Link {
        /// The words on the button.
        title: String,
        /// The address.
        url: String,
    },
    /// A button that asks for the person's place.
    LocationRequest,
}

/// A part of a list message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ListSection {
    /// Its heading; may be empty when it is the only one.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Choice>,
}

/// A button or a row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Choice {
    /// What comes back when it is picked.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// A second line, of rows only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// What a person picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Answer {
    /// The id or payload that we gave to the choice.
    pub id: String,
    /// What the person saw.
    pub title: String,
    /// The second line of a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Content {
    /// The words that a search and a list row can show; empty where the kind has none.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text { body } => body.clone(),
            Self::Media(media) => join(&[media.caption.as_deref(), media.filename.as_deref()]),
            Self::Location(place) => join(&[place.name.as_deref(), place.address.as_deref()]),
            Self::Contacts { cards } => cards.iter().map(|card| card.name.as_str()).collect::<Vec<_>>().join(", "),
            Self::Interactive(message) => message.body.clone(),
            Self::Answer(answer) => answer.title.clone(),
            Self::Template(message) => message.text.clone(),
            Self::Form { body, .. } => body.clone().unwrap_or_default(),
            Self::Order { text, .. } => text.clone().unwrap_or_default(),
            Self::System { body, .. } => body.clone().unwrap_or_default(),
            Self::Unsupported { .. } | Self::Unknown { .. } => String::new(),
        }
    }

    /// The word for the kind in the database and on the wire.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Media(media) => media.media.as_str(),
            Self::Location(_) => "location",
            Self::Contacts { .. } => "contacts",
            Self::Interactive(_) => "interactive",
            Self::Answer(_) => "answer",
            Self::Template(_) => "template",
            Self::Form { .. } => "form",
            Self::Order { .. } => "order",
            Self::System { .. } => "system",
            Self::Unsupported { .. } => "unsupported",
            Self::Unknown { .. } => "unknown",
        }
    }
}

fn join(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().copied().collect::<Vec<_>>().join(" ")
}
