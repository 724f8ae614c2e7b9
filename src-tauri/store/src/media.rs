//! The files of messages. Their names on the disk are keyed hashes: whoever sees the folder cannot tell whether a known
//! file is in it (wall 8).

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use domain::FileHash;
use sha2::{Digest as _, Sha256};

use crate::error::{StoreError, io};
use crate::file::{found, sync_folder};
use crate::folder::create_private;
use crate::secret;
pub(crate) use crate::secret::random_name;

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
        let key = secret::read(&folder.join("key"), &unfinished.join("key"))?;
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

    pub(crate) fn key(&self) -> [u8; 64] {
        self.inner.key
    }

    /// The name of a file on the disk, which tells nobody what is in it: what an erasure may write down.
    #[must_use]
    pub fn name(&self, hash: &FileHash) -> String {
        secret::keyed(&self.inner.key, hash.as_str().as_bytes())
    }

    /// Deletes the file of that name, where it is. Says whether there was one.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn remove_named(&self, name: &str) -> Result<bool, StoreError> {
        let named = name.bytes().all(|digit| digit.is_ascii_hexdigit());
        Ok(named && found(std::fs::remove_file(self.place(name)), "delete a file")?.is_some())
    }

    fn path(&self, hash: &FileHash) -> PathBuf {
        self.place(&self.name(hash))
    }

    fn place(&self, name: &str) -> PathBuf {
        let (shelf, rest) = name.split_at_checked(2).unwrap_or(("", name));
        self.inner.folder.join(shelf).join(rest)
    }
}

#[cfg(test)]
mod tests;
