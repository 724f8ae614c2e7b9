//! The hub's consoles: made by a code, known by a token, revoked by the operator.

use std::sync::Arc;

use domain::Timestamp;
use domain::time::MINUTE;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::StoreError;
use store::table::console::{self, PairedConsole};

use super::code::PairingCode;
use super::codes::Turned;
use super::wire::{Knock, Welcome};
use crate::core::Core;
use crate::engine::Engine;

/// Between two notes of when a console was here, in milliseconds.
const SEEN: i64 = MINUTE;

/// A console, as whoever runs the hub sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConsoleRow {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// When it was paired, in milliseconds since 1970.
    pub paired: i64,
    /// When it was here last.
    pub seen: i64,
    /// Since when its token is worth nothing.
    pub revoked: Option<i64>,
}

impl Engine {
    /// A new code for a console of that name, which finds this hub at `address`; none where no socket for consoles is open.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn pairing_code(&self, address: Option<String>, name: String) -> Result<Option<PairingCode>, getrandom::Error> {
        let Some((listening, fingerprint)) = self.consoles else { return Ok(None) };
        let secret = random::<16>()?;
        self.core.codes.put(secret.clone(), name, self.core.clock.running());
        let address = address.unwrap_or_else(|| listening.to_string());
        Ok(Some(PairingCode { address, fingerprint, secret }))
    }

    /// Every console that was ever paired.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn consoles(&self) -> Result<Vec<ConsoleRow>, StoreError> {
        let all = self.core.blocking(|core| core.console.read(console::all)).await?;
        Ok(all.into_iter().map(row).collect())
    }

    /// Makes a console's token worth nothing from now on. Says whether it was worth something.
    ///
    /// # Errors
    /// When the disk says no.
    pub async fn revoke_console(&self, id: i64) -> Result<bool, StoreError> {
        let now = self.core.now();
        self.core.blocking(move |core| core.console.write(|w| console::revoke(w, id, now))).await
    }
}

fn row(known: PairedConsole) -> ConsoleRow {
    let PairedConsole { console_id, name, made_at, seen_at, revoked_at } = known;
    let milliseconds = |at: Timestamp| at.0;
    ConsoleRow { id: console_id, name, paired: made_at.0, seen: seen_at.0, revoked: revoked_at.map(milliseconds) }
}

/// Why a console is not paired.
pub enum Unpaired {
    /// Its code is worth nothing.
    Turned(Turned),
    /// What it wants to be known by is no hash, or another console is or was known by it.
    KnownBy,
    /// It cannot be written down.
    Failed,
}

/// Pairs whoever brings the secret of a code.
pub async fn welcome(core: &Arc<Core>, Knock { secret, known_by }: Knock) -> Result<Welcome, Unpaired> {
    let is_hash = known_by.len() == 64 && known_by.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !is_hash {
        return Err(Unpaired::KnownBy);
    }
    let name = core.codes.take(&secret, core.clock.running()).map_err(Unpaired::Turned)?;
    let now = core.now();
    let added = core.blocking(move |core| core.console.write(|w| console::add(w, &name, &known_by, now))).await;
    match added {
        Ok(()) => Ok(Welcome { hub: core.operator.clone(), keys: core.keys.clone() }),
        Err(error) if error.is_of_the_data() => Err(Unpaired::KnownBy),
        Err(error) => {
            tracing::error!(%error, "a console could not be paired");
            Err(Unpaired::Failed)
        }
    }
}

/// The console that holds this token, and notes that it is here.
pub async fn known(core: &Arc<Core>, token: &str) -> Result<Option<PairedConsole>, StoreError> {
    let (hash, now) = (hash(token), core.now());
    core.blocking(move |core| {
        let found = core.console.read(|r| console::of_token(r, &hash))?;
        if let Some(console) = found.as_ref().filter(|console| now.since(console.seen_at).abs() >= SEEN) {
            core.console.write(|w| console::seen(w, console.console_id, now))?;
        }
        Ok(found)
    })
    .await
}

/// What is kept of a token. It has as many random bits as its hash: nothing needs to be slow or salted here.
pub(super) fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

fn random<const BYTES: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}
