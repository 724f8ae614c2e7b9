//! People as a provider shows them. Any part may be missing: a person with a username may have no phone number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What one payload says of a person. It is kept as seen; who that is among the contacts is a mapping of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Person {
    /// The phone number (a `wa_id`), digits only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The business-scoped user id, whole and unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The business-scoped id of the parent portfolio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_user_id: Option<String>,
    /// The username without its `@`. For display only, never a key: it can be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The name that the person gave to the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What kind of key an identity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// A phone number, in the scope of an account.
    Phone,
    /// A business-scoped user id, in the scope of a portfolio.
    UserId,
    /// A parent portfolio's id.
    ParentUserId,
}

impl IdentityKind {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::UserId => "user_id",
            Self::ParentUserId => "parent_user_id",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Phone, Self::UserId, Self::ParentUserId].into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Person {
    /// A person of whom only the phone is known. Everything but digits is dropped.
    #[must_use]
    pub fn by_phone(phone: &str) -> Self {
        Self { phone: digits(phone), ..Self::default() }
    }

    /// Every key by which this person can be found again, strongest first.
    pub fn keys(&self) -> impl Iterator<Item = (IdentityKind, &str)> {
        [
            (IdentityKind::UserId, self.user_id.as_deref()),
            (IdentityKind::Phone, self.phone.as_deref()),
            (IdentityKind::ParentUserId, self.parent_user_id.as_deref()),
        ]
        .into_iter()
        .filter_map(|(kind, value)| value.map(|value| (kind, value)))
    }

    /// Whether one key is the same.
    #[must_use]
    pub fn shares_key(&self, other: &Self) -> bool {
        self.keys().any(|key| other.keys().any(|theirs| theirs == key))
    }

    /// Whether nothing by which the person could be found again was given.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.keys().next().is_none()
    }
}

/// The digits of a phone number in any spelling; nothing where there is none. Two noughts stand for the plus: no country's
/// code begins with one (ITU-T E.164).
#[must_use]
pub fn digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    (!digits.is_empty()).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_in_any_spelling_is_one_key() {
        assert_eq!(Person::by_phone("+7 (700) 123-41-08"), Person::by_phone("77001234108"));
        assert_eq!(Person::by_phone("007 700 123 41 08"), Person::by_phone("77001234108"));
    }

    #[test]
    fn a_username_alone_names_nobody() {
        let kim = Person { username: Some("kim".into()), name: Some("Kim".into()), ..Person::default() };
        assert!(kim.is_nobody(), "a username can be taken over by somebody else");
    }
}
