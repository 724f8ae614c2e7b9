//! Opens a file in the program that the system has for it.

use std::path::{Path, PathBuf};

use engine::ports::{FilePort, OpenError};

/// The other programs of this machine.
#[derive(Debug)]
pub struct OtherPrograms {
    folder: PathBuf,
}

impl OtherPrograms {
    /// Copies for other programs are laid out in this folder.
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }
}

impl FilePort for OtherPrograms {
    fn open(&self, path: &Path) -> Result<(), OpenError> {
        open::that_detached(path).map_err(|error| {
            tracing::warn!(kind = %error.kind(), "no program takes the file");
            OpenError
        })
    }

    fn outside(&self) -> Option<PathBuf> {
        Some(self.folder.clone())
    }
}
