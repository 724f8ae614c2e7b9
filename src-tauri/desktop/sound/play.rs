//! Plays on a thread of its own: the device is opened at the first sound and closed when nothing has played for a while.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use cpal::traits::HostTrait;
use domain::notify::Sound;
use engine::ports::SoundError;
use rodio::buffer::SamplesBuffer;
use rodio::source::EmptyCallback;
use rodio::{DeviceSinkBuilder, MixerDeviceSink, Player};
use tokio::sync::broadcast;

use super::file::File;
use super::{device, ours};

/// The device stays open so long after the last sound, so that the next one of a burst is heard at once.
const QUIET: Duration = Duration::from_secs(20);

/// What the thread is asked for.
pub enum Order {
    /// One of our own, above whatever plays.
    Ring(Sound),
    /// A file, in place of the one that plays.
    Play {
        /// Which.
        file: File,
        /// Whether it plays.
        answer: Sender<Result<(), SoundError>>,
    },
    /// Silence.
    Stop,
    /// A file played to its end.
    Ended(u64),
    /// The device does not play any more.
    Lost,
}

/// Starts the thread, which lives as long as the program.
pub fn begin(ended: broadcast::Sender<()>) -> Sender<Order> {
    let (orders, taken) = channel();
    let desk = Desk { back: orders.clone(), ended, sink: None, file: None, files: 0 };
    // Without the thread every order is refused as if there were no device.
    let _ = thread::Builder::new().name("sound".into()).spawn(move || desk.run(&taken));
    orders
}

struct Desk {
    back: Sender<Order>,
    ended: broadcast::Sender<()>,
    sink: Option<MixerDeviceSink>,
    file: Option<Player>,
    /// How many files were played: the end of an earlier one means nothing.
    files: u64,
}

impl Desk {
    fn run(mut self, orders: &Receiver<Order>) {
        loop {
            match orders.recv_timeout(QUIET) {
                Ok(Order::Ring(sound)) => self.ring(sound),
                Ok(Order::Play { file, answer }) => {
                    // Whoever asked may have gone meanwhile.
                    let _ = answer.send(self.play(file));
                }
                Ok(Order::Stop) => self.file = None,
                Ok(Order::Ended(file)) => self.end(file),
                Ok(Order::Lost) => self.lose(),
                Err(RecvTimeoutError::Timeout) if self.file.is_none() => self.sink = None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn ring(&mut self, sound: Sound) {
        let Some(sink) = self.sink() else {
            return tracing::warn!("an alert could not be heard: there is no sound device");
        };
        let (Some(channels), Some(rate)) = (NonZero::new(1), NonZero::new(ours::RATE)) else { return };
        sink.mixer().add(SamplesBuffer::new(channels, rate, ours::samples(sound)));
    }

    fn play(&mut self, file: File) -> Result<(), SoundError> {
        self.file = None;
        self.files += 1;
        let (number, back) = (self.files, self.back.clone());
        let player = Player::connect_new(self.sink().ok_or(SoundError::NoDevice)?.mixer());
        match file {
            File::Opus(source) => player.append(*source),
            File::Other(source) => player.append(*source),
        }
        player.append(EmptyCallback::new(Box::new(move || {
            let _ = back.send(Order::Ended(number));
        })));
        self.file = Some(player);
        Ok(())
    }

    fn end(&mut self, file: u64) {
        if file == self.files && self.file.take().is_some() {
            // Nobody listening is fine.
            let _ = self.ended.send(());
        }
    }

    fn lose(&mut self) {
        self.sink = None;
        self.end(self.files);
    }

    fn sink(&mut self) -> Option<&MixerDeviceSink> {
        if self.sink.is_none() {
            self.sink = open(self.back.clone());
        }
        self.sink.as_ref()
    }
}

/// Whether a stream that reports this plays no more.
const fn ends(kind: cpal::ErrorKind) -> bool {
    use cpal::ErrorKind::{DeviceChanged, RealtimeDenied, Xrun};
    !matches!(kind, DeviceChanged | RealtimeDenied | Xrun)
}

fn open(back: Sender<Order>) -> Option<MixerDeviceSink> {
    let device = device::host().default_output_device()?;
    let sink = DeviceSinkBuilder::from_device(device).and_then(|builder| {
        builder
            .with_error_callback(move |error| {
                tracing::warn!(%error, "the sound device reports a problem");
                if ends(error.kind()) {
                    let _ = back.send(Order::Lost);
                }
            })
            .open_stream()
    });
    let mut sink = sink.inspect_err(|error| tracing::warn!(%error, "the sound device does not open")).ok()?;
    sink.log_on_drop(false);
    Some(sink)
}
