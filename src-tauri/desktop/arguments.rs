//! What the window is told when it is started.

use std::path::{Path, PathBuf};

use clap::Parser;
use sha2::{Digest, Sha256};

/// Switchboard: an operator console for WhatsApp Business groups and notifications.
///
/// On a folder with nothing in it, it asks what to begin with: the sandbox, an emulated number with a town of people who
/// write, or a real number.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(name = "switchboard", version, about)]
pub struct Arguments {
    /// Folder of everything that is kept; without it, the system's place for the data of programs.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address of the provider's API, where it is not the provider's own.
    #[arg(long, value_name = "URL")]
    pub api_base: Option<String>,
    /// Begin with the sandbox where no number is set up, without asking.
    #[arg(long)]
    pub sandbox: bool,
    /// Begin in the tray, where there is one: this is how the program starts with the computer.
    #[arg(long)]
    pub in_tray: bool,
    /// What to open: switchboard://chat/NUMBER. A window that runs already opens it.
    #[arg(value_name = "LINK")]
    pub link: Option<String>,
}

impl Arguments {
    /// The name of the program among those that run: one window for each folder that was named, and one for the usual.
    pub fn identifier(&self, usual: &str) -> String {
        self.data.as_deref().map_or_else(|| usual.to_owned(), |data| format!("{usual}.d{}", short_hash(data)))
    }

    /// The words with which the program starts with the computer: in the tray, on the folder that was named.
    pub fn at_startup(&self) -> Vec<String> {
        let data = self.data.as_deref().map(|data| std::path::absolute(data).unwrap_or_else(|_| data.to_path_buf()));
        let folder = data.map(|data| ["--data".to_owned(), data.to_string_lossy().into_owned()]);
        ["--in-tray".to_owned()].into_iter().chain(folder.into_iter().flatten()).collect()
    }
}

/// Eight hexadecimal digits that stand for a folder.
fn short_hash(folder: &Path) -> String {
    let folder: PathBuf = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf()).components().collect();
    let digest = Sha256::digest(folder.to_string_lossy().as_bytes());
    hex::encode(digest.first_chunk::<4>().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_said_is_the_usual_window() {
        let arguments = Arguments::try_parse_from(["switchboard"]).unwrap();
        assert_eq!(arguments, Arguments { data: None, api_base: None, sandbox: false, in_tray: false, link: None });
        assert_eq!(arguments.identifier("app.switchboard.console"), "app.switchboard.console");
    }

    #[test]
    fn another_folder_is_another_window_and_the_same_folder_the_same() {
        let identifier = |folder: &str| {
            let words = ["switchboard", "--data", folder, "--api-base", "http://127.0.0.1:9"];
            Arguments::try_parse_from(words).unwrap().identifier("app.x")
        };
        assert_eq!(identifier("/tmp/tea"), identifier("/tmp/tea/"));
        assert_ne!(identifier("/tmp/tea"), identifier("/tmp/coffee"));
        assert!(identifier("/tmp/tea").starts_with("app.x.d"), "a part of a D-Bus name begins with a letter");
    }

    #[test]
    fn what_starts_with_the_computer_begins_in_the_tray_on_the_same_folder() {
        let words = |given: &[&str]| Arguments::try_parse_from(given).unwrap().at_startup();
        assert_eq!(words(&["switchboard", "switchboard://chat/7"]), ["--in-tray"]);
        let again = words(&["switchboard", "--data", "/tmp/tea"]);
        assert_eq!(again, ["--in-tray", "--data", "/tmp/tea"]);
        let started = Arguments::try_parse_from([vec!["switchboard".to_owned()], again].concat()).unwrap();
        assert!(started.in_tray, "the words are understood");
    }

    #[test]
    fn an_unknown_word_is_refused() {
        assert!(Arguments::try_parse_from(["switchboard", "--port", "1"]).is_err());
    }
}
