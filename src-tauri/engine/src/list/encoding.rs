//! Which text the bytes are.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use contract::list::ListEncoding;
use encoding_rs::{Encoding, IBM866, KOI8_R, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

/// Bytes that are looked at to tell UTF-16 without a mark.
const LOOKED_AT: usize = 64 * 1024;
/// One nought in so many pairs is enough for UTF-16: separators, digits and line ends have one.
const PAIRS: usize = 20;
/// A file whose letters are UTF-8 so many times for each that is not, is UTF-8 with broken lines.
const SOUND: usize = 4;

/// The text, and as what it was read. Of a mark at its start nothing is left.
pub fn text(bytes: &[u8], asked: Option<ListEncoding>) -> (ListEncoding, Cow<'_, str>) {
    let found = asked.unwrap_or_else(|| guess(bytes));
    let (text, _) = encoding(found).decode_with_bom_removal(bytes);
    (found, text)
}

fn guess(bytes: &[u8]) -> ListEncoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return wire(marked);
    }
    if let Some(found) = sixteen(bytes) {
        return found;
    }
    if is_mostly_utf_8(bytes) {
        return ListEncoding::Utf8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    wire(detector.guess(None, Utf8Detection::Deny))
}

/// UTF-16 without a mark: one of the two bytes of a Latin letter, digit or separator is nought, always the same one.
fn sixteen(bytes: &[u8]) -> Option<ListEncoding> {
    let pairs = bytes.get(..LOOKED_AT).unwrap_or(bytes).as_chunks::<2>().0;
    let first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let second = pairs.iter().filter(|[_, second]| *second == 0).count();
    let (most, least) = (first.max(second), first.min(second));
    if pairs.is_empty() || most * PAIRS < pairs.len() || least * 10 > most {
        return None;
    }
    Some(if second > first { ListEncoding::Utf16Le } else { ListEncoding::Utf16Be })
}

/// Whether the letters beyond ASCII are UTF-8, but for a few.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || sound > broken * SOUND
}

fn encoding(wire: ListEncoding) -> &'static Encoding {
    match wire {
        ListEncoding::Utf8 => UTF_8,
        ListEncoding::Utf16Le => UTF_16LE,
        ListEncoding::Utf16Be => UTF_16BE,
        ListEncoding::Windows1251 => WINDOWS_1251,
        ListEncoding::Windows1252 => WINDOWS_1252,
        ListEncoding::Koi8R => KOI8_R,
        ListEncoding::Ibm866 => IBM866,
    }
}

/// Other encodings are not offered: their Latin letters are those of windows-1252.
fn wire(found: &'static Encoding) -> ListEncoding {
    let cyrillic = [encoding_rs::ISO_8859_5, encoding_rs::X_MAC_CYRILLIC];
    match found {
        found if found == UTF_8 => ListEncoding::Utf8,
        found if found == UTF_16LE => ListEncoding::Utf16Le,
        found if found == UTF_16BE => ListEncoding::Utf16Be,
        found if found == WINDOWS_1251 || cyrillic.contains(&found) => ListEncoding::Windows1251,
        found if found == KOI8_R || found == encoding_rs::KOI8_U => ListEncoding::Koi8R,
        found if found == IBM866 => ListEncoding::Ibm866,
        _ => ListEncoding::Windows1252,
    }
}
