//! Where things lie in the project, and the one feature set everything is compiled with.

use std::path::{Path, PathBuf};

use crate::tool::exe;

/// The desktop is always compiled with this feature, for the window, its lints and its tests alike, so that Tauri is compiled once.
/// Without it the window would look for a development server instead of the built screen.
pub const FEATURES: [&str; 2] = ["--features", "switchboard/custom-protocol"];

/// The crates that must stand without Tauri.
pub const CORE: [&str; 8] = ["domain", "contract", "store", "providers", "engine", "host", "hub", "sandbox"];

/// The root of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// A program the project builds, in the debug profile.
pub fn built(name: &str) -> PathBuf {
    target().join("debug").join(exe(name))
}

/// A program the project builds, in the release profile.
pub fn released(name: &str) -> PathBuf {
    target().join("release").join(exe(name))
}
