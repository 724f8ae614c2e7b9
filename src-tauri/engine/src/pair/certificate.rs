//! The hub's own certificate for consoles: made once, kept in the data folder, known to consoles by its fingerprint.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use super::pin::Fingerprint;
use crate::tls::{TlsError, TlsFiles};

const CERTIFICATE: &str = "consoles.pem";
const KEY: &str = "consoles.key";
/// The name that stands in it; nobody looks at it.
const NAME: &str = "switchboard-hub";

/// Why there is no certificate for consoles.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// It cannot be made.
    #[error("making the certificate for consoles")]
    Make(#[from] rcgen::Error),
    /// It cannot be kept.
    #[error("keeping the certificate for consoles")]
    Keep(#[from] io::Error),
    /// It cannot be read or used.
    #[error(transparent)]
    Use(#[from] TlsError),
}

/// The certificate of a data folder, made where there is none, and its fingerprint.
///
/// # Errors
/// When it cannot be made, kept or read.
pub fn of(data: &Path) -> Result<(TlsFiles, Fingerprint), CertificateError> {
    let files = TlsFiles { certificate: data.join(CERTIFICATE), key: data.join(KEY) };
    if !files.certificate.exists() {
        let made = rcgen::generate_simple_self_signed([NAME.to_owned()])?;
        // The key first: a stop in between leaves no certificate, and both are made anew.
        write(&files.key, made.signing_key.serialize_pem().as_bytes())?;
        write(&files.certificate, made.cert.pem().as_bytes())?;
    }
    let certificate = CertificateDer::from_pem_file(&files.certificate);
    let fail = |source| TlsError::Unreadable { file: files.certificate.clone(), source };
    let fingerprint = Fingerprint::of(&certificate.map_err(fail)?);
    Ok((files, fingerprint))
}

/// Writes a file that only its owner reads, whole or not at all.
pub fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = file.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(&draft)?;
    opened.write_all(bytes)?;
    opened.sync_all()?;
    std::fs::rename(&draft, file)
}
