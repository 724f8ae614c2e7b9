//! What whoever runs the hub does with it while it serves: consoles are paired, listed and revoked at the screen's address, and
//! a file in the data folder, for its owner only, says where that is.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::extract::{Path as Part, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use engine::Engine;
use engine::pair::ConsoleRow;
use serde::{Deserialize, Serialize};

use crate::guard::{self, Guard};

/// The file's name.
pub const FILE: &str = "serving.json";

/// Where the hub that serves a folder is asked.
#[derive(Serialize, Deserialize)]
pub struct Desk {
    /// The screen's address.
    pub ui: SocketAddr,
    /// The token of that address.
    pub token: String,
}

/// A code is asked for.
#[derive(Serialize, Deserialize)]
pub struct CodeRequest {
    /// What the console is called here.
    pub name: String,
    /// At which host and port it finds the hub; none where that is the address as it was named.
    pub address: Option<String>,
}

impl Desk {
    /// Writes the file: where it is.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn leave(&self, data: &Path) -> io::Result<PathBuf> {
        let file = data.join(FILE);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&file)?.write_all(&serde_json::to_vec(self)?)?;
        Ok(file)
    }

    /// Reads the file of a folder.
    ///
    /// # Errors
    /// When nobody serves the folder, or it belongs to another user.
    pub fn of(data: &Path) -> io::Result<Self> {
        Ok(serde_json::from_slice(&std::fs::read(data.join(FILE))?)?)
    }
}

/// What is answered to whoever holds the screen's token.
pub fn router(engine: Engine, guard: Guard) -> Router {
    Router::new()
        .route("/consoles", get(list))
        .route("/consoles/code", post(code))
        .route("/consoles/{id}", delete(revoke))
        .layer(from_fn_with_state(guard.clone(), guard::token))
        .layer(from_fn_with_state(guard, guard::place))
        .with_state(engine)
}

async fn list(State(engine): State<Engine>) -> Result<Json<Vec<ConsoleRow>>, StatusCode> {
    engine.consoles().await.map(Json).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

async fn code(State(engine): State<Engine>, Json(request): Json<CodeRequest>) -> Result<String, StatusCode> {
    let code = engine.pairing_code(request.address, request.name).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    code.map(|code| code.to_string()).ok_or(StatusCode::CONFLICT)
}

async fn revoke(State(engine): State<Engine>, Part(id): Part<i64>) -> StatusCode {
    match engine.revoke_console(id).await {
        Ok(true) => StatusCode::NO_CONTENT,
        Ok(false) => StatusCode::NOT_FOUND,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
