//! Our own sounds, computed: each a few tones that fade, told apart by pitch, by rhythm and by what they are made of.

use std::f32::consts::TAU;

use domain::notify::Sound;

use super::loudness;

/// Samples a second; one channel.
pub const RATE: u32 = 48_000;

/// How much quieter than an alert the tick is, in decibels.
const UNDER_THE_EYES: f64 = -9.0;

/// A tone that swells within a few milliseconds and fades.
struct Tone {
    /// When it begins, in milliseconds.
    at: u16,
    /// How long it is, in milliseconds.
    long: u16,
    /// Pitch in Hz, that it begins with and that it comes to within a few hundredths of a second.
    pitch: (f32, f32),
    /// Loudness at its height, beside the other tones of the sound.
    loud: f32,
    /// Milliseconds from silence to its height.
    swell: f32,
    /// How fast it fades: a power of what is left of it.
    fade: i32,
    /// What stands above the pitch: times the pitch, and how loud. Together too little to add a crossing of zero, so
    /// that the pitch can be told from a recording.
    above: &'static [(f32, f32)],
}

const STEAM: &[(f32, f32)] = &[(2.0, 0.15)];
const BRASS: &[(f32, f32)] = &[(2.76, 0.15), (5.4, 0.04)];
const WATER: &[(f32, f32)] = &[];
const WOOD: &[(f32, f32)] = &[(2.3, 0.2)];
const CHIME: &[(f32, f32)] = &[(2.0, 0.2), (3.0, 0.1)];

/// A kettle that whistles up twice, 880 Hz.
const KETTLE: &[Tone] = &[
    Tone { at: 0, long: 400, pitch: (780.0, 880.0), loud: 0.8, swell: 12.0, fade: 2, above: STEAM },
    Tone { at: 330, long: 870, pitch: (780.0, 880.0), loud: 1.0, swell: 12.0, fade: 2, above: STEAM },
];
/// A small bell that is struck once, 1,318 Hz.
const BELL: &[Tone] =
    &[Tone { at: 0, long: 800, pitch: (1_318.5, 1_318.5), loud: 1.0, swell: 2.0, fade: 3, above: BRASS }];
/// A drop that falls through 660 Hz.
const DROP: &[Tone] =
    &[Tone { at: 0, long: 400, pitch: (1_100.0, 640.0), loud: 1.0, swell: 6.0, fade: 2, above: WATER }];
/// Two knocks on wood, 220 Hz.
const KNOCK: &[Tone] = &[
    Tone { at: 0, long: 420, pitch: (220.0, 220.0), loud: 1.0, swell: 2.0, fade: 3, above: WOOD },
    Tone { at: 300, long: 600, pitch: (220.0, 220.0), loud: 0.9, swell: 2.0, fade: 3, above: WOOD },
];
/// A doorphone: a third down, 494 and 392 Hz.
const DOORPHONE: &[Tone] = &[
    Tone { at: 0, long: 1_000, pitch: (493.9, 493.9), loud: 1.0, swell: 6.0, fade: 2, above: CHIME },
    Tone { at: 650, long: 1_350, pitch: (392.0, 392.0), loud: 1.0, swell: 6.0, fade: 2, above: CHIME },
];
/// A tick, 1,760 Hz.
const TICK: &[Tone] =
    &[Tone { at: 0, long: 70, pitch: (1_760.0, 1_760.0), loud: 1.0, swell: 3.0, fade: 2, above: WATER }];

/// Milliseconds in which a pitch comes near the one it goes to.
const GLIDE: f32 = 40.0;

/// The samples of a sound, at [`RATE`].
pub fn samples(sound: Sound) -> Vec<f32> {
    let tones = match sound {
        Sound::Kettle => KETTLE,
        Sound::Bell => BELL,
        Sound::Drop => DROP,
        Sound::Knock => KNOCK,
        Sound::Doorphone => DOORPHONE,
        Sound::Tick => TICK,
    };
    let end = tones.iter().map(|tone| tone.at + tone.long).max().unwrap_or(0);
    let mut samples: Vec<f32> = (0..count(end)).map(|at| tones.iter().map(|tone| tone.sample(at)).sum()).collect();
    loudness::level(&mut samples);
    if sound == Sound::Tick {
        loudness::scale(&mut samples, loudness::ratio(UNDER_THE_EYES));
    }
    samples
}

