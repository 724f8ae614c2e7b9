//! Values read as they come. Documents and samples of the API disagree on numbers and texts (reference 0), so a scalar
//! is taken in any spelling, and what is no scalar counts as missing instead of spoiling its neighbours.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use domain::Timestamp;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A part of a body that is read later, or never. `null` and a missing key are none.
pub(crate) type Raw<'a> = Option<&'a RawValue>;

/// The end of the year 9999 in milliseconds: what lies behind it is no time, and no screen can write it.
const LAST_MOMENT: i64 = 253_402_300_799_999;
/// Above this a time is in milliseconds: as seconds it would lie in the year 5138.
const LAST_SECOND: i64 = 100_000_000_000;

/// A text, number or truth value, or nothing of the kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Scalar<'a> {
    /// Missing, `null`, a list or an object.
    #[default]
    Nothing,
    Text(Cow<'a, str>),
    Whole(i64),
    Real(f64),
    Flag(bool),
}

impl Scalar<'_> {
    /// The text, where it is one and not empty.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// The value as text, numbers too: ids come as both.
    pub(crate) fn owned(&self) -> Option<String> {
        match self {
            Self::Whole(number) => Some(number.to_string()),
            Self::Real(number) => Some(number.to_string()),
            Self::Text(_) | Self::Flag(_) | Self::Nothing => self.text().map(str::to_owned),
        }
    }

    /// A whole number, also written as text or with a point.
    #[expect(clippy::cast_possible_truncation, reason = "a number that large is cut off at the ends")]
    pub(crate) fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Real(number) if number.is_finite() => Some(*number as i64),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A number, also written as text.
    #[expect(clippy::cast_precision_loss, reason = "degrees on the map, never large")]
    pub(crate) fn real(&self) -> Option<f64> {
        match self {
            Self::Whole(number) => Some(*number as f64),
            Self::Real(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            _ => None,
        }
    }

    /// A truth value, also written as text.
    pub(crate) fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// A moment: seconds, or milliseconds where the number is too large for seconds.
    pub(crate) fn time(&self) -> Option<Timestamp> {
        let number = self.whole().filter(|number| *number > 0)?;
        let at = if number > LAST_SECOND { Timestamp(number) } else { Timestamp::from_seconds(number) };
        (at.0 <= LAST_MOMENT).then_some(at)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyScalar)
    }
}

struct AnyScalar;

impl<'de> Visitor<'de> for AnyScalar {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(number).map_or_else(|_| Scalar::Text(Cow::Owned(number.to_string())), Scalar::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Real(number))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nothing)
    }
}

/// The items of a list. Lists written as objects with the keys `0`, `1` ... have been seen and are read. Anything else
/// that stands where a list should be counts as its only item, so that nothing is lost.
pub(crate) fn list(raw: Raw<'_>) -> Vec<&RawValue> {
    raw.map_or_else(Vec::new, |raw| {
        serde_json::from_str(raw.get()).ok().or_else(|| numbered(raw)).unwrap_or_else(|| vec![raw])
    })
}

fn numbered(raw: &RawValue) -> Option<Vec<&RawValue>> {
    let items: BTreeMap<u32, &RawValue> = serde_json::from_str(raw.get()).ok()?;
    (!items.is_empty()).then(|| items.into_values().collect())
}

/// Reads a part; none where it is not of that shape.
pub(crate) fn read<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}

/// Reads a part, with nothing in it where it is missing or of another shape.
pub(crate) fn part<'a, T: Deserialize<'a> + Default>(raw: Raw<'a>) -> T {
    raw.and_then(read).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn scalar(json: &str) -> Scalar<'_> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_moment_that_no_screen_can_write_is_none() {
        assert_eq!(scalar(r#""9223372036854775807""#).time(), None);
        assert_eq!(scalar("253402300799999").time(), Some(Timestamp(253_402_300_799_999)));
    }

    #[rstest]
    #[case::text(r#""1767225600""#)]
    #[case::number("1767225600")]
    #[case::with_a_point("1767225600.0")]
    #[case::milliseconds("1767225600000")]
    fn the_same_moment_in_any_spelling(#[case] json: &str) {
        assert_eq!(scalar(json).time(), Some(Timestamp::from_seconds(1_767_225_600)));
    }

    #[rstest]
    #[case::null("null")]
    #[case::list("[1, {}]")]
    #[case::object(r#"{"a": [1]}"#)]
    fn what_is_no_scalar_is_missing(#[case] json: &str) {
        assert_eq!(scalar(json), Scalar::Nothing);
    }

    #[test]
    fn an_id_that_no_computer_word_holds_keeps_its_digits() {
        assert_eq!(scalar("18446744073709551615").owned().as_deref(), Some("18446744073709551615"));
    }

    #[test]
    fn an_object_where_a_list_should_be_is_its_only_item() {
        let raw: &RawValue = serde_json::from_str(r#"{"id": 1}"#).unwrap();
        assert_eq!(list(Some(raw)).len(), 1);
        assert!(list(None).is_empty());
    }

    #[test]
    fn a_list_written_as_a_numbered_object_is_read_in_order() {
        let raw: &RawValue = serde_json::from_str(r#"{"10": "k", "2": "c", "0": "a"}"#).unwrap();
        let items: Vec<_> = list(Some(raw)).into_iter().map(RawValue::get).collect();
        assert_eq!(items, [r#""a""#, r#""c""#, r#""k""#]);
    }
}
