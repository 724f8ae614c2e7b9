//! From nothing to a number that receives.

use domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A number to connect.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConnectNumber {
    /// The access token. It goes to the place of secrets and nowhere else.
    pub token: String,
    /// The app secret, by which webhooks are checked.
    pub app_secret: String,
}

impl std::fmt::Debug for ConnectNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ConnectNumber")
    }
}

/// Where the first run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FirstRun {
    /// Nothing is chosen yet: the sandbox, or a number.
    Choose,
    /// A number is connected; its webhook and its first message are asked for.
    Receive,
}

/// A file under a passphrase in which the secrets lie, where the operator made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vault {
    /// There is none: the secrets are in the system's keyring.
    None,
    /// It waits for its passphrase.
    Locked,
    /// It is open until the program ends.
    Open,
}

/// A passphrase of the vault.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Passphrase {
    /// It.
    pub passphrase: String,
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// How what comes in finds the way here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum WebhookWay {
    /// Through a tunnel that is opened with the program.
    Tunnel,
    /// To a public address that leads here, or to a hub.
    Address {
        /// It, as it was typed.
        url: String,
    },
}

/// Where the provider delivers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Callback {
    /// Nobody asked us to say.
    Unset,
    /// The tunnel is being opened.
    Opening,
    /// The program that opens tunnels is not on this computer.
    NoTunnel,
    /// It ended without a tunnel; it is tried again.
    TunnelFailed,
    /// The provider is being told.
    Telling {
        /// The address of the webhook.
        address: String,
    },
    /// The provider knows the address, and found us behind it.
    Told {
        /// The address of the webhook.
        address: String,
    },
    /// The provider did not take the address: it does not lead here, for one.
    Refused {
        /// The address of the webhook.
        address: String,
    },
}

/// How what comes in for a number finds the way here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NumberWebhook {
    /// The word by which the address is verified; none where no number is set up.
    pub verify_token: Option<String>,
    /// Where this computer receives: what a public address has to lead to.
    pub door: String,
    /// The way that the operator chose.
    pub way: Option<WebhookWay>,
    /// Where the provider delivers to.
    pub callback: Callback,
    /// When the last webhook with the right signature came.
    pub signed: Option<Timestamp>,
    /// When the last one with a wrong signature was turned away.
    pub forged: Option<Timestamp>,
}
