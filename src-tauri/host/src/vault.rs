//! Secrets in a file under a passphrase, for a computer without a keyring: Argon2id makes the key, XChaCha20-Poly1305 seals.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Name of the file in the data folder.
const FILE: &str = "vault";
const VERSION: u32 = 1;
/// What the key costs: memory in KiB, passes over it, lanes.
const COST: (u32, u32, u32) = (64 * 1024, 3, 1);
/// The most that a file may ask for, in KiB and passes: a file that was tampered with does not fill the memory.
const MOST: (u32, u32, u32) = (1024 * 1024, 64, 16);
const KEY: usize = 32;
const SALT: usize = 16;
const NONCE: usize = 24;

/// Why a vault gives or takes nothing.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// It is another passphrase, or the file was changed: that cannot be told apart.
    #[error("the passphrase does not open the vault")]
    Passphrase,
    /// Nobody has opened it since the start.
    #[error("the vault is not open")]
    Closed,
    /// The file is none that this version reads.
    #[error("the vault's file cannot be read")]
    Unreadable,
    /// There is one already.
    #[error("there is a vault already")]
    Exists,
    /// The disk says no.
    #[error("the vault's file")]
    Disk(#[from] io::Error),
}

/// What lies in it.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Contents {
    /// The secrets of the numbers, as the keyring would hold them.
    pub credentials: Option<String>,
    /// The note with the key of the consent ledger.
    pub ledger: Option<String>,
    /// What a console is known by at its hub.
    #[serde(default)]
    pub hub: Option<String>,
}

/// The file as it lies on the disk. Everything but what is sealed is covered by the seal, too.
#[derive(Serialize, Deserialize)]
struct Written {
    head: Head,
    #[serde(with = "hex")]
    nonce: [u8; NONCE],
    #[serde(with = "hex")]
    sealed: Vec<u8>,
}

/// How the key follows from the passphrase.
#[derive(Clone, Serialize, Deserialize)]
struct Head {
    version: u32,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    #[serde(with = "hex")]
    salt: [u8; SALT],
}

struct Opened {
    head: Head,
    key: Zeroizing<[u8; KEY]>,
    contents: Contents,
}

/// The vault of one data folder. It is opened once, for as long as the program runs.
pub struct Vault {
    file: PathBuf,
    opened: Mutex<Option<Opened>>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// The vault of a folder, made or not.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self { file: folder.join(FILE), opened: Mutex::default() }
    }

    /// Whether it was made.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.file.exists()
    }

    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.lock().is_some()
    }

    /// Makes it under a passphrase, and leaves it open.
    ///
    /// # Errors
    /// When there is one, or the disk says no.
    pub fn make(&self, passphrase: &str, contents: Contents) -> Result<(), VaultError> {
        let mut opened = self.lock();
        if self.exists() {
            return Err(VaultError::Exists);
        }
        let (memory_kib, passes, lanes) = COST;
        let head = Head { version: VERSION, memory_kib, passes, lanes, salt: random()? };
        let key = key(passphrase, &head)?;
        let made = Opened { head, key, contents };
        self.write(&made)?;
        *opened = Some(made);
        Ok(())
    }

    /// Opens it.
    ///
    /// # Errors
    /// When the passphrase is another one, or the file cannot be read.
    pub fn open(&self, passphrase: &str) -> Result<(), VaultError> {
        let mut opened = self.lock();
        let written: Written = serde_json::from_slice(&fs::read(&self.file)?).map_err(|_| VaultError::Unreadable)?;
        let head = written.head;
        if head.version != VERSION || head.memory_kib > MOST.0 || head.passes > MOST.1 || head.lanes > MOST.2 {
            return Err(VaultError::Unreadable);
        }
        let key = key(passphrase, &head)?;
        let covered = covered(&head)?;
        let sealed = Payload { msg: &written.sealed, aad: &covered };
        let cipher = XChaCha20Poly1305::new(&(*key).into());
        let plain = cipher.decrypt(&XNonce::from(written.nonce), sealed).map_err(|_| VaultError::Passphrase)?;
        let contents = serde_json::from_slice(&Zeroizing::new(plain)).map_err(|_| VaultError::Unreadable)?;
        *opened = Some(Opened { head, key, contents });
        Ok(())
    }

    /// What lies in it.
    ///
    /// # Errors
    /// While it is closed.
    pub fn contents(&self) -> Result<Contents, VaultError> {
        self.lock().as_ref().map(|opened| opened.contents.clone()).ok_or(VaultError::Closed)
    }

    /// Changes what lies in it. What was there stays until the new file is whole.
    ///
    /// # Errors
    /// While it is closed, or when the disk says no.
    pub fn change(&self, change: impl FnOnce(&mut Contents)) -> Result<(), VaultError> {
        let mut opened = self.lock();
        let opened = opened.as_mut().ok_or(VaultError::Closed)?;
        let before = opened.contents.clone();
        change(&mut opened.contents);
        self.write(opened).inspect_err(|_| opened.contents = before)
    }

    fn write(&self, Opened { head, key, contents }: &Opened) -> Result<(), VaultError> {
        let plain = Zeroizing::new(serde_json::to_vec(contents).map_err(|_| VaultError::Unreadable)?);
        let (nonce, covered) = (random()?, covered(head)?);
        let sealed = XChaCha20Poly1305::new(&(**key).into())
            .encrypt(&XNonce::from(nonce), Payload { msg: &plain, aad: &covered })
            .map_err(|_| VaultError::Unreadable)?;
        let written = Written { head: head.clone(), nonce, sealed };
        replace(&self.file, &serde_json::to_vec(&written).map_err(|_| VaultError::Unreadable)?)?;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Opened>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(passphrase: &str, head: &Head) -> Result<Zeroizing<[u8; KEY]>, VaultError> {
    let params = Params::new(head.memory_kib, head.passes, head.lanes, Some(KEY));
    let params = params.map_err(|_| VaultError::Unreadable)?;
    let mut key = Zeroizing::new([0; KEY]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), &head.salt, key.as_mut())
        .map_err(|_| VaultError::Unreadable)?;
    Ok(key)
}

