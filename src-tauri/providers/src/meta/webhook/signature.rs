//! Whether a body really comes from the provider (reference 6).

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Name of the header that holds the signature of a body.
pub const HEADER: &str = "x-hub-signature-256";
/// Length of the signature in hex.
const HEX: usize = 64;

/// Why a body is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// There is no signature, or nothing that looks like one.
    #[error("the webhook body has no signature")]
    Missing,
    /// It was made with another secret or over another body.
    #[error("the signature of the webhook body is wrong")]
    Wrong,
}

/// Checks the value of `X-Hub-Signature-256` (`sha256=` and 64 digits of lower-case hex): over the raw bytes, then with
/// the same secret over the escaped forms that the provider's guides describe. All comparisons take constant time.
///
/// # Errors
/// When there is no signature, or none of the forms matches. An empty secret matches nothing.
pub fn verify(app_secret: &str, header: Option<&str>, body: &[u8]) -> Result<(), SignatureError> {
    let hex = header.and_then(|header| header.strip_prefix("sha256=")).ok_or(SignatureError::Missing)?;
    let lower = |digit: u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    if app_secret.is_empty() || hex.len() != HEX || !hex.bytes().all(lower) {
        return Err(SignatureError::Wrong);
    }
    let signature = hex::decode(hex).map_err(|_| SignatureError::Wrong)?;
    let key = Hmac::<Sha256>::new_from_slice(app_secret.as_bytes()).map_err(|_| SignatureError::Wrong)?;
    if key.clone().chain_update(body).verify_slice(&signature).is_ok() {
        return Ok(());
    }
    let text = str::from_utf8(body).map_err(|_| SignatureError::Wrong)?;
    let forms = [Escaping::Letters, Escaping::Slashes, Escaping::Markup];
    // Each form is read to its end, whichever matches.
    let matching = forms.map(|form| made_over_escaped(key.clone(), text, form).verify_slice(&signature).is_ok());
    if matching.contains(&true) { Ok(()) } else { Err(SignatureError::Wrong) }
}

/// The value of that header for a body of our own.
///
/// # Errors
/// When the secret is empty: [`verify`] takes nothing that is signed with it.
pub fn sign(app_secret: &str, body: &[u8]) -> Result<String, SignatureError> {
    if app_secret.is_empty() {
        return Err(SignatureError::Missing);
    }
    let key = Hmac::<Sha256>::new_from_slice(app_secret.as_bytes()).map_err(|_| SignatureError::Wrong)?;
    Ok(format!("sha256={}", hex::encode(key.chain_update(body).finalize().into_bytes())))
}

/// How far a text is escaped; each form includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Escaping {
    /// Everything beyond ASCII: `\u00e4`.
    Letters,
    /// The slash too: `\/`.
    Slashes,
    /// `<`, `%` and `@` too.
    Markup,
}

/// Feeds the escaped form piece by piece, so that no copy of a body of some megabytes is made.
fn made_over_escaped(mut mac: Hmac<Sha256>, text: &str, form: Escaping) -> Hmac<Sha256> {
    let (mut fed, mut after_backslash) = (0, false);
    for (at, c) in text.char_indices() {
        let spelled = match c {
            '/' if form >= Escaping::Slashes && !after_backslash => Some("\\/"),
            '<' if form == Escaping::Markup => Some("\\u003C"),
            '%' if form == Escaping::Markup => Some("\\u0025"),
            '@' if form == Escaping::Markup => Some("\\u0040"),
            _ => None,
        };
        after_backslash = c == '\\' && !after_backslash;
        if spelled.is_none() && c.is_ascii() {
            continue;
        }
        mac.update(text.get(fed..at).unwrap_or_default().as_bytes());
        fed = at + c.len_utf8();
        match spelled {
            Some(spelled) => mac.update(spelled.as_bytes()),
            None => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| mac.update(&escape(*unit))),
        }
    }
    mac.chain_update(text.get(fed..).unwrap_or_default())
}

/// `\u` and the four digits of a unit.
fn escape(unit: u16) -> [u8; 6] {
    let mut out = *b"\\u0000";
    let [high, low] = unit.to_be_bytes();
    let digits = [high >> 4, high & 15, low >> 4, low & 15];
    for (place, digit) in out.iter_mut().skip(2).zip(digits) {
        *place = if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const SECRET: &str = "polar-tea-app-secret";
    const BODY: &str = r#"{"body":"Ёж 🦔 <b> 50% @kim a/b c\/d"}"#;

    fn signed(bytes: &[u8]) -> String {
        sign(SECRET, bytes).unwrap()
    }

    #[rstest]
    #[case::raw(BODY)]
    #[case::letters(r#"{"body":"\u0401\u0436 \ud83e\udd94 <b> 50% @kim a/b c\/d"}"#)]
    #[case::slashes(r#"{"body":"\u0401\u0436 \ud83e\udd94 <b> 50% @kim a\/b c\/d"}"#)]
    #[case::markup(r#"{"body":"\u0401\u0436 \ud83e\udd94 \u003Cb> 50\u0025 \u0040kim a\/b c\/d"}"#)]
    fn a_signature_over_any_described_form_of_the_body_is_taken(#[case] form: &str) {
        assert_eq!(verify(SECRET, Some(&signed(form.as_bytes())), BODY.as_bytes()), Ok(()));
    }

    #[test]
    fn the_published_test_vector_of_hmac_sha256_is_taken() {
        let header = "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
        let body = b"The quick brown fox jumps over the lazy dog";
        assert_eq!(sign("key", body), Ok(header.to_owned()));
        assert_eq!(verify("key", Some(header), body), Ok(()));
    }

    #[rstest]
    #[case::none(None, SignatureError::Missing)]
    #[case::empty(Some(String::new()), SignatureError::Missing)]
    #[case::older_scheme(Some("sha1=00".into()), SignatureError::Missing)]
    #[case::short(Some("sha256=abcd".into()), SignatureError::Wrong)]
    #[case::upper_case(Some(signed(BODY.as_bytes()).to_uppercase().replace("SHA", "sha")), SignatureError::Wrong)]
    #[case::of_another_body(Some(signed(b"{}")), SignatureError::Wrong)]
    #[case::not_hex(Some(format!("sha256={}", "g".repeat(64))), SignatureError::Wrong)]
    #[case::too_long(Some(format!("{}00", signed(BODY.as_bytes()))), SignatureError::Wrong)]
    fn anything_else_is_refused(#[case] header: Option<String>, #[case] why: SignatureError) {
        assert_eq!(verify(SECRET, header.as_deref(), BODY.as_bytes()), Err(why));
    }

    #[test]
    fn another_secret_or_none_at_all_takes_nothing() {
        let header = signed(BODY.as_bytes());
        assert_eq!(verify("other", Some(&header), BODY.as_bytes()), Err(SignatureError::Wrong));
        assert_eq!(verify("", Some(&header), BODY.as_bytes()), Err(SignatureError::Wrong));
        assert_eq!(sign("", BODY.as_bytes()), Err(SignatureError::Missing));
    }

    #[test]
    fn a_body_that_is_no_text_is_checked_as_bytes() {
        let body = [0xff, 0xfe, b'{'];
        assert_eq!(verify(SECRET, Some(&signed(&body)), &body), Ok(()));
        assert_eq!(verify(SECRET, Some(&signed(b"x")), &body), Err(SignatureError::Wrong));
    }
}
