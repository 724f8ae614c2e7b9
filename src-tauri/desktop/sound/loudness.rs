//! How loud a sound is to the ear, after ITU-R BS.1770: every alert is brought to one loudness, so that the volume means
//! the same for all of them.

use super::ours::RATE;

/// What alerts are brought to, in LUFS: as loud as the sharpest of them can be without being cut.
pub const ALERT: f64 = -16.0;
/// The loudest sample of an alert, of full scale.
const CEILING: f64 = 0.9;
/// What is quieter than this is silence, and is not made louder.
const SILENCE: f64 = -70.0;
/// Parts this much quieter than the whole do not count.
const GATE: f64 = 10.0;
/// Samples of a part, 400 ms, and from one part to the next, 100 ms.
const PART: usize = RATE as usize * 4 / 10;
const STEP: usize = RATE as usize / 10;

/// A filter of the second order: what comes in is weighed by `input`, what went out by `output`.
struct Filter {
    input: [f64; 3],
    output: [f64; 2],
    came: [f64; 2],
    went: [f64; 2],
}

impl Filter {
    const fn new(input: [f64; 3], output: [f64; 2]) -> Self {
        Self { input, output, came: [0.0; 2], went: [0.0; 2] }
    }

    fn pass(&mut self, now: f64) -> f64 {
        let ([a, b, c], [d, e]) = (self.input, self.output);
        let ([last, before], [one, two]) = (self.came, self.went);
        let out = a * now + b * last + c * before - d * one - e * two;
        self.came = [now, last];
        self.went = [out, one];
        out
    }
}

/// The ear's weights at [`RATE`]: the head lifts what is high, and what is very low is not heard.
fn weighted(samples: &[f32]) -> Vec<f64> {
    let mut head = Filter::new(
        [1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85],
        [-1.690_659_293_182_41, 0.732_480_774_215_85],
    );
    let mut low = Filter::new([1.0, -2.0, 1.0], [-1.990_047_454_833_98, 0.990_072_250_366_21]);
    samples.iter().map(|sample| low.pass(head.pass(f64::from(*sample)))).collect()
}

/// Loudness in LUFS of one channel; none of silence. A sound that is shorter than a part is heard within silence.
pub fn of(samples: &[f32]) -> Option<f64> {
    let mut weighted = weighted(samples);
    let parts = weighted.len().saturating_sub(PART).div_ceil(STEP) + 1;
    weighted.resize((parts - 1) * STEP + PART, 0.0);
    let powers: Vec<f64> = weighted.windows(PART).step_by(STEP).map(power).collect();
    let heard = mean_above(&powers, SILENCE)?;
    mean_above(&powers, lufs(heard) - GATE).map(lufs)
}

/// Makes a sound as loud as every alert, as far as nothing is cut.
pub fn level(samples: &mut [f32]) {
    let Some(loudness) = of(samples) else { return };
    let loudest = samples.iter().fold(0.0_f64, |loudest, sample| loudest.max(f64::from(sample.abs())));
    scale(samples, ratio(ALERT - loudness).min(CEILING / loudest));
}

/// Makes a sound louder or quieter.
#[expect(clippy::cast_possible_truncation, reason = "samples have no more than f32 has")]
pub fn scale(samples: &mut [f32], by: f64) {
    for sample in samples {
        *sample = (f64::from(*sample) * by) as f32;
    }
}

/// What so many decibels are to a sample.
pub fn ratio(decibels: f64) -> f64 {
    10_f64.powf(decibels / 20.0)
}

/// The mean of what is louder than the gate.
fn mean_above(powers: &[f64], gate: f64) -> Option<f64> {
    mean(powers.iter().copied().filter(|power| lufs(*power) > gate))
}

fn power(part: &[f64]) -> f64 {
    mean(part.iter().map(|sample| sample * sample)).unwrap_or(0.0)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

fn lufs(power: f64) -> f64 {
    -0.691 + 10.0 * power.log10()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(pitch: f32, loud: f32, seconds: f32) -> Vec<f32> {
        let samples = (seconds * RATE as f32) as u32;
        (0..samples).map(|at| loud * (std::f32::consts::TAU * pitch * at as f32 / RATE as f32).sin()).collect()
    }

    #[test]
    fn a_full_tone_of_the_standard_is_as_loud_as_the_standard_says() {
        let loudness = of(&tone(997.0, 1.0, 3.0)).unwrap();
        assert!((loudness + 3.01).abs() < 0.05, "{loudness} LUFS");
    }

    #[test]
    fn half_the_height_is_six_decibels_less_and_a_low_tone_is_quieter_than_a_high_one() {
        let [full, half, low, high] = [(997.0, 0.8), (997.0, 0.4), (60.0, 0.8), (3_000.0, 0.8)]
            .map(|(pitch, loud)| of(&tone(pitch, loud, 1.0)).unwrap());
        assert!((full - half - 6.02).abs() < 0.05, "{full} and {half}");
        assert!(low < full && full < high, "{low} < {full} < {high}");
    }

    #[test]
    fn silence_around_a_sound_does_not_count() {
        let sound = tone(997.0, 0.5, 2.0);
        let mut within = vec![0.0; RATE as usize * 5];
        within.extend(&sound);
        within.extend(vec![0.0; RATE as usize * 5]);
        assert!((of(&sound).unwrap() - of(&within).unwrap()).abs() < 1.0);
        assert_eq!(of(&vec![0.0; RATE as usize]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn what_is_levelled_is_as_loud_as_every_alert_unless_it_would_be_cut() {
        for loud in [0.02, 0.9] {
            let mut samples = tone(997.0, loud, 1.0);
            level(&mut samples);
            assert!((of(&samples).unwrap() - ALERT).abs() < 0.1);
        }
        let mut click = vec![0.0; RATE as usize];
        click[100] = 0.1;
        level(&mut click);
        assert!(click.iter().all(|sample| sample.abs() <= 0.9));
        let mut silence = vec![0.0; 100];
        level(&mut silence);
        assert_eq!(silence, vec![0.0; 100]);
    }
}
