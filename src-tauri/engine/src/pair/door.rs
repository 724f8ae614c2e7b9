//! The hub's door for consoles: TLS always, and nothing without a token but the one question for one.

use std::net::SocketAddr;
use std::path::Path as FilePath;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use axum_server::Handle;
use contract::hub::HubLine;
use domain::FileHash;
use store::CopyPlace;
use store::table::console::{self, PairedConsole};
use tokio::net::TcpListener;

use super::carry::carry_out;
use super::certificate::{self, CertificateError};
use super::codes::Turned;
use super::consoles::{Unpaired, known, welcome};
use super::pin::Fingerprint;
use super::wire::{COMMAND, Carried, Heard, Knock, News, Told};
use crate::core::Core;
use crate::engine::Engine;
use crate::options::StartError;

/// Entries, and entries of the ledger, of one page.
const PAGE: usize = 256;
/// How long a console that has everything waits for news in one request.
pub(super) const WAIT: Duration = Duration::from_secs(10);
/// The longest id of a command, and the longest name of an operator.
const LONGEST: usize = 64;
/// The largest request.
const MOST_BYTES: usize = 140 * 1024 * 1024;
/// How long answers under way may hold up the end.
const FAREWELL: Duration = Duration::from_secs(2);

/// Opens the door until the engine stops: where it is, and by which certificate it is known.
///
/// # Errors
/// When the address cannot be had, or there is no certificate.
pub async fn open(
    engine: &Engine,
    data: &FilePath,
    address: SocketAddr,
) -> Result<(SocketAddr, Fingerprint), StartError> {
    let (files, fingerprint) = certificate::of(data)?;
    let tls = files.open().map_err(CertificateError::Use)?;
    let fail = |source| StartError::Consoles { address, source };
    let listener = TcpListener::bind(address).await.map_err(fail)?;
    let listening = listener.local_addr().map_err(fail)?;
    let listener = listener.into_std().map_err(fail)?;
    let core = &engine.core;
    let (stop, handle) = (core.stop.clone(), Handle::new());
    let server = axum_server::from_tcp_rustls(listener, tls.config()).map_err(fail)?.handle(handle.clone());
    let served = server.serve(router(engine.clone()).into_make_service());
    core.tasks.spawn(async move {
        tokio::pin!(served);
        tokio::select! {
            () = stop.cancelled() => handle.graceful_shutdown(Some(FAREWELL)),
            ended = &mut served => return tracing::error!(?ended, "the door for consoles closed by itself"),
        }
        let _ = served.await;
    });
    Ok((listening, fingerprint))
}

fn router(engine: Engine) -> Router {
    let core = Arc::clone(&engine.core);
    let commands = Router::new().route("/command/{name}", post(command)).with_state(engine);
    let inside = Router::new()
        .route("/journal", get(journal))
        .route("/media/{file}", get(media))
        .route("/leave", post(leave))
        .with_state(Arc::clone(&core))
        .merge(commands)
        .layer(from_fn_with_state(Arc::clone(&core), token))
        .layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new().route("/pair", post(pair)).with_state(core).merge(inside)
}

/// Turns away whoever has no token that is worth something.
async fn token(State(core): State<Arc<Core>>, mut request: Request, next: Next) -> Response {
    match is_known(&core, request.headers()).await {
        Ok(console) => {
            request.extensions_mut().insert(console);
            next.run(request).await
        }
        Err(status) => status.into_response(),
    }
}

async fn is_known(core: &Arc<Core>, headers: &axum::http::HeaderMap) -> Result<PairedConsole, StatusCode> {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer ")).ok_or(StatusCode::UNAUTHORIZED)?;
    match known(core, token).await {
        Ok(Some(console)) => Ok(console),
        Ok(None) => Err(StatusCode::UNAUTHORIZED),
        Err(_) => Err(StatusCode::SERVICE_UNAVAILABLE),
    }
}

