//! TLS by certificate files of the operator's own, read again when they change, so that a renewed certificate needs no restart.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem};

/// How often it is looked whether the files changed.
pub const LOOK: Duration = Duration::from_secs(10);

/// The files of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate and those between it and its root, PEM.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
}

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read, or is no PEM of its kind.
    #[error("reading {file}")]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        source: pem::Error,
    },
    /// The certificate and the key do not go together, or are of a kind that is not taken.
    #[error("using the certificate with its key")]
    Unusable(#[from] rustls::Error),
}

/// When each file was written last; nothing of one that is not there.
type Stamps = [Option<SystemTime>; 2];

/// A certificate in use.
#[derive(Debug)]
pub struct Tls {
    files: TlsFiles,
    used: Stamps,
    config: RustlsConfig,
}

impl TlsFiles {
    /// What connections are made with, as the files are now.
    ///
    /// # Errors
    /// When they cannot be read or used.
    pub fn open(self) -> Result<Tls, TlsError> {
        let used = self.stamps();
        let config = RustlsConfig::from_config(self.config()?);
        Ok(Tls { files: self, used, config })
    }

    fn config(&self) -> Result<Arc<ServerConfig>, TlsError> {
        let fail = |file: &PathBuf| {
            let file = file.clone();
            move |source| TlsError::Unreadable { file, source }
        };
        let chain = CertificateDer::pem_file_iter(&self.certificate).map_err(fail(&self.certificate))?;
        let chain = chain.collect::<Result<Vec<_>, _>>().map_err(fail(&self.certificate))?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(fail(&self.key))?;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let mut config = versions.with_no_client_auth().with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    fn stamps(&self) -> Stamps {
        [&self.certificate, &self.key].map(|file| std::fs::metadata(file).and_then(|known| known.modified()).ok())
    }
}

impl Tls {
    /// What the socket is served with.
    pub fn config(&self) -> RustlsConfig {
        self.config.clone()
    }

    /// Reads the files again whenever they changed, for ever. What cannot be used changes nothing and is tried again: a
    /// certificate is often written before its key.
    pub async fn follow(mut self, look: Duration) {
        let mut told = None;
        let mut ticks = tokio::time::interval(look);
        loop {
            ticks.tick().await;
            let stamps = self.files.stamps();
            if stamps == self.used {
                continue;
            }
            match self.files.config() {
                Ok(read) => {
                    self.config.reload_from_config(read);
                    self.used = stamps;
                    tracing::info!("the certificate was read again");
                }
                Err(error) if told != Some(stamps) => {
                    told = Some(stamps);
                    tracing::warn!(%error, "the changed certificate cannot be used; the old one stays in force");
                }
                Err(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shop {
        _folder: tempfile::TempDir,
        files: TlsFiles,
    }

    impl Shop {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let files = TlsFiles { certificate: folder.path().join("shop.pem"), key: folder.path().join("shop.key") };
            let shop = Self { _folder: folder, files };
            shop.renew();
            shop
        }

        fn renew(&self) {
            let made = rcgen::generate_simple_self_signed(["shop.example".to_owned()]).unwrap();
            std::fs::write(&self.files.certificate, made.cert.pem()).unwrap();
            std::fs::write(&self.files.key, made.signing_key.serialize_pem()).unwrap();
        }
    }

    #[tokio::test]
    async fn a_renewed_certificate_is_taken_and_half_of_one_is_not() {
        let shop = Shop::new();
        let tls = shop.files.clone().open().unwrap();
        let config = tls.config();
        let first = config.get_inner();
        let key = std::fs::read(&shop.files.key).unwrap();
        shop.renew();
        let renewed = std::fs::read(&shop.files.key).unwrap();
        std::fs::write(&shop.files.key, key).unwrap();
        assert!(
            matches!(shop.files.clone().open(), Err(TlsError::Unusable(_))),
            "the old key with the new certificate"
        );
        let follow = tokio::spawn(tls.follow(Duration::from_millis(5)));
        std::fs::write(&shop.files.key, renewed).unwrap();
        shop.renew();
        let taken = async {
            while Arc::ptr_eq(&config.get_inner(), &first) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), taken).await.unwrap();
        follow.abort();
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let shop = Shop::new();
        let files = TlsFiles { key: shop.files.key.with_extension("missing"), ..shop.files.clone() };
        let said = files.open().unwrap_err().to_string();
        assert!(said.contains("shop.missing"), "{said}");
    }
}
