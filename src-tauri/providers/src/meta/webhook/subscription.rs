//! The question that the provider asks when a webhook is set up (reference 6).

use reqwest::Url;
use subtle::ConstantTimeEq as _;

/// What to answer to the verification question with this raw query string: the challenge, when the mode is `subscribe`
/// and the token is ours. None means "not ours". An empty token of ours answers nobody.
#[must_use]
pub fn subscription_answer(query: &str, verify_token: &str) -> Option<String> {
    let mut url = Url::parse("http://localhost/").ok()?;
    url.set_query(Some(query));
    let value = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let token = value("hub.verify_token")?;
    let ours = !verify_token.is_empty() && bool::from(token.as_bytes().ct_eq(verify_token.as_bytes()));
    if !ours || value("hub.mode")? != "subscribe" {
        return None;
    }
    value("hub.challenge")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::ours("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=tea%20%2B1", Some("1158201444"))]
    #[case::any_order("hub.verify_token=tea+%2b1&hub.challenge=7&hub.mode=subscribe", Some("7"))]
    #[case::another_token("hub.mode=subscribe&hub.challenge=7&hub.verify_token=tea", None)]
    #[case::another_mode("hub.mode=unsubscribe&hub.challenge=7&hub.verify_token=tea%20%2B1", None)]
    #[case::no_challenge("hub.mode=subscribe&hub.verify_token=tea%20%2B1", None)]
    #[case::nothing("", None)]
    fn the_challenge_is_given_back_only_to_who_knows_the_token(#[case] query: &str, #[case] answer: Option<&str>) {
        assert_eq!(subscription_answer(query, "tea +1").as_deref(), answer);
    }

    #[test]
    fn without_a_token_of_our_own_nobody_is_answered() {
        assert_eq!(subscription_answer("hub.mode=subscribe&hub.challenge=7&hub.verify_token=", ""), None);
    }
}
