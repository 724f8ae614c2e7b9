//! Files to and from the provider (reference 4).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, Url};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::error::{ProviderError, Retry};
use crate::meta::api::{Api, is_loopback, success, unreadable};
use crate::meta::loose::Scalar;
use crate::meta::{fault, mime_alone, reason};
use crate::provider::{FetchedMedia, MediaUpload};

/// The provider's largest file.
const LARGEST: u64 = 100 * 1024 * 1024;
/// For the bytes of a file, where half a minute would be too short on a slow line.
const FILE_TIMEOUT: Duration = Duration::from_secs(300);
const UPLOADING: &str = "uploading a file";
const FETCHING: &str = "fetching a file";

#[derive(Deserialize, Default)]
#[serde(default)]
struct Uploaded<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
}

pub(super) async fn upload(api: &Api, phone_number_id: &str, file: MediaUpload) -> Result<String, ProviderError> {
    let length = file.bytes.len() as u64;
    let refused = |_| fault(UPLOADING, "media_refused", Retry::Never);
    let part = Part::stream_with_length(file.bytes, length).file_name("file").mime_str(&file.mime).map_err(refused)?;
    let form = Form::new().text("messaging_product", "whatsapp").text("type", file.mime).part("file", part);
    let call = api.request(Method::POST, &[phone_number_id, "media"]).timeout(FILE_TIMEOUT).multipart(form);
    let body = api.checked(UPLOADING, call).await?;
    let uploaded: Uploaded<'_> = serde_json::from_slice(&body).unwrap_or_default();
    uploaded.id.owned().ok_or(unreadable(UPLOADING))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Described<'a> {
    #[serde(borrow)]
    url: Scalar<'a>,
    #[serde(borrow)]
    mime_type: Scalar<'a>,
    #[serde(borrow)]
    sha256: Scalar<'a>,
    #[serde(borrow)]
    file_size: Scalar<'a>,
}

/// Asks for the address, then for the bytes. An address lives five minutes: when it fails a new one is asked for, once.
pub(super) async fn fetch(api: &Api, phone_number_id: &str, handle: &str) -> Result<FetchedMedia, ProviderError> {
    match fetch_once(api, phone_number_id, handle).await {
        Err(Failed::Address) => fetch_once(api, phone_number_id, handle).await.map_err(|failed| match failed {
            Failed::Address => fault(FETCHING, "media_gone", Retry::After(reason::SHORT_PAUSE)),
            Failed::Call(error) => error,
        }),
        Err(Failed::Call(error)) => Err(error),
        Ok(file) => Ok(file),
    }
}

enum Failed {
    /// The address is not served any more.
    Address,
    Call(ProviderError),
}

async fn fetch_once(api: &Api, phone_number_id: &str, handle: &str) -> Result<FetchedMedia, Failed> {
    let query = [("phone_number_id", phone_number_id)];
    let call = api.request(Method::GET, &[handle]).query(&query);
    let body = api.checked(FETCHING, call).await.map_err(|error| Failed::Call(expired(error)))?;
    let described: Described<'_> = serde_json::from_slice(&body).unwrap_or_default();
    let failed = |reason| Failed::Call(fault(FETCHING, reason, Retry::Never));
    if described.file_size.whole().is_some_and(|size| size > LARGEST.cast_signed()) {
        return Err(failed("too_large"));
    }
    let url = described.url.text().and_then(|url| Url::parse(url).ok()).ok_or(Failed::Call(unreadable(FETCHING)))?;
    if !may_see_the_token(&url, api.base()) {
        return Err(failed("foreign_host"));
    }
    let bytes = download(api, url).await?;
    if !described.sha256.text().is_none_or(|sum| is_sum_of(sum, &bytes)) {
        let damaged = fault(FETCHING, "media_damaged", Retry::After(reason::SHORT_PAUSE));
        return Err(Failed::Call(damaged));
    }
    let mime = mime_alone(described.mime_type.text().unwrap_or("application/octet-stream"));
    Ok(FetchedMedia { bytes, mime })
}

async fn download(api: &Api, url: Url) -> Result<Bytes, Failed> {
    let answer = api.answer_up_to(api.at(url).timeout(FILE_TIMEOUT), LARGEST).await;
    if answer.as_ref().is_ok_and(|answer| matches!(answer.status, 404 | 410)) {
        return Err(Failed::Address);
    }
    success(FETCHING, answer).map_err(Failed::Call)
}

/// An id that the provider does not know any more is a file that has expired.
fn expired(error: ProviderError) -> ProviderError {
    if error.reason == "no_such_object" { ProviderError { reason: "media_gone", ..error } } else { error }
}

/// The token goes to the API's own host and to the provider's file hosts, encrypted; a sandbox's token to the machine
/// that it came from.
fn may_see_the_token(url: &Url, base: &Url) -> bool {
    if is_loopback(base) {
        return is_loopback(url) && matches!(url.scheme(), "http" | "https");
    }
    let host = url.host_str().unwrap_or_default();
    let of_the_provider = [".fbsbx.com", ".facebook.com"].iter().any(|domain| host.ends_with(domain));
    url.scheme() == "https" && (of_the_provider || url.origin() == base.origin())
}

/// The sum is hex on some surfaces and base64 on others.
fn is_sum_of(sum: &str, bytes: &[u8]) -> bool {
    let ours = Sha256::digest(bytes);
    let hex = hex::decode(sum).is_ok_and(|theirs| theirs == ours.as_slice());
    hex || STANDARD.decode(sum).is_ok_and(|theirs| theirs == ours.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const GRAPH: &str = "https://graph.facebook.com/v25.0";
    const SANDBOX: &str = "http://127.0.0.1:9000/v25.0";

    #[rstest]
    #[case::file_host("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", GRAPH, true)]
    #[case::the_api_itself("https://graph.facebook.com/x", GRAPH, true)]
    #[case::in_clear("http://lookaside.fbsbx.com/x", GRAPH, false)]
    #[case::elsewhere("https://fbsbx.com.example/x", GRAPH, false)]
    #[case::looks_alike("https://evilfbsbx.com/x", GRAPH, false)]
    #[case::as_a_user_name("https://lookaside.fbsbx.com@example.org/x", GRAPH, false)]
    #[case::this_machine("http://127.0.0.1:9000/x", GRAPH, false)]
    #[case::the_sandbox("http://127.0.0.1:9000/media/1", SANDBOX, true)]
    #[case::out_of_the_sandbox("https://lookaside.fbsbx.com/x", SANDBOX, false)]
    fn the_token_goes_only_where_it_belongs(#[case] url: &str, #[case] base: &str, #[case] may: bool) {
        assert_eq!(may_see_the_token(&Url::parse(url).unwrap(), &Url::parse(base).unwrap()), may);
    }

    #[test]
    fn a_sum_is_taken_in_hex_and_in_base64() {
        let tea = b"tea";
        let sum = Sha256::digest(tea);
        assert!(is_sum_of(&hex::encode(sum), tea) && is_sum_of(&STANDARD.encode(sum), tea));
        assert!(!is_sum_of(&hex::encode(sum), b"coffee") && !is_sum_of("", tea));
    }
}
