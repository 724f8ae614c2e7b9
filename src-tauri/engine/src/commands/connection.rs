//! A number is connected by two pasted values, which are looked at before they are kept.

use std::sync::{Arc, PoisonError};

use contract::workspace::{ConnectNumber, NumberWebhook, Workspace};
use contract::{ErrorBody, ErrorCode, Retry};
use domain::connection::Opened;
use providers::discover::{self, LookError};
use providers::{ProviderError, Secret};

use super::{Answer, workspace};
use crate::core::Core;
use crate::ports::{CredentialError, CredentialSet};

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

/// Keeps the values in the keyring and connects with them, once they are known to open a number.
pub async fn number_connect(core: &Arc<Core>, request: ConnectNumber) -> Answer<Workspace> {
    number_check(core, request.clone()).await?;
    let ConnectNumber { token, app_secret } = trimmed(request);
    let credentials = Arc::clone(&core.ports.credentials);
    let saved = tokio::task::spawn_blocking(move || {
        // What the webhook was set up with goes on to be right.
        let verify_token = match credentials.load()? {
            Some(before) => before.verify_token,
            None => verify_token()?,
        };
        credentials.save(&CredentialSet { token, app_secret, verify_token })
    });
    match saved.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            tracing::warn!(%error, "the credentials could not be kept");
            return Err(ErrorCode::NoKeyring.into());
        }
        Err(_) => return Err(ErrorCode::Internal.into()),
    }
    core.bells.connect.notify_one();
    workspace::workspace(core).await
}

/// What the provider's page for webhooks asks for.
pub fn number_webhook(core: &Core) -> NumberWebhook {
    let secrets = core.secrets.read().unwrap_or_else(PoisonError::into_inner);
    NumberWebhook { verify_token: secrets.as_ref().map(|secrets| secrets.verify_token.clone()) }
}

fn trimmed(ConnectNumber { token, app_secret }: ConnectNumber) -> ConnectNumber {
    ConnectNumber { token: token.trim().to_owned(), app_secret: app_secret.trim().to_owned() }
}

fn verify_token() -> Result<String, CredentialError> {
    let mut bytes = [0; VERIFY];
    getrandom::fill(&mut bytes).map_err(|_| CredentialError::Locked)?;
    Ok(hex::encode(bytes))
}

fn refused(error: &ProviderError) -> ErrorBody {
    tracing::warn!(%error, "it is not known what the values open");
    let retry = match error.retry {
        providers::Retry::Never => return ErrorCode::Credentials.into(),
        providers::Retry::After(milliseconds) => Retry::After { milliseconds },
        providers::Retry::WhenOnline => Retry::WhenOnline,
    };
    ErrorBody { retry, ..ErrorBody::new(ErrorCode::Offline) }
}
