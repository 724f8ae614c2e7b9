//! The Graph API: versions, tokens, nodes and their edges.

pub(crate) mod account;
pub(crate) mod blocks;
pub(crate) mod call;
pub(crate) mod groups;
pub(crate) mod media;
pub(crate) mod profile;
pub(crate) mod subscriptions;
pub(crate) mod token;
pub(crate) mod uploads;

pub(crate) use call::Call;

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::sandbox::Sandbox;
use crate::send;
use crate::wire::Peer;
use crate::world::World;

/// What a call is answered with when it is not refused.
pub(crate) enum Reply {
    Json(Value),
    /// With another status than 200, e.g. 206 for what succeeded in part.
    Status(StatusCode, Value),
    File {
        mime: String,
        bytes: Bytes,
    },
}

impl Reply {
    pub(crate) fn success() -> Self {
        Self::Json(json!({"success": true}))
    }
}

/// Answers one call below `/vNN.N/`.
pub(crate) async fn answer(sandbox: &Arc<Sandbox>, peer: &Peer, call: Call) -> Response {
    let may_spoil = troubles_of(sandbox, &call);
    let result = dispatch(sandbox, &call).await;
    let response = match result {
        Ok(Reply::Json(body)) => Json(body).into_response(),
        Ok(Reply::Status(status, body)) => (status, Json(body)).into_response(),
        Ok(Reply::File { mime, bytes }) => ([(header::CONTENT_TYPE, mime)], bytes).into_response(),
        Err(refusal) => return refusal.answer(&sandbox.change(|world| world.mint.trace())),
    };
    match may_spoil {
        Some(names) => spoilt(sandbox, peer, response, names).await,
        None => response,
    }
}

/// The troubles that an answer to this call can meet after it was accepted: one that breaks it, one that drops it.
fn troubles_of(sandbox: &Arc<Sandbox>, call: &Call) -> Option<[&'static str; 2]> {
    if is_send(call) {
        // A read mark goes the same way, and is no send.
        return call.body.get("status").is_none().then_some(["accept_then_5xx", "drop_answer"]);
    }
    if call.edge() == Some("block_users") {
        return (call.method != Method::GET).then_some(["block_5xx", "drop_block_answer"]);
    }
    if call.edge() == Some("whatsapp_business_profile") {
        return (call.method != Method::GET).then_some(["profile_5xx", "drop_profile_answer"]);
    }
    let node = call.path.first().map(String::as_str).unwrap_or_default();
    let of_group = call.edge() == Some("groups") || sandbox.change(|world| world.has_group(node));
    (of_group && call.method != Method::GET).then_some(["group_5xx", "drop_group_answer"])
}

/// An accepted call's answer comes late, broken or not at all.
async fn spoilt(
    sandbox: &Arc<Sandbox>,
    peer: &Peer,
    response: Response,
    [breaks, drops]: [&'static str; 2],
) -> Response {
    let (delay, broken, dropped) = sandbox.change(|world| {
        let troubles = &mut world.troubles;
        (troubles.take("delay_answer_ms"), troubles.take(breaks), troubles.take(drops))
    });
    if let Some(ms) = delay.and_then(|value| value.as_u64()) {
        tokio::time::sleep(Duration::from_millis(ms.min(600_000))).await;
    }
    if dropped.is_some() {
        peer.cut();
    }
    match broken {
        None => response,
        Some(status) => {
            let status = status.as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(500);
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let trace = sandbox.change(|world| world.mint.trace());
            let body = Refusal::new(131_000, "Message failed to send due to an unknown error.").body(&trace);
            (status, Json(body)).into_response()
        }
    }
}

/// The calls of which an account has so many an hour (reference 7.1).
fn is_management(sandbox: &Sandbox, call: &Call) -> bool {
    const EDGES: [&str; 4] = ["assigned_users", "phone_numbers", "message_templates", "subscribed_apps"];
    let of_account = sandbox.change(|world| call.path.first() == Some(&world.hello.waba_id));
    of_account && (call.edge().is_some_and(|edge| EDGES.contains(&edge)) || call.edge().is_none())
}

fn is_send(call: &Call) -> bool {
    call.method == Method::POST && call.edge() == Some("messages")
}

async fn dispatch(sandbox: &Arc<Sandbox>, call: &Call) -> Result<Reply, Refusal> {
    if call.path == ["oauth", "access_token"] {
        return sandbox.change(|world| token::of_app(world, call)).map(Reply::Json);
    }
    sandbox.change(|world| token::allow(world, call))?;
    if !is_send(call)
        && let Some(code) = sandbox.change(|world| world.troubles.take("read_code"))
    {
        return Err(Refusal::new(code.as_i64().unwrap_or(2), "The sandbox was told to answer so"));
    }
    if is_management(sandbox, call) {
        sandbox.change(|world| {
            let most = world.troubles.look("management").and_then(Value::as_u64);
            world.limits.management(world.now, most)
        })?;
    }
    if let Some(problem) = &call.problem {
        return Err(Refusal::parameter(problem.clone()));
    }
    let node = call.path.first().map(String::as_str).unwrap_or_default();
    let (turn, number, waba, app) = sandbox.change(|world| {
        let turn = world.number_of(node).unwrap_or(0);
        let number = world.at(turn, |world| world.hello.phone_number_id.clone());
        (turn, number, world.hello.waba_id.clone(), world.hello.app_id.clone())
    });
    let edge = call.edge();
    if (node == app && edge == Some("subscriptions"))
        || (node == waba && edge == Some("subscribed_apps"))
        || (node == number && edge.is_none() && call.method == Method::POST)
    {
        return subscriptions::answer(sandbox, call).await;
    }
    let made = |world: &mut World| {
        if node == world.foreign.waba_id || node == world.foreign.phone_number_id {
            let code = if call.method == Method::GET { 200 } else { 10 };
            return Err(Refusal::new(code, "The token has no access to this asset"));
        }
        match (&call.method, edge) {
            (&Method::POST, Some("messages")) if world.troubles.look("not_registered").is_some() => {
                Err(Refusal::new(133_010, "Account not registered"))
            }
            (&Method::POST, Some("messages")) if node == number => send::send(world, &call.body).map(Reply::Json),
            (&Method::POST, Some("media")) if node == number => media::upload(world, call),
            (&Method::GET, Some("groups")) if node == number => groups::list(world, call),
            (&Method::POST, Some("groups")) if node == number => groups::answer(world, call),
            (&Method::POST, Some("uploads")) if node == app => uploads::begin(world, call),
            (_, None) if uploads::is_session(node) => uploads::answer(world, call),
            (_, Some("block_users")) if node == number => blocks::answer(world, call),
            (_, Some("whatsapp_business_profile")) if node == number => profile::answer(world, call),
            (_, _) if node == "me" || node == token::portfolio(world) => {
                token::businesses(world, call).map(Reply::Json)
            }
            (_, _) if node == number || node == waba || node == app || node == "debug_token" => {
                account::answer(world, call)
            }
            (_, _) if world.circle_with_id(node).is_some() => groups::answer(world, call),
            (_, None) => media::answer(world, call),
            (_, Some(_)) => Err(Refusal::unknown_object(node)),
        }
    };
    sandbox.change(|world| world.at(turn, made))
}
