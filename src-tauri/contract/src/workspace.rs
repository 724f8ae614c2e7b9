//! The workspace as a whole: numbers, operator, settings, health.

use domain::capability::{ApiVersion, Capabilities};
use domain::standing::Standing;
use domain::{AccountId, ChatId, FileHash, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::connection::{FirstRun, Vault};
use crate::hub::{HubFault, HubLine, PairedHub};

/// A request without fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Nothing {}

/// Everything that the screen needs before it can show anything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Workspace {
    /// Its name: the first number's.
    pub name: String,
    /// The numbers.
    pub accounts: Vec<Account>,
    /// The operator's name.
    pub operator: String,
    /// Colleagues to whom a chat can be handed; today the operator alone.
    pub operators: Vec<String>,
    /// The settings.
    pub settings: Settings,
    /// What this host can do beside showing pages.
    pub abilities: Abilities,
    /// Now, by the clock in force: a sandbox has its own.
    pub now: Timestamp,
    /// Where the first run is; none once it is over, and where there is nothing to choose.
    pub first_run: Option<FirstRun>,
    /// Where the secrets lie. While a vault is locked nothing is sent and nothing comes in.
    pub vault: Vault,
    /// The hub that decides for this console; none where it decides itself.
    pub hub: Option<PairedHub>,
}

/// One business number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Account {
    /// Its key.
    pub account_id: AccountId,
    /// The number as people write it.
    pub phone: Option<String>,
    /// The name that people see.
    pub name: Option<String>,
    /// Whether it is a sandbox's: no real person is behind it.
    pub sandbox: bool,
    /// Whether it was set up here, or only seen in a webhook.
    pub set_up: bool,
    /// What can be sent from it.
    pub capabilities: Capabilities,
    /// How it stands at the provider, as it told last. What ended by itself is left out.
    pub standing: Vec<StandingView>,
    /// The version of the API that is asked; none while it is not connected.
    pub api: Option<ApiVersion>,
}

/// One thing that the provider says of a number or its business account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct StandingView {
    /// What it says.
    pub says: Standing,
    /// When it was so.
    pub at: Timestamp,
}

/// What a host can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Abilities {
    /// Record a voice note.
    pub record_voice: bool,
    /// Play sounds in the core.
    pub play_sound: bool,
    /// Open a file in another program.
    pub open_file: bool,
    /// Frame the window itself: minimise, maximise, close are ours to draw.
    pub window_frame: bool,
}

/// Whether the program starts with the computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Autostart {
    /// As the system says now; none where this host cannot be started so.
    pub on: Option<bool>,
}

/// Whether the program shall start with the computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AutostartSet {
    /// Whether it shall.
    pub on: bool,
}

/// The operator's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Settings {
    /// Colours.
    pub theme: Theme,
    /// Language of the interface; none follows the system.
    pub language: Option<Language>,
    /// Text size in percent, 90 to 150.
    pub text_size: u16,
    /// Whether Enter sends and Shift+Enter breaks the line, or the other way round.
    pub enter_sends: bool,
    /// Whether single letters act.
    pub letter_keys: bool,
    /// Whether the rail shows its words.
    pub rail_words: bool,
    /// Whether the panel beside the conversation is open.
    pub context_panel: bool,
    /// Whether rows are closer together.
    pub compact: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            language: None,
            text_size: 100,
            enter_sends: true,
            letter_keys: true,
            rail_words: true,
            context_panel: true,
            compact: false,
        }
    }
}

/// Colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// Russian.
    Ru,
}

/// How the connection is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Health {
    /// The worst state among the numbers.
    pub connection: Connection,
    /// Since when.
    pub since: Option<Timestamp>,
    /// When the last webhook came.
    pub last_webhook: Option<Timestamp>,
    /// How many messages wait in the queue.
    pub waiting: u32,
    /// How many messages are not confirmed.
    pub unknown: u32,
    /// When sending resumes, while the provider asks to slow down.
    pub resumes: Option<Timestamp>,
    /// How many commands wait for the hub.
    pub for_hub: u32,
    /// How many commands the hub refused when nobody waited for the answer any more.
    pub hub_refused: u32,
    /// How the hub's own connection is; none where this console is paired with none, or was told nothing yet.
    pub hub_line: Option<HubLine>,
    /// Why nothing is copied from the hub although it answers.
    pub hub_fault: Option<HubFault>,
}

/// States of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// No number is set up.
    NotSetUp,
    /// Being established.
    Connecting,
    /// Works.
    Connected,
    /// The provider cannot be reached.
    Offline,
    /// The provider refused the credentials.
    Credentials,
    /// The provider asks to slow down.
    SlowDown,
}

/// What the operator is looking at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Presence {
    /// Whether the window has the focus.
    pub focused: bool,
    /// Whether it can be seen at all.
    pub visible: bool,
    /// The chat that is open.
    pub chat: Option<ChatId>,
}

/// One of the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AccountRequest {
    /// Which.
    pub account_id: AccountId,
}

/// A file of the media store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct FileRequest {
    /// Which.
    pub file: FileHash,
}

/// Bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct FileBytes {
    /// MIME type by content.
    pub mime: String,
    /// The bytes in base64.
    pub base64: String,
}
