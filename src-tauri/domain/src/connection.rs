//! What two pasted values, an access token and an app secret, open; or why they open nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::AccountId;
use crate::time::Timestamp;

/// Digits of an app secret: hexadecimal ones (reference 8.2, 6).
const SECRET_DIGITS: usize = 32;

/// Why the values connect no number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum ConnectFault {
    /// There is a blank, or a sign that no token has, within the token: something else was copied with it.
    TokenBroken,
    /// The token stands in the app secret's place, or the app secret in the token's.
    Swapped,
    /// The app secret has not the form of one.
    SecretBroken,
    /// The provider does not know the token.
    TokenUnknown,
    /// The token's time is over.
    TokenExpired,
    /// The token was taken back, by a changed password for one.
    TokenRevoked,
    /// The app secret is not that of the app for which the token was made.
    SecretOfAnotherApp,
    /// The token lacks a permission.
    PermissionMissing {
        /// Its name at the provider.
        permission: String,
    },
    /// The token sees no business account.
    NoAccount,
    /// The business account has no number.
    NoNumber,
    /// None of the numbers is registered for the API.
    NotRegistered {
        /// The first of them, as people write it.
        phone: String,
    },
}

/// What the values open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Opened {
    /// The app's name.
    pub app: String,
    /// When the token ends; none where it does not.
    pub expires_at: Option<Timestamp>,
    /// The numbers, those of one business account beside each other.
    pub numbers: Vec<OpenedNumber>,
}

/// A number that the values open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct OpenedNumber {
    /// The account that it is here.
    pub account_id: AccountId,
    /// The business account's name.
    pub business: String,
    /// The number as people write it.
    pub phone: String,
    /// The name that people see.
    pub name: String,
    /// Whether it is registered for the API: only then messages go out and come in.
    pub registered: bool,
}

/// What the form of the two values says by itself, before anybody is asked.
///
/// # Errors
/// With what is wrong.
pub fn form(token: &str, app_secret: &str) -> Result<(), ConnectFault> {
    let is_secret = |text: &str| text.len() == SECRET_DIGITS && text.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_secret(token) && !is_secret(app_secret) {
        return Err(ConnectFault::Swapped);
    }
    if !token.bytes().all(|sign| sign.is_ascii_graphic()) || is_secret(token) {
        return Err(ConnectFault::TokenBroken);
    }
    if is_secret(app_secret) { Ok(()) } else { Err(ConnectFault::SecretBroken) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const TOKEN: &str = "EAAGm0PX4ZCpsBAKZCZCq";
    const SECRET: &str = "0123456789abcdef0123456789ABCDEF";

    #[rstest]
    #[case::both_as_they_are(TOKEN, SECRET, Ok(()))]
    #[case::each_in_the_others_place(SECRET, TOKEN, Err(ConnectFault::Swapped))]
    #[case::the_secret_twice(SECRET, SECRET, Err(ConnectFault::TokenBroken))]
    #[case::the_token_twice(TOKEN, TOKEN, Err(ConnectFault::SecretBroken))]
    #[case::a_line_break_within("EAAGm0\nPX4ZCps", SECRET, Err(ConnectFault::TokenBroken))]
    #[case::with_its_label("Токен: EAAGm0PX4ZCps", SECRET, Err(ConnectFault::TokenBroken))]
    #[case::a_secret_cut_short(TOKEN, "0123456789abcdef", Err(ConnectFault::SecretBroken))]
    #[case::a_secret_with_dots(TOKEN, "••••••••••••••••", Err(ConnectFault::SecretBroken))]
    fn the_form_of_the_values_is_judged_before_anybody_is_asked(
        #[case] token: &str,
        #[case] secret: &str,
        #[case] expected: Result<(), ConnectFault>,
    ) {
        assert_eq!(form(token, secret), expected);
    }
}
