//! Media over HTTP: upload, address, download, delete (reference 4).

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::graph::{Call, Reply};
use crate::media::rules::{accept, bare};
use crate::media::shelf::UPLOADED_MS;
use crate::refusal::Refusal;
use crate::send::catalogue;
use crate::world::World;

/// `POST /{phone_number_id}/media`.
pub(crate) fn upload(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    if call.text("messaging_product").as_deref() != Some("whatsapp") {
        return Err(Refusal::parameter("The parameter messaging_product is required."));
    }
    let Some(file) = &call.file else {
        return Err(Refusal::parameter("The parameter file is required."));
    };
    let part = file.mime.clone().filter(|mime| mime != "application/octet-stream");
    let Some(shown) = part.or_else(|| call.text("type")) else {
        return Err(Refusal::parameter("The parameter type is required."));
    };
    accept(&bare(&shown), &file.bytes)?;
    let id = world.mint.media();
    world.shelf.put(id.clone(), &shown, file.bytes.clone(), world.now.saturating_add(UPLOADED_MS));
    Ok(Reply::Json(json!({"id": id})))
}

/// `GET` and `DELETE /{media_id}`, and the read of one template, whose ids look the same.
pub(crate) fn answer(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    let id = call.path.first().map(String::as_str).unwrap_or_default();
    let template =
        world.templates.iter().find(|template| template.get("id").and_then(serde_json::Value::as_str) == Some(id));
    if let (Some(template), &Method::GET) = (template, &call.method) {
        return Ok(Reply::Json(catalogue::shown(template, call)));
    }
    if call.text("phone_number_id").is_some_and(|number| world.number_of(&number).is_none()) {
        return Err(Refusal::unknown_object(id));
    }
    match call.method {
        Method::GET => {
            let token = world.mint.trace();
            let medium = world.shelf.get(id, world.now).ok_or_else(|| Refusal::unknown_object(id))?;
            let answer = json!({
                "messaging_product": "whatsapp",
                "url": format!("{}/media/{token}", world.hello.api_base),
                "mime_type": medium.shown_mime,
                "sha256": medium.sha256_hex(),
                "file_size": medium.bytes.len(),
                "id": id,
            });
            world.shelf.address(token, id, world.now);
            Ok(Reply::Json(answer))
        }
        Method::DELETE if world.shelf.remove(id, world.now) => Ok(Reply::success()),
        _ => Err(Refusal::unknown_object(id)),
    }
}

/// A download: none of the error bodies of the Graph API, a plain status.
pub(crate) fn download(world: &mut World, token: &str, bearer: Option<&str>) -> Result<Reply, StatusCode> {
    if let Some(status) = world.troubles.take("media_status") {
        let status = status.as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(500);
        return Err(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    }
    if bearer != Some(world.hello.token.as_str()) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let medium = world.shelf.open(token, world.now).ok_or(StatusCode::NOT_FOUND)?;
    Ok(Reply::File { mime: medium.shown_mime.clone(), bytes: medium.bytes.clone() })
}
