//! Windows: toasts by the system's own interface, in calls that need no `unsafe`. The crates over it give a toast no
//! name, and what has no name cannot be withdrawn. The system's do-not-disturb is read where it tells it (Windows 11).
//! Compiled for, never run.

mod focus;
mod toast;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::notify::Importance;
use engine::ports::{Ability, Act, Acted, Banner, Notifier, NotifierAbilities};
use sha2::{Digest, Sha256};
use tokio::sync::{broadcast, watch};
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{ToastNotification, ToastNotificationManager, ToastNotificationPriority};
use windows::core::{HSTRING, IInspectable, Ref, Result};

use super::{Beside, acted};

/// The name by which Windows knows us, from the shortcut that the installer puts into the start menu.
const INSTALLED: &str = "app.switchboard.console";
/// A name that every Windows knows. Without the installer's shortcut it drops the toasts of ours without a word.
const BORROWED: &str = r"{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\WindowsPowerShell\v1.0\powershell.exe";
/// All toasts are of one group, so that a tag names one.
const GROUP: &str = "banners";

/// The system's toasts.
pub struct Notifications {
    acted: broadcast::Sender<Acted>,
    focus: focus::Focus,
    /// By key. A toast that nobody holds may not tell of a click any more.
    shown: Mutex<HashMap<String, ToastNotification>>,
    beside: Beside,
}

impl Notifications {
    /// Begins.
    pub fn begin(beside: Beside) -> Self {
        Self { acted: broadcast::channel(256).0, focus: focus::Focus::follow(), shown: Mutex::default(), beside }
    }

    fn shown(&self) -> MutexGuard<'_, HashMap<String, ToastNotification>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows a toast; the same tag replaces the one before.
    fn raise(&self, banner: &Banner) -> Result<ToastNotification> {
        let toast = ToastNotification::CreateToastNotification(&toast::document(banner)?)?;
        toast.SetTag(&tag(&banner.key))?;
        toast.SetGroup(&HSTRING::from(GROUP))?;
        if banner.importance == Importance::Critical {
            toast.SetPriority(ToastNotificationPriority::High)?;
        }
        let (of, told) = (banner.clone(), self.acted.clone());
        toast.Activated(&TypedEventHandler::new(move |_, arguments: Ref<'_, IInspectable>| {
            if let Some(act) = toast::act(arguments.as_ref()) {
                tell(&of, act, &told);
            }
            Ok(())
        }))?;
        ToastNotificationManager::CreateToastNotifierWithId(&application())?.Show(&toast)?;
        Ok(toast)
    }
}

#[async_trait]
impl Notifier for Notifications {
    fn show(&self, banner: Banner) {
        match self.raise(&banner) {
            Ok(toast) => {
                tell(&banner, Act::Shown, &self.acted);
                self.shown().insert(banner.key, toast);
            }
            Err(error) => tracing::warn!(%error, "a notification could not be shown"),
        }
    }

    /// Windows asks nobody.
    async fn ask_leave(&self) -> bool {
        true
    }

    fn withdraw(&self, key: &str) {
        // One of an earlier run has the same tag.
        self.shown().remove(key);
        let history = ToastNotificationManager::History();
        let group = HSTRING::from(GROUP);
        if let Err(error) = history.and_then(|all| all.RemoveGroupedTagWithId(&tag(key), &group, &application())) {
            tracing::debug!(%error, "a notification was not withdrawn");
        }
    }

    fn acted(&self) -> broadcast::Receiver<Acted> {
        self.acted.subscribe()
    }

    fn attention(&self) {
        (self.beside.attention)();
    }

    async fn abilities(&self) -> NotifierAbilities {
        NotifierAbilities {
            banner: Ability::Works,
            actions: Ability::Works,
            reply: Ability::Works,
            tray: if (self.beside.tray)() { Ability::Works } else { Ability::Absent },
            program: Some("Windows".to_owned()),
        }
    }

    fn focus(&self) -> watch::Receiver<Option<bool>> {
        self.focus.subscribe()
    }
}

fn application() -> HSTRING {
    HSTRING::from(if cfg!(debug_assertions) { BORROWED } else { INSTALLED })
}

/// The name of a toast: a key of any length, in the sixteen characters that the oldest systems take.
fn tag(key: &str) -> HSTRING {
    let name: String = hex::encode(Sha256::digest(key)).chars().take(16).collect();
    HSTRING::from(name)
}

/// Tells what was done; nobody listening is fine.
fn tell(banner: &Banner, act: Act, told: &broadcast::Sender<Acted>) {
    let _ = told.send(acted(banner, act));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_any_length_has_a_tag_that_the_system_takes() {
        assert_eq!(tag(&"Анна".repeat(100)).len(), 16);
        assert_ne!(tag("chat 1"), tag("chat 2"));
    }
}
