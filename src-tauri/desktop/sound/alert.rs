//! An alert as it is played: which samples, and how loud.

use std::num::NonZero;
use std::time::Duration;

use engine::ports::{SoundError, Tone};
use rodio::Source;
use rodio::buffer::SamplesBuffer;

use super::{file, ours};

/// The most that a device may lag behind what it is given: some buffer two seconds.
const LAG: Duration = Duration::from_secs(5);

/// The samples of an alert at a volume in percent.
///
/// # Errors
/// When its file is no sound.
pub fn source(tone: Tone, volume: u8) -> Result<Box<dyn Source + Send>, SoundError> {
    let source: Box<dyn Source + Send> = match tone {
        Tone::Own(sound) => Box::new(SamplesBuffer::new(
            NonZero::<u16>::MIN,
            NonZero::<u32>::MIN.saturating_add(ours::RATE - 1),
            ours::samples(sound),
        )),
        Tone::File(bytes) => file::open(bytes.to_vec())?.source(),
    };
    Ok(Box::new(source.amplify(strength(volume))))
}

/// How long to wait at most until it has been played.
pub fn patience(source: &dyn Source) -> Duration {
    source.total_duration().unwrap_or_default() + LAG
}

/// What samples are multiplied by. The ear hears ratios: squared, half the volume is about half as loud.
fn strength(volume: u8) -> f32 {
    let part = f32::from(volume.min(100)) / 100.0;
    part * part
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::notify::Sound;

    fn loudest(tone: Tone, volume: u8) -> f32 {
        source(tone, volume).unwrap().fold(0.0, |loudest, sample| loudest.max(sample.abs()))
    }

    #[test]
    fn the_volume_makes_an_alert_quieter_and_never_louder() {
        let [whole, half, none, more] = [100, 50, 0, 255].map(|volume| loudest(Tone::Own(Sound::Bell), volume));
        assert!((half - whole / 4.0).abs() < 0.01 && whole > 0.2);
        assert!(none < f32::EPSILON && (more - whole).abs() < f32::EPSILON);
    }

    #[test]
    fn a_prepared_file_is_played_at_its_length_and_anything_else_is_refused() {
        let bytes = super::super::wav::written(&[0.5; 48_000]).unwrap();
        let source = source(Tone::File(bytes.into()), 100).unwrap();
        assert_eq!(patience(&*source), Duration::from_secs(6));
        let refused = super::source(Tone::File(b"tea".to_vec().into()), 100);
        assert!(matches!(refused, Err(SoundError::Undecodable)));
    }
}
