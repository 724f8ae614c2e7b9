//! Any number of channels and any rate, made one channel of our rate.

use super::opus::RATE;

/// Makes one channel of many, and of any rate the one of our voice notes, by drawing lines between samples.
pub struct Pace {
    /// Samples in for one sample out.
    step: f64,
    /// Where the next sample out lies, counted in samples in from `before`.
    at: f64,
    before: f32,
}

impl Pace {
    /// From so many samples a second.
    pub fn new(rate: u32) -> Self {
        Self { step: f64::from(rate) / f64::from(RATE), at: 1.0, before: 0.0 }
    }

    /// The next samples, of all channels, as one channel of ours.
    pub fn samples(&mut self, samples: &[f32], channels: usize) -> Vec<f32> {
        let mut out = Vec::new();
        for frame in samples.chunks_exact(channels) {
            let now = frame.iter().sum::<f32>() / f32::from(u16::try_from(channels).unwrap_or(u16::MAX));
            while self.at <= 1.0 {
                out.push(between(self.before, now, self.at));
                self.at += self.step;
            }
            self.at -= 1.0;
            self.before = now;
        }
        out
    }
}

/// The value between two samples, at a place from 0 to 1.
#[expect(clippy::cast_possible_truncation, reason = "a place between two samples needs no more than f32 has")]
fn between(before: f32, now: f32, at: f64) -> f32 {
    let at = at as f32;
    before * (1.0 - at) + now * at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_microphone_of_our_rate_is_passed_on_as_it_is() {
        let spoken: Vec<f32> = (0..100_u8).map(|at| f32::from(at) / 100.0).collect();
        assert_eq!(Pace::new(RATE).samples(&spoken, 1), spoken);
    }

    #[test]
    fn two_channels_become_one() {
        assert_eq!(Pace::new(RATE).samples(&[0.5, 0.1, -0.2, -0.4], 2), [0.3, -0.3]);
    }

    #[test]
    fn a_slower_microphone_keeps_its_length_and_pitch_over_several_parts() {
        let spoken: Vec<f32> =
            (0..44_100_u16).map(|at| (std::f32::consts::TAU * 440.0 * f32::from(at) / 44_100.0).sin()).collect();
        let mut pace = Pace::new(44_100);
        let written: Vec<f32> = spoken.chunks(441).flat_map(|part| pace.samples(part, 1)).collect();
        assert!(written.len().abs_diff(48_000) <= 2, "a second stays a second: {}", written.len());
        let crossings = written.windows(2).filter(|pair| (pair[0] < 0.0) != (pair[1] < 0.0)).count();
        assert!(crossings.abs_diff(880) <= 2, "440 Hz cross zero 880 times: {crossings}");
    }
}
