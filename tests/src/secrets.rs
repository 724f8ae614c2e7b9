//! Secrets planted in a set-up, and the search for them in every spelling: in files, in the bodies of the journal, in what a page holds, and in the
//! memory of other processes.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use rusqlite::{Connection, OpenFlags};

use crate::{Result, WorldError};

/// Shorter pieces are found by chance.
const SHORTEST: usize = 8;
/// So many bytes of address space are looked at in one go.
const PIECE: u64 = 256 * 1024 * 1024;
/// Bytes of a page, and of its line in `pagemap`.
const PAGE: u64 = 4096;
const LINE: u64 = 8;
/// What bodies of the journal are packed with.
const BODIES: &[u8] = include_bytes!("../../src-tauri/store/src/journal/bodies-1.zdict");

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Needles {
    all: Vec<(String, Vec<u8>)>,
    firsts: Vec<bool>,
}

impl Needles {
    /// These secrets, each as `(what, value)`, in every spelling.
    pub fn of(secrets: &[(&str, &str)]) -> Self {
        let mut needles = Self { firsts: vec![false; 256], ..Self::default() };
        for (what, value) in secrets {
            for (spelling, bytes) in spellings(value) {
                if let Some(first) = bytes.first().and_then(|byte| needles.firsts.get_mut(usize::from(*byte))) {
                    *first = true;
                }
                needles.all.push((format!("{what} {spelling}"), bytes));
            }
        }
        needles
    }

    /// The first that stands in these bytes.
    pub fn find(&self, bytes: &[u8]) -> Option<&str> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.firsts.get(usize::from(*byte)) == Some(&true) {
                let rest = bytes.get(at..).unwrap_or_default();
                if let Some((what, _)) = self.all.iter().find(|(_, needle)| rest.starts_with(needle)) {
                    return Some(what);
                }
            }
        }
        None
    }

    /// What stands in a text, which is named in the finding.
    pub fn in_text(&self, place: &str, text: &str) -> Vec<String> {
        self.find(text.as_bytes()).map(|what| format!("{what} in {place}")).into_iter().collect()
    }

    /// Every file below a folder that holds one; of databases with a journal its bodies, too.
    pub fn in_files(&self, folder: &Path) -> Result<Vec<String>> {
        let failed = |source| WorldError::File { doing: "looking for secrets", source };
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
            if kind.is_dir() {
                found.extend(self.in_files(&path)?);
            } else if kind.is_file() {
                let bytes = std::fs::read(&path).map_err(failed)?;
                found.extend(self.find(&bytes).map(|what| format!("{what} in {}", path.display())));
                if path.file_name().is_some_and(|name| name == "journal.db") {
                    found.extend(self.in_journal(&path)?);
                }
            }
        }
        Ok(found)
    }

    fn in_journal(&self, path: &Path) -> Result<Vec<String>> {
        let failed = |_| WorldError::Found(format!("the journal {} cannot be read", path.display()));
        let journal = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
        let mut bodies = journal.prepare("SELECT position, packed, body FROM entry").map_err(failed)?;
        let rows = bodies.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).map_err(failed)?;
        let mut found = Vec::new();
        for row in rows {
            let (position, packed, body): (i64, i64, Vec<u8>) = row.map_err(failed)?;
            let body = unpack(packed, body).map_err(|source| WorldError::File { doing: "unpacking a body", source })?;
            found.extend(self.find(&body).map(|what| format!("{what} in entry {position}")));
        }
        Ok(found)
    }

    /// What the memory of a process holds that it may write to.
    pub fn in_memory(&self, process: u32) -> Result<Vec<String>> {
        let failed = |source| WorldError::File { doing: "reading a process", source };
        let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).map_err(failed)?;
        let mut memory = File::open(format!("/proc/{process}/mem")).map_err(failed)?;
        let mut pages = File::open(format!("/proc/{process}/pagemap")).map_err(failed)?;
        let mut found = Vec::new();
        for (from, to) in maps.lines().filter_map(writable).flat_map(|region| present(&mut pages, region)) {
            let mut piece = vec![0; usize::try_from(to - from).unwrap_or_default()];
            // A region may have gone since it was listed, and devices cannot be read.
            if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut piece).is_ok() {
                found.extend(self.find(&piece).map(|what| format!("{what} in the memory of {process}")));
            }
        }
        Ok(found)
    }
}

