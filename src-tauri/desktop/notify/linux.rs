//! Linux: the desktop's notification daemon over D-Bus, by one connection of ours. Daemons send clicks and closes only to
//! the connection that raised the notification, and some take the notifications of a closed connection away: so all are
//! raised by this one, and one stream of signals serves them all.

mod daemon;
mod focus;
mod serve;
mod shown;
mod waiting;
mod wire;

#[cfg(test)]
mod fake;
#[cfg(test)]
mod tests;

use std::time::Duration;

use async_trait::async_trait;
use engine::ports::{Ability, Acted, Banner, Notifier, NotifierAbilities};
use tokio::sync::{broadcast, oneshot, watch};
use zbus::Connection;
use zbus::connection::Builder;

use waiting::{Orders, Waiting};

use super::Beside;
use crate::tray;

/// A daemon that does not answer in this time does not hold the others up.
const PATIENCE: Duration = Duration::from_secs(5);
/// Signals that may wait: as many as a daemon sends when it puts away everything at once.
const QUEUE: usize = 1_024;

/// The desktop's notifications.
pub struct Notifications {
    orders: Orders,
    acted: broadcast::Sender<Acted>,
    focus: watch::Sender<Option<bool>>,
    beside: Beside,
}

/// What the daemon is asked for.
enum Order {
    Show(Banner),
    Withdraw(String),
    Abilities(oneshot::Sender<NotifierAbilities>),
}

impl Notifications {
    /// Begins on the session's bus. Runs on the runtime it is called in.
    pub fn begin(beside: Beside) -> Self {
        Self::begin_on(None, beside)
    }

    fn begin_on(address: Option<String>, beside: Beside) -> Self {
        let (acted, focus) = (broadcast::channel(256).0, watch::Sender::new(None));
        let (orders, taken) = waiting::queue(acted.clone());
        tokio::spawn(run(address, taken, acted.clone(), focus.clone()));
        Self { orders, acted, focus, beside }
    }
}

#[async_trait]
impl Notifier for Notifications {
    fn show(&self, banner: Banner) {
        self.orders.give(Order::Show(banner));
    }

    /// Daemons ask nobody.
    async fn ask_leave(&self) -> bool {
        true
    }

    fn withdraw(&self, key: &str) {
        self.orders.give(Order::Withdraw(key.to_owned()));
    }

    fn acted(&self) -> broadcast::Receiver<Acted> {
        self.acted.subscribe()
    }

    fn attention(&self) {
        (self.beside.attention)();
    }

    async fn abilities(&self) -> NotifierAbilities {
        let (answer, told) = oneshot::channel();
        self.orders.give(Order::Abilities(answer));
        let tray = (self.beside.tray)() && tray::is_shown().await;
        let abilities = told.await.unwrap_or_default();
        NotifierAbilities { tray: if tray { Ability::Works } else { Ability::Absent }, ..abilities }
    }

    fn focus(&self) -> watch::Receiver<Option<bool>> {
        self.focus.subscribe()
    }
}

/// Keeps a connection: from the start, for the desktop's do-not-disturb, and when the bus is gone, from the next order.
async fn run(
    address: Option<String>,
    mut orders: Waiting,
    acted: broadcast::Sender<Acted>,
    focus: watch::Sender<Option<bool>>,
) {
    let mut next = None;
    loop {
        let ended = match connect(address.as_deref()).await {
            Ok(bus) => tokio::select! {
                ended = serve::serve(&bus, next.take(), &mut orders, &acted) => ended,
                never = focus::follow(&bus, &focus) => match never {},
            },
            Err(error) => Err(error),
        };
        if let Err(error) = ended {
            tracing::warn!(%error, "there are no notifications");
        }
        focus.send_replace(None);
        // Whoever waits for an answer to it hears that there is none.
        drop(next.take());
        next = match orders.next().await {
            Some(order) => Some(order),
            None => return,
        };
    }
}

async fn connect(address: Option<&str>) -> zbus::Result<Connection> {
    let builder = match address {
        Some(address) => Builder::address(address)?,
        None => Builder::session()?,
    };
    builder.max_queued(QUEUE).method_timeout(PATIENCE).build().await
}
