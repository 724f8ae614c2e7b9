//! Connects the numbers that the credentials open, reads what is kept of them, and keeps the connection's state true.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use contract::change::ChangeKind;
use contract::workspace::Connection as State;
use domain::decision::ApiRead;
use domain::standing::Standing;
use domain::time::HOUR;
use domain::{AccountId, Timestamp};
use providers::discover::{self, Discovered, Keys};
use providers::{NumberInfo, ProviderError, Retry, Secret};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::table::account::{self, Account, AccountState};
use store::table::{setting, standing, template};
use store::{EntryKind, Read, StoreError};

use crate::core::Core;
use crate::ports::{CredentialError, CredentialSet};

/// Between two tries while the provider cannot be reached.
const OFFLINE: Duration = Duration::from_secs(3);
/// Between two looks at a connection that works, or at credentials that do not.
const HEARTBEAT: Duration = Duration::from_secs(30);
/// Most readings of everything within an hour. Each takes some calls that the provider counts per business account: 200 an
/// hour of an account that is new (reference 7.1).
const READINGS: usize = 40;
/// Between two looks at a town's clock.
const CLOCK: Duration = Duration::from_millis(250);
/// After this time everything that is kept of a number is read again, in milliseconds.
const EVERYTHING: i64 = HOUR;

/// Connects, and again whenever the credentials or something at the provider changed. `doors` is the address below which
/// webhooks are received.
pub async fn run(core: Arc<Core>, api_base: String, doors: String) {
    let mut line = Line { core, api_base, doors, connected: None, read_at: None, readings: VecDeque::new() };
    loop {
        let pause = line.look().await;
        let core = Arc::clone(&line.core);
        tokio::select! {
            () = core.bells.connect.notified() => line.read_at = None,
            () = wait(pause) => {}
        }
    }
}

async fn wait(pause: Option<Duration>) {
    match pause {
        Some(pause) => tokio::time::sleep(pause).await,
        None => std::future::pending().await,
    }
}

/// Takes the credentials that are kept as those in force; none where there are none yet.
///
/// # Errors
/// When the place where they are kept cannot be asked (now).
pub async fn load(core: &Arc<Core>) -> Result<Option<CredentialSet>, CredentialError> {
    let credentials = Arc::clone(&core.ports.credentials);
    let loaded = core.tasks.spawn_blocking(move || credentials.load()).await;
    let found = loaded.unwrap_or(Err(CredentialError::NoKeyring));
    match &found {
        Ok(Some(secrets)) => {
            *core.secrets.write().unwrap_or_else(PoisonError::into_inner) = Some(secrets.clone());
        }
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "the credentials could not be read"),
    }
    found
}

