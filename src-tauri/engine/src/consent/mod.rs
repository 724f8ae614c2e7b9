//! Consent: what people say of it is heard, written into the ledger and takes effect before anything else is sent.

mod act;
mod ended;
mod hear;
mod known;
mod question;
mod said;
mod words;

use std::sync::Arc;

use crate::core::Core;
use crate::ports::CredentialError;

pub use act::{Who, Written, granted, said_now, write};
pub use ended::{follow_ends, whose};
pub use hear::follow;
pub use known::{consent, consents, known_as, with_noes_of};
pub use question::{asks_about, asks_in_window, asks_with, newest_wording, payloads, reference};
pub use said::hint;
pub use words::{language, of_letters};

/// Has the ledger's heads signed, where there is a place for the key. It may ask the operator first: nothing waits for it.
pub async fn sign(core: Arc<Core>) {
    let credentials = Arc::clone(&core.ports.credentials);
    let key = core.tasks.spawn_blocking(move || credentials.ledger_key()).await;
    let key = match key.unwrap_or(Err(CredentialError::NoKeyring)) {
        Ok(key) => key,
        Err(error) => return tracing::warn!(%error, "the consent ledger is kept without signatures"),
    };
    let entries = match core.blocking(move |core| core.ledger.sign_with(key)).await {
        Ok(Some(entries)) => entries,
        Ok(None) => return tracing::error!("the consent ledger is not the one that its key signed: check it"),
        Err(error) => return tracing::error!(%error, "the consent ledger's head is not signed"),
    };
    let credentials = Arc::clone(&core.ports.credentials);
    let kept = core.tasks.spawn_blocking(move || credentials.ledger_signed(entries)).await;
    if let Err(error) = kept.unwrap_or(Err(CredentialError::NoKeyring)) {
        tracing::warn!(%error, "what was signed of the consent ledger is not kept beside its key");
    }
}
