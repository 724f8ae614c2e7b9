//! The business profile of a number (reference 8.3).

use bytes::Bytes;
use domain::decision::Refused;
use domain::profile::{BusinessProfile, ProfileChange};
use reqwest::{Method, Url};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::{ProviderError, Retry};
use crate::meta::api::{Api, is_loopback, success, unreadable};
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::outcome::asked;
use crate::meta::pages::data;
use crate::meta::{reason, upload};
use crate::provider::{AskReply, MediaUpload, OFFLINE_PAUSE, ProfileInfo};

const EDGE: &str = "whatsapp_business_profile";
const READING: &str = "reading the business profile";
const FIELDS: &str = "about,address,description,email,profile_picture_url,websites,vertical";
/// Most bytes of a picture that is shown.
const LARGEST_PICTURE: u64 = 5 * 1024 * 1024;
/// Where the provider keeps pictures.
const PICTURE_HOSTS: [&str; 4] = [".whatsapp.net", ".fbcdn.net", ".fbsbx.com", ".facebook.com"];

#[derive(Deserialize, Default)]
#[serde(default)]
struct Profile<'a> {
    /// Where the description of the API has everything; real answers are flat.
    #[serde(borrow)]
    business_profile: Raw<'a>,
    #[serde(borrow)]
    about: Scalar<'a>,
    #[serde(borrow)]
    address: Scalar<'a>,
    #[serde(borrow)]
    description: Scalar<'a>,
    #[serde(borrow)]
    email: Scalar<'a>,
    #[serde(borrow)]
    profile_picture_url: Scalar<'a>,
    #[serde(borrow)]
    websites: Raw<'a>,
    #[serde(borrow)]
    vertical: Scalar<'a>,
}

/// The profile as it stands. A picture that cannot be had is none: the words are what is edited.
pub(super) async fn get(api: &Api, phone_number_id: &str) -> Result<ProfileInfo, ProviderError> {
    let call = api.request(Method::GET, &[phone_number_id, EDGE]).query(&[("fields", FIELDS)]);
    let (profile, picture) = told(&api.checked(READING, call).await?).ok_or(unreadable(READING))?;
    let picture = match picture.and_then(|url| Url::parse(&url).ok()).filter(|url| may_be_asked(url, api.base())) {
        Some(url) => fetch(api, url).await,
        None => None,
    };
    Ok(ProfileInfo { profile, picture })
}

