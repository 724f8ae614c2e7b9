//! How a number and its business account stand at the provider: quality, limits, restrictions, names, and what it warns of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::AccountId;
use crate::template::TemplateCategory;
use crate::time::Timestamp;

macro_rules! facts {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// What a [`Standing`] is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum StandingFact { $($(#[$doc])* $variant,)* }

        impl StandingFact {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in the database and on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads the word back.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|fact| fact.as_str() == word)
            }
        }
    };
}

facts! {
    /// How people take what the number sends: `GREEN`, `YELLOW`, `RED`.
    Quality = "quality",
    /// The number's state: `CONNECTED`, `FLAGGED`, `RESTRICTED`.
    Status = "status",
    /// How many people may be written to first within 24 hours: a number, or `unlimited`.
    Limit = "limit",
    /// How fast the number may send: `STANDARD`, `HIGH`.
    Throughput = "throughput",
    /// Whether the display name is approved.
    Name = "name",
    /// What was decided of a display name that was asked for, and which.
    NewName = "new_name",
    /// The name by which people find the business: what became of it, and which.
    Username = "username",
    /// Whether it is an Official Business Account, which groups need: `yes`, `no`.
    Official = "official",
    /// What the review of the business account decided.
    Review = "review",
    /// What the account may not do for a time; one of each kind.
    Restriction = "restriction",
    /// Whether the account is switched off, or will be: `DISABLE`, `SCHEDULE_FOR_DISABLE`, `REINSTATE`.
    Ban = "ban",
    /// A rule that was broken.
    Violation = "violation",
    /// Whether the business account is there and connected.
    Business = "business",
    /// A warning of the provider; one of each kind.
    Alert = "alert",
    /// What became of the PIN of the two-step verification.
    Pin = "pin",
    /// The country of the business.
    Country = "country",
    /// Any other news; one of each kind.
    Notice = "notice",
}

/// One thing that the provider says of a number or its business account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Standing {
    /// What it is about.
    pub fact: StandingFact,
    /// Which, of those of which there may be several.
    #[serde(default)]
    pub subject: String,
    /// The provider's word: an open set.
    pub value: String,
    /// What belongs to it: the name asked for, the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Why, in the provider's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Until when it holds, where it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Standing {
    /// With nothing but a word.
    #[must_use]
    pub fn new(fact: StandingFact, value: impl Into<String>) -> Self {
        Self { fact, subject: String::new(), value: value.into(), detail: None, reason: None, until: None }
    }

    /// One of several of its kind.
    #[must_use]
    pub fn one_of(fact: StandingFact, subject: impl Into<String>, value: impl Into<String>) -> Self {
        Self { subject: subject.into(), ..Self::new(fact, value) }
    }
}

/// Of whom it is told. The provider names a number by its id or by its phone alone, and an account by its own id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// A number, by its account.
    Account(AccountId),
    /// A number, by the digits of its phone.
    Phone(String),
    /// A business account.
    Business(String),
}

impl Whose {
    /// The key under which it is kept.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Account(account) => format!("account {account}"),
            Self::Phone(digits) => format!("phone {digits}"),
            Self::Business(id) => format!("business {id}"),
        }
    }
}

/// What happened to a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateNews {
    /// Its name.
    pub name: String,
    /// Its language as the API writes it.
    pub language: String,
    /// What changed.
    pub change: TemplateChange,
}

/// What changed of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum TemplateChange {
    /// Whether it may be sent.
    Status {
        /// The provider's word.
        status: String,
        /// Why, in the provider's word.
        reason: Option<String>,
    },
    /// How people take it.
    Quality {
        /// The provider's word.
        quality: String,
    },
    /// What it counts as.
    Category {
        /// Now; none where that is not told or not known.
        category: Option<TemplateCategory>,
        /// From the next day on, where that was announced.
        announced: Option<TemplateCategory>,
    },
    /// Its text: it is read again.
    Text,
}

/// How many people a number may write to first within 24 hours, as one spelling of the provider's many: `TIER_2K`, `2000`,
/// `-1`. What is not known stays as it is.
#[must_use]
pub fn limit(word: &str) -> String {
    let tier = word.trim().to_ascii_uppercase();
    let tier = tier.strip_prefix("TIER_").unwrap_or(&tier);
    if matches!(tier, "UNLIMITED" | "-1") {
        return "unlimited".to_owned();
    }
    let (digits, times) = tier.strip_suffix('K').map_or((tier, 1), |thousands| (thousands, 1_000_u64));
    match digits.parse::<u64>().ok().and_then(|number| number.checked_mul(times)) {
        Some(number) => number.to_string(),
        None => tier.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("TIER_250", "250")]
    #[case("TIER_2K", "2000")]
    #[case("tier_100k", "100000")]
    #[case("2000", "2000")]
    #[case("TIER_UNLIMITED", "unlimited")]
    #[case("-1", "unlimited")]
    #[case("TIER_NOT_SET", "NOT_SET")]
    #[case("TIER_99999999999999999999K", "99999999999999999999K")]
    fn a_limit_is_one_word_however_it_is_spelt(#[case] told: &str, #[case] limited: &str) {
        assert_eq!(limit(told), limited);
    }

    #[test]
    fn every_word_reads_back_and_is_the_one_on_the_wire() {
        for fact in StandingFact::ALL {
            assert_eq!(StandingFact::parse(fact.as_str()), Some(*fact));
            assert_eq!(serde_json::to_value(fact).unwrap(), fact.as_str());
        }
    }
}
