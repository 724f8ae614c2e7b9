//! The files that people sent, as the provider keeps them.

use reqwest::Client;
use reqwest::multipart::{Form, Part};
use serde_json::Value;

use crate::town::{answer, lacking};
use crate::{Result, Stage, WorldError};

/// Puts so many different files where the hub will fetch them; their ids (reference 4).
pub(super) async fn upload(stage: &Stage, count: u32) -> Result<Vec<String>> {
    let (http, town) = (Client::new(), &stage.town.hello);
    let url = format!("{}/v23.0/{}/media", town.api_base, town.phone_number_id);
    let mut ids = Vec::new();
    for number in 0..count {
        let lines = format!("Заказ {number}: чай, доставка завтра\n").repeat(40);
        let part = Part::bytes(lines.into_bytes()).file_name("order.txt").mime_str("text/plain");
        let part = part.map_err(|_| WorldError::Found("no media type".into()))?;
        let form = Form::new().text("messaging_product", "whatsapp").part("file", part);
        let taken = answer(&url, http.post(&url).bearer_auth(&town.token).multipart(form)).await?;
        let id = taken.get("id").and_then(Value::as_str).ok_or_else(|| lacking(&url, "an id", &taken))?;
        ids.push(id.to_owned());
    }
    Ok(ids)
}
