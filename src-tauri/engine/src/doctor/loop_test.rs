//! Sends a body of our own the whole way that a webhook takes: out of this network to the public address, and in.

use std::net::SocketAddr;
use std::sync::{Arc, PoisonError};

use contract::doctor::LoopTest;
use domain::doctor::LoopOutcome;
use providers::{Secret, discover};
use store::StoreError;

use crate::core::Core;

/// Sends it to the address that is ours, or where nothing was told of one, to which the provider was seen to deliver: what
/// is sent there says nothing, and its signature fits nothing else.
///
/// # Errors
/// When the disk says no.
pub async fn send(core: &Arc<Core>, door: SocketAddr) -> Result<LoopTest, StoreError> {
    let address = match super::own_address(core, door).await? {
        Some(address) => Some(address),
        None => super::last(core).signs.app.and_then(|app| app.callback),
    };
    let outcome = outcome(core, address.as_deref()).await;
    Ok(LoopTest { address, outcome })
}

async fn outcome(core: &Core, address: Option<&str>) -> LoopOutcome {
    let secrets = core.secrets.read().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(secrets) = secrets else { return LoopOutcome::NoCredentials };
    let (Some(address), Some(expected)) = (address, core.arrivals.own.expect()) else { return LoopOutcome::NoAddress };
    let began = core.clock.running();
    let answered = discover::deliver(address, &Secret::new(secrets.app_secret), expected.body()).await;
    let took = u32::try_from(core.clock.running() - began).unwrap_or(u32::MAX);
    LoopOutcome::of(expected.came(), answered.ok().flatten(), took)
}
