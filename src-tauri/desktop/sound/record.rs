//! Records a voice note on a thread of its own, encoding it while it is spoken.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{FromSample, Sample, SampleFormat, SizedSample, Stream, StreamConfig};
use engine::ports::SoundError;

use super::device;
use super::opus::{RATE, VoiceNote};
use super::pace::Pace;

/// What is spoken after this is not recorded: at our bit rate it stays below the 16 MB that a voice note may have.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// What the thread hears.
enum Heard {
    /// Samples of all channels, between −1 and 1.
    Samples(Vec<f32>),
    /// The operator ended it.
    End,
}

/// A recording under way. Thrown away when dropped.
pub struct Recording {
    end: Sender<Heard>,
    thread: Option<JoinHandle<Option<Vec<u8>>>>,
}

impl Recording {
    /// Opens the microphone and begins.
    pub fn begin() -> Result<Self, SoundError> {
        let (heard, hearing) = channel();
        let (answer, answered) = channel();
        let end = heard.clone();
        let thread = thread::Builder::new().name("microphone".into()).spawn(move || match Microphone::open(heard) {
            Ok(microphone) => {
                // Whoever began it waits for exactly this.
                let _ = answer.send(Ok(()));
                microphone.write(&hearing)
            }
            Err(error) => {
                let _ = answer.send(Err(error));
                None
            }
        });
        let thread = thread.map_err(|_| SoundError::NoDevice)?;
        answered.recv().unwrap_or(Err(SoundError::NoDevice))?;
        Ok(Self { end, thread: Some(thread) })
    }

    /// Ends it: OGG Opus, mono. A microphone that gave nothing is as good as none.
    pub fn end(mut self) -> Result<Vec<u8>, SoundError> {
        let thread = self.thread.take();
        drop(self);
        thread.and_then(|thread| thread.join().ok()).flatten().ok_or(SoundError::NoDevice)
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        // Where the thread is gone already there is nothing to end.
        let _ = self.end.send(Heard::End);
    }
}

/// An open microphone.
struct Microphone {
    stream: Stream,
    channels: usize,
    rate: u32,
}

impl Microphone {
    fn open(heard: Sender<Heard>) -> Result<Self, SoundError> {
        let device = device::host().default_input_device().ok_or(SoundError::NoDevice)?;
        let usual = device.default_input_config().map_err(problem)?;
        let fits = |offer: &cpal::SupportedStreamConfigRange| {
            offer.channels() == usual.channels() && offer.sample_format() == usual.sample_format()
        };
        let best = device.supported_input_configs().map_err(problem)?.filter(fits);
        let config = best.filter_map(|offer| offer.try_with_sample_rate(RATE)).next().unwrap_or(usual);
        let (format, config) = (config.sample_format(), config.config());
        let stream = match format {
            SampleFormat::F32 => listen::<f32>(&device, config, heard),
            SampleFormat::I16 => listen::<i16>(&device, config, heard),
            SampleFormat::I32 => listen::<i32>(&device, config, heard),
            SampleFormat::U16 => listen::<u16>(&device, config, heard),
            SampleFormat::U8 => listen::<u8>(&device, config, heard),
            _ => return Err(SoundError::NoDevice),
        };
        let stream = stream.map_err(problem)?;
        stream.play().map_err(problem)?;
        Ok(Self { stream, channels: usize::from(config.channels).max(1), rate: config.sample_rate.max(1) })
    }

    /// Writes what is heard until the end; none where nothing was.
    fn write(self, hearing: &Receiver<Heard>) -> Option<Vec<u8>> {
        let mut note = VoiceNote::new()?;
        let mut pace = Pace::new(self.rate);
        while let Ok(heard) = hearing.recv() {
            match heard {
                Heard::Samples(samples) if note.length() < LONGEST => note.add(pace.samples(&samples, self.channels)),
                Heard::Samples(_) => {}
                Heard::End => break,
            }
        }
        drop(self.stream);
        note.file()
    }
}

fn problem(error: cpal::Error) -> SoundError {
    tracing::warn!(%error, "the microphone does not open");
    SoundError::NoDevice
}

fn listen<T>(device: &cpal::Device, config: StreamConfig, heard: Sender<Heard>) -> Result<Stream, cpal::Error>
where
    T: SizedSample,
    f32: FromSample<T>,
{
    device.build_input_stream(
        config,
        move |data: &[T], _| {
            // Nobody hears any more once the recording has ended.
            let _ = heard.send(Heard::Samples(data.iter().map(|sample| f32::from_sample(*sample)).collect()));
        },
        |error| tracing::warn!(%error, "the microphone reports a problem"),
        None,
    )
}
