//! What can be seen from outside.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::sandbox::Sandbox;
use crate::send::record::Sent;

pub(super) fn parameters(query: &str) -> BTreeMap<String, String> {
    reqwest::Url::parse(&format!("http://town/?{query}"))
        .map(|url| url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
        .unwrap_or_default()
}

/// `GET /control`: by this a client knows that it speaks to a sandbox, and what time it is in the town.
pub(super) fn town(sandbox: &Sandbox) -> Value {
    let webhooks = sandbox.delivery.summary();
    let (offset_ms, held) = (sandbox.clock.offset_ms(), sandbox.clock.held());
    sandbox.change(|world| {
        json!({
            "sandbox": world.troubles.look("disguise").is_none(),
            "now": world.now,
            "offset_ms": offset_ms,
            "held": held,
            "seed": world.seed,
            "rate": world.rate,
            "seats": world.seats,
            "people": world.people.iter().map(|person| person.summary()).collect::<Vec<Value>>(),
            "groups": world.circles.iter().filter(|circle| !circle.deleted).map(|circle| circle.summary(&world.people)).collect::<Vec<Value>>(),
            "inbound": world.inbound,
            "unheard": world.unheard,
            "sent": world.sent.len(),
            "marked_read": world.marked,
            "webhooks": webhooks,
            "troubles": world.troubles.summary(),
            "foreign": {"waba_id": world.foreign.waba_id, "phone_number_id": world.foreign.phone_number_id},
        })
    })
}

/// `GET /control/sent`.
pub(super) fn sent(sandbox: &Sandbox, query: &str) -> Value {
    let wanted = parameters(query);
    sandbox.change(|world| {
        let person = wanted.get("person").and_then(|name| world.person_named(name));
        let all = world.sent.iter().filter(|sent| {
            wanted.get("callback").is_none_or(|callback| sent.callback.as_ref() == Some(callback))
                && (!wanted.contains_key("person") || (person.is_some() && sent.recipient.person() == person))
        });
        let all: Vec<Sent> = all.cloned().collect();
        let all: Vec<Value> = all.iter().map(|sent| world.at(sent.number, |world| sent.summary(world))).collect();
        json!({"sent": all})
    })
}

/// `GET /control/requests`.
pub(super) fn requests(sandbox: &Sandbox, query: &str) -> Value {
    let last = parameters(query).get("last").and_then(|last| last.parse().ok()).unwrap_or(100);
    json!({"requests": sandbox.requests(last)})
}
