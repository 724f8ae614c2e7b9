//! The statuses of a sent message: when they come and what they say (reference 2.5, 1.4).

use serde_json::{Map, Value, json};

use crate::agenda::Act;
use crate::refusal::webhook_error;
use crate::send::WINDOW_CLOSED;
use crate::send::content::Class;
use crate::send::recipient::Recipient;
use crate::send::record::{Sent, Step};
use crate::town::cast::{Habit, Person};
use crate::world::World;

/// Milliseconds from acceptance to `sent`, and to `failed`.
const SENT_AFTER_MS: i64 = 120;

/// Puts the steps of an accepted message on the agenda.
pub(crate) fn plan(world: &mut World, sent: &Sent, fate: Option<i64>) {
    let mut steps: Vec<(i64, Step, Option<usize>)> = Vec::new();
    if let Some(code) = fate {
        steps.push((SENT_AFTER_MS, Step::Failed(code), None));
    } else {
        steps.push((SENT_AFTER_MS, Step::Sent, None));
        let readers: Vec<usize> = match &sent.recipient {
            Recipient::Person { at, .. } => vec![*at],
            Recipient::Circle { at } => world.circles.get(*at).map(|circle| circle.members.clone()).unwrap_or_default(),
            Recipient::Stranger { .. } => Vec::new(),
        };
        if sent.content.class != Class::Reaction {
            let group = sent.recipient.is_group();
            for (order, who) in readers.into_iter().enumerate() {
                let Some(person) = world.people.get(who) else { continue };
                let stagger = i64::try_from(order).unwrap_or(0) * 40;
                of_reader(&mut steps, person, sent, stagger, group.then_some(who));
            }
        }
        bend(world, &mut steps);
    }
    for (after, step, who) in steps {
        world.plan(world.now.saturating_add(after), Act::Status { id: sent.id.clone(), step, who });
    }
}

fn of_reader(
    steps: &mut Vec<(i64, Step, Option<usize>)>,
    person: &Person,
    sent: &Sent,
    stagger: i64,
    who: Option<usize>,
) {
    steps.push((person.habit.delivered_after_ms() + stagger, Step::Delivered, who));
    let read = person.habit.read_after_ms().filter(|_| person.receipts && sent.content.class != Class::Pin);
    if let Some(read) = read {
        steps.push((read + stagger, Step::Read, who));
        if sent.content.voice {
            steps.push((read + stagger + 2_500, Step::Played, who));
        }
    }
}

/// The troubles `no_delivered` and `reorder`.
fn bend(world: &mut World, steps: &mut Vec<(i64, Step, Option<usize>)>) {
    if world.troubles.take("no_delivered").is_some() {
        let read: Vec<Option<usize>> = steps.iter().filter(|step| step.1 == Step::Read).map(|step| step.2).collect();
        steps.retain(|step| step.1 != Step::Delivered || !read.contains(&step.2));
    }
    if world.troubles.take("reorder").is_some() {
        let mut times: Vec<i64> = steps.iter().map(|step| step.0).collect();
        times.reverse();
        for (step, time) in steps.iter_mut().zip(times) {
            step.0 = time;
        }
    }
}

/// A step's time has come: posts the status webhook.
pub(crate) fn step(world: &mut World, id: &str, step: Step, who: Option<usize>) {
    let Some(at) = world.sent_at.get(id).copied() else { return };
    let Some(sent) = world.sent.get(at) else { return };
    let reader = who.or(sent.recipient.person()).and_then(|at| world.people.get(at));
    if step == Step::Read && reader.is_some_and(|person| !person.receipts) {
        return;
    }
    let value = value(world, sent, step, who);
    if let Some(sent) = world.sent.get_mut(at) {
        sent.statuses.push(step.word());
    }
    world.emit("messages", value);
}

