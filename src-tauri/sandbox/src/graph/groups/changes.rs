//! Creating, changing and deleting groups, and their links (reference 1.2: G1, G4, G5, G7, G8; 1.4).

use serde_json::{Map, Value, json};

use super::tell;
use crate::graph::{Call, Reply};
use crate::media::rules::looks_like;
use crate::refusal::{Refusal, webhook_error};
use crate::town::circles::Circle;
use crate::world::World;

const SUBJECT_MOST: usize = 128;
const DESCRIPTION_MOST: usize = 2_048;
/// Groups of one number (reference 1.1).
const GROUPS_MOST: usize = 10_000;
const PICTURE_MOST: usize = 5 * 1_024 * 1_024;
const PICTURE_LEAST_PX: u32 = 192;

fn accepted(request: &str) -> Reply {
    Reply::Json(json!({"messaging_product": "whatsapp", "request_id": request}))
}

/// A text of at most so many characters, trimmed.
fn trimmed(call: &Call, name: &str, most: usize) -> Result<Option<String>, Refusal> {
    let Some(text) = call.text(name) else { return Ok(None) };
    let text = text.trim().to_owned();
    if text.chars().count() > most {
        return Err(Refusal::parameter(format!("Param {name} must be at most {most} characters long.")));
    }
    Ok(Some(text))
}

/// `POST /{phone_number_id}/groups`.
pub(super) fn create(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    if call.text("messaging_product").as_deref() != Some("whatsapp") {
        return Err(Refusal::parameter("The parameter messaging_product is required."));
    }
    if world.circles.iter().filter(|circle| !circle.deleted).count() >= GROUPS_MOST {
        return Err(Refusal::new(131_211, "The number has as many groups as it may"));
    }
    for (trouble, code) in [("group_limit", 131_211), ("group_creation_off", 131_214)] {
        if world.troubles.take(trouble).is_some() {
            return Err(Refusal::new(code, "The sandbox was told to refuse it"));
        }
    }
    let subject = trimmed(call, "subject", SUBJECT_MOST)?.filter(|subject| !subject.is_empty());
    let subject = subject.ok_or_else(|| Refusal::parameter("The parameter subject is required."))?;
    let description = trimmed(call, "description", DESCRIPTION_MOST)?.unwrap_or_default();
    let approval = match call.text("join_approval_mode").as_deref() {
        None | Some("auto_approve") => false,
        Some("approval_required") => true,
        Some(_) => {
            return Err(Refusal::parameter(
                "Param join_approval_mode must be one of {AUTO_APPROVE, APPROVAL_REQUIRED}.",
            ));
        }
    };
    let request = world.mint.request();
    let circle = Circle::founded(world.mint.media(), world.mint.trace(), subject, description, approval, world.now);
    let (answer, failing) = (accepted(&request), world.troubles.take("group_create_fails"));
    tell(world, "group_lifecycle_update", move |world| Some(created(world, circle, &request, failing)));
    Ok(answer)
}

fn created(world: &mut World, circle: Circle, request: &str, failing: Option<Value>) -> Value {
    let mut event = json!({
        "timestamp": world.seconds(), "type": "group_create", "request_id": request, "subject": circle.subject,
    });
    let Some(fields) = event.as_object_mut() else { return event };
    if let Some(code) = failing {
        fields.insert("description".to_owned(), json!(circle.description));
        fields.insert("errors".to_owned(), json!([failure(&code)]));
        return event;
    }
    let mode = if circle.approval { "approval_required" } else { "auto_approve" };
    fields.insert("group_id".to_owned(), json!(circle.id));
    fields.insert("invite_link".to_owned(), json!(circle.invite_link));
    fields.insert("join_approval_mode".to_owned(), json!(mode));
    world.circles.push(circle);
    event
}

fn failure(code: &Value) -> Value {
    webhook_error(code.as_i64().unwrap_or(131_000), "The sandbox was told to let it fail")
}

/// `DELETE /{group_id}`.
pub(super) fn delete(world: &mut World, at: usize) -> Result<Reply, Refusal> {
    let request = world.mint.request();
    let answer = Reply::Json(json!({"success": true, "request_id": request}));
    let failing = world.troubles.take("group_delete_fails");
    tell(world, "group_lifecycle_update", move |world| {
        let timestamp = world.seconds();
        let circle = world.circles.get_mut(at)?;
        let mut event =
            json!({"timestamp": timestamp, "group_id": circle.id, "type": "group_delete", "request_id": request});
        match (failing, event.as_object_mut()) {
            (Some(code), Some(fields)) => {
                fields.insert("errors".to_owned(), json!([failure(&code)]));
            }
            _ => {
                circle.deleted = true;
                circle.members.clear();
            }
        }
        Some(event)
    });
    Ok(answer)
}

