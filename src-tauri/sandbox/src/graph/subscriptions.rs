//! Who is told: the app's subscription, its place at the account, overrides, and the verify handshake (reference 6).

use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};

use crate::graph::call::encoded;
use crate::graph::{Call, Reply};
use crate::refusal::Refusal;
use crate::sandbox::Sandbox;
use crate::webhook::routes::{FIELDS, Subscription};

/// The longest override address.
const ADDRESS_MOST: usize = 200;
const PATIENCE: Duration = Duration::from_secs(10);

/// Everything below `subscriptions`, `subscribed_apps` and the number's `webhook_configuration`.
pub(crate) async fn answer(sandbox: &Arc<Sandbox>, call: &Call) -> Result<Reply, Refusal> {
    match (call.edge(), &call.method) {
        (Some("subscriptions"), &Method::POST) => subscribe(sandbox, call).await,
        (Some("subscriptions"), &Method::GET) => Ok(subscription(sandbox)),
        (Some("subscriptions"), &Method::DELETE) => {
            sandbox.change(|world| world.routes.app = None);
            Ok(Reply::success())
        }
        (Some("subscribed_apps"), &Method::POST) => attach(sandbox, call).await,
        (Some("subscribed_apps"), &Method::GET) => Ok(attached(sandbox)),
        (Some("subscribed_apps"), &Method::DELETE) => {
            sandbox.change(|world| {
                world.routes.attached = false;
                world.routes.account_override = None;
            });
            Ok(Reply::success())
        }
        (None, &Method::POST) => number(sandbox, call).await,
        _ => Err(Refusal::unknown_object(call.path.first().map(String::as_str).unwrap_or_default())),
    }
}

async fn subscribe(sandbox: &Arc<Sandbox>, call: &Call) -> Result<Reply, Refusal> {
    if call.text("object").as_deref() != Some("whatsapp_business_account") {
        return Err(Refusal::parameter("Param object must be whatsapp_business_account."));
    }
    let callback_url =
        call.text("callback_url").ok_or_else(|| Refusal::parameter("The parameter callback_url is required."))?;
    let token =
        call.text("verify_token").ok_or_else(|| Refusal::parameter("The parameter verify_token is required."))?;
    let fields = match call.body.get("fields") {
        Some(Value::Array(list)) => list.iter().filter_map(field_name).collect(),
        _ => call.text("fields").map(|list| split(&list)).unwrap_or_default(),
    };
    if let Some(unknown) = fields.iter().find(|field| !FIELDS.contains(&field.as_str())) {
        return Err(Refusal::parameter(format!("Param fields: {unknown} is not a field of this object.")));
    }
    handshake(sandbox, &callback_url, &token).await?;
    sandbox.change(|world| world.routes.app = Some(Subscription { callback_url, fields }));
    Ok(Reply::success())
}

fn field_name(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).map(str::to_owned)
}

/// `a,b` or `["a","b"]`: a form carries either.
fn split(list: &str) -> Vec<String> {
    let clean = list.trim_matches(['[', ']']);
    clean.split(',').map(|name| name.trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty()).collect()
}

fn subscription(sandbox: &Arc<Sandbox>) -> Reply {
    let data = sandbox.change(|world| {
        world.routes.app.as_ref().map(|app| {
            let fields: Vec<Value> = app.fields.iter().map(|name| json!({"name": name, "version": "v25.0"})).collect();
            json!({"object": "whatsapp_business_account", "callback_url": app.callback_url, "active": true, "fields": fields})
        })
    });
    Reply::Json(json!({"data": data.into_iter().collect::<Vec<Value>>()}))
}

async fn attach(sandbox: &Arc<Sandbox>, call: &Call) -> Result<Reply, Refusal> {
    let url = call.text("override_callback_uri").filter(|url| !url.is_empty());
    if let Some(url) = &url {
        checked(sandbox, url, call.text("verify_token")).await?;
    }
    sandbox.change(|world| {
        world.routes.attached = true;
        world.routes.account_override = url;
    });
    Ok(Reply::success())
}

fn attached(sandbox: &Arc<Sandbox>) -> Reply {
    let data = sandbox.change(|world| {
        world.routes.attached.then(|| {
            let app = &world.hello.app_id;
            let data = json!({"id": app, "name": "Switchboard sandbox", "link": format!("https://example.test/{app}")});
            let mut row = json!({"whatsapp_business_api_data": data});
            if let (Some(url), Some(row)) = (&world.routes.account_override, row.as_object_mut()) {
                row.insert("override_callback_uri".to_owned(), json!(url));
            }
            row
        })
    });
    Reply::Json(json!({"data": data.into_iter().collect::<Vec<Value>>()}))
}

/// The number's own override; an empty address removes it.
async fn number(sandbox: &Arc<Sandbox>, call: &Call) -> Result<Reply, Refusal> {
    let Some(wanted) = call.body.get("webhook_configuration") else {
        return Err(Refusal::parameter("The parameter webhook_configuration is required."));
    };
    let text = |name: &str| wanted.get(name).and_then(Value::as_str).map(str::to_owned);
    let url = text("override_callback_uri").filter(|url| !url.is_empty());
    if let Some(url) = &url {
        checked(sandbox, url, text("verify_token")).await?;
    }
    sandbox.change(|world| world.routes.number_override = url);
    Ok(Reply::success())
}

async fn checked(sandbox: &Arc<Sandbox>, url: &str, token: Option<String>) -> Result<(), Refusal> {
    if url.len() > ADDRESS_MOST {
        return Err(Refusal::parameter(format!(
            "Param override_callback_uri must be at most {ADDRESS_MOST} characters long."
        )));
    }
    let token = token.ok_or_else(|| Refusal::parameter("The parameter verify_token is required."))?;
    handshake(sandbox, url, &token).await
}

/// Asks the address for the challenge back.
async fn handshake(sandbox: &Arc<Sandbox>, url: &str, token: &str) -> Result<(), Refusal> {
    let failed = |why: &str| Refusal::new(2_200, format!("The callback URL could not be validated: {why}"));
    let parsed = reqwest::Url::parse(url).map_err(|_| failed("it is no URL"))?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err(failed("it is neither http nor https"));
    }
    let (challenge, refused) =
        sandbox.change(|world| (world.mint.media(), world.troubles.take("refuse_webhook").is_some()));
    if refused {
        return Err(failed("the sandbox was told to refuse it"));
    }
    let query = format!("hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={}", encoded(token));
    let joint = if parsed.query().is_some() { '&' } else { '?' };
    let answer = sandbox.client.get(format!("{url}{joint}{query}")).timeout(PATIENCE).send().await;
    let answer = answer.map_err(|_| failed("it does not answer"))?;
    if answer.status().as_u16() != 200 {
        return Err(failed("it did not answer 200"));
    }
    let said = answer.text().await.map_err(|_| failed("its answer broke off"))?;
    if said.trim() == challenge { Ok(()) } else { Err(failed("it did not return the challenge")) }
}
