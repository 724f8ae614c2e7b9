//! Where the secrets of a number are kept: the system's keyring, under the folder they belong to, or that folder's vault
//! where the operator made one. The environment goes before both, for a server without a keyring.

use std::path::Path;

use contract::connection::Vault as VaultState;
use engine::LedgerKey;
use engine::ports::{CredentialError, CredentialSet, Credentials};
use keyring::v1::Entry;
use keyring::v1::Error as KeyringError;
use serde::{Deserialize, Serialize};

use crate::vault::{Contents, Vault, VaultError};

/// The name under which the system's keyring lists our entries.
const SERVICE: &str = "Switchboard";
/// The same for the key that signs the consent ledger.
const LEDGER: &str = "Switchboard consent ledger";
/// The same for what a console is known by at its hub.
const HUB: &str = "Switchboard hub";

/// The vault and the keyring's entries of one data folder, and what the environment says instead.
#[derive(Debug)]
pub struct Secrets {
    folder: String,
    vault: Vault,
    environment: Environment,
}

impl Secrets {
    /// The secrets of a data folder, with those variables of this process that are set.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self::with(folder, Environment::read(|name| std::env::var(name).ok()))
    }

    fn with(folder: &Path, environment: Environment) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let vault = Vault::of(&folder);
        Self { folder: folder.to_string_lossy().into_owned(), vault, environment }
    }

    fn entry(&self) -> Result<Entry, CredentialError> {
        Entry::new(SERVICE, &self.folder).map_err(|error| problem(&error))
    }

    fn ledger_entry(&self) -> Result<Entry, CredentialError> {
        Entry::new(LEDGER, &self.folder).map_err(|error| problem(&error))
    }

    fn hub_entry(&self) -> Result<Entry, CredentialError> {
        Entry::new(HUB, &self.folder).map_err(|error| problem(&error))
    }

    /// The key that signs the consent ledger, if one was made; none where the keyring cannot be asked.
    #[must_use]
    pub fn kept_ledger_key(&self) -> Option<LedgerKey> {
        match &self.environment.ledger_key {
            Some(said) => said_key(said),
            None => Some(LedgerNote::read(&self.kept_ledger().ok()??)?.key()),
        }
    }

    fn kept(&self) -> Result<Option<CredentialSet>, CredentialError> {
        let text = if self.vault.exists() { self.vault.contents()?.credentials } else { password(&self.entry()?)? };
        Ok(text.and_then(|text| serde_json::from_str::<Kept>(&text).ok()).map(CredentialSet::from))
    }

    fn kept_ledger(&self) -> Result<Option<String>, CredentialError> {
        if self.vault.exists() { Ok(self.vault.contents()?.ledger) } else { password(&self.ledger_entry()?) }
    }

    fn keep_ledger(&self, note: &LedgerNote) -> Result<(), CredentialError> {
        if self.vault.exists() {
            return Ok(self.vault.change(|inside| inside.ledger = Some(note.written()))?);
        }
        self.ledger_entry()?.set_password(&note.written()).map_err(|error| problem(&error))
    }
}

/// What lies in an entry of the keyring.
fn password(entry: &Entry) -> Result<Option<String>, CredentialError> {
    match entry.get_password() {
        Ok(text) => Ok(Some(text)),
        Err(KeyringError::NoEntry) => Ok(None),
        Err(error) => Err(problem(&error)),
    }
}

impl From<VaultError> for CredentialError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Passphrase => Self::Passphrase,
            VaultError::Closed => Self::Locked,
            error => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the vault");
                Self::Locked
            }
        }
    }
}

