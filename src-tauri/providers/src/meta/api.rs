//! Calls to the Graph API: addresses, the token, answers and refusals.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use chrono::DateTime;
use domain::Timestamp;
use reqwest::header::{AUTHORIZATION, DATE, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, Url};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::error::{ProviderError, Retry};
use crate::meta::loose::{Raw, Scalar, part};
use crate::meta::version::VERSION;
use crate::meta::{fault, reason};
use crate::provider::Secret;

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(30);
/// Shorter than the idle time after which servers close, so that a send rarely meets a connection that is just ending.
const IDLE: Duration = Duration::from_secs(20);
/// Most bytes of an answer that is not a file.
const LARGEST_ANSWER: u64 = 32 * 1024 * 1024;
/// Longest pause that a header can ask for, in seconds.
const LONGEST_PAUSE: i64 = 24 * 60 * 60;

/// What the server said.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Bytes,
    /// How long the server asks to be left alone, in milliseconds.
    pub(crate) pause: Option<i64>,
    /// What time it is there, in whole seconds.
    pub(crate) date: Option<Timestamp>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Silence {
    /// No connection came about: nothing left.
    NoWay,
    /// The request may have left; no whole answer came.
    Cut,
    /// The answer is larger than allowed.
    TooLarge,
}

/// A refusal as the Graph API words it (reference 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GraphError {
    pub(crate) code: i64,
    pub(crate) subcode: Option<i64>,
}

/// The API as one token sees it.
pub(crate) struct Api {
    client: Client,
    base: Url,
    token: HeaderValue,
    /// Proves that the caller knows the app's secret (reference 8.2).
    proof: Option<String>,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("host", &self.base.host_str()).finish_non_exhaustive()
    }
}

impl Api {
    pub(crate) fn new(api_base: &str, token: Secret, app_secret: Option<&Secret>) -> Result<Self, ProviderError> {
        const DOING: &str = "preparing calls to the provider";
        let base = versioned(api_base).ok_or(fault(DOING, "address_malformed", Retry::Never))?;
        let malformed = |_| fault(DOING, "token_malformed", Retry::Never);
        let mut header = HeaderValue::from_str(&format!("Bearer {}", token.expose())).map_err(malformed)?;
        header.set_sensitive(true);
        let client = client(&base).map_err(|_| fault(DOING, "no_tls", Retry::Never))?;
        Ok(Self { client, base, token: header, proof: app_secret.map(|secret| proof(secret, &token)) })
    }

    /// Where the calls go.
    pub(crate) const fn base(&self) -> &Url {
        &self.base
    }

    /// The version that is asked.
    pub(crate) fn version(&self) -> &str {
        self.base.path_segments().and_then(|mut segments| segments.rfind(|part| is_version(part))).unwrap_or(VERSION)
    }

    /// A call with the token; each segment is one part of the path, whatever is in it.
    pub(crate) fn request(&self, method: Method, segments: &[&str]) -> RequestBuilder {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.extend(segments);
        }
        let call = self.client.request(method, url).header(AUTHORIZATION, self.token.clone());
        match &self.proof {
            Some(proof) => call.query(&[("appsecret_proof", proof)]),
            None => call,
        }
    }

    /// A file's address with the token. Whether the token may go there is the caller's to check.
    pub(crate) fn at(&self, url: Url) -> RequestBuilder {
        self.client.get(url).header(AUTHORIZATION, self.token.clone())
    }

    /// What the token says of itself, asked with it.
    pub(crate) fn about_its_token(&self) -> RequestBuilder {
        self.request(Method::GET, &["debug_token"]).query(&[("input_token", self.bare_token())])
    }

    /// A call with what the server named as the way, which may have a question mark in it; none where it is no way.
    pub(crate) fn below(&self, way: &str) -> Option<RequestBuilder> {
        let url = Url::parse(&format!("{}/{way}", self.base.as_str().trim_end_matches('/'))).ok()?;
        let call = self.client.post(url).header(AUTHORIZATION, format!("OAuth {}", self.bare_token()));
        Some(match &self.proof {
            Some(proof) => call.query(&[("appsecret_proof", proof)]),
            None => call,
        })
    }

    fn bare_token(&self) -> &str {
        self.token.to_str().ok().and_then(|token| token.strip_prefix("Bearer ")).unwrap_or_default()
    }

    /// The address of a file that lies open, without the token.
    pub(crate) fn open(&self, url: Url) -> RequestBuilder {
        self.client.get(url)
    }

    /// Calls once.
    pub(crate) async fn answer(&self, call: RequestBuilder) -> Result<Answer, Silence> {
        self.answer_up_to(call, LARGEST_ANSWER).await
    }

    /// Calls once and takes an answer of at most that many bytes.
    pub(crate) async fn answer_up_to(&self, call: RequestBuilder, most: u64) -> Result<Answer, Silence> {
        let response = call.send().await.map_err(|error| {
            tracing::debug!(connect = error.is_connect(), timeout = error.is_timeout(), "a call got no answer");
            if error.is_connect() || error.is_builder() { Silence::NoWay } else { Silence::Cut }
        })?;
        let (status, pause) = (response.status().as_u16(), pause(response.headers()));
        let date = date(response.headers());
        Ok(Answer { status, pause, date, body: body(response, most).await? })
    }

    /// Calls once and takes nothing but success told in JSON: anything else (the sign-in page of a hotel's network) must
    /// not be read as an empty answer.
    pub(crate) async fn checked(&self, doing: &'static str, call: RequestBuilder) -> Result<Bytes, ProviderError> {
        let body = success(doing, self.answer(call).await)?;
        match serde_json::from_slice::<IgnoredAny>(&body) {
            Ok(_) => Ok(body),
            Err(_) => Err(unreadable(doing)),
        }
    }
}

