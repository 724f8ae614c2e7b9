//! Template sends: the rules of reference 2.3 with their codes.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::refusal::Refusal;
use crate::send::content::{Class, Content, media, required};
use crate::world::World;

/// The longest body after the values are filled in.
const FILLED_MOST: usize = 1_024;

/// Checks a `template` object.
pub(crate) fn check(world: &World, inner: &Value) -> Result<Content, Refusal> {
    let name = required(inner, "name", "template['name']", 512)?;
    let language = inner.get("language").ok_or_else(|| Refusal::missing("template['language']"))?;
    let code = required(language, "code", "template['language']['code']", 32)?;
    let template = find(world, name, code)?;
    let none = Vec::new();
    let given = match inner.get("components") {
        None | Some(Value::Null) => &none,
        Some(Value::Array(list)) => list,
        Some(_) => return Err(Refusal::parameter("Param template['components'] must be an array.")),
    };
    let parts = template.get("components").and_then(Value::as_array).unwrap_or(&none);
    let part = |kind: &str| parts.iter().find(|part| text(part, "type").eq_ignore_ascii_case(kind));
    let named = text(template, "parameter_format").eq_ignore_ascii_case("named");
    header(world, part("HEADER"), one(given, "header"), named)?;
    let words = body(world, part("BODY"), one(given, "body"), named)?;
    let defined = part("BUTTONS").and_then(|part| part.get("buttons")).and_then(Value::as_array).unwrap_or(&none);
    let pressable = buttons(defined, given)?;
    let mut content = Content::plain("template", inner, format!("[{name}] {words}"));
    content.class = Class::Template { category: text(template, "category").to_ascii_lowercase() };
    content.buttons = pressable;
    Ok(content)
}

fn find<'a>(world: &'a World, name: &str, code: &str) -> Result<&'a Value, Refusal> {
    let found =
        world.templates.iter().find(|template| text(template, "name") == name && text(template, "language") == code);
    let missing = || Refusal::new(132_001, format!("template name ({name}) does not exist in {code}"));
    let template = found.ok_or_else(missing)?;
    match text(template, "status") {
        "APPROVED" => Ok(template),
        "PAUSED" => Err(Refusal::new(132_015, "The template is paused because of low quality")),
        "DISABLED" => Err(Refusal::new(132_016, "The template is disabled for good")),
        _ => Err(missing()),
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn one<'a>(given: &'a [Value], kind: &str) -> Option<&'a Value> {
    given.iter().find(|part| text(part, "type").eq_ignore_ascii_case(kind))
}

fn parameters(part: Option<&Value>) -> Vec<&Value> {
    part.and_then(|part| part.get("parameters"))
        .and_then(Value::as_array)
        .map(|list| list.iter().collect())
        .unwrap_or_default()
}

/// The names between double braces, each once, in order of appearance.
pub(crate) fn variables(words: &str) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    words
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(name, _)| name.trim())
        .filter(|n| seen.insert(*n))
        .collect()
}

fn count(expected: usize, given: usize, whose: &str) -> Result<(), Refusal> {
    if expected == given {
        return Ok(());
    }
    let details = format!(
        "{whose}: number of localizable_params ({given}) does not match the expected number of params ({expected})"
    );
    Err(Refusal::new(132_000, details))
}

fn format(details: impl Into<String>) -> Refusal {
    Refusal::new(132_012, details)
}

fn header(world: &World, defined: Option<&Value>, given: Option<&Value>, named: bool) -> Result<(), Refusal> {
    let list = parameters(given);
    let Some(defined) = defined else {
        return count(0, list.len(), "header");
    };
    let form = text(defined, "format").to_ascii_lowercase();
    match form.as_str() {
        "text" => fill(text(defined, "text"), &list, named, world, "header").map(|_| ()),
        "location" => {
            count(1, list.len(), "header")?;
            let right = list.first().is_some_and(|parameter| text(parameter, "type") == "location");
            if right { Ok(()) } else { Err(format("header: Format mismatch, expected LOCATION")) }
        }
        _ => {
            let Some(parameter) = list.first().filter(|_| list.len() == 1) else {
                return Err(format(format!(
                    "header: Format mismatch, expected {}, received UNKNOWN",
                    form.to_uppercase()
                )));
            };
            if text(parameter, "type") != form {
                return Err(format(format!("header: Format mismatch, expected {}", form.to_uppercase())));
            }
            let object = parameter.get(&form).ok_or_else(|| Refusal::missing(&format!("header['{form}']")))?;
            media(world, &form, object).map(|_| ())
        }
    }
}

