//! Errors as they reach the screen: a stable code. The words are chosen there, in the operator's language.

use domain::capability::ContentProblem;
use domain::connection::ConnectFault;
use domain::decision::Refused;
use domain::gate::{Denial, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong, for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema, thiserror::Error)]
#[error("{code:?}")]
pub struct ErrorBody {
    /// Which text to show.
    pub code: ErrorCode,
    /// Whether trying again can help.
    pub retry: Retry,
    /// What is wrong with a message, of [`ErrorCode::Content`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ContentProblem>,
    /// Why the gate said no and what may be done instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denial: Option<Denial>,
    /// What is wrong with pasted values, of [`ErrorCode::Connect`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    // Boxed as the next: every answer that can fail has room for this type, whether it fails or not.
    pub fault: Option<Box<ConnectFault>>,
    /// Why the provider said no, of [`ErrorCode::GroupRefused`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Box<Refused>>,
    /// A reference that the operator can send to whoever helps, of [`ErrorCode::Internal`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// The codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// There is no command of that name.
    NoSuchCommand,
    /// The request is not what the command takes.
    BadRequest,
    /// What is asked about does not exist (any more).
    NotFound,
    /// The service window is closed.
    WindowClosed,
    /// No consent permits this; see [`ErrorBody::denial`].
    NoConsent,
    /// We blocked the person; see [`ErrorBody::denial`].
    Blocked,
    /// What is to be written into the ledger has no proof.
    Evidence,
    /// The person was erased, and asked for nothing since.
    Suppressed,
    /// The message cannot be sent like this; see [`ErrorBody::content`].
    Content,
    /// A template's blank is empty, or it cannot be sent now.
    Template,
    /// The state changed meanwhile: what was asked makes no sense any more.
    TooLate,
    /// The label has a rule how long its people are kept, which has to go first.
    LabelKept,
    /// This host cannot do it (a browser has no microphone of ours).
    NotHere,
    /// There is no sound device, or no microphone.
    NoDevice,
    /// The provider cannot be reached.
    Offline,
    /// The provider said no to a question about a group; see [`ErrorBody::refused`].
    GroupRefused,
    /// The hub that decides cannot be reached: the command waits here and is carried out when it is back.
    WaitsForHub,
    /// The hub that decides cannot be reached, and this cannot wait.
    HubAway,
    /// The hub does not know this console any more.
    Unpaired,
    /// What was typed is no code of a hub, or the hub takes it no more: it is used once, within ten minutes.
    PairingCode,
    /// The file is no backup, it is damaged, or a newer version made it.
    Backup,
    /// A file cannot be read: its disk is not there, or it belongs to somebody else.
    Unreadable,
    /// Where something is to be put there is something already, which nothing is written over.
    Taken,
    /// The provider refused the credentials.
    Credentials,
    /// Pasted values connect no number; see [`ErrorBody::fault`].
    Connect,
    /// There is no keyring to keep secrets in, or it is locked.
    NoKeyring,
    /// The passphrase does not open the vault.
    Passphrase,
    /// Another program has the data folder open.
    Held,
    /// A newer version wrote the data folder.
    Newer,
    /// What lies in the data folder cannot be read any more.
    Damaged,
    /// The disk cannot be written.
    Storage,
    /// A defect of ours.
    Internal,
}

/// Whether trying again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "retry", rename_all = "snake_case")]
pub enum Retry {
    /// No.
    Never,
    /// After that many milliseconds.
    After {
        /// Milliseconds.
        milliseconds: i64,
    },
    /// When the network is back.
    WhenOnline,
}

impl ErrorBody {
    /// An error that trying again does not change.
    #[must_use]
    pub const fn new(code: ErrorCode) -> Self {
        Self { code, retry: Retry::Never, content: None, denial: None, fault: None, refused: None, reference: None }
    }

    /// Values that connect no number.
    #[must_use]
    pub fn connect(fault: ConnectFault) -> Self {
        Self { fault: Some(Box::new(fault)), ..Self::new(ErrorCode::Connect) }
    }

    /// What the provider did not tell of a group.
    #[must_use]
    pub fn group_refused(refused: Refused, retry: Retry) -> Self {
        Self { retry, refused: Some(Box::new(refused)), ..Self::new(ErrorCode::GroupRefused) }
    }

    /// A message that cannot be sent like this.
    #[must_use]
    pub const fn content(problem: ContentProblem) -> Self {
        let mut body = Self::new(ErrorCode::Content);
        body.content = Some(problem);
        body
    }
}

impl From<Denial> for ErrorBody {
    fn from(denial: Denial) -> Self {
        let code = match denial.refusal {
            Refusal::WindowClosed => ErrorCode::WindowClosed,
            Refusal::Blocked => ErrorCode::Blocked,
            _ => ErrorCode::NoConsent,
        };
        Self { denial: Some(denial), ..Self::new(code) }
    }
}

impl From<ErrorCode> for ErrorBody {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}
