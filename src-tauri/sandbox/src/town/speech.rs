//! A person says something: the inbound message as its webhook (reference 2.4).

use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

use crate::graph::groups::identifiers;
use crate::media::shelf::INBOUND_MS;
use crate::media::studio;
use crate::refusal::webhook_error;
use crate::world::{Chat, Letter, World};

/// The provider's word for a person whose business-scoped id alone is another one.
const CHANGED_ID: &str = "user_changed_user_id";

/// What is said, in the words of the control endpoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speech {
    pub(crate) kind: String,
    pub(crate) text: Option<String>,
    pub(crate) circle: Option<usize>,
    pub(crate) reply_to: Option<String>,
    pub(crate) emoji: Option<String>,
    /// Everything else the request held: `caption`, `filename`, `latitude`, `payload`, …
    pub(crate) extra: Value,
}

impl Speech {
    fn extra(&self, name: &str) -> Option<String> {
        self.extra.get(name).and_then(Value::as_str).map(str::to_owned)
    }
}

/// Says it: the message's id. The webhook is in the outbox afterwards.
pub(crate) fn say(
    world: &mut World,
    who: usize,
    speech: &Speech,
    tell: Option<oneshot::Sender<Option<u16>>>,
) -> Result<String, String> {
    let person = world.people.get(who).cloned().ok_or("nobody of that name lives in the town")?;
    if person.blocked && speech.circle.is_none() {
        return Err("the business has blocked the person".to_owned());
    }
    if let Some(circle) = speech.circle.and_then(|at| world.circles.get(at))
        && !circle.members.contains(&who)
    {
        return Err("the person is not in that group".to_owned());
    }
    let id = world.mint.message();
    let (kind, payload) = payload(world, who, speech)?;
    let mut message = Map::new();
    if !person.hidden {
        message.insert("from".to_owned(), json!(person.phone));
    }
    message.insert("from_user_id".to_owned(), json!(person.user_id));
    if let Some(circle) = speech.circle.and_then(|at| world.circles.get(at)) {
        message.insert("group_id".to_owned(), json!(circle.id));
    }
    message.insert("id".to_owned(), json!(id));
    message.insert("timestamp".to_owned(), json!(world.seconds()));
    message.insert("type".to_owned(), json!(kind));
    if let Some(referral) = speech.extra.get("referral").filter(|referral| referral.is_object()) {
        message.insert("referral".to_owned(), referral.clone());
    }
    if let Some(context) = context(world, speech) {
        message.insert("context".to_owned(), context);
    }
    for (name, value) in payload {
        message.insert(name, value);
    }
    let mut value = json!({"messaging_product": "whatsapp", "metadata": world.metadata()});
    if let Some(value) = value.as_object_mut() {
        if kind != "system" {
            let mut contact = identifiers(&person);
            let mut profile = Map::new();
            for (name, held) in [("name", person.name.as_ref()), ("username", person.username.as_ref())] {
                if let Some(held) = held {
                    profile.insert(name.to_owned(), json!(held));
                }
            }
            contact.remove("username");
            contact.insert("profile".to_owned(), Value::Object(profile));
            value.insert("contacts".to_owned(), json!([contact]));
        }
        value.insert("messages".to_owned(), json!([message]));
    }
    opened(world, who, speech.circle, &kind);
    world.remember(
        &id,
        Letter {
            by: Some(who),
            circle: speech.circle,
            to: None,
            at: world.now,
            reaction: kind == "reaction",
            buttons: Vec::new(),
        },
    );
    world.inbound += 1;
    if kind != "system" {
        world.limits.came(world.now);
    }
    world.emit_and_tell("messages", value, tell);
    Ok(id)
}

/// A person's message opens the window, or refreshes it; what the system says does not.
fn opened(world: &mut World, who: usize, circle: Option<usize>, kind: &str) {
    if matches!(kind, "system" | "edit" | "revoke") {
        return;
    }
    let now = world.now;
    match circle {
        Some(at) => {
            if let Some(circle) = world.circles.get_mut(at) {
                circle.wrote_at = Some(now);
            }
        }
        None => {
            if let Some(person) = world.people.get_mut(who) {
                person.wrote_at = Some(now);
            }
        }
    }
}

