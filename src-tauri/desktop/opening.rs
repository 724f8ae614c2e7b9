//! Opens the core on a data folder: on the number that is set up there, or on the sandbox while there is none.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use contract::workspace::Abilities;
use engine::ports::{Credentials, FilePort, Notifier, SoundPort, Startup};
use engine::{Engine, Options, REAL_API, StartError};
use host::Secrets;

use crate::town;

/// Folder of the sandbox inside the data folder: nothing of it lies beside a real number's.
const SANDBOX: &str = "sandbox";
/// File by which a folder is known to hold a real number's journal.
const JOURNAL: &str = "journal.db";

/// What the core can reach through this window.
#[derive(Clone)]
pub struct Adapters {
    /// Notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Sounds.
    pub sound: Arc<dyn SoundPort>,
    /// Other programs.
    pub files: Arc<dyn FilePort>,
    /// The start with the computer.
    pub startup: Arc<dyn Startup>,
}

/// A core that runs, and the town with it.
pub struct Opened {
    /// The core.
    pub engine: Engine,
    /// The sandbox, while no number is set up.
    pub town: Option<sandbox::Running>,
}

/// Why the core does not run.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The sandbox cannot start.
    #[error("starting the sandbox")]
    Sandbox(#[from] sandbox::StartError),
    /// The core cannot start.
    #[error("starting the core")]
    Core(#[from] StartError),
}

/// Opens it.
///
/// # Errors
/// When the folder, or the sandbox's port, cannot be had.
pub async fn open(data: &Path, api_base: Option<String>, adapters: Adapters) -> Result<Opened, OpenError> {
    let secrets = Secrets::of(data);
    if api_base.is_some() || is_set_up(data, &secrets) {
        let engine = start(data.to_path_buf(), (api_base, None), Arc::new(secrets), host::operator(), adapters).await?;
        return Ok(Opened { engine, town: None });
    }
    let town = town::start().await?;
    let (folder, base) = (data.join(SANDBOX), town.hello.api_base.clone());
    let secrets = town::TownSecrets::new(&town.hello, secrets);
    let bases = (Some(base), Some(REAL_API.to_owned()));
    match start(folder, bases, Arc::new(secrets), town::OPERATOR.to_owned(), adapters).await {
        Ok(engine) => Ok(Opened { engine, town: Some(town) }),
        Err(error) => {
            town.stop().await;
            Err(error)
        }
    }
}

/// Whether a number was set up here. A keyring that cannot be asked today does not unmake it.
fn is_set_up(data: &Path, secrets: &impl Credentials) -> bool {
    data.join(JOURNAL).exists() || matches!(secrets.load(), Ok(Some(_)))
}

async fn start(
    data: PathBuf,
    (api_base, connect_base): (Option<String>, Option<String>),
    credentials: Arc<dyn Credentials>,
    operator: String,
    adapters: Adapters,
) -> Result<Engine, OpenError> {
    let options = Options {
        data,
        api_base,
        connect_base,
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        tls: None,
        credentials,
        notifier: adapters.notifier,
        sound: adapters.sound,
        files: adapters.files,
        startup: adapters.startup,
        abilities: Abilities { record_voice: true, play_sound: true, open_file: true, window_frame: true },
        operator,
    };
    Ok(Engine::start(options).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    use engine::LedgerKey;
    use engine::ports::{CredentialError, CredentialSet};

    struct Keyring(Result<Option<CredentialSet>, CredentialError>);

    impl Credentials for Keyring {
        fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
            self.0.clone()
        }

        fn save(&self, _: &CredentialSet) -> Result<(), CredentialError> {
            Err(CredentialError::Locked)
        }

        fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
            Err(CredentialError::Locked)
        }
    }

    #[test]
    fn a_folder_is_set_up_by_its_secrets_or_by_its_journal() {
        let folder = tempfile::tempdir().unwrap();
        let set = CredentialSet { token: "t".into(), app_secret: "s".into(), verify_token: "v".into() };
        assert!(is_set_up(folder.path(), &Keyring(Ok(Some(set)))));
        assert!(!is_set_up(folder.path(), &Keyring(Ok(None))), "a new folder begins in the sandbox");
        assert!(!is_set_up(folder.path(), &Keyring(Err(CredentialError::NoKeyring))));
        std::fs::write(folder.path().join(JOURNAL), "").unwrap();
        assert!(is_set_up(folder.path(), &Keyring(Err(CredentialError::Locked))), "a locked keyring unmakes nothing");
    }
}
