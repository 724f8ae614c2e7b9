//! How much is written in a group, by how many, and how soon they are answered.

use domain::{ChatId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks how much is written in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupActivityRequest {
    /// Which.
    pub chat_id: ChatId,
    /// In how many days, today counted, up to 90.
    pub days: u32,
}

/// How much is written in a group. Days are those of the time zone in which the core runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupActivity {
    /// Each day, the oldest first.
    pub days: Vec<GroupActivityDay>,
    /// All of these days.
    pub total: GroupFigures,
    /// As many days before them.
    pub before: GroupFigures,
}

/// What was written in a group on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupActivityDay {
    /// When the day begins.
    pub at: Timestamp,
    /// Messages of the people in it.
    pub received: u32,
    /// Messages of ours.
    pub sent: u32,
}

/// What was written in a group in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupFigures {
    /// Messages of the people in it.
    pub received: u32,
    /// Messages of ours, without those that reached nobody.
    pub sent: u32,
    /// How many people wrote.
    pub writers: u32,
    /// How many answers of ours somebody had waited for.
    pub answers: u32,
    /// How long they had waited since the first message without an answer: the median, in milliseconds.
    #[ts(type = "number | null")]
    pub waited: Option<i64>,
}
