//! How healthy the connection is.

use domain::Timestamp;
use domain::doctor::{Finding, LoopOutcome, Signs};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was found when the connection was examined last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Examination {
    /// When that was; none before the first time.
    pub at: Option<Timestamp>,
    /// What is wrong, the worst first.
    pub findings: Vec<Finding>,
    /// What was seen.
    pub signs: Signs,
}

/// What came of a body of our own that was sent to the public address, to come in as a webhook does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LoopTest {
    /// The address; none where it is not known.
    pub address: Option<String>,
    /// How far it came.
    pub outcome: LoopOutcome,
}
