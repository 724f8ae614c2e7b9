//! `bundle`: a package somebody can install, made for the system this runs on.

use crate::prerequisites::{self, Reach};
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
    Tool::npm().words("exec --offline -- tauri build --bundles").arg(KINDS).args(&request.rest).words(WINDOW).run()
}
