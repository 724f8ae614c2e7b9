//! Sounds in and out: our own, files that play, and voice notes that are recorded.

mod device;
mod file;
mod opus;
mod ours;
mod play;
mod record;

use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};

use domain::notify::Sound;
use engine::ports::{SoundError, SoundPort};
use tokio::sync::broadcast;

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

impl SoundPort for Desk {
    fn ring(&self, sound: Sound) {
        self.order(Order::Ring(sound));
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
