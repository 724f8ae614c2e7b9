//! Tokens: whose they are, what they may do and say of themselves (reference 8.2). The trouble `token` makes the system
//! user's token another one.

use axum::http::Method;
use serde_json::{Value, json};

use crate::graph::{Call, is_send};
use crate::identity::BUSINESS_NAME;
use crate::refusal::Refusal;
use crate::world::World;

const MANAGEMENT: &str = "whatsapp_business_management";
const MESSAGING: &str = "whatsapp_business_messaging";
/// Subcodes of a refused token: its time is over; its user changed the password.
const EXPIRED: i64 = 463;
const REVOKED: i64 = 460;
const HOUR: i64 = 3_600;

/// What the trouble `token` says of the system user's token.
pub(crate) fn state(world: &World) -> &str {
    world.troubles.look("token").and_then(Value::as_str).unwrap_or_default()
}

/// Who may make this call: the system user, and the app itself for what is its own.
pub(crate) fn allow(world: &World, call: &Call) -> Result<(), Refusal> {
    let hello = &world.hello;
    let node = call.path.first().map(String::as_str).unwrap_or_default();
    let of_app = node == hello.app_id && call.edge() == Some("subscriptions");
    match call.token.as_deref() {
        Some(token) if token == app_token(world) && world.troubles.look("other_secret").is_some() => {
            Err(Refusal::token())
        }
        Some(token) if token == app_token(world) && (node == hello.app_id || node == "debug_token") => Ok(()),
        Some(token) if token == hello.token => match state(world) {
            "expired" => Err(Refusal::ended(EXPIRED, "Session has expired")),
            "revoked" => Err(Refusal::ended(REVOKED, "The session was invalidated because the password was changed")),
            _ if of_app => Err(Refusal::new(15, "This method must be called with an app access_token.")),
            "no_messaging" if is_send(call) => Err(Refusal::new(10, "The token lacks whatsapp_business_messaging")),
            "no_management" if node == hello.waba_id => {
                Err(Refusal::new(200, "The token lacks whatsapp_business_management"))
            }
            _ => Ok(()),
        },
        _ => Err(Refusal::token()),
    }
}

/// The business portfolio that owns the account.
pub(crate) fn portfolio(world: &World) -> String {
    format!("7{}", world.hello.waba_id)
}

fn app_token(world: &World) -> String {
    format!("{}|{}", world.hello.app_id, world.hello.app_secret)
}

/// `GET /oauth/access_token`: the token of the app, for whoever knows its secret.
pub(crate) fn of_app(world: &World, call: &Call) -> Result<Value, Refusal> {
    let (id, secret) = (&world.hello.app_id, &world.hello.app_secret);
    let known = call.text("client_id").as_ref() == Some(id) && call.text("client_secret").as_ref() == Some(secret);
    if !known || call.text("grant_type").as_deref() != Some("client_credentials") {
        return Err(Refusal::parameter("Error validating client secret."));
    }
    Ok(json!({"access_token": app_token(world), "token_type": "bearer"}))
}

/// `GET /debug_token`: what a token is and may do.
pub(crate) fn debug(world: &World, call: &Call) -> Result<Value, Refusal> {
    let token =
        call.text("input_token").ok_or_else(|| Refusal::parameter("(#100) You must provide an input_token."))?;
    let hello = &world.hello;
    if token != hello.token {
        let error = json!({"code": 190, "message": "Invalid OAuth access token."});
        return Ok(json!({"data": {"error": error, "is_valid": false, "scopes": []}}));
    }
    let state = state(world);
    let lacks = match state {
        "no_management" => MANAGEMENT,
        "no_messaging" => MESSAGING,
        _ => "",
    };
    let scopes: Vec<&str> = [MANAGEMENT, MESSAGING].into_iter().filter(|scope| *scope != lacks).collect();
    let everything = matches!(state, "everything" | "no_account");
    let mut targets = vec![hello.waba_id.clone()];
    if state == "one_too_many" {
        targets.insert(0, world.foreign.waba_id.clone());
    }
    let granted = |scope: &&str| {
        if everything { json!({"scope": scope}) } else { json!({"scope": scope, "target_ids": targets}) }
    };
    Ok(json!({"data": {
        "app_id": hello.app_id,
        "type": "SYSTEM_USER",
        "application": "Switchboard sandbox",
        "data_access_expires_at": 0,
        "expires_at": if state == "ends_soon" { world.now.div_euclid(1_000) + HOUR } else { 0 },
        "is_valid": true,
        "issued_at": 1_767_225_600,
        "scopes": scopes,
        "granular_scopes": scopes.iter().map(granted).collect::<Vec<_>>(),
        "user_id": format!("1{}", hello.app_id),
    }}))
}

/// `GET /me/businesses` and a portfolio's business accounts: the way to them for a token that names none.
pub(crate) fn businesses(world: &World, call: &Call) -> Result<Value, Refusal> {
    let portfolio = portfolio(world);
    let node = call.path.first().map(String::as_str).unwrap_or_default();
    let nobody = state(world) == "no_account";
    let rows = match (&call.method, node, call.edge()) {
        (&Method::GET, "me", Some("businesses")) if nobody => Vec::new(),
        (&Method::GET, "me", Some("businesses")) => vec![json!({"id": portfolio, "name": BUSINESS_NAME})],
        (&Method::GET, _, Some("owned_whatsapp_business_accounts")) if node == portfolio => {
            vec![json!({"id": world.hello.waba_id, "name": BUSINESS_NAME})]
        }
        (&Method::GET, _, Some("client_whatsapp_business_accounts")) if node == portfolio => Vec::new(),
        _ => return Err(Refusal::unknown_object(node)),
    };
    Ok(json!({"data": rows}))
}
