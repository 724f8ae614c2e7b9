//! The request body of a send (reference 1.3, 2.1 to 2.3).

use domain::content::{
    Choice, ContactCard, Content, Interactive, InteractiveAction, ListSection, Location, Media, MediaKind,
};
use domain::decision::Outgoing;
use domain::permit::Recipient;
use domain::template::{TemplateMessage, TemplateValue};
use serde_json::{Map, Value, json};

/// The body, or the word for why there can be none. `handle` names the uploaded file of a message with media.
pub(super) fn of_send(
    recipient: &Recipient,
    outgoing: &Outgoing,
    callback: &str,
    handle: Option<&str>,
) -> Result<Value, &'static str> {
    let mut body = Map::new();
    body.insert("messaging_product".to_owned(), json!("whatsapp"));
    address(&mut body, recipient)?;
    match outgoing {
        Outgoing::Message { content, reply_to } => {
            let (kind, payload) = payload(content, handle)?;
            put(&mut body, kind, payload);
            if let Some(message) = reply_to {
                body.insert("context".to_owned(), json!({"message_id": message}));
            }
        }
        Outgoing::Reaction { target, emoji } => {
            let emoji = emoji.as_deref().unwrap_or_default();
            put(&mut body, "reaction", json!({"message_id": target, "emoji": emoji}));
        }
        Outgoing::Pin { target, days: Some(days) } => {
            put(&mut body, "pin", json!({"type": "pin", "message_id": target, "expiration_days": days}));
        }
        Outgoing::Pin { target, days: None } => {
            put(&mut body, "pin", json!({"type": "unpin", "message_id": target}));
        }
    }
    body.insert("biz_opaque_callback_data".to_owned(), json!(callback));
    Ok(Value::Object(body))
}

fn put(body: &mut Map<String, Value>, kind: &str, payload: Value) {
    body.insert("type".to_owned(), json!(kind));
    body.insert(kind.to_owned(), payload);
}

/// The phone where it is known, with its plus (without one the sender's own country is put in front); else the id.
fn address(body: &mut Map<String, Value>, recipient: &Recipient) -> Result<(), &'static str> {
    let (kind, key, address) = match recipient {
        Recipient::Group(group) => ("group", "to", group.0.clone()),
        Recipient::Person(person) => {
            match (&person.phone, person.user_id.as_ref().or(person.parent_user_id.as_ref())) {
                (Some(phone), _) => ("individual", "to", format!("+{phone}")),
                (None, Some(id)) => ("individual", "recipient", id.clone()),
                (None, None) => return Err("no_address"),
            }
        }
    };
    body.insert("recipient_type".to_owned(), json!(kind));
    body.insert(key.to_owned(), json!(address));
    Ok(())
}

