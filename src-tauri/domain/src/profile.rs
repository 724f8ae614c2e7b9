//! The business profile of a number: what people see who tap its name (reference 8.3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ask::AskOutcome;
use crate::capability::{ContentProblem, ProfileLimits};
use crate::id::{AccountId, FileHash};
use crate::time::Timestamp;

/// A profile as it stands; what is not filled in is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct BusinessProfile {
    /// The line below the name.
    pub about: String,
    /// Where the business is.
    pub address: String,
    /// What it does.
    pub description: String,
    /// Its email.
    pub email: String,
    /// Its pages in the web.
    pub websites: Vec<String>,
    /// Its line of business, in the provider's word.
    pub vertical: String,
}

/// What is to be another than it was; what is none stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct ProfileChange {
    /// The line below the name; it cannot be emptied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Where the business is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its email.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its pages in the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub websites: Option<Vec<String>>,
    /// Its line of business, in the provider's word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vertical: Option<String>,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<FileHash>,
}

impl ProfileChange {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Both: where they name the same thing, this one counts.
    #[must_use]
    pub fn on_top_of(self, earlier: Self) -> Self {
        Self {
            about: self.about.or(earlier.about),
            address: self.address.or(earlier.address),
            description: self.description.or(earlier.description),
            email: self.email.or(earlier.email),
            websites: self.websites.or(earlier.websites),
            vertical: self.vertical.or(earlier.vertical),
            picture: self.picture.or(earlier.picture),
        }
    }

    /// Without the blanks around each text, and without empty addresses.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let trim = |text: String| text.trim().to_owned();
        let whole = |list: Vec<String>| list.into_iter().map(trim).filter(|text| !text.is_empty()).collect();
        Self {
            about: self.about.map(trim),
            address: self.address.map(trim),
            description: self.description.map(trim),
            email: self.email.map(trim),
            websites: self.websites.map(whole),
            vertical: self.vertical.map(trim),
            picture: self.picture,
        }
    }
}

impl ProfileLimits {
    /// Whether the provider takes the words of a change, as far as its rules are known.
    #[must_use]
    pub fn take(&self, change: &ProfileChange) -> bool {
        let fits = |text: &Option<String>, most: u32| text.as_deref().is_none_or(|text| at_most(text, most));
        fits(&change.about, self.about)
            && change.about.as_deref() != Some("")
            && fits(&change.address, self.address)
            && fits(&change.description, self.description)
            && fits(&change.email, self.email)
            && change.email.as_deref().is_none_or(|email| email.is_empty() || is_email(email))
            && change.websites.as_deref().is_none_or(|list| self.take_websites(list))
            && change.vertical.as_ref().is_none_or(|word| self.verticals.contains(word))
    }

    /// What is wrong with a picture of this type, size and pixels.
    #[must_use]
    pub fn picture_problem(&self, mime: &str, bytes: u64, pixels: Option<(u32, u32)>) -> Option<ContentProblem> {
        if bytes > self.picture_bytes {
            return Some(ContentProblem::TooLarge { most: self.picture_bytes });
        }
        match pixels.filter(|_| self.picture_mimes.iter().any(|taken| taken == mime)) {
            Some((width, height)) if width == height && width >= self.picture_pixels => None,
            Some(_) => Some(ContentProblem::NotSquare { least: self.picture_pixels }),
            None => Some(ContentProblem::WrongType),
        }
    }

    fn take_websites(&self, list: &[String]) -> bool {
        list.len() <= self.websites as usize && list.iter().all(|one| at_most(one, self.website) && is_website(one))
    }
}

fn at_most(text: &str, most: u32) -> bool {
    text.chars().count() <= most as usize
}

fn is_email(text: &str) -> bool {
    let mut parts = text.split('@');
    let (name, host, more) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
    !name.is_empty() && more.is_none() && is_host(host) && !text.contains(char::is_whitespace)
}

fn is_website(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    host.is_some_and(is_host) && !text.contains(char::is_whitespace)
}

fn is_host(text: &str) -> bool {
    text.split('.').count() > 1 && text.split('.').all(|part| !part.is_empty())
}

/// A journal entry of kind `profile_attempt`: a call is about to leave. Synced before it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileAttempt {
    /// Of which number.
    pub account: AccountId,
    /// Position of the newest decision that it carries out.
    pub decided: i64,
    /// When.
    pub at: Timestamp,
}

