//! What is in a message, kind by kind, with the limits of reference 2.1.

use serde_json::Value;

use crate::media::rules;
use crate::refusal::Refusal;
use crate::send::recipient::Recipient;
use crate::send::{interactive, template};
use crate::world::World;

/// What kind of charge and window a message falls under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Anything that is not one of the others.
    Free,
    Reaction,
    Pin,
    /// A template of this category (`marketing`, `utility`, `authentication`).
    Template {
        category: String,
    },
}

impl Class {
    /// Templates pass a closed window.
    pub(crate) fn needs_no_window(&self) -> bool {
        matches!(self, Self::Template { .. })
    }
}

/// The checked content of a message.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) kind: String,
    /// The object under the kind's own name, as it came.
    pub(crate) body: Value,
    /// One line for a person who looks at the list of sent messages.
    pub(crate) summary: String,
    pub(crate) class: Class,
    /// A voice note: a `played` status follows.
    pub(crate) voice: bool,
    /// Buttons and rows that can be pressed: id or payload, and title.
    pub(crate) buttons: Vec<(String, String)>,
    /// The message that is answered.
    pub(crate) quoted: Option<String>,
}

impl Content {
    pub(crate) fn plain(kind: &str, body: &Value, summary: impl Into<String>) -> Self {
        Self {
            kind: kind.to_owned(),
            body: body.clone(),
            summary: summary.into(),
            class: Class::Free,
            voice: false,
            buttons: Vec::new(),
            quoted: None,
        }
    }
}

/// The kinds in the order Meta lists them.
const KINDS: &[&str] = &[
    "audio",
    "contacts",
    "document",
    "image",
    "interactive",
    "location",
    "pin",
    "reaction",
    "sticker",
    "template",
    "text",
    "video",
];

/// Checks the content of a request body.
pub(crate) fn check(world: &mut World, body: &Value, recipient: &Recipient) -> Result<Content, Refusal> {
    let kind = match body.get("type") {
        None => "text",
        Some(Value::String(kind)) if KINDS.contains(&kind.as_str()) => kind.as_str(),
        Some(_) => {
            return Err(Refusal::parameter(format!(
                "Param type must be one of {{{}}}.",
                KINDS.join(", ").to_uppercase()
            )));
        }
    };
    let Some(inner) = body.get(kind) else {
        return Err(Refusal::missing(kind));
    };
    if kind != "contacts" && !inner.is_object() {
        return Err(Refusal::parameter(format!("Param {kind} must be a JSON object.")));
    }
    let mut content = match kind {
        "text" => text(inner)?,
        "image" | "video" | "audio" | "document" | "sticker" => media(world, kind, inner)?,
        "location" => location(inner)?,
        "contacts" => contacts(inner)?,
        "reaction" => reaction(world, inner)?,
        "pin" => pin(world, inner, recipient)?,
        "interactive" => interactive::check(world, inner)?,
        _ => template::check(world, inner)?,
    };
    content.quoted = quoted(body, kind)?;
    Ok(content)
}

fn quoted(body: &Value, kind: &str) -> Result<Option<String>, Refusal> {
    let Some(context) = body.get("context").filter(|context| !context.is_null()) else {
        return Ok(None);
    };
    let Some(id) = context.get("message_id").and_then(Value::as_str) else {
        return Err(Refusal::parameter("Param context['message_id'] is required."));
    };
    if kind == "reaction" {
        return Err(Refusal::parameter("Param context is not supported with type reaction."));
    }
    Ok(Some(id.to_owned()))
}

/// A text field that must be there, not blank, and no longer than `most` characters.
pub(crate) fn required<'a>(object: &'a Value, name: &str, path: &str, most: usize) -> Result<&'a str, Refusal> {
    match object.get(name) {
        None | Some(Value::Null) => Err(Refusal::missing(path)),
        Some(Value::String(text)) if text.trim().is_empty() => Err(Refusal::missing(path)),
        Some(Value::String(text)) if text.chars().count() > most => {
            Err(Refusal::parameter(format!("Param {path} must be at most {most} characters long.")))
        }
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(Refusal::parameter(format!("Param {path} must be a string."))),
    }
}

/// A text field that may be absent.
pub(crate) fn optional<'a>(object: &'a Value, name: &str, path: &str, most: usize) -> Result<Option<&'a str>, Refusal> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.chars().count() > most => {
            Err(Refusal::parameter(format!("Param {path} must be at most {most} characters long.")))
        }
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Refusal::parameter(format!("Param {path} must be a string."))),
    }
}

fn text(inner: &Value) -> Result<Content, Refusal> {
    let body = required(inner, "body", "text['body']", 4_096)?;
    match inner.get("preview_url") {
        None | Some(Value::Null | Value::Bool(_)) => Ok(Content::plain("text", inner, body)),
        Some(_) => Err(Refusal::parameter("Param text['preview_url'] must be a boolean.")),
    }
}

