//! What an engine is started with, and why it does not start.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use contract::workspace::Abilities;
use store::StoreError;

use crate::pair::{CertificateError, PairError};
use crate::ports::{Credentials, FilePort, LogPort, Notifier, Places, SoundPort, Startup};
use crate::tls::{TlsError, TlsFiles};

/// What an engine is started with.
pub struct Options {
    /// The data folder.
    pub data: PathBuf,
    /// Where the API is; none is the real one.
    pub api_base: Option<String>,
    /// Where the API of a number that is connected later is; none is the same.
    pub connect_base: Option<String>,
    /// Where webhooks are received.
    pub listen: SocketAddr,
    /// The certificate of that address; none where something before it speaks TLS, or nothing does.
    pub tls: Option<TlsFiles>,
    /// Where consoles are let in that are paired with this engine; none where none are.
    pub consoles: Option<SocketAddr>,
    /// Where secrets are kept.
    pub credentials: Arc<dyn Credentials>,
    /// The system's notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Sounds.
    pub sound: Arc<dyn SoundPort>,
    /// Other programs.
    pub files: Arc<dyn FilePort>,
    /// The start with the computer.
    pub startup: Arc<dyn Startup>,
    /// The sandbox and the numbers.
    pub places: Arc<dyn Places>,
    /// The log.
    pub log: Arc<dyn LogPort>,
    /// What the host can do beside showing pages.
    pub abilities: Abilities,
    /// The operator's name.
    pub operator: String,
}

/// Why an engine does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address for webhooks is taken, or not of this machine.
    #[error("listening for webhooks on {address}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The address for consoles is taken, or not of this machine.
    #[error("listening for consoles on {address}")]
    Consoles {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// There is no certificate for consoles.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// What is kept of the pairing with a hub cannot be used.
    #[error(transparent)]
    Paired(#[from] PairError),
    /// The certificate cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
}
