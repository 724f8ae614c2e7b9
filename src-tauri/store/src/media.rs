//! The files of messages. Their names on the disk are keyed hashes: whoever sees the folder cannot tell whether a known
//! file is in it (wall 8).

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use domain::FileHash;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::error::{StoreError, io};
use crate::folder::create_private;

/// The files of messages. Clones are the same store.
#[derive(Clone)]
pub struct MediaStore {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    key: [u8; 64],
}

impl MediaStore {
    pub(crate) fn open(folder: PathBuf) -> Result<Self, StoreError> {
        create_private(&folder)?;
        let unfinished = folder.join("unfinished");
        if unfinished.exists() {
            std::fs::remove_dir_all(&unfinished).map_err(io("clear unfinished files"))?;
        }
        create_private(&unfinished)?;
        let key = read_key(&folder)?;
        Ok(Self { inner: Arc::new(Inner { folder, key }) })
    }

    /// Keeps a file and names it by the SHA-256 of its bytes. The same bytes are kept once. When this returns, the file
    /// survives a crash.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn put(&self, bytes: &[u8]) -> Result<FileHash, StoreError> {
        let hash = FileHash(hex::encode(Sha256::digest(bytes)));
        let path = self.path(&hash);
        if path.exists() {
            return Ok(hash);
        }
        let fail = io("keep a file");
        let shelf = path.parent().unwrap_or(&self.inner.folder);
        std::fs::create_dir_all(shelf).map_err(&fail)?;
        let draft = self.inner.folder.join("unfinished").join(random_name()?);
        let mut file = File::create_new(&draft).map_err(&fail)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(&fail)?;
        std::fs::rename(&draft, &path).map_err(&fail)?;
        sync_folder(shelf)?;
        sync_folder(&self.inner.folder)?;
        Ok(hash)
    }

    /// The bytes, or nothing where they are not here.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn get(&self, hash: &FileHash) -> Result<Option<Vec<u8>>, StoreError> {
        found(std::fs::read(self.path(hash)), "read a file")
    }

    /// The file opened for reading, for what is too large to hold at once.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn open_file(&self, hash: &FileHash) -> Result<Option<File>, StoreError> {
        found(File::open(self.path(hash)), "open a file")
    }

    /// Its length in bytes, or nothing where it is not here.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn size(&self, hash: &FileHash) -> Result<Option<u64>, StoreError> {
        found(std::fs::metadata(self.path(hash)).map(|file| file.len()), "measure a file")
    }

    /// Deletes it, where it is.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn remove(&self, hash: &FileHash) -> Result<(), StoreError> {
        found(std::fs::remove_file(self.path(hash)), "delete a file").map(|_| ())
    }

    fn path(&self, hash: &FileHash) -> PathBuf {
        let mut name = mac(&self.inner.key);
        name.update(hash.as_str().as_bytes());
        let name = hex::encode(name.finalize().into_bytes());
        let (shelf, rest) = name.split_at_checked(2).unwrap_or(("", &name));
        self.inner.folder.join(shelf).join(rest)
    }
}

fn mac(key: &[u8; 64]) -> Hmac<Sha256> {
    Hmac::new(key.into())
}

fn found<T>(result: std::io::Result<T>, doing: &'static str) -> Result<Option<T>, StoreError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io(doing)(error)),
    }
}

fn read_key(folder: &std::path::Path) -> Result<[u8; 64], StoreError> {
    let doing = "read the key of the media store";
    let path = folder.join("key");
    if let Some(bytes) = found(std::fs::read(&path), doing)? {
        return bytes.try_into().map_err(|_| StoreError::Corrupt { doing });
    }
    let mut key = [0; 64];
    random(&mut key)?;
    let draft = folder.join("unfinished").join("key");
    let fail = io("write the key of the media store");
    let mut file = File::create(&draft).map_err(&fail)?;
    file.write_all(&key).and_then(|()| file.sync_all()).map_err(&fail)?;
    std::fs::rename(&draft, &path).map_err(&fail)?;
    sync_folder(folder)?;
    Ok(key)
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

fn sync_folder(folder: &std::path::Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io("sync a folder"))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod tests;