/// `POST /{group_id}/invite_link`: every earlier link is dead at once.
pub(super) fn reset_link(world: &mut World, at: usize) -> Reply {
    let link = format!("https://chat.whatsapp.com/{}", world.mint.trace());
    if let Some(circle) = world.circles.get_mut(at) {
        circle.invite_link.clone_from(&link);
    }
    Reply::Json(json!({"messaging_product": "whatsapp", "invite_link": link}))
}

/// `DELETE /{group_id}/invite_link`. The reference writes `success` as a text here.
pub(super) fn delete_link(world: &mut World, at: usize) -> Reply {
    reset_link(world, at);
    Reply::Json(json!({"messaging_product": "whatsapp", "success": "true"}))
}

/// `POST /{group_id}`: subject, description, picture.
pub(super) fn settings(world: &mut World, call: &Call, at: usize) -> Result<Reply, Refusal> {
    let mut asked: Vec<(&'static str, Value)> = Vec::new();
    if let Some(file) = &call.file {
        asked.push(("profile_picture", picture(&file.bytes)?));
    }
    if let Some(subject) = trimmed(call, "subject", SUBJECT_MOST)? {
        if subject.is_empty() {
            return Err(Refusal::parameter("Param subject must not be empty."));
        }
        asked.push(("group_subject", json!({"text": subject})));
    }
    if let Some(description) = trimmed(call, "description", DESCRIPTION_MOST)? {
        asked.push(("group_description", json!({"text": description})));
    }
    if asked.is_empty() {
        return Err(Refusal::parameter("At least one of subject, description and a picture is required."));
    }
    let request = world.mint.request();
    let answer = accepted(&request);
    let failing = match (world.troubles.take("settings_fail"), world.troubles.take("settings_partly")) {
        (Some(code), _) => (usize::MAX, code),
        (None, Some(code)) => (1, code),
        (None, None) => (0, Value::Null),
    };
    tell(world, "group_settings_update", move |world| changed(world, at, &request, asked, failing));
    Ok(answer)
}

/// The first so many of the asked settings fail with a code and stay as they were.
fn changed(
    world: &mut World,
    at: usize,
    request: &str,
    asked: Vec<(&'static str, Value)>,
    (failing, code): (usize, Value),
) -> Option<Value> {
    let timestamp = world.seconds();
    let circle = world.circles.get_mut(at)?;
    let mut event = Map::new();
    event.insert("timestamp".to_owned(), json!(timestamp));
    event.insert("group_id".to_owned(), json!(circle.id));
    event.insert("type".to_owned(), json!("group_settings_update"));
    event.insert("request_id".to_owned(), json!(request));
    let code = code.as_i64().unwrap_or(100);
    // Where every setting failed, the whole did, and not only a part of it.
    let over_all = if failing < asked.len() { 131_201 } else { code };
    for (number, (name, mut block)) in asked.into_iter().enumerate() {
        let fails = number < failing;
        if !fails {
            apply(circle, name, &block);
        }
        if let Some(block) = block.as_object_mut() {
            block.insert("update_successful".to_owned(), json!(!fails));
            if fails {
                block.insert("errors".to_owned(), json!([webhook_error(code, "The sandbox was told to let it fail")]));
            }
        }
        event.insert(name.to_owned(), block);
    }
    if failing > 0 {
        event.insert("errors".to_owned(), json!([webhook_error(over_all, "Some settings were not changed")]));
    }
    Some(Value::Object(event))
}

/// Puts one changed setting into the group.
fn apply(circle: &mut Circle, name: &str, block: &Value) {
    let said = |field: &str| block.get(field).and_then(Value::as_str).map(str::to_owned);
    match name {
        "group_subject" => circle.subject = said("text").unwrap_or_default(),
        "group_description" => circle.description = said("text").unwrap_or_default(),
        _ => circle.picture = said("sha256"),
    }
}

/// A square JPEG of at least 192 pixels and at most 5 MB.
fn picture(bytes: &[u8]) -> Result<Value, Refusal> {
    if !looks_like("image/jpeg", bytes) || bytes.len() > PICTURE_MOST {
        return Err(Refusal::new(131_053, "The picture must be a JPEG of at most 5 MB"));
    }
    let read = image::load_from_memory(bytes).map_err(|_| Refusal::new(131_053, "The picture cannot be read"))?;
    if read.width() != read.height() {
        return Err(Refusal::new(131_209, "The picture must be square"));
    }
    if read.width() < PICTURE_LEAST_PX {
        return Err(Refusal::new(131_210, "The picture must measure at least 192 pixels"));
    }
    let hash = <sha2::Sha256 as sha2::Digest>::digest(bytes);
    Ok(json!({"mime_type": "image/jpeg", "sha256": hex::encode(hash)}))
}
