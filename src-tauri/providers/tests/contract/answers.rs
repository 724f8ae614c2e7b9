//! Answers that the emulator does not give: a server of our own speaks them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::permit::Recipient;
use domain::{AccountId, Person};
use providers::{Connection, Provider, Retry, SendRequest, SendResult};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::bench::{NOW, permit, text};

/// A server that answers by path and query, and a provider that speaks to it.
async fn server<F>(answer: F) -> (Arc<dyn Provider>, String)
where
    F: Fn(&Uri) -> Response + Clone + Send + Sync + 'static,
{
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(move |request: Request<Body>| {
        let answer = answer(request.uri());
        async move { answer }
    });
    tokio::spawn(async move { axum::serve(listener, router).await });
    let connection = Connection {
        api_base: base.clone(),
        token: "tea-token".into(),
        app_secret: None,
        account: "meta:1".into(),
        phone_number_id: "1".into(),
        waba_id: "2".into(),
    };
    (providers::connect(connection).unwrap(), base)
}

fn say(status: u16, body: Value) -> Response {
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

fn refusal(status: u16, code: i64) -> Response {
    say(status, json!({"error": {"message": "no", "code": code}}))
}

fn page(name: &str, next: Option<&str>) -> Response {
    let template = json!({"name": name, "language": "en", "category": "UTILITY", "status": "APPROVED",
        "components": [{"type": "BODY", "text": "Hi"}]});
    let mut paging = json!({"cursors": {"before": "b", "after": next.unwrap_or("end")}});
    if next.is_some() {
        paging["next"] = json!("https://elsewhere.example/next?access_token=x");
    }
    say(200, json!({"data": [template], "paging": paging}))
}

fn after(uri: &Uri) -> &str {
    let pairs = uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == "after").map(|(_, value)| value).next().unwrap_or_default()
}

async fn send(provider: &Arc<dyn Provider>) -> SendResult {
    let (account, anna) = (AccountId::from("meta:1"), Recipient::Person(Person::by_phone("77000004108")));
    let hello = text("Да");
    let request = SendRequest { account: &account, outgoing: &hello, callback: "c", media: None, attempt: 1, now: NOW };
    provider.send(permit(&account, &anna, &hello), request).await
}

#[tokio::test]
async fn all_pages_are_read_by_cursor_and_the_given_address_is_not_followed() {
    let (provider, _) = server(|uri| match after(uri) {
        "" => page("first", Some("two")),
        "two" => page("second", Some("three")),
        _ => page("third", None),
    })
    .await;
    let names: Vec<_> = provider.templates().await.unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["first", "second", "third"]);
}

#[tokio::test]
async fn a_forgotten_cursor_begins_the_list_anew_once() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let (provider, _) = server(move |uri| match (counted.fetch_add(1, Ordering::SeqCst), after(uri)) {
        (1, _) => refusal(400, 131_059),
        (_, "") => page("first", Some("two")),
        _ => page("second", None),
    })
    .await;
    assert_eq!(provider.templates().await.unwrap().len(), 2);
    assert_eq!(asked.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_cursor_that_stands_still_ends_the_list() {
    let (provider, _) = server(|_| page("same", Some("again"))).await;
    assert_eq!(provider.templates().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_token_in_hand() {
    let followed = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&followed);
    let (_, elsewhere) = server(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        say(200, json!({"messages": [{"id": "wamid.X"}]}))
    })
    .await;
    let (provider, _) =
        server(move |_| (StatusCode::TEMPORARY_REDIRECT, [("location", elsewhere.clone())]).into_response()).await;
    assert_eq!(provider.number().await.unwrap_err().reason, "redirected");
    assert_eq!(send(&provider).await, SendResult::Lost);
    assert_eq!(followed.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_file_at_a_foreign_host_is_not_fetched() {
    let (provider, _) = server(|_| say(200, json!({"url": "https://files.example/1", "mime_type": "image/png"}))).await;
    let error = provider.media("7").await.unwrap_err();
    assert_eq!((error.reason, error.retry), ("foreign_host", Retry::Never));
}

#[tokio::test]
async fn a_file_that_is_not_what_the_sum_says_is_damaged() {
    let (base, known) = (Arc::new(std::sync::OnceLock::<String>::new()), "0".repeat(64));
    let own = Arc::clone(&base);
    let (provider, address) = server(move |uri| match uri.path() {
        "/file" => "other bytes".into_response(),
        _ => {
            say(200, json!({"url": format!("{}/file", own.get().unwrap()), "mime_type": "image/png", "sha256": known}))
        }
    })
    .await;
    base.set(address).unwrap();
    assert_eq!(provider.media("7").await.unwrap_err().reason, "media_damaged");
}

#[tokio::test]
async fn an_address_that_has_just_ended_is_asked_for_again() {
    let (base, tried) = (Arc::new(std::sync::OnceLock::<String>::new()), Arc::new(AtomicUsize::new(0)));
    let own = Arc::clone(&base);
    let (provider, address) = server(move |uri| match uri.path() {
        "/file" if tried.fetch_add(1, Ordering::SeqCst) == 0 => StatusCode::NOT_FOUND.into_response(),
        "/file" => "the bytes".into_response(),
        _ => say(200, json!({"url": format!("{}/file", own.get().unwrap()), "mime_type": "audio/ogg; codecs=opus"})),
    })
    .await;
    base.set(address).unwrap();
    let file = provider.media("7").await.unwrap();
    assert_eq!((file.bytes.as_ref(), file.mime.as_str()), (b"the bytes".as_slice(), "audio/ogg"));
}

#[tokio::test]
async fn a_file_that_says_it_is_too_large_is_not_even_begun() {
    let (provider, base) = server(|_| say(200, json!({"url": "http://127.0.0.1:1/x", "file_size": "104857601"}))).await;
    assert_eq!(provider.media("7").await.unwrap_err().reason, "too_large", "{base}");
}

#[tokio::test]
async fn a_page_of_words_where_an_answer_should_be_is_no_acceptance() {
    let (provider, _) = server(|_| "<html>Sign in to the hotel's network</html>".into_response()).await;
    assert_eq!(send(&provider).await, SendResult::Lost);
    for error in [provider.templates().await.unwrap_err(), provider.number().await.unwrap_err()] {
        assert_eq!(error.reason, "answer_unreadable", "no templates and no answer are not the same");
    }
}

#[tokio::test]
async fn an_answer_without_what_was_asked_for_is_no_empty_list() {
    let (provider, _) = server(|_| say(200, json!({}))).await;
    assert_eq!(provider.templates().await.unwrap_err().reason, "answer_unreadable");
    assert_eq!(provider.groups().await.unwrap_err().reason, "answer_unreadable");
    assert_eq!(provider.number().await.unwrap_err().reason, "answer_unreadable");
    assert_eq!(provider.media("7").await.unwrap_err().reason, "answer_unreadable");
}

#[tokio::test]
async fn a_limit_without_words_waits_as_long_as_its_header_says() {
    let (provider, _) = server(|_| (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "7")], "").into_response()).await;
    let error = provider.number().await.unwrap_err();
    assert_eq!((error.reason, error.retry), ("rate_limited", Retry::After(7_000)));
}