/// A media object: an id of ours or a link, and what may go with it.
pub(crate) fn media(world: &World, kind: &str, inner: &Value) -> Result<Content, Refusal> {
    let path = |name: &str| format!("{kind}['{name}']");
    let captioned = matches!(kind, "image" | "video" | "document");
    let caption = optional(inner, "caption", &path("caption"), 1_024)?;
    if caption.is_some() && !captioned {
        return Err(Refusal::parameter(format!("Param {} is not supported.", path("caption"))));
    }
    let filename = optional(inner, "filename", &path("filename"), 240)?;
    let voice = inner.get("voice").and_then(Value::as_bool).unwrap_or(false);
    let id = optional(inner, "id", &path("id"), 512)?;
    let link = optional(inner, "link", &path("link"), 2_048)?;
    match (id, link) {
        (Some(id), _) => rules::usable(world, id, kind, voice)?,
        (None, Some(link)) if link.starts_with("http://") || link.starts_with("https://") => {}
        (None, Some(_)) => return Err(Refusal::value(format!("Param {} is not a valid URL", path("link")))),
        (None, None) => return Err(Refusal::missing(&format!("{} or {}", path("id"), path("link")))),
    }
    let summary = caption.or(filename).map_or_else(|| format!("[{kind}]"), |words| format!("[{kind}] {words}"));
    let mut content = Content::plain(kind, inner, summary);
    content.voice = voice && kind == "audio";
    Ok(content)
}

fn degrees(inner: &Value, name: &str, most: f64) -> Result<f64, Refusal> {
    let path = format!("location['{name}']");
    let value = match inner.get(name) {
        None | Some(Value::Null) => return Err(Refusal::missing(&path)),
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(text)) => text.trim().parse::<f64>().ok(),
        Some(_) => None,
    };
    value
        .filter(|degrees| degrees.is_finite() && degrees.abs() <= most)
        .ok_or_else(|| Refusal::value(format!("Param {path} must be decimal degrees between -{most} and {most}")))
}

fn location(inner: &Value) -> Result<Content, Refusal> {
    let (latitude, longitude) = (degrees(inner, "latitude", 90.0)?, degrees(inner, "longitude", 180.0)?);
    let name = optional(inner, "name", "location['name']", 1_000)?;
    let address = optional(inner, "address", "location['address']", 1_000)?;
    let words = name.or(address).map_or_else(|| format!("{latitude}, {longitude}"), str::to_owned);
    Ok(Content::plain("location", inner, format!("[location] {words}")))
}

/// One to five cards; besides `formatted_name` one more part of the name.
fn contacts(inner: &Value) -> Result<Content, Refusal> {
    let cards = inner.as_array().ok_or_else(|| Refusal::parameter("Param contacts must be an array."))?;
    if cards.is_empty() || cards.len() > 5 {
        return Err(Refusal::value("Param contacts must hold 1 to 5 contacts"));
    }
    let mut names = Vec::new();
    for card in cards {
        let name = card.get("name").ok_or_else(|| Refusal::missing("contacts['name']"))?;
        names.push(required(name, "formatted_name", "contacts['name']['formatted_name']", 1_024)?);
        let parts = ["first_name", "last_name", "middle_name", "suffix", "prefix"];
        if !parts.iter().any(|part| name.get(part).and_then(Value::as_str).is_some_and(|text| !text.is_empty())) {
            return Err(Refusal::missing("contacts['name']: one more part of the name"));
        }
        let birthday = optional(card, "birthday", "contacts['birthday']", 10)?;
        let day = |text: &str| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
        if birthday.is_some_and(|text| !day(text)) {
            return Err(Refusal::value("Param contacts['birthday'] must be YYYY-MM-DD"));
        }
    }
    Ok(Content::plain("contacts", inner, format!("[contacts] {}", names.join(", "))))
}

fn reaction(world: &World, inner: &Value) -> Result<Content, Refusal> {
    let id = required(inner, "message_id", "reaction['message_id']", 512)?;
    let emoji = inner.get("emoji").and_then(Value::as_str).ok_or_else(|| Refusal::missing("reaction['emoji']"))?;
    if emoji.chars().count() > 10 || emoji.chars().any(char::is_alphanumeric) && emoji.is_ascii() {
        return Err(Refusal::value("Param reaction['emoji'] must be a single emoji"));
    }
    if !world.letters.contains_key(id) {
        return Err(Refusal::value("Param reaction['message_id'] is unknown"));
    }
    let mut content = Content::plain("reaction", inner, if emoji.is_empty() { "[reaction removed]" } else { emoji });
    content.class = Class::Reaction;
    Ok(content)
}

fn pin(world: &World, inner: &Value, recipient: &Recipient) -> Result<Content, Refusal> {
    let action = required(inner, "type", "pin['type']", 16)?;
    let id = required(inner, "message_id", "pin['message_id']", 512)?;
    match action {
        "unpin" => {}
        "pin" => {
            let days = match inner.get("expiration_days") {
                Some(Value::Number(number)) => number.as_i64(),
                Some(Value::String(text)) => text.parse().ok(),
                _ => return Err(Refusal::missing("pin['expiration_days']")),
            };
            if !days.is_some_and(|days| (1..=30).contains(&days)) {
                return Err(Refusal::value("Param pin['expiration_days'] must be between 1 and 30"));
            }
        }
        _ => return Err(Refusal::parameter("Param pin['type'] must be one of {PIN, UNPIN}.")),
    }
    if recipient.is_group() && world.letters.get(id).map(|letter| letter.circle) != Some(recipient.circle()) {
        return Err(Refusal::value("Param pin['message_id'] is not a message of this group"));
    }
    let mut content = Content::plain("pin", inner, format!("[{action}]"));
    content.class = Class::Pin;
    Ok(content)
}
