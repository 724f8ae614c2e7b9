//! Linux: the desktop's notification daemon over D-Bus, by one connection of ours. Daemons send clicks and closes only to
//! the connection that raised the notification, and some take the notifications of a closed connection away: so all are
//! raised by this one, and one stream of each signal serves them all.

use std::collections::HashMap;

use engine::ports::{Banner, Notifier, Opened};
use futures::StreamExt;
use tokio::sync::{broadcast, mpsc};
use zbus::zvariant::Value;

use super::title;

/// The name of the desktop entry that the package installs.
const DESKTOP_ENTRY: &str = "Switchboard";
/// The action of a click on the banner itself.
const CLICK: &str = "default";

/// The desktop's notifications.
pub struct Notifications {
    orders: mpsc::UnboundedSender<Order>,
    opened: broadcast::Sender<Opened>,
}

enum Order {
    Show(Banner),
    Withdraw(String),
}

impl Notifications {
    /// Begins to take orders; the daemon is asked at the first one. Runs on the runtime it is called in.
    pub fn begin() -> Self {
        let (orders, mut taken) = mpsc::unbounded_channel();
        let opened = broadcast::channel(16).0;
        let clicks = opened.clone();
        tokio::spawn(async move {
            while let Some(first) = taken.recv().await {
                if let Err(error) = serve(first, &mut taken, &clicks).await {
                    tracing::warn!(%error, "a notification could not be shown");
                }
            }
        });
        Self { orders, opened }
    }
}

impl Notifier for Notifications {
    fn show(&self, banner: Banner) {
        // It is refused only while the program ends.
        let _ = self.orders.send(Order::Show(banner));
    }

    fn withdraw(&self, key: &str) {
        let _ = self.orders.send(Order::Withdraw(key.to_owned()));
    }

    fn opened(&self) -> broadcast::Receiver<Opened> {
        self.opened.subscribe()
    }
}

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
trait Daemon {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[expect(clippy::too_many_arguments, reason = "the method of the specification has eight")]
    fn notify(
        &self,
        program: &str,
        replaces: u32,
        icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        timeout: i32,
    ) -> zbus::Result<u32>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// What is on the screen: by the daemon's number, what a click opens, and under which key of ours.
#[derive(Default)]
struct Shown {
    ids: HashMap<String, u32>,
    banners: HashMap<u32, (String, Opened)>,
}

impl Shown {
    fn put(&mut self, id: u32, banner: Banner) {
        if let Some(before) = self.ids.insert(banner.key.clone(), id) {
            self.banners.remove(&before);
        }
        self.banners.insert(id, (banner.key, Opened { chat: banner.chat, message: banner.message }));
    }

    fn take(&mut self, id: u32) -> Option<Opened> {
        let (key, opened) = self.banners.remove(&id)?;
        self.ids.remove(&key);
        Some(opened)
    }
}

/// Serves orders and clicks until the connection is gone.
async fn serve(
    first: Order,
    orders: &mut mpsc::UnboundedReceiver<Order>,
    clicks: &broadcast::Sender<Opened>,
) -> zbus::Result<()> {
    let daemon = DaemonProxy::new(&zbus::Connection::session().await?).await?;
    let markup = daemon.get_capabilities().await?.iter().any(|word| word == "body-markup");
    let (mut actions, mut closes) =
        (daemon.receive_action_invoked().await?, daemon.receive_notification_closed().await?);
    let mut shown = Shown::default();
    survived(follow(&daemon, first, markup, &mut shown).await)?;
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(order) => survived(follow(&daemon, order, markup, &mut shown).await)?,
                None => return Ok(()),
            },
            action = actions.next() => {
                let Some(action) = action else { return Ok(()) };
                let action = action.args()?;
                survived(click(&daemon, action.id, action.action, &mut shown, clicks).await)?;
            }
            closed = closes.next() => {
                let Some(closed) = closed else { return Ok(()) };
                shown.take(closed.args()?.id);
            }
        }
    }
}

