//! Questions about people that can be saved: who has a label, is in a group, was seen lately, may be written to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::consent::PurposeId;
use crate::id::{AttributeId, ChatId, LabelId};
use crate::member::AttributeValue;
use crate::time::{DAY, Timestamp};

/// One thing that is asked of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "condition", rename_all = "snake_case")]
#[ts(rename = "SegmentCondition")]
#[schemars(rename = "SegmentCondition")]
pub enum Condition {
    /// Has a label.
    Label {
        /// Which.
        label_id: LabelId,
    },
    /// Has a value of an attribute.
    Attribute {
        /// Which.
        attribute_id: AttributeId,
        /// The value; none takes any.
        value: Option<AttributeValue>,
        /// How theirs is to stand to it.
        #[serde(default, skip_serializing_if = "Relation::is_same")]
        #[ts(as = "Option<Relation>", optional)]
        relation: Relation,
    },
    /// Is in a group.
    Group {
        /// Its chat.
        chat_id: ChatId,
    },
    /// Wrote within so many days.
    Seen {
        /// How many.
        days: u32,
    },
    /// Wrote once, and not within so many days.
    Silent {
        /// How many.
        days: u32,
    },
    /// May be written to for a purpose, or may not.
    Consent {
        /// Which.
        purpose: PurposeId,
        /// Whether they may.
        may: bool,
    },
    /// Took everything back.
    OptedOut,
    /// Was never asked for anything, and said nothing of it.
    NeverAsked,
}

/// How the value of an attribute stands to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It is the same.
    #[default]
    Same,
    /// It is a smaller number, or an earlier day.
    Below,
    /// It is a larger number, or a later day.
    Above,
}

impl Relation {
    /// Whether nothing else than the same was asked for.
    #[must_use]
    pub fn is_same(&self) -> bool {
        *self == Self::Same
    }

    fn holds(self, known: &AttributeValue, wanted: &AttributeValue) -> bool {
        let numbers = || Some((known.0.parse::<f64>().ok()?, wanted.0.parse::<f64>().ok()?));
        // Days are kept so that they stand in the order of their letters.
        let order = || match numbers() {
            Some((known, wanted)) => known.total_cmp(&wanted),
            None => known.0.cmp(&wanted.0),
        };
        match self {
            Self::Same => known == wanted,
            Self::Below => order().is_lt(),
            Self::Above => order().is_gt(),
        }
    }
}

/// What is known of a person, as far as a question asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberFacts {
    /// Labels.
    pub labels: Vec<LabelId>,
    /// Values of attributes.
    pub attributes: Vec<(AttributeId, AttributeValue)>,
    /// The chats of the groups that they are in.
    pub groups: Vec<ChatId>,
    /// When they last wrote.
    pub last_seen: Option<Timestamp>,
    /// Purposes for which they may be written to now.
    pub permits: Vec<PurposeId>,
    /// Whether they took everything back.
    pub opted_out: bool,
    /// Whether they were asked for anything, or said something of it.
    pub asked: bool,
}

impl Condition {
    /// Whether it is true of a person.
    #[must_use]
    pub fn holds(&self, of: &MemberFacts, now: Timestamp) -> bool {
        match self {
            Self::Label { label_id } => of.labels.contains(label_id),
            Self::Attribute { attribute_id, value, relation } => of.attributes.iter().any(|(id, known)| {
                id == attribute_id && value.as_ref().is_none_or(|wanted| relation.holds(known, wanted))
            }),
            Self::Group { chat_id } => of.groups.contains(chat_id),
            Self::Seen { days } => of.last_seen.is_some_and(|at| at >= since(now, *days)),
            Self::Silent { days } => of.last_seen.is_some_and(|at| at < since(now, *days)),
            Self::Consent { purpose, may } => of.permits.contains(purpose) == *may,
            Self::OptedOut => of.opted_out,
            Self::NeverAsked => !of.asked,
        }
    }
}

/// The moment so many days ago.
#[must_use]
pub fn since(now: Timestamp, days: u32) -> Timestamp {
    now.plus(-i64::from(days).saturating_mul(DAY))
}

