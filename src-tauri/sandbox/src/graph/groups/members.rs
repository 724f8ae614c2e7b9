//! Who is in a group: join requests decided, people removed (reference 1.2: G10 to G12).

use std::collections::HashSet;

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::{errors, identifiers, tell};
use crate::graph::{Call, Reply};
use crate::refusal::{Refusal, webhook_error};
use crate::world::World;

/// People removed by one call (reference 1.2, G12).
const REMOVED_AT_ONCE: usize = 8;

/// Approves or rejects; only an approval is told by a webhook.
pub(super) fn decide(world: &mut World, call: &Call, at: usize, approve: bool) -> Result<Reply, Refusal> {
    let asked = call.body.get("join_requests").and_then(Value::as_array).filter(|list| !list.is_empty());
    let asked = asked.ok_or_else(|| Refusal::parameter("The parameter join_requests is required."))?;
    let (mut done, mut failed, mut entered) = (Vec::new(), Vec::new(), Vec::new());
    let told_to_fail = (errors::partly(world) && asked.len() > 1).then(|| asked.len() - 1);
    for (number, id) in asked.iter().enumerate() {
        let id = id.as_str().ok_or_else(|| Refusal::parameter("Param join_requests must hold ids."))?;
        let decided = if told_to_fail == Some(number) { Err(131_203) } else { decide_one(world, at, id, approve) };
        match decided {
            Ok(who) => {
                done.push(id.to_owned());
                entered.extend(who);
            }
            Err(code) => {
                failed.push((
                    code,
                    json!({"join_request_id": id, "errors": [webhook_error(code, "The request failed")]}),
                ));
            }
        }
    }
    if let ([], [(code, _), ..]) = (&done[..], &failed[..]) {
        return Err(Refusal::new(*code, "None of the join requests could be decided"));
    }
    if !entered.is_empty() {
        tell(world, "group_participants_update", move |world| entrance(world, at, &entered));
    }
    let name = if approve { "approved_join_requests" } else { "rejected_join_requests" };
    let mut body = json!({"messaging_product": "whatsapp", name: done});
    if failed.is_empty() {
        return Ok(Reply::Json(body));
    }
    if let Some(body) = body.as_object_mut() {
        let failed: Vec<Value> = failed.into_iter().map(|(_, failure)| failure).collect();
        body.insert("failed_join_requests".to_owned(), json!(failed));
        body.insert("errors".to_owned(), json!([webhook_error(131_201, "Some join requests failed")]));
    }
    Ok(Reply::Status(StatusCode::PARTIAL_CONTENT, body))
}

/// Takes one request off the list: who enters by it, or the code it fails with.
fn decide_one(world: &mut World, at: usize, id: &str, approve: bool) -> Result<Option<usize>, i64> {
    let circle = world.circles.get(at).ok_or(131_041)?;
    let who = circle.requests.iter().find(|asking| asking.id == id).ok_or(131_213)?.who;
    if approve {
        if circle.members.len() >= world.seats {
            return Err(131_204);
        }
        if let Some(code) = world.troubles.take("approval_fails") {
            return Err(code.as_i64().unwrap_or(131_203));
        }
    }
    let circle = world.circles.get_mut(at).ok_or(131_041)?;
    circle.requests.retain(|asking| asking.id != id);
    if approve && !circle.members.contains(&who) {
        circle.members.push(who);
    }
    Ok(approve.then_some(who))
}

fn entrance(world: &mut World, at: usize, entered: &[usize]) -> Option<Value> {
    let added: Vec<Value> = entered
        .iter()
        .filter_map(|who| world.people.get(*who))
        .map(|person| Value::Object(identifiers(person)))
        .collect();
    let circle = world.circles.get(at)?;
    Some(json!({
        "timestamp": world.seconds(), "group_id": circle.id, "type": "group_participants_add",
        "reason": "invite_link", "added_participants": added,
    }))
}

/// `DELETE /{group_id}/participants`. Who is removed cannot come back by any link.
pub(super) fn remove(world: &mut World, call: &Call, at: usize) -> Result<Reply, Refusal> {
    let asked = call.body.get("participants").and_then(Value::as_array);
    let asked = asked.filter(|list| (1..=REMOVED_AT_ONCE).contains(&list.len()));
    let asked = asked.ok_or_else(|| Refusal::parameter("Param participants must hold 1 to 8 people."))?;
    let mut inputs = Vec::new();
    for entry in asked {
        match (entry.get("user").and_then(Value::as_str), entry.get("user_id").and_then(Value::as_str)) {
            (Some(input), None) | (None, Some(input)) => inputs.push(input.to_owned()),
            _ => return Err(Refusal::parameter("Each of participants needs either user or user_id.")),
        }
    }
    let people: Vec<(String, Option<usize>)> =
        inputs.into_iter().map(|input| (input.clone(), world.person_named(&input))).collect();
    let unique: HashSet<String> =
        people.iter().map(|(input, who)| who.map_or_else(|| input.clone(), |who| who.to_string())).collect();
    if unique.len() != people.len() {
        return Err(Refusal::new(131_202, "A person is named twice"));
    }
    let request = world.mint.request();
    let answer = Reply::Json(json!({"messaging_product": "whatsapp", "request_id": request}));
    let last = people.len().saturating_sub(1);
    let failing = match (world.troubles.take("removal_fails"), world.troubles.take("removal_partly")) {
        (Some(code), _) => (0, code.as_i64().unwrap_or(131_000)),
        (None, Some(code)) => (last, code.as_i64().unwrap_or(131_000)),
        (None, None) => (usize::MAX, 0),
    };
    tell(world, "group_participants_update", move |world| removed(world, at, &request, people, failing));
    Ok(answer)
}

/// Those from the place `failing` on stay, with a code.
fn removed(
    world: &mut World,
    at: usize,
    request: &str,
    people: Vec<(String, Option<usize>)>,
    (failing, code): (usize, i64),
) -> Option<Value> {
    let timestamp = world.seconds();
    let circle = world.circles.get_mut(at)?;
    let (mut gone, mut failed) = (Vec::new(), Vec::new());
    for (number, (input, who)) in people.into_iter().enumerate() {
        let inside = who.filter(|who| circle.members.contains(who));
        match inside {
            Some(who) if number < failing => {
                circle.members.retain(|member| *member != who);
                circle.banned.push(who);
                gone.push(json!({"input": input}));
            }
            _ => {
                let code = if inside.is_some() { code } else { 131_212 };
                failed.push(json!({"input": input, "errors": [webhook_error(code, "The person was not removed")]}));
            }
        }
    }
    let mut event = json!({
        "timestamp": timestamp, "group_id": circle.id, "type": "group_participants_remove",
        "request_id": request, "initiated_by": "business",
    });
    if let Some(event) = event.as_object_mut() {
        name_them(event, &gone, &failed);
    }
    Some(event)
}

/// Puts who went and who stayed into the event.
fn name_them(event: &mut Map<String, Value>, gone: &[Value], failed: &[Value]) {
    if !gone.is_empty() {
        event.insert("removed_participants".to_owned(), json!(gone));
    }
    if let Some(first) = failed.first() {
        let code = first.pointer("/errors/0/code").and_then(Value::as_i64).unwrap_or(131_000);
        // Reference 1.4: where some went, the whole is a partial success; where nobody did, it failed.
        let over_all = if gone.is_empty() { code } else { 131_201 };
        event.insert("failed_participants".to_owned(), json!(failed));
        event.insert("errors".to_owned(), json!([webhook_error(over_all, "Some people were not removed")]));
    }
}
