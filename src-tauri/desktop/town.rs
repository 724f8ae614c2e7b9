//! The sandbox as a task of the window, for whoever chose it.

use std::net::{Ipv4Addr, SocketAddr};

use contract::connection::Vault;
use engine::LedgerKey;
use engine::ports::{CredentialError, CredentialSet, Credentials};
use sandbox::{Config, Hello, Running};

/// The town that everybody meets first.
const SEED: u64 = 1;
/// Messages a second, from all of its people together.
const RATE: f64 = 0.3;
/// Who sits at the desk in that town.
pub const OPERATOR: &str = "Mira Halonen";

/// Starts the town on this machine.
///
/// # Errors
/// When it cannot listen.
pub async fn start() -> Result<Running, sandbox::StartError> {
    sandbox::start(Config { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), seed: SEED, rate: RATE }).await
}

/// The secrets of a town: they come with it, and are not stored. Those of a real number go to the keyring.
pub struct TownSecrets<C> {
    town: CredentialSet,
    keyring: C,
}

impl<C: Credentials> TownSecrets<C> {
    /// The secrets in a town's greeting.
    pub fn new(hello: &Hello, keyring: C) -> Self {
        let town = CredentialSet {
            token: hello.token.clone(),
            app_secret: hello.app_secret.clone(),
            verify_token: hello.verify_token.clone(),
        };
        Self { town, keyring }
    }
}

impl<C: Credentials> Credentials for TownSecrets<C> {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        Ok(Some(self.town.clone()))
    }

    fn of_numbers(&self) -> Result<Option<CredentialSet>, CredentialError> {
        self.keyring.of_numbers()
    }

    fn save(&self, set: &CredentialSet) -> Result<(), CredentialError> {
        self.keyring.save(set)
    }

    fn vault(&self) -> Vault {
        self.keyring.vault()
    }

    fn make_vault(&self, passphrase: &str) -> Result<(), CredentialError> {
        self.keyring.make_vault(passphrase)
    }

    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        // What happens in a town proves nothing.
        Err(CredentialError::NoKeyring)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Default)]
    struct Drawer(Mutex<Option<CredentialSet>>);

    impl Credentials for &Drawer {
        fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
            Ok(self.0.lock().unwrap().clone())
        }

        fn save(&self, set: &CredentialSet) -> Result<(), CredentialError> {
            *self.0.lock().unwrap() = Some(set.clone());
            Ok(())
        }

        fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
            Err(CredentialError::NoKeyring)
        }
    }

    #[tokio::test]
    async fn a_towns_secrets_are_not_stored_and_a_real_numbers_are() {
        let town = start().await.unwrap();
        let drawer = Drawer::default();
        let secrets = TownSecrets::new(&town.hello, &drawer);
        assert_eq!(secrets.load().unwrap().map(|set| set.token), Some(town.hello.token.clone()));
        assert_eq!((&drawer).load(), Ok(None), "nothing of the town is kept");
        let real = CredentialSet { token: "t".into(), app_secret: "s".into(), verify_token: "v".into() };
        secrets.save(&real).unwrap();
        assert_eq!((&drawer).load(), Ok(Some(real.clone())));
        assert_eq!(secrets.of_numbers(), Ok(Some(real)), "the town's word is not that of a number");
        town.stop().await;
    }
}
