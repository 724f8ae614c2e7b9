//! Keeps the provider delivering to where this computer receives, by the way that the operator chose.

use std::net::SocketAddr;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use contract::change::ChangeKind;
use contract::connection::{Callback, WebhookWay};
use providers::discover::{self, Keys};
use providers::{ProviderError, Retry, Secret};
use store::StoreError;
use store::table::setting;
use tokio::net::TcpListener;

use crate::core::Core;
use crate::options::StartError;
use crate::tunnel::{Tunnel, TunnelError};
use crate::webhook::DOORS;

/// Key of the way that was chosen.
const WAY: &str = "webhook_way";
/// Key of the port at which was listened last.
const PORT: &str = "webhook_port";
/// Between two tries to open a tunnel, or to tell an address that may work soon.
const SOON: Duration = Duration::from_secs(3);
/// Between two tries where somebody has to do something first.
const LATER: Duration = Duration::from_secs(30);
/// How often a new tunnel's address is told before it counts as refused: it takes a while until it can be reached.
const TRIES: u32 = 20;

/// Listens for webhooks. A port that is left to us is the one of the last time, if it is free: what leads here goes on to.
///
/// # Errors
/// When the address cannot be had, or the disk says no.
pub async fn listen(core: &Arc<Core>, address: SocketAddr) -> Result<TcpListener, StartError> {
    let failed = |source| StartError::Listen { address, source };
    if address.port() != 0 {
        return TcpListener::bind(address).await.map_err(failed);
    }
    let before: Option<u16> = core.blocking(|core| core.console.read(|r| setting::get(r, PORT))).await?;
    if let Some(port) = before
        && let Ok(listener) = TcpListener::bind(SocketAddr::new(address.ip(), port)).await
    {
        return Ok(listener);
    }
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    core.blocking(move |core| core.console.write(|w| setting::set(w, PORT, &port))).await?;
    Ok(listener)
}

/// The way that was chosen.
pub async fn way(core: &Arc<Core>) -> Result<Option<WebhookWay>, StoreError> {
    core.blocking(|core| core.console.read(|r| setting::get(r, WAY))).await
}

/// Chooses a way.
pub async fn choose(core: &Arc<Core>, way: WebhookWay) -> Result<(), StoreError> {
    core.blocking(move |core| core.console.write(|w| setting::set(w, WAY, &way))).await?;
    core.bells.callback.notify_one();
    Ok(())
}

/// Follows the way that is chosen, from the start and whenever another one is.
pub async fn run(core: Arc<Core>, api_base: String, door: SocketAddr) {
    loop {
        tokio::select! {
            () = core.bells.callback.notified() => {}
            () = follow(&core, &api_base, door) => {}
        }
    }
}

/// Does not end while there is something to follow.
async fn follow(core: &Arc<Core>, api_base: &str, door: SocketAddr) {
    match way(core).await {
        Ok(Some(WebhookWay::Tunnel)) => through_tunnel(core, api_base, door).await,
        Ok(Some(WebhookWay::Address { url })) => {
            tell(core, api_base, &url, 1).await;
            std::future::pending().await
        }
        Ok(None) => {
            say(core, Callback::Unset);
            std::future::pending().await
        }
        Err(error) => {
            tracing::error!(%error, "the way of webhooks cannot be read");
            tokio::time::sleep(LATER).await;
        }
    }
}

async fn through_tunnel(core: &Arc<Core>, api_base: &str, door: SocketAddr) {
    say(core, Callback::Opening);
    let pause = match Tunnel::open(door).await {
        Ok(mut tunnel) => {
            let address = tunnel.address.clone();
            let told = async {
                tell(core, api_base, &address, TRIES).await;
                std::future::pending::<()>().await;
            };
            tokio::select! {
                () = tunnel.closed() => {}
                () = told => {}
            }
            SOON
        }
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "there is no tunnel");
            let missing = matches!(error, TunnelError::Missing);
            say(core, if missing { Callback::NoTunnel } else { Callback::TunnelFailed });
            if missing { SOON } else { LATER }
        }
    };
    tokio::time::sleep(pause).await;
}

/// Tells the provider the address until it takes it. So many tries are made before it counts as refused.
async fn tell(core: &Arc<Core>, api_base: &str, address: &str, tries: u32) {
    let doors = format!("{address}{DOORS}");
    let address = discover::door(&doors);
    say(core, Callback::Telling { address: address.clone() });
    let mut refused = 0;
    loop {
        match subscribe(core, api_base, &doors).await {
            Ok(()) => return say(core, Callback::Told { address }),
            Err(error) => {
                tracing::warn!(%error, "the provider does not take the address");
                refused += u32::from(error.retry == Retry::Never);
            }
        }
        let late = refused >= tries;
        if late {
            say(core, Callback::Refused { address: address.clone() });
        }
        tokio::time::sleep(if late { LATER } else { SOON }).await;
    }
}

/// Subscribes the app, and attaches it to each business account that the token opens. Without credentials there is nothing
/// to do: new ones are told by the bell.
async fn subscribe(core: &Core, api_base: &str, doors: &str) -> Result<(), ProviderError> {
    let secrets = core.secrets.read().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(secrets) = secrets else { return std::future::pending().await };
    let (token, app_secret) = (Secret::new(secrets.token), Secret::new(secrets.app_secret));
    let mut numbers = discover::numbers(api_base, &token).await?;
    numbers.sort_by(|a, b| a.waba_id.cmp(&b.waba_id));
    numbers.dedup_by(|a, b| a.waba_id == b.waba_id);
    for number in &numbers {
        let keys = Keys { token: &token, app_secret: &app_secret, verify_token: &secrets.verify_token };
        discover::subscribe(api_base, number, keys, doors).await?;
    }
    Ok(())
}

fn say(core: &Core, callback: Callback) {
    if core.callback.send_replace(callback.clone()) != callback {
        core.feed.changed(ChangeKind::Health);
    }
}
