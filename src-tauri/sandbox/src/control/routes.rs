//! Where webhooks go, as if somebody else had set it: no address is asked for the verification.

use serde_json::{Value, json};

use super::{Outcome, text};
use crate::sandbox::Sandbox;
use crate::webhook::routes::{FIELDS, Subscription};

/// Sets what the body names; `null` takes it away.
pub(super) fn set(sandbox: &Sandbox, body: &Value) -> Outcome {
    sandbox.change(|world| {
        let routes = &mut world.routes;
        if body.get("callback").is_some() {
            let fields = routes.app.take().map(|app| app.fields);
            let fields = fields.unwrap_or_else(|| FIELDS.iter().map(|&field| field.to_owned()).collect());
            routes.app = text(body, "callback").map(|callback_url| Subscription { callback_url, fields });
        }
        if let Some(wanted) = body.get("fields") {
            let names = wanted.as_array().ok_or("\"fields\" must be a list")?;
            let app = routes.app.as_mut().ok_or("there is no callback whose fields could be set")?;
            app.fields = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
        if body.get("override").is_some() {
            routes.account_override = text(body, "override");
        }
        if let Some(attached) = body.get("attached").and_then(Value::as_bool) {
            routes.attached = attached;
        }
        Ok(json!({"routes": routes.configuration(), "attached": routes.attached}))
    })
}
