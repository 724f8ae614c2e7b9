//! Opens a file in the program that the system has for it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use engine::ports::{FilePort, OpenError};
use tauri::AppHandle;

/// Files of one name that are kept beside each other.
const MOST_COPIES: u32 = 999;

/// The other programs of this machine.
#[derive(Debug)]
pub struct OtherPrograms {
    window: AppHandle,
    folder: PathBuf,
    downloads: PathBuf,
}

impl OtherPrograms {
    /// Copies for other programs are laid out in `folder`; what the operator asked for is put among the downloads.
    pub const fn new(window: AppHandle, folder: PathBuf, downloads: PathBuf) -> Self {
        Self { window, folder, downloads }
    }
}

impl FilePort for OtherPrograms {
    fn open(&self, path: &Path) -> Result<(), OpenError> {
        // A program that one of the core's threads started would step back behind the window for its whole life, as they do.
        let (tell, told) = mpsc::channel();
        let path = path.to_owned();
        let asked = self.window.run_on_main_thread(move || drop(tell.send(open::that_detached(path))));
        let opened = asked.map_err(|_| OpenError).and_then(|()| told.recv().map_err(|_| OpenError))?;
        opened.map_err(|error| {
            tracing::warn!(kind = %error.kind(), "no program takes the file");
            OpenError
        })
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> Result<Option<PathBuf>, std::io::Error> {
        std::fs::create_dir_all(&self.downloads)?;
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        for number in 1..=MOST_COPIES {
            let name = if number == 1 { name.to_owned() } else { format!("{stem} ({number}).{ending}") };
            let path = self.downloads.join(name);
            match std::fs::File::create_new(&path) {
                Ok(mut file) => {
                    file.write_all(bytes)?;
                    return Ok(Some(path));
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(std::io::ErrorKind::AlreadyExists.into())
    }

    fn kept_in(&self) -> Option<PathBuf> {
        Some(self.downloads.clone())
    }

    fn outside(&self) -> Option<PathBuf> {
        Some(self.folder.clone())
    }
}