async fn follow(daemon: &DaemonProxy<'_>, order: Order, markup: bool, shown: &mut Shown) -> zbus::Result<()> {
    match order {
        Order::Show(banner) => {
            let replaces = shown.ids.get(&banner.key).copied().unwrap_or(0);
            let body = if markup { escaped(&banner.body) } else { banner.body.clone() };
            let hints = HashMap::from([
                ("desktop-entry", Value::from(DESKTOP_ENTRY)),
                ("category", Value::from("im.received")),
                ("suppress-sound", Value::from(true)),
            ]);
            let actions = [CLICK, ""];
            let summary = title(&banner);
            let id =
                daemon.notify("Switchboard", replaces, "switchboard", &summary, &body, &actions, hints, -1).await?;
            shown.put(id, banner);
        }
        Order::Withdraw(key) => {
            if let Some(id) = shown.ids.get(&key).copied() {
                shown.take(id);
                close(daemon, id).await?;
            }
        }
    }
    Ok(())
}

async fn click(
    daemon: &DaemonProxy<'_>,
    id: u32,
    action: &str,
    shown: &mut Shown,
    clicks: &broadcast::Sender<Opened>,
) -> zbus::Result<()> {
    let Some(opened) = shown.take(id) else { return Ok(()) };
    if action == CLICK {
        // Nobody listening is fine.
        let _ = clicks.send(opened);
    }
    // Not every daemon takes a banner away when it was acted upon.
    close(daemon, id).await
}

/// Takes a banner away. That it has gone by itself meanwhile is no error.
async fn close(daemon: &DaemonProxy<'_>, id: u32) -> zbus::Result<()> {
    match daemon.close_notification(id).await {
        Err(zbus::Error::MethodError(..)) => Ok(()),
        answer => answer,
    }
}

/// What the daemon refuses is no reason to leave the connection, with which every banner would go.
fn survived(done: zbus::Result<()>) -> zbus::Result<()> {
    match done {
        Err(zbus::Error::MethodError(name, ..)) => {
            tracing::warn!(%name, "the notification daemon refused");
            Ok(())
        }
        done => done,
    }
}

/// Text in which nothing is markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ChatId;

    fn banner(key: &str, chat: i64, count: u32) -> Banner {
        Banner {
            key: key.into(),
            chat: Some(ChatId(chat)),
            message: None,
            title: "Анна Корнеева".into(),
            body: "Есть ли сенча?".into(),
            count,
        }
    }

    #[test]
    fn what_anna_writes_is_never_markup() {
        assert_eq!(escaped("2 < 3 & <b>чай</b>"), "2 &lt; 3 &amp; &lt;b&gt;чай&lt;/b&gt;");
    }

    #[test]
    fn a_burst_of_annas_is_counted_and_one_message_is_not() {
        assert_eq!(title(&banner("anna", 1, 1)), "Анна Корнеева");
        assert_eq!(title(&banner("anna", 1, 4)), "Анна Корнеева (4)");
    }

    #[test]
    fn a_click_opens_the_chat_of_the_banner_that_replaced_the_first() {
        let mut shown = Shown::default();
        shown.put(7, banner("anna", 1, 1));
        shown.put(9, banner("anna", 1, 2));
        assert_eq!(shown.take(7), None, "a daemon that gave a new number has dropped the old one");
        assert_eq!(shown.take(9).and_then(|opened| opened.chat), Some(ChatId(1)));
        assert!(shown.ids.is_empty() && shown.banners.is_empty());
    }

    #[test]
    fn two_chats_have_banners_of_their_own() {
        let mut shown = Shown::default();
        shown.put(1, banner("anna", 1, 1));
        shown.put(2, banner("tomas", 2, 1));
        assert_eq!(shown.take(2).and_then(|opened| opened.chat), Some(ChatId(2)));
        assert_eq!(shown.ids.get("anna"), Some(&1));
    }
}
