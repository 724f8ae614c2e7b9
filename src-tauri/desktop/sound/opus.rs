//! OGG Opus (RFC 7845): voice notes that are played, and those that are recorded.

use std::io::Cursor;
use std::num::NonZero;
use std::time::Duration;

use engine::ports::SoundError;
use ogg::writing::PacketWriteEndInfo;
use ogg::{PacketReader, PacketWriter};
use rodio::Source;
use ropus::{Application, Bitrate, Channels, DecodeMode, Decoder, Encoder};

/// Samples a second, of every position in an OGG Opus file and of what is played and recorded.
pub const RATE: u32 = 48_000;
/// Samples of one packet that we write: 20 ms.
pub const FRAME: usize = 960;
/// The longest packet there can be: 120 ms.
const LONGEST: usize = 5_760;
/// Bits a second of a voice note that we record.
const BITRATE: u32 = 32_000;
/// Bytes that one packet may take.
const MOST_BYTES: usize = 1_500;
/// Number of our one stream in its file.
const STREAM: u32 = 1;

/// What the first packet of a file says.
struct Head {
    channels: Channels,
    pre_skip: u16,
}

impl Head {
    /// Reads it (RFC 7845, 5.1); none where it is another codec's or has more channels than two.
    fn read(packet: &[u8]) -> Option<Self> {
        let rest = packet.strip_prefix(b"OpusHead")?;
        let &[version, channels, low, high, _, _, _, _, _, _, family, ..] = rest else { return None };
        let channels = match channels {
            1 => Channels::Mono,
            2 => Channels::Stereo,
            _ => return None,
        };
        (version < 16 && family == 0).then_some(Self { channels, pre_skip: u16::from_le_bytes([low, high]) })
    }
}

/// A file that is decoded while it plays.
pub struct OpusFile {
    packets: PacketReader<Cursor<Vec<u8>>>,
    decoder: Decoder,
    channels: Channels,
    frame: Vec<f32>,
    /// Where in the frame the next sample is, and where the frame ends.
    next: usize,
    end: usize,
    /// Samples (of all channels) that are not heard any more at the start, and that are still to come.
    skip: usize,
    left: usize,
}

impl OpusFile {
    /// Whether these bytes begin such a file.
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"OggS") && bytes.get(28..36) == Some(b"OpusHead")
    }

    /// Reads its head.
    pub fn open(bytes: Vec<u8>) -> Result<Self, SoundError> {
        let samples = samples(&bytes).ok_or(SoundError::Undecodable)?;
        let mut packets = PacketReader::new(Cursor::new(bytes));
        let mut packet = || packets.read_packet().ok().flatten().ok_or(SoundError::Undecodable);
        let head = Head::read(&packet()?.data).ok_or(SoundError::Undecodable)?;
        if !packet()?.data.starts_with(b"OpusTags") {
            return Err(SoundError::Undecodable);
        }
        let many = head.channels.count();
        Ok(Self {
            packets,
            decoder: Decoder::new(RATE, head.channels).map_err(|_| SoundError::Undecodable)?,
            channels: head.channels,
            frame: vec![0.0; LONGEST * many],
            next: 0,
            end: 0,
            skip: usize::from(head.pre_skip) * many,
            left: usize::try_from(samples).map_err(|_| SoundError::Undecodable)?.saturating_mul(many),
        })
    }

    /// Decodes the next packet; a broken one is passed over.
    fn refill(&mut self) -> Option<()> {
        loop {
            let packet = self.packets.read_packet().ok().flatten()?;
            let Ok(samples) = self.decoder.decode_float(&packet.data, &mut self.frame, DecodeMode::Normal) else {
                continue;
            };
            self.end = samples * self.channels.count();
            self.next = self.skip.min(self.end);
            self.skip -= self.next;
            if self.next < self.end {
                return Some(());
            }
        }
    }
}

impl Iterator for OpusFile {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        self.left = self.left.checked_sub(1)?;
        if self.next == self.end {
            self.refill()?;
        }
        let sample = self.frame.get(self.next).copied();
        self.next += 1;
        sample
    }
}

