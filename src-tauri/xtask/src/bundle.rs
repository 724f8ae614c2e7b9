//! `bundle`: a package somebody can install, made for the system this runs on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::prerequisites::{self, Reach};
use crate::project;
use crate::request::Request;
use crate::stop::Stop;
use crate::tool::Tool;
use crate::ui;

/// The kinds of package made without downloading further tools.
const KINDS: &str = if cfg!(target_os = "macos") {
    "app,dmg"
} else if cfg!(windows) {
    "msi,nsis"
} else {
    "deb,rpm"
};

/// Words for Cargo: of everything that lies here the window alone is packed, and it has the sandbox inside.
pub const WINDOW: &str = "-- --package switchboard";

/// Builds the screen and the window for release and packs them.
pub fn bundle(request: &Request) -> Result<(), Stop> {
    prerequisites::require(Reach::Build, request)?;
    ui::install()?;
    Tool::npm().words("exec --offline -- tauri build --bundles").arg(KINDS).args(&request.rest).words(WINDOW).run()?;
    match made("release", "deb", "Switchboard_") {
        Ok(deb) if Tool::new("dpkg-deb").arg("--version").succeeds() => tighten(&deb),
        _ => Ok(()),
    }
}

/// Packs a .deb anew as Debian packs its own: Tauri knows gzip alone, and with that the program does not fit.
fn tighten(deb: &Path) -> Result<(), Stop> {
    let packages = project::target().join("packages");
    let laid = packages.join("laid");
    let failed = |error| Stop::Found(format!("{}: {error}", laid.display()));
    if laid.exists() {
        fs::remove_dir_all(&laid).map_err(failed)?;
    }
    // It makes the folder that it is given, and none above it.
    fs::create_dir_all(&packages).map_err(failed)?;
    Tool::new("dpkg-deb").arg("--raw-extract").arg(deb).arg(&laid).run()?;
    let pack = Tool::new("dpkg-deb").words("--root-owner-group -Zxz -z9 -Sextreme --build");
    pack.arg(&laid).arg(deb).run()
}

/// The newest package of a kind.
pub fn made(profile: &str, kind: &str, begins: &str) -> Result<PathBuf, Stop> {
    let folder = project::target().join(profile).join("bundle").join(kind);
    let files = fs::read_dir(&folder).map_err(|error| Stop::Found(format!("{}: {error}", folder.display())))?;
    let packages = files.filter_map(|file| file.ok()).filter(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        name.starts_with(begins) && Path::new(&name).extension().is_some_and(|extension| extension == kind)
    });
    let newest = packages.max_by_key(|file| file.metadata().and_then(|about| about.modified()).ok());
    newest.map(|file| file.path()).ok_or_else(|| Stop::Found(format!("no .{kind} was made in {}", folder.display())))
}
