//! The business profile of the number (reference 8.3).

use std::io::Cursor;

use axum::http::Method;
use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::account::{object, picked};
use crate::graph::{Call, Reply, uploads};
use crate::media::studio;
use crate::refusal::Refusal;
use crate::world::World;

const LENGTHS: &[(&str, usize)] = &[("about", 139), ("address", 256), ("description", 256), ("email", 128)];
/// Fewest pixels on each side of a picture.
const PIXELS: u32 = 192;
const WEBSITES: usize = 2;
const LONGEST_WEBSITE: usize = 256;
const VERTICALS: &[&str] = &[
    "OTHER",
    "AUTO",
    "BEAUTY",
    "APPAREL",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GROCERY",
    "GOVT",
    "HOTEL",
    "HEALTH",
    "NONPROFIT",
    "PROF_SERVICES",
    "RETAIL",
    "TRAVEL",
    "RESTAURANT",
    "NOT_A_BIZ",
];

/// The profile every number starts with.
pub(crate) fn profile() -> Map<String, Value> {
    object(json!({
        "about": "Loose leaf tea, weighed by hand",
        "address": "12 Birch Lane",
        "description": "A small tea shop with a long counter.",
        "email": "hello@polartea.example",
        "vertical": "RETAIL",
        "websites": ["https://polartea.example/"],
    }))
}

/// `GET` and `POST /{phone_number_id}/whatsapp_business_profile`.
pub(crate) fn answer(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    match call.method {
        Method::GET => Ok(Reply::Json(read(world, call))),
        Method::POST => change(world, call).map(|()| Reply::success()),
        _ => Err(Refusal::unknown_object(call.path.first().map(String::as_str).unwrap_or_default())),
    }
}

fn read(world: &World, call: &Call) -> Value {
    let mut all = world.profile.clone();
    all.insert("messaging_product".to_owned(), json!("whatsapp"));
    if world.troubles.look("no_picture").is_none() {
        all.insert(
            "profile_picture_url".to_owned(),
            json!(format!("{}/picture/{}", world.hello.api_base, world.hello.phone_number_id)),
        );
    }
    let mut fields = call.fields();
    if let Some(fields) = fields.as_mut() {
        fields.push("messaging_product".to_owned());
    }
    json!({"data": [picked(all, fields, &["about", "messaging_product"])]})
}

fn change(world: &mut World, call: &Call) -> Result<(), Refusal> {
    if call.text("messaging_product").as_deref() != Some("whatsapp") {
        return Err(Refusal::parameter("The parameter messaging_product is required."));
    }
    if let Some(code) = world.troubles.take("profile_fails") {
        return Err(Refusal::new(code.as_i64().unwrap_or(100), "The sandbox was told to answer so"));
    }
    let mut changed = world.profile.clone();
    for (name, most) in LENGTHS {
        let Some(text) = call.text(name) else { continue };
        if text.chars().count() > *most || (*name == "about" && text.is_empty()) {
            return Err(Refusal::parameter(format!("Param {name} must be at most {most} characters long.")));
        }
        if *name == "email" && !text.is_empty() && !is_email(&text) {
            return Err(Refusal::parameter("Param email is not a valid email address."));
        }
        changed.insert((*name).to_owned(), json!(text));
    }
    if let Some(vertical) = call.text("vertical") {
        if !VERTICALS.contains(&vertical.as_str()) {
            return Err(Refusal::parameter("Param vertical must be one of the known values."));
        }
        changed.insert("vertical".to_owned(), json!(vertical));
    }
    if let Some(websites) = call.body.get("websites") {
        let list = websites.as_array().filter(|list| list.len() <= WEBSITES && list.iter().all(is_website));
        let list = list.ok_or_else(|| Refusal::parameter("Param websites must hold at most 2 addresses."))?;
        changed.insert("websites".to_owned(), json!(list));
    }
    if let Some(handle) = call.text("profile_picture_handle") {
        world.picture = Some(picture_of(world, &handle)?);
    }
    world.profile = changed;
    Ok(())
}

/// A square JPEG or PNG, not too small, that was uploaded before.
fn picture_of(world: &World, handle: &str) -> Result<(String, Bytes), Refusal> {
    let wrong =
        || Refusal::parameter("Param profile_picture_handle must name a square picture of at least 192 pixels.");
    let (mime, bytes) =
        uploads::file(world, handle).filter(|(mime, _)| mime.starts_with("image/")).ok_or_else(wrong)?;
    let size = image::ImageReader::new(Cursor::new(&bytes)).with_guessed_format().ok();
    let size = size.and_then(|reader| reader.into_dimensions().ok());
    size.filter(|(width, height)| width == height && *width >= PIXELS).map(|_| (mime, bytes)).ok_or_else(wrong)
}

/// The picture of a number, for whoever has its address.
pub(crate) fn picture(world: &World) -> (String, Bytes) {
    let first = || {
        let sample = studio::sample("image", 0);
        (sample.mime.to_owned(), sample.bytes)
    };
    world.picture.clone().unwrap_or_else(first)
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

fn is_website(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| rest.contains('.')) && text.chars().count() <= LONGEST_WEBSITE
    })
}
