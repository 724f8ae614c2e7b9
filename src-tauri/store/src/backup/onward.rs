//! A backup as it is read: mostly onward.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// So much is read ahead; whoever reads as much at once is given it as it comes.
pub(super) const HELD: usize = 1 << 20;

/// A file of which what was read ahead is kept when somebody goes a little onward or back. An archive goes to the head of each entry
/// and to what stands behind it, and a usual buffered reader throws away and reads anew a megabyte each time.
pub(super) struct Onward {
    file: BufReader<File>,
    at: u64,
}

impl Onward {
    /// A file from its beginning.
    pub(super) fn new(file: File) -> Self {
        Self { file: BufReader::with_capacity(HELD, file), at: 0 }
    }
}

impl Read for Onward {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Onward {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let step = match to {
            SeekFrom::Start(to) => to.checked_signed_diff(self.at),
            SeekFrom::Current(step) => Some(step),
            SeekFrom::End(_) => None,
        };
        if let Some(step) = step {
            self.file.seek_relative(step)?;
            self.at = self.at.saturating_add_signed(step);
        } else {
            self.at = self.file.seek(to)?;
        }
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn whoever_goes_on_or_back_reads_what_stands_there_and_the_file_is_read_once() {
        let mut written = tempfile::tempfile().unwrap();
        written.write_all(b"Anna, Lena, Tomas").unwrap();
        written.rewind().unwrap();
        let mut held = written.try_clone().unwrap();
        let mut file = Onward::new(written);
        let word = |file: &mut Onward, to| {
            let mut word = [0; 4];
            let at = file.seek(to).unwrap();
            file.read_exact(&mut word).unwrap();
            (at, String::from_utf8(word.to_vec()).unwrap())
        };
        assert_eq!(word(&mut file, SeekFrom::Start(6)), (6, "Lena".into()));
        assert_eq!(held.stream_position().unwrap(), 17, "all of it was read ahead");
        assert_eq!(word(&mut file, SeekFrom::Start(0)), (0, "Anna".into()));
        held.rewind().unwrap();
        assert_eq!(word(&mut file, SeekFrom::Current(2)), (6, "Lena".into()));
        assert_eq!(word(&mut file, SeekFrom::Current(-10)), (0, "Anna".into()));
        assert_eq!(held.stream_position().unwrap(), 0, "and nothing was read again");
        held.seek(SeekFrom::Start(17)).unwrap();
        assert_eq!(word(&mut file, SeekFrom::End(-5)), (12, "Toma".into()));
        assert_eq!(word(&mut file, SeekFrom::Start(6)), (6, "Lena".into()));
        assert!(file.seek(SeekFrom::Current(-11)).is_err(), "before the beginning is nothing");
    }
}
