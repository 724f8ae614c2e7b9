//! A body as text that can be read. One broken character costs itself: without this, half an emoji in somebody's name
//! would hide every other item of the body. The journal keeps the bytes as they came.

use std::borrow::Cow;

/// Half of a surrogate pair stands for nothing and is no JSON; this is what is shown instead.
const REPLACEMENT: &str = "\\ufffd";
/// Length of `\uXXXX`.
const ESCAPE: usize = 6;

/// A mark of the byte order, which is no JSON.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The body with everything replaced that is no UTF-8, no half of a pair left, and without a mark of the byte order.
pub(super) fn readable(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(MARK).unwrap_or(body);
    match String::from_utf8_lossy(body) {
        Cow::Borrowed(text) => paired(text),
        Cow::Owned(text) => Cow::Owned(paired(&text).into_owned()),
    }
}

fn paired(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        let next = match (unit(text, at), unit(text, at + ESCAPE)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at + 2 * ESCAPE,
            (Some(0xd800..=0xdfff), _) => {
                out.push_str(text.get(kept..at).unwrap_or_default());
                out.push_str(REPLACEMENT);
                kept = at + ESCAPE;
                kept
            }
            (Some(_), _) => at + ESCAPE,
            (None, _) => after_escaped(text, at),
        };
        at = next;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// The number of a `\uXXXX` that begins there.
fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

/// Behind a backslash and the character that it belongs to.
fn after_escaped(text: &str, at: usize) -> usize {
    let escaped = text.get(at + 1..).and_then(|rest| rest.chars().next());
    at + 1 + escaped.map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_pair_stays(r#""\ud83e\udd94""#, r#""\ud83e\udd94""#)]
    #[case::a_first_half(r#""a\ud83e""#, r#""a\ufffd""#)]
    #[case::a_second_half(r#""\udd94b""#, r#""\ufffdb""#)]
    #[case::the_wrong_way_round(r#""\udd94\ud83e""#, r#""\ufffd\ufffd""#)]
    #[case::a_first_half_before_a_pair(r#""\ud83e\ud83e\udd94""#, r#""\ufffd\ud83e\udd94""#)]
    #[case::a_backslash_before_a_u(r#""\\ud83e""#, r#""\\ud83e""#)]
    #[case::cut_off(r#""\ud83"#, r#""\ud83"#)]
    #[case::a_letter_behind_a_backslash("\"\\Ёж\\", "\"\\Ёж\\")]
    fn only_half_of_a_pair_is_replaced(#[case] text: &str, #[case] read: &str) {
        assert_eq!(readable(text.as_bytes()), read);
    }

    #[test]
    fn a_mark_of_the_byte_order_is_not_part_of_the_text() {
        assert_eq!(readable(b"\xef\xbb\xbf{}"), "{}");
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_one_by_one() {
        assert_eq!(readable(b"\"Kim \xff \\ud83e\""), "\"Kim \u{fffd} \\ufffd\"");
    }
}
