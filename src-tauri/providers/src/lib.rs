//! What the product needs from a messaging provider, as one trait. Nothing outside this crate asks which provider it
//! speaks to: it is given capabilities, domain events and outcomes.

pub mod discover;
pub mod error;
pub mod meta;
pub mod provider;
pub mod webhook;

use std::sync::Arc;

pub use error::{ProviderError, Retry};
pub use provider::{
    AskReply, Connection, FetchedMedia, GroupCall, GroupInfo, GroupReply, MediaUpload, NumberInfo, ProfileInfo,
    Provider, Secret, SendRequest, SendResult,
};

/// Opens the connection of an account at whichever provider it belongs to. Nothing is asked yet.
///
/// # Errors
/// When the address or the token cannot be what they should be, or no provider of ours has such accounts.
pub fn connect(connection: Connection) -> Result<Arc<dyn Provider>, ProviderError> {
    const DOING: &str = "opening the account's connection";
    if !meta::owns(&connection.account) {
        return Err(ProviderError { doing: DOING, reason: "unknown_provider", code: None, retry: Retry::Never });
    }
    Ok(Arc::new(meta::Meta::new(connection)?))
}

/// What can be sent from an account, also while it is not connected; none where no provider of ours has such accounts.
#[must_use]
pub fn capabilities(account: &domain::AccountId) -> Option<domain::capability::Capabilities> {
    meta::owns(account).then(meta::capabilities_of_a_number)
}
