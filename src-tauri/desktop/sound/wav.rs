//! WAV files as alerts are kept: one channel, 16 bits.

use super::ours::RATE;

/// Bytes before the samples.
const HEAD: u32 = 44;
/// Bytes of a sample.
const WIDE: u32 = 2;

/// Writes samples between −1 and 1; none if there are more than a file can hold.
pub fn written(samples: &[f32]) -> Option<Vec<u8>> {
    let data = u32::try_from(samples.len()).ok()?.checked_mul(WIDE)?;
    let mut file = b"RIFF".to_vec();
    file.extend((HEAD - 8).checked_add(data)?.to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // Plain samples, one channel.
    file.extend([1_u16, 1].iter().flat_map(|half| half.to_le_bytes()));
    file.extend([RATE, RATE * WIDE].iter().flat_map(|word| word.to_le_bytes()));
    file.extend([2_u16, 16].iter().flat_map(|half| half.to_le_bytes()));
    file.extend(b"data");
    file.extend(data.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| whole(*sample).to_le_bytes()));
    Some(file)
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range of a sample before")]
fn whole(sample: f32) -> i16 {
    (sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let file = written(&[0.0, 0.5, -0.5, 1.0, -2.0]).unwrap();
        assert_eq!(file.len(), 44 + 10);
        let read: Vec<f32> = super::super::file::open(file).unwrap().source().collect();
        for (read, written) in read.iter().zip([0.0, 0.5, -0.5, 1.0, -1.0]) {
            assert!((read - written).abs() < 0.001, "{read} was {written}");
        }
        assert_eq!(read.len(), 5);
    }
}
