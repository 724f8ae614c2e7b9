//! What can be made to happen.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::{Outcome, calls, text};
use crate::graph::groups::identifiers;
use crate::sandbox::Sandbox;
use crate::town::comings::{Move, go};
use crate::town::mischief::{self, Manner};
use crate::town::speech::{Speech, say as speak};
use crate::town::{deeds, invitations, life};
use crate::world::World;

/// Somebody says or does something now.
pub(super) async fn say(sandbox: &Arc<Sandbox>, body: &Value) -> Outcome {
    let kind = text(body, "type").unwrap_or_else(|| "text".to_owned());
    let name = text(body, "person").ok_or("\"person\" is missing")?;
    let wait = body.get("wait").and_then(Value::as_bool).unwrap_or(false);
    let (tell, told) = oneshot::channel();
    let spoken = |world: &mut World| {
        let who = world.person_named(&name).ok_or_else(|| format!("nobody in the town is called {name}"))?;
        let circle = match text(body, "group") {
            Some(group) => Some(world.circle_named(&group).ok_or_else(|| format!("there is no group {group}"))?),
            None => None,
        };
        match kind.as_str() {
            "stop" | "resume" | "signup" => prefer(world, who, &kind).map(|()| Value::Null),
            "call" => calls::call(world, who, body).map(|()| Value::Null),
            "handover" => calls::handover(world, who, body).map(|()| Value::Null),
            "accept_invitation" => invitations::accept(world, who, circle).map(|()| Value::Null),
            "misbehave" => misbehave(world, who, circle, body).map(|()| Value::Null),
            _ if Move::named(&kind).is_some() => {
                let (circle, step) = circle.zip(Move::named(&kind)).ok_or("\"group\" is missing")?;
                go(world, who, circle, step, text(body, "link").as_deref()).map(|()| Value::Null)
            }
            _ => {
                let speech = Speech {
                    kind: kind.clone(),
                    text: text(body, "text"),
                    circle,
                    reply_to: text(body, "reply_to"),
                    emoji: text(body, "emoji"),
                    extra: body.clone(),
                };
                speak(world, who, &speech, wait.then_some(tell)).map(Value::String)
            }
        }
    };
    let number = text(body, "number");
    let id = sandbox.change(|world| {
        let turn = number.as_deref().map(|number| world.number_of(number).ok_or("the account has no such number"));
        world.at(turn.transpose()?.unwrap_or(0), spoken)
    })?;
    if !wait {
        return Ok(json!({"message_id": id}));
    }
    let status = told.await.ok().flatten();
    Ok(json!({"message_id": id, "status": status}))
}

/// Stops or resumes marketing messages, or signs up for them (reference 2.6, 9.3, `user_preferences`).
fn prefer(world: &mut World, who: usize, value: &str) -> Result<(), String> {
    let person = world.people.get_mut(who).ok_or("nobody")?;
    person.opted_out = value == "stop";
    let mut preference = identifiers(person);
    let mut contact = preference.clone();
    contact.remove("username");
    contact.insert("profile".to_owned(), json!({"name": person.name}));
    preference.remove("username");
    let timestamp = world.now.div_euclid(1_000);
    for (name, said) in [
        (
            "detail",
            json!(match value {
                "signup" => "User signed up via signup link".to_owned(),
                value => format!("User requested to {value} marketing messages"),
            }),
        ),
        ("category", json!("marketing_messages")),
        ("value", json!(value)),
        ("timestamp", json!(timestamp)),
    ] {
        preference.insert(name.to_owned(), said);
    }
    if value == "signup" {
        preference.insert("signup_id".to_owned(), json!("1100200300600700"));
    }
    let value = json!({
        "messaging_product": "whatsapp", "metadata": world.metadata(), "contacts": [contact], "user_preferences": [preference],
    });
    world.emit("user_preferences", value);
    Ok(())
}

/// Behaves badly, in a group or to the business alone.
fn misbehave(world: &mut World, who: usize, circle: Option<usize>, body: &Value) -> Result<(), String> {
    let manner = match text(body, "manner").as_deref() {
        None | Some("rude") => Manner::Rude,
        Some("spam") => Manner::Spam,
        Some(other) => return Err(format!("nobody knows how to be {other}")),
    };
    mischief::misbehave(world, who, circle, manner, body.get("count").and_then(Value::as_u64).unwrap_or(1))
}

