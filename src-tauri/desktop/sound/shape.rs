//! How a sound looks: its length, and how loud it is from its beginning to its end.

use engine::ports::SoundShape;

use super::ours::RATE;

/// Parts that a sound is drawn in.
const PARTS: usize = 32;
/// Samples of a millisecond.
const MILLISECOND: usize = RATE as usize / 1_000;

/// The shape of samples at [`RATE`]; the loudest part has 100.
pub fn of(samples: &[f32]) -> SoundShape {
    let parts: Vec<f32> = (0..PARTS).map(|at| strength(part(samples, at))).collect();
    let loudest = parts.iter().copied().fold(0.0, f32::max);
    SoundShape {
        duration: i64::try_from(samples.len() / MILLISECOND).unwrap_or(i64::MAX),
        levels: parts.iter().map(|part| percent(*part, loudest)).collect(),
    }
}

fn part(samples: &[f32], at: usize) -> &[f32] {
    let [from, to] = [at, at + 1].map(|at| samples.len() * at / PARTS);
    samples.get(from..to).unwrap_or_default()
}

/// The root of the mean of the squares.
fn strength(part: &[f32]) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0_f32);
    for sample in part {
        sum += sample * sample;
        count += 1.0;
    }
    (sum / count.max(1.0)).sqrt()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of the loudest is 0 to 100")]
fn percent(part: f32, loudest: f32) -> u8 {
    if loudest > 0.0 { (part / loudest * 100.0).round() as u8 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loudest_part_is_a_hundred_and_silence_is_nothing() {
        let mut samples = vec![0.0; RATE as usize];
        samples[24_000..27_000].fill(0.5);
        samples[27_000..].fill(0.25);
        let shape = of(&samples);
        assert_eq!((shape.duration, shape.levels.len()), (1_000, 32));
        assert_eq!((shape.levels[0], shape.levels[16], shape.levels[31]), (0, 100, 50));
    }

    #[test]
    fn nothing_has_a_shape_too() {
        assert_eq!(of(&[]), SoundShape { duration: 0, levels: vec![0; 32] });
    }
}
