//! The socket of the screen: its files, the commands of the contract, and the changes as they happen.

use std::convert::Infallible;
use std::future::Future;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use contract::{ChangeBatch, ErrorBody, ErrorCode};
use engine::Figures;
use futures::{Stream, StreamExt};
use serde_json::Value;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_util::sync::CancellationToken;

use crate::guard::{self, Guard};
use crate::metrics;
use crate::page;

/// The largest request: a document of 100 MB in base64, and its envelope.
const MOST_BYTES: usize = 140 * 1024 * 1024;
/// A line without meaning is sent so often while nothing changes, so that a dead connection is noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The headers of every answer: the page loads its own files, speaks to this address, and is shown in no other page.
const HEADERS: [(HeaderName, HeaderValue); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; \
             font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Whoever answers behind the socket.
pub trait Core: Clone + Send + Sync + 'static {
    /// Answers a command by its name.
    ///
    /// # Errors
    /// What the command answers.
    fn answer(&self, name: &str, request: Value) -> impl Future<Output = Result<Value, ErrorBody>> + Send;
    /// Changes from now on.
    fn changes(&self) -> broadcast::Receiver<ChangeBatch>;
    /// What whoever watches over it looks at.
    fn figures(&self) -> Figures;
}

/// What the handlers share.
#[derive(Clone)]
struct Desk<C> {
    core: C,
    end: CancellationToken,
}

/// Everything the socket answers; the streams of changes end with the token.
pub fn router<C: Core>(core: C, guard: Guard, end: CancellationToken) -> Router {
    let contract = Router::new()
        .route("/api/changes", get(changes::<C>))
        .route("/metrics", get(metrics::<C>))
        .route("/api/{name}", post(command::<C>).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .layer(from_fn_with_state(guard.clone(), guard::token))
        .with_state(Desk { core, end });
    Router::new()
        .fallback(get(page::serve))
        .merge(contract)
        .layer(from_fn_with_state(guard, guard::place))
        .layer(map_response(with_headers))
}

async fn with_headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, value);
    }
    // What the files say of themselves goes before.
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn command<C: Core>(State(desk): State<Desk<C>>, Path(name): Path<String>, body: axum::body::Bytes) -> Response {
    let request =
        if body.is_empty() { Ok(Value::Object(serde_json::Map::new())) } else { serde_json::from_slice(&body) };
    let answer = match request {
        Ok(request) => desk.core.answer(&name, request).await,
        Err(_) => Err(ErrorCode::BadRequest.into()),
    };
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => (status(error.code), Json(error)).into_response(),
    }
}

/// Prometheus' text; whoever reads it sends the token as everybody does.
async fn metrics<C: Core>(State(desk): State<Desk<C>>) -> Response {
    let health = desk
        .core
        .answer("health", Value::Object(serde_json::Map::new()))
        .await
        .ok()
        .and_then(|said| serde_json::from_value(said).ok());
    match metrics::text(&desk.core.figures(), health.as_ref()) {
        Ok(text) => ([(header::CONTENT_TYPE, metrics::KIND)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The status nearest to a code; the code itself is in the body.
const fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::NoSuchCommand | ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::BadRequest => StatusCode::BAD_REQUEST,
        ErrorCode::TooLate => StatusCode::CONFLICT,
        ErrorCode::NotHere => StatusCode::NOT_IMPLEMENTED,
        ErrorCode::Damaged | ErrorCode::Storage | ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

async fn changes<C: Core>(
    State(desk): State<Desk<C>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + Send + 'static> {
    let batches = BroadcastStream::new(desk.core.changes()).map(|batch| {
        // A screen that was too slow asks for everything again.
        let batch = batch.unwrap_or_else(|_| ChangeBatch { reload: true, changes: Vec::new() });
        Ok(Event::default().json_data(batch).unwrap_or_default())
    });
    Sse::new(batches.take_until(desk.end.cancelled_owned())).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}
