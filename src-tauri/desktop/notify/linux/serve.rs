//! Serves orders and what the daemon tells, one after the other.

use engine::ports::{Ability, Act, Acted, Banner, NotifierAbilities};
use futures::StreamExt;
use tokio::sync::broadcast;
use zbus::fdo::DBusProxy;
use zbus::{Connection, names::BusName};

use super::Order;
use super::daemon::{Capabilities, DaemonProxy, NAME, Told};
use super::shown::Shown;
use super::waiting::Waiting;
use super::wire::{self, CLICK};
use crate::notify::{acted, button, title};

/// A daemon and what it shows.
struct Server<'a> {
    daemon: DaemonProxy<'a>,
    told: &'a broadcast::Sender<Acted>,
    shown: Shown,
    /// Asked at its first banner.
    can: Option<Capabilities>,
}

/// Serves until the connection is gone, or nobody orders any more.
pub async fn serve(
    bus: &Connection,
    first: Option<Order>,
    orders: &mut Waiting,
    told: &broadcast::Sender<Acted>,
) -> zbus::Result<()> {
    let daemon = DaemonProxy::new(bus).await?;
    // One stream for all signals: a click comes before the close that it brings about.
    let mut signals = daemon.inner().receive_all_signals().await?;
    let mut owners = daemon.inner().receive_owner_changed().await?;
    let mut owned = DBusProxy::new(bus).await?.name_has_owner(BusName::try_from(NAME)?).await?;
    let mut server = Server { daemon, told, shown: Shown::default(), can: None };
    if let Some(order) = first {
        survived(server.follow(order).await)?;
    }
    loop {
        tokio::select! {
            biased;
            owner = owners.next() => {
                let Some(owner) = owner else { return Ok(()) };
                // What another one showed is gone with it. One that was started by our own banner shows that banner.
                if owned {
                    server.shown = Shown::default();
                }
                (owned, server.can) = (owner.is_some(), None);
            }
            signal = signals.next() => match signal {
                Some(signal) => survived(server.hear(Told::read(&signal)).await)?,
                None => return Ok(()),
            },
            order = orders.next() => match order {
                Some(order) => survived(server.follow(order).await)?,
                None => return Ok(()),
            },
        }
    }
}

impl Server<'_> {
    async fn follow(&mut self, order: Order) -> zbus::Result<()> {
        match order {
            Order::Show(banner) => self.show(banner).await,
            Order::Withdraw(key) => match self.shown.id(&key) {
                Some(id) => self.close(id).await,
                None => Ok(()),
            },
            Order::Abilities(answer) => {
                // Whoever asked may have gone meanwhile.
                let _ = answer.send(self.abilities().await?);
                Ok(())
            }
        }
    }

    async fn show(&mut self, banner: Banner) -> zbus::Result<()> {
        let can = match self.can {
            Some(can) => can,
            None => *self.can.insert(Capabilities::read(&self.daemon.get_capabilities().await?)),
        };
        let replaces = self.shown.id(&banner.key).unwrap_or(0);
        let (summary, body) = (wire::plain(&title(&banner)), wire::body(&banner, can));
        let (actions, hints) = (wire::actions(&banner, can), wire::hints(&banner));
        let id =
            self.daemon.notify("Switchboard", replaces, "switchboard", &summary, &body, &actions, hints, -1).await?;
        self.tell(&banner, Act::Shown);
        self.shown.put(id, banner);
        Ok(())
    }

    /// Asks the daemon itself, anew: it may be another one than a moment ago.
    async fn abilities(&self) -> zbus::Result<NotifierAbilities> {
        let can = Capabilities::read(&self.daemon.get_capabilities().await?);
        let (program, ..) = self.daemon.get_server_information().await?;
        let ability = |can| if can { Ability::Works } else { Ability::Absent };
        Ok(NotifierAbilities {
            banner: Ability::Works,
            actions: ability(can.actions),
            reply: ability(can.actions && can.reply),
            tray: Ability::Absent,
            program: Some(program),
        })
    }

    async fn hear(&mut self, told: Option<Told>) -> zbus::Result<()> {
        let (id, act) = match told {
            Some(Told::Closed(id)) => {
                self.shown.take(id);
                return Ok(());
            }
            Some(Told::Replied(id, text)) => (id, Act::Replied(text)),
            // A daemon that says this too sends the words by themselves.
            Some(Told::Action(_, action)) if action == button::REPLY => return Ok(()),
            Some(Told::Action(id, action)) if action == CLICK => (id, Act::Opened),
            Some(Told::Action(id, action)) => match button::named(&action) {
                Some(button) => (id, Act::Pressed(button)),
                None => return Ok(()),
            },
            None => return Ok(()),
        };
        let Some(banner) = self.shown.get(id) else { return Ok(()) };
        self.tell(banner, act);
        // Not every daemon takes a banner away when it was acted upon.
        self.close(id).await
    }

    /// Tells what was done; nobody listening is fine.
    fn tell(&self, banner: &Banner, act: Act) {
        let _ = self.told.send(acted(banner, act));
    }

    /// Takes a banner away. That it has gone by itself meanwhile is no error.
    async fn close(&mut self, id: u32) -> zbus::Result<()> {
        self.shown.take(id);
        match self.daemon.close_notification(id).await {
            Err(zbus::Error::MethodError(..)) => Ok(()),
            answer => answer,
        }
    }
}

/// What a daemon refuses or does not answer is no reason to leave the connection, with which every banner would go.
fn survived(done: zbus::Result<()>) -> zbus::Result<()> {
    match done {
        Err(zbus::Error::MethodError(name, ..)) => {
            tracing::warn!(%name, "the notification daemon refused");
            Ok(())
        }
        Err(zbus::Error::InputOutput(error)) if error.kind() == std::io::ErrorKind::TimedOut => {
            tracing::warn!("the notification daemon does not answer");
            Ok(())
        }
        done => done,
    }
}
