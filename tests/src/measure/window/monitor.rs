//! Listens on the bus of the session to every call that asks for a banner.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::StreamExt as _;
use tokio::task::JoinHandle;
use zbus::fdo::MonitoringProxy;
use zbus::message::Type;
use zbus::{Connection, MatchRule, Message, MessageStream};

use super::provider::wall;
use crate::{Result, WorldError, patience};

/// The name of the desktop's notifications on the bus, and of their interface.
pub const NOTIFICATIONS: &str = "org.freedesktop.Notifications";

/// What was asked for, and when, in milliseconds since 1970.
type Seen = Arc<Mutex<Vec<(String, f64)>>>;

/// Words of a banner that is to come, and when they were sent.
pub type Awaited = (String, f64);

/// How long what was awaited took.
#[derive(Debug)]
pub struct Times {
    /// Each.
    pub seconds: Vec<f64>,
    /// How many came.
    pub came: usize,
}

/// Who listens, until it goes.
#[derive(Debug)]
pub struct Monitor {
    seen: Seen,
    task: JoinHandle<()>,
}

impl Monitor {
    /// Begins to listen.
    pub async fn begin() -> Result<Self> {
        let connection = Connection::session().await.map_err(bus)?;
        let rule = MatchRule::builder().msg_type(Type::MethodCall).interface(NOTIFICATIONS).map_err(bus)?;
        let rule = rule.member("Notify").map_err(bus)?.build();
        MonitoringProxy::new(&connection)
            .await
            .map_err(bus)?
            .become_monitor(&[rule], 0)
            .await
            .map_err(|error| bus(error.into()))?;
        let seen = Seen::default();
        let task = tokio::spawn(listen(MessageStream::from(connection), Arc::clone(&seen)));
        Ok(Self { seen, task })
    }

    /// Waits until banners with all these words were asked for, or as long as may be.
    pub async fn waits(&self, words: impl Iterator<Item = &Awaited> + Clone, within: Duration) {
        // What has not come by then is seen by whoever asks for the times.
        let _ = patience::until("every banner asked for", within, || async {
            let missing = words.clone().filter(|(words, _)| self.seen(words).is_none()).count();
            Ok(patience::seen(missing == 0, || format!("{missing} missing")))
        })
        .await;
    }

    /// How long each took; what has not come, until now.
    pub fn times(&self, awaited: &[Awaited]) -> Times {
        let (seen, now) = (|words: &str| self.seen(words), wall());
        let came = awaited.iter().filter(|(words, _)| seen(words).is_some()).count();
        let seconds = awaited.iter().map(|(words, sent)| (seen(words).unwrap_or(now) - sent) / 1e3).collect();
        Times { seconds, came }
    }

    fn seen(&self, words: &str) -> Option<f64> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.iter().find(|(body, _)| body.contains(words)).map(|(_, at)| *at)
    }
}

impl Drop for Monitor {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(mut calls: MessageStream, seen: Seen) {
    while let Some(call) = calls.next().await {
        let at = wall();
        if let Some(body) = call.ok().and_then(|call| body(&call)) {
            seen.lock().unwrap_or_else(PoisonError::into_inner).push((body, at));
        }
    }
}

/// The text of a banner: the fifth of what is asked for.
fn body(call: &Message) -> Option<String> {
    let body = call.body();
    let structure = body.deserialize::<zbus::zvariant::Structure<'_>>().ok()?;
    structure.fields().get(4)?.try_clone().ok()?.try_into().ok()
}

/// What the bus said.
pub fn bus(error: zbus::Error) -> WorldError {
    WorldError::Found(format!("the bus of the session: {error}"))
}