fn context(world: &World, speech: &Speech) -> Option<Value> {
    if speech.kind != "reaction"
        && let Some(id) = &speech.reply_to
    {
        let by = world.letters.get(id).and_then(|letter| letter.by).and_then(|at| world.people.get(at));
        let from = by.map_or_else(|| world.called.phone.clone(), |person| person.phone.clone());
        return Some(json!({"from": from, "id": id}));
    }
    match speech.extra("forwarded").as_deref() {
        Some("often") => Some(json!({"frequently_forwarded": true})),
        Some(_) => Some(json!({"forwarded": true})),
        None => None,
    }
}

/// The kind as it stands in `type`, and the fields that go with it.
fn payload(world: &mut World, who: usize, speech: &Speech) -> Result<(String, Map<String, Value>), String> {
    let one = |name: &str, value: Value| Ok((name.to_owned(), Map::from_iter([(name.to_owned(), value)])));
    let words = speech.text.clone().unwrap_or_else(|| "…".to_owned());
    if let Some(given) = speech.extra.get("payload").filter(|given| given.is_object()) {
        return one(&speech.kind, given.clone());
    }
    match speech.kind.as_str() {
        "text" => one("text", json!({"body": words})),
        "image" | "video" | "sticker" | "document" => one(&speech.kind, medium(world, speech)),
        "audio" | "voice" => one("audio", medium(world, speech)),
        "location" => one("location", location(speech)),
        "contacts" => one("contacts", contacts(speech)),
        "reaction" => one("reaction", reaction(world, who, speech)?),
        "button" | "interactive" => pressed(world, who, speech),
        "order" => one(
            "order",
            json!({"catalog_id": "1200", "text": words, "product_items": [
            {"product_retailer_id": "gaba-200", "quantity": 2, "item_price": 18.5, "currency": "EUR"}]}),
        ),
        "system" => one("system", system(world, who, speech)),
        "edit" | "revoke" => {
            let original = speech.reply_to.clone().or_else(|| latest(world, who, speech).theirs);
            let original = original.ok_or("there is no message to change")?;
            let mut value = json!({"original_message_id": original});
            if speech.kind == "edit"
                && let Some(value) = value.as_object_mut()
            {
                value.insert("message".to_owned(), json!({"type": "text", "text": {"body": words}}));
            }
            one(&speech.kind, value)
        }
        "unsupported" => Ok(unsupported(speech)),
        other => one(other, json!({"text": words})),
    }
}

fn latest(world: &World, who: usize, speech: &Speech) -> crate::world::Latest {
    let chat = speech.circle.map_or(Chat::Person(who), Chat::Circle);
    world.latest.get(&chat).cloned().unwrap_or_default()
}

fn medium(world: &mut World, speech: &Speech) -> Value {
    let number = world.life.next_picture();
    let sample = studio::sample(&speech.kind, number);
    let (id, token) = (world.mint.media(), world.mint.trace());
    world.shelf.put(id.clone(), sample.mime, sample.bytes, world.now.saturating_add(INBOUND_MS));
    world.shelf.address(token.clone(), &id, world.now);
    let hash = world.shelf.get(&id, world.now).map(|medium| medium.sha256_base64());
    let url = format!("{}/media/{token}", world.hello.api_base);
    let mut said = json!({"id": id, "mime_type": sample.mime, "sha256": hash, "url": url});
    if let Some(said) = said.as_object_mut() {
        let caption = speech.extra("caption").or_else(|| speech.text.clone());
        if let ("image" | "video" | "document", Some(caption)) = (speech.kind.as_str(), caption) {
            said.insert("caption".to_owned(), json!(caption));
        }
        match speech.kind.as_str() {
            "document" => {
                let name = speech.extra("filename").unwrap_or_else(|| "order.pdf".to_owned());
                said.insert("filename".to_owned(), json!(name));
            }
            "voice" | "audio" => {
                said.insert("voice".to_owned(), json!(speech.kind == "voice"));
            }
            "sticker" => {
                said.insert("animated".to_owned(), json!(false));
            }
            _ => {}
        }
    }
    said
}

fn location(speech: &Speech) -> Value {
    let number = |name: &str, usual: f64| speech.extra.get(name).and_then(Value::as_f64).unwrap_or(usual);
    let mut said = json!({"latitude": number("latitude", 43.238_95), "longitude": number("longitude", 76.889_7)});
    if let Some(said) = said.as_object_mut() {
        for name in ["name", "address", "url"] {
            if let Some(text) = speech.extra(name) {
                said.insert(name.to_owned(), json!(text));
            }
        }
    }
    said
}

