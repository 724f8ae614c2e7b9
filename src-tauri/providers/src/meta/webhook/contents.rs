//! What a message says, kind by kind (reference 2.4).

use domain::content::{Answer, ContactCard, Content, Location, Media, MediaKind};
use serde::Deserialize;

use super::message::errors;
use super::sink::word;
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::mime_alone;

/// The keys under which kinds keep what they say. Only the one named by `type` is read further.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Payloads<'a> {
    #[serde(borrow)]
    text: Raw<'a>,
    #[serde(borrow)]
    image: Raw<'a>,
    #[serde(borrow)]
    video: Raw<'a>,
    #[serde(borrow)]
    audio: Raw<'a>,
    #[serde(borrow)]
    voice: Raw<'a>,
    #[serde(borrow)]
    document: Raw<'a>,
    #[serde(borrow)]
    sticker: Raw<'a>,
    #[serde(borrow)]
    location: Raw<'a>,
    #[serde(borrow)]
    contacts: Raw<'a>,
    #[serde(borrow)]
    button: Raw<'a>,
    #[serde(borrow)]
    interactive: Raw<'a>,
    #[serde(borrow)]
    order: Raw<'a>,
    #[serde(borrow)]
    unsupported: Raw<'a>,
    #[serde(borrow)]
    errors: Raw<'a>,
    #[serde(borrow)]
    pub(super) reaction: Raw<'a>,
    #[serde(borrow)]
    pub(super) edit: Raw<'a>,
    #[serde(borrow)]
    pub(super) revoke: Raw<'a>,
    #[serde(borrow)]
    pub(super) system: Raw<'a>,
}

/// Reads what a message of that kind says. A kind that is not known, or whose payload cannot be read, stays as unknown;
/// where the provider says why it gives nothing, as unsupported.
pub(super) fn content(kind: &str, payloads: &Payloads<'_>) -> Content {
    if kind == "unsupported" {
        return unsupported(payloads);
    }
    let read = match kind {
        "text" => text(payloads.text),
        "image" => media(payloads.image, MediaKind::Image),
        "video" => media(payloads.video, MediaKind::Video),
        "audio" => media(payloads.audio, MediaKind::Audio),
        "voice" => media(payloads.voice.or(payloads.audio), MediaKind::Voice),
        "document" => media(payloads.document, MediaKind::Document),
        "sticker" => media(payloads.sticker, MediaKind::Sticker),
        "location" => location(payloads.location),
        "contacts" => contacts(payloads.contacts),
        "button" => button(payloads.button),
        "interactive" => interactive(payloads.interactive),
        "order" => order(payloads.order),
        "request_welcome" => Some(Content::System { event: kind.to_owned(), body: None }),
        _ => None,
    };
    read.unwrap_or_else(|| unread(kind, payloads))
}

fn unread(kind: &str, payloads: &Payloads<'_>) -> Content {
    let kind = if kind.is_empty() { "message without type".to_owned() } else { word(kind) };
    match errors(payloads.errors).first() {
        Some(error) => Content::Unsupported { what: Some(kind), code: Some(error.code) },
        None => Content::Unknown { what: kind },
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed<'a> {
    #[serde(borrow)]
    r#type: Scalar<'a>,
}

fn unsupported(payloads: &Payloads<'_>) -> Content {
    let named: Typed<'_> = part(payloads.unsupported);
    let what = named.r#type.text().map(word);
    Content::Unsupported { what, code: errors(payloads.errors).first().map(|error| error.code) }
}

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, default)]
    body: Scalar<'a>,
}

fn text(raw: Raw<'_>) -> Option<Content> {
    let text: Body<'_> = read(raw?)?;
    Some(Content::Text { body: text.body.owned()? })
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct File<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    mime_type: Scalar<'a>,
    #[serde(borrow)]
    caption: Scalar<'a>,
    #[serde(borrow)]
    filename: Scalar<'a>,
    #[serde(borrow)]
    file_size: Scalar<'a>,
    #[serde(borrow)]
    voice: Scalar<'a>,
    #[serde(borrow)]
    animated: Scalar<'a>,
}

/// A file without a handle cannot be fetched: it counts as unread.
fn media(raw: Raw<'_>, kind: MediaKind) -> Option<Content> {
    let file: File<'_> = read(raw?)?;
    let handle = file.id.owned()?;
    let voice = kind == MediaKind::Audio && file.voice.flag() == Some(true);
    Some(Content::Media(Media {
        media: if voice { MediaKind::Voice } else { kind },
        mime: mime_alone(file.mime_type.text().unwrap_or("application/octet-stream")),
        caption: file.caption.owned(),
        filename: file.filename.owned(),
        provider_media: Some(handle),
        file: None,
        bytes: file.file_size.whole().and_then(|size| u64::try_from(size).ok()),
        animated: file.animated.flag() == Some(true),
    }))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Spot<'a> {
    #[serde(borrow)]
    latitude: Scalar<'a>,
    #[serde(borrow)]
    longitude: Scalar<'a>,
    #[serde(borrow)]
    name: Scalar<'a>,
    #[serde(borrow)]
    address: Scalar<'a>,
}

