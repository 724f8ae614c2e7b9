//! Every error of groups (reference 1.5) by the calls that answer with it: one table, for whoever provokes them all.

use axum::http::Method;
use serde_json::{Value, json};

use crate::graph::Call;
use crate::refusal::Refusal;
use crate::world::World;

/// Code, and the calls that can be told to answer with it. 131201 is no refusal: there the last item fails alone.
const TABLE: &[(i64, &[&str])] = &[
    (100, &["create", "settings", "decide", "remove"]),
    (131_009, &["create", "settings", "decide", "remove"]),
    (131_020, &["send"]),
    (131_041, &["info", "settings", "delete", "link", "new_link", "requests", "decide", "remove", "send"]),
    (131_059, &["list", "requests"]),
    (PARTLY, &["decide"]),
    (131_202, &["remove"]),
    (131_203, &["decide"]),
    (131_204, &["decide"]),
    (131_207, &["settings", "delete", "new_link", "decide", "remove", "send"]),
    (
        131_208,
        &["list", "info", "create", "settings", "delete", "link", "new_link", "requests", "decide", "remove", "send"],
    ),
    (131_209, &["settings"]),
    (131_210, &["settings"]),
    (131_211, &["create"]),
    (131_212, &["remove"]),
    (131_213, &["decide"]),
    (131_214, &["create"]),
    (
        131_215,
        &["list", "info", "create", "settings", "delete", "link", "new_link", "requests", "decide", "remove", "send"],
    ),
];

/// "Request partially succeeded".
pub(super) const PARTLY: i64 = 131_201;

/// The table for the control endpoint: each code with its HTTP status and calls.
pub(crate) fn table() -> Value {
    TABLE
        .iter()
        .map(|(code, calls)| json!({"code": code, "status": Refusal::new(*code, "").status().as_u16(), "calls": calls}))
        .collect()
}

/// Refuses the call when the trouble `group_refuses` names a code that belongs to it: the code alone, or with one call of ours
/// that it is for.
pub(crate) fn provoked(world: &mut World, call: &str) -> Result<(), Refusal> {
    let Some(told) = world.troubles.look("group_refuses") else { return Ok(()) };
    let meant = told.get("call").and_then(Value::as_str).is_none_or(|meant| meant == call);
    let Some(code) = told.get("code").unwrap_or(told).as_i64().filter(|_| meant) else { return Ok(()) };
    let belongs = TABLE.iter().any(|(known, calls)| *known == code && calls.contains(&call));
    if !belongs || code == PARTLY {
        return Ok(());
    }
    world.troubles.take("group_refuses");
    Err(Refusal::new(code, "The sandbox was told to refuse it"))
}

/// Whether the next decision is to succeed in part.
pub(super) fn partly(world: &mut World) -> bool {
    let told = world.troubles.look("group_refuses").and_then(Value::as_i64) == Some(PARTLY);
    told && world.troubles.take("group_refuses").is_some()
}

/// The table's word for a call.
pub(super) fn name(call: &Call) -> &'static str {
    match (&call.method, call.edge()) {
        (&Method::GET, Some("groups")) => "list",
        (_, Some("groups")) => "create",
        (&Method::GET, None) => "info",
        (&Method::DELETE, None) => "delete",
        (&Method::GET, Some("invite_link")) => "link",
        (_, Some("invite_link")) => "new_link",
        (&Method::GET, Some("join_requests")) => "requests",
        (_, Some("join_requests")) => "decide",
        (_, Some("participants")) => "remove",
        _ => "settings",
    }
}
