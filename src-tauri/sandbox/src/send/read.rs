//! Mark as read, with or without the typing indicator (reference 2.1).

use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::send::MONTH_MS;
use crate::world::World;

/// Marks an inbound message as read.
pub(crate) fn mark(world: &mut World, status: &Value, body: &Value) -> Result<Value, Refusal> {
    if status.as_str() != Some("read") {
        return Err(Refusal::parameter("Param status must be one of {READ}."));
    }
    let Some(id) = body.get("message_id").and_then(Value::as_str) else {
        return Err(Refusal::parameter("The parameter message_id is required."));
    };
    if let Some(typing) = body.get("typing_indicator")
        && typing.get("type").and_then(Value::as_str) != Some("text")
    {
        return Err(Refusal::parameter("Param typing_indicator['type'] must be one of {TEXT}."));
    }
    let letter = world.letters.get(id).filter(|letter| letter.by.is_some());
    match letter {
        None => Err(Refusal::value("Param message_id is not an inbound message of this phone number")),
        Some(letter) if letter.circle.is_some() => {
            Err(Refusal::new(131_051, "Group messages cannot be marked as read"))
        }
        Some(letter) if world.now.saturating_sub(letter.at) > MONTH_MS => {
            Err(Refusal::value("Param message_id is older than 30 days"))
        }
        Some(_) => {
            world.marked.push(id.to_owned());
            Ok(json!({"success": true}))
        }
    }
}
