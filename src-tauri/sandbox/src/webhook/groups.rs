//! Webhooks of groups (reference 1.4), with the troubles of their own: lost, doubled, out of order.

use serde_json::{Value, json};

use crate::world::World;

/// A group webhook that waits until the next one went before it.
pub(crate) struct HeldBack {
    field: &'static str,
    value: Value,
}

/// Posts one element of `groups[]`, unless a trouble has it otherwise.
pub(crate) fn tell(world: &mut World, field: &'static str, event: Value) {
    if world.troubles.take("lose_group_webhook").is_some() {
        world.unheard += 1;
        return;
    }
    let value = json!({"messaging_product": "whatsapp", "metadata": world.metadata(), "groups": [event]});
    if world.held_back.is_none() && world.troubles.take("swap_group_webhook").is_some() {
        world.held_back = Some(HeldBack { field, value });
        return;
    }
    if world.troubles.take("double_group_webhook").is_some() {
        world.emit(field, value.clone());
    }
    world.emit(field, value);
    if let Some(held) = world.held_back.take() {
        world.emit(held.field, held.value);
    }
}