impl Credentials for Secrets {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        if let Some(whole) = self.environment.over(None) {
            return Ok(Some(whole));
        }
        let kept = self.kept()?;
        Ok(if self.environment.is_silent() { kept } else { self.environment.over(kept) })
    }

    fn save(&self, set: &CredentialSet) -> Result<(), CredentialError> {
        let text = serde_json::to_string(&Kept::from(set.clone())).map_err(|_| CredentialError::Locked)?;
        if self.vault.exists() {
            return Ok(self.vault.change(|inside| inside.credentials = Some(text))?);
        }
        self.entry()?.set_password(&text).map_err(|error| problem(&error))
    }

    fn forget(&self) -> Result<(), CredentialError> {
        if self.vault.exists() {
            return Ok(self.vault.change(|inside| inside.credentials = None)?);
        }
        match self.entry()?.delete_credential() {
            Ok(()) | Err(KeyringError::NoEntry) => Ok(()),
            Err(error) => Err(problem(&error)),
        }
    }

    fn vault(&self) -> VaultState {
        match (self.vault.exists(), self.vault.is_open()) {
            (false, _) => VaultState::None,
            (true, false) => VaultState::Locked,
            (true, true) => VaultState::Open,
        }
    }

    fn make_vault(&self, passphrase: &str) -> Result<(), CredentialError> {
        // What the keyring has, if there is one, moves in, so that the ledger is signed by the same key.
        let entries = [self.entry().ok(), self.ledger_entry().ok(), self.hub_entry().ok()];
        let moved = |entry: &Option<Entry>| entry.as_ref().and_then(|entry| password(entry).ok().flatten());
        let [credentials, ledger, hub] = entries.each_ref().map(moved);
        self.vault.make(passphrase, Contents { credentials, ledger, hub })?;
        for entry in entries.into_iter().flatten() {
            let _ = entry.delete_credential();
        }
        Ok(())
    }

    fn open_vault(&self, passphrase: &str) -> Result<(), CredentialError> {
        Ok(self.vault.open(passphrase)?)
    }

    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        if let Some(said) = &self.environment.ledger_key {
            return said_key(said).ok_or(CredentialError::NoKeyring);
        }
        match self.kept_ledger()? {
            // Whatever lies there is not overwritten: it may be the key of a ledger that somebody wants to check.
            Some(kept) => LedgerNote::read(&kept).map(|note| note.key()).ok_or(CredentialError::Locked),
            None => {
                let mut note = LedgerNote { secret: [0; 32], signed: None };
                getrandom::fill(&mut note.secret).map_err(|_| CredentialError::Locked)?;
                self.keep_ledger(&note)?;
                Ok(note.key())
            }
        }
    }

    fn ledger_signed(&self, entries: i64) -> Result<(), CredentialError> {
        // The environment takes no note: its key counts as one that has signed from the first entry on.
        if self.environment.ledger_key.is_some() {
            return Ok(());
        }
        let kept = self.kept_ledger()?.ok_or(CredentialError::Locked)?;
        let note = LedgerNote::read(&kept).ok_or(CredentialError::Locked)?;
        if note.signed == Some(entries) {
            return Ok(());
        }
        self.keep_ledger(&LedgerNote { signed: Some(entries), ..note })
    }

    fn hub_token(&self) -> Result<Option<String>, CredentialError> {
        if let Some(said) = &self.environment.hub_token {
            return Ok(Some(said_token(said)?));
        }
        if self.vault.exists() { Ok(self.vault.contents()?.hub) } else { password(&self.hub_entry()?) }
    }

    fn make_hub_token(&self) -> Result<String, CredentialError> {
        if let Some(said) = &self.environment.hub_token {
            return said_token(said);
        }
        let mut token = [0; 32];
        getrandom::fill(&mut token).map_err(|_| CredentialError::Locked)?;
        let token = hex::encode(token);
        if self.vault.exists() {
            self.vault.change(|inside| inside.hub = Some(token.clone()))?;
        } else {
            self.hub_entry()?.set_password(&token).map_err(|error| problem(&error))?;
        }
        Ok(token)
    }
}

/// The environment's token. One that could be guessed is none.
fn said_token(said: &str) -> Result<String, CredentialError> {
    key(said).map(hex::encode).ok_or(CredentialError::Unfit)
}

/// The key of the consent ledger as it lies in the keyring's entry: 64 hexadecimal digits and, once it has signed, how many
/// entries that were. Without that number a seal that was taken off could not be told from one that never was.
struct LedgerNote {
    secret: [u8; 32],
    signed: Option<i64>,
}

impl LedgerNote {
    fn read(written: &str) -> Option<Self> {
        let mut words = written.split_whitespace();
        let secret = key(words.next()?)?;
        let signed = words.next().map(str::parse).transpose().ok()?;
        Some(Self { secret, signed })
    }

    fn written(&self) -> String {
        let secret = hex::encode(self.secret);
        self.signed.map_or_else(|| secret.clone(), |signed| format!("{secret} {signed}"))
    }

    fn key(&self) -> LedgerKey {
        LedgerKey::from_secret(&self.secret).having_signed(self.signed)
    }
}

