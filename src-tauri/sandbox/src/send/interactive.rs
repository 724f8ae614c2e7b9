//! Interactive messages: their kinds and limits (reference 2.2).

use std::collections::HashSet;

use serde_json::Value;

use crate::refusal::Refusal;
use crate::send::content::{Content, media, optional, required};
use crate::world::World;

/// Checks an `interactive` object.
pub(crate) fn check(world: &World, inner: &Value) -> Result<Content, Refusal> {
    let kind = required(inner, "type", "interactive['type']", 64)?;
    let action = inner.get("action").filter(|action| action.is_object());
    let Some(action) = action else {
        return Err(Refusal::missing("interactive['action']"));
    };
    let body = inner.get("body").ok_or_else(|| Refusal::missing("interactive['body']"))?;
    let words = required(body, "text", "interactive['body']['text']", if kind == "list" { 4_096 } else { 1_024 })?;
    if let Some(footer) = inner.get("footer") {
        required(footer, "text", "interactive['footer']['text']", 60)?;
    }
    header(world, kind, inner)?;
    let buttons = match kind {
        "button" => buttons(action)?,
        "list" => rows(action)?,
        "cta_url" => link(action).map(|()| Vec::new())?,
        "flow" => flow(action).map(|()| Vec::new())?,
        "location_request_message" => named(action, "send_location").map(|()| Vec::new())?,
        "contact_request" => named(action, "request_contact_info").map(|()| Vec::new())?,
        "carousel" => cards(action).map(|()| Vec::new())?,
        _ => return Err(Refusal::parameter("Param interactive['type'] is not one of the types this number can send.")),
    };
    let mut content = Content::plain("interactive", inner, format!("[{kind}] {words}"));
    content.buttons = buttons;
    Ok(content)
}

fn header(world: &World, kind: &str, inner: &Value) -> Result<(), Refusal> {
    let Some(header) = inner.get("header").filter(|header| !header.is_null()) else {
        return Ok(());
    };
    let form = required(header, "type", "interactive['header']['type']", 16)?;
    match form {
        "text" => required(header, "text", "interactive['header']['text']", 60).map(|_| ()),
        "image" | "video" | "document" if matches!(kind, "button" | "cta_url" | "flow") => {
            let object =
                header.get(form).ok_or_else(|| Refusal::missing(&format!("interactive['header']['{form}']")))?;
            media(world, form, object).map(|_| ())
        }
        _ => Err(Refusal::value(format!("A header of type {form} does not go with interactive type {kind}"))),
    }
}

fn unique(pairs: &[(String, String)], what: &str) -> Result<(), Refusal> {
    let ids: HashSet<&String> = pairs.iter().map(|(id, _)| id).collect();
    if ids.len() == pairs.len() { Ok(()) } else { Err(Refusal::value(format!("The ids of the {what} must be unique"))) }
}

fn buttons(action: &Value) -> Result<Vec<(String, String)>, Refusal> {
    let list = action.get("buttons").and_then(Value::as_array).ok_or_else(|| Refusal::missing("action['buttons']"))?;
    if list.is_empty() || list.len() > 3 {
        return Err(Refusal::value("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"));
    }
    let mut pairs = Vec::new();
    for button in list {
        if button.get("type").and_then(Value::as_str) != Some("reply") {
            return Err(Refusal::parameter("Param action['buttons']['type'] must be one of {REPLY}."));
        }
        let reply = button.get("reply").ok_or_else(|| Refusal::missing("action['buttons']['reply']"))?;
        let id = required(reply, "id", "action['buttons']['reply']['id']", 256)?;
        let title = short(reply, "title", "Button title", 20)?;
        pairs.push((id.to_owned(), title.to_owned()));
    }
    unique(&pairs, "buttons")?;
    let titles: HashSet<&String> = pairs.iter().map(|(_, title)| title).collect();
    if titles.len() != pairs.len() {
        return Err(Refusal::value("The titles of the buttons must be unique"));
    }
    Ok(pairs)
}

