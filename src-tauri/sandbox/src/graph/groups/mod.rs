//! Groups over HTTP (reference 1.2): reads here, changes beside. A change answers at once with a `request_id`; what came of
//! it follows as a webhook.

mod changes;
pub(crate) mod errors;
mod members;

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::agenda::Act;
use crate::graph::account::picked;
use crate::graph::{Call, Reply};
use crate::paging::page;
use crate::refusal::Refusal;
use crate::send::recipient::{groups_open, is_suspended};
use crate::town::cast::Person;
use crate::town::circles::{Asking, Circle};
use crate::webhook;
use crate::world::World;

/// `GET /{phone_number_id}/groups`. Here `data` is an object.
pub(crate) fn list(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    groups_open(world)?;
    errors::provoked(world, errors::name(call))?;
    let flat = world.troubles.take("flat_groups").is_some();
    let short = |circle: &Circle| json!({"id": circle.id, "subject": circle.subject, "created_at": circle.created_at.to_string()});
    let whole = |at: usize, circle: &Circle| Value::Object(info(circle, is_suspended(world, at), &world.people));
    let each = |(at, circle)| if flat { whole(at, circle) } else { short(circle) };
    let all: Vec<Value> = world.circles.iter().enumerate().filter(|(_, circle)| !circle.deleted).map(each).collect();
    let address = call.address(&world.hello.api_base, &[]);
    let page = page(all, &call.wanted(25, 1_024), &address)?;
    let data = if flat { json!(page.items) } else { json!({"groups": page.items}) };
    Ok(Reply::Json(paged(json!({"data": data}), page.paging)))
}

/// Everything below a group's own id, and `POST /{phone_number_id}/groups`.
pub(crate) fn answer(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    groups_open(world)?;
    errors::provoked(world, errors::name(call))?;
    if call.edge() == Some("groups") {
        return changes::create(world, call);
    }
    let id = call.path.first().map(String::as_str).unwrap_or_default();
    let at = world.circle_with_id(id).ok_or_else(|| Refusal::new(131_041, "The group does not exist"))?;
    if call.method != Method::GET {
        return change(world, call, at);
    }
    let circle = world.circles.get(at).ok_or_else(|| Refusal::new(131_041, "The group does not exist"))?;
    match call.edge() {
        None => {
            let all = info(circle, is_suspended(world, at), &world.people);
            let mut fields = call.fields().unwrap_or_default();
            fields.push("messaging_product".to_owned());
            Ok(Reply::Json(picked(all, Some(fields), &[])))
        }
        Some("invite_link") => {
            Ok(Reply::Json(json!({"messaging_product": "whatsapp", "invite_link": circle.invite_link})))
        }
        Some("join_requests") => {
            let all: Vec<Value> = circle.requests.iter().filter_map(|asking| request(world, asking)).collect();
            let address = call.address(&world.hello.api_base, &[]);
            let page = page(all, &call.wanted(25, 1_024), &address)?;
            Ok(Reply::Json(paged(json!({"data": page.items}), page.paging)))
        }
        Some(_) => Err(Refusal::unknown_object(id)),
    }
}

/// What changes a group; while it is suspended nothing does.
fn change(world: &mut World, call: &Call, at: usize) -> Result<Reply, Refusal> {
    if is_suspended(world, at) {
        return Err(Refusal::new(131_207, "The group is suspended"));
    }
    if call.method == Method::DELETE && call.edge().is_none() {
        return changes::delete(world, at);
    }
    if call.text("messaging_product").as_deref() != Some("whatsapp") {
        return Err(Refusal::parameter("The parameter messaging_product is required."));
    }
    match (&call.method, call.edge()) {
        (&Method::POST, None) => changes::settings(world, call, at),
        (&Method::POST, Some("invite_link")) => Ok(changes::reset_link(world, at)),
        (&Method::DELETE, Some("invite_link")) => Ok(changes::delete_link(world, at)),
        (&Method::POST, Some("join_requests")) => members::decide(world, call, at, true),
        (&Method::DELETE, Some("join_requests")) => members::decide(world, call, at, false),
        (&Method::DELETE, Some("participants")) => members::remove(world, call, at),
        _ => Err(Refusal::new(3, "People enter a group by its invite link only")),
    }
}

/// Emits a group webhook a little later, or at once when the trouble says so.
fn tell(world: &mut World, field: &'static str, act: impl FnOnce(&mut World) -> Option<Value> + Send + 'static) {
    let early = world.troubles.take("early_group_webhook").is_some();
    let report = move |world: &mut World| {
        if let Some(event) = act(world) {
            webhook::groups::tell(world, field, event);
        }
    };
    if early {
        report(world);
    } else {
        world.plan(world.now.saturating_add(TOLD_AFTER_MS), Act::Later(Box::new(report)));
    }
}

/// Milliseconds from the answer of a group call to its webhook.
const TOLD_AFTER_MS: i64 = 300;

fn paged(mut answer: Value, paging: Option<Value>) -> Value {
    if let (Some(paging), Some(object)) = (paging, answer.as_object_mut()) {
        object.insert("paging".to_owned(), paging);
    }
    answer
}

fn info(circle: &Circle, suspended: bool, people: &[Person]) -> Map<String, Value> {
    let members: Vec<Value> = circle
        .members
        .iter()
        .filter_map(|at| people.get(*at))
        .map(|person| Value::Object(identifiers(person)))
        .collect();
    let all = json!({
        "messaging_product": "whatsapp",
        "id": circle.id,
        "subject": circle.subject,
        "description": circle.description,
        "creation_timestamp": circle.created_at,
        "suspended": suspended,
        "total_participant_count": members.len(),
        "join_approval_mode": if circle.approval { "approval_required" } else { "auto_approve" },
        "participants": members,
    });
    if let Value::Object(map) = all { map } else { Map::new() }
}

/// What a payload says about a person: a phone number only where it is shown.
pub(crate) fn identifiers(person: &Person) -> Map<String, Value> {
    let mut said = Map::new();
    if !person.hidden {
        said.insert("wa_id".to_owned(), json!(person.phone));
    }
    said.insert("user_id".to_owned(), json!(person.user_id));
    if let Some(username) = &person.username {
        said.insert("username".to_owned(), json!(username));
    }
    said
}

fn request(world: &World, asking: &Asking) -> Option<Value> {
    let mut said = identifiers(world.people.get(asking.who)?);
    said.insert("join_request_id".to_owned(), json!(asking.id));
    said.insert("creation_timestamp".to_owned(), json!(asking.at));
    Some(Value::Object(said))
}
