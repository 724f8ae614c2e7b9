//! Tells screens what changed: kinds and chats, in batches, never the things themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use contract::change::{Change, ChangeBatch, ChangeKind};
use domain::{ChatId, MessageId};
use tokio::sync::{Notify, broadcast};

/// Between two batches while the window is shown: at most 60 a second.
const SHOWN: Duration = Duration::from_millis(17);
/// Between two batches while it is hidden.
const HIDDEN: Duration = Duration::from_secs(1);
/// More chats than this in one batch, and the screen is told to ask for everything again.
const MOST_CHATS: usize = 400;
/// Batches that a slow screen may lag behind before it is told to reload.
const BACKLOG: usize = 64;

/// Collects changes and sends them out in batches.
#[derive(Clone)]
pub struct Feed {
    shared: Arc<Shared>,
}

struct Shared {
    pending: Mutex<Pending>,
    wake: Notify,
    visible: AtomicBool,
    out: broadcast::Sender<ChangeBatch>,
}

#[derive(Default)]
struct Pending {
    kinds: BTreeMap<ChangeKind, BTreeSet<ChatId>>,
    open: Vec<Change>,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            shared: Arc::new(Shared {
                pending: Mutex::default(),
                wake: Notify::new(),
                visible: AtomicBool::new(true),
                out: broadcast::channel(BACKLOG).0,
            }),
        }
    }
}

impl Feed {
    /// Batches from now on. A receiver that lags must ask for everything again.
    pub fn subscribe(&self) -> broadcast::Receiver<ChangeBatch> {
        self.shared.out.subscribe()
    }

    /// Something that belongs to no chat changed.
    pub fn changed(&self, kind: ChangeKind) {
        self.add(|pending| {
            pending.kinds.entry(kind).or_default();
        });
    }

    /// Something changed in those chats.
    pub fn changed_in(&self, kind: ChangeKind, chats: impl IntoIterator<Item = ChatId>) {
        self.add(|pending| pending.kinds.entry(kind).or_default().extend(chats));
    }

    /// The operator wants to see that chat.
    pub fn open(&self, chat: Option<ChatId>, message: Option<MessageId>) {
        let change = Change { kind: ChangeKind::Open, chats: chat.into_iter().collect(), message };
        self.add(|pending| pending.open.push(change));
    }

    /// Whether a screen can be seen.
    pub fn set_visible(&self, visible: bool) {
        self.shared.visible.store(visible, Ordering::Relaxed);
        self.shared.wake.notify_one();
    }

    fn add(&self, put: impl FnOnce(&mut Pending)) {
        put(&mut self.shared.pending.lock().unwrap_or_else(PoisonError::into_inner));
        self.shared.wake.notify_one();
    }

    /// Sends batches until the task is dropped.
    pub async fn run(self) {
        loop {
            self.shared.wake.notified().await;
            if let Some(batch) = self.take() {
                // Nobody listening is fine: a screen asks for everything when it comes.
                let _ = self.shared.out.send(batch);
                let pause = if self.shared.visible.load(Ordering::Relaxed) { SHOWN } else { HIDDEN };
                tokio::time::sleep(pause).await;
            }
        }
    }

    fn take(&self) -> Option<ChangeBatch> {
        let pending = std::mem::take(&mut *self.shared.pending.lock().unwrap_or_else(PoisonError::into_inner));
        if pending.kinds.is_empty() && pending.open.is_empty() {
            return None;
        }
        let reload = pending.kinds.values().any(|chats| chats.len() > MOST_CHATS);
        let kinds = pending.kinds.into_iter().map(|(kind, chats)| Change {
            kind,
            chats: if reload { Vec::new() } else { chats.into_iter().collect() },
            message: None,
        });
        Some(ChangeBatch { reload, changes: kinds.chain(pending.open).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_in_annas_chat_is_one_batch_that_names_it_once() {
        let feed = Feed::default();
        let mut screen = feed.subscribe();
        for _ in 0..100 {
            feed.changed_in(ChangeKind::Messages, [ChatId(7)]);
        }
        tokio::spawn(feed.run());
        let batch = screen.recv().await.unwrap();
        assert_eq!(batch.changes, [Change { kind: ChangeKind::Messages, chats: vec![ChatId(7)], message: None }]);
        assert!(screen.try_recv().is_err(), "nothing else was said");
    }

    #[tokio::test(start_paused = true)]
    async fn too_many_chats_at_once_ask_the_screen_to_reload() {
        let feed = Feed::default();
        let mut screen = feed.subscribe();
        feed.changed_in(ChangeKind::Chats, (0..1_000).map(ChatId));
        tokio::spawn(feed.run());
        let batch = screen.recv().await.unwrap();
        assert!(batch.reload && batch.changes.iter().all(|change| change.chats.is_empty()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_hidden_window_is_told_once_a_second() {
        let feed = Feed::default();
        feed.set_visible(false);
        let mut screen = feed.subscribe();
        tokio::spawn(feed.clone().run());
        let start = tokio::time::Instant::now();
        for chat in 0..3 {
            feed.changed_in(ChangeKind::Messages, [ChatId(chat)]);
            screen.recv().await.unwrap();
        }
        assert!(start.elapsed() >= HIDDEN * 2, "three batches are two pauses apart");
    }
}
