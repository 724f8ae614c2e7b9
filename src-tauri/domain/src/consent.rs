//! Consent as far as it exists today: one source, "wrote first", and one purpose, service replies.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::template::TemplateCategory;

/// What a permission is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To answer what the person asked for.
    ServiceReplies,
}

impl Purpose {
    /// The word in the ledger.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ServiceReplies => "service_replies",
        }
    }

    /// Whether templates of that category may be sent for this purpose.
    #[must_use]
    pub const fn permits(self, category: TemplateCategory) -> bool {
        match self {
            Self::ServiceReplies => matches!(category, TemplateCategory::Utility),
        }
    }
}

/// How we know of a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The person's own message.
    WroteFirst,
}

/// A standing permission of one person: a row of the ledger that nothing later took back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The ledger entry's number.
    pub entry: i64,
    /// What for.
    pub purpose: Purpose,
}
