//! Troubles made by hand: those that last, and those that happen once at the call.

use bytes::Bytes;
use serde_json::{Value, json};

use super::{Outcome, text};
use crate::refusal::webhook_error;
use crate::sandbox::Sandbox;
use crate::town::speech::{Speech, say};
use crate::webhook::post::Post;
use crate::world::World;

/// Switches a trouble on, or lets it happen.
pub(super) fn set(sandbox: &Sandbox, body: &Value) -> Outcome {
    let kind = text(body, "kind").ok_or("\"kind\" is missing")?;
    let count = body.get("count").and_then(Value::as_u64);
    let value = body.get("value").cloned().unwrap_or(Value::Bool(true));
    sandbox.change(|world| {
        let times = count.unwrap_or(1).min(10_000);
        match kind.as_str() {
            "unknown_field" | "unknown_type" | "errors_only" | "malformed_json" | "big_body" => {
                for _ in 0..times {
                    happen(world, &kind, &value, body)?;
                }
                return Ok(json!({"kind": kind, "happened": times}));
            }
            "group_suspended" => suspend(world, &value, "group_suspend")?,
            _ => {}
        }
        if world.troubles.set(&kind, count, value) {
            Ok(json!({"troubles": world.troubles.summary()}))
        } else {
            Err(format!("there is no trouble called {kind}"))
        }
    })
}

/// Switches one trouble off, or all.
pub(super) fn clear(sandbox: &Sandbox, body: &Value) -> Value {
    let kind = text(body, "kind");
    sandbox.change(|world| {
        let suspended = world.troubles.look("group_suspended").cloned();
        world.troubles.clear(kind.as_deref());
        if let (Some(group), None) = (suspended, world.troubles.look("group_suspended"))
            && let Err(why) = suspend(world, &group, "group_suspend_cleared")
        {
            tracing::debug!(why, "no group to set free");
        }
        json!({"troubles": world.troubles.summary()})
    })
}

/// Tells that a group is suspended, or free again.
fn suspend(world: &mut World, value: &Value, kind: &str) -> Result<(), String> {
    let name = value.as_str().ok_or("\"value\" must name the group")?;
    let at = world.circle_named(name).ok_or_else(|| format!("there is no group {name}"))?;
    let id = world.circles.get(at).map(|circle| circle.id.clone());
    let event = json!({"timestamp": world.seconds(), "type": kind, "group_id": id});
    crate::webhook::groups::tell(world, "group_status_update", event);
    Ok(())
}

fn happen(world: &mut World, kind: &str, value: &Value, body: &Value) -> Result<(), String> {
    match kind {
        "unknown_field" => {
            let value = json!({"messaging_product": "whatsapp", "metadata": world.metadata(), "weather": "rain"});
            world.emit("tea_weather_update", value);
        }
        "unknown_type" => {
            let name = text(body, "person").unwrap_or_else(|| "p01".to_owned());
            let who = world.person_named(&name).ok_or_else(|| format!("nobody in the town is called {name}"))?;
            let speech = Speech { kind: "tea_leaves".to_owned(), text: Some("?".to_owned()), ..Speech::default() };
            say(world, who, &speech, None)?;
        }
        "errors_only" => {
            let error = webhook_error(value.as_i64().unwrap_or(130_429), "The sandbox was told so.");
            let value = json!({"messaging_product": "whatsapp", "metadata": world.metadata(), "errors": [error]});
            world.emit("messages", value);
        }
        "malformed_json" => {
            let number = world.mint.media();
            post_bytes(
                world,
                format!("{{\"object\":\"whatsapp_business_account\",\"entry\":[{{\"id\":\"{number}\",]}}"),
            );
        }
        _ => {
            let size = value.as_u64().and_then(|size| usize::try_from(size).ok()).unwrap_or(3 * 1_024 * 1_024);
            post_bytes(world, big_body(world, size.min(16 * 1_024 * 1_024)));
        }
    }
    Ok(())
}

/// A valid webhook of exactly `size` bytes, most of them the text of one message.
fn big_body(world: &World, size: usize) -> String {
    let Some(person) = world.people.first() else { return String::new() };
    let make = |text: &str| {
        json!({"object": "whatsapp_business_account", "entry": [{"id": world.hello.waba_id, "changes": [{"field": "messages",
            "value": {"messaging_product": "whatsapp", "metadata": world.metadata(),
                "contacts": [{"profile": {"name": "A. K."}, "wa_id": person.phone, "user_id": person.user_id}],
                "messages": [{"from": person.phone, "from_user_id": person.user_id, "id": format!("wamid.big{}", world.now),
                    "timestamp": world.seconds(), "type": "text", "text": {"body": text}}]}}]}]})
        .to_string()
    };
    let empty = make("").len();
    make(&"t".repeat(size.saturating_sub(empty)))
}

fn post_bytes(world: &mut World, body: String) {
    let Some(url) = world.routes.destination("messages").map(str::to_owned) else {
        world.unheard += 1;
        return;
    };
    let mut post = Post::of_bytes(url, &world.hello.waba_id, world.now, Bytes::from(body));
    post.manner(&mut world.troubles);
    post.batch = 1;
    world.outbox.push(post);
}
