//! Listens on the bus of the session to every call that asks for a banner.

use std::sync::{Arc, Mutex, PoisonError};

use futures::StreamExt as _;
use tokio::task::JoinHandle;
use zbus::fdo::MonitoringProxy;
use zbus::message::Type;
use zbus::{Connection, MatchRule, Message, MessageStream};

use super::provider::wall;
use crate::patience::{self, LONG};
use crate::{Result, WorldError};

/// The name of the desktop's notifications on the bus, and of their interface.
pub const NOTIFICATIONS: &str = "org.freedesktop.Notifications";

/// What was asked for, and when, in milliseconds since 1970.
type Seen = Arc<Mutex<Vec<(String, f64)>>>;

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

    /// When a banner with these words was asked for, once it was.
    pub async fn sees(&self, words: &str) -> Result<f64> {
        patience::until("a banner asked for", LONG, || async {
            let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let found = seen.iter().rev().find(|(body, _)| body.contains(words)).map(|(_, at)| *at);
            Ok(found.ok_or_else(|| format!("{} others", seen.len())))
        })
        .await
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
