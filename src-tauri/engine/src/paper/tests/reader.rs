//! Reads the text of a PDF as a program does that searches it: by the table of letters beside each font.

use std::collections::BTreeMap;
use std::io::Read as _;

/// Each page's text in the order in which it was written, a line a piece.
pub fn pages(pdf: &[u8]) -> Vec<Vec<String>> {
    let streams = streams(pdf);
    let fonts: Vec<BTreeMap<u16, char>> =
        streams.iter().filter(|stream| contains(stream, b"begincmap")).map(|stream| letters(stream)).collect();
    let texts = streams.iter().filter(|stream| contains(stream, b" Tf") && !contains(stream, b"begincmap"));
    texts.map(|stream| lines(stream, &fonts)).collect()
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut rest = pdf;
    while let Some(start) = rest.windows(7).position(|window| window == b"stream\n") {
        rest = &rest[start + 7..];
        let mut bytes = Vec::new();
        if flate2::read::ZlibDecoder::new(rest).read_to_end(&mut bytes).is_ok() {
            all.push(bytes);
        }
        let end = rest.windows(9).position(|window| window == b"endstream").unwrap();
        rest = &rest[end + 9..];
    }
    all
}

fn letters(cmap: &[u8]) -> BTreeMap<u16, char> {
    let text = String::from_utf8_lossy(cmap);
    let pair = |line: &str| {
        let (from, to) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        let number = |hex: &str| u16::from_str_radix(hex, 16).ok();
        Some((number(from)?, char::from_u32(number(to)?.into())?))
    };
    text.lines().filter_map(pair).collect()
}

fn lines(content: &[u8], fonts: &[BTreeMap<u16, char>]) -> Vec<String> {
    let (mut lines, mut font, mut at) = (Vec::new(), 0, 0);
    while at < content.len() {
        let rest = &content[at..];
        if rest.starts_with(b"/R ") || rest.starts_with(b"/B ") {
            font = usize::from(rest[1] == b'B');
        }
        let (bytes, length) = match rest[0] {
            b'(' => literal(rest),
            b'<' => hexadecimal(rest),
            _ => (Vec::new(), 1),
        };
        at += length;
        if length > 1 {
            let glyphs = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            lines.push(glyphs.map(|glyph| fonts[font][&glyph]).collect());
        }
    }
    lines
}

fn hexadecimal(from: &[u8]) -> (Vec<u8>, usize) {
    let end = from.iter().position(|byte| *byte == b'>').unwrap();
    (hex::decode(&from[1..end]).unwrap(), end + 1)
}

fn literal(from: &[u8]) -> (Vec<u8>, usize) {
    let (mut bytes, mut at, mut depth) = (Vec::new(), 1, 1);
    loop {
        match from[at] {
            b'\\' => {
                at += 1;
                match from[at] {
                    b'n' => bytes.push(b'\n'),
                    b'r' => bytes.push(b'\r'),
                    b't' => bytes.push(b'\t'),
                    b'b' => bytes.push(8),
                    b'f' => bytes.push(12),
                    b'0'..=b'7' => {
                        let octal = std::str::from_utf8(&from[at..at + 3]).unwrap();
                        bytes.push(u8::from_str_radix(octal, 8).unwrap());
                        at += 2;
                    }
                    other => bytes.push(other),
                }
            }
            b')' if depth == 1 => return (bytes, at + 1),
            byte => {
                depth += i32::from(byte == b'(') - i32::from(byte == b')');
                bytes.push(byte);
            }
        }
        at += 1;
    }
}
