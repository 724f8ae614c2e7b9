//! The control endpoint: for tests and for people who want to see something happen now. Loopback only, never from a page.

mod acts;
mod calls;
mod groups;
mod mischief;
mod news;
mod routes;
mod views;

use std::sync::Arc;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::sandbox::Sandbox;
use crate::wire::Peer;

/// What a control call comes to: the answer, or what was wrong with the call.
type Outcome = Result<Value, String>;

/// Answers one control call; `path` is what stands after `/control`.
pub(crate) async fn answer(sandbox: &Arc<Sandbox>, peer: &Peer, request: Request, path: &str) -> Response {
    if !from_here(peer, request.headers()) {
        return (StatusCode::FORBIDDEN, Json(json!({"error": "the control endpoint serves this machine only"})))
            .into_response();
    }
    let method = request.method().clone();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let Ok(bytes) = to_bytes(request.into_body(), 8 * 1_024 * 1_024).await else {
        return refused("the body could not be read");
    };
    let body = if bytes.is_empty() { json!({}) } else { serde_json::from_slice(&bytes).unwrap_or(Value::Null) };
    if !body.is_object() {
        return refused("the body must be a JSON object");
    }
    match route(sandbox, &method, path, &query, &body).await {
        Some(Ok(body)) => Json(body).into_response(),
        Some(Err(why)) => refused(&why),
        None => {
            let body = json!({"error": format!("there is no control call {method} {path}")});
            (StatusCode::NOT_FOUND, Json(body)).into_response()
        }
    }
}

/// Makes the call; none where there is no such call.
async fn route(sandbox: &Arc<Sandbox>, method: &Method, path: &str, query: &str, body: &Value) -> Option<Outcome> {
    let outcome = match (method, path) {
        (&Method::GET, "") => Ok(views::town(sandbox)),
        (&Method::GET, "/sent") => Ok(views::sent(sandbox, query)),
        (&Method::GET, "/requests") => Ok(views::requests(sandbox, query)),
        (&Method::GET, "/groups") => {
            Ok(groups::view(sandbox, views::parameters(query).get("group").map(String::as_str)))
        }
        (&Method::GET, "/group_errors") => Ok(groups::table()),
        (&Method::POST, "/seats") => groups::seats(sandbox, body),
        (&Method::POST, "/crowd") => groups::crowd(sandbox, body),
        (&Method::POST, "/say") => acts::say(sandbox, body).await,
        (&Method::POST, "/burst") => acts::burst(sandbox, body),
        (&Method::POST, "/clock") => acts::clock(sandbox, body),
        (&Method::POST, "/rate") => acts::rate(sandbox, body),
        (&Method::POST, "/number") => acts::number(sandbox, body),
        (&Method::POST, "/reads") => acts::reads(sandbox, body),
        (&Method::POST, "/news") => news::tell(sandbox, body),
        (&Method::POST, "/routes") => routes::set(sandbox, body),
        (&Method::POST, "/event") => acts::event(sandbox, body),
        (&Method::POST, "/media_expire") => Ok(acts::media_expire(sandbox)),
        (&Method::POST, "/idle") => Ok(acts::idle(sandbox, body).await),
        (&Method::POST, "/trouble") => mischief::set(sandbox, body),
        (&Method::POST, "/trouble/clear") => Ok(mischief::clear(sandbox, body)),
        _ => return None,
    };
    Some(outcome)
}

/// A peer on this machine, no page in a browser (`Origin`), and no name that was bent to point here (`Host`).
fn from_here(peer: &Peer, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    peer.address.ip().to_canonical().is_loopback()
        && !headers.contains_key(header::ORIGIN)
        && matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

fn refused(why: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({"error": why}))).into_response()
}

fn text(body: &Value, name: &str) -> Option<String> {
    body.get(name).and_then(Value::as_str).map(str::to_owned)
}

/// Puts the fields of one object into another.
fn extend(value: &mut Value, more: Value) {
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
}

