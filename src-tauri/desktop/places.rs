//! Which core the window shows, and the change from one to another.

use std::path::{Path, PathBuf};

use contract::{ErrorBody, ErrorCode};
use engine::ports::Places;
use tokio::sync::{mpsc, watch};

use crate::commands::Stage;
use crate::opening::Place;

/// The way of one core to ask for the other.
pub struct Change {
    /// What this core is opened on.
    pub here: Place,
    /// Where the copy of a hub lies, or would.
    pub hub: PathBuf,
    /// Where the start of a core is told.
    pub told: watch::Sender<Stage>,
    /// Takes what is asked for.
    pub asked: mpsc::UnboundedSender<Ask>,
    /// Why the restore that was asked for last did not come about.
    pub not_restored: Option<ErrorBody>,
}

/// What a core asks for in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The core of that place.
    Open(Place),
    /// The numbers, with everything that a backup has.
    Restore(PathBuf),
}

impl Change {
    fn to(&self, place: Place) {
        if place != self.here {
            self.ask(Ask::Open(place));
        }
    }

    fn ask(&self, ask: Ask) {
        // From this moment on commands wait for the other core.
        self.told.send_replace(Stage::Starting);
        if self.asked.send(ask).is_err() {
            self.told.send_replace(Stage::Failed(ErrorCode::Internal.into()));
        }
    }
}

impl Places for Change {
    fn has_sandbox(&self) -> bool {
        true
    }

    fn open_sandbox(&self) {
        self.to(Place::Sandbox);
    }

    fn open_numbers(&self) {
        self.to(Place::Numbers);
    }

    fn hub_folder(&self) -> Option<PathBuf> {
        Some(self.hub.clone())
    }

    fn open_hub(&self) {
        self.to(Place::Hub);
    }

    fn leave_hub(&self) {
        self.to(Place::Numbers);
    }

    fn restore(&self, backup: PathBuf) -> bool {
        let is_here = self.here == Place::Numbers;
        if is_here {
            self.ask(Ask::Restore(backup));
        }
        is_here
    }

    fn not_restored(&self) -> Option<ErrorBody> {
        self.not_restored.clone()
    }
}

/// A backup takes the place of a folder in which nothing is. One that cannot be restored leaves it so, and the first run says why
/// and asks again.
pub async fn restore(backup: &Path, data: &Path) -> Result<(), ErrorBody> {
    let (backup, data) = (backup.to_owned(), data.to_owned());
    let restored = tokio::task::spawn_blocking(move || engine::restore(&backup, &data, None)).await;
    match restored {
        Ok(restored) => restored.map(drop).map_err(engine::restore_refused),
        Err(_) => Err(ErrorCode::Internal.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::commands::Core;

    #[test]
    fn the_other_core_is_asked_for_once_and_commands_wait_meanwhile() {
        let (told, core) = Core::starting();
        let (asked, mut asks) = mpsc::unbounded_channel();
        told.send_replace(Stage::Failed(ErrorCode::Storage.into()));
        let change =
            Change { here: Place::Numbers, hub: PathBuf::new(), told: told.clone(), asked, not_restored: None };
        change.open_numbers();
        assert!(asks.try_recv().is_err(), "it is here already");
        assert!(matches!(*told.borrow(), Stage::Failed(_)));
        change.open_sandbox();
        assert_eq!(asks.try_recv(), Ok(Ask::Open(Place::Sandbox)));
        assert!(core.running().is_none() && matches!(*told.borrow(), Stage::Starting));
    }

    #[tokio::test]
    async fn a_backup_that_cannot_be_restored_leaves_the_folder_and_says_why() {
        let place = tempfile::tempdir().unwrap();
        let (backup, data) = (place.path().join("diary.switchboard-backup"), place.path().join("data"));
        std::fs::write(&backup, "Dear diary").unwrap();
        let refused = restore(&backup, &data).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Backup);
        assert!(!data.join("journal.db").exists());
    }
}
