//! Asks the provider for the changes of business profiles that were decided. To ask twice is to ask once, so what got no
//! answer goes again by itself, also after a stop.

use std::sync::Arc;
use std::time::Duration;

use contract::workspace::Connection;
use domain::Timestamp;
use domain::ask::{AskOutcome, AskState};
use domain::decision::Refused;
use domain::profile::{ProfileAnswer, ProfileAttempt};
use providers::MediaUpload;
use store::table::profile::{self, Profile};
use store::{EntryKind, StoreError};

use crate::ask::outcome;
use crate::core::Core;
use crate::file;

/// How often it is looked whether something is due.
const PACE: Duration = Duration::from_secs(10);

/// Asks until it is dropped.
pub async fn run(core: Arc<Core>) {
    loop {
        if core.numbers.state().connection != Connection::Offline
            && let Err(error) = step(&core).await
        {
            tracing::error!(%error, "which profiles are to be changed could not be read");
        }
        tokio::select! {
            () = core.bells.profiles.notified() => {}
            () = tokio::time::sleep(PACE) => {}
        }
    }
}

async fn step(core: &Arc<Core>) -> Result<(), StoreError> {
    // One after the other: whoever is still called here lost the answer to a stop, or to a disk that said no.
    for row in in_state(core, AskState::Calling).await? {
        answer(core, row, AskOutcome::Lost { not_before: Timestamp(0) }).await?;
    }
    let mut due = in_state(core, AskState::Waiting).await?;
    due.extend(in_state(core, AskState::Unknown).await?);
    for row in due.into_iter().filter(|row| row.not_before <= core.now()) {
        let Some(provider) = core.numbers.provider(&row.account_id) else { continue };
        let picture = match picture(core, &row).await? {
            Ok(picture) => picture,
            Err(reason) => {
                answer(core, row, AskOutcome::Refused { reason }).await?;
                continue;
            }
        };
        let attempt = ProfileAttempt { account: row.account_id.clone(), decided: row.decided, at: core.now() };
        core.append(EntryKind::ProfileAttempt, None, &attempt).await?;
        let reply = provider.change_profile(&row.change, picture).await;
        answer(core, row, outcome(core.now(), reply)).await?;
    }
    Ok(())
}

/// The file that a change names; or why nothing is asked.
async fn picture(core: &Arc<Core>, row: &Profile) -> Result<Result<Option<MediaUpload>, Refused>, StoreError> {
    let Some(name) = row.change.picture.clone() else { return Ok(Ok(None)) };
    let bytes = core.blocking(move |core| core.media.get(&name)).await?;
    Ok(bytes.map_or_else(
        || Err(Refused { reason: "media_missing".to_owned(), code: None }),
        |bytes| Ok(Some(MediaUpload { mime: file::look(&bytes, None).mime, bytes: bytes.into(), filename: None })),
    ))
}

async fn in_state(core: &Arc<Core>, state: AskState) -> Result<Vec<Profile>, StoreError> {
    core.blocking(move |core| core.console.read(|r| profile::in_state(r, state))).await
}

async fn answer(core: &Arc<Core>, row: Profile, outcome: AskOutcome) -> Result<(), StoreError> {
    let answer = ProfileAnswer { account: row.account_id, decided: row.decided, at: core.now(), outcome };
    core.append(EntryKind::ProfileAnswer, None, &answer).await.map(|_| ())
}
