//! macOS: nothing is shown yet, and nothing is claimed to be. The system's framework speaks to a class of its own
//! language, which takes code that this crate forbids itself; it belongs into a crate beside this one.

use async_trait::async_trait;
use engine::ports::{Ability, Acted, Banner, Notifier, NotifierAbilities};
use tokio::sync::{broadcast, watch};

use super::Beside;

/// The dock and the menu bar, without banners.
pub struct Notifications {
    acted: broadcast::Sender<Acted>,
    focus: watch::Sender<Option<bool>>,
    beside: Beside,
}

impl Notifications {
    /// Begins.
    pub fn begin(beside: Beside) -> Self {
        Self { acted: broadcast::channel(1).0, focus: watch::Sender::new(None), beside }
    }
}

#[async_trait]
impl Notifier for Notifications {
    fn show(&self, _: Banner) {}

    fn withdraw(&self, _: &str) {}

    fn acted(&self) -> broadcast::Receiver<Acted> {
        self.acted.subscribe()
    }

    fn attention(&self) {
        (self.beside.attention)();
    }

    async fn abilities(&self) -> NotifierAbilities {
        let tray = if (self.beside.tray)() { Ability::Works } else { Ability::Absent };
        NotifierAbilities { tray, ..NotifierAbilities::default() }
    }

    fn focus(&self) -> watch::Receiver<Option<bool>> {
        self.focus.subscribe()
    }
}
