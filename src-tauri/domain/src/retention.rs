//! How long what we know of a person is kept, by number and label.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{AccountId, LabelId};
use crate::time::{DAY, Timestamp};

/// Whose data a rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum RetentionOf {
    /// Everybody at a number.
    Number {
        /// Which.
        account_id: AccountId,
    },
    /// Everybody whose chat has a label.
    Label {
        /// Which.
        label_id: LabelId,
    },
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RetentionRule {
    /// Whose data.
    pub of: RetentionOf,
    /// Days after the last message of a chat in which it is kept; none keeps it whatever else says (a legal hold).
    pub days: Option<u32>,
}

/// When a person is to be erased: so long after the last message as the rules say. A hold wins over everything. Beside it a
/// label says more than a number, and of several labels the one that keeps longest counts. None keeps the person for good.
#[must_use]
pub fn ends(rules: &[RetentionRule], account: &AccountId, labels: &[LabelId], last: Timestamp) -> Option<Timestamp> {
    let of_label =
        |rule: &&RetentionRule| matches!(&rule.of, RetentionOf::Label { label_id } if labels.contains(label_id));
    let of_number =
        |rule: &&RetentionRule| matches!(&rule.of, RetentionOf::Number { account_id } if account_id == account);
    let by_label: Vec<&RetentionRule> = rules.iter().filter(of_label).collect();
    let by_number: Vec<&RetentionRule> = rules.iter().filter(of_number).collect();
    if by_label.iter().chain(&by_number).any(|rule| rule.days.is_none()) {
        return None;
    }
    let concerned = if by_label.is_empty() { by_number } else { by_label };
    let longest = concerned.iter().filter_map(|rule| rule.days).max()?;
    Some(last.plus(i64::from(longest).saturating_mul(DAY)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const LAST: Timestamp = Timestamp::from_seconds(1_767_225_600);

    fn number(days: Option<u32>) -> RetentionRule {
        RetentionRule { of: RetentionOf::Number { account_id: "tea".into() }, days }
    }

    fn label(label: i64, days: Option<u32>) -> RetentionRule {
        RetentionRule { of: RetentionOf::Label { label_id: LabelId(label) }, days }
    }

    #[rstest]
    #[case::without_rules(vec![], &[], None)]
    #[case::by_the_number(vec![number(Some(30))], &[], Some(30))]
    #[case::of_another_number(
        vec![RetentionRule { of: RetentionOf::Number { account_id: "coffee".into() }, days: Some(1) }], &[], None)]
    #[case::a_label_that_the_chat_has_not(vec![number(Some(30)), label(1, Some(5))], &[2], Some(30))]
    #[case::a_label_says_more_than_the_number(vec![number(Some(30)), label(1, Some(5))], &[1], Some(5))]
    #[case::of_two_labels_the_longer(vec![label(1, Some(5)), label(2, Some(90))], &[1, 2], Some(90))]
    #[case::a_hold_on_one_of_two_labels(vec![label(1, Some(5)), label(2, None)], &[1, 2], None)]
    #[case::a_hold_on_the_number(vec![number(None)], &[], None)]
    #[case::a_hold_on_the_number_beside_a_label(vec![number(None), label(1, Some(5))], &[1], None)]
    fn a_person_is_kept(#[case] rules: Vec<RetentionRule>, #[case] labels: &[i64], #[case] days: Option<i64>) {
        let labels: Vec<_> = labels.iter().copied().map(LabelId).collect();
        assert_eq!(ends(&rules, &"tea".into(), &labels, LAST), days.map(|days| LAST.plus(days * DAY)));
    }
}
