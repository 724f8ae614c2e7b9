//! One running sandbox: the state behind its lock, and everything that carries out what the state asked for.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use crate::agenda::{Act, Agenda};
use crate::clock::Clock;
use crate::send::status;
use crate::town::life;
use crate::webhook::delivery::Delivery;
use crate::world::World;

/// Requests that are remembered.
const REMEMBERED: usize = 10_000;

/// Shared by every task.
pub(crate) struct Sandbox {
    pub(crate) clock: Clock,
    pub(crate) agenda: Agenda,
    pub(crate) delivery: Delivery,
    pub(crate) client: reqwest::Client,
    /// Kept apart from the state, so that signing needs no lock.
    pub(crate) app_secret: String,
    /// Bursts that still have messages to write.
    pub(crate) bursts: AtomicUsize,
    world: Mutex<World>,
    requests: Mutex<VecDeque<Value>>,
}

impl Sandbox {
    pub(crate) fn new(world: World, clock: Clock, delivery: Delivery, client: reqwest::Client) -> Self {
        Self {
            clock,
            agenda: Agenda::default(),
            delivery,
            client,
            app_secret: world.hello.app_secret.clone(),
            bursts: AtomicUsize::new(0),
            world: Mutex::new(world),
            requests: Mutex::default(),
        }
    }

    /// Makes one change to the state, then queues the webhooks and plans it left behind, in their order.
    pub(crate) fn change<R>(&self, make: impl FnOnce(&mut World) -> R) -> R {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.now = self.clock.now_ms();
        let result = make(&mut world);
        for post in world.outbox.drain(..) {
            self.delivery.push(post);
        }
        for (at, act) in world.plans.drain(..) {
            self.agenda.plan(at, act);
        }
        result
    }

    /// Remembers an answered request of the Graph API, and who asked.
    pub(crate) fn note(&self, from: IpAddr, method: &str, path: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        if requests.len() >= REMEMBERED {
            requests.pop_front();
        }
        requests.push_back(json!({
            "at": self.clock.now_ms(), "from": from, "method": method, "path": path, "status": status,
        }));
    }

    /// The last so many requests, oldest first.
    pub(crate) fn requests(&self, last: usize) -> Vec<Value> {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let skip = requests.len().saturating_sub(last);
        requests.iter().skip(skip).cloned().collect()
    }

    /// Waits until no webhook is queued or in flight and nothing is due within `horizon_ms` of the town's time from now.
    pub(crate) async fn rest(&self, horizon_ms: i64) {
        let until = self.clock.now_ms().saturating_add(horizon_ms.max(0));
        loop {
            let settled = self.delivery.settled.notified();
            tokio::pin!(settled);
            settled.as_mut().enable();
            let quiet = self.delivery.pending() == 0 && self.bursts.load(Ordering::SeqCst) == 0;
            if quiet && !self.agenda.busy_until(until.max(self.clock.now_ms())) && self.delivery.pending() == 0 {
                return;
            }
            settled.await;
        }
    }
}

/// Does what is on the agenda when its time has come, for as long as the sandbox runs.
pub(crate) async fn live(sandbox: Arc<Sandbox>) {
    loop {
        let changed = sandbox.agenda.changed.notified();
        tokio::pin!(changed);
        changed.as_mut().enable();
        if let Some(act) = sandbox.agenda.take_due(sandbox.clock.now_ms()) {
            perform(&sandbox, act);
            sandbox.agenda.finished();
            sandbox.delivery.settled.notify_waiters();
            continue;
        }
        match sandbox.agenda.next_at() {
            None => changed.await,
            Some(at) => tokio::select! {
                () = sandbox.clock.until(at) => {}
                () = changed => {}
            },
        }
    }
}

fn perform(sandbox: &Sandbox, act: Act) {
    match act {
        Act::Retry(post) => sandbox.delivery.push(*post),
        act => sandbox.change(|world| carry_out(world, act)),
    }
}

fn carry_out(world: &mut World, act: Act) {
    match act {
        Act::Status { id, step, who } => status::step(world, &id, step, who),
        Act::Answer { id, who } => life::answer(world, &id, who),
        Act::Tick { generation } => life::tick(world, generation),
        Act::Later(act) => act(world),
        Act::Of { number, act } => world.at(number, |world| carry_out(world, *act)),
        // Needs nothing of the town.
        Act::Retry(_) => {}
    }
}