fn contacts(speech: &Speech) -> Value {
    let name = speech.extra("contact_name").unwrap_or_else(|| "Marta Vilks".to_owned());
    let phone = speech.extra("contact_phone").unwrap_or_else(|| "+371 20 000 208".to_owned());
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let first = name.split(' ').next().unwrap_or_default();
    let vcard = format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;TYPE=CELL;waid={digits}:{phone}\nEND:VCARD");
    json!([{
        "name": {"formatted_name": name, "first_name": first},
        "phones": [{"phone": phone, "type": "CELL", "wa_id": digits}],
        "origin": "other",
        "vcard": vcard,
    }])
}

fn reaction(world: &World, who: usize, speech: &Speech) -> Result<Value, String> {
    let target = speech.reply_to.clone().or_else(|| latest(world, who, speech).ours);
    let target = target.ok_or("there is no message to react to")?;
    let mut said = json!({"message_id": target});
    let emoji = speech.emoji.clone().unwrap_or_else(|| "👍".to_owned());
    if !emoji.is_empty()
        && let Some(said) = said.as_object_mut()
    {
        said.insert("emoji".to_owned(), json!(emoji));
    }
    Ok(said)
}

/// A button of a template, or a button or row of an interactive message, is pressed.
fn pressed(world: &World, who: usize, speech: &Speech) -> Result<(String, Map<String, Value>), String> {
    let target = speech.reply_to.clone().or_else(|| latest(world, who, speech).ours);
    let buttons = target.as_ref().and_then(|id| world.letters.get(id)).map(|letter| letter.buttons.clone());
    let buttons = buttons.unwrap_or_default();
    let wanted = speech.text.clone().or_else(|| speech.extra("button"));
    let found = buttons.iter().find(|(id, title)| wanted.as_ref().is_none_or(|wanted| wanted == id || wanted == title));
    let typed = || wanted.clone().map(|words| (speech.extra("payload").unwrap_or_else(|| words.clone()), words));
    let (id, title) = found.cloned().or_else(typed).ok_or("the message has no buttons")?;
    let mut fields = Map::new();
    if let Some(target) = target {
        fields.insert("context".to_owned(), json!({"from": world.called.phone, "id": target}));
    }
    if speech.kind == "button" {
        fields.insert("button".to_owned(), json!({"payload": id, "text": title}));
    } else {
        let list = speech.extra("reply").as_deref() == Some("list_reply");
        let form = if list { "list_reply" } else { "button_reply" };
        let mut reply = Map::new();
        reply.insert("type".to_owned(), json!(form));
        reply.insert(form.to_owned(), json!({"id": id, "title": title}));
        fields.insert("interactive".to_owned(), Value::Object(reply));
    }
    Ok((speech.kind.clone(), fields))
}

/// The person takes another number, and the business-scoped id changes with it; or, where `what` says so, the id alone.
fn system(world: &mut World, who: usize, speech: &Speech) -> Value {
    let seconds = world.seconds();
    let only_id = speech.extra("what").as_deref() == Some(CHANGED_ID);
    let Some(person) = world.people.get_mut(who) else { return json!({}) };
    let (old, before) = (person.phone.clone(), person.user_id.clone());
    let country = before.split('.').next().unwrap_or("GB");
    person.user_id = format!("{country}.{seconds}{who:04}");
    let name = person.name.clone().unwrap_or_default();
    if only_id {
        let body = format!("User {name} changed from {before} to {}", person.user_id);
        return json!({"type": CHANGED_ID, "body": body, "user_id": person.user_id, "previous_user_id": before});
    }
    let phone = speech.extra("phone").unwrap_or_else(|| format!("{old}9"));
    person.phone = phone.chars().filter(char::is_ascii_digit).collect();
    person.wrote_at = None;
    json!({
        "type": "user_changed_number",
        "body": format!("User {name} changed from {old} to {}", person.phone),
        "wa_id": person.phone,
        "user_id": person.user_id,
        "previous_user_id": before,
    })
}

/// In a group the code is another one.
fn unsupported(speech: &Speech) -> (String, Map<String, Value>) {
    let usual = if speech.circle.is_some() { 130_501 } else { 131_051 };
    let code = speech.extra.get("code").and_then(Value::as_i64).unwrap_or(usual);
    let error = webhook_error(code, "Message type is not currently supported.");
    let what = speech.extra("unsupported").unwrap_or_else(|| "poll".to_owned());
    let fields = [("errors".to_owned(), json!([error])), ("unsupported".to_owned(), json!({"type": what}))];
    ("unsupported".to_owned(), Map::from_iter(fields))
}