/// A journal entry of kind `profile_answer`: what came of such a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileAnswer {
    /// Of which number.
    pub account: AccountId,
    /// Position of the newest decision that was carried out.
    pub decided: i64,
    /// When.
    pub at: Timestamp,
    /// What was said.
    pub outcome: AskOutcome,
}

/// How far a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProfilePhase {
    /// On its way; it goes again by itself until there is an answer.
    Saving,
    /// Done.
    Saved,
    /// Not done.
    Refused,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn limits() -> ProfileLimits {
        ProfileLimits {
            about: 5,
            address: 10,
            description: 10,
            email: 20,
            websites: 2,
            website: 30,
            verticals: vec!["RETAIL".into()],
            picture_bytes: 100,
            picture_pixels: 192,
            picture_mimes: vec!["image/png".into()],
        }
    }

    fn of_about(about: &str) -> ProfileChange {
        ProfileChange { about: Some(about.into()), ..ProfileChange::default() }
    }

    fn of_email(email: &str) -> ProfileChange {
        ProfileChange { email: Some(email.into()), ..ProfileChange::default() }
    }

    fn of_websites(websites: &[&str]) -> ProfileChange {
        ProfileChange {
            websites: Some(websites.iter().map(|&one| one.to_owned()).collect()),
            ..ProfileChange::default()
        }
    }

    fn of_vertical(vertical: &str) -> ProfileChange {
        ProfileChange { vertical: Some(vertical.into()), ..ProfileChange::default() }
    }

    #[rstest]
    #[case::letters_are_counted_not_bytes(of_about("чайка"), true)]
    #[case::too_long(of_about("чайник"), false)]
    #[case::the_line_below_the_name_cannot_be_emptied(of_about(""), false)]
    #[case::an_email(of_email("hello@tea.example"), true)]
    #[case::an_email_can_be_taken_away(of_email(""), true)]
    #[case::without_a_host(of_email("hello@tea"), false)]
    #[case::two_hosts(of_email("a@b.example@c.example"), false)]
    #[case::pages(of_websites(&["https://tea.example/x", "http://tea.example"]), true)]
    #[case::none(of_websites(&[]), true)]
    #[case::three(of_websites(&["https://a.example", "https://b.example", "https://c.example"]), false)]
    #[case::without_a_scheme(of_websites(&["tea.example"]), false)]
    #[case::of_another_scheme(of_websites(&["javascript:alert(1)"]), false)]
    #[case::a_blank_in_it(of_websites(&["https://tea .example"]), false)]
    #[case::a_known_line(of_vertical("RETAIL"), true)]
    #[case::an_unknown_line(of_vertical("ALCHEMY"), false)]
    fn what_the_provider_takes(#[case] change: ProfileChange, #[case] taken: bool) {
        assert_eq!(limits().take(&change), taken);
    }

    #[rstest]
    #[case::square("image/png", 100, Some((192, 192)), None)]
    #[case::larger_is_no_fault("image/png", 1, Some((640, 640)), None)]
    #[case::small("image/png", 1, Some((191, 191)), Some(ContentProblem::NotSquare { least: 192 }))]
    #[case::wide("image/png", 1, Some((640, 480)), Some(ContentProblem::NotSquare { least: 192 }))]
    #[case::heavy("image/png", 101, Some((192, 192)), Some(ContentProblem::TooLarge { most: 100 }))]
    #[case::of_another_type("image/gif", 1, Some((192, 192)), Some(ContentProblem::WrongType))]
    #[case::damaged("image/png", 1, None, Some(ContentProblem::WrongType))]
    fn which_pictures_the_provider_takes(
        #[case] mime: &str,
        #[case] bytes: u64,
        #[case] pixels: Option<(u32, u32)>,
        #[case] problem: Option<ContentProblem>,
    ) {
        assert_eq!(limits().picture_problem(mime, bytes, pixels), problem);
    }

    #[test]
    fn of_two_changes_the_later_counts_where_both_name_the_same() {
        let both = ProfileChange { email: Some("new".into()), ..ProfileChange::default() }
            .on_top_of(ProfileChange { email: Some("old".into()), ..of_about("tea") });
        assert_eq!(both, ProfileChange { email: Some("new".into()), ..of_about("tea") });
    }
}
