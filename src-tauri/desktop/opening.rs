//! Opens the core on a data folder: on the numbers that are or will be set up there, on the sandbox, or on a hub's copy.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use contract::ErrorCode;
use contract::connection::Vault;
use contract::workspace::Abilities;
use engine::pair::Link;
use engine::ports::{Credentials, FilePort, Notifier, Places, SoundPort, Startup};
use engine::{Engine, Options, REAL_API, StartError};
use host::Secrets;

use crate::arguments::Arguments;
use crate::town;

/// Folder of the sandbox inside the data folder: nothing of it lies beside a real number's. Once it is there, the sandbox
/// was chosen.
const SANDBOX: &str = "sandbox";
/// Folder of a hub's copy inside the data folder. Once it is paired, a hub was chosen.
const HUB: &str = "hub";
/// File by which a folder is known to hold a real number's journal.
const JOURNAL: &str = "journal.db";

/// What a core is opened on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The numbers of the data folder; where none is set up, the first run asks.
    Numbers,
    /// The sandbox.
    Sandbox,
    /// The copy of a hub.
    Hub,
}

/// Where the copy of a hub lies, or would.
pub fn hub(data: &Path) -> PathBuf {
    data.join(HUB)
}

/// What the core can reach through this window.
#[derive(Clone)]
pub struct Adapters {
    /// Secrets.
    pub secrets: Arc<Secrets>,
    /// Notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Sounds.
    pub sound: Arc<dyn SoundPort>,
    /// Other programs.
    pub files: Arc<dyn FilePort>,
    /// The start with the computer.
    pub startup: Arc<dyn Startup>,
    /// The sandbox and the numbers.
    pub places: Arc<dyn Places>,
}

/// A core that runs, and the town with it.
pub struct Opened {
    /// The core.
    pub engine: Engine,
    /// The sandbox, where it is one's core.
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

impl OpenError {
    /// What the screen is told.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Sandbox(_) => ErrorCode::Internal,
            Self::Core(error) => error.code(),
        }
    }
}

/// What to begin with: the hub that this window is paired with; the sandbox is for who chose it, and only while no number is
/// set up.
pub fn begin_with(data: &Path, arguments: &Arguments, secrets: &impl Credentials) -> Place {
    if is_paired(data) {
        return Place::Hub;
    }
    // Whoever names an API means it, unless the sandbox is named, too.
    let chosen = arguments.sandbox || (arguments.api_base.is_none() && data.join(SANDBOX).exists());
    if chosen && !is_set_up(data, secrets) { Place::Sandbox } else { Place::Numbers }
}

/// Whether a hub decides here. A pairing that cannot be read is one: the start says what is wrong with it.
fn is_paired(data: &Path) -> bool {
    !matches!(Link::of(&hub(data)), Ok(None))
}

/// Whether a number was set up here. A keyring that cannot be asked today does not unmake it.
fn is_set_up(data: &Path, secrets: &impl Credentials) -> bool {
    let is_empty = || matches!(engine::inspect(data), Ok(found) if found.journal == 0);
    matches!(secrets.load(), Ok(Some(_)))
        || secrets.vault() != Vault::None
        || (data.join(JOURNAL).exists() && !is_empty())
}

/// Opens it.
///
/// # Errors
/// When the folder, or the sandbox's port, cannot be had.
pub async fn open(
    place: Place,
    data: &Path,
    api_base: Option<String>,
    adapters: Adapters,
) -> Result<Opened, OpenError> {
    let secrets = Arc::clone(&adapters.secrets);
    let own = match place {
        Place::Numbers => Some((data.to_path_buf(), api_base.clone())),
        Place::Hub => Some((hub(data), None)),
        Place::Sandbox => None,
    };
    if let Some((folder, base)) = own {
        let engine = start(folder, (base, None), secrets, host::operator(), adapters).await?;
        return Ok(Opened { engine, town: None });
    }
    let town = town::start().await?;
    let (folder, base) = (data.join(SANDBOX), town.hello.api_base.clone());
    let secrets = town::TownSecrets::new(&town.hello, secrets);
    let bases = (Some(base), Some(api_base.unwrap_or_else(|| REAL_API.to_owned())));
    match start(folder, bases, Arc::new(secrets), town::OPERATOR.to_owned(), adapters).await {
        Ok(engine) => Ok(Opened { engine, town: Some(town) }),
        Err(error) => {
            town.stop().await;
            Err(error)
        }
    }
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
        consoles: None,
        credentials,
        notifier: adapters.notifier,
        sound: adapters.sound,
        files: adapters.files,
        startup: adapters.startup,
        places: adapters.places,
        log: Arc::new(&host::log::LAST),
        abilities: Abilities { record_voice: true, play_sound: true, open_file: true, window_frame: true },
        operator,
    };
    Ok(Engine::start(options).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    use clap::Parser as _;
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

    fn begin(folder: &Path, words: &[&str], keyring: Result<Option<CredentialSet>, CredentialError>) -> Place {
        let arguments = Arguments::try_parse_from([&["switchboard"], words].concat()).unwrap();
        begin_with(folder, &arguments, &Keyring(keyring))
    }

    #[test]
    fn a_new_folder_asks_and_the_sandbox_is_for_who_chose_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        assert_eq!(begin(at, &[], Ok(None)), Place::Numbers, "nothing is chosen");
        assert_eq!(begin(at, &["--sandbox"], Ok(None)), Place::Sandbox);
        std::fs::create_dir(at.join(SANDBOX)).unwrap();
        assert_eq!(begin(at, &[], Err(CredentialError::NoKeyring)), Place::Sandbox, "it was chosen before");
        assert_eq!(begin(at, &["--api-base", "http://127.0.0.1:9"], Ok(None)), Place::Numbers);
    }

    #[test]
    fn a_paired_folder_shows_its_hub_whatever_else_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        std::fs::create_dir(hub(at)).unwrap();
        assert_eq!(begin(at, &["--sandbox"], Ok(None)), Place::Sandbox, "a code was typed, and not taken");
        std::fs::write(hub(at).join("hub.json"), "torn").unwrap();
        assert_eq!(begin(at, &["--sandbox"], Ok(None)), Place::Hub, "what it was paired with is not forgotten");
    }

    #[test]
    fn a_number_goes_before_the_sandbox_by_its_secrets_or_by_its_journal() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let set = CredentialSet { token: "t".into(), app_secret: "s".into(), verify_token: "v".into() };
        assert_eq!(begin(at, &["--sandbox"], Ok(Some(set))), Place::Numbers);
        std::fs::write(at.join(JOURNAL), "not a database").unwrap();
        let locked = begin(at, &["--sandbox"], Err(CredentialError::Locked));
        assert_eq!(locked, Place::Numbers, "a locked keyring unmakes nothing");
    }
}
