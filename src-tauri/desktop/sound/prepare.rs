//! An operator's file made an alert: by content, cut, one channel, as loud as our own.

use engine::ports::{PreparedSound, SoundError};

use super::file;
use super::ours::RATE;
use super::pace::Pace;
use super::{loudness, shape, wav};

/// The largest file that is looked at.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// The longest alert, in milliseconds.
const LONGEST: i64 = 10_000;
/// Milliseconds in which a cut begins and ends, so that it does not click.
const FADE: i64 = 5;
/// Frames that are decoded at once.
const AT_ONCE: usize = 4_800;
/// Fewer samples a second than this are no sound: a file could have any length by them.
const SLOWEST: u32 = 4_000;

/// Makes it ready: what is between two milliseconds, or from one to the end.
///
/// # Errors
/// When it is not WAV, OGG, MP3 or FLAC, or holds nothing there; when the file or what is left of it is too long.
pub fn prepare(bytes: Vec<u8>, from: i64, to: Option<i64>) -> Result<PreparedSound, SoundError> {
    if bytes.len() > MOST_BYTES {
        return Err(SoundError::TooLong);
    }
    if !is_sound(&bytes) {
        return Err(SoundError::Undecodable);
    }
    let from = from.max(0);
    if to.is_some_and(|to| to - from > LONGEST) {
        return Err(SoundError::TooLong);
    }
    // One sample more than may be left tells that too much is.
    let end = to.map_or_else(|| count(from + LONGEST).saturating_add(1), count);
    let mut samples = file::unless_it_panics(|| cut(bytes, count(from), end))?;
    if samples.len() > count(LONGEST) {
        return Err(SoundError::TooLong);
    }
    loudness::level(&mut samples);
    if from > 0 {
        fade(samples.iter_mut());
    }
    fade(samples.iter_mut().rev());
    let bytes = wav::written(&samples).ok_or(SoundError::TooLong)?;
    Ok(PreparedSound { bytes, shape: shape::of(&samples) })
}

/// Whether these bytes begin like a file that may be an alert.
fn is_sound(bytes: &[u8]) -> bool {
    let wav = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE");
    // A bare MP3 begins with a frame: eleven bits set, then a layer.
    let frame = matches!(bytes, [0xFF, second, ..] if second & 0xE0 == 0xE0 && second & 0x06 != 0);
    wav || frame || [b"OggS", b"fLaC"].iter().any(|word| bytes.starts_with(*word)) || bytes.starts_with(b"ID3")
}

/// The samples between two places, in one channel at [`RATE`]. What lies behind is not decoded.
fn cut(bytes: Vec<u8>, from: usize, to: usize) -> Result<Vec<f32>, SoundError> {
    let mut source = file::open(bytes)?.source();
    let (channels, rate) = (usize::from(source.channels().get()), source.sample_rate().get());
    if rate < SLOWEST {
        return Err(SoundError::Undecodable);
    }
    let (mut pace, mut samples, mut passed) = (Pace::new(rate), Vec::new(), 0);
    while passed < to {
        let taken: Vec<f32> = source.by_ref().take(AT_ONCE * channels).map(audible).collect();
        if taken.is_empty() {
            break;
        }
        let made = pace.samples(&taken, channels);
        let wanted = made.iter().zip(passed..).filter(|(_, at)| (from..to).contains(at));
        samples.extend(wanted.map(|(sample, _)| *sample));
        passed += made.len();
    }
    if samples.is_empty() { Err(SoundError::Undecodable) } else { Ok(samples) }
}

/// A file may hold numbers that are no sound.
fn audible(sample: f32) -> f32 {
    if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 }
}

/// Lets the first of these samples rise out of silence.
fn fade<'a>(samples: impl Iterator<Item = &'a mut f32>) {
    for (at, sample) in samples.take(count(FADE)).enumerate() {
        *sample *= part(at, count(FADE));
    }
}

fn part(at: usize, of: usize) -> f32 {
    let exact = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    exact(at) / exact(of)
}

