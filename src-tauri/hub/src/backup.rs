//! `backup` and `restore`.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;

use engine::{Erasures, Restored};

/// Makes a backup.
pub fn make(data: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let made = engine::back_up(data, to)?;
    say(&format!("{} entries and {} files in {}", made.entry, made.files, to.display()))
}

/// Restores one.
pub fn restore(data: &Path, replaces: Option<&Path>, from: &Path) -> Result<(), Box<dyn Error>> {
    let Restored { about, erasures } = engine::restore(from, data, replaces)?;
    say(&format!(
        "{} entries and {} files restored; what came after the backup is not in it",
        about.entry, about.files
    ))?;
    say(match erasures {
        Erasures::Replaced | Erasures::Listed => "whoever was erased since is erased when the folder is served",
        Erasures::Unknown => {
            "nobody knows who was erased since: neither the old folder was named nor does a list lie beside the backup. \
             They are in it again; erase them once more"
        }
    })
}

fn say(line: &str) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