fn location(raw: Raw<'_>) -> Option<Content> {
    let spot: Spot<'_> = read(raw?)?;
    Some(Content::Location(Location {
        latitude: spot.latitude.real()?,
        longitude: spot.longitude.real()?,
        name: spot.name.owned(),
        address: spot.address.owned(),
    }))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Card<'a> {
    #[serde(borrow)]
    name: Raw<'a>,
    #[serde(borrow)]
    phones: Raw<'a>,
    #[serde(borrow)]
    emails: Raw<'a>,
    #[serde(borrow)]
    org: Raw<'a>,
}

/// The parts of cards that are read, of all their sub-objects.
#[derive(Deserialize, Default)]
#[serde(default)]
struct CardPart<'a> {
    #[serde(borrow)]
    formatted_name: Scalar<'a>,
    #[serde(borrow)]
    first_name: Scalar<'a>,
    #[serde(borrow)]
    last_name: Scalar<'a>,
    #[serde(borrow)]
    phone: Scalar<'a>,
    #[serde(borrow)]
    wa_id: Scalar<'a>,
    #[serde(borrow)]
    email: Scalar<'a>,
    #[serde(borrow)]
    company: Scalar<'a>,
}

fn contacts(raw: Raw<'_>) -> Option<Content> {
    let cards: Vec<_> = list(Some(raw?)).into_iter().filter_map(read::<Card<'_>>).map(|card| contact(&card)).collect();
    (!cards.is_empty()).then_some(Content::Contacts { cards })
}

fn contact(card: &Card<'_>) -> ContactCard {
    let name: CardPart<'_> = part(card.name);
    let whole = [name.first_name.owned(), name.last_name.owned()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = |raw| list(raw).into_iter().filter_map(read::<CardPart<'_>>);
    ContactCard {
        name: name.formatted_name.owned().unwrap_or(whole),
        phones: parts(card.phones).filter_map(|one| one.phone.owned().or_else(|| one.wa_id.owned())).collect(),
        emails: parts(card.emails).filter_map(|one| one.email.owned()).collect(),
        company: part::<CardPart<'_>>(card.org).company.owned(),
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Picked<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    title: Scalar<'a>,
    #[serde(borrow)]
    description: Scalar<'a>,
    #[serde(borrow)]
    payload: Scalar<'a>,
    #[serde(borrow)]
    text: Scalar<'a>,
}

/// A quick-reply button of a template. Without a payload its text is what comes back.
fn button(raw: Raw<'_>) -> Option<Content> {
    let picked: Picked<'_> = read(raw?)?;
    let title = picked.text.owned().or_else(|| picked.payload.owned())?;
    let id = picked.payload.owned().unwrap_or_else(|| title.clone());
    Some(Content::Answer(Answer { id, title, description: None }))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Interactive<'a> {
    #[serde(borrow)]
    r#type: Scalar<'a>,
    #[serde(borrow)]
    button_reply: Raw<'a>,
    #[serde(borrow)]
    list_reply: Raw<'a>,
    #[serde(borrow)]
    nfm_reply: Raw<'a>,
    #[serde(borrow)]
    call_permission_reply: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Reply<'a> {
    #[serde(borrow)]
    name: Scalar<'a>,
    #[serde(borrow)]
    body: Scalar<'a>,
    #[serde(borrow)]
    response_json: Raw<'a>,
    #[serde(borrow)]
    response: Scalar<'a>,
}

fn interactive(raw: Raw<'_>) -> Option<Content> {
    let answer: Interactive<'_> = read(raw?)?;
    match answer.r#type.text()? {
        "button_reply" => picked(answer.button_reply),
        "list_reply" => picked(answer.list_reply),
        "nfm_reply" => form(answer.nfm_reply),
        "call_permission_reply" => {
            let reply: Reply<'_> = read(answer.call_permission_reply?)?;
            Some(Content::System { event: "call_permission_reply".to_owned(), body: reply.response.owned() })
        }
        other => Some(Content::Unknown { what: format!("interactive {}", word(other)) }),
    }
}

fn picked(raw: Raw<'_>) -> Option<Content> {
    let picked: Picked<'_> = read(raw?)?;
    let title = picked.title.owned().or_else(|| picked.id.owned())?;
    let id = picked.id.owned().unwrap_or_else(|| title.clone());
    Some(Content::Answer(Answer { id, title, description: picked.description.owned() }))
}

/// The answers of a form are JSON in a text; where they come as JSON itself, its text is kept.
fn form(raw: Raw<'_>) -> Option<Content> {
    let reply: Reply<'_> = read(raw?)?;
    let json = reply.response_json?;
    let response = read::<String>(json).unwrap_or_else(|| json.get().to_owned());
    Some(Content::Form { name: reply.name.owned(), body: reply.body.owned(), response })
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Order<'a> {
    #[serde(borrow)]
    text: Scalar<'a>,
    #[serde(borrow)]
    product_items: Raw<'a>,
}

fn order(raw: Raw<'_>) -> Option<Content> {
    let order: Order<'_> = read(raw?)?;
    let items = u32::try_from(list(order.product_items).len()).unwrap_or(u32::MAX);
    Some(Content::Order { text: order.text.owned(), items })
}
