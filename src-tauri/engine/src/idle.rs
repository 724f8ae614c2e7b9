//! An engine's parts without anybody who works in it, for tests that take one step at a time.

use std::path::Path;
use std::sync::Arc;

use contract::workspace::Abilities;
use store::table::cursor;
use store::{DataFolder, LedgerKey};

use crate::core::{Core, Ports};
use crate::ports::{Absent, CredentialError, CredentialSet, Credentials};

struct NoSecrets;

impl Credentials for NoSecrets {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        Ok(None)
    }
    fn save(&self, _: &CredentialSet) -> Result<(), CredentialError> {
        Err(CredentialError::NoKeyring)
    }
    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        Err(CredentialError::NoKeyring)
    }
}

/// Opens a folder as an engine does, without anybody who works in it.
pub fn open(path: &Path) -> Arc<Core> {
    let folder = DataFolder::open(path, None).unwrap();
    let absent = Arc::new(Absent::default());
    let ports = Ports {
        credentials: Arc::new(NoSecrets),
        notifier: absent.clone(),
        sound: absent.clone(),
        files: absent.clone(),
        startup: absent.clone(),
        places: absent.clone(),
        log: absent,
    };
    let position = folder.console().read(cursor::projection).unwrap();
    let (bases, operator) = (Default::default(), "Mira Halonen".to_owned());
    Arc::new(Core::new(&folder, ports, Abilities::default(), operator, bases, position, None))
}