fn payload(content: &Content, handle: Option<&str>) -> Result<(&'static str, Value), &'static str> {
    match content {
        Content::Text { body } => Ok(("text", json!({"body": body, "preview_url": true}))),
        Content::Media(file) => Ok(media(file, handle.ok_or("media_missing")?)),
        Content::Location(place) => Ok(("location", location(place))),
        Content::Contacts { cards } => Ok(("contacts", cards.iter().map(card).collect())),
        Content::Interactive(message) => Ok(("interactive", interactive(message))),
        Content::Template(message) => Ok(("template", template(message))),
        Content::Answer(_)
        | Content::Form { .. }
        | Content::Order { .. }
        | Content::System { .. }
        | Content::Unsupported { .. }
        | Content::Unknown { .. } => Err("unsupported_kind"),
    }
}

/// Sounds and stickers have no caption, and only documents have a name.
fn media(file: &Media, handle: &str) -> (&'static str, Value) {
    let caption = file.caption.as_deref().filter(|caption| !caption.is_empty());
    let captioned = |kind| (kind, some([("id", Some(json!(handle))), ("caption", caption.map(Value::from))]));
    match file.media {
        MediaKind::Image => captioned("image"),
        MediaKind::Video => captioned("video"),
        MediaKind::Voice => ("audio", json!({"id": handle, "voice": true})),
        MediaKind::Audio => ("audio", json!({"id": handle})),
        MediaKind::Sticker => ("sticker", json!({"id": handle})),
        MediaKind::Document => {
            let name = file.filename.as_deref().map(Value::from);
            let caption = caption.map(Value::from);
            ("document", some([("id", Some(json!(handle))), ("caption", caption), ("filename", name)]))
        }
    }
}

fn location(place: &Location) -> Value {
    some([
        ("latitude", Some(json!(place.latitude))),
        ("longitude", Some(json!(place.longitude))),
        ("name", place.name.as_deref().map(Value::from)),
        ("address", place.address.as_deref().map(Value::from)),
    ])
}

/// Besides the whole name one more part of it is required: its first word stands as the first name.
fn card(card: &ContactCard) -> Value {
    let first = card.name.split_whitespace().next().unwrap_or(&card.name);
    let phones: Vec<_> = card.phones.iter().map(|phone| json!({"phone": phone})).collect();
    let emails: Vec<_> = card.emails.iter().map(|email| json!({"email": email})).collect();
    some([
        ("name", Some(json!({"formatted_name": card.name, "first_name": first}))),
        ("phones", (!phones.is_empty()).then_some(Value::Array(phones))),
        ("emails", (!emails.is_empty()).then_some(Value::Array(emails))),
        ("org", card.company.as_ref().map(|company| json!({"company": company}))),
    ])
}

fn interactive(message: &Interactive) -> Value {
    let (kind, action) = action(&message.action);
    some([
        ("type", Some(json!(kind))),
        ("header", message.header.as_ref().map(|text| json!({"type": "text", "text": text}))),
        ("body", Some(json!({"text": message.body}))),
        ("footer", message.footer.as_ref().map(|text| json!({"text": text}))),
        ("action", Some(action)),
    ])
}

fn action(action: &InteractiveAction) -> (&'static str, Value) {
    match action {
        InteractiveAction::Buttons { buttons } => {
            let reply = |choice: &Choice| json!({"type": "reply", "reply": {"id": choice.id, "title": choice.title}});
            ("button", json!({"buttons": buttons.iter().map(reply).collect::<Vec<_>>()}))
        }
        InteractiveAction::List { button, sections } => {
            ("list", json!({"button": button, "sections": sections.iter().map(section).collect::<Vec<_>>()}))
        }
        InteractiveAction::Link { title, url } => {
            ("cta_url", json!({"name": "cta_url", "parameters": {"display_text": title, "url": url}}))
        }
        InteractiveAction::LocationRequest => ("location_request_message", json!({"name": "send_location"})),
    }
}

fn section(section: &ListSection) -> Value {
    let row = |row: &Choice| {
        some([
            ("id", Some(json!(row.id))),
            ("title", Some(json!(row.title))),
            ("description", row.description.as_deref().map(Value::from)),
        ])
    };
    let title = (!section.title.is_empty()).then(|| json!(section.title));
    some([("title", title), ("rows", Some(section.rows.iter().map(row).collect()))])
}

fn template(message: &TemplateMessage) -> Value {
    let parts = [("header", &message.header_values), ("body", &message.body_values)];
    let components: Vec<_> = parts
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(part, values)| json!({"type": part, "parameters": values.iter().map(parameter).collect::<Vec<_>>()}))
        .chain(message.button_payloads.iter().enumerate().map(quick_reply))
        .collect();
    some([
        ("name", Some(json!(message.name))),
        ("language", Some(json!({"code": message.language}))),
        ("components", (!components.is_empty()).then_some(Value::Array(components))),
    ])
}

/// What a quick reply brings back; the index is its place among the template's buttons (reference 2.3).
fn quick_reply((index, payload): (usize, &String)) -> Value {
    let parameters = [json!({"type": "payload", "payload": payload})];
    json!({"type": "button", "sub_type": "quick_reply", "index": index.to_string(), "parameters": parameters})
}

/// Every value of a named template says which blank it is for; positional ones go by order. A group's link is put in by the
/// provider (reference 1.3).
fn parameter(value: &TemplateValue) -> Value {
    let (kind, text) = if value.group.is_some() { ("group_id", None) } else { ("text", Some(json!(value.text))) };
    some([
        ("type", Some(json!(kind))),
        ("parameter_name", value.name.as_deref().map(Value::from)),
        ("group_id", value.group.as_ref().map(|group| json!(group.as_str()))),
        ("text", text),
    ])
}