/// Samples in that many milliseconds.
fn count(milliseconds: u16) -> u32 {
    u32::from(milliseconds) * (RATE / 1_000)
}

impl Tone {
    fn sample(&self, at: u32) -> f32 {
        let Some(at) = at.checked_sub(count(self.at)).filter(|at| *at < count(self.long)) else {
            return 0.0;
        };
        let milliseconds = exact(at) * 1_000.0 / exact(RATE);
        let rest = 1.0 - milliseconds / f32::from(self.long);
        let shape = (milliseconds / self.swell).min(1.0) * rest.powi(self.fade);
        let turn = self.turns(milliseconds) * TAU;
        let above: f32 = self.above.iter().map(|(times, loud)| loud * rest * (times * turn).sin()).sum();
        self.loud * shape * (turn.sin() + above)
    }

    /// How often it has swung since it began: its pitch, summed up.
    fn turns(&self, milliseconds: f32) -> f32 {
        let (from, to) = self.pitch;
        let glided = GLIDE * (1.0 - (-milliseconds / GLIDE).exp());
        (to * milliseconds + (from - to) * glided) / 1_000.0
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

    const ALL: [Sound; 6] = [Sound::Kettle, Sound::Bell, Sound::Drop, Sound::Knock, Sound::Doorphone, Sound::Tick];

    /// The pitch of each loud stretch of 20 ms, in order, as a recording tells it by the crossings of zero.
    fn pitches(sound: Sound) -> Vec<f32> {
        let samples = samples(sound);
        let loudest = samples.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
        let loud = samples.chunks_exact(960).filter(|part| part.iter().any(|sample| sample.abs() >= loudest / 2.0));
        let crossings = |part: &[f32]| part.windows(2).filter(|pair| (pair[0] < 0.0) != (pair[1] < 0.0)).count();
        loud.map(|part| crossings(part) as f32 * 25.0).collect()
    }

    fn middle(mut pitches: Vec<f32>) -> f32 {
        pitches.sort_by(f32::total_cmp);
        pitches[pitches.len() / 2]
    }

    #[test]
    fn each_sound_has_its_own_pitch_in_a_recording() {
        let heard = ALL.map(|sound| middle(pitches(sound)));
        for (heard, pitch) in heard.iter().zip([880.0, 1_318.0, 700.0, 220.0, 450.0, 1_760.0]) {
            assert!((heard - pitch).abs() <= pitch * 0.15, "{heard} Hz instead of {pitch}");
        }
        for (at, one) in heard.iter().enumerate() {
            assert!(heard[at + 1..].iter().all(|other| one.max(*other) / one.min(*other) > 1.15), "{heard:?}");
        }
    }

    #[test]
    fn the_drop_falls_and_the_doorphone_has_two_tones() {
        let drop = pitches(Sound::Drop);
        assert!(drop[0] > drop[drop.len() - 1] * 1.2, "{drop:?}");
        let doorphone = pitches(Sound::Doorphone);
        let near = |pitch: f32| doorphone.iter().filter(|heard| (**heard - pitch).abs() <= 26.0).count();
        assert!(near(494.0) > 5 && near(392.0) > 5, "{doorphone:?}");
    }

    #[test]
    fn all_are_as_loud_as_each_other_and_the_tick_is_quieter() {
        for sound in Sound::CHOICE {
            let heard = loudness::of(&samples(*sound)).unwrap();
            assert!((heard - loudness::ALERT).abs() < 0.5, "{sound:?}: {heard} LUFS");
        }
        let tick = loudness::of(&samples(Sound::Tick)).unwrap();
        assert!(tick < loudness::ALERT - 6.0 && tick > loudness::ALERT - 25.0, "{tick} LUFS");
    }

    #[test]
    fn none_is_cut_by_the_loudspeaker_and_each_ends_in_silence() {
        let lengths = [1_200, 800, 400, 900, 2_000, 70];
        for (sound, length) in ALL.into_iter().zip(lengths) {
            let samples = samples(sound);
            assert_eq!(samples.len(), length * 48, "{sound:?}");
            assert!(samples.iter().all(|sample| sample.abs() <= 0.9), "{sound:?}");
            assert!(samples[samples.len() - 48..].iter().all(|sample| sample.abs() < 0.001), "{sound:?} clicks");
        }
    }
}
