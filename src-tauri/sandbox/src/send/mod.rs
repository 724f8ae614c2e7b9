//! `POST /{phone_number_id}/messages`: what is accepted, what is refused and with which code (reference 2.1 to 2.3).

pub(crate) mod catalogue;
pub(crate) mod content;
pub(crate) mod interactive;
pub(crate) mod limits;
pub(crate) mod read;
pub(crate) mod recipient;
pub(crate) mod record;
pub(crate) mod status;
pub(crate) mod template;

use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::send::content::{Class, Content};
use crate::send::recipient::Recipient;
use crate::send::record::Sent;
use crate::town::{invitations, life};
use crate::world::{Letter, World};

/// The longest `biz_opaque_callback_data`.
const CALLBACK_MOST: usize = 512;

/// Messages can be reacted to, and marked as read, for thirty days.
pub(crate) const MONTH_MS: i64 = 30 * 86_400_000;

/// Handles one request body: the answer's body, or the refusal.
pub(crate) fn send(world: &mut World, body: &Value) -> Result<Value, Refusal> {
    if body.get("messaging_product").and_then(Value::as_str) != Some("whatsapp") {
        return Err(Refusal::parameter("The parameter messaging_product is required and must be \"whatsapp\"."));
    }
    if let Some(status) = body.get("status") {
        return read::mark(world, status, body);
    }
    let callback = callback(body)?;
    if let Some(callback) = &callback {
        *world.attempts.entry(callback.clone()).or_default() += 1;
    }
    if let Some(code) = world.troubles.take("answer_code") {
        return Err(Refusal::new(code.as_i64().unwrap_or(131_000), "The sandbox was told to answer so"));
    }
    let recipient = recipient::resolve(world, body)?;
    let content = content::check(world, body, &recipient)?;
    recipient::allow(world, &recipient, &content)?;
    world.limits.throughput(world.now, most_a_second(world))?;
    let window_closed = !content.class.needs_no_window() && !window_open(world, &recipient);
    let late = world.troubles.look("async_errors").is_some();
    if window_closed && !late {
        return Err(Refusal::new(131_047, WINDOW_CLOSED));
    }
    if !recipient.is_group() {
        let pair = format!("{} {}", world.hello.phone_number_id, recipient.key(world));
        world.limits.pair(&pair, world.now)?;
    }
    let fate = if window_closed { Some(131_047) } else { fate(world, &recipient, &content) };
    Ok(accept(world, recipient, content, callback, fate))
}

/// Messages a second: what a trouble says, else what the number was upgraded to.
fn most_a_second(world: &World) -> Option<u64> {
    let standard = world.standing.get("throughput").and_then(|of| of.get("level")).and_then(Value::as_str);
    world.troubles.look("throughput").and_then(Value::as_u64).or((standard == Some("STANDARD")).then_some(80))
}

/// What `error_data.details` says when the window is closed.
pub(crate) const WINDOW_CLOSED: &str =
    "Message failed to send because more than 24 hours have passed since the customer last replied to this number.";

fn callback(body: &Value) -> Result<Option<String>, Refusal> {
    match body.get("biz_opaque_callback_data") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= CALLBACK_MOST => Ok(Some(text.clone())),
        Some(Value::String(_)) => Err(Refusal::parameter(format!(
            "Param biz_opaque_callback_data must be at most {CALLBACK_MOST} characters long."
        ))),
        Some(_) => Err(Refusal::parameter("Param biz_opaque_callback_data must be a string.")),
    }
}

/// Twenty-four hours after a person's message; in a group after anyone's (reference 1.6, 9.1).
pub(crate) fn window_open(world: &World, recipient: &Recipient) -> bool {
    const DAY_MS: i64 = 86_400_000;
    let wrote_at = match recipient {
        Recipient::Person { at, .. } => world.people.get(*at).and_then(|person| person.wrote_at),
        Recipient::Circle { at } => world.circles.get(*at).and_then(|circle| circle.wrote_at),
        Recipient::Stranger { .. } => None,
    };
    wrote_at.is_some_and(|wrote_at| world.now.saturating_sub(wrote_at) < DAY_MS)
}

/// The code an accepted message will fail with, if it will.
fn fate(world: &mut World, recipient: &Recipient, content: &Content) -> Option<i64> {
    if let Some(code) = world.troubles.take("fail_with") {
        return Some(code.as_i64().unwrap_or(131_026));
    }
    if let Some(code) = reaction_fate(world, content) {
        return Some(code);
    }
    let marketing = matches!(&content.class, Class::Template { category, .. } if category == "marketing");
    match recipient {
        Recipient::Stranger { .. } => Some(131_026),
        Recipient::Circle { .. } => None,
        Recipient::Person { at, .. } => {
            let person = world.people.get(*at)?;
            if person.blocked {
                Some(130_403)
            } else if marketing && person.opted_out {
                Some(131_050)
            } else if marketing && person.phone.len() == 11 && person.phone.starts_with('1') {
                Some(131_049)
            } else {
                None
            }
        }
    }
}

/// A reaction to a reaction, or to what is older than thirty days, is accepted and fails.
fn reaction_fate(world: &World, content: &Content) -> Option<i64> {
    if content.class != Class::Reaction {
        return None;
    }
    let target = content.body.get("message_id").and_then(Value::as_str)?;
    let letter = world.letters.get(target)?;
    (letter.reaction || world.now.saturating_sub(letter.at) > MONTH_MS).then_some(131_009)
}

/// What a message that will arrive does to the town: a pin, an invitation, an answer to come.
fn taken_in(world: &mut World, sent: &Sent) {
    let now = world.now;
    if let (Class::Pin, Some(at)) = (&sent.content.class, sent.recipient.circle())
        && let Some(circle) = world.circles.get_mut(at)
    {
        circle.pin(&sent.content.body, now);
    }
    invitations::received(world, sent);
    life::expect_answer(world, &sent.id, &sent.recipient);
}

fn accept(
    world: &mut World,
    recipient: Recipient,
    content: Content,
    callback: Option<String>,
    fate: Option<i64>,
) -> Value {
    let id = world.mint.message();
    let mut message = json!({"id": id});
    if let Some(message) = message.as_object_mut() {
        if let Class::Template { .. } = content.class {
            let held = world.troubles.take("hold_template").is_some();
            let status = if held { "held_for_quality_assessment" } else { "accepted" };
            message.insert("message_status".to_owned(), json!(status));
        }
        if let Some(group) = recipient.group_id(world) {
            message.insert("group_id".to_owned(), json!(group));
        }
    }
    let contact = recipient.contact(world);
    let letter = Letter {
        by: None,
        circle: recipient.circle(),
        to: recipient.person(),
        at: world.now,
        reaction: content.class == Class::Reaction,
        buttons: content.buttons.clone(),
    };
    world.remember(&id, letter);
    let sent = Sent::new(id.clone(), recipient, content, callback, (world.now, world.turn));
    world.sent_at.insert(id.clone(), world.sent.len());
    status::plan(world, &sent, fate);
    if fate.is_none() {
        taken_in(world, &sent);
    }
    world.sent.push(sent);
    json!({"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]})
}