/// An object of the values that are there.
fn some<const N: usize>(pairs: [(&str, Option<Value>); N]) -> Value {
    pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect::<Map<_, _>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::template::TemplateCategory;
    use domain::{GroupId, Person};

    const ANNA: &str = "77000004108";

    fn anna() -> Recipient {
        Recipient::Person(Person { user_id: Some("KZ.1001".into()), ..Person::by_phone(ANNA) })
    }

    fn sent(content: Content, handle: Option<&str>) -> Value {
        of_send(&anna(), &Outgoing::Message { content, reply_to: None }, "c", handle).unwrap()
    }

    #[test]
    fn a_text_that_answers_goes_to_the_phone_with_its_plus() {
        let content = Content::Text { body: "Да".into() };
        let reply = Outgoing::Message { content, reply_to: Some("wamid.I1".into()) };
        let expected = json!({
            "messaging_product": "whatsapp", "recipient_type": "individual", "to": format!("+{ANNA}"), "type": "text",
            "text": {"body": "Да", "preview_url": true}, "context": {"message_id": "wamid.I1"},
            "biz_opaque_callback_data": "meta:1/7",
        });
        assert_eq!(of_send(&anna(), &reply, "meta:1/7", None), Ok(expected));
    }

    #[test]
    fn the_id_is_used_only_where_no_phone_is_known_and_a_group_is_a_group() {
        let hi = Outgoing::Message { content: Content::Text { body: "Hi".into() }, reply_to: None };
        let keys = |to: &Recipient| {
            let body = of_send(to, &hi, "c", None).unwrap();
            (body["to"].clone(), body["recipient"].clone(), body["recipient_type"].clone())
        };
        let hidden = Person { user_id: Some("KZ.1001".into()), ..Person::default() };
        assert_eq!(keys(&Recipient::Person(hidden)), (Value::Null, json!("KZ.1001"), json!("individual")));
        assert_eq!(keys(&Recipient::Group(GroupId("GRP=".into()))), (json!("GRP="), Value::Null, json!("group")));
        assert_eq!(of_send(&Recipient::Person(Person::default()), &hi, "c", None), Err("no_address"));
    }

    #[test]
    fn values_of_a_named_template_carry_their_names_and_empty_parts_are_left_out() {
        let value = |name: Option<&str>, text: &str| TemplateValue {
            name: name.map(str::to_owned),
            text: text.into(),
            group: None,
        };
        let content = Content::Template(TemplateMessage {
            name: "pickup".into(),
            language: "ru".into(),
            category: TemplateCategory::Utility,
            header_values: vec![],
            body_values: vec![value(Some("first_name"), "Анна"), value(None, "4163")],
            button_payloads: vec!["consent:yes:offers".into()],
            links: vec![],
            invites: None,
            text: String::new(),
        });
        let parameters = json!([
            {"type": "text", "parameter_name": "first_name", "text": "Анна"}, {"type": "text", "text": "4163"}
        ]);
        let answer = json!([{"type": "payload", "payload": "consent:yes:offers"}]);
        let components = json!([{"type": "body", "parameters": parameters},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": answer}]);
        let expected = json!({"name": "pickup", "language": {"code": "ru"}, "components": components});
        assert_eq!(sent(content, None)["template"], expected);
    }

    #[test]
    fn only_documents_have_names_and_sounds_have_no_words_under_them() {
        let file = |media| {
            Content::Media(Media {
                media,
                mime: "x/y".into(),
                caption: Some("Look".into()),
                filename: Some("a.pdf".into()),
                provider_media: None,
                file: None,
                bytes: None,
                animated: false,
            })
        };
        assert_eq!(sent(file(MediaKind::Image), Some("7"))["image"], json!({"id": "7", "caption": "Look"}));
        assert_eq!(sent(file(MediaKind::Voice), Some("7"))["audio"], json!({"id": "7", "voice": true}));
        let document = json!({"id": "7", "caption": "Look", "filename": "a.pdf"});
        assert_eq!(sent(file(MediaKind::Document), Some("7"))["document"], document);
    }

    #[test]
    fn what_only_comes_in_is_never_sent() {
        let poll = Outgoing::Message { content: Content::Unknown { what: "poll".into() }, reply_to: None };
        assert_eq!(of_send(&anna(), &poll, "c", None), Err("unsupported_kind"));
    }
}
