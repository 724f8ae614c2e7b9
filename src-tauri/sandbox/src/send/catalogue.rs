//! The account's templates: read from the crate's own list, served in pages (reference 5).

use serde_json::{Map, Value, json};

use crate::graph::Call;
use crate::paging::page;
use crate::refusal::Refusal;
use crate::world::World;

/// The templates every town starts with.
pub(crate) fn templates() -> Vec<Value> {
    let read: Result<Vec<Value>, serde_json::Error> = serde_json::from_str(include_str!("../../assets/templates.json"));
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "the list of templates in the program is damaged");
        Vec::new()
    })
}

/// `GET /{waba_id}/message_templates`.
pub(crate) fn list(world: &World, call: &Call) -> Result<Value, Refusal> {
    let found: Vec<&Value> = world.templates.iter().filter(|template| matches(template, call)).collect();
    let total = found.len();
    let shown: Vec<Value> = found.into_iter().map(|template| shown(template, call)).collect();
    const KEPT: &[&str] =
        &["status", "category", "language", "name", "content", "name_or_content", "quality_score", "fields", "summary"];
    let page = page(shown, &call.wanted(25, 1_000), &call.address(&world.hello.api_base, KEPT))?;
    let mut answer = json!({"data": page.items});
    if let Some(answer) = answer.as_object_mut() {
        if let Some(paging) = page.paging {
            answer.insert("paging".to_owned(), paging);
        }
        if let Some(wanted) = call.text("summary") {
            answer.insert("summary".to_owned(), summary(&wanted, total, world.templates.len()));
        }
    }
    Ok(answer)
}

fn matches(template: &Value, call: &Call) -> bool {
    let text = |pointer: &str| template.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let one_of = |name: &str, own: String| {
        call.text(name).is_none_or(|wanted| wanted.split(',').any(|wanted| own == wanted.trim().to_lowercase()))
    };
    let within = |name: &str, own: String| call.text(name).is_none_or(|wanted| own.contains(&wanted.to_lowercase()));
    let content = || template.get("components").map(|parts| parts.to_string().to_lowercase()).unwrap_or_default();
    ["status", "category", "language"].iter().all(|name| one_of(name, text(&format!("/{name}"))))
        && one_of("quality_score", text("/quality_score/score"))
        && within("name", text("/name"))
        && within("content", content())
        && within("name_or_content", format!("{} {}", text("/name"), content()))
}

/// The figures asked for with `summary`.
fn summary(wanted: &str, found: usize, all: usize) -> Value {
    let figures = json!({
        "total_count": found,
        "message_template_count": all,
        "message_template_limit": 6_000,
        "are_translations_complete": true,
    });
    let wanted: Vec<&str> = wanted.split(',').map(str::trim).collect();
    let Value::Object(mut figures) = figures else { return Value::Null };
    figures.retain(|name, _| wanted.contains(&name.as_str()));
    Value::Object(figures)
}

/// One template with the fields that were asked for; `id` always.
pub(crate) fn shown(template: &Value, call: &Call) -> Value {
    const USUAL: &[&str] =
        &["name", "language", "status", "category", "parameter_format", "components", "rejected_reason"];
    let wanted = call.fields().unwrap_or_else(|| USUAL.iter().map(|&name| name.to_owned()).collect());
    let mut shown = Map::new();
    for name in wanted.iter().map(String::as_str).chain(["id"]) {
        if let Some(value) = template.get(name) {
            shown.insert(name.to_owned(), value.clone());
        }
    }
    Value::Object(shown)
}