/// The environment's key. Nobody can note beside it what it has signed, so it is taken to have signed always: a server sets
/// it before the first entry, and a ledger that was begun without it is signed on request.
fn said_key(said: &str) -> Option<LedgerKey> {
    Some(LedgerKey::from_secret(&key(said)?).having_signed(Some(0)))
}

/// A key as it is written: 64 hexadecimal digits.
fn key(written: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    hex::decode_to_slice(written.trim(), &mut key).ok()?;
    Some(key)
}

/// What the keyring said, in our words. Its own words are not kept: they may name the entry.
fn problem(error: &KeyringError) -> CredentialError {
    match error {
        KeyringError::NoDefaultStore => CredentialError::NoKeyring,
        _ => CredentialError::Locked,
    }
}

/// Secrets as they lie in the keyring's entry.
#[derive(Serialize, Deserialize)]
struct Kept {
    token: String,
    app_secret: String,
    verify_token: String,
}

impl From<Kept> for CredentialSet {
    fn from(kept: Kept) -> Self {
        Self { token: kept.token, app_secret: kept.app_secret, verify_token: kept.verify_token }
    }
}

impl From<CredentialSet> for Kept {
    fn from(set: CredentialSet) -> Self {
        Self { token: set.token, app_secret: set.app_secret, verify_token: set.verify_token }
    }
}

/// What the environment says; each variable may be missing.
#[derive(Clone, Default)]
struct Environment {
    token: Option<String>,
    app_secret: Option<String>,
    verify_token: Option<String>,
    ledger_key: Option<String>,
    hub_token: Option<String>,
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Environment")
    }
}

impl Environment {
    fn read(variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name| variable(name).filter(|value| !value.is_empty());
        Self {
            token: said("SWITCHBOARD_ACCESS_TOKEN"),
            app_secret: said("SWITCHBOARD_APP_SECRET"),
            verify_token: said("SWITCHBOARD_VERIFY_TOKEN"),
            ledger_key: said("SWITCHBOARD_LEDGER_KEY"),
            hub_token: said("SWITCHBOARD_HUB_TOKEN"),
        }
    }

    const fn is_silent(&self) -> bool {
        self.token.is_none() && self.app_secret.is_none() && self.verify_token.is_none()
    }

