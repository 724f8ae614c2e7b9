//! A number is connected by two pasted values, which are looked at before they are kept; then the way of its webhooks is
//! chosen, until its first message is there.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError};

use contract::change::ChangeKind;
use contract::connection::{ConnectNumber, FirstRun, NumberWebhook, Passphrase, Vault, WebhookWay};
use contract::workspace::{Nothing, Workspace};
use contract::{ErrorBody, ErrorCode, Retry};
use domain::Timestamp;
use domain::connection::Opened;
use providers::discover::{self, LookError};
use providers::{ProviderError, Secret};
use store::table::{account, setting};

use super::{Answer, read, storage, workspace};
use crate::core::Core;
use crate::ports::{CredentialError, CredentialSet, Credentials};
use crate::webhook::DOORS;
use crate::{callback, connect, consent};

/// Key of whether the first run has a number and waits for its first message.
const RECEIVING: &str = "first_run_receiving";
/// The shortest passphrase that a vault is made under, in letters.
const SHORTEST: usize = 8;
/// Random bytes of a verify token.
const VERIFY: usize = 16;

/// What the values open; nothing is kept.
pub async fn number_check(core: &Arc<Core>, request: ConnectNumber) -> Answer<Opened> {
    let ConnectNumber { token, app_secret } = trimmed(request);
    if token.is_empty() || app_secret.is_empty() {
        return Err(ErrorCode::BadRequest.into());
    }
    let looked = discover::look(&core.connect_base, &Secret::new(token), &Secret::new(app_secret)).await;
    looked.map_err(|error| match error {
        LookError::Fault(fault) => ErrorBody::connect(fault),
        LookError::Provider(error) => refused(&error),
    })
}

/// Keeps the values where secrets are kept and connects with them, once they are known to open a number.
pub async fn number_connect(core: &Arc<Core>, request: ConnectNumber) -> Answer<Workspace> {
    number_check(core, request.clone()).await?;
    let first = first_run(core).await?;
    keep(core, trimmed(request)).await?;
    if first == Some(FirstRun::Choose) {
        set_receiving(core, true).await?;
    }
    let _ = connect::load(core).await;
    core.bells.connect.notify_one();
    core.bells.callback.notify_one();
    let workspace = workspace::workspace(core).await?;
    core.ports.places.open_numbers();
    Ok(workspace)
}

async fn keep(core: &Arc<Core>, ConnectNumber { token, app_secret }: ConnectNumber) -> Answer<()> {
    of_secrets(core, move |credentials| {
        // What the webhook was set up with goes on to be right.
        let verify_token = match credentials.of_numbers()? {
            Some(before) => before.verify_token,
            None => verify_token()?,
        };
        credentials.save(&CredentialSet { token, app_secret, verify_token })
    })
    .await
}

/// Asks the place of secrets for something; it may take its time.
async fn of_secrets(
    core: &Arc<Core>,
    work: impl FnOnce(&dyn Credentials) -> Result<(), CredentialError> + Send + 'static,
) -> Answer<()> {
    let credentials = Arc::clone(&core.ports.credentials);
    match tokio::task::spawn_blocking(move || work(&*credentials)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(CredentialError::Passphrase)) => Err(ErrorCode::Passphrase.into()),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the place of secrets gives or takes nothing");
            Err(ErrorCode::NoKeyring.into())
        }
        Err(_) => Err(ErrorCode::Internal.into()),
    }
}

/// Makes a vault in place of the keyring.
pub async fn vault_make(core: &Arc<Core>, Passphrase { passphrase }: Passphrase) -> Answer<Workspace> {
    if passphrase.chars().count() < SHORTEST {
        return Err(ErrorCode::BadRequest.into());
    }
    of_secrets(core, move |credentials| credentials.make_vault(&passphrase)).await?;
    opened(core).await
}

/// Opens the vault, and connects with what lies in it.
pub async fn vault_open(core: &Arc<Core>, Passphrase { passphrase }: Passphrase) -> Answer<Workspace> {
    of_secrets(core, move |credentials| credentials.open_vault(&passphrase)).await?;
    let _ = connect::load(core).await;
    core.bells.connect.notify_one();
    core.bells.callback.notify_one();
    opened(core).await
}

/// From now on there is a key for the ledger.
async fn opened(core: &Arc<Core>) -> Answer<Workspace> {
    core.spawn(consent::sign(Arc::clone(core)));
    core.feed.changed(ChangeKind::Settings);
    workspace::workspace(core).await
}

