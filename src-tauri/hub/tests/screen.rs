//! The screen's socket, over real connections: who may come in, what is answered, how changes arrive.

#![cfg(test)]

use std::net::SocketAddr;

use contract::change::{Change, ChangeBatch, ChangeKind};
use contract::command::TABLE;
use contract::{ErrorBody, ErrorCode};
use domain::ChatId;
use engine::{Answers, Figures};
use futures::StreamExt;
use hub::guard::Guard;
use hub::screen::{Core, router};
use reqwest::header::{HOST, ORIGIN};
use reqwest::{Client, RequestBuilder, StatusCode};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

/// Answers `chats` with what it was asked, refuses `message_send`, and knows nothing else.
#[derive(Clone)]
struct Echo(broadcast::Sender<ChangeBatch>);

impl Core for Echo {
    async fn answer(&self, name: &str, request: Value) -> Result<Value, ErrorBody> {
        match name {
            "chats" => Ok(json!({ "asked": request })),
            "message_send" => Err(ErrorCode::WindowClosed.into()),
            _ => Err(ErrorCode::NoSuchCommand.into()),
        }
    }

    fn changes(&self) -> broadcast::Receiver<ChangeBatch> {
        self.0.subscribe()
    }

    fn figures(&self) -> Figures {
        Figures { answers: Answers::default(), journal: 12, projected: 12, last_webhook: None }
    }
}

struct Socket {
    address: SocketAddr,
    token: String,
    changes: broadcast::Sender<ChangeBatch>,
    end: CancellationToken,
}

impl Socket {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let guard = Guard::of(address).unwrap();
        let (changes, end) = (broadcast::channel(2).0, CancellationToken::new());
        let token = guard.token().to_owned();
        let router = router(Echo(changes.clone()), guard, end.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, token, changes, end }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn post(&self, name: &str) -> RequestBuilder {
        Client::new().post(self.url(&format!("/api/{name}")))
    }

    fn command(&self, name: &str) -> RequestBuilder {
        self.post(name).bearer_auth(&self.token)
    }
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.unwrap().status()
}

fn in_chat(chat: i64) -> ChangeBatch {
    let change = Change { kind: ChangeKind::Messages, chats: vec![ChatId(chat)], message: None };
    ChangeBatch { reload: false, changes: vec![change] }
}

