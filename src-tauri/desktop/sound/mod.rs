//! Sounds in and out: alerts, files that play, and voice notes that are recorded.

mod alert;
mod device;
mod file;
mod loudness;
mod opus;
mod ours;
mod pace;
mod play;
mod prepare;
mod record;
mod shape;
mod wav;

use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};

use async_trait::async_trait;
use domain::notify::Sound;
use engine::ports::{PreparedSound, SoundError, SoundPort, SoundShape, Tone};
use tokio::sync::{broadcast, oneshot};

use play::Order;
use record::Recording;

/// The speakers and the microphone of this machine. Neither is touched before it is needed.
pub struct Desk {
    orders: mpsc::Sender<Order>,
    ended: broadcast::Sender<()>,
    recording: Mutex<Option<Recording>>,
}

impl Desk {
    /// Makes ready to play; the device is opened at the first sound.
    pub fn new() -> Self {
        let ended = broadcast::channel(16).0;
        Self { orders: play::begin(ended.clone()), ended, recording: Mutex::default() }
    }

    fn recording(&self) -> MutexGuard<'_, Option<Recording>> {
        self.recording.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives an order; one that nobody takes any more belongs to a program that is ending.
    fn order(&self, order: Order) {
        let _ = self.orders.send(order);
    }
}

#[async_trait]
impl SoundPort for Desk {
    fn ring(&self, tone: Tone, volume: u8) {
        match alert::source(tone, volume) {
            Ok(source) => self.order(Order::Ring { source, played: None }),
            Err(error) => tracing::warn!(%error, "an alert could not be heard"),
        }
    }

    async fn ring_through(&self, tone: Tone, volume: u8) -> Result<(), SoundError> {
        let source = alert::source(tone, volume)?;
        let most = alert::patience(&*source);
        let (played, heard) = oneshot::channel();
        self.order(Order::Ring { source, played: Some(played) });
        // A device that hangs takes the sound and never plays it.
        match tokio::time::timeout(most, heard).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(SoundError::NoDevice),
        }
    }

    fn prepare(&self, bytes: Vec<u8>, from: i64, to: Option<i64>) -> Result<PreparedSound, SoundError> {
        prepare::prepare(bytes, from, to)
    }

    fn shape(&self, sound: Sound) -> Option<SoundShape> {
        Some(shape::of(&ours::samples(sound)))
    }

    fn devices(&self) -> Vec<String> {
        device::names()
    }

    fn choose(&self, device: Option<String>) {
        self.order(Order::Choose(device));
    }

    fn play(&self, bytes: Vec<u8>) -> Result<(), SoundError> {
        let file = file::open(bytes)?;
        let (answer, answered) = mpsc::channel();
        self.order(Order::Play { file, answer });
        answered.recv().unwrap_or(Err(SoundError::NoDevice))
    }

    fn stop(&self) {
        self.order(Order::Stop);
    }

    fn ended(&self) -> broadcast::Receiver<()> {
        self.ended.subscribe()
    }

    fn record_start(&self) -> Result<(), SoundError> {
        // A recording that nobody ended is thrown away.
        *self.recording() = None;
        let begun = Recording::begin()?;
        *self.recording() = Some(begun);
        Ok(())
    }

    fn record_stop(&self) -> Result<Vec<u8>, SoundError> {
        let recording = self.recording().take().ok_or(SoundError::NotRecording)?;
        recording.end()
    }

    fn record_cancel(&self) {
        *self.recording() = None;
    }

    fn duration(&self, bytes: &[u8]) -> Option<i64> {
        file::duration(bytes)
    }
}
