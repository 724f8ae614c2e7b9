//! What a console keeps of its pairing, and how it comes to it.

use std::io;
use std::path::Path;
use std::sync::Arc;

use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use store::{DataFolder, StoreError};

use super::certificate::write;
use super::code::PairingCode;
use super::consoles::hash;
use super::follow::ANSWER;
use super::pin::{Fingerprint, PinError, client};
use super::wire::{Knock, Welcome};
use crate::ports::{CredentialError, Credentials};

/// The file in the data folder, for its owner only.
const FILE: &str = "hub.json";

/// The way from a console to its hub. What the console is known by there lies where secrets are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The hub's name.
    pub hub: String,
    /// Where it is: host and port.
    pub address: String,
    /// Its certificate.
    pub fingerprint: Fingerprint,
    /// Whether the number of a first run moved to it: the first run then ends here, with the first message.
    #[serde(default)]
    pub first_run: bool,
}

/// Why a console is not paired.
#[derive(Debug, thiserror::Error)]
pub enum PairError {
    /// The hub says that the code is none of its own, was used, or is too old.
    #[error("the hub does not take this code")]
    Refused,
    /// The hub knew a console by the same token before.
    #[error("the hub knew a console by this SWITCHBOARD_HUB_TOKEN before: make another one")]
    Used,
    /// Too many wrong codes came to the hub lately.
    #[error("the hub hears no more codes for a minute")]
    TooMany,
    /// The hub cannot be reached, or is another one than the code names.
    #[error("reaching the hub")]
    Unreachable(#[source] reqwest::Error),
    /// It said something that is no answer.
    #[error("the hub answered {0}")]
    Odd(StatusCode),
    /// This machine cannot speak TLS.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The folder cannot be made, or has a journal of its own.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What the console is to be known by cannot be kept.
    #[error("keeping what this console is known by at its hub")]
    Secret(#[from] CredentialError),
    /// What is kept of the pairing cannot be written or read.
    #[error("keeping the pairing in {FILE}")]
    Keep(#[from] io::Error),
}

impl Link {
    /// The pairing of a data folder; none of one that decides for itself.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of(data: &Path) -> Result<Option<Self>, PairError> {
        match std::fs::read(data.join(FILE)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes).map_err(io::Error::from)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Notes that the number of a first run moved to the hub of a data folder.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn end_first_run_here(data: &Path) -> Result<(), PairError> {
        let link = Self::of(data)?;
        link.map_or(Ok(()), |link| Self { first_run: true, ..link }.keep(data))
    }

    fn keep(&self, data: &Path) -> Result<(), PairError> {
        write(&data.join(FILE), &serde_json::to_vec(self).map_err(io::Error::from)?)?;
        Ok(())
    }

    /// Ends the pairing of a data folder that nobody has open: its copy goes. It is out of the way at once, so that what a stop
    /// in the middle leaves is in nobody's way.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn forget(data: &Path) -> io::Result<()> {
        let gone = data.with_extension("gone");
        if gone.exists() {
            std::fs::remove_dir_all(&gone)?;
        }
        std::fs::rename(data, &gone)?;
        std::fs::remove_dir_all(gone)
    }

    /// An address of the hub's.
    pub(super) fn url(&self, path: &str) -> String {
        format!("https://{}{path}", self.address)
    }
}

/// Pairs a new data folder with the hub of a code. What the console is known by is made and kept before anything is asked, so
/// that no code is used up for nothing.
///
/// # Errors
/// When the hub says no or cannot be reached; then nothing is kept in the folder.
pub async fn join(data: &Path, code: &PairingCode, credentials: Arc<dyn Credentials>) -> Result<Link, PairError> {
    if data.join("journal.db").exists() || data.join(FILE).exists() {
        return Err(StoreError::Taken.into());
    }
    let made = tokio::task::spawn_blocking(move || credentials.make_hub_token()).await;
    let token = made.unwrap_or(Err(CredentialError::Locked))?;
    let knock = Knock { secret: code.secret.clone(), known_by: hash(&token) };
    let asked = client(code.fingerprint)?
        .post(format!("https://{}/pair", code.address))
        .json(&knock)
        .timeout(ANSWER)
        .send()
        .await;
    // Its address is nobody's to read in a log.
    let unreachable = |error: reqwest::Error| PairError::Unreachable(error.without_url());
    let answer = asked.map_err(unreachable)?;
    let Welcome { hub, keys } = match answer.status() {
        StatusCode::OK => answer.json().await.map_err(unreachable)?,
        StatusCode::FORBIDDEN => return Err(PairError::Refused),
        StatusCode::CONFLICT => return Err(PairError::Used),
        StatusCode::TOO_MANY_REQUESTS => return Err(PairError::TooMany),
        other => return Err(PairError::Odd(other)),
    };
    DataFolder::begin_copy(data, &keys)?;
    let link = Link { hub, address: code.address.clone(), fingerprint: code.fingerprint, first_run: false };
    link.keep(data)?;
    Ok(link)
}