/// How what comes in finds the way here.
pub async fn number_webhook(core: &Arc<Core>, door: SocketAddr) -> Answer<NumberWebhook> {
    let way = callback::way(core).await.map_err(storage)?;
    let at = |last: &AtomicI64| Some(Timestamp(last.load(Ordering::Relaxed))).filter(|at| at.0 > 0);
    let secrets = core.secrets.read().unwrap_or_else(PoisonError::into_inner);
    Ok(NumberWebhook {
        verify_token: secrets.as_ref().map(|secrets| secrets.verify_token.clone()),
        door: format!("http://{door}"),
        way,
        callback: core.callback.borrow().clone(),
        signed: at(&core.arrivals.signed),
        forged: at(&core.arrivals.forged),
    })
}

/// Chooses the way, and has the provider told.
pub async fn webhook_way_set(core: &Arc<Core>, way: WebhookWay, door: SocketAddr) -> Answer<NumberWebhook> {
    let way = match way {
        WebhookWay::Tunnel => WebhookWay::Tunnel,
        WebhookWay::Address { url } => WebhookWay::Address { url: address(&url).ok_or(ErrorCode::BadRequest)? },
    };
    callback::choose(core, way).await.map_err(storage)?;
    number_webhook(core, door).await
}

/// A typed address without what we add to it ourselves (whoever copied it whole typed that, too); none where it is no
/// address of the web.
fn address(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/');
    let typed = typed.strip_suffix(&discover::door(DOORS)).unwrap_or(typed).trim_end_matches('/');
    let host = ["https://", "http://"].iter().find_map(|scheme| typed.strip_prefix(scheme))?;
    (!host.is_empty() && typed.bytes().all(|sign| sign.is_ascii_graphic())).then(|| typed.to_owned())
}

/// A hub has the numbers from now on: their secrets are its alone (wall 6), and what was begun with them here is over.
pub async fn hand_over(core: &Arc<Core>) {
    if let Err(error) = of_secrets(core, |credentials| credentials.forget()).await {
        tracing::warn!(?error, "the secrets of the numbers stay here, where nobody uses them");
    }
    let _ = connect::load(core).await;
    if let Err(error) = set_receiving(core, false).await {
        tracing::warn!(?error, "the first run of the numbers is not over");
    }
}

/// Where the first run is.
pub async fn first_run(core: &Arc<Core>) -> Answer<Option<FirstRun>> {
    let (receiving, known) = read(core, |_, r| {
        let receiving: Option<bool> = setting::get(r, RECEIVING)?;
        Ok((receiving, !account::all(r)?.is_empty()))
    })
    .await?;
    let begun = core.hub.as_ref().is_some_and(|hub| hub.is_of_a_first_run());
    if receiving.unwrap_or(begun) {
        return Ok(Some(FirstRun::Receive));
    }
    if core.hub.is_some() {
        return Ok(None);
    }
    let has_secrets = core.secrets.read().unwrap_or_else(PoisonError::into_inner).is_some();
    let has_secrets = has_secrets || core.ports.credentials.vault() == Vault::Locked;
    let is_new = !has_secrets && !known && core.journal.head() == 0;
    Ok((is_new && core.ports.places.has_sandbox()).then_some(FirstRun::Choose))
}

/// Opens the sandbox in place of the numbers.
pub fn sandbox_begin(core: &Core) -> Answer<Nothing> {
    if !core.ports.places.has_sandbox() {
        return Err(ErrorCode::NotHere.into());
    }
    core.ports.places.open_sandbox();
    Ok(Nothing {})
}

/// Ends the first run.
pub async fn first_run_end(core: &Arc<Core>) -> Answer<Workspace> {
    set_receiving(core, false).await?;
    workspace::workspace(core).await
}

async fn set_receiving(core: &Arc<Core>, receiving: bool) -> Answer<()> {
    core.blocking(move |core| core.console.write(|w| setting::set(w, RECEIVING, &receiving))).await.map_err(storage)?;
    core.feed.changed(ChangeKind::Settings);
    Ok(())
}

fn trimmed(ConnectNumber { token, app_secret }: ConnectNumber) -> ConnectNumber {
    ConnectNumber { token: token.trim().to_owned(), app_secret: app_secret.trim().to_owned() }
}

fn verify_token() -> Result<String, CredentialError> {
    let mut bytes = [0; VERIFY];
    getrandom::fill(&mut bytes).map_err(|_| CredentialError::Locked)?;
    Ok(hex::encode(bytes))
}

/// What the provider refused to tell, or why it could not be reached.
pub fn refused(error: &ProviderError) -> ErrorBody {
    tracing::warn!(%error, "the provider does not tell what was asked");
    let retry = match error.retry {
        providers::Retry::Never => return ErrorCode::Credentials.into(),
        providers::Retry::After(milliseconds) => Retry::After { milliseconds },
        providers::Retry::WhenOnline => Retry::WhenOnline,
    };
    ErrorBody { retry, ..ErrorBody::new(ErrorCode::Offline) }
}
