//! What the engine needs from its host and cannot do itself. A rebuild runs with ports that panic when they are asked
//! for anything.

mod absent;
mod notifier;
mod places;
mod sound;
mod startup;

use std::path::Path;
use std::sync::Arc;

use contract::connection::Vault;
use domain::Timestamp;
use store::LedgerKey;

pub use absent::Absent;
pub use notifier::{Ability, Act, Acted, Banner, BannerAction, Notifier, NotifierAbilities};
pub use places::Places;
pub use sound::{PreparedSound, SoundError, SoundPort, SoundShape, Tone};
pub use startup::{Startup, StartupError};

/// The secrets of a number. They are never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialSet {
    /// The access token.
    pub token: String,
    /// The app secret, by which webhooks are checked.
    pub app_secret: String,
    /// The verify token of the webhook.
    pub verify_token: String,
}

impl std::fmt::Debug for CredentialSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CredentialSet")
    }
}

/// Why secrets cannot be kept or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// There is no keyring on this machine.
    #[error("there is no keyring")]
    NoKeyring,
    /// It is locked, or refused.
    #[error("the keyring is locked")]
    Locked,
    /// The passphrase does not open the vault.
    #[error("the passphrase does not open the vault")]
    Passphrase,
    /// What the environment says is none that was made by chance.
    #[error("it has to be 64 hexadecimal digits: openssl rand -hex 32")]
    Unfit,
}

/// Where secrets are kept.
pub trait Credentials: Send + Sync {
    /// The secrets, if any were kept.
    ///
    /// # Errors
    /// When the place cannot be asked.
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError>;

    /// The secrets of the numbers, where a sandbox's stand in front of them.
    ///
    /// # Errors
    /// When the place cannot be asked.
    fn of_numbers(&self) -> Result<Option<CredentialSet>, CredentialError> {
        self.load()
    }

    /// Keeps the secrets in place of those before.
    ///
    /// # Errors
    /// When the place takes none.
    fn save(&self, set: &CredentialSet) -> Result<(), CredentialError>;

    /// Takes the secrets of the numbers away: a hub has them from now on. What the environment says stays said.
    ///
    /// # Errors
    /// When the place cannot be asked.
    fn forget(&self) -> Result<(), CredentialError> {
        Ok(())
    }

    /// Whether secrets lie in a vault under a passphrase.
    fn vault(&self) -> Vault {
        Vault::None
    }

    /// Makes a vault and leaves it open. What was kept elsewhere moves into it.
    ///
    /// # Errors
    /// When this place has none to offer, or there is one.
    fn make_vault(&self, _passphrase: &str) -> Result<(), CredentialError> {
        Err(CredentialError::NoKeyring)
    }

    /// Opens the vault.
    ///
    /// # Errors
    /// When the passphrase is another one, or there is none.
    fn open_vault(&self, _passphrase: &str) -> Result<(), CredentialError> {
        Err(CredentialError::NoKeyring)
    }

    /// The key that signs the consent ledger's heads, made when it is first asked for, with what it is known to have
    /// signed.
    ///
    /// # Errors
    /// When the place cannot be asked or takes none: then the ledger is kept without signatures.
    fn ledger_key(&self) -> Result<LedgerKey, CredentialError>;

    /// Remembers beside the key how many entries it has signed: whoever changes the ledger's file cannot change this. A
    /// place that takes nothing, as the environment, has to know it in another way.
    ///
    /// # Errors
    /// When the place does not take it.
    fn ledger_signed(&self, _entries: i64) -> Result<(), CredentialError> {
        Ok(())
    }

    /// What this console is known by at its hub; none where it was never paired.
    ///
    /// # Errors
    /// When the place cannot be asked.
    fn hub_token(&self) -> Result<Option<String>, CredentialError> {
        Ok(None)
    }

    /// What this console is to be known by at a hub, made and kept in place of one before. The environment goes first here,
    /// too.
    ///
    /// # Errors
    /// When the place takes none.
    fn make_hub_token(&self) -> Result<String, CredentialError> {
        Err(CredentialError::NoKeyring)
    }
}

impl<C: Credentials + ?Sized> Credentials for Arc<C> {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        (**self).load()
    }

    fn of_numbers(&self) -> Result<Option<CredentialSet>, CredentialError> {
        (**self).of_numbers()
    }

    fn save(&self, set: &CredentialSet) -> Result<(), CredentialError> {
        (**self).save(set)
    }

    fn forget(&self) -> Result<(), CredentialError> {
        (**self).forget()
    }

    fn vault(&self) -> Vault {
        (**self).vault()
    }

    fn make_vault(&self, passphrase: &str) -> Result<(), CredentialError> {
        (**self).make_vault(passphrase)
    }

    fn open_vault(&self, passphrase: &str) -> Result<(), CredentialError> {
        (**self).open_vault(passphrase)
    }

    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        (**self).ledger_key()
    }

    fn ledger_signed(&self, entries: i64) -> Result<(), CredentialError> {
        (**self).ledger_signed(entries)
    }

    fn hub_token(&self) -> Result<Option<String>, CredentialError> {
        (**self).hub_token()
    }

    fn make_hub_token(&self) -> Result<String, CredentialError> {
        (**self).make_hub_token()
    }
}

/// Why a file cannot be opened outside.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the file cannot be opened in another program")]
pub struct OpenError;

/// Opens files in other programs.
pub trait FilePort: Send + Sync {
    /// Opens a copy that was laid out for this.
    ///
    /// # Errors
    /// When no program takes it.
    fn open(&self, path: &Path) -> Result<(), OpenError>;
    /// Puts a file among the operator's own, under that name or one beside it; none where this host keeps no files.
    ///
    /// # Errors
    /// When the disk says no.
    fn keep(&self, name: &str, bytes: &[u8]) -> Result<Option<std::path::PathBuf>, std::io::Error>;
    /// Where the operator's own files are put by [`FilePort::keep`]; none where this host keeps none.
    fn kept_in(&self) -> Option<std::path::PathBuf>;
    /// A folder in which copies for other programs are laid out; none where files cannot be opened.
    fn outside(&self) -> Option<std::path::PathBuf>;
}

/// The product's own log.
pub trait LogPort: Send + Sync {
    /// Its last lines, oldest first. They name nobody.
    fn last(&self) -> Vec<String>;
}

/// The clock in force.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}
