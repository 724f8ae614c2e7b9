//! Secrets that lie in the data folder and make hashes that nobody without the folder can make.

use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::error::StoreError;
use crate::file::{found, lay};

/// What a keyed hash is made with.
pub(crate) type Secret = [u8; 64];

/// The secret of that file; made, by way of `draft`, where there is none.
pub(crate) fn read(path: &Path, draft: &Path) -> Result<Secret, StoreError> {
    let doing = "read a key of the data folder";
    if let Some(bytes) = found(std::fs::read(path), doing)? {
        return bytes.try_into().map_err(|_| StoreError::Corrupt { doing });
    }
    let mut key = [0; 64];
    random(&mut key)?;
    write(path, draft, &key)?;
    Ok(key)
}

/// Writes the secret of that file by way of `draft`.
pub(crate) fn write(path: &Path, draft: &Path, key: &Secret) -> Result<(), StoreError> {
    lay(path, draft, key, "write a key of the data folder")
}

/// HMAC-SHA256, hexadecimal.
pub(crate) fn keyed(key: &Secret, bytes: &[u8]) -> String {
    let mut hash = Hmac::<Sha256>::new(key.into());
    hash.update(bytes);
    hex::encode(hash.finalize().into_bytes())
}

/// Fills with random bytes of the system.
pub(crate) fn random(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|_| StoreError::Io { doing: "get random bytes", kind: std::io::ErrorKind::Other })
}

/// Thirty-two random hexadecimal digits.
pub(crate) fn random_name() -> Result<String, StoreError> {
    let mut bytes = [0; 16];
    random(&mut bytes)?;
    Ok(hex::encode(bytes))
}
