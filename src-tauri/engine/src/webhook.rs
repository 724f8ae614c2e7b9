//! The door for webhooks: answered 200 when the journal is synced, and for nothing else.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use bytes::{Bytes, BytesMut};
use futures::StreamExt as _;
use providers::webhook;
use store::{EntryKind, Journal, NewEntry};

use crate::own::{self, Own};
use crate::ports::{Clock, CredentialSet};
use crate::traffic::Traffic;

/// What the address of every door begins with; the provider's word follows.
pub const DOORS: &str = "/webhooks";
/// The largest body that a provider sends (reference 6).
const MOST_BYTES: usize = 3 * 1024 * 1024;
/// Of a larger body so much is read and dropped, so that its sender gets to read the answer.
const MOST_DROPPED: usize = 64 * 1024 * 1024;
/// The signature of a body up to this size is checked at once: it takes less time than handing it over.
const CHECKED_AT_ONCE: usize = 16 * 1024;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// When somebody last came to the door, in milliseconds since 1970; 0 is never.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// The provider: with a webhook, or to verify the subscription.
    pub reached: AtomicI64,
    /// Somebody with a webhook that is signed as it must be.
    pub signed: AtomicI64,
    /// Somebody with one that is not.
    pub forged: AtomicI64,
    /// What we send to our own door ourselves: that is not the provider.
    pub own: Own,
}

/// What the door needs: where to append, the secrets in force, the time.
#[derive(Clone)]
pub struct Door {
    journal: Journal,
    secrets: Arc<RwLock<Option<CredentialSet>>>,
    clock: Arc<dyn Clock>,
    arrivals: Arc<Arrivals>,
    traffic: Arc<Traffic>,
}

impl Door {
    /// A door that appends to `journal` and checks signatures with the secrets in force. It notes in `arrivals` when
    /// somebody came to it.
    pub fn new(
        journal: Journal,
        secrets: Arc<RwLock<Option<CredentialSet>>>,
        clock: Arc<dyn Clock>,
        arrivals: Arc<Arrivals>,
        traffic: Arc<Traffic>,
    ) -> Self {
        Self { journal, secrets, clock, arrivals, traffic }
    }

    /// `/webhooks/PROVIDER` (verification and events) and `/health`. Everything else is 404.
    pub fn router(self) -> Router {
        Router::new()
            .route(&format!("{DOORS}/{{source}}"), get(answer_subscription).post(receive))
            .route("/health", get(|| async { "ok" }))
            .with_state(self)
    }

    /// Notes that somebody came.
    fn note(&self, which: &AtomicI64) {
        which.fetch_max(self.clock.now().0, Ordering::Relaxed);
    }

    fn secrets(&self) -> Option<CredentialSet> {
        self.secrets.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn answer_subscription(
    State(door): State<Door>,
    Path(source): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<String, StatusCode> {
    if !webhook::is_known(&source) {
        return Err(StatusCode::NOT_FOUND);
    }
    let secrets = door.secrets().ok_or(StatusCode::FORBIDDEN)?;
    let answer = webhook::subscription_answer(&source, &query.unwrap_or_default(), &secrets.verify_token);
    let answer = answer.ok_or(StatusCode::FORBIDDEN)?;
    if !door.arrivals.own.came(&answer) {
        door.note(&door.arrivals.reached);
    }
    Ok(answer)
}

async fn receive(State(door): State<Door>, Path(source): Path<String>, headers: HeaderMap, body: Body) -> StatusCode {
    let Some(header) = webhook::signature_header(&source) else {
        return StatusCode::NOT_FOUND;
    };
    // Without room it is said at once: the provider brings it again, while a body in memory would be lost with the program.
    let Some(_room) = door.traffic.room(announced(&headers)) else {
        return StatusCode::SERVICE_UNAVAILABLE;
    };
    let body = match tokio::time::timeout(PATIENCE, whole(body)).await {
        Ok(Ok(body)) => body,
        Ok(Err(refusal)) => return refusal,
        Err(_) => return StatusCode::REQUEST_TIMEOUT,
    };
    let Some(secrets) = door.secrets() else {
        return StatusCode::UNAUTHORIZED;
    };
    let signature = headers.get(header).and_then(|value| value.to_str().ok());
    let signature = signature.map(str::to_owned);
    let Some(body) = genuine(source.clone(), secrets.app_secret, signature, body.freeze()).await else {
        door.traffic.not_genuine();
        door.note(&door.arrivals.forged);
        return StatusCode::UNAUTHORIZED;
    };
    if let Some(word) = own::word(&body) {
        door.arrivals.own.came(word);
        return StatusCode::OK;
    }
    let (kind, at) = (EntryKind::Webhook, door.clock.now());
    match door.journal.append(NewEntry { kind, source, at, dedupe: None, body: body.into() }).await {
        Ok(_) => {
            door.note(&door.arrivals.reached);
            door.note(&door.arrivals.signed);
            door.traffic.kept();
            StatusCode::OK
        }
        Err(error) => {
            tracing::error!(%error, "a webhook could not be kept; the provider will bring it again");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// How many bytes of a body are taken in at most: as it announces, or the most that a provider sends.
fn announced(headers: &HeaderMap) -> usize {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    length.unwrap_or(MOST_BYTES).min(MOST_BYTES)
}

/// The body, where it is the provider's. A large one is checked where that holds up no other task.
async fn genuine(source: String, secret: String, signature: Option<String>, body: Bytes) -> Option<Bytes> {
    let bytes = body.len();
    let check = move || {
        let genuine = webhook::is_genuine(&source, &secret, signature.as_deref(), &body);
        genuine.then_some(body)
    };
    let checked = match bytes {
        0..=CHECKED_AT_ONCE => check(),
        _ => tokio::task::spawn_blocking(check).await.ok().flatten(),
    };
    if checked.is_none() {
        tracing::warn!(bytes, "a webhook with a wrong signature was turned away");
    }
    checked
}

/// The whole body. A connection that is closed on a sender who is still writing loses the answer with it: what is too
/// large is read on before it is refused.
async fn whole(body: Body) -> Result<BytesMut, StatusCode> {
    let (mut body, mut whole, mut dropped) = (body.into_data_stream(), BytesMut::new(), 0);
    while let Some(piece) = body.next().await {
        let Ok(piece) = piece else { return Err(StatusCode::BAD_REQUEST) };
        if dropped == 0 && whole.len() + piece.len() <= MOST_BYTES {
            whole.extend_from_slice(&piece);
            continue;
        }
        dropped += piece.len();
        whole = BytesMut::new();
        if dropped > MOST_DROPPED {
            break;
        }
    }
    if dropped == 0 { Ok(whole) } else { Err(StatusCode::PAYLOAD_TOO_LARGE) }
}
