//! Backups as the screen sees them.

use domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ErrorBody;

/// The backups that lie where this host keeps what it makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Backups {
    /// The folder; none where this host keeps no files: then the hub's own program makes backups.
    pub folder: Option<String>,
    /// What lies there, the newest first.
    pub found: Vec<Backup>,
    /// The restore that everything here comes from; none where it comes from none.
    pub restored: Option<RestoredFrom>,
    /// Whether the list beside the last backup has everybody who was erased. It has not where it could not be written.
    pub listed: bool,
    /// Why the restore that was asked for last did not come about: everything is as it was before. None where nothing was asked, or
    /// it did.
    pub failed: Option<ErrorBody>,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Backup {
    /// The name of its file.
    pub name: String,
    /// How large it is, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When it was made; none where it cannot be restored.
    pub made_at: Option<Timestamp>,
    /// Whether its people are a sandbox's.
    pub sandbox: bool,
    /// Why it cannot be restored.
    pub fault: Option<BackupFault>,
}

/// Why a file cannot be restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BackupFault {
    /// It is no backup, or it is damaged.
    Damaged,
    /// A newer version made it.
    Newer,
    /// It cannot be read.
    Unreadable,
}

/// Where everything that is here comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RestoredFrom {
    /// When the backup was made: what came between then and the restore is not here.
    pub made_at: Timestamp,
    /// When it was restored.
    pub restored_at: Timestamp,
    /// Until when it is known who was erased: whoever was erased later is here again. None where nothing is known.
    pub erasures_until: Option<Timestamp>,
}

/// One of the backups that were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BackupRestore {
    /// The name of its file.
    pub name: String,
}
