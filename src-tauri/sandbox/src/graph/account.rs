//! The account, its one number, and what a token may do (reference 8.2, 8.3).

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::graph::{Call, Reply, token};
use crate::identity::BUSINESS_NAME;
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
            let row = |world: &mut World| picked(number_fields(world), call.fields(), NUMBER_USUAL);
            let numbers = if token::state(world) == "no_number" { 0 } else { world.numbers() };
            let rows: Vec<Value> = (0..numbers).map(|number| world.at(number, row)).collect();
            json!({"data": rows, "paging": {"cursors": {"before": "MAZDZD", "after": "MAZDZD"}}})
        }
        (&Method::GET, Some("message_templates")) if waba => catalogue::list(world, call)?,
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
        "display_phone_number": world.called.display,
        "verified_name": world.called.name,
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

pub(crate) fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(map) = value { map } else { Map::new() }
}
