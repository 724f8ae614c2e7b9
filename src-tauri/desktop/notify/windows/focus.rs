//! The system's do-not-disturb, as it changes. Older systems do not tell it.

use tokio::sync::watch;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{ToastNotificationManager, ToastNotificationManagerForUser, ToastNotificationMode};
use windows::core::{Ref, Result};

/// What is known of it.
pub struct Focus {
    on: watch::Sender<Option<bool>>,
    /// Who tells of changes, for as long as it is held.
    _system: Option<ToastNotificationManagerForUser>,
}

impl Focus {
    /// Reads it and listens from now on.
    pub fn follow() -> Self {
        let on = watch::Sender::new(None);
        let system = listen(&on).inspect_err(|error| tracing::info!(%error, "do-not-disturb cannot be read"));
        Self { on, _system: system.ok() }
    }

    /// It, as it changes.
    pub fn subscribe(&self) -> watch::Receiver<Option<bool>> {
        self.on.subscribe()
    }
}

fn listen(on: &watch::Sender<Option<bool>>) -> Result<ToastNotificationManagerForUser> {
    let system = ToastNotificationManager::GetDefault()?;
    let told = on.clone();
    system.NotificationModeChanged(&TypedEventHandler::new(
        move |system: Ref<'_, ToastNotificationManagerForUser>, _| {
            told.send_replace(system.as_ref().and_then(|system| is_on(system).ok()));
            Ok(())
        },
    ))?;
    on.send_replace(Some(is_on(&system)?));
    Ok(system)
}

/// On are both that what is important alone may come through, and that alarms alone may.
fn is_on(system: &ToastNotificationManagerForUser) -> Result<bool> {
    Ok(system.NotificationMode()? != ToastNotificationMode::Unrestricted)
}