/// Samples in that many milliseconds.
fn count(milliseconds: i64) -> usize {
    usize::try_from(milliseconds.saturating_mul(i64::from(RATE) / 1_000)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::opus::VoiceNote;
    use crate::sound::ours;

    // Half a second, and a quarter for FLAC, of 440 Hz, by encoders that are not among our dependencies.
    const OGG: &[u8] = include_bytes!("fixtures/tone.ogg");
    const MP3: &[u8] = include_bytes!("fixtures/tone.mp3");
    const FLAC: &[u8] = include_bytes!("fixtures/tone.flac");

    fn tone(pitch: f32, loud: f32, milliseconds: i64) -> Vec<f32> {
        (0..count(milliseconds))
            .map(|at| loud * (std::f32::consts::TAU * pitch * at as f32 / RATE as f32).sin())
            .collect()
    }

    fn wav_of(pitch: f32, loud: f32, milliseconds: i64) -> Vec<u8> {
        wav::written(&tone(pitch, loud, milliseconds)).unwrap()
    }

    fn samples(prepared: &PreparedSound) -> Vec<f32> {
        file::open(prepared.bytes.clone()).unwrap().source().collect()
    }

    fn pitch(samples: &[f32]) -> f32 {
        let middle = &samples[samples.len() / 4..samples.len() * 3 / 4];
        let crossings = middle.windows(2).filter(|pair| (pair[0] < 0.0) != (pair[1] < 0.0)).count();
        crossings as f32 / 2.0 * RATE as f32 / middle.len() as f32
    }

    #[test]
    fn every_format_keeps_its_pitch_and_becomes_as_loud_as_our_own() {
        let mut opus = VoiceNote::new().unwrap();
        opus.add(tone(440.0, 0.1, 500));
        let files = [
            (wav_of(440.0, 0.02, 500), 500),
            (opus.file().unwrap(), 500),
            (OGG.to_vec(), 500),
            (MP3.to_vec(), 500),
            (FLAC.to_vec(), 250),
        ];
        for (file, length) in files {
            let prepared = prepare(file, 0, None).unwrap();
            let samples = samples(&prepared);
            assert!((pitch(&samples) - 440.0).abs() < 12.0, "{} Hz", pitch(&samples));
            assert!((loudness::of(&samples).unwrap() - loudness::ALERT).abs() < 1.0);
            assert!((prepared.shape.duration - length).abs() < 60, "{} ms", prepared.shape.duration);
            assert_eq!(prepared.bytes.len(), 44 + samples.len() * 2);
        }
    }

    #[test]
    fn a_cut_keeps_what_is_between_and_does_not_click() {
        let mut whole = tone(440.0, 0.5, 1_000);
        whole.extend(tone(880.0, 0.5, 1_000));
        let prepared = prepare(wav::written(&whole).unwrap(), 1_200, Some(1_700)).unwrap();
        let samples = samples(&prepared);
        assert_eq!(prepared.shape.duration, 500);
        assert!((pitch(&samples) - 880.0).abs() < 10.0);
        assert!(samples[0].abs() < 0.01 && samples[samples.len() - 1].abs() < 0.01);
    }

    #[test]
    fn ten_seconds_are_the_most_and_a_longer_file_can_be_cut() {
        let long = wav_of(440.0, 0.5, 12_000);
        assert_eq!(prepare(long.clone(), 0, None), Err(SoundError::TooLong));
        assert_eq!(prepare(long.clone(), 0, Some(10_001)), Err(SoundError::TooLong));
        assert_eq!(prepare(long.clone(), 2_000, None).unwrap().shape.duration, 10_000);
        assert_eq!(prepare(long, 500, Some(10_500)).unwrap().shape.duration, 10_000);
    }

    #[test]
    fn what_is_too_large_or_no_sound_is_refused() {
        assert_eq!(prepare(vec![0; MOST_BYTES + 1], 0, None), Err(SoundError::TooLong));
        for bytes in
            [b"".to_vec(), b"\x89PNG\r\n\x1a\n and more".to_vec(), b"OggS and nothing".to_vec(), b"ID3".to_vec()]
        {
            assert_eq!(prepare(bytes, 0, None), Err(SoundError::Undecodable));
        }
        let short = wav_of(440.0, 0.5, 100);
        assert_eq!(prepare(short.clone(), 200, None), Err(SoundError::Undecodable), "nothing is left");
        assert_eq!(prepare(short, 50, Some(50)), Err(SoundError::Undecodable), "nothing is left");
    }

    #[test]
    fn a_file_that_breaks_off_or_is_damaged_is_refused_or_played_but_never_fatal() {
        for whole in [OGG, MP3, FLAC] {
            for at in (0..whole.len()).step_by(97) {
                // Either answer is right.
                let _ = prepare(whole[..at].to_vec(), 0, None);
                let mut damaged = whole.to_vec();
                damaged[at] ^= 0xFF;
                let _ = prepare(damaged, 0, None);
            }
        }
    }

    #[test]
    fn silence_stays_silence_and_our_own_stay_as_they_are() {
        let silence = prepare(wav::written(&[0.0; 4_800]).unwrap(), 0, None).unwrap();
        assert!(silence.shape.levels.iter().all(|level| *level == 0));
        let bell = ours::samples(domain::notify::Sound::Bell);
        let again = samples(&prepare(wav::written(&bell).unwrap(), 0, None).unwrap());
        assert!(bell.iter().zip(&again).all(|(one, other)| (one - other).abs() < 0.005));
    }
}