/// Every control call with its body; part of `--help`.
pub const CALLS: &str = r#"Control calls, JSON over loopback, below the address "control" of the first line:
  GET  /control                what the town is: now and offset_ms (milliseconds), people, groups, figures
  GET  /control/sent           every accepted message: id, to, type, body, callback, attempts, statuses (?callback=… &person=…)
  GET  /control/requests       the last requests to the API: from, method, path, status (?last=100)
  GET  /control/groups         every group whole: members, requests, removed, left, link, pins, picture, ... (?group=NAME or id)
  GET  /control/group_errors   which error code can be had from which group call (trouble group_refuses)
  POST /control/seats          {"seats": N}   people that a group holds, 1 to 1024 (8)
  POST /control/crowd          {"group": NAME, "count": N}   fills a group up to N people
  POST /control/say            {"person": NAME or id, "type": KIND, "group"?, "text"?, "reply_to"?, "emoji"?, "wait"?: true, "number"?: "+…" or id}
       kinds: text image video voice audio document sticker location contacts reaction interactive button order system
       unsupported edit revoke, or any other word as a kind nobody knows; an object in "payload" is taken as the kind's
       own object, one in "referral" as the ad somebody came from, "code" as the error of unsupported; also stop, resume and
       signup (marketing messages), call ("seconds": how long it lasted, 0 for a missed one; "by_us"?: true) and handover
       ("taken"?: true). With "group", and "link" if it matters which: join (is in at once), enter (opens the link: in,
       or asking where approval is on), join_request, withdraw, leave; accept_invitation (the latest one sent to the person,
       "group" if it matters which), misbehave ("manner": "rude" or "spam", "count"?, also without "group")
       more: caption filename latitude longitude name address url contact_name contact_phone payload reply forwarded phone; of system
       "what": user_changed_user_id where the id alone becomes another one
       answers {"message_id", "status"}: with "wait" the HTTP status of the first delivery, null when nobody took it
  POST /control/burst          {"count": N, "per_second"?: R, "people"?: K}   texts, R a second or as fast as it goes
  POST /control/clock          {"advance_ms": N} or {"offset_ms": N} or {"hold": true|false}
  POST /control/rate           {"rate": R}   messages a second of the town's own accord, 0 for silence
  POST /control/number         {"name": NAME, "phone": "+…"}   the account has one more number, without groups; its phone_number_id
  POST /control/reads          {"person": NAME, "off": true}   the person sends no read receipts
  POST /control/news           what the number's, the account's or a template's state is from now on, with its webhook:
       {"of": "template", "name": NAME, "language"?, and one of "status" (with "reason"?), "quality", "category",
       "correct_category"}
       {"of": "number", and one of "quality": FLAGGED or UNFLAGGED, "limit": TIER, "throughput": LEVEL, "new_name" with
       "decision" and "reason"?, "username" with "status", "pin": EVENT}
       {"of": "account", and one of "restriction": TYPE with "for_ms", "violation": TYPE, "ban": STATE with "day"?,
       "review": DECISION, "limit": TIER, "alert": TYPE with "severity"?, "event": any other event of account_update}
       "ago_ms" lets the webhook tell of a while ago; "silent": true changes the state and loses the webhook
  POST /control/routes         {"callback"?, "fields"?: [NAME…], "override"?, "attached"?: false}   where webhooks go, as if
       somebody else had set it and nobody asked the address; null takes one away
  POST /control/event          {"field": NAME, "value": {…}, "ago_ms"?: N}   any webhook, e.g. flows
  POST /control/media_expire   {}   every media id and address ends now
  POST /control/idle           {"within_ms"?: N}   answers when no webhook is queued, in flight or due (within N)
  POST /control/trouble        {"kind": KIND, "count"?: N, "value"?: …}   lasts N uses, or until cleared
  POST /control/trouble/clear  {"kind"?: KIND}
"#;