#[tokio::test]
async fn the_page_comes_without_a_token_and_may_load_nothing_from_elsewhere() {
    let socket = Socket::open().await;
    let answer = Client::new().get(socket.url("/")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let header = |name: &str| answer.headers().get(name).unwrap().to_str().unwrap().to_owned();
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert_eq!(header("cache-control"), "no-store");
    assert!(answer.text().await.unwrap().contains("<html"));
}

#[rstest]
#[case::a_page_inside("/chats/7", StatusCode::OK)]
#[case::a_file_that_is_not_there("/assets/gone.js", StatusCode::NOT_FOUND)]
#[case::a_file_outside("/Cargo.toml", StatusCode::NOT_FOUND)]
#[tokio::test]
async fn only_what_was_built_is_served(#[case] path: &str, #[case] expected: StatusCode) {
    let socket = Socket::open().await;
    assert_eq!(status(Client::new().get(socket.url(path))).await, expected);
}

/// A client would tidy such a path up before it asks, so it is written by hand.
#[rstest]
#[case::plain("/../Cargo.toml")]
#[case::in_disguise("/%2e%2e/Cargo.toml")]
#[case::deeper("/assets/../../Cargo.toml")]
#[tokio::test]
async fn a_path_out_of_the_screen_leads_nowhere(#[case] path: &str) {
    let socket = Socket::open().await;
    let mut stream = TcpStream::connect(socket.address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", socket.address);
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}

#[tokio::test]
async fn a_command_is_answered_and_an_empty_request_has_no_fields() {
    let socket = Socket::open().await;
    let answer: Value =
        socket.command("chats").json(&json!({ "filter": "all" })).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer, json!({ "asked": { "filter": "all" } }));
    let answer: Value = socket.command("chats").send().await.unwrap().json().await.unwrap();
    assert_eq!(answer, json!({ "asked": {} }));
}

#[rstest]
#[case::refused("message_send", "{}", StatusCode::UNPROCESSABLE_ENTITY, ErrorCode::WindowClosed)]
#[case::unknown("no_such", "{}", StatusCode::NOT_FOUND, ErrorCode::NoSuchCommand)]
#[case::no_json("chats", "{", StatusCode::BAD_REQUEST, ErrorCode::BadRequest)]
#[tokio::test]
async fn an_error_is_a_status_with_the_code_in_its_body(
    #[case] name: &str,
    #[case] body: &'static str,
    #[case] expected: StatusCode,
    #[case] code: ErrorCode,
) {
    let answer = Socket::open().await.command(name).body(body).send().await.unwrap();
    assert_eq!(answer.status(), expected);
    assert_eq!(answer.json::<ErrorBody>().await.unwrap().code, code);
}

#[tokio::test]
async fn without_the_token_no_command_and_no_change_is_to_be_had() {
    let socket = Socket::open().await;
    for line in TABLE {
        assert_eq!(status(socket.post(line.name)).await, StatusCode::UNAUTHORIZED, "{}", line.name);
    }
    let wrong = "0".repeat(socket.token.len());
    assert_eq!(status(socket.post("chats").bearer_auth(wrong)).await, StatusCode::UNAUTHORIZED);
    let address = socket.url("/api/changes");
    assert_eq!(status(Client::new().get(&address)).await, StatusCode::UNAUTHORIZED);
    let in_address = Client::new().get(format!("{address}?token={}", socket.token));
    assert_eq!(status(in_address).await, StatusCode::UNAUTHORIZED, "a token in an address ends in logs");
}

#[tokio::test]
async fn another_page_is_turned_away_even_with_the_token() {
    let socket = Socket::open().await;
    for origin in ["https://shop.example", "null", "http://localhost:1"] {
        assert_eq!(status(socket.command("chats").header(ORIGIN, origin)).await, StatusCode::FORBIDDEN, "{origin}");
    }
    let own = format!("http://{}", socket.address);
    assert_eq!(status(socket.command("chats").header(ORIGIN, own)).await, StatusCode::OK);
}

#[tokio::test]
async fn another_name_for_this_machine_is_turned_away() {
    let socket = Socket::open().await;
    let names = ["rebound.example".to_owned(), format!("localhost:{}", socket.address.port())];
    for name in names {
        assert_eq!(status(socket.command("chats").header(HOST, &name)).await, StatusCode::FORBIDDEN, "{name}");
        let page = Client::new().get(socket.url("/")).header(HOST, &name);
        assert_eq!(status(page).await, StatusCode::FORBIDDEN, "the page of {name}");
    }
}

#[tokio::test]
async fn a_command_is_never_a_link() {
    let socket = Socket::open().await;
    let link = Client::new().get(socket.url("/api/chats")).bearer_auth(&socket.token);
    assert_eq!(status(link).await, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn changes_arrive_as_they_happen_and_a_slow_screen_is_told_to_reload() {
    let socket = Socket::open().await;
    let request = Client::new().get(socket.url("/api/changes")).bearer_auth(&socket.token);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut lines = answer.bytes_stream();
    socket.changes.send(in_chat(7)).unwrap();
    assert_eq!(next(&mut lines).await, in_chat(7));
    // The runtime of this test has one thread: nothing is read between these.
    for chat in 0..9 {
        socket.changes.send(in_chat(chat)).unwrap();
    }
    let batch = next(&mut lines).await;
    assert!(batch.reload && batch.changes.is_empty(), "{batch:?}");
}

#[tokio::test]
async fn a_screen_that_listens_does_not_keep_the_hub_from_ending() {
    let socket = Socket::open().await;
    let request = Client::new().get(socket.url("/api/changes")).bearer_auth(&socket.token);
    let mut lines = request.send().await.unwrap().bytes_stream();
    socket.end.cancel();
    assert!(lines.next().await.is_none(), "the stream of changes ends with the hub");
}

/// The next batch of a stream of events.
async fn next<E: std::fmt::Debug, B: AsRef<[u8]>>(
    lines: &mut (impl futures::Stream<Item = Result<B, E>> + Unpin),
) -> ChangeBatch {
    let mut text = String::new();
    while !text.contains("\n\n") {
        text.push_str(std::str::from_utf8(lines.next().await.unwrap().unwrap().as_ref()).unwrap());
    }
    let event = text.split("\n\n").next().unwrap();
    serde_json::from_str(event.strip_prefix("data: ").unwrap()).unwrap()
}
