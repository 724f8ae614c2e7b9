//! The workspace, its settings and its health.

use std::sync::{Arc, PoisonError};

use contract::ErrorCode;
use contract::change::ChangeKind;
use contract::workspace::{Account, Autostart, Health, Presence, Settings, StandingView, Workspace};
use domain::AccountId;
use domain::template::Template;
use store::table::account::{self, AccountState};
use store::table::standing::{self, Told};
use store::table::{outbox, send_queue, setting, template};

use super::{Answer, connection, hub, read, storage};
use crate::core::Core;
use crate::projector;

/// Key of the operator's settings.
pub const SETTINGS: &str = "settings";
const TEXT_SIZES: std::ops::RangeInclusive<u16> = 90..=150;

/// Everything that the screen needs before it can show anything.
pub async fn workspace(core: &Arc<Core>) -> Answer<Workspace> {
    let found = read(core, |core, r| {
        let mut accounts = Vec::new();
        for account in account::all(r)? {
            let told = standing::of(r, &account)?;
            accounts.extend(wire(core, account, told));
        }
        let settings: Option<Settings> = setting::get(r, SETTINGS)?;
        Ok((accounts, settings.unwrap_or_default()))
    });
    let (accounts, settings) = found.await?;
    let name = accounts.iter().find(|account| account.set_up).and_then(|account| account.name.clone());
    Ok(Workspace {
        name: name.unwrap_or_else(|| "Switchboard".to_owned()),
        accounts,
        operator: core.operator.clone(),
        operators: vec![core.operator.clone()],
        settings,
        abilities: core.abilities,
        now: core.now(),
        first_run: connection::first_run(core).await?,
        vault: core.ports.credentials.vault(),
        hub: hub::of(core),
    })
}

fn wire(core: &Core, account: account::Account, told: Vec<Told>) -> Option<Account> {
    let provider = core.numbers.provider(&account.account_id);
    let connected = provider.as_ref().map(|provider| provider.capabilities());
    let capabilities = connected.or_else(|| providers::capabilities(&account.account_id))?;
    let now = core.now();
    let holds = |told: &Told| told.standing.until.is_none_or(|until| until > now);
    let view = |Told { standing, at }| StandingView { says: standing, at };
    Some(Account {
        account_id: account.account_id,
        phone: account.phone,
        name: account.name,
        sandbox: account.sandbox,
        set_up: account.state == AccountState::SetUp,
        capabilities,
        standing: told.into_iter().filter(holds).map(view).collect(),
        api: provider.map(|provider| provider.api()),
    })
}

/// Every template of a number.
pub async fn templates(core: &Arc<Core>, account: AccountId) -> Answer<Vec<Template>> {
    read(core, move |_, r| template::all(r, &account)).await
}

/// How the connection is.
pub async fn health(core: &Arc<Core>) -> Answer<Health> {
    let (open, for_hub) = read(core, |_, r| Ok((send_queue::open(r)?, outbox::count(r)?))).await?;
    let state = core.numbers.state();
    let (hub_line, hub_fault) = core.hub.as_ref().map_or((None, None), |hub| hub.told());
    Ok(Health {
        connection: state.connection,
        since: state.since,
        last_webhook: projector::last_webhook(core),
        waiting: open.waiting,
        unknown: open.unknown,
        resumes: state.resumes,
        for_hub: for_hub.waiting,
        hub_refused: for_hub.refused,
        hub_line,
        hub_fault,
    })
}

/// Whether the program starts with the computer, as the system says.
pub async fn autostart(core: &Arc<Core>) -> Answer<Autostart> {
    let port = Arc::clone(&core.ports.startup);
    let on = tokio::task::spawn_blocking(move || port.autostart()).await.map_err(|_| ErrorCode::Internal)?;
    Ok(Autostart { on })
}

/// Has the program start with the computer, or not; what is answered was read back.
pub async fn autostart_set(core: &Arc<Core>, on: bool) -> Answer<Autostart> {
    let port = Arc::clone(&core.ports.startup);
    let set = move || port.autostart().map(|_| port.set_autostart(on));
    match tokio::task::spawn_blocking(set).await.map_err(|_| ErrorCode::Internal)? {
        Some(Ok(())) => autostart(core).await,
        Some(Err(_)) => Err(ErrorCode::Storage.into()),
        None => Err(ErrorCode::NotHere.into()),
    }
}

/// Keeps the settings; a text size outside what the screens are made for is brought inside.
pub async fn settings_save(core: &Arc<Core>, settings: Settings) -> Answer<Settings> {
    let text_size = settings.text_size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
    let settings = Settings { text_size, ..settings };
    let kept = settings.clone();
    core.blocking(move |core| core.console.write(|w| setting::set(w, SETTINGS, &kept))).await.map_err(storage)?;
    core.feed.changed(ChangeKind::Settings);
    Ok(settings)
}

/// What the operator is looking at.
pub fn presence_set(core: &Core, presence: Presence) {
    *core.presence.lock().unwrap_or_else(PoisonError::into_inner) = presence;
    core.feed.set_visible(presence.visible);
}
