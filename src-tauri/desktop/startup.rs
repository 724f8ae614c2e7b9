//! The start of the program with the computer: an entry that the system keeps, and the sign of the system's own settings.

use engine::ports::{Startup, StartupError};
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};
use tauri_plugin_autostart::{Builder, ManagerExt};

use crate::arguments::Arguments;

/// Knows how the program is started again: the same way as now, in the tray.
pub fn plugin(arguments: &Arguments) -> TauriPlugin<Wry> {
    Builder::new().args(arguments.at_startup()).build()
}

/// The system's own list of what starts with it.
pub struct AtSignIn(pub AppHandle);

impl Startup for AtSignIn {
    fn autostart(&self) -> Option<bool> {
        self.0.autolaunch().is_enabled().inspect_err(|error| tracing::warn!(%error, "what starts is not known")).ok()
    }

    fn set_autostart(&self, on: bool) -> Result<(), StartupError> {
        let list = self.0.autolaunch();
        let done = if on { list.enable() } else { list.disable() };
        done.map_err(|error| {
            tracing::warn!(%error, "the system does not keep what starts with it");
            StartupError
        })
    }
}
