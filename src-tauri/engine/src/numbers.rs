//! The numbers that are connected now, and how each connection is.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use contract::workspace::Connection;
use domain::{AccountId, Timestamp};
use providers::Provider;

/// The connected numbers.
#[derive(Default)]
pub struct Numbers {
    inner: RwLock<Inner>,
}

#[derive(Default)]
struct Inner {
    providers: BTreeMap<AccountId, Arc<dyn Provider>>,
    state: State,
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

impl Numbers {
    /// The provider of a connected number.
    pub fn provider(&self, account: &AccountId) -> Option<Arc<dyn Provider>> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner).providers.get(account).cloned()
    }

    /// The connected numbers.
    pub fn accounts(&self) -> Vec<AccountId> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner).providers.keys().cloned().collect()
    }

    /// Puts a number in, or in the place of its earlier connection.
    pub fn put(&self, account: AccountId, provider: Arc<dyn Provider>) {
        self.inner.write().unwrap_or_else(PoisonError::into_inner).providers.insert(account, provider);
    }

    /// Lets go of every number that the credentials do not open any more.
    pub fn retain(&self, keep: impl Fn(&AccountId) -> bool) {
        self.inner.write().unwrap_or_else(PoisonError::into_inner).providers.retain(|account, _| keep(account));
    }

    /// How the connection is.
    pub fn state(&self) -> State {
        self.inner.read().unwrap_or_else(PoisonError::into_inner).state
    }

    /// Notes how the connection is. Says whether that is news.
    pub fn set_state(&self, connection: Connection, now: Timestamp, resumes: Option<Timestamp>) -> bool {
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        let same = inner.state.connection == connection;
        let since = if same { inner.state.since } else { Some(now) };
        let state = State { connection, since, resumes };
        std::mem::replace(&mut inner.state, state) != state
    }
}