impl Answer {
    pub(crate) const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// The refusal in the body, where there is one.
    pub(crate) fn refusal(&self) -> Option<GraphError> {
        let wrapped: Wrapped<'_> = serde_json::from_slice(&self.body).ok()?;
        let error: ErrorBody<'_> = part(wrapped.error);
        Some(GraphError { code: error.code.whole()?, subcode: error.error_subcode.whole() })
    }
}

/// The body of a success, or the error that the answer means for a call that may be repeated.
pub(crate) fn success(doing: &'static str, answer: Result<Answer, Silence>) -> Result<Bytes, ProviderError> {
    let answer = match answer {
        Ok(answer) if answer.is_success() => return Ok(answer.body),
        Ok(answer) => answer,
        Err(Silence::NoWay) => return Err(fault(doing, "offline", Retry::WhenOnline)),
        Err(Silence::Cut) => return Err(fault(doing, "no_answer", Retry::After(reason::SHORT_PAUSE))),
        Err(Silence::TooLarge) => return Err(fault(doing, "too_large", Retry::Never)),
    };
    let Some(refusal) = answer.refusal() else {
        return Err(reason::of_status(doing, answer.status, answer.pause));
    };
    Err(reason::of_code(doing, refusal, answer.pause))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Wrapped<'a> {
    #[serde(borrow)]
    error: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ErrorBody<'a> {
    #[serde(borrow)]
    code: Scalar<'a>,
    #[serde(borrow)]
    error_subcode: Scalar<'a>,
}

/// The error of an answer that is not what it should be.
pub(crate) const fn unreadable(doing: &'static str) -> ProviderError {
    fault(doing, "answer_unreadable", Retry::After(reason::SHORT_PAUSE))
}

pub(crate) fn client(base: &Url) -> Result<Client, reqwest::Error> {
    let builder = Client::builder()
        .connect_timeout(CONNECT)
        .timeout(WHOLE)
        .pool_idle_timeout(IDLE)
        .redirect(Policy::none())
        .user_agent(concat!("switchboard/", env!("CARGO_PKG_VERSION")));
    // On this machine there is neither a proxy nor TLS, and a machine without any certificates must still be able to try
    // the product.
    if is_loopback(base) { builder.no_proxy().tls_certs_only([]) } else { builder }.build()
}

fn versioned(api_base: &str) -> Option<Url> {
    let mut base = Url::parse(api_base).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    (base.scheme() == "https" || is_loopback(&base)).then_some(())?;
    base.set_query(None);
    base.set_fragment(None);
    let last = base.path_segments()?.rfind(|segment| !segment.is_empty()).unwrap_or_default().to_owned();
    let mut path = base.path_segments_mut().ok()?;
    path.pop_if_empty();
    if !is_version(&last) {
        path.push(VERSION);
    }
    drop(path);
    Some(base)
}

fn is_version(segment: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let parts = segment.strip_prefix('v').and_then(|numbers| numbers.split_once('.'));
    parts.is_some_and(|(major, minor)| digits(major) && digits(minor))
}

/// Whether an address is this machine's own.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn proof(app_secret: &Secret, token: &Secret) -> String {
    use hmac::{KeyInit as _, Mac as _};
    let key = hmac::Hmac::<sha2::Sha256>::new_from_slice(app_secret.expose().as_bytes());
    key.map(|key| hex::encode(key.chain_update(token.expose()).finalize().into_bytes())).unwrap_or_default()
}

async fn body(mut response: Response, most: u64) -> Result<Bytes, Silence> {
    if response.content_length().is_some_and(|length| length > most) {
        return Err(Silence::TooLarge);
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| Silence::Cut)? {
        body.extend_from_slice(&chunk);
        if body.len() as u64 > most {
            return Err(Silence::TooLarge);
        }
    }
    Ok(body.freeze())
}

