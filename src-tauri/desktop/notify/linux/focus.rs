//! The desktop's own do-not-disturb, where it can be read.

use std::convert::Infallible;
use std::process::Stdio;
use std::time::Duration;

use futures::StreamExt;
use tokio::sync::watch;
use zbus::Connection;
use zbus::fdo::{DBusProxy, PropertiesProxy};
use zbus::names::{BusName, InterfaceName};
use zbus::proxy::CacheProperties;

use super::daemon::{DaemonProxy, NAME, PATH};

/// How often is asked what tells nothing by itself.
const SLOWLY: Duration = Duration::from_secs(10);
/// Properties of daemons that say so: Plasma's and those that took it over, and dunst's.
const PROPERTIES: [(&str, &str); 2] =
    [("org.freedesktop.Notifications", "Inhibited"), ("org.dunstproject.cmd0", "paused")];

/// Where it was read.
enum Found {
    /// In a property, which tells of its changes.
    Property(bool),
    /// In a setting, which does not.
    Setting(bool),
}

/// Keeps telling it as long as the connection lives. Where it cannot be read that is told, and nothing more comes.
pub async fn follow(bus: &Connection, told: &watch::Sender<Option<bool>>) -> Infallible {
    if let Err(error) = follow_daemon(bus, told).await {
        tracing::debug!(%error, "the desktop's do-not-disturb cannot be read");
    }
    tell(told, None);
    std::future::pending().await
}

async fn follow_daemon(bus: &Connection, told: &watch::Sender<Option<bool>>) -> zbus::Result<()> {
    let names = DBusProxy::new(bus).await?;
    let properties = PropertiesProxy::builder(bus)
        .destination(NAME)?
        .path(PATH)?
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    let mut owners = properties.inner().receive_owner_changed().await?;
    let mut changes = properties.receive_properties_changed().await?;
    loop {
        // A daemon that does not run is not started for this question.
        let runs = names.name_has_owner(BusName::try_from(NAME)?).await?;
        let found = if runs { read(bus, &properties).await } else { None };
        let slow = matches!(found, Some(Found::Setting(_)));
        tell(told, found.map(|(Found::Property(on) | Found::Setting(on))| on));
        let gone = tokio::select! {
            owner = owners.next() => owner.is_none(),
            change = changes.next() => change.is_none(),
            () = tokio::time::sleep(SLOWLY), if slow => false,
        };
        if gone {
            return Ok(());
        }
    }
}

fn tell(told: &watch::Sender<Option<bool>>, now: Option<bool>) {
    told.send_if_modified(|before| std::mem::replace(before, now) != now);
}

async fn read(bus: &Connection, properties: &PropertiesProxy<'_>) -> Option<Found> {
    for (interface, property) in PROPERTIES {
        let interface = InterfaceName::from_static_str(interface).ok()?;
        if let Ok(value) = properties.get(interface, property).await {
            return bool::try_from(value).ok().map(Found::Property);
        }
    }
    let daemon = DaemonProxy::new(bus).await.ok()?;
    let (program, ..) = daemon.get_server_information().await.ok()?;
    // The setting is there on other desktops too, where nobody heeds it.
    if program == "gnome-shell" { shows_banners().await.map(|shows| Found::Setting(!shows)) } else { None }
}

/// GNOME's setting, by its own program: the desktop portal does not pass it on.
async fn shows_banners() -> Option<bool> {
    let mut asking = tokio::process::Command::new("gsettings");
    asking.args(["get", "org.gnome.desktop.notifications", "show-banners"]);
    let answer = asking.stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).output().await.ok()?;
    match String::from_utf8_lossy(&answer.stdout).trim() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}
