//! JSON as Meta writes it: every character outside ASCII as `\uXXXX` and every slash as `\/` (reference 6).

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut units = [0_u16; 2];
        for letter in fragment.chars() {
            match letter {
                '/' => writer.write_all(b"\\/")?,
                ' '..='~' => writer.write_all(&[letter as u8])?,
                _ => {
                    for unit in letter.encode_utf16(&mut units) {
                        write!(writer, "\\u{unit:04x}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The bytes of a webhook body: escaped, or plain UTF-8 when `raw` is asked for.
pub(crate) fn body_bytes(body: &Value, raw: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024);
    let written = if raw {
        serde_json::to_writer(&mut bytes, body)
    } else {
        body.serialize(&mut Serializer::with_formatter(&mut bytes, Escaped))
    };
    if let Err(error) = written {
        tracing::error!(%error, "a webhook body was not written");
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn letters_outside_ascii_and_slashes_are_escaped_and_read_back_the_same() {
        let body = json!({"text": "Tomás/чай 🙌\n\"q\""});
        let bytes = body_bytes(&body, false);
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            "{\"text\":\"Tom\\u00e1s\\/\\u0447\\u0430\\u0439 \\ud83d\\ude4c\\n\\\"q\\\"\"}"
        );
        assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), body);
        assert!(String::from_utf8(body_bytes(&body, true)).unwrap().contains("Tomás/чай 🙌"));
    }
}
