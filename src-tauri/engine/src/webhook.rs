//! The door for webhooks: answered 200 when the journal is synced, and for nothing else.

use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use providers::webhook;
use store::{EntryKind, Journal, NewEntry};

use crate::ports::{Clock, CredentialSet};

/// The largest body that a provider sends (reference 6).
const MOST_BYTES: usize = 3 * 1024 * 1024;

/// What the door needs: where to append, the secrets in force, the time.
#[derive(Clone)]
pub struct Door {
    journal: Journal,
    secrets: Arc<RwLock<Option<CredentialSet>>>,
    clock: Arc<dyn Clock>,
}

impl Door {
    /// A door that appends to `journal` and checks signatures with the secrets in force.
    pub fn new(journal: Journal, secrets: Arc<RwLock<Option<CredentialSet>>>, clock: Arc<dyn Clock>) -> Self {
        Self { journal, secrets, clock }
    }

    /// `/webhooks/PROVIDER` (verification and events) and `/health`. Everything else is 404.
    pub fn router(self) -> Router {
        Router::new()
            .route("/webhooks/{source}", get(answer_subscription).post(receive))
            .route("/health", get(|| async { "ok" }))
            .with_state(self)
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
    answer.ok_or(StatusCode::FORBIDDEN)
}

async fn receive(State(door): State<Door>, Path(source): Path<String>, headers: HeaderMap, body: Body) -> StatusCode {
    let Some(header) = webhook::signature_header(&source) else {
        return StatusCode::NOT_FOUND;
    };
    let Ok(body) = to_bytes(body, MOST_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE;
    };
    let Some(secrets) = door.secrets() else {
        return StatusCode::UNAUTHORIZED;
    };
    let signature = headers.get(header).and_then(|value| value.to_str().ok());
    if !webhook::is_genuine(&source, &secrets.app_secret, signature, &body) {
        tracing::warn!(bytes = body.len(), "a webhook with a wrong signature was turned away");
        return StatusCode::UNAUTHORIZED;
    }
    let (kind, at) = (EntryKind::Webhook, door.clock.now());
    match door.journal.append(NewEntry { kind, source, at, dedupe: None, body: body.to_vec() }).await {
        Ok(_) => StatusCode::OK,
        Err(error) => {
            tracing::error!(%error, "a webhook could not be kept; the provider will bring it again");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
