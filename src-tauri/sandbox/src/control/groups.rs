//! Groups from outside: their whole state, and how many people they hold.

use serde_json::{Value, json};

use super::{Outcome, text};
use crate::graph::groups::errors;
use crate::sandbox::Sandbox;
use crate::send::recipient::is_suspended;
use crate::town::circles::Circle;
use crate::town::comings;
use crate::world::World;

/// Most people in a group, the business not counted: as many as WhatsApp's own groups hold.
const SEATS_MOST: u64 = 1_024;

/// `GET /control/groups`: everything about each group, or about one named by id or subject. Deleted ones are shown too.
pub(super) fn view(sandbox: &Sandbox, wanted: Option<&str>) -> Value {
    sandbox.change(|world| {
        let all = world.circles.iter().enumerate();
        let named = |circle: &Circle| wanted.is_none_or(|name| circle.id == name || circle.subject == name);
        let groups: Vec<Value> =
            all.filter(|(_, circle)| named(circle)).map(|(at, circle)| one(world, at, circle)).collect();
        json!({"seats": world.seats, "groups": groups})
    })
}

fn one(world: &World, at: usize, circle: &Circle) -> Value {
    let id = |who: &usize| world.people.get(*who).map(|person| person.id.clone());
    let ids = |list: &[usize]| list.iter().filter_map(id).collect::<Vec<String>>();
    let requests =
        circle.requests.iter().map(|asking| json!({"id": asking.id, "person": id(&asking.who), "at": asking.at}));
    let pins = circle.pins.iter().filter(|pin| pin.until > world.now);
    let pins = pins.map(|pin| json!({"message_id": pin.message, "until": pin.until}));
    json!({
        "id": circle.id, "subject": circle.subject, "description": circle.description, "picture": circle.picture,
        "members": ids(&circle.members), "removed": ids(&circle.banned), "left": ids(&circle.gone),
        "requests": requests.collect::<Vec<Value>>(), "pins": pins.collect::<Vec<Value>>(),
        "invite_link": circle.invite_link, "suspended": is_suspended(world, at), "deleted": circle.deleted,
        "join_approval_mode": if circle.approval { "approval_required" } else { "auto_approve" },
        "created_at": circle.created_at,
    })
}

/// `GET /control/group_errors`: which error can be had from which call.
pub(super) fn table() -> Value {
    json!({"errors": errors::table()})
}

/// Sets how many people a group holds. Who is in one already stays.
pub(super) fn seats(sandbox: &Sandbox, body: &Value) -> Outcome {
    let seats = body.get("seats").and_then(Value::as_u64).filter(|seats| (1..=SEATS_MOST).contains(seats));
    let seats = seats.ok_or_else(|| format!("\"seats\" must be 1 to {SEATS_MOST}"))?;
    sandbox.change(|world| world.seats = usize::try_from(seats).unwrap_or(world.seats));
    Ok(json!({"seats": seats}))
}

/// Fills a group up to so many people.
pub(super) fn crowd(sandbox: &Sandbox, body: &Value) -> Outcome {
    let name = text(body, "group").ok_or("\"group\" is missing")?;
    let count = body.get("count").and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
    let count = count.ok_or("\"count\" is missing")?;
    sandbox.change(|world| {
        let at = world.circle_named(&name).ok_or_else(|| format!("there is no group {name}"))?;
        comings::crowd(world, at, count).map(|inside| json!({"group": name, "members": inside}))
    })
}