fn body(world: &World, defined: Option<&Value>, given: Option<&Value>, named: bool) -> Result<String, Refusal> {
    let words = defined.map(|part| text(part, "text")).unwrap_or_default();
    let filled = fill(words, &parameters(given), named, world, "body")?;
    if filled.chars().count() > FILLED_MOST {
        return Err(Refusal::new(132_005, "The text is too long after the values were filled in"));
    }
    Ok(filled)
}

/// Puts the given values into the words.
fn fill(words: &str, given: &[&Value], named: bool, world: &World, whose: &str) -> Result<String, Refusal> {
    let names = variables(words);
    count(names.len(), given.len(), whose)?;
    let mut filled = words.to_owned();
    for (at, parameter) in given.iter().enumerate() {
        let value = value(parameter, world, whose)?;
        let name = if named {
            let name = text(parameter, "parameter_name");
            if !names.contains(&name) {
                return Err(format(format!("{whose}: Parameter name is missing or not one of the template's")));
            }
            name
        } else {
            names.get(at).copied().unwrap_or_default()
        };
        filled = filled.replace(&format!("{{{{{name}}}}}"), &value);
    }
    if variables(&filled).iter().any(|left| names.contains(left)) {
        return Err(Refusal::new(132_000, format!("{whose}: a parameter is given twice and another is missing")));
    }
    Ok(filled)
}

fn value(parameter: &Value, world: &World, whose: &str) -> Result<String, Refusal> {
    match text(parameter, "type") {
        "text" => {
            let words = parameter.get("text").and_then(Value::as_str).unwrap_or_default();
            if words.is_empty() {
                return Err(Refusal::missing(&format!("{whose}['parameters']['text']")));
            }
            if words.contains(['\n', '\t']) || words.contains("     ") {
                return Err(Refusal::new(
                    132_018,
                    "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
                ));
            }
            Ok(words.to_owned())
        }
        kind @ ("currency" | "date_time") => {
            let fallback = parameter.get(kind).map(|inner| text(inner, "fallback_value")).unwrap_or_default();
            if fallback.is_empty() {
                Err(format(format!("{whose}: {kind} needs fallback_value")))
            } else {
                Ok(fallback.to_owned())
            }
        }
        "group_id" => {
            let id = text(parameter, "group_id");
            let circle = world.circles.iter().find(|circle| !circle.deleted && circle.id == id);
            circle
                .map(|circle| circle.invite_link.clone())
                .ok_or_else(|| Refusal::new(131_041, "The group does not exist"))
        }
        other => Err(format(format!("{whose}: Format mismatch, expected TEXT, received {}", other.to_uppercase()))),
    }
}

/// The quick replies as they can be pressed: payload and title.
fn buttons(defined: &[Value], given: &[Value]) -> Result<Vec<(String, String)>, Refusal> {
    let mut pressable = Vec::new();
    let at = |part: &Value| match part.get("index") {
        Some(Value::String(text)) => text.parse::<usize>().ok(),
        Some(Value::Number(number)) => number.as_u64().and_then(|index| usize::try_from(index).ok()),
        _ => None,
    };
    let supplied: Vec<&Value> = given.iter().filter(|part| text(part, "type").eq_ignore_ascii_case("button")).collect();
    if supplied.iter().any(|part| at(part).is_none_or(|index| index >= defined.len())) {
        return Err(Refusal::new(132_018, "buttons: there is no button at this index"));
    }
    for (index, button) in defined.iter().enumerate() {
        let mine = supplied.iter().copied().find(|part| at(part) == Some(index));
        let first = parameters(mine).first().copied();
        match text(button, "type") {
            "QUICK_REPLY" => {
                let title = text(button, "text").to_owned();
                let payload =
                    first.map(|parameter| text(parameter, "payload").to_owned()).filter(|payload| !payload.is_empty());
                pressable.push((payload.unwrap_or_else(|| title.clone()), title));
            }
            "URL" if variables(text(button, "url")).is_empty() => {}
            "URL" | "OTP" | "COPY_CODE" => {
                let given = first.is_some_and(|parameter| {
                    ["text", "coupon_code"].iter().any(|name| !text(parameter, name).is_empty())
                });
                if !given {
                    return Err(Refusal::new(131_008, format!("Button at index {index} requires a parameter")));
                }
            }
            _ => {}
        }
    }
    Ok(pressable)
}