impl Source for OpusFile {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        match self.channels {
            Channels::Mono => NonZero::<u16>::MIN,
            Channels::Stereo => NonZero::<u16>::MIN.saturating_add(1),
        }
    }

    fn sample_rate(&self) -> NonZero<u32> {
        NonZero::<u32>::MIN.saturating_add(RATE - 1)
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

/// Length of a file, by the position of its last page.
pub fn length(bytes: &[u8]) -> Option<Duration> {
    samples(bytes).map(|samples| Duration::from_micros(samples.saturating_mul(125) / 6))
}

/// Samples of each channel in a file, without those skipped at its start.
fn samples(bytes: &[u8]) -> Option<u64> {
    let mut packets = PacketReader::new(Cursor::new(bytes));
    let head = Head::read(&packets.read_packet().ok()??.data)?;
    let mut last = 0;
    while let Ok(Some(packet)) = packets.read_packet() {
        last = packet.absgp_page().max(last);
    }
    last.checked_sub(u64::from(head.pre_skip))
}

/// A voice note while it is written: mono, 48,000 samples a second in, OGG Opus out.
pub struct VoiceNote {
    encoder: Encoder,
    packets: Vec<Vec<u8>>,
    waiting: Vec<f32>,
    samples: u64,
}

impl VoiceNote {
    /// An empty one.
    pub fn new() -> Option<Self> {
        let encoder = Encoder::builder(RATE, Channels::Mono, Application::Voip).bitrate(Bitrate::Bits(BITRATE)).build();
        Some(Self { encoder: encoder.ok()?, packets: Vec::new(), waiting: Vec::new(), samples: 0 })
    }

    /// Adds samples between −1 and 1.
    pub fn add(&mut self, samples: impl IntoIterator<Item = f32>) {
        let before = self.waiting.len();
        self.waiting.extend(samples);
        self.samples += count(self.waiting.len() - before);
        while let Some((frame, _)) = self.waiting.split_first_chunk::<FRAME>() {
            let frame = *frame;
            self.waiting.drain(..FRAME);
            self.encode(&frame);
        }
    }

    fn encode(&mut self, frame: &[f32]) {
        let mut packet = vec![0; MOST_BYTES];
        // A frame of the right size always fits; one that did not would be a gap of 20 ms.
        if let Ok(bytes) = self.encoder.encode_float(frame, &mut packet) {
            packet.truncate(bytes);
            self.packets.push(packet);
        }
    }

    /// How much was added.
    pub fn length(&self) -> Duration {
        Duration::from_micros(self.samples.saturating_mul(125) / 6)
    }

    /// The file; none if nothing was added.
    pub fn file(mut self) -> Option<Vec<u8>> {
        if self.samples == 0 {
            return None;
        }
        let (samples, pre_skip) = (self.samples, u16::try_from(self.encoder.lookahead()).unwrap_or(0));
        // The codec is behind by its look-ahead: silence pushes the last samples out.
        let end = self.samples + u64::from(pre_skip);
        while count(self.packets.len() * FRAME) < end {
            let mut frame = std::mem::take(&mut self.waiting);
            frame.resize(FRAME, 0.0);
            self.encode(&frame);
        }
        pages(&self.packets, pre_skip, samples + u64::from(pre_skip)).ok()
    }
}

/// Lays packets into the pages of a file whose last position is `end`.
fn pages(packets: &[Vec<u8>], pre_skip: u16, end: u64) -> std::io::Result<Vec<u8>> {
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend(pre_skip.to_le_bytes());
    head.extend(RATE.to_le_bytes());
    head.extend([0, 0, 0]);
    let mut tags = b"OpusTags\x0b\0\0\0Switchboard".to_vec();
    tags.extend([0; 4]);
    let mut writer = PacketWriter::new(Vec::new());
    writer.write_packet(head, STREAM, PacketWriteEndInfo::EndPage, 0)?;
    writer.write_packet(tags, STREAM, PacketWriteEndInfo::EndPage, 0)?;
    let mut position = 0;
    for (at, packet) in packets.iter().enumerate() {
        position += count(FRAME);
        let info =
            if at + 1 == packets.len() { PacketWriteEndInfo::EndStream } else { PacketWriteEndInfo::NormalPacket };
        writer.write_packet(packet.as_slice(), STREAM, info, position.min(end))?;
    }
    Ok(writer.into_inner())
}

fn count(samples: usize) -> u64 {
    u64::try_from(samples).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(samples: u16) -> impl Iterator<Item = f32> {
        (0..samples).map(|at| 0.5 * (std::f32::consts::TAU * 440.0 * f32::from(at) / 48_000.0).sin())
    }

    fn note(samples: u16) -> Vec<u8> {
        let mut note = VoiceNote::new().unwrap();
        note.add(tone(samples));
        note.file().unwrap()
    }

    #[test]
    fn a_recorded_tone_is_played_again_at_its_pitch_and_length() {
        let file = note(48_000);
        assert_eq!(length(&file), Some(Duration::from_secs(1)));
        let played: Vec<f32> = OpusFile::open(file).unwrap().collect();
        assert_eq!(played.len(), 48_000, "what was padded is not heard");
        let middle = &played[4_800..43_200];
        let crossings = middle.windows(2).filter(|pair| (pair[0] < 0.0) != (pair[1] < 0.0)).count();
        assert!((crossings as f32 / 2.0 / 0.8 - 440.0).abs() < 3.0, "{crossings} crossings in 0.8 s");
        let peak = middle.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        assert!((0.35..0.7).contains(&peak), "it is as loud as {peak}");
    }

    #[test]
    fn a_length_that_is_no_whole_number_of_frames_is_kept() {
        assert_eq!(OpusFile::open(note(1_234)).unwrap().count(), 1_234);
        assert_eq!(length(&note(4_800)), Some(Duration::from_millis(100)));
    }

    #[test]
    fn a_voice_note_says_that_it_is_mono_opus() {
        let file = note(960);
        assert!(OpusFile::is_one(&file));
        assert_eq!(file.get(37), Some(&1), "one channel");
    }

    #[test]
    fn nothing_recorded_is_no_file() {
        assert_eq!(VoiceNote::new().unwrap().file(), None);
    }

    #[test]
    fn a_file_that_breaks_off_plays_as_far_as_it_goes() {
        let whole = note(48_000);
        let half = whole[..whole.len() / 2].to_vec();
        assert!(OpusFile::open(half).map_or(0, Iterator::count) < 48_000);
        assert!(matches!(OpusFile::open(b"OggS and then nothing".to_vec()), Err(SoundError::Undecodable)));
    }
}
