//! Windows: toasts by notify-rust. A toast that was shown cannot be withdrawn through it; it goes with the action centre.
//! It has no field for an answer, and the system's do-not-disturb cannot be read.

use std::thread;

use async_trait::async_trait;
use domain::notify::Importance;
use engine::ports::{Ability, Act, Acted, Banner, BannerAction, Notifier, NotifierAbilities};
use notify_rust::{Notification, NotificationResponse, Urgency};
use tokio::sync::{broadcast, watch};

use super::{Beside, acted, button, title};

/// The name by which Windows knows us, from the shortcut that the installer puts into the start menu.
const APP: &str = "app.switchboard.console";

/// The system's toasts.
pub struct Notifications {
    acted: broadcast::Sender<Acted>,
    focus: watch::Sender<Option<bool>>,
    beside: Beside,
}

impl Notifications {
    /// Begins.
    pub fn begin(beside: Beside) -> Self {
        Self { acted: broadcast::channel(256).0, focus: watch::Sender::new(None), beside }
    }
}

#[async_trait]
impl Notifier for Notifications {
    fn show(&self, banner: Banner) {
        let told = self.acted.clone();
        // A toast is waited for on a thread: it ends when the toast is pressed or dismissed.
        let waiting = move || wait(&banner, &told);
        if let Err(error) = thread::Builder::new().name("banner".into()).spawn(waiting) {
            tracing::warn!(%error, "a notification could not be shown");
        }
    }

    /// Windows asks nobody.
    async fn ask_leave(&self) -> bool {
        true
    }

    fn withdraw(&self, _: &str) {}

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
            reply: Ability::Absent,
            tray: if (self.beside.tray)() { Ability::Works } else { Ability::Absent },
            program: Some("Windows".to_owned()),
        }
    }

    fn focus(&self) -> watch::Receiver<Option<bool>> {
        self.focus.subscribe()
    }
}

fn wait(banner: &Banner, told: &broadcast::Sender<Acted>) {
    let tell = |act| {
        // Nobody listening is fine.
        let _ = told.send(acted(banner, act));
    };
    let handle = match toast(banner).show() {
        Ok(handle) => handle,
        Err(error) => return tracing::warn!(%error, "a notification could not be shown"),
    };
    tell(Act::Shown);
    let done = handle.wait_for_response(|response: &NotificationResponse| match response {
        NotificationResponse::Default => tell(Act::Opened),
        NotificationResponse::Action(word) => button::named(word).into_iter().for_each(|one| tell(Act::Pressed(one))),
        _ => {}
    });
    if let Err(error) = done {
        tracing::debug!(%error, "a notification's end was not told");
    }
}

fn toast(banner: &Banner) -> Notification {
    let mut toast = Notification::new();
    toast.summary(&title(banner)).body(&banner.body);
    // Without the installer's shortcut Windows drops the toasts of this name without a word.
    if !cfg!(debug_assertions) {
        toast.app_id(APP);
    }
    if banner.importance == Importance::Critical {
        toast.urgency(Urgency::Critical);
    }
    for (action, words) in banner.actions.iter().filter(|(action, _)| *action != BannerAction::Reply) {
        toast.action(button::name(*action), words);
    }
    toast
}
