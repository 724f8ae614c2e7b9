//! Our own sounds, computed: each a few plain tones that fade, told apart by pitch and by rhythm.

use std::f32::consts::TAU;

use domain::notify::Sound;

/// Samples a second; one channel.
pub const RATE: u32 = 48_000;

/// A tone that swells within a few milliseconds and fades.
struct Tone {
    /// When it begins, in milliseconds.
    at: u32,
    /// How long it is, in milliseconds.
    long: u32,
    /// Pitch in Hz.
    pitch: f32,
    /// Loudness at its height, of full scale.
    loud: f32,
    /// How much of the octave above is in it, of its own loudness.
    octave: f32,
}

/// A kettle that whistles up twice: 880 Hz.
const KETTLE: &[Tone] = &[
    Tone { at: 0, long: 180, pitch: 880.0, loud: 0.32, octave: 0.15 },
    Tone { at: 150, long: 420, pitch: 880.0, loud: 0.4, octave: 0.15 },
];
/// A cup that cracks: two low knocks, 220 Hz.
const CRACK: &[Tone] = &[
    Tone { at: 0, long: 130, pitch: 220.0, loud: 0.5, octave: 0.2 },
    Tone { at: 160, long: 260, pitch: 220.0, loud: 0.45, octave: 0.2 },
];
/// A spoon against the cup: one short high tick, 1,760 Hz.
const TICK: &[Tone] = &[Tone { at: 0, long: 70, pitch: 1_760.0, loud: 0.22, octave: 0.0 }];

/// Milliseconds from silence to a tone's height.
const SWELL: f32 = 6.0;

/// The samples of a sound, at [`RATE`].
pub fn samples(sound: Sound) -> Vec<f32> {
    let tones = match sound {
        Sound::Kettle => KETTLE,
        Sound::Crack => CRACK,
        Sound::Tick => TICK,
    };
    let end = tones.iter().map(|tone| tone.at + tone.long).max().unwrap_or(0);
    (0..count(end)).map(|at| tones.iter().map(|tone| tone.sample(at)).sum()).collect()
}

/// Samples in that many milliseconds.
const fn count(milliseconds: u32) -> u32 {
    milliseconds * (RATE / 1_000)
}

impl Tone {
    fn sample(&self, at: u32) -> f32 {
        let Some(at) = at.checked_sub(count(self.at)).filter(|at| *at < count(self.long)) else {
            return 0.0;
        };
        let milliseconds = exact(at) * 1_000.0 / exact(RATE);
        let rest = 1.0 - milliseconds / exact(self.long);
        let shape = (milliseconds / SWELL).min(1.0) * rest * rest;
        let turn = TAU * self.pitch * milliseconds / 1_000.0;
        self.loud * shape * (turn.sin() + self.octave * (2.0 * turn).sin())
    }
}

/// A small count as a number to compute with.
#[expect(
    clippy::cast_precision_loss,
    reason = "a sound of ours has some ten thousand samples; f32 counts to 16 million"
)]
const fn exact(count: u32) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pitch by the crossings of zero between the first and the last audible sample, and the loudest sample.
    fn heard(sound: Sound) -> (f32, f32, usize) {
        let samples = samples(sound);
        let audible = |sample: &f32| sample.abs() > 0.005;
        let first = samples.iter().position(audible).unwrap();
        let last = samples.iter().rposition(audible).unwrap();
        let crossings = samples[first..=last].windows(2).filter(|pair| (pair[0] < 0.0) != (pair[1] < 0.0)).count();
        let peak = samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        (crossings as f32 / 2.0 * RATE as f32 / (last - first) as f32, peak, samples.len())
    }

    #[test]
    fn each_sound_has_its_pitch_and_none_is_cut_by_the_loudspeaker() {
        for (sound, pitch) in [(Sound::Kettle, 880.0), (Sound::Crack, 220.0), (Sound::Tick, 1_760.0)] {
            let (found, peak, _) = heard(sound);
            assert!((found - pitch).abs() < pitch * 0.08, "{sound:?} sounds at {found} Hz");
            assert!(peak > 0.1 && peak <= 0.9, "{sound:?} is as loud as {peak}");
        }
    }

    #[test]
    fn a_sound_is_short_and_ends_in_silence() {
        for sound in [Sound::Kettle, Sound::Crack, Sound::Tick] {
            let samples = samples(sound);
            assert!(samples.len() <= RATE as usize * 6 / 10, "{sound:?} is no longer than 0.6 s");
            assert!(samples.last().unwrap().abs() < 0.001, "{sound:?} does not click at its end");
        }
    }
}