async fn pair(State(core): State<Arc<Core>>, Json(knock): Json<Knock>) -> Response {
    match welcome(&core, knock).await {
        Ok(welcome) => Json(welcome).into_response(),
        Err(Unpaired::Turned(Turned::Wrong)) => StatusCode::FORBIDDEN.into_response(),
        Err(Unpaired::KnownBy) => StatusCode::CONFLICT.into_response(),
        Err(Unpaired::Turned(Turned::TooMany)) => StatusCode::TOO_MANY_REQUESTS.into_response(),
        Err(Unpaired::Failed) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// What comes behind a place; where nothing does, as soon as something comes, or nothing after a while.
async fn journal(
    State(core): State<Arc<Core>>,
    Query(place): Query<CopyPlace>,
    Query(told): Query<Heard>,
    headers: axum::http::HeaderMap,
) -> Result<Json<News>, StatusCode> {
    let (mut head, mut heard, mut line) = (core.journal.watch(), core.heard.subscribe(), core.numbers.watch());
    head.mark_unchanged();
    heard.mark_unchanged();
    let is_told = Heard::from(Some(HubLine::from(*line.borrow_and_update()))) == told;
    let mut page = read(&core, place).await?;
    if page.is_empty() && is_told {
        tokio::select! {
            _ = head.changed() => {}
            _ = heard.changed() => {}
            _ = line.changed() => {}
            () = tokio::time::sleep(WAIT) => {}
            () = core.stop.cancelled() => {}
        }
        // Meanwhile it may have been revoked.
        is_known(&core, &headers).await?;
        page = read(&core, place).await?;
    }
    Ok(Json(News { page, town: core.clock.moved(), line: core.numbers.state().into() }))
}

async fn read(core: &Arc<Core>, place: CopyPlace) -> Result<store::CopyPage, StatusCode> {
    let heard = *core.heard.borrow();
    let page = core.blocking(move |core| core.journal.page(place, heard, PAGE)).await.map_err(|error| {
        tracing::error!(%error, "the journal could not be read for a console");
        StatusCode::SERVICE_UNAVAILABLE
    })?;
    page.ok_or(StatusCode::CONFLICT)
}

/// Makes a console's token worth nothing, because the console says so.
async fn leave(State(core): State<Arc<Core>>, Extension(console): Extension<PairedConsole>) -> StatusCode {
    let now = core.now();
    let gone = core.blocking(move |core| core.console.write(|w| console::revoke(w, console.console_id, now)));
    if gone.await.is_ok() { StatusCode::NO_CONTENT } else { StatusCode::SERVICE_UNAVAILABLE }
}

async fn media(State(core): State<Arc<Core>>, Path(file): Path<String>) -> Result<Vec<u8>, StatusCode> {
    let found = core.blocking(move |core| core.media.get(&FileHash(file))).await;
    found.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?.ok_or(StatusCode::NOT_FOUND)
}

/// Carries a command out, also where the console does not wait for the answer any more. What was decided by somebody who saw
/// another journal may mean another chat: nothing is done.
async fn command(
    State(engine): State<Engine>,
    Extension(console): Extension<PairedConsole>,
    Path(name): Path<String>,
    Query(seen): Query<CopyPlace>,
    headers: axum::http::HeaderMap,
    Json(told): Json<Told>,
) -> Result<Json<Carried>, StatusCode> {
    let id = headers.get(COMMAND).and_then(|id| id.to_str().ok()).filter(|id| !id.is_empty() && id.len() <= LONGEST);
    let id = id.ok_or(StatusCode::BAD_REQUEST)?.to_owned();
    if told.operator.is_empty() || told.operator.chars().count() > LONGEST {
        return Err(StatusCode::BAD_REQUEST);
    }
    match engine.core.blocking(move |core| core.journal.is_copied(seen)).await {
        Ok(true) => {}
        Ok(false) => return Err(StatusCode::CONFLICT),
        Err(_) => return Err(StatusCode::SERVICE_UNAVAILABLE),
    }
    let (tasks, stop) = (engine.core.tasks.clone(), engine.core.stop.clone());
    let carrying = carry_out(engine, console.console_id, id, name, told);
    // Whoever ends waits for nobody who shows what was decided any more; the console asks again.
    let carried = tasks.spawn(async move { stop.run_until_cancelled(carrying).await }).await;
    match carried {
        Ok(Some(Ok(carried))) => Ok(Json(carried)),
        Ok(Some(Err(error))) => {
            tracing::error!(%error, "a console's command could not be carried out");
            Err(StatusCode::SERVICE_UNAVAILABLE)
        }
        Ok(None) => Err(StatusCode::SERVICE_UNAVAILABLE),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}
