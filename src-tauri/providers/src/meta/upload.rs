//! The resumable upload (reference 4): it takes the id of the app, and gives a handle by which a profile names its picture.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde::Deserialize;

use crate::error::ProviderError;
use crate::meta::api::{Api, unreadable};
use crate::meta::loose::{Raw, Scalar, read};
use crate::meta::pages::data;
use crate::provider::MediaUpload;

const UPLOADING: &str = "uploading a picture";
/// How the ids of uploads begin.
const UPLOAD: &str = "upload:";

#[derive(Deserialize, Default)]
#[serde(default)]
struct Token<'a> {
    #[serde(borrow)]
    app_id: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Begun<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Ended<'a> {
    #[serde(borrow)]
    h: Scalar<'a>,
}

/// Puts a file there in one piece. A piece that got lost is a new upload: a picture is small.
pub(super) async fn put(api: &Api, file: MediaUpload) -> Result<String, ProviderError> {
    let app = app(api).await?;
    let (name, length) = (file.filename.as_deref().unwrap_or("picture"), file.bytes.len().to_string());
    let wanted = [("file_name", name), ("file_length", &length), ("file_type", &file.mime)];
    let begin = api.request(Method::POST, &[&app, "uploads"]).query(&wanted);
    let body = api.checked(UPLOADING, begin).await?;
    let begun: Begun<'_> = serde_json::from_slice(&body).unwrap_or_default();
    let id = begun.id.owned().filter(|id| id.starts_with(UPLOAD)).ok_or(unreadable(UPLOADING))?;
    let piece = api.below(&id).ok_or(unreadable(UPLOADING))?;
    let piece = piece.header("file_offset", "0").header(CONTENT_TYPE, "application/octet-stream").body(file.bytes);
    let body = api.checked(UPLOADING, piece).await?;
    let ended: Ended<'_> = serde_json::from_slice(&body).unwrap_or_default();
    ended.h.owned().ok_or(unreadable(UPLOADING))
}

/// The app that the token belongs to.
async fn app(api: &Api) -> Result<String, ProviderError> {
    let body = api.checked(UPLOADING, api.about_its_token()).await?;
    let told: Raw<'_> = data(&body);
    let token: Token<'_> = told.and_then(read).ok_or(unreadable(UPLOADING))?;
    token.app_id.owned().ok_or(unreadable(UPLOADING))
}
