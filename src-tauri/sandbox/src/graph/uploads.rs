//! The resumable upload (reference 4): a session of the app, its bytes, and a handle in return.

use axum::http::Method;
use bytes::Bytes;
use serde_json::json;

use crate::graph::{Call, Reply};
use crate::refusal::Refusal;
use crate::world::World;

const TYPES: &[&str] = &["image/jpeg", "image/jpg", "image/png", "application/pdf", "video/mp4"];

/// A file on its way, or there.
pub(crate) struct Session {
    id: String,
    mime: String,
    length: usize,
    bytes: Vec<u8>,
    /// Names the file once it is whole.
    handle: String,
}

/// Whether a node is a session.
pub(crate) fn is_session(node: &str) -> bool {
    node.starts_with("upload:")
}

/// `POST /{app_id}/uploads`.
pub(crate) fn begin(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    let length = call.text("file_length").and_then(|length| length.parse().ok()).filter(|length| *length > 0);
    let length = length.ok_or_else(|| Refusal::parameter("The parameter file_length is required."))?;
    let mime = call.text("file_type").filter(|mime| TYPES.contains(&mime.as_str()));
    let mime = mime.ok_or_else(|| Refusal::parameter("Param file_type is not supported."))?;
    let (id, handle) = (format!("upload:{}", world.mint.trace()), format!("4::{}", world.mint.trace()));
    world.uploads.push(Session { id: id.clone(), mime, length, bytes: Vec::new(), handle });
    // The real ones carry a signature behind a question mark.
    Ok(Reply::Json(json!({"id": format!("{id}?sig=ARsandbox")})))
}

/// `POST` and `GET /upload:…`.
pub(crate) fn answer(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    let id = call.path.first().map(String::as_str).unwrap_or_default();
    let refusal = Refusal::unknown_object(id);
    let signed = call.text("sig").is_some();
    let session = world.uploads.iter_mut().find(|session| session.id == id && signed).ok_or(refusal)?;
    if call.method == Method::GET {
        return Ok(Reply::Json(json!({"id": id, "file_offset": session.bytes.len()})));
    }
    if call.file_offset != Some(session.bytes.len()) {
        return Err(Refusal::parameter("The header file_offset must be where the upload stopped."));
    }
    session.bytes.extend_from_slice(call.file.as_ref().map(|file| &*file.bytes).unwrap_or_default());
    if session.bytes.len() != session.length {
        return Err(Refusal::parameter("The upload has another length than was announced."));
    }
    Ok(Reply::Json(json!({"h": session.handle})))
}

/// A whole file by its handle, with its type.
pub(crate) fn file(world: &World, handle: &str) -> Option<(String, Bytes)> {
    let found = world.uploads.iter().find(|session| session.handle == handle && session.bytes.len() == session.length);
    found.map(|session| (session.mime.clone(), Bytes::from(session.bytes.clone())))
}
