//! Examines the connection: gathers what is seen here and what the provider says, and has it judged.

mod loop_test;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError};

use contract::connection::Callback;
use contract::doctor::Examination;
use contract::workspace::Connection;
use domain::Timestamp;
use domain::doctor::{Fault, NumberSigns, Restriction, Signs, Silence, examine as judge, unusual};
use domain::standing::StandingFact;
use providers::Secret;
use providers::discover::{self, Examined};
use store::table::account::{self, Account};
use store::table::{send_queue, standing, webhook_hour, written_first};
use store::{Read, StoreError};

use crate::core::Core;
use crate::ports::CredentialSet;
use crate::webhook::DOORS;

pub use loop_test::send as test_loop;

/// A ban that holds, in the provider's word.
const BANNED: &str = "DISABLE";

/// What was found last.
pub fn last(core: &Core) -> Examination {
    core.examined.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Looks at everything anew.
///
/// # Errors
/// When the disk says no.
pub async fn examine(core: &Arc<Core>, door: SocketAddr) -> Result<Examination, StoreError> {
    let mut signs = local(core, door).await?;
    let secrets = core.secrets.read().unwrap_or_else(PoisonError::into_inner).clone();
    match &secrets {
        Some(secrets) => ask(core, secrets, &mut signs).await?,
        None => signs.refusal = Some(Fault::NoCredentials),
    }
    let now = core.now();
    let found = Examination { at: Some(now), findings: judge(&signs, now), signs };
    core.examined.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&found);
    Ok(found)
}

/// What is seen here.
async fn local(core: &Arc<Core>, door: SocketAddr) -> Result<Signs, StoreError> {
    let at = |last: &AtomicI64| Some(Timestamp(last.load(Ordering::Relaxed))).filter(|at| at.0 > 0);
    let (signed, forged) = (at(&core.arrivals.signed), at(&core.arrivals.forged));
    let state = core.numbers.state();
    let slow_until = state.resumes.filter(|_| state.connection == Connection::SlowDown);
    let counted = core.blocking(move |core| core.console.read(|r| counted(core, r, signed))).await?;
    let address = own_address(core, door).await?;
    Ok(Signs { address, signed, forged, slow_until, ..counted })
}

/// What the tables say.
fn counted(core: &Core, r: &Read<'_>, signed: Option<Timestamp>) -> Result<Signs, StoreError> {
    let now = core.now();
    Ok(Signs {
        silence: silence(core, r, signed)?,
        waiting: send_queue::open(r)?.waiting,
        written_first: written_first::people(r, now)?,
        rate_limited: core.slowed.within_a_day(now),
        ..Signs::default()
    })
}

/// Whether it is unusually quiet since the last webhook. What came while nobody listened is no silence.
fn silence(core: &Core, r: &Read<'_>, signed: Option<Timestamp>) -> Result<Option<Silence>, StoreError> {
    let now = core.now();
    let listening = now.plus(-core.attentive());
    let since = signed.map_or(listening, |signed| signed.max(listening));
    let came = webhook_hour::lately(r, now)?;
    Ok(unusual(since, now, |hour| came.get(&hour).copied().unwrap_or_default()))
}

/// The address that leads here: the one that the provider is told, or our own where a sandbox delivers to it.
async fn own_address(core: &Arc<Core>, door: SocketAddr) -> Result<Option<String>, StoreError> {
    if let Callback::Telling { address } | Callback::Told { address } | Callback::Refused { address } =
        &*core.callback.borrow()
    {
        return Ok(Some(address.clone()));
    }
    let accounts = core.blocking(|core| core.console.read(account::all)).await?;
    let sandbox = accounts.iter().any(|one| one.sandbox);
    Ok(sandbox.then(|| discover::door(&format!("http://{door}{DOORS}"))))
}

/// What the provider says, and whether we answer where it delivers.
async fn ask(core: &Arc<Core>, secrets: &CredentialSet, signs: &mut Signs) -> Result<(), StoreError> {
    let (token, app_secret) = (Secret::new(secrets.token.clone()), Secret::new(secrets.app_secret.clone()));
    let Examined { refusal, app, numbers, date } = discover::examine(&core.api_base, &token, &app_secret).await;
    signs.clock_ahead = date.map(|date| core.now().since(date));
    (signs.refusal, signs.app) = (refusal, app);
    signs.numbers = core.blocking(move |core| core.console.read(|r| with_restrictions(r, numbers))).await?;
    if let Some(address) = &signs.address {
        signs.door_answers = knock(core, address, &secrets.verify_token).await;
    }
    Ok(())
}

/// Adds what webhooks told that a number may not do.
fn with_restrictions(r: &Read<'_>, mut numbers: Vec<NumberSigns>) -> Result<Vec<NumberSigns>, StoreError> {
    for number in &mut numbers {
        if let Some(account) = account::get(r, &number.account_id)? {
            number.restrictions = restrictions(r, &account)?;
        }
    }
    Ok(numbers)
}

fn restrictions(r: &Read<'_>, account: &Account) -> Result<Vec<Restriction>, StoreError> {
    let told = standing::of(r, account)?.into_iter().map(|told| told.standing);
    let restricts = told.filter(|one| match one.fact {
        StandingFact::Restriction => true,
        StandingFact::Ban => one.value == BANNED,
        _ => false,
    });
    Ok(restricts.map(|one| Restriction { word: one.value, until: one.until }).collect())
}

/// Whether we answer at the address; none where nobody can tell. The knock is not taken for the provider's.
async fn knock(core: &Core, address: &str, verify_token: &str) -> Option<bool> {
    let asked = core.arrivals.own.expect()?;
    discover::knock(address, verify_token, asked.word()).await.ok()
}
