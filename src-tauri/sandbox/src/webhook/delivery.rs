//! The way of webhooks to the client: a queue, at most so many in flight, repeated with a growing pause until 200
//! (reference 6).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::sync::{Notify, Semaphore};

use crate::agenda::Act;
use crate::sandbox::Sandbox;
use crate::webhook::post::Post;

/// POSTs in flight at one time.
const AT_ONCE: u32 = 32;
/// How long a receiver may take; Meta publishes no figure.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long events are gathered where they share a POST.
const GATHERING: Duration = Duration::from_millis(100);
/// After this much of the town's time a webhook is given up: seven days.
const HORIZON_MS: i64 = 7 * 86_400_000;
/// The longest pause between two tries.
const LONGEST_PAUSE_MS: i64 = 3_600_000;

/// The queue of webhooks and its figures.
pub(crate) struct Delivery {
    queue: UnboundedSender<Post>,
    /// Posts that are queued or in flight; those waiting for another try are on the agenda.
    pending: AtomicUsize,
    /// Somebody finished something: whoever waits for rest looks again.
    pub(crate) settled: Notify,
    acknowledged: AtomicU64,
    refused: AtomicU64,
    given_up: AtomicU64,
}

impl Delivery {
    /// A queue that hands its posts to `courier`.
    pub(crate) fn new(queue: UnboundedSender<Post>) -> Self {
        Self {
            queue,
            pending: AtomicUsize::new(0),
            settled: Notify::new(),
            acknowledged: AtomicU64::new(0),
            refused: AtomicU64::new(0),
            given_up: AtomicU64::new(0),
        }
    }

    /// Queues one.
    pub(crate) fn push(&self, post: Post) {
        self.pending.fetch_add(1, Ordering::SeqCst);
        if self.queue.send(post).is_err() {
            self.done();
        }
    }

    /// Posts that are queued or in flight.
    pub(crate) fn pending(&self) -> usize {
        self.pending.load(Ordering::SeqCst)
    }

    /// The figures for the control endpoint.
    pub(crate) fn summary(&self) -> Value {
        json!({
            "pending": self.pending(),
            "acknowledged": self.acknowledged.load(Ordering::SeqCst),
            "refused": self.refused.load(Ordering::SeqCst),
            "given_up": self.given_up.load(Ordering::SeqCst),
        })
    }

    fn done(&self) {
        self.pending.fetch_sub(1, Ordering::SeqCst);
        self.settled.notify_waiters();
    }
}

/// The pause before try number `attempts + 1`: one second, then twice as long each time, an hour at most.
pub(crate) fn pause_ms(attempts: u32) -> i64 {
    (1_000_i64 << attempts.saturating_sub(1).min(20)).min(LONGEST_PAUSE_MS)
}

/// Carries posts from the queue to their addresses, for as long as the sandbox runs.
pub(crate) async fn courier(sandbox: Arc<Sandbox>, mut queue: UnboundedReceiver<Post>, client: reqwest::Client) {
    let slots = Arc::new(Semaphore::new(AT_ONCE as usize));
    while let Some(first) = queue.recv().await {
        let posts = if first.batch > 1 { gather(&sandbox, first, &mut queue).await } else { vec![first] };
        for post in posts {
            let places = if post.alone { AT_ONCE } else { 1 };
            let Ok(slot) = Arc::clone(&slots).acquire_many_owned(places).await else {
                return;
            };
            let (sandbox, client) = (Arc::clone(&sandbox), client.clone());
            tokio::spawn(async move {
                carry(&sandbox, &client, post).await;
                drop(slot);
            });
        }
    }
}

/// Joins what arrives within a moment into one POST per address.
async fn gather(sandbox: &Sandbox, first: Post, queue: &mut UnboundedReceiver<Post>) -> Vec<Post> {
    let most = first.batch;
    let mut posts = vec![first];
    let mut count = 1;
    let end = tokio::time::Instant::now() + GATHERING;
    while count < most {
        let Ok(Some(next)) = tokio::time::timeout_at(end, queue.recv()).await else {
            break;
        };
        count += 1;
        match posts.iter_mut().find(|post| post.url == next.url && next.batch > 1) {
            Some(post) => {
                post.absorb(next);
                sandbox.delivery.done();
            }
            None => posts.push(next),
        }
    }
    posts
}

async fn carry(sandbox: &Sandbox, client: &reqwest::Client, mut post: Post) {
    post.attempts += 1;
    let body = post.body();
    let mut request = client.post(&post.url).timeout(PATIENCE).header("content-type", "application/json").body(body);
    request = request.header("user-agent", "facebookexternalua");
    if let Some(signature) = post.signed(&sandbox.app_secret) {
        request = request.header("x-hub-signature-256", signature);
    }
    let status = match request.send().await {
        Ok(answer) => {
            let status = answer.status().as_u16();
            // Reading to the end keeps the connection for the next POST.
            if answer.bytes().await.is_err() {
                tracing::debug!("the receiver broke off its answer");
            }
            Some(status)
        }
        Err(_) => None,
    };
    for tell in post.tell.drain(..) {
        if tell.send(status).is_err() {
            tracing::trace!("nobody waits for this delivery any more");
        }
    }
    settle(sandbox, post, status);
}

fn settle(sandbox: &Sandbox, post: Post, status: Option<u16>) {
    let delivery = &sandbox.delivery;
    if status == Some(200) {
        delivery.acknowledged.fetch_add(1, Ordering::SeqCst);
    } else {
        delivery.refused.fetch_add(1, Ordering::SeqCst);
        let again = sandbox.clock.now_ms().saturating_add(pause_ms(post.attempts));
        if again.saturating_sub(post.first_at) > HORIZON_MS {
            delivery.given_up.fetch_add(1, Ordering::SeqCst);
        } else {
            sandbox.agenda.plan(again, Act::Retry(Box::new(post)));
        }
    }
    delivery.done();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pause_is_twice_the_one_before_and_none_is_longer_than_an_hour() {
        let pauses: Vec<i64> = (1..=14).map(pause_ms).collect();
        assert_eq!(pauses.get(..4), Some(&[1_000, 2_000, 4_000, 8_000][..]));
        assert_eq!(pauses.last(), Some(&3_600_000));
        assert_eq!(pause_ms(u32::MAX), 3_600_000);
    }
}
