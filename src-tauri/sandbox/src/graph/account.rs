//! The account, its one number, the profile, and what a token may do (reference 8.2, 8.3).

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::graph::{Call, Reply, token};
use crate::identity::{BUSINESS_DISPLAY, BUSINESS_NAME};
use crate::refusal::Refusal;
use crate::send::catalogue;
use crate::world::World;

/// Reads and the one write of the account's and the number's nodes.
pub(crate) fn answer(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    let node = call.path.first().map(String::as_str).unwrap_or_default();
    let waba = node == world.hello.waba_id;
    let number = node == world.hello.phone_number_id;
    let body = match (&call.method, call.edge()) {
        (&Method::GET, None) if node == "debug_token" => token::debug(world, call)?,
        (&Method::GET, None) if number => picked(number_fields(world), call.fields(), NUMBER_USUAL),
        (&Method::GET, None) if waba => picked(account_fields(world), call.fields(), &["id", "name", "timezone_id"]),
        (&Method::GET, None) => json!({"id": world.hello.app_id, "name": "Switchboard sandbox"}),
        (&Method::GET, Some("phone_numbers")) if waba => {
            let number = picked(number_fields(world), call.fields(), NUMBER_USUAL);
            let rows = if token::state(world) == "no_number" { Vec::new() } else { vec![number] };
            json!({"data": rows, "paging": {"cursors": {"before": "MAZDZD", "after": "MAZDZD"}}})
        }
        (&Method::GET, Some("message_templates")) if waba => catalogue::list(world, call)?,
        (&Method::GET, Some("whatsapp_business_profile")) if number => {
            let mut all = world.profile.clone();
            all.insert("messaging_product".to_owned(), json!("whatsapp"));
            let mut fields = call.fields();
            if let Some(fields) = fields.as_mut() {
                fields.push("messaging_product".to_owned());
            }
            json!({"data": [picked(all, fields, &["about", "messaging_product"])]})
        }
        (&Method::POST, Some("whatsapp_business_profile")) if number => change_profile(world, call)?,
        _ => return Err(Refusal::unknown_object(node)),
    };
    Ok(Reply::Json(body))
}

/// The asked fields of an object; `id` always, unknown names are passed over.
pub(crate) fn picked(mut all: Map<String, Value>, fields: Option<Vec<String>>, usual: &[&str]) -> Value {
    let wanted = fields.unwrap_or_else(|| usual.iter().map(|&name| name.to_owned()).collect());
    all.retain(|name, _| name == "id" || wanted.contains(name));
    Value::Object(all)
}

const NUMBER_USUAL: &[&str] = &[
    "display_phone_number",
    "verified_name",
    "quality_rating",
    "code_verification_status",
    "platform_type",
    "throughput",
];

fn number_fields(world: &World) -> Map<String, Value> {
    let registered = world.troubles.look("not_registered").is_none();
    let mut fields = object(json!({
        "id": world.hello.phone_number_id,
        "display_phone_number": BUSINESS_DISPLAY,
        "verified_name": BUSINESS_NAME,
        "name_status": "APPROVED",
        "quality_rating": "GREEN",
        "quality_score": {"score": "GREEN"},
        "code_verification_status": "VERIFIED",
        "status": if registered { "CONNECTED" } else { "PENDING" },
        "platform_type": if registered { "CLOUD_API" } else { "NOT_APPLICABLE" },
        "throughput": {"level": "HIGH"},
        "account_mode": "LIVE",
        "is_official_business_account": world.troubles.look("oba_false").is_none(),
        "is_on_biz_app": false,
        "is_pin_enabled": true,
        "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "search_visibility": "VISIBLE",
        "health_status": health("PHONE_NUMBER", &world.hello.phone_number_id),
        "webhook_configuration": world.routes.configuration(),
        "last_onboarded_time": "2026-01-01T00:00:00+0000",
    }));
    fields.extend(world.standing.clone());
    fields
}

fn account_fields(world: &World) -> Map<String, Value> {
    object(json!({
        "id": world.hello.waba_id,
        "name": BUSINESS_NAME,
        "currency": "EUR",
        "timezone_id": "58",
        "account_review_status": "APPROVED",
        "business_verification_status": "verified",
        "status": "ACTIVE",
        "country": "GB",
        "ownership_type": "SELF",
        "message_template_namespace": format!("ns_{}", world.hello.waba_id),
        "health_status": health("WABA", &world.hello.waba_id),
    }))
}

fn health(kind: &str, id: &str) -> Value {
    let entity = json!({"entity_type": kind, "id": id, "can_send_message": "AVAILABLE"});
    json!({"can_send_message": "AVAILABLE", "entities": [entity]})
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(map) = value { map } else { Map::new() }
}

/// The profile every number starts with.
pub(crate) fn profile() -> Map<String, Value> {
    object(json!({
        "about": "Loose leaf tea, weighed by hand",
        "address": "12 Birch Lane",
        "description": "A small tea shop with a long counter.",
        "email": "hello@polartea.example",
        "vertical": "RETAIL",
        "websites": ["https://polartea.example/"],
    }))
}

fn change_profile(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    if call.text("messaging_product").as_deref() != Some("whatsapp") {
        return Err(Refusal::parameter("The parameter messaging_product is required."));
    }
    const LENGTHS: &[(&str, usize)] =
        &[("about", 139), ("address", 256), ("description", 512), ("email", 128), ("vertical", 64)];
    let mut changed = world.profile.clone();
    for (name, most) in LENGTHS {
        let Some(text) = call.text(name) else { continue };
        if text.chars().count() > *most || (*name == "about" && text.is_empty()) {
            return Err(Refusal::parameter(format!("Param {name} must be at most {most} characters long.")));
        }
        changed.insert((*name).to_owned(), json!(text));
    }
    if let Some(websites) = call.body.get("websites") {
        let list = websites.as_array().filter(|list| list.len() <= 2 && list.iter().all(Value::is_string));
        let list = list.ok_or_else(|| Refusal::parameter("Param websites must hold at most 2 addresses."))?;
        changed.insert("websites".to_owned(), json!(list));
    }
    world.profile = changed;
    Ok(json!({"success": true}))
}
