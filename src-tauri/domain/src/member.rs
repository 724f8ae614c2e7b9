//! What operators say of people beside what a provider shows: a name, labels, and attributes of the workspace's own.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{AccountId, AttributeId, LabelId};
use crate::person::Person;

/// Longest value of an attribute, in letters.
const LONGEST_VALUE: usize = 500;

/// What kind of thing an attribute's values are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AttributeKind {
    /// Any words.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// One of a list.
    OneOf {
        /// The list.
        options: Vec<String>,
    },
}

/// The value of an attribute as it is kept: `14.5`, `2026-11-26`, `yes` or `no`, one of the list, or words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct AttributeValue(pub String);

impl AttributeKind {
    /// Reads a value as somebody typed it; none where it is no such thing.
    #[must_use]
    pub fn read(&self, typed: &str) -> Option<AttributeValue> {
        let typed = typed.trim();
        if typed.is_empty() || typed.chars().count() > LONGEST_VALUE {
            return None;
        }
        match self {
            Self::Text => Some(typed.to_owned()),
            Self::Number => number(typed),
            Self::Date => date(typed),
            Self::YesNo => ["yes", "no"].into_iter().find(|word| *word == typed).map(str::to_owned),
            Self::OneOf { options } => options.iter().find(|option| *option == typed).cloned(),
        }
        .map(AttributeValue)
    }
}

/// A number with a point or a comma before its fraction, and spaces between its thousands.
fn number(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let number: f64 = plain.replace(',', ".").parse().ok()?;
    number.is_finite().then(|| number.to_string())
}

/// A day, the year first or last.
fn date(typed: &str) -> Option<String> {
    let date = ["%Y-%m-%d", "%d.%m.%Y"].into_iter().find_map(|way| NaiveDate::parse_from_str(typed, way).ok())?;
    Some(date.format("%Y-%m-%d").to_string())
}

/// One person, added or completed by an operator or from a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDecision {
    /// At which number.
    pub account: AccountId,
    /// By which keys. Somebody without any is always a new person: a username can be taken over by somebody else.
    pub person: Person,
    /// The name that the operator gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Labels to be put on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelId>,
    /// Values of attributes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(AttributeId, AttributeValue)>,
    /// Whether it takes the place of what stands. Else only what is missing is filled in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overwrite: bool,
}

#[cfg(test)]
mod tests {
    use super::AttributeKind::{Date, Number, OneOf, Text, YesNo};
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::words(Text, " Габа, шу пуэр ", Some("Габа, шу пуэр"))]
    #[case::nothing(Text, "  ", None)]
    #[case::a_whole_number(Number, "1 284", Some("1284"))]
    #[case::a_comma_before_the_fraction(Number, "14,50", Some("14.5"))]
    #[case::no_number(Number, "many", None)]
    #[case::more_than_any_number(Number, "1e999", None)]
    #[case::a_day(Date, "1990-05-14", Some("1990-05-14"))]
    #[case::a_day_with_the_year_last(Date, "14.05.1990", Some("1990-05-14"))]
    #[case::a_day_that_was_not(Date, "2026-02-30", None)]
    #[case::yes(YesNo, "yes", Some("yes"))]
    #[case::perhaps(YesNo, "perhaps", None)]
    #[case::of_the_list(OneOf { options: vec!["Алматы".into()] }, "Алматы", Some("Алматы"))]
    #[case::of_no_list(OneOf { options: vec!["Алматы".into()] }, "Астана", None)]
    fn a_value_is_read(#[case] kind: AttributeKind, #[case] typed: &str, #[case] kept: Option<&str>) {
        assert_eq!(kind.read(typed), kept.map(|kept| AttributeValue(kept.to_owned())));
    }
}
