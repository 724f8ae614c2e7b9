//! News of the number, the account and its templates: the state changes, and a webhook tells it (reference 2.6).

use serde_json::{Map, Value, json};

use super::{Outcome, extend, text};
use crate::sandbox::Sandbox;
use crate::world::World;

/// A webhook: its field and value.
type Told = (&'static str, Value);

/// Changes what the body names, and tells it.
pub(super) fn tell(sandbox: &Sandbox, body: &Value) -> Outcome {
    let ago = body.get("ago_ms").and_then(Value::as_i64).unwrap_or(0);
    let silent = body.get("silent").and_then(Value::as_bool).unwrap_or(false);
    sandbox.change(|world| {
        let (field, value) = match text(body, "of").as_deref() {
            Some("template") => of_template(world, body)?,
            Some("number") => of_number(world, body)?,
            Some("account") => of_account(world, body)?,
            _ => return Err("\"of\" must be template, number or account".to_owned()),
        };
        if !silent {
            world.emit_late(field, value.clone(), ago);
        }
        Ok(json!({"field": field, "value": value}))
    })
}

fn of_template(world: &mut World, body: &Value) -> Result<Told, String> {
    let name = text(body, "name").ok_or("\"name\" is missing")?;
    let language = text(body, "language").unwrap_or_else(|| "en".to_owned());
    let is = |template: &&mut Value| has(template, "name", &name) && has(template, "language", &language);
    let template = world.templates.iter_mut().find(is).and_then(Value::as_object_mut);
    let template = template.ok_or_else(|| format!("there is no template {name} in {language}"))?;
    let mut value = json!({
        "message_template_id": template.get("id").and_then(Value::as_str).and_then(|id| id.parse::<i64>().ok()),
        "message_template_name": name, "message_template_language": language.replace('_', "-"),
    });
    let (field, more) = template_change(template, body)?;
    extend(&mut value, more);
    Ok((field, value))
}

fn template_change(template: &mut Map<String, Value>, body: &Value) -> Result<Told, String> {
    let before = |template: &Map<String, Value>, name: &str| template.get(name).cloned().unwrap_or(Value::Null);
    if let Some(status) = text(body, "status") {
        let reason = text(body, "reason");
        template.insert("status".to_owned(), json!(status));
        template.insert("rejected_reason".to_owned(), json!(reason.clone().unwrap_or_else(|| "NONE".to_owned())));
        let value =
            json!({"event": status, "reason": reason, "message_template_category": before(template, "category")});
        return Ok(("message_template_status_update", value));
    }
    if let Some(quality) = text(body, "quality") {
        let was = template.get("quality_score").and_then(|score| score.get("score")).cloned();
        template.insert("quality_score".to_owned(), json!({"score": quality}));
        let value = json!({"previous_quality_score": was, "new_quality_score": quality});
        return Ok(("message_template_quality_update", value));
    }
    let was = before(template, "category");
    if let Some(category) = text(body, "category") {
        template.insert("category".to_owned(), json!(category));
        return Ok(("template_category_update", json!({"previous_category": was, "new_category": category})));
    }
    let correct = text(body, "correct_category").ok_or("nothing of the template changes")?;
    Ok(("template_category_update", json!({"new_category": was, "correct_category": correct})))
}

fn of_number(world: &mut World, body: &Value) -> Result<Told, String> {
    let mut value = json!({"display_phone_number": world.called.phone});
    let (field, more) = number_change(&mut world.standing, body)?;
    extend(&mut value, more);
    Ok((field, value))
}

fn number_change(standing: &mut Map<String, Value>, body: &Value) -> Result<Told, String> {
    let mut set = |name: &str, value: Value| drop(standing.insert(name.to_owned(), value));
    if let Some(event) = text(body, "quality") {
        let flagged = event == "FLAGGED";
        set("quality_rating", json!(if flagged { "RED" } else { "GREEN" }));
        set("status", json!(if flagged { "FLAGGED" } else { "CONNECTED" }));
        return Ok(("phone_number_quality_update", json!({"event": event})));
    }
    if let Some(tier) = text(body, "limit") {
        set("whatsapp_business_manager_messaging_limit", json!(tier));
        return Ok(("phone_number_quality_update", json!({"event": "ONBOARDING", "current_limit": tier})));
    }
    if let Some(level) = text(body, "throughput") {
        set("throughput", json!({"level": level}));
        return Ok(("phone_number_quality_update", json!({"event": "THROUGHPUT_UPGRADE"})));
    }
    if let Some(name) = text(body, "new_name") {
        let decision = text(body, "decision").unwrap_or_else(|| "APPROVED".to_owned());
        set("new_name_status", json!(decision));
        if decision == "APPROVED" {
            set("verified_name", json!(name));
        }
        let value =
            json!({"decision": decision, "requested_verified_name": name, "rejection_reason": text(body, "reason")});
        return Ok(("phone_number_name_update", value));
    }
    if let Some(username) = text(body, "username") {
        let status = text(body, "status").unwrap_or_else(|| "approved".to_owned());
        return Ok(("business_username_update", json!({"username": username, "status": status})));
    }
    let event = text(body, "pin").ok_or("nothing of the number changes")?;
    Ok(("security", json!({"event": event})))
}

fn of_account(world: &mut World, body: &Value) -> Result<Told, String> {
    let update = |value: Value| Ok(("account_update", value));
    if let Some(kind) = text(body, "restriction") {
        let ends = world.now.saturating_add(body.get("for_ms").and_then(Value::as_i64).unwrap_or(86_400_000));
        let info = json!([{"restriction_type": kind, "expiration": ends.div_euclid(1_000)}]);
        return update(json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": info}));
    }
    if let Some(kind) = text(body, "violation") {
        return update(json!({"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": kind}}));
    }
    if let Some(state) = text(body, "ban") {
        let info = json!({"waba_ban_state": state, "waba_ban_date": text(body, "day")});
        return update(json!({"event": "DISABLED_UPDATE", "ban_info": info}));
    }
    if let Some(decision) = text(body, "review") {
        return Ok(("account_review_update", json!({"decision": decision})));
    }
    if let Some(tier) = text(body, "limit") {
        world.standing.insert("whatsapp_business_manager_messaging_limit".to_owned(), json!(tier));
        return Ok(("business_capability_update", json!({"max_daily_conversations_per_business": tier})));
    }
    if let Some(kind) = text(body, "alert") {
        let severity = text(body, "severity").unwrap_or_else(|| "WARNING".to_owned());
        let info = json!({"alert_severity": severity, "alert_status": "ACTIVE", "alert_type": kind,
            "alert_description": "The sandbox was told so."});
        let value = json!({"entity_type": "BUSINESS", "entity_id": world.hello.waba_id, "alert_info": info});
        return Ok(("account_alerts", value));
    }
    update(json!({"event": text(body, "event").ok_or("nothing of the account changes")?}))
}

fn has(template: &Value, name: &str, value: &str) -> bool {
    template.get(name).and_then(Value::as_str) == Some(value)
}