/// The way to one provider's numbers.
struct Line {
    core: Arc<Core>,
    api_base: String,
    doors: String,
    /// With which credentials which numbers were connected.
    connected: Option<(CredentialSet, Vec<Discovered>)>,
    /// When everything was read, by [`crate::clock::MovedClock::running`]; none when it has to be read now.
    read_at: Option<i64>,
    /// When everything was read within the last hour, by the engine's clock.
    readings: VecDeque<Timestamp>,
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Provider(#[from] ProviderError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Line {
    /// Looks once. Says when to look again; none waits for new credentials.
    async fn look(&mut self) -> Option<Duration> {
        let secrets = match load(&self.core).await {
            Ok(found) => found?,
            // A keyring that is locked now may be open soon.
            Err(_) => return Some(HEARTBEAT),
        };
        if self.connected.as_ref().is_none_or(|(known, _)| *known != secrets) {
            (self.connected, self.read_at) = (None, None);
            self.state(State::Connecting);
        }
        match self.open(&secrets).await {
            Ok(()) => {
                self.state(State::Connected);
                self.core.bells.send.notify_one();
                self.core.bells.fetch.notify_one();
                Some(HEARTBEAT)
            }
            Err(Failure::Provider(error)) => Some(self.refused(&error)),
            Err(Failure::Store(error)) => {
                tracing::error!(%error, "what the provider said could not be kept");
                Some(OFFLINE)
            }
        }
    }

    /// What a failure says of the connection, and when to look again. Only a token that opens nothing and a provider that is not
    /// there or fails hold back what is sent: a reading that is refused, or is one too many, is the doctor's to name.
    fn refused(&mut self, error: &ProviderError) -> Duration {
        tracing::warn!(%error, "the numbers could not be looked at");
        match error.retry {
            Retry::WhenOnline => {
                // What was missed meanwhile is read when it can be; a sandbox may be another one by then.
                self.read_at = None;
                self.state(State::Offline);
                OFFLINE
            }
            Retry::Never if error.reason == "token_expired" || self.connected.is_none() => {
                self.state(State::Credentials);
                HEARTBEAT
            }
            Retry::Never => HEARTBEAT,
            // It answers with failures: what is sent now would be lost on the way.
            Retry::After(pause) if error.reason == "provider_trouble" => {
                self.state(State::Offline);
                Duration::from_millis(pause.unsigned_abs())
            }
            Retry::After(pause) => HEARTBEAT.max(Duration::from_millis(pause.unsigned_abs())),
        }
    }

    async fn open(&mut self, secrets: &CredentialSet) -> Result<(), Failure> {
        let now = self.core.clock.running();
        let current = self.read_at.is_some_and(|read_at| now - read_at < EVERYTHING);
        if let Some((_, found)) = &self.connected
            && (current || !may_read(&mut self.readings, self.core.now()))
        {
            for provider in found.iter().filter_map(|number| self.core.numbers.provider(&number.account)) {
                provider.number().await?;
            }
            return Ok(());
        }
        self.readings.push_back(self.core.now());
        let town = discover::sandbox_clock(&self.api_base).await;
        if let Some(now) = town {
            self.core.follow(now);
        }
        let (token, app_secret) = (Secret::new(secrets.token.clone()), Secret::new(secrets.app_secret.clone()));
        let found = discover::numbers(&self.api_base, &token).await?;
        self.core.numbers.retain(|account| found.iter().any(|number| number.account == *account));
        for number in &found {
            if self.connected.is_none() || self.core.numbers.provider(&number.account).is_none() {
                let provider =
                    providers::connect(number.connection(&self.api_base, token.clone(), app_secret.clone()))?;
                self.core.numbers.put(number.account.clone(), provider);
            }
            if town.is_some() {
                let keys = Keys { token: &token, app_secret: &app_secret, verify_token: &secrets.verify_token };
                discover::subscribe(&self.api_base, number, keys, &self.doors).await?;
            }
            read(&self.core, &number.account, town.is_some()).await?;
        }
        self.connected = Some((secrets.clone(), found));
        self.read_at = Some(now);
        self.core.bells.compare.notify_one();
        self.core.bells.block_lists.notify_one();
        Ok(())
    }

    fn state(&self, connection: State) {
        let core = &self.core;
        let now = core.now();
        let slow = core.numbers.state();
        let still_slow = slow.connection == State::SlowDown && slow.resumes.is_some_and(|resumes| resumes > now);
        if connection == State::Connected && still_slow {
            return;
        }
        if core.numbers.set_state(connection, now, None) {
            core.feed.changed(ChangeKind::Health);
        }
    }
}

/// Whether everything may be read once more within the hour. What has to wait is told by webhooks meanwhile.
fn may_read(readings: &mut VecDeque<Timestamp>, now: Timestamp) -> bool {
    while readings.front().is_some_and(|at| !(0..HOUR).contains(&now.since(*at))) {
        readings.pop_front();
    }
    readings.len() < READINGS
}

/// Reads the number and its templates, and keeps what is new. Its groups may be thousands: they are read behind it.
async fn read(core: &Arc<Core>, account: &AccountId, sandbox: bool) -> Result<(), Failure> {
    let Some(provider) = core.numbers.provider(account) else { return Ok(()) };
    let NumberInfo { display_phone: phone, name, portfolio, says } = provider.number().await?;
    let number = Account {
        account_id: account.clone(),
        phone: Some(phone.clone()),
        name: Some(name.clone()),
        portfolio: portfolio.clone(),
        sandbox,
        state: AccountState::SetUp,
    };
    let said = says.clone();
    if !core.blocking(move |core| core.console.read(|r| is_known(r, &number, &said))).await? {
        let kept = ApiRead::Number { account: account.clone(), phone, name, portfolio, sandbox, says };
        core.append(EntryKind::ApiRead, None, &kept).await?;
    }
    if let Some(mut templates) = permitted(provider.templates().await)? {
        templates.sort_by(|one, other| (&one.name, &one.language).cmp(&(&other.name, &other.language)));
        templates.dedup_by(|one, other| (&one.name, &one.language) == (&other.name, &other.language));
        let of = account.clone();
        let known = core.blocking(move |core| core.console.read(|r| template::all(r, &of))).await?;
        for found in &mut templates {
            // The list does not tell what was announced.
            let before = known.iter().find(|one| one.name == found.name && one.language == found.language);
            found.announced = before.and_then(|one| one.announced).filter(|announced| *announced != found.category);
        }
        if known != templates {
            let kept = ApiRead::Templates { account: account.clone(), templates };
            core.append(EntryKind::ApiRead, None, &kept).await?;
        }
    }
    Ok(())
}

/// Whether the tables say all of it already. News may have changed them since it was read last, so what was read last says
/// nothing of that.
fn is_known(r: &Read<'_>, number: &Account, says: &[Standing]) -> Result<bool, StoreError> {
    let known = standing::of(r, number)?;
    let same = |said: &Standing| {
        known.iter().any(|told| {
            let Standing { fact, subject, value, .. } = &told.standing;
            (fact, subject, value) == (&said.fact, &said.subject, &said.value)
        })
    };
    Ok(account::get(r, &number.account_id)?.as_ref() == Some(number) && says.iter().all(same))
}

/// What a token may not read is no fault of the connection.
fn permitted<T>(answer: Result<T, ProviderError>) -> Result<Option<T>, ProviderError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.retry == Retry::Never => {
            tracing::info!(%error, "this is not read");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Journals an answer unless it is the one that was kept last.
pub async fn keep(core: &Arc<Core>, name: &str, read: &(impl Serialize + Sync)) -> Result<(), StoreError> {
    let digest = digest(read)?;
    if kept(core, name).await?.as_ref() == Some(&digest) {
        return Ok(());
    }
    core.append(EntryKind::ApiRead, None, read).await?;
    note(core, name, digest).await
}

/// What an answer is recognised by.
pub fn digest(read: &(impl Serialize + Sync)) -> Result<String, StoreError> {
    let text = serde_json::to_vec(read).map_err(|_| StoreError::Corrupt { doing: "write an answer" })?;
    Ok(hex::encode(Sha256::digest(&text)))
}

/// By what the answer is recognised that was kept last.
pub async fn kept(core: &Arc<Core>, name: &str) -> Result<Option<String>, StoreError> {
    let key = format!("read {name}");
    core.blocking(move |core| core.console.read(|r| setting::get(r, &key))).await
}

/// Notes by what the answer is recognised that was kept last.
pub async fn note(core: &Arc<Core>, name: &str, digest: String) -> Result<(), StoreError> {
    let key = format!("read {name}");
    core.blocking(move |core| core.console.write(|w| setting::set(w, &key, &digest))).await
}

/// Follows the clock of a sandbox's town, if the API base is one. A real number's time is never moved.
pub async fn follow_clock(core: Arc<Core>, api_base: String) {
    loop {
        if let Some(now) = discover::sandbox_clock(&api_base).await {
            core.follow(now);
        }
        tokio::time::sleep(CLOCK).await;
    }
}