    /// What it says, and what was kept where it says nothing; none where one of the three is missing in both.
    fn over(&self, kept: Option<CredentialSet>) -> Option<CredentialSet> {
        let kept = kept.map(Kept::from);
        let (token, app_secret, verify_token) =
            kept.map_or((None, None, None), |kept| (Some(kept.token), Some(kept.app_secret), Some(kept.verify_token)));
        Some(CredentialSet {
            token: self.token.clone().or(token)?,
            app_secret: self.app_secret.clone().or(app_secret)?,
            verify_token: self.verify_token.clone().or(verify_token)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(set: &[(&str, &str)]) -> Environment {
        Environment::read(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    fn kept() -> CredentialSet {
        CredentialSet { token: "kept-t".into(), app_secret: "kept-s".into(), verify_token: "kept-v".into() }
    }

    #[test]
    fn a_whole_environment_needs_no_keyring() {
        let all =
            [("SWITCHBOARD_ACCESS_TOKEN", "t"), ("SWITCHBOARD_APP_SECRET", "s"), ("SWITCHBOARD_VERIFY_TOKEN", "v")];
        let secrets = Secrets::with(Path::new("/nowhere"), variables(&all));
        let set = secrets.load().unwrap().unwrap();
        assert_eq!((set.token.as_str(), set.app_secret.as_str(), set.verify_token.as_str()), ("t", "s", "v"));
    }

    #[test]
    fn a_variable_goes_before_what_was_kept_and_the_rest_is_as_kept() {
        let set = variables(&[("SWITCHBOARD_ACCESS_TOKEN", "new")]).over(Some(kept())).unwrap();
        assert_eq!((set.token.as_str(), set.app_secret.as_str()), ("new", "kept-s"));
    }

    #[test]
    fn an_empty_variable_says_nothing_and_a_part_alone_is_not_enough() {
        assert!(variables(&[("SWITCHBOARD_ACCESS_TOKEN", "")]).is_silent());
        assert_eq!(variables(&[("SWITCHBOARD_ACCESS_TOKEN", "t")]).over(None), None);
    }

    #[test]
    fn the_ledgers_key_may_stand_in_the_environment_and_is_no_other_where_it_is_not_one() {
        let key = |value: &str| {
            let secrets = Secrets::with(Path::new("/nowhere"), variables(&[("SWITCHBOARD_LEDGER_KEY", value)]));
            secrets.kept_ledger_key().map(|key| key.public())
        };
        assert_eq!(key(&"07".repeat(32)), Some(LedgerKey::from_secret(&[7; 32]).public()));
        assert_eq!(key("07"), None);
    }

    #[test]
    fn what_the_key_has_signed_is_kept_beside_it_and_a_key_alone_has_signed_nothing() {
        let read = |written: &str| LedgerNote::read(written).map(|note| (note.secret, note.signed));
        let secret = "07".repeat(32);
        assert_eq!(read(&secret), Some(([7; 32], None)));
        for signed in [None, Some(0), Some(1_000_000)] {
            let written = LedgerNote { secret: [7; 32], signed }.written();
            assert_eq!(read(&written), Some(([7; 32], signed)));
        }
        assert_eq!(read(&format!("{secret} many")), None, "whatever lies there is not overwritten");
    }

    #[test]
    fn a_vault_holds_the_secrets_and_the_ledgers_key_and_asks_for_its_passphrase_at_each_start() {
        let folder = tempfile::tempdir().unwrap();
        let start = || Secrets::with(folder.path(), Environment::default());
        let secrets = start();
        assert_eq!(secrets.vault(), VaultState::None);
        secrets.make_vault("чай с бергамотом").unwrap();
        secrets.save(&kept()).unwrap();
        let key = secrets.ledger_key().unwrap().public();
        secrets.ledger_signed(7).unwrap();

        let secrets = start();
        assert_eq!(secrets.vault(), VaultState::Locked);
        assert_eq!(secrets.load(), Err(CredentialError::Locked));
        assert_eq!(secrets.save(&kept()), Err(CredentialError::Locked), "nothing goes around the vault");
        assert!(secrets.ledger_key().is_err() && secrets.kept_ledger_key().is_none());
        assert_eq!(secrets.open_vault("чай"), Err(CredentialError::Passphrase));
        secrets.open_vault("чай с бергамотом").unwrap();
        assert_eq!((secrets.vault(), secrets.load()), (VaultState::Open, Ok(Some(kept()))));
        assert_eq!(secrets.kept_ledger_key().map(|key| key.public()), Some(key));
    }

    #[test]
    fn secrets_that_a_hub_took_over_are_forgotten_and_the_ledgers_key_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::with(folder.path(), Environment::default());
        secrets.make_vault("чай с бергамотом").unwrap();
        secrets.save(&kept()).unwrap();
        let key = secrets.ledger_key().unwrap().public();
        secrets.forget().unwrap();
        assert_eq!(secrets.load(), Ok(None));
        assert_eq!(secrets.kept_ledger_key().map(|key| key.public()), Some(key));
        secrets.forget().unwrap();
    }

    #[test]
    fn what_a_console_is_known_by_lies_in_the_vault_or_stands_in_the_environment() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::with(folder.path(), Environment::default());
        secrets.make_vault("чай с бергамотом").unwrap();
        assert_eq!(secrets.hub_token(), Ok(None));
        let made = secrets.make_hub_token().unwrap();
        assert_eq!((made.len(), secrets.hub_token()), (64, Ok(Some(made.clone()))));
        assert_ne!(secrets.make_hub_token().unwrap(), made, "another one for another pairing");

        let said = |value: &str| {
            let secrets = Secrets::with(folder.path(), variables(&[("SWITCHBOARD_HUB_TOKEN", value)]));
            (secrets.make_hub_token(), secrets.hub_token())
        };
        let fit = "0a".repeat(32);
        assert_eq!(said(&fit), (Ok(fit.clone()), Ok(Some(fit))));
        assert_eq!(said("tea"), (Err(CredentialError::Unfit), Err(CredentialError::Unfit)));
    }

    #[test]
    fn nothing_of_a_secret_is_printed() {
        let secrets = Secrets::with(Path::new("/nowhere"), variables(&[("SWITCHBOARD_APP_SECRET", "s3cret")]));
        assert!(!format!("{secrets:?} {:?}", kept()).contains("s3cret"));
    }
}
