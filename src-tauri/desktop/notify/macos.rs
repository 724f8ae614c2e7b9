//! macOS: the system's notification centre. Its framework ends a program that has no application bundle around it, so
//! without one nothing of it is called. It shows nothing before the operator has allowed it, which is asked for when a
//! banner is tried. Its do-not-disturb cannot be read. Compiled for, never run.

mod awake;
mod words;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use engine::ports::{Ability, Act, Acted, Banner, Notifier, NotifierAbilities};
use mac_usernotifications::{
    AuthorizationStatus, NotificationHandle, NotificationSettingStatus, NotificationSettings, cancel_pending,
    check_bundle, close_delivered, get_notification_settings, request_auth,
};
use tokio::sync::{broadcast, mpsc, watch};
use tokio::time::timeout;

use super::{Beside, acted};

/// A system that does not answer in this time does not hold the other banners up.
const PATIENCE: Duration = Duration::from_secs(5);

/// The system's banners.
pub struct Notifications {
    /// None without an application bundle.
    orders: Option<mpsc::UnboundedSender<Order>>,
    acted: broadcast::Sender<Acted>,
    focus: watch::Sender<Option<bool>>,
    beside: Beside,
}

/// What the system is asked for.
enum Order {
    Show(Banner),
    Withdraw(String),
}

impl Notifications {
    /// Begins, and keeps the process awake from now on. Runs on the runtime it is called in.
    pub fn begin(beside: Beside) -> Self {
        awake::stay();
        let acted = broadcast::channel(256).0;
        let orders = is_bundled().then(|| {
            let (orders, taken) = mpsc::unbounded_channel();
            tokio::spawn(serve(taken, acted.clone()));
            orders
        });
        Self { orders, acted, focus: watch::Sender::new(None), beside }
    }

    /// Gives an order. It is refused only while the program ends.
    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            let _ = orders.send(order);
        }
    }

    /// What the system allows; none where it has nothing to say.
    async fn settings(&self) -> Option<NotificationSettings> {
        self.orders.as_ref()?;
        settings().await
    }
}

#[async_trait]
impl Notifier for Notifications {
    fn show(&self, banner: Banner) {
        self.order(Order::Show(banner));
    }

    async fn ask_leave(&self) -> bool {
        self.orders.is_some() && request_auth().await.unwrap_or(false)
    }

    fn withdraw(&self, key: &str) {
        self.order(Order::Withdraw(key.to_owned()));
    }

    fn acted(&self) -> broadcast::Receiver<Acted> {
        self.acted.subscribe()
    }

    fn attention(&self) {
        (self.beside.attention)();
    }

    async fn abilities(&self) -> NotifierAbilities {
        let settings = self.settings().await;
        let banner = settings.map_or(Ability::Absent, ability);
        NotifierAbilities {
            banner,
            actions: banner,
            reply: banner,
            tray: if (self.beside.tray)() { Ability::Works } else { Ability::Absent },
            program: settings.map(|_| "macOS".to_owned()),
        }
    }

    fn focus(&self) -> watch::Receiver<Option<bool>> {
        self.focus.subscribe()
    }
}

/// Whether an application bundle is around the program. An identifier alone is not enough: a property list inside of a
/// bare program may hold one.
fn is_bundled() -> bool {
    let program = std::env::current_exe().ok();
    program.is_some_and(|program| is_in_application(&program)) && check_bundle().is_ok()
}

/// Whether a program lies where an application has it: `Switchboard.app/Contents/MacOS/switchboard`.
fn is_in_application(program: &Path) -> bool {
    let application = program.ancestors().nth(3).and_then(Path::extension);
    application.is_some_and(|extension| extension == "app")
}

/// What the system allows.
async fn settings() -> Option<NotificationSettings> {
    timeout(PATIENCE, get_notification_settings()).await.ok()?.ok()
}

/// Whether the operator allows banners.
fn ability(settings: NotificationSettings) -> Ability {
    match settings.authorization_status {
        AuthorizationStatus::NotDetermined => Ability::Unasked,
        _ if may_send(settings) && shows_banners(settings) => Ability::Works,
        _ => Ability::Absent,
    }
}

const fn may_send(settings: NotificationSettings) -> bool {
    matches!(settings.authorization_status, AuthorizationStatus::Authorized | AuthorizationStatus::Provisional)
}

/// The operator may have left only the list at the side of the screen.
const fn shows_banners(settings: NotificationSettings) -> bool {
    matches!(settings.alert_enabled, NotificationSettingStatus::Enabled)
}

/// Follows orders one after the other: of two banners with one key, the later one stays.
async fn serve(mut orders: mpsc::UnboundedReceiver<Order>, told: broadcast::Sender<Acted>) {
    while let Some(order) = orders.recv().await {
        match order {
            Order::Show(banner) => show(banner, &told).await,
            Order::Withdraw(key) => withdraw(&key).await,
        }
    }
}

async fn withdraw(key: &str) {
    let gone = timeout(PATIENCE, async {
        cancel_pending(key).await;
        close_delivered(key).await;
    });
    if gone.await.is_err() {
        tracing::warn!("the system does not answer: a notification was not withdrawn");
    }
}

async fn show(banner: Banner, told: &broadcast::Sender<Acted>) {
    let Some(settings) = settings().await.filter(|settings| may_send(*settings)) else {
        return tracing::debug!("notifications are not allowed");
    };
    match timeout(PATIENCE, words::notification(&banner).send()).await {
        Ok(Ok(handle)) => {
            if shows_banners(settings) {
                tell(&banner, Act::Shown, told);
            }
            // It ends when another banner takes its place, too.
            tokio::spawn(wait(handle, banner, told.clone()));
        }
        Ok(Err(error)) => tracing::warn!(%error, "a notification could not be shown"),
        Err(_) => tracing::warn!("the system does not answer: a notification could not be shown"),
    }
}

async fn wait(handle: NotificationHandle, banner: Banner, told: broadcast::Sender<Acted>) {
    if let Some(act) = handle.response().await.ok().and_then(words::act) {
        tell(&banner, act, &told);
    }
}

/// Tells what was done; nobody listening is fine.
fn tell(banner: &Banner, act: Act, told: &broadcast::Sender<Acted>) {
    let _ = told.send(acted(banner, act));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_program_inside_of_an_application_has_notifications() {
        assert!(is_in_application(Path::new("/Applications/Switchboard.app/Contents/MacOS/switchboard")));
        assert!(!is_in_application(Path::new("/home/anna/switchboard/target/debug/switchboard")));
        assert!(!is_in_application(Path::new("switchboard")));
    }
}