/// The profile of an answer, and where its picture is. A number without one answers with an empty list.
fn told(body: &[u8]) -> Option<(BusinessProfile, Option<String>)> {
    let rows = list(Some(data(body)?));
    let Some(row) = rows.first() else { return Some((BusinessProfile::default(), None)) };
    let outer: Profile<'_> = read(row)?;
    let told: Profile<'_> = if outer.business_profile.is_some() { part(outer.business_profile) } else { outer };
    let text = |value: Scalar<'_>| value.owned().unwrap_or_default();
    let websites = list(told.websites).into_iter().filter_map(read::<Scalar<'_>>).filter_map(|one| one.owned());
    let profile = BusinessProfile {
        about: text(told.about),
        address: text(told.address),
        description: text(told.description),
        email: text(told.email),
        websites: websites.collect(),
        vertical: text(told.vertical),
    };
    Some((profile, told.profile_picture_url.owned()))
}

/// Pictures lie open, so no token goes with the question; a sandbox's lie on the machine that it came from.
fn may_be_asked(url: &Url, base: &Url) -> bool {
    if is_loopback(base) {
        return is_loopback(url) && url.scheme() == "http";
    }
    let host = url.host_str().unwrap_or_default();
    url.scheme() == "https" && PICTURE_HOSTS.iter().any(|domain| host.ends_with(domain))
}

async fn fetch(api: &Api, url: Url) -> Option<Bytes> {
    let answer = api.answer_up_to(api.open(url), LARGEST_PICTURE).await;
    let fetched = success("fetching the picture of the profile", answer);
    if let Err(error) = &fetched {
        tracing::warn!(%error, "the picture of a profile is not shown");
    }
    fetched.ok()
}

/// Asks for a change, once. A picture is put there first.
pub(super) async fn change(
    api: &Api,
    phone_number_id: &str,
    change: &ProfileChange,
    picture: Option<MediaUpload>,
) -> AskReply {
    let handle = match picture {
        Some(file) => match upload::put(api, file).await {
            Ok(handle) => Some(handle),
            Err(error) => return not_uploaded(&error),
        },
        None => None,
    };
    let call = api.request(Method::POST, &[phone_number_id, EDGE]).json(&body(change, handle));
    asked(api.answer(call).await, reason::word)
}

/// Nothing was changed, whatever came of the file.
fn not_uploaded(error: &ProviderError) -> AskReply {
    let reason = Refused { reason: error.reason.to_owned(), code: error.code };
    match error.retry {
        Retry::Never => AskReply::Refused { reason },
        Retry::After(after) => AskReply::Later { reason: Some(reason), after },
        Retry::WhenOnline => AskReply::Later { reason: None, after: OFFLINE_PAUSE },
    }
}

fn body(change: &ProfileChange, handle: Option<String>) -> Value {
    let mut body = json!(change);
    if let Some(body) = body.as_object_mut() {
        body.remove("picture");
        if let Some(handle) = handle {
            body.insert("profile_picture_handle".to_owned(), json!(handle));
        }
        body.insert("messaging_product".to_owned(), json!("whatsapp"));
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::flat(r#"{"data":[{"about":"Tea","websites":["https://a.example"],"messaging_product":"whatsapp"}]}"#)]
    #[case::nested(
        r#"{"data":[{"business_profile":{"about":"Tea","websites":["https://a.example"],"messaging_product":"whatsapp"}}]}"#
    )]
    fn a_profile_is_read_in_both_spellings(#[case] answer: &str) {
        let websites = vec!["https://a.example".to_owned()];
        let expected = BusinessProfile { about: "Tea".into(), websites, ..BusinessProfile::default() };
        assert_eq!(told(answer.as_bytes()), Some((expected, None)));
    }

    #[test]
    fn a_number_without_a_profile_has_an_empty_one() {
        assert_eq!(told(br#"{"data":[]}"#), Some((BusinessProfile::default(), None)));
    }

    #[test]
    fn what_stays_is_not_sent() {
        let change = ProfileChange { email: Some(String::new()), ..ProfileChange::default() };
        assert_eq!(body(&change, None), json!({"messaging_product": "whatsapp", "email": ""}));
        let picture = ProfileChange { picture: Some("00ff".into()), ..ProfileChange::default() };
        let sent = json!({"messaging_product": "whatsapp", "profile_picture_handle": "4::a"});
        assert_eq!(body(&picture, Some("4::a".into())), sent, "our own name of the file stays here");
    }

    const GRAPH: &str = "https://graph.facebook.com/v25.0";
    const SANDBOX: &str = "http://127.0.0.1:9000/v25.0";

    #[rstest]
    #[case::the_provider("https://pps.whatsapp.net/v/t61/1.jpg", GRAPH, true)]
    #[case::in_clear("http://pps.whatsapp.net/v/t61/1.jpg", GRAPH, false)]
    #[case::elsewhere("https://whatsapp.net.example/1.jpg", GRAPH, false)]
    #[case::this_machine("http://127.0.0.1:9000/1.jpg", GRAPH, false)]
    #[case::the_sandbox("http://127.0.0.1:9000/1.jpg", SANDBOX, true)]
    #[case::out_of_the_sandbox("https://pps.whatsapp.net/1.jpg", SANDBOX, false)]
    fn a_picture_is_fetched_where_the_provider_keeps_them(#[case] url: &str, #[case] base: &str, #[case] may: bool) {
        assert_eq!(may_be_asked(&Url::parse(url).unwrap(), &Url::parse(base).unwrap()), may);
    }
}
