//! Calls, and conversations that go to another handler (reference 2.6, 8.5).

use serde_json::{Value, json};

use super::extend;
use crate::graph::groups::identifiers;
use crate::world::World;

/// Somebody calls, or is called by the business from elsewhere: how it begins and how it ends.
pub(super) fn call(world: &mut World, who: usize, body: &Value) -> Result<(), String> {
    let seconds = body.get("seconds").and_then(Value::as_i64).unwrap_or(0).max(0);
    let by_us = body.get("by_us").and_then(Value::as_bool).unwrap_or(false);
    let person = world.people.get_mut(who).ok_or("nobody")?;
    if !by_us {
        person.wrote_at = Some(world.now);
    }
    let keys = identifiers(person);
    let phone = keys.get("wa_id").cloned();
    let mut contact = keys.clone();
    contact.remove("username");
    contact.insert("profile".to_owned(), json!({"name": person.name}));
    let id = world.mint.message().replace("wamid.", "wacid.");
    let ours = json!(world.called.phone);
    let (from, to) = if by_us { (ours, phone) } else { (json!(phone), Some(ours)) };
    let side = if by_us { "to_user_id" } else { "from_user_id" };
    let head = json!({
        "id": id, "from": from, "to": to, side: keys.get("user_id"), "timestamp": world.seconds(),
        "direction": if by_us { "BUSINESS_INITIATED" } else { "USER_INITIATED" },
    });
    let begins = json!({"event": "connect", "session": {"sdp_type": "offer", "sdp": "v=0"}});
    let status = if seconds > 0 { "COMPLETED" } else { "FAILED" };
    let ends = json!({"event": "terminate", "status": status, "duration": seconds});
    for part in [begins, ends] {
        let mut call = head.clone();
        extend(&mut call, part);
        let value = json!({"messaging_product": "whatsapp", "metadata": world.metadata(), "contacts": [contact], "calls": [call]});
        world.emit("calls", value);
    }
    Ok(())
}

/// Another handler gets the conversation, or takes it.
pub(super) fn handover(world: &mut World, who: usize, body: &Value) -> Result<(), String> {
    let person = world.people.get(who).ok_or("nobody")?;
    let keys = identifiers(person);
    let taken = body.get("taken").and_then(Value::as_bool).unwrap_or(false);
    let kind = if taken { "control_taken" } else { "control_passed" };
    let value = json!({
        "messaging_product": "whatsapp", "recipient": world.metadata(), "timestamp": world.seconds(), "type": kind,
        "sender": {"phone_number": keys.get("wa_id"), "user_id": keys.get("user_id")},
        kind: {"previous_role": "ai_agent", "new_role": "escalation"},
    });
    world.emit("messaging_handovers", value);
    Ok(())
}