/// `Retry-After` in seconds, or the minutes that the usage header names (reference 7.1); a day at most.
fn pause(headers: &HeaderMap) -> Option<i64> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let seconds = text("retry-after").and_then(|value| value.parse::<i64>().ok());
    let minutes = || text("x-business-use-case-usage").and_then(minutes_named);
    let seconds = seconds.or_else(|| minutes().map(|minutes| minutes.saturating_mul(60)))?;
    (seconds > 0).then(|| seconds.min(LONGEST_PAUSE).saturating_mul(1_000))
}

fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let date = DateTime::parse_from_rfc2822(headers.get(DATE)?.to_str().ok()?).ok()?;
    Some(Timestamp(date.timestamp_millis()))
}

fn minutes_named(usage: &str) -> Option<i64> {
    let usage: serde_json::Value = serde_json::from_str(usage).ok()?;
    let cases = usage.as_object()?.values().filter_map(|cases| cases.as_array()).flatten();
    let minutes = cases.filter_map(|case| case.get("estimated_time_to_regain_access")?.as_i64());
    minutes.max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::bare("https://graph.facebook.com", Some("https://graph.facebook.com/v25.0"))]
    #[case::slash("http://127.0.0.1:9000/", Some("http://127.0.0.1:9000/v25.0"))]
    #[case::its_own_version("http://localhost:9000/v23.0", Some("http://localhost:9000/v23.0"))]
    #[case::its_own_version_and_slash("http://[::1]:9000/v26.0/", Some("http://[::1]:9000/v26.0"))]
    #[case::below_a_path("https://proxy.example/graph", Some("https://proxy.example/graph/v25.0"))]
    #[case::the_token_in_clear_over_the_net("http://graph.facebook.com", None)]
    #[case::no_address("graph", None)]
    fn the_address_gets_a_version_and_the_token_never_travels_in_clear(
        #[case] given: &str,
        #[case] base: Option<&str>,
    ) {
        assert_eq!(versioned(given).as_ref().map(Url::as_str), base);
    }

    #[test]
    fn a_group_id_is_one_segment_of_the_path() {
        let api = Api::new("http://127.0.0.1:1", Secret::from("t"), None).unwrap();
        let call = api.request(Method::GET, &["Y2Fw/aV9=?#", "invite_link"]).build().unwrap();
        assert_eq!(call.url().path(), "/v25.0/Y2Fw%2FaV9=%3F%23/invite_link");
    }

    #[test]
    fn the_proof_is_the_hmac_of_the_token() {
        let secret = Secret::from("key");
        let api = Api::new("http://127.0.0.1:1", "The quick brown fox jumps over the lazy dog".into(), Some(&secret));
        let call = api.unwrap().request(Method::GET, &["me"]).build().unwrap();
        let expected = "appsecret_proof=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
        assert_eq!(call.url().query(), Some(expected));
    }

    #[test]
    fn nothing_that_is_printed_holds_the_token() {
        let api = Api::new("http://127.0.0.1:1", Secret::from("tea-token"), Some(&Secret::from("tea-secret"))).unwrap();
        let call = api.request(Method::GET, &["me"]);
        let printed = format!("{api:?} {call:?} {:?}", Secret::from("tea-token"));
        assert!(!printed.contains("tea-token") && !printed.contains("tea-secret"), "{printed}");
    }

    #[test]
    fn a_token_that_is_no_header_is_said_to_be_malformed() {
        let error = Api::new("http://127.0.0.1:1", Secret::from("a\nb"), None).unwrap_err();
        assert_eq!((error.reason, error.retry), ("token_malformed", Retry::Never));
    }

    #[test]
    fn the_time_of_an_answer_is_read_and_what_is_none_is_left() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(date(&headers), Some(Timestamp::from_seconds(784_111_777)));
        headers.insert(DATE, HeaderValue::from_static("yesterday"));
        assert_eq!(date(&headers), None);
    }

    #[test]
    fn the_longest_pause_that_the_usage_header_names_is_kept() {
        let usage =
            r#"{"1":[{"type":"messages","estimated_time_to_regain_access":0},{"estimated_time_to_regain_access":7}]}"#;
        let mut headers = HeaderMap::new();
        headers.insert("x-business-use-case-usage", HeaderValue::from_static(usage));
        assert_eq!(pause(&headers), Some(7 * 60_000));
        headers.insert("retry-after", HeaderValue::from_static("3"));
        assert_eq!(pause(&headers), Some(3_000));
        headers.insert("retry-after", HeaderValue::from_static("9223372036854775807"));
        assert_eq!(pause(&headers), Some(LONGEST_PAUSE * 1_000), "a senseless pause is cut to a day");
    }
}
