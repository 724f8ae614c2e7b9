//! Plays on a thread of its own: the device is opened at the first sound and closed when nothing has played for a while.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use engine::ports::SoundError;
use rodio::source::EmptyCallback;
use rodio::{DeviceSinkBuilder, MixerDeviceSink, Player, Source};
use tokio::sync::{broadcast, oneshot};

use super::device;
use super::file::File;

/// The device stays open so long after the last sound, so that the next one of a burst is heard at once.
const QUIET: Duration = Duration::from_secs(20);

/// What is told when a sound has been played to its end; dropped where it was not.
pub type Played = oneshot::Sender<()>;

/// What the thread is asked for.
pub enum Order {
    /// An alert, above whatever plays.
    Ring {
        /// Its samples, as loud as they are to be.
        source: Box<dyn Source + Send>,
        /// Who waits for its end.
        played: Option<Played>,
    },
    /// A file, in place of the one that plays.
    Play {
        /// Which.
        file: File,
        /// Whether it plays.
        answer: Sender<Result<(), SoundError>>,
    },
    /// Silence.
    Stop,
    /// Another device, by name; none is the system's choice.
    Choose(Option<String>),
    /// A file played to its end.
    Ended(u64),
    /// The device does not play any more.
    Lost,
}

/// Starts the thread, which lives as long as the program.
pub fn begin(ended: broadcast::Sender<()>) -> Sender<Order> {
    let (orders, taken) = channel();
    let desk = Desk { back: orders.clone(), ended, device: None, silent: false, sink: None, file: None, files: 0 };
    // Without the thread every order is refused as if there were no device.
    let _ = thread::Builder::new().name("sound".into()).spawn(move || desk.run(&taken));
    orders
}

struct Desk {
    back: Sender<Order>,
    ended: broadcast::Sender<()>,
    /// The device that was chosen.
    device: Option<String>,
    /// Whether it was said that there is no device.
    silent: bool,
    sink: Option<MixerDeviceSink>,
    file: Option<Player>,
    /// How many files were played: the end of an earlier one means nothing.
    files: u64,
}

impl Desk {
    fn run(mut self, orders: &Receiver<Order>) {
        loop {
            match orders.recv_timeout(QUIET) {
                Ok(Order::Ring { source, played }) => self.ring(source, played),
                Ok(Order::Play { file, answer }) => {
                    // Whoever asked may have gone meanwhile.
                    let _ = answer.send(self.play(file));
                }
                Ok(Order::Stop) => self.file = None,
                Ok(Order::Choose(device)) => self.choose(device),
                Ok(Order::Ended(file)) => self.end(file),
                Ok(Order::Lost) => self.lose(),
                Err(RecvTimeoutError::Timeout) if self.file.is_none() => self.sink = None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn ring(&mut self, source: Box<dyn Source + Send>, played: Option<Played>) {
        let Some(sink) = self.sink() else { return };
        let player = Player::connect_new(sink.mixer());
        player.append(source);
        if let Some(played) = played {
            let played = Mutex::new(Some(played));
            player.append(EmptyCallback::new(Box::new(move || {
                if let Some(played) = played.lock().unwrap_or_else(PoisonError::into_inner).take() {
                    // Whoever waited may have gone meanwhile.
                    let _ = played.send(());
                }
            })));
        }
        player.detach();
    }

    fn play(&mut self, file: File) -> Result<(), SoundError> {
        self.file = None;
        self.files += 1;
        let (number, back) = (self.files, self.back.clone());
        let player = Player::connect_new(self.sink().ok_or(SoundError::NoDevice)?.mixer());
        player.append(file.source());
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

    fn choose(&mut self, device: Option<String>) {
        if self.device != device {
            self.device = device;
            self.lose();
        }
    }

    fn lose(&mut self) {
        self.sink = None;
        self.end(self.files);
    }

    fn sink(&mut self) -> Option<&MixerDeviceSink> {
        if self.sink.is_none() {
            let chosen = self.device.as_deref().and_then(|name| open(Some(name), &self.back));
            self.sink = chosen.or_else(|| open(None, &self.back));
            // A machine without sound is said to be one once, not at every message.
            let silent = self.sink.is_none();
            if silent && !self.silent {
                tracing::warn!("alerts are not heard: there is no sound device");
            }
            self.silent = silent;
        }
        self.sink.as_ref()
    }
}

/// Whether a stream that reports this plays no more.
const fn ends(kind: cpal::ErrorKind) -> bool {
    use cpal::ErrorKind::{DeviceChanged, RealtimeDenied, Xrun};
    !matches!(kind, DeviceChanged | RealtimeDenied | Xrun)
}

fn open(named: Option<&str>, back: &Sender<Order>) -> Option<MixerDeviceSink> {
    let (device, back) = (device::player(named)?, back.clone());
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
    let mut sink = sink.inspect_err(|error| tracing::debug!(%error, "the sound device does not open")).ok()?;
    sink.log_on_drop(false);
    Some(sink)
}