fn value(world: &World, sent: &Sent, step: Step, who: Option<usize>) -> Value {
    let mut status = Map::new();
    let mut put = |name: &str, value: Value| status.insert(name.to_owned(), value);
    put("id", json!(sent.id));
    put("status", json!(step.word()));
    put("timestamp", json!(world.seconds()));
    let failed = matches!(step, Step::Failed(_));
    let reader = who.or(sent.recipient.person()).and_then(|at| world.people.get(at));
    match &sent.recipient {
        Recipient::Circle { .. } => {
            put("recipient_id", json!(sent.recipient.group_id(world)));
            put("recipient_type", json!("group"));
            if let Some(person) = who.and_then(|at| world.people.get(at)) {
                if !person.hidden {
                    put("recipient_participant_id", json!(person.phone));
                }
                put("recipient_participant_user_id", json!(person.user_id));
            }
        }
        Recipient::Person { by_phone, .. } => {
            if let Some(person) = reader {
                if *by_phone {
                    put("recipient_id", json!(person.phone));
                }
                if !(failed && *by_phone) {
                    put("recipient_user_id", json!(person.user_id));
                }
            }
        }
        Recipient::Stranger { digits: Some(digits), .. } => {
            put("recipient_id", json!(digits));
        }
        Recipient::Stranger { input, digits: None } => {
            put("recipient_user_id", json!(input));
        }
    }
    if let Some(callback) = &sent.callback {
        put("biz_opaque_callback_data", json!(callback));
    }
    if let Step::Failed(code) = step {
        put("errors", json!([webhook_error(code, failure(code))]));
    } else if priced(sent, step, reader) {
        put("pricing", pricing(sent));
    }
    let mut value = json!({"messaging_product": "whatsapp", "metadata": world.metadata(), "statuses": [status]});
    if let (Some(person), false, Some(value)) = (reader, failed, value.as_object_mut()) {
        let by_phone = !matches!(sent.recipient, Recipient::Person { by_phone: false, .. });
        value.insert("contacts".to_owned(), json!([contact(person, step, by_phone)]));
    }
    value
}

/// `pricing` comes with `sent` and with exactly one of `delivered` and `read`.
fn priced(sent: &Sent, step: Step, reader: Option<&Person>) -> bool {
    match step {
        Step::Sent => true,
        Step::Delivered => sent.recipient.is_group() || !sent.statuses.contains(&"read"),
        Step::Read => !sent.recipient.is_group() && !sent.statuses.contains(&"delivered") && reader.is_some(),
        Step::Played | Step::Failed(_) => false,
    }
}

/// Since October 2026 service messages are charged like the others (reference 10).
fn pricing(sent: &Sent) -> Value {
    let category = match &sent.content.class {
        Class::Template { category, .. } => category.as_str(),
        _ => "service",
    };
    let category = if sent.recipient.is_group() { format!("group_{category}") } else { category.to_owned() };
    json!({"billable": true, "pricing_model": "PMP", "type": "regular", "category": category})
}

fn contact(person: &Person, step: Step, by_phone: bool) -> Value {
    let mut profile = Map::new();
    if let Some(name) = &person.name {
        profile.insert("name".to_owned(), json!(name));
    }
    if let (Some(username), true) = (&person.username, step != Step::Sent) {
        profile.insert("username".to_owned(), json!(username));
    }
    let mut contact = json!({"profile": profile, "user_id": person.user_id});
    if by_phone
        && !person.hidden
        && let Some(contact) = contact.as_object_mut()
    {
        contact.insert("wa_id".to_owned(), json!(person.phone));
    }
    contact
}

fn failure(code: i64) -> &'static str {
    match code {
        131_047 => WINDOW_CLOSED,
        131_049 => "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
        131_050 => "The user has chosen to stop receiving marketing messages on WhatsApp from your business",
        _ => "Message undeliverable.",
    }
}

/// Whether the person is one who answers soon.
pub(crate) fn answers(person: &Person) -> bool {
    matches!(person.habit, Habit::Prompt | Habit::Relaxed)
}
