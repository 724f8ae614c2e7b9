//! Files as sound: voice notes in OGG Opus, and what rodio decodes (MP3, AAC, Vorbis, FLAC, WAV).

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use engine::ports::SoundError;
use rodio::{Decoder, Source};

use super::opus::OpusFile;

/// A file that is ready to play.
pub enum File {
    /// OGG Opus.
    Opus(Box<OpusFile>),
    /// Anything else.
    Other(Box<Decoder<Cursor<Vec<u8>>>>),
}

impl File {
    /// Its samples.
    pub fn source(self) -> Box<dyn Source + Send> {
        match self {
            Self::Opus(file) => file,
            Self::Other(decoder) => decoder,
        }
    }
}

/// Reads the head of a file, by content and not by name.
pub fn open(bytes: Vec<u8>) -> Result<File, SoundError> {
    if OpusFile::is_one(&bytes) {
        return OpusFile::open(bytes).map(|file| File::Opus(Box::new(file)));
    }
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let decoder = Decoder::builder().with_data(Cursor::new(bytes)).with_byte_len(length);
    let decoder = unless_it_panics(|| decoder.build().map_err(|_| SoundError::Undecodable))?;
    Ok(File::Other(Box::new(decoder)))
}

/// The decoders are not ours, and some end in a panic on a damaged file: that is a file that cannot be decoded.
pub fn unless_it_panics<T>(decode: impl FnOnce() -> Result<T, SoundError>) -> Result<T, SoundError> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or(Err(SoundError::Undecodable))
}

/// Length in milliseconds, where the file tells.
pub fn duration(bytes: &[u8]) -> Option<i64> {
    let length = match open(bytes.to_vec()).ok()? {
        File::Opus(_) => super::opus::length(bytes)?,
        File::Other(decoder) => decoder.total_duration()?,
    };
    milliseconds(length)
}

fn milliseconds(length: Duration) -> Option<i64> {
    i64::try_from(length.as_millis()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A WAV file of that many samples of silence, 8,000 a second, mono, 16 bits.
    fn wav(samples: u32) -> Vec<u8> {
        let data = samples * 2;
        let mut file = b"RIFF".to_vec();
        file.extend((36 + data).to_le_bytes());
        file.extend(b"WAVEfmt ");
        file.extend(16_u32.to_le_bytes());
        file.extend([1_u16, 1].iter().flat_map(|half| half.to_le_bytes()));
        file.extend([8_000_u32, 16_000].iter().flat_map(|word| word.to_le_bytes()));
        file.extend([2_u16, 16].iter().flat_map(|half| half.to_le_bytes()));
        file.extend(b"data");
        file.extend(data.to_le_bytes());
        file.resize(file.len() + data as usize, 0);
        file
    }

    #[test]
    fn a_wav_of_two_seconds_tells_its_length() {
        assert_eq!(duration(&wav(16_000)), Some(2_000));
    }

    #[test]
    fn a_picture_is_not_a_sound() {
        assert!(matches!(open(b"\x89PNG\r\n\x1a\n and more".to_vec()), Err(SoundError::Undecodable)));
        assert_eq!(duration(b""), None);
    }

    #[test]
    fn a_damaged_head_over_which_the_decoder_stumbles_is_not_a_sound() {
        let whole = include_bytes!("fixtures/tone.flac");
        for at in 0..64 {
            let mut damaged = whole.to_vec();
            damaged[at] ^= 0xFF;
            // Either answer is right; to end in a panic is not.
            let _ = open(damaged);
        }
    }
}
