//! Windows: toasts by notify-rust. A toast that was shown cannot be withdrawn through it; it goes with the action centre.

use std::thread;

use engine::ports::{Banner, Notifier, Opened};
use notify_rust::{Notification, NotificationResponse};
use tokio::sync::broadcast;

use super::title;

/// The system's toasts.
pub struct Notifications {
    opened: broadcast::Sender<Opened>,
}

impl Notifications {
    /// Begins.
    pub fn begin() -> Self {
        Self { opened: broadcast::channel(16).0 }
    }
}

impl Notifier for Notifications {
    fn show(&self, banner: Banner) {
        let clicks = self.opened.clone();
        let waiting = move || match Notification::new().summary(&title(&banner)).body(&banner.body).show() {
            Ok(handle) => {
                let clicked = move |response: &NotificationResponse| {
                    if matches!(response, NotificationResponse::Default) {
                        // Nobody listening is fine.
                        let _ = clicks.send(Opened { chat: banner.chat, message: banner.message.clone() });
                    }
                };
                if let Err(error) = handle.wait_for_response(clicked) {
                    tracing::debug!(%error, "a notification's end was not told");
                }
            }
            Err(error) => tracing::warn!(%error, "a notification could not be shown"),
        };
        if let Err(error) = thread::Builder::new().name("banner".into()).spawn(waiting) {
            tracing::warn!(%error, "a notification could not be shown");
        }
    }

    fn withdraw(&self, _: &str) {}

    fn opened(&self) -> broadcast::Receiver<Opened> {
        self.opened.subscribe()
    }
}
