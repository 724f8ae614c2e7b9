//! From credentials to the numbers that they open, whichever provider has them.

use bytes::Bytes;
use domain::Timestamp;
use domain::connection::Opened;

use crate::error::ProviderError;
pub use crate::meta::discover::{Discovered, Keys};
pub use crate::meta::examine::Examined;
pub use crate::meta::look::LookError;
use crate::meta::{self, discover, examine, look};
use crate::provider::{Connection, Secret};

/// Where the API of real numbers is.
pub const REAL_API: &str = "https://graph.facebook.com";

impl Discovered {
    /// All that is needed to speak for the number with these credentials.
    #[must_use]
    pub fn connection(&self, api_base: &str, token: Secret, app_secret: Secret) -> Connection {
        Connection {
            api_base: api_base.to_owned(),
            token,
            app_secret: Some(app_secret),
            account: self.account.clone(),
            phone_number_id: self.phone_number_id.clone(),
            waba_id: self.waba_id.clone(),
        }
    }
}

/// Asks what an access token and an app secret open, before anything is kept.
///
/// # Errors
/// With what is wrong with them, or when the provider cannot be asked.
pub async fn look(api_base: &str, token: &Secret, app_secret: &Secret) -> Result<Opened, LookError> {
    look::look(api_base, token, app_secret).await
}

/// Asks everything that tells how healthy the connection of these credentials is.
pub async fn examine(api_base: &str, token: &Secret, app_secret: &Secret) -> Examined {
    examine::examine(api_base, token, app_secret).await
}

/// Asks a door for `challenge` back, as the provider does when it is told the door's address. Whether it comes.
///
/// # Errors
/// When the address is none.
pub async fn knock(address: &str, verify_token: &str, challenge: &str) -> Result<bool, ProviderError> {
    meta::knock::knock(address, verify_token, challenge).await
}

/// Posts a body to a door with its signature, as the provider does. The status of the answer; none where nothing answers.
///
/// # Errors
/// When the address is none, or the secret cannot sign.
pub async fn deliver(address: &str, app_secret: &Secret, body: Bytes) -> Result<Option<u16>, ProviderError> {
    meta::knock::deliver(address, app_secret, body).await
}

/// Asks what a token opens.
///
/// # Errors
/// When the token is not valid, or the provider cannot be reached.
pub async fn numbers(api_base: &str, token: &Secret) -> Result<Vec<Discovered>, ProviderError> {
    discover::numbers(api_base, token).await
}

/// The address of the door below `doors` that has the provider's name.
#[must_use]
pub fn door(doors: &str) -> String {
    format!("{doors}/{}", meta::SOURCE)
}

/// Makes the provider send everything about the number to the door below `doors` (`http://HOST:PORT/webhooks`, say) that
/// has the provider's name. The door is asked for the verification at once. May be repeated.
///
/// # Errors
/// When the provider says no (the door did not answer as it must, for one), or cannot be reached.
pub async fn subscribe(api_base: &str, number: &Discovered, keys: Keys<'_>, doors: &str) -> Result<(), ProviderError> {
    discover::subscribe(api_base, (&number.app_id, &number.waba_id), keys, &door(doors)).await
}

/// The town's clock, when the API base is a sandbox on this machine. Any other host is not even asked.
pub async fn sandbox_clock(api_base: &str) -> Option<Timestamp> {
    discover::sandbox_clock(api_base).await
}
