//! Errors of everything but sends: what was being done, why it failed, and whether to try again. A send has an outcome
//! instead (see [`crate::SendResult`]), because there "failed" is not the opposite of "done".

/// Whether the same call can succeed later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Not until somebody changes something: the call itself, the token, the account.
    Never,
    /// After that many milliseconds.
    After(i64),
    /// As soon as there is a way to the provider again.
    WhenOnline,
}

/// A call that failed. Its text holds no personal data, no address and no token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{doing}: {reason}{}", code.map(|code| format!(" (provider's code {code})")).unwrap_or_default())]
pub struct ProviderError {
    /// What was being done: `reading the templates`.
    pub doing: &'static str,
    /// A stable word, from the list that refused sends use too.
    pub reason: &'static str,
    /// The provider's number, where it was the provider who said no.
    pub code: Option<i64>,
    /// Whether to try again.
    pub retry: Retry,
}
