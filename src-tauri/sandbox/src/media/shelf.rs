//! The media that exist, their ids and their download addresses, each with its expiry in the town's time.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// An uploaded media id lives thirty days.
pub(crate) const UPLOADED_MS: i64 = 30 * 86_400_000;
/// A media id from a webhook lives seven days.
pub(crate) const INBOUND_MS: i64 = 7 * 86_400_000;
/// A download address lives five minutes.
pub(crate) const ADDRESS_MS: i64 = 5 * 60_000;

/// One file.
#[derive(Clone, Debug)]
pub(crate) struct Medium {
    /// MIME type as it is shown, e.g. `audio/ogg; codecs=opus`.
    pub(crate) shown_mime: String,
    /// MIME type without parameters.
    pub(crate) mime: String,
    pub(crate) bytes: Bytes,
    pub(crate) sha256: [u8; 32],
    pub(crate) expires_at: i64,
}

impl Medium {
    /// The hash as the media endpoint writes it.
    pub(crate) fn sha256_hex(&self) -> String {
        hex::encode(self.sha256)
    }

    /// The hash as webhooks write it.
    pub(crate) fn sha256_base64(&self) -> String {
        STANDARD.encode(self.sha256)
    }
}

/// All files and the addresses given out for them.
#[derive(Default)]
pub(crate) struct Shelf {
    media: HashMap<String, Medium>,
    addresses: HashMap<String, (String, i64)>,
}

impl Shelf {
    /// Keeps a file under an id until `expires_at`.
    pub(crate) fn put(&mut self, id: String, mime: &str, bytes: Bytes, expires_at: i64) {
        let sha256 = Sha256::digest(&bytes).into();
        let medium = Medium { shown_mime: mime.to_owned(), mime: super::rules::bare(mime), bytes, sha256, expires_at };
        self.media.insert(id, medium);
    }

    /// A file whose id still lives.
    pub(crate) fn get(&self, id: &str, now: i64) -> Option<&Medium> {
        self.media.get(id).filter(|medium| now < medium.expires_at)
    }

    /// Remembers a download address for an id, made of this token.
    pub(crate) fn address(&mut self, token: String, id: &str, now: i64) {
        if self.addresses.len() > 10_000 {
            self.addresses.retain(|_, (_, expires_at)| now < *expires_at);
        }
        self.addresses.insert(token, (id.to_owned(), now.saturating_add(ADDRESS_MS)));
    }

    /// The file behind a download address, while both live.
    pub(crate) fn open(&self, token: &str, now: i64) -> Option<&Medium> {
        let (id, expires_at) = self.addresses.get(token)?;
        if now < *expires_at { self.get(id, now) } else { None }
    }

    /// Forgets a file; false when there was none.
    pub(crate) fn remove(&mut self, id: &str, now: i64) -> bool {
        let alive = self.get(id, now).is_some();
        self.media.remove(id);
        alive
    }

    /// Ends every id and every address now.
    pub(crate) fn expire(&mut self) {
        self.media.values_mut().for_each(|medium| medium.expires_at = i64::MIN);
        self.addresses.clear();
    }
}