fn covered(head: &Head) -> Result<Vec<u8>, VaultError> {
    serde_json::to_vec(head).map_err(|_| VaultError::Unreadable)
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

/// Puts a file in the place of the one before, whole or not at all. Only its owner may read it.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = file.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut written = options.open(&draft)?;
    written.write_all(bytes)?;
    written.sync_all()?;
    drop(written);
    fs::rename(&draft, file)?;
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "EAAG-a-token-that-nobody-may-read";

    fn contents() -> Contents {
        Contents { credentials: Some(SECRET.to_owned()), ledger: Some("07".repeat(KEY)), hub: None }
    }

    #[test]
    fn what_is_put_in_is_there_at_the_next_start_under_the_same_passphrase_alone() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::of(folder.path());
        assert!(!vault.exists());
        vault.make("чай с бергамотом", Contents::default()).unwrap();
        vault.change(|inside| *inside = contents()).unwrap();
        assert!(matches!(vault.make("another", Contents::default()), Err(VaultError::Exists)));

        let again = Vault::of(folder.path());
        assert!(again.exists() && !again.is_open());
        assert!(matches!(again.contents(), Err(VaultError::Closed)));
        assert!(matches!(again.change(|_| {}), Err(VaultError::Closed)));
        assert!(matches!(again.open("чай с жасмином"), Err(VaultError::Passphrase)));
        assert!(!again.is_open());
        again.open("чай с бергамотом").unwrap();
        assert_eq!(again.contents().unwrap().credentials.as_deref(), Some(SECRET));
        assert_eq!(again.contents().unwrap().ledger, contents().ledger);
    }

    #[test]
    fn nothing_stands_in_clear_and_only_the_owner_may_read_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::of(folder.path());
        vault.make("чай с бергамотом", contents()).unwrap();
        let written = fs::read_to_string(folder.path().join(FILE)).unwrap();
        for plain in [SECRET.to_owned(), hex::encode(SECRET), "07".repeat(KEY), "чай".to_owned()] {
            assert!(!written.contains(&plain), "{plain} stands in {written}");
        }
        let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(files, [FILE], "no draft is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(!format!("{vault:?}").contains(SECRET));
    }

    #[test]
    fn a_file_that_was_changed_opens_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        Vault::of(folder.path()).make("чай с бергамотом", contents()).unwrap();
        let written = fs::read_to_string(&file).unwrap();
        let dearer = written.replace(r#""memory_kib":65536"#, r#""memory_kib":4294967295"#);
        assert_ne!(dearer, written);
        let other_salt = written.replacen(r#""salt":""#, r#""salt":"00"#, 1).replacen("00\"", "\"", 1);
        for changed in [dearer, other_salt, written.replace("sealed", "Sealed"), String::new()] {
            fs::write(&file, changed).unwrap();
            assert!(Vault::of(folder.path()).open("чай с бергамотом").is_err());
        }
        let mut seal: Written = serde_json::from_str(&written).unwrap();
        seal.head.passes += 1;
        fs::write(&file, serde_json::to_vec(&seal).unwrap()).unwrap();
        assert!(matches!(Vault::of(folder.path()).open("чай с бергамотом"), Err(VaultError::Passphrase)));
    }
}