/// Lengths inside `action` are refused with 131009.
fn short<'a>(object: &'a Value, name: &str, what: &str, most: usize) -> Result<&'a str, Refusal> {
    let text = required(object, name, what, usize::MAX)?;
    if text.chars().count() > most {
        return Err(Refusal::value(format!("{what} length invalid. Min length: 1, Max length: {most}")));
    }
    Ok(text)
}

fn rows(action: &Value) -> Result<Vec<(String, String)>, Refusal> {
    short(action, "button", "List button", 20)?;
    let sections =
        action.get("sections").and_then(Value::as_array).ok_or_else(|| Refusal::missing("action['sections']"))?;
    if sections.is_empty() || sections.len() > 10 {
        return Err(Refusal::value("Invalid sections count. Min allowed: 1, Max allowed: 10"));
    }
    let mut pairs = Vec::new();
    for section in sections {
        if sections.len() > 1 || section.get("title").is_some_and(|title| !title.is_null()) {
            short(section, "title", "Section title", 24)?;
        }
        let list = section.get("rows").and_then(Value::as_array).filter(|rows| !rows.is_empty());
        for row in list.ok_or_else(|| Refusal::missing("action['sections']['rows']"))? {
            let id = short(row, "id", "Row id", 200)?;
            let title = short(row, "title", "Row title", 24)?;
            if optional(row, "description", "Row description", usize::MAX)?
                .is_some_and(|text| text.chars().count() > 72)
            {
                return Err(Refusal::value("Row description length invalid. Max length: 72"));
            }
            pairs.push((id.to_owned(), title.to_owned()));
        }
    }
    if pairs.len() > 10 {
        return Err(Refusal::value("Total row count exceed max allowed count: 10"));
    }
    unique(&pairs, "rows")?;
    Ok(pairs)
}

fn named(action: &Value, name: &str) -> Result<(), Refusal> {
    if action.get("name").and_then(Value::as_str) == Some(name) {
        Ok(())
    } else {
        Err(Refusal::parameter(format!("Param action['name'] must be {name}.")))
    }
}

fn link(action: &Value) -> Result<(), Refusal> {
    named(action, "cta_url")?;
    let parameters = action.get("parameters").ok_or_else(|| Refusal::missing("action['parameters']"))?;
    short(parameters, "display_text", "Display text", 20)?;
    let url = required(parameters, "url", "action['parameters']['url']", 2_000)?;
    if url.starts_with("https://") || url.starts_with("http://") {
        Ok(())
    } else {
        Err(Refusal::value("Param action['parameters']['url'] is not a valid URL"))
    }
}

fn flow(action: &Value) -> Result<(), Refusal> {
    named(action, "flow")?;
    let parameters = action.get("parameters").ok_or_else(|| Refusal::missing("action['parameters']"))?;
    if required(parameters, "flow_message_version", "action['parameters']['flow_message_version']", 4)? != "3" {
        return Err(Refusal::value("Param action['parameters']['flow_message_version'] must be 3"));
    }
    let mode = optional(parameters, "mode", "action['parameters']['mode']", 16)?;
    if mode.is_some_and(|mode| !["draft", "published"].contains(&mode)) {
        return Err(Refusal::value("Param action['parameters']['mode'] must be draft or published"));
    }
    short(parameters, "flow_cta", "Flow button", 30)?;
    if ["flow_id", "flow_name"].iter().any(|name| parameters.get(name).is_some_and(Value::is_string)) {
        Ok(())
    } else {
        Err(Refusal::missing("action['parameters']['flow_id'] or ['flow_name']"))
    }
}

fn cards(action: &Value) -> Result<(), Refusal> {
    let cards = action.get("cards").and_then(Value::as_array).ok_or_else(|| Refusal::missing("action['cards']"))?;
    if !(2..=10).contains(&cards.len()) {
        return Err(Refusal::value("Invalid cards count. Min allowed: 2, Max allowed: 10"));
    }
    for (at, card) in cards.iter().enumerate() {
        if card.get("card_index").and_then(Value::as_u64) != Some(at as u64) {
            return Err(Refusal::value("The cards must be numbered from 0 without gaps"));
        }
        if let Some(body) = card.get("body") {
            short(body, "text", "Card body", 160)?;
        }
    }
    Ok(())
}
