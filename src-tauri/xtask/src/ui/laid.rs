//! A folder laid over another one, of which what is the same stays untouched. Whatever holds the screen is compiled anew when a file of
//! it was written, and released that takes as long as everything else.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::DirEntry;
use std::path::Path;
use std::{fs, io};

use crate::stop::Stop;

/// Afterwards the second folder has what the first one has, and nothing else.
pub fn over(from: &Path, to: &Path) -> Result<(), Stop> {
    folder(from, to).map_err(|error| Stop::Found(format!("{} cannot be laid: {error}", to.display())))
}

fn folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    // First: where a name changed no more than its case, some systems hold both for one.
    clear(to, &entries.iter().map(DirEntry::file_name).collect())?;
    for entry in entries {
        let (new, old) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            folder(&new, &old)?;
            continue;
        }
        let words = fs::read(new)?;
        if fs::read(&old).ok().as_ref() != Some(&words) {
            // Not copied: some systems copy the time, too, and whatever holds the screen looks at that.
            fs::write(old, words)?;
        }
    }
    Ok(())
}

/// Removes what is not among the names.
fn clear(folder: &Path, names: &BTreeSet<OsString>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if names.contains(&entry.file_name()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;
    use crate::project;

    #[test]
    fn what_is_the_same_is_not_written_again_and_what_is_gone_goes() {
        let home = project::target().join(format!("laid-{}", std::process::id()));
        let (from, to) = (home.join("from"), home.join("to"));
        fs::create_dir_all(from.join("assets")).unwrap();
        fs::create_dir_all(to.join("gone")).unwrap();
        for (path, words) in [("index.html", "new"), ("assets/inbox.js", "same")] {
            fs::write(from.join(path), words).unwrap();
        }
        over(&from, &to).unwrap();
        let same = to.join("assets/inbox.js");
        fs::File::options().write(true).open(&same).unwrap().set_modified(UNIX_EPOCH).unwrap();
        fs::write(to.join("assets/old.js"), "gone").unwrap();
        fs::write(to.join("index.html"), "old").unwrap();
        over(&from, &to).unwrap();
        let names: BTreeSet<_> = fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["assets", "index.html"].map(OsString::from).into());
        assert_eq!(fs::read_dir(to.join("assets")).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(to.join("index.html")).unwrap(), "new");
        assert_eq!(fs::metadata(same).unwrap().modified().unwrap(), UNIX_EPOCH);
        fs::remove_dir_all(home).unwrap();
    }
}
