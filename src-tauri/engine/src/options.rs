//! What an engine is started with, and why it does not start.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use contract::ErrorCode;
use contract::workspace::Abilities;
use store::StoreError;

use crate::commands::disk;
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

impl StartError {
    /// What the screen is told.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Store(error) | Self::Paired(PairError::Store(error)) => disk(error),
            Self::Paired(PairError::Secret(_)) => ErrorCode::NoKeyring,
            Self::Paired(PairError::Keep(error)) if is_torn(error) => ErrorCode::Damaged,
            Self::Paired(PairError::Keep(_)) => ErrorCode::Storage,
            Self::Listen { .. } | Self::Consoles { .. } | Self::Certificate(_) | Self::Paired(_) | Self::Tls(_) => {
                ErrorCode::Internal
            }
        }
    }
}

/// Whether the disk gave what nobody wrote there.
fn is_torn(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const fn sqlite(code: i32) -> StoreError {
        StoreError::Sqlite { doing: "open the journal", code, detail: String::new() }
    }

    #[rstest]
    #[case::another_program(StoreError::Locked, ErrorCode::Held)]
    #[case::newer(StoreError::TooNew { found: 7, known: 2 }, ErrorCode::Newer)]
    #[case::damaged(sqlite(11), ErrorCode::Damaged)]
    #[case::damaged_index(sqlite(779), ErrorCode::Damaged)]
    #[case::something_else(sqlite(26), ErrorCode::Damaged)]
    #[case::unreadable(StoreError::Corrupt { doing: "read the head" }, ErrorCode::Damaged)]
    #[case::full(sqlite(13), ErrorCode::Storage)]
    #[case::no_leave(StoreError::Io { doing: "lock", kind: io::ErrorKind::PermissionDenied }, ErrorCode::Storage)]
    #[case::taken(StoreError::Taken, ErrorCode::Taken)]
    fn a_folder_that_cannot_be_opened_says_why(#[case] error: StoreError, #[case] code: ErrorCode) {
        assert_eq!(StartError::from(error.clone()).code(), code);
        assert_eq!(StartError::Paired(error.into()).code(), code, "a hub's copy");
    }

    #[rstest]
    #[case::cut("{\"hub\":", ErrorCode::Damaged)]
    #[case::of_something_else("Dear diary", ErrorCode::Damaged)]
    fn a_pairing_that_was_torn_is_damage(#[case] kept: &str, #[case] code: ErrorCode) {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("hub.json"), kept).unwrap();
        let error = crate::pair::Link::of(place.path()).err().unwrap();
        assert_eq!(StartError::Paired(error).code(), code);
    }
}