/// Whether all of it is true of a person.
#[must_use]
pub fn holds(conditions: &[Condition], of: &MemberFacts, now: Timestamp) -> bool {
    conditions.iter().all(|condition| condition.holds(of, now))
}

#[cfg(test)]
mod tests {
    use super::Condition::{Attribute, Consent, Group, Label, NeverAsked, OptedOut, Seen, Silent};
    use super::*;
    use rstest::rstest;

    const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);

    /// Anna: VIP from Almaty, in the club, wrote ten days ago, wants offers.
    fn anna() -> MemberFacts {
        MemberFacts {
            labels: vec![LabelId(1)],
            attributes: vec![(AttributeId(1), AttributeValue("Алматы".into()))],
            groups: vec![ChatId(7)],
            last_seen: Some(NOW.plus(-10 * DAY)),
            permits: vec!["offers".into()],
            opted_out: false,
            asked: true,
        }
    }

    fn city(value: Option<&str>) -> Condition {
        let value = value.map(|value| AttributeValue(value.into()));
        Attribute { attribute_id: AttributeId(1), value, relation: Relation::Same }
    }

    #[rstest]
    #[case::a_smaller_number("900", Relation::Below, "1500.5", true)]
    #[case::not_a_smaller_number("1500.5", Relation::Below, "900", false)]
    #[case::a_larger_number("1500.5", Relation::Above, "900", true)]
    #[case::a_number_below_nought("-2", Relation::Below, "1", true)]
    #[case::the_same_number_is_not_above("900", Relation::Above, "900", false)]
    #[case::an_earlier_day("1989-12-31", Relation::Below, "1990-05-14", true)]
    #[case::a_later_day("1990-05-15", Relation::Above, "1990-05-14", true)]
    #[case::the_same_day("1990-05-14", Relation::Same, "1990-05-14", true)]
    fn a_value_stands_to_another(
        #[case] known: &str,
        #[case] relation: Relation,
        #[case] asked: &str,
        #[case] is_true: bool,
    ) {
        let attribute_id = AttributeId(2);
        let attributes = vec![(attribute_id, AttributeValue(known.into()))];
        let condition = Attribute { attribute_id, value: Some(AttributeValue(asked.into())), relation };
        assert_eq!(condition.holds(&MemberFacts { attributes, ..MemberFacts::default() }, NOW), is_true);
    }

    #[rstest]
    #[case::her_label(Label { label_id: LabelId(1) }, true)]
    #[case::another_label(Label { label_id: LabelId(2) }, false)]
    #[case::her_city(city(Some("Алматы")), true)]
    #[case::any_city(city(None), true)]
    #[case::another_city(city(Some("Астана")), false)]
    #[case::her_group(Group { chat_id: ChatId(7) }, true)]
    #[case::another_group(Group { chat_id: ChatId(8) }, false)]
    #[case::seen_within_ten_days(Seen { days: 10 }, true)]
    #[case::seen_within_nine_days(Seen { days: 9 }, false)]
    #[case::silent_for_ten_days(Silent { days: 10 }, false)]
    #[case::silent_for_nine_days(Silent { days: 9 }, true)]
    #[case::offers(Consent { purpose: "offers".into(), may: true }, true)]
    #[case::no_offers(Consent { purpose: "offers".into(), may: false }, false)]
    #[case::no_invitations(Consent { purpose: "group_invitations".into(), may: false }, true)]
    #[case::opted_out(OptedOut, false)]
    #[case::never_asked(NeverAsked, false)]
    fn of_anna(#[case] condition: Condition, #[case] is_true: bool) {
        assert_eq!(condition.holds(&anna(), NOW), is_true);
    }

    #[test]
    fn whoever_never_wrote_is_neither_seen_nor_silent() {
        let nobody = MemberFacts::default();
        assert!(!Seen { days: 1 }.holds(&nobody, NOW) && !Silent { days: 1 }.holds(&nobody, NOW));
    }

    #[test]
    fn all_of_a_question_must_be_true() {
        assert!(holds(&[Label { label_id: LabelId(1) }, city(None)], &anna(), NOW));
        assert!(!holds(&[Label { label_id: LabelId(1) }, OptedOut], &anna(), NOW));
    }
}
