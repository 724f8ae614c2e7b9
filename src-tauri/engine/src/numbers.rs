//! The numbers that are connected now, and how each connection is.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use contract::hub::HubLine;
use contract::workspace::Connection;
use domain::{AccountId, Timestamp};
use providers::Provider;
use tokio::sync::watch;

/// The connected numbers.
#[derive(Default)]
pub struct Numbers {
    providers: RwLock<BTreeMap<AccountId, Arc<dyn Provider>>>,
    state: watch::Sender<State>,
}

/// How the connection is, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// How.
    pub connection: Connection,
    /// Since when.
    pub since: Option<Timestamp>,
    /// When sending resumes, of [`Connection::SlowDown`].
    pub resumes: Option<Timestamp>,
}

impl Default for State {
    fn default() -> Self {
        Self { connection: Connection::NotSetUp, since: None, resumes: None }
    }
}

impl From<State> for HubLine {
    fn from(state: State) -> Self {
        let State { connection, since, resumes } = state;
        Self { connection, since, resumes }
    }
}

impl Numbers {
    /// The provider of a connected number.
    pub fn provider(&self, account: &AccountId) -> Option<Arc<dyn Provider>> {
        self.providers.read().unwrap_or_else(PoisonError::into_inner).get(account).cloned()
    }

    /// The connected numbers.
    pub fn accounts(&self) -> Vec<AccountId> {
        self.providers.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// Puts a number in, or in the place of its earlier connection.
    pub fn put(&self, account: AccountId, provider: Arc<dyn Provider>) {
        self.providers.write().unwrap_or_else(PoisonError::into_inner).insert(account, provider);
    }

    /// Lets go of every number that the credentials do not open any more.
    pub fn retain(&self, keep: impl Fn(&AccountId) -> bool) {
        self.providers.write().unwrap_or_else(PoisonError::into_inner).retain(|account, _| keep(account));
    }

    /// How the connection is.
    pub fn state(&self) -> State {
        *self.state.borrow()
    }

    /// How the connection is, for whoever waits until it is another one.
    pub fn watch(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// Notes how the connection is. Says whether that is news.
    pub fn set_state(&self, connection: Connection, now: Timestamp, resumes: Option<Timestamp>) -> bool {
        self.state.send_if_modified(|known| {
            let since = if known.connection == connection { known.since } else { Some(now) };
            let state = State { connection, since, resumes };
            std::mem::replace(known, state) != state
        })
    }
}
