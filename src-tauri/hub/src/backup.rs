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
    match erasures {
        Erasures::Replaced => say("whoever was erased since is erased when the folder is served"),
        Erasures::Listed { until } => {
            let until = chrono::DateTime::from_timestamp_millis(until.0).unwrap_or_default();
            say(&format!(
                "whoever was erased until {} UTC is erased when the folder is served; of later erasures the list knows nothing",
                until.format("%Y-%m-%d %H:%M:%S")
            ))
        }
        Erasures::Unknown => say(
            "nobody knows who was erased since: neither the old folder was named nor does its list lie beside the backup. \
             They are in it again; erase them once more",
        ),
    }
}

fn say(line: &str) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