/// Many texts from many people, at an even pace of real time.
pub(super) fn burst(sandbox: &Arc<Sandbox>, body: &Value) -> Outcome {
    let count = body.get("count").and_then(Value::as_u64).ok_or("\"count\" is missing")?;
    let per_second = body.get("per_second").and_then(Value::as_f64).unwrap_or(0.0);
    let people = body.get("people").and_then(Value::as_u64).and_then(|people| usize::try_from(people).ok());
    let people = sandbox.change(|world| {
        let people = people.unwrap_or(world.people.len()).max(1);
        world.settle(people);
        people.min(world.people.len())
    });
    sandbox.bursts.fetch_add(1, Ordering::SeqCst);
    let sandbox = Arc::clone(sandbox);
    tokio::spawn(async move {
        pour(&sandbox, count, per_second, people).await;
        sandbox.bursts.fetch_sub(1, Ordering::SeqCst);
        sandbox.delivery.settled.notify_waiters();
    });
    Ok(json!({"count": count, "people": people}))
}

/// Every ten milliseconds as many as are owed by then.
async fn pour(sandbox: &Sandbox, count: u64, per_second: f64, people: usize) {
    let start = tokio::time::Instant::now();
    let mut written = 0_u64;
    while written < count {
        let owed = if per_second > 0.0 {
            let owed = (start.elapsed().as_secs_f64() * per_second) as u64;
            owed.min(count)
        } else {
            count.min(written + 200)
        };
        while written < owed {
            let who = usize::try_from(written).unwrap_or(0) % people;
            sandbox.change(|world| {
                let speech = deeds::spoken(world, who, None);
                if let Err(why) = speak(world, who, &speech, None) {
                    tracing::warn!(why, "a message of the burst was not written");
                }
            });
            written += 1;
        }
        tokio::time::sleep(Duration::from_millis(if per_second > 0.0 { 10 } else { 0 })).await;
    }
}

/// Gives the account one more number.
pub(super) fn number(sandbox: &Sandbox, body: &Value) -> Outcome {
    let name = text(body, "name").ok_or("\"name\" is missing")?;
    let phone = text(body, "phone").filter(|phone| phone.starts_with('+')).ok_or("\"phone\" is missing, with a +")?;
    let id = sandbox.change(|world| match world.number_of(&phone) {
        Some(_) => Err("the account has this number"),
        None => Ok(world.open_branch(&name, &phone)),
    })?;
    Ok(json!({"phone_number_id": id}))
}

/// Moves the town's clock.
pub(super) fn clock(sandbox: &Sandbox, body: &Value) -> Outcome {
    let number = |name: &str| body.get(name).and_then(Value::as_i64);
    let (advance, offset) = (number("advance_ms"), number("offset_ms"));
    let hold = body.get("hold").and_then(Value::as_bool);
    if advance.is_none() && offset.is_none() && hold.is_none() {
        return Err("one of \"advance_ms\", \"offset_ms\", \"hold\" is needed".to_owned());
    }
    if let Some(hold) = hold {
        sandbox.clock.hold(hold);
    }
    if let Some(offset) = offset {
        sandbox.clock.set_offset(offset);
    }
    if let Some(advance) = advance {
        sandbox.clock.advance(advance);
    }
    Ok(json!({"now": sandbox.clock.now_ms(), "offset_ms": sandbox.clock.offset_ms(), "held": sandbox.clock.held()}))
}

/// Sets how lively the town is.
pub(super) fn rate(sandbox: &Sandbox, body: &Value) -> Outcome {
    let rate = body.get("rate").and_then(Value::as_f64).ok_or("\"rate\" is missing")?;
    Ok(sandbox.change(|world| {
        life::set_rate(world, rate);
        json!({"rate": world.rate})
    }))
}

/// Read receipts of a person, off or on.
pub(super) fn reads(sandbox: &Sandbox, body: &Value) -> Outcome {
    let name = text(body, "person").ok_or("\"person\" is missing")?;
    let off = body.get("off").and_then(Value::as_bool).unwrap_or(true);
    sandbox.change(|world| {
        let who = world.person_named(&name).ok_or_else(|| format!("nobody in the town is called {name}"))?;
        if let Some(person) = world.people.get_mut(who) {
            person.receipts = !off;
        }
        Ok(json!({"person": name, "receipts": !off}))
    })
}

/// Any webhook with any value; `messaging_product` and `metadata` are the caller's own business.
pub(super) fn event(sandbox: &Sandbox, body: &Value) -> Outcome {
    let field = text(body, "field").ok_or("\"field\" is missing")?;
    let value = body.get("value").cloned().ok_or("\"value\" is missing")?;
    let ago = body.get("ago_ms").and_then(Value::as_i64).unwrap_or(0);
    sandbox.change(|world| world.emit_late(&field, value, ago));
    Ok(json!({"field": field}))
}

/// Ends every media id and address.
pub(super) fn media_expire(sandbox: &Sandbox) -> Value {
    sandbox.change(|world| world.shelf.expire());
    json!({"success": true})
}

/// Waits for rest.
pub(super) async fn idle(sandbox: &Sandbox, body: &Value) -> Value {
    sandbox.rest(body.get("within_ms").and_then(Value::as_i64).unwrap_or(0)).await;
    json!({"idle": true, "now": sandbox.clock.now_ms()})
}
