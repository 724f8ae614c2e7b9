//! Blocked people (reference 8.3): only who wrote in the last 24 hours can be blocked; our own messages to them fail.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::groups::identifiers;
use crate::graph::{Call, Reply};
use crate::paging::page;
use crate::refusal::{Refusal, webhook_error};
use crate::world::World;

const DAY_MS: i64 = 86_400_000;
const AT_ONCE: usize = 1_000;

/// `POST`, `DELETE` and `GET /{phone_number_id}/block_users`.
pub(crate) fn answer(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    if call.method == Method::GET {
        return list(world, call);
    }
    if call.text("messaging_product").as_deref() != Some("whatsapp") {
        return Err(Refusal::parameter("The parameter messaging_product is required."));
    }
    let asked = call.body.get("block_users").and_then(Value::as_array);
    let asked = asked.filter(|list| (1..=AT_ONCE).contains(&list.len()));
    let asked = asked.ok_or_else(|| Refusal::parameter("Param block_users must hold 1 to 1000 people."))?;
    let block = call.method == Method::POST;
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for entry in asked {
        let input = ["user", "user_id"].iter().find_map(|name| entry.get(*name)).and_then(Value::as_str);
        let input = input.ok_or_else(|| Refusal::parameter("Each of block_users needs either user or user_id."))?;
        match change(world, input, block) {
            Ok(said) => done.push(said),
            Err(code) => {
                failed.push(json!({"input": input, "errors": [webhook_error(code, "The list was not changed")]}))
            }
        }
    }
    let name = if block { "added_users" } else { "removed_users" };
    let mut users = json!({name: done});
    if failed.is_empty() {
        return Ok(Reply::Json(json!({"messaging_product": "whatsapp", "block_users": users})));
    }
    if let Some(users) = users.as_object_mut() {
        users.insert("failed_users".to_owned(), json!(failed));
    }
    let mut body = Refusal::new(139_100, "The list was changed in part").body(&world.mint.trace());
    if let Some(body) = body.as_object_mut() {
        body.insert("messaging_product".to_owned(), json!("whatsapp"));
        body.insert("block_users".to_owned(), users);
    }
    Ok(Reply::Status(StatusCode::BAD_REQUEST, body))
}

fn change(world: &mut World, input: &str, block: bool) -> Result<Value, i64> {
    let now = world.now;
    let who = world.person_named(input).ok_or(131_026)?;
    if let Some(code) = block.then(|| world.troubles.take("block_fails")).flatten() {
        return Err(code.as_i64().unwrap_or(139_101));
    }
    let person = world.people.get_mut(who).ok_or(131_026)?;
    if block && person.wrote_at.is_none_or(|wrote_at| now.saturating_sub(wrote_at) >= DAY_MS) {
        return Err(131_047);
    }
    person.blocked = block;
    let mut said = identifiers(person);
    said.remove("username");
    said.insert("input".to_owned(), json!(input));
    Ok(Value::Object(said))
}

fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let blocked = world.people.iter().filter(|person| person.blocked).map(|person| {
        let mut said = identifiers(person);
        said.remove("username");
        said.insert("messaging_product".to_owned(), json!("whatsapp"));
        Value::Object(said)
    });
    let page = page(blocked.collect(), &call.wanted(25, 1_000), &call.address(&world.hello.api_base, &[]))?;
    let mut body = json!({"data": page.items});
    if let (Some(paging), Some(body)) = (page.paging, body.as_object_mut()) {
        body.insert("paging".to_owned(), paging);
    }
    Ok(Reply::Json(body))
}
