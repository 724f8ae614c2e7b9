//! The data folder: who holds it, and what lies in it.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::console::Console;
use crate::counts::{Inspection, inspect};
use crate::error::{StoreError, io};
use crate::journal::Journal;
use crate::ledger::{self, Head, Ledger, LedgerKey, Verdict};
use crate::media::MediaStore;
use crate::rebuild;
use crate::secret::{self, Secret};
use crate::suppression::Suppression;

/// A key for the whole folder. Nothing can be encrypted yet: opening with a key is refused.
pub struct Key(
    /// The secret.
    pub [u8; 32],
);

/// What a folder's names and hashes are made with. A copy of its journal has the same, so that an erasure finds there what
/// it names.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    #[serde(with = "hex::serde")]
    media: Secret,
    #[serde(with = "hex::serde")]
    suppression: Secret,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// A data folder that this program holds. Its lock is given back when the folder and everything taken from it are gone.
pub struct DataFolder {
    path: PathBuf,
    journal: Journal,
    console: Console,
    media: MediaStore,
    secret: Arc<Secret>,
    freed: Freed,
}

/// Held by whoever may still write.
pub(crate) type Lock = Arc<Held>;

/// The lock of a folder. It is given back before that is told.
pub(crate) struct Held {
    file: File,
    freed: watch::Sender<()>,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Closing is not enough while a program is being started, which has the file as well for a moment. Where it cannot be
        // given back, closing does it.
        let _ = self.file.unlock();
    }
}

/// Comes to its end when the folder is free: whoever opens it from then on finds no lock.
#[derive(Clone)]
pub struct Freed(watch::Receiver<()>);

impl Freed {
    /// Waits for it.
    pub async fn wait(mut self) {
        while self.0.changed().await.is_ok() {}
    }
}

impl DataFolder {
    /// Opens the folder, creating it where there is none (for its owner only), and takes its lock.
    ///
    /// # Errors
    /// [`StoreError::Locked`] while another holds it, [`StoreError::TooNew`] when a newer program wrote it,
    /// [`StoreError::KeyNotSupported`] with any key.
    pub fn open(path: &Path, key: Option<&Key>) -> Result<Self, StoreError> {
        if key.is_some() {
            return Err(StoreError::KeyNotSupported);
        }
        create_private(path)?;
        let lock = take_lock(path)?;
        let freed = Freed(lock.freed.subscribe());
        crate::backup::settle(path)?;
        let journal = Journal::open(&path.join("journal.db"), Arc::clone(&lock))?;
        let console = Console::open(path.join("console.db"), Some(lock))?;
        let media = MediaStore::open(path.join("media"))?;
        let secret = Arc::new(secret::read(&path.join("suppression.key"), &path.join("suppression.key.new"))?);
        Ok(Self { path: path.to_owned(), journal, console, media, secret, freed })
    }

    /// Makes a folder for a copy of another one's journal, with the keys of that.
    ///
    /// # Errors
    /// [`StoreError::Taken`] where there is a journal already; when the disk says no.
    pub fn begin_copy(path: &Path, keys: &Keys) -> Result<(), StoreError> {
        create_private(path)?;
        let _lock = take_lock(path)?;
        if path.join("journal.db").exists() {
            return Err(StoreError::Taken);
        }
        create_private(&path.join("media"))?;
        secret::write(&path.join("suppression.key"), &path.join("suppression.key.new"), &keys.suppression)?;
        secret::write(&path.join("media").join("key"), &path.join("media").join("key.new"), &keys.media)
    }

    /// What its names and hashes are made with.
    #[must_use]
    pub fn keys(&self) -> Keys {
        Keys { media: self.media.key(), suppression: *self.secret }
    }

    /// Looks into a folder without its lock and without writing, also while another program holds it.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none, [`StoreError::TooNew`] when a newer program wrote it.
    pub fn inspect(path: &Path) -> Result<Inspection, StoreError> {
        inspect(path)
    }

    /// A hash of every table that is made from the journal, as [`Console::fingerprint`] has it, without the folder's lock and
    /// without writing.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none.
    pub fn fingerprint(path: &Path) -> Result<BTreeMap<&'static str, String>, StoreError> {
        rebuild::fingerprint(path)
    }

    /// Checks the consent ledger of a folder, also while another program holds it, by the keyring's key and by a
    /// head that was exported before, where they are given.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none.
    pub fn verify_ledger(path: &Path, key: Option<&LedgerKey>, outside: Option<&Head>) -> Result<Verdict, StoreError> {
        ledger::verify(path, key, outside)
    }

    /// The signed head of a folder's consent ledger, to be kept elsewhere; none where nobody ever permitted anything.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is no folder.
    pub fn ledger_head(path: &Path) -> Result<Option<Head>, StoreError> {
        ledger::exported_head(path)
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Everything received and decided.
    #[must_use]
    pub fn journal(&self) -> Journal {
        self.journal.clone()
    }

    /// Who permitted what.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        Ledger::new(self.journal.clone())
    }

    /// Who was erased, so that no import brings them back unnoticed.
    #[must_use]
    pub fn suppression(&self) -> Suppression {
        Suppression::new(self.journal.clone(), Arc::clone(&self.secret))
    }

    /// The projected tables and those kept on this machine.
    #[must_use]
    pub fn console(&self) -> Console {
        self.console.clone()
    }

    /// When this folder and everything taken from it are gone.
    #[must_use]
    pub fn freed(&self) -> Freed {
        self.freed.clone()
    }

    /// The files of messages.
    #[must_use]
    pub fn media(&self) -> MediaStore {
        self.media.clone()
    }
}

/// Makes a folder that only its owner may enter.
pub(crate) fn create_private(path: &Path) -> Result<(), StoreError> {
    let fail = io("create the data folder");
    std::fs::create_dir_all(path).map_err(&fail)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).map_err(&fail)?;
    }
    Ok(())
}

pub(crate) fn take_lock(path: &Path) -> Result<Lock, StoreError> {
    let fail = io("lock the data folder");
    let file =
        File::options().create(true).truncate(false).read(true).write(true).open(path.join("lock")).map_err(&fail)?;
    match file.try_lock() {
        Ok(()) => Ok(Arc::new(Held { file, freed: watch::Sender::new(()) })),
        Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::Locked),
        Err(std::fs::TryLockError::Error(error)) => Err(fail(error)),
    }
}