/// A body of the journal as it came; how it is packed stands beside it in the file.
fn unpack(packed: i64, body: Vec<u8>) -> std::io::Result<Vec<u8>> {
    match packed {
        0 => Ok(body),
        1 => zstd::stream::decode_all(body.as_slice()),
        _ => {
            let mut whole = Vec::new();
            zstd::stream::read::Decoder::with_dictionary(body.as_slice(), BODIES)?.read_to_end(&mut whole)?;
            Ok(whole)
        }
    }
}

/// The parts of a region that are in memory or swapped out, by the two upper bits of each page's line in `pagemap`: a
/// script engine reserves gigabytes that it never touches.
fn present(pages: &mut File, (from, to): (u64, u64)) -> Vec<(u64, u64)> {
    let mut found: Vec<(u64, u64)> = Vec::new();
    for start in (from..to).step_by(usize::try_from(PIECE).unwrap_or(usize::MAX)) {
        let end = (start + PIECE).min(to);
        let mut lines = vec![0; usize::try_from((end - start) / PAGE * LINE).unwrap_or_default()];
        if pages.seek(SeekFrom::Start(start / PAGE * LINE)).is_err() || pages.read_exact(&mut lines).is_err() {
            continue;
        }
        let upper = lines.chunks_exact(8).map(|line| line.last().copied().unwrap_or_default());
        for (page, _) in (start..).step_by(4096).zip(upper).filter(|(_, upper)| upper & 0b1100_0000 != 0) {
            match found.last_mut() {
                Some((_, end)) if *end == page => *end += PAGE,
                _ => found.push((page, page + PAGE)),
            }
        }
    }
    found
}

/// From where to where a line of `maps` is, where it is memory of the process's own.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (from, to) = words.next()?.split_once('-')?;
    let may = words.next()?;
    (may.starts_with("rw") && !line.contains("/dev/"))
        .then(|| Some((u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?)))?
}

/// A secret as it is, in hexadecimal digits, in base64 wherever in a longer text it begins, and as the wide characters of a
/// script.
fn spellings(value: &str) -> Vec<(&'static str, Vec<u8>)> {
    let hexadecimal = hex::encode(value);
    let mut all = vec![
        ("as it is", value.as_bytes().to_vec()),
        ("in hex", hexadecimal.clone().into_bytes()),
        ("in upper hex", hexadecimal.to_uppercase().into_bytes()),
        ("in wide characters", value.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    for before in 0..3 {
        let padded = [vec![0; before], value.as_bytes().to_vec()].concat();
        // What stands beside the secret changes the letters at both ends.
        let inner = |text: String| {
            let from = [0, 2, 3].get(before).copied().unwrap_or_default();
            text.get(from..text.len() - 2).unwrap_or_default().as_bytes().to_vec()
        };
        all.push(("in base64", inner(STANDARD_NO_PAD.encode(&padded))));
        all.push(("in base64 of addresses", inner(URL_SAFE_NO_PAD.encode(&padded))));
    }
    all.retain(|(_, bytes)| bytes.len() >= SHORTEST);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "EAAtownsentence";

    #[test]
    fn a_secret_is_found_in_every_spelling_and_another_word_is_not() {
        let needles = Needles::of(&[("the token", SECRET)]);
        let hexed = format!("x{}x", hex::encode(SECRET));
        let in_base64 = |before: &str| STANDARD_NO_PAD.encode(format!("{before}{SECRET}&more"));
        for text in [
            format!("\"{SECRET}\""),
            hexed.to_uppercase().replace('X', "x"),
            hexed,
            in_base64(""),
            in_base64("a"),
            in_base64("ab"),
            in_base64("abc"),
        ] {
            assert!(needles.find(text.as_bytes()).is_some(), "{text}");
        }
        let wide: Vec<u8> = SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(needles.find(&wide).is_some());
        assert_eq!(needles.find(STANDARD_NO_PAD.encode("EAAtownsentense, almost").as_bytes()), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_process_holds_is_found_in_its_memory() {
        let held = format!("{}-{}", std::process::id(), "held in memory");
        let found = Needles::of(&[("it", &held)]).in_memory(std::process::id()).unwrap_or_default();
        assert!(!found.is_empty(), "{held}");
    }
}
