//! A desktop for programs that open windows: the one there is, or a virtual one.

use std::path::Path;

use crate::stop::Stop;
use crate::tool::Tool;

/// Whether a window opened now would be seen by somebody.
pub fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A call that will run inside a desktop session of its own (display, bus, banners, keyring, sound), made and ended around
/// it; `options` are the session's own.
pub fn within(options: &[&str]) -> Tool {
    Tool::new("bash").arg(Path::new("tests").join("desktop-session.sh")).args(options).arg("--")
}

/// Fails where the virtual session cannot exist: it is made of programs of Linux.
pub fn require_virtual() -> Result<(), Stop> {
    if cfg!(target_os = "linux") {
        Ok(())
    } else {
        Err(Stop::Missing("a virtual desktop session exists on Linux only".into()))
    }
}
