//! Fetches the files of messages at once, since the provider's handles expire.

use std::sync::Arc;
use std::time::Duration;

use contract::workspace::Connection;
use domain::decision::{MediaFetched, Refused};
use futures::{StreamExt as _, TryStreamExt as _};
use providers::{FetchedMedia, ProviderError, Retry};
use store::table::media_job::{self, MediaJob, MediaJobState};
use store::table::message::Message;
use store::{EntryKind, StoreError};

use super::{seen, unseen};
use crate::core::Core;

const NAME: &str = "media";
/// The longest time without a look at what is to be fetched.
const LONGEST: Duration = Duration::from_secs(10);
/// Files that are fetched before a new look.
const LOOK: usize = 16;
/// Files fetched at once.
const AT_ONCE: usize = 4;
/// Tries before a file is given up: with the pauses below about a day.
const TRIES: u32 = 12;
/// Until a file of a number that is not connected is looked at again, in milliseconds.
const FOREIGN: i64 = 60_000;
/// The first pause; it doubles.
const PAUSE: i64 = 5_000;

/// Notes what is to be fetched. Says whether there is more.
pub fn step(core: &Core) -> Result<bool, StoreError> {
    let found = core.console.read(|r| unseen(r, NAME))?;
    if found.is_empty() {
        return Ok(false);
    }
    let (now, mut noted) = (core.now(), false);
    let more = core.console.write(|w| {
        for Message { provider_media, account_id, message_id, at, .. } in &found {
            if let Some(handle) = provider_media {
                // What was written is due now, also where the clocks differ.
                media_job::add(w, account_id, handle, *message_id, (*at).min(now))?;
                noted = true;
            }
        }
        seen(w, NAME, &found)
    })?;
    if noted {
        core.bells.fetch.notify_one();
    }
    Ok(more)
}

/// Fetches until it is dropped.
pub async fn run(core: Arc<Core>) {
    loop {
        let pause = match fetch_some(&core).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "files could not be fetched");
                LONGEST
            }
        };
        if pause.is_zero() {
            continue;
        }
        tokio::select! {
            () = core.bells.fetch.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn fetch_some(core: &Arc<Core>) -> Result<Duration, StoreError> {
    if core.numbers.state().connection == Connection::Offline {
        // A try that cannot succeed is not counted: fetching goes on when the way is found again.
        return Ok(LONGEST);
    }
    let now = core.now();
    let (jobs, wake) = core
        .blocking(move |core| core.console.read(|r| Ok((media_job::next(r, now, LOOK)?, media_job::next_wake(r)?))))
        .await?;
    let fetched = futures::stream::iter(jobs).map(|job| async move { fetch(core, &job).await });
    let fetched: Vec<bool> = fetched.buffer_unordered(AT_ONCE).try_collect().await?;
    if fetched.contains(&true) {
        return Ok(Duration::ZERO);
    }
    let wait = wake.map_or(LONGEST, |wake| Duration::from_millis(wake.since(now).max(200).unsigned_abs()));
    Ok(wait.min(LONGEST))
}

/// Puts back what belongs to a number that is not connected while others are, so that nothing waits behind it.
async fn postpone(core: &Arc<Core>, job: &MediaJob) -> Result<bool, StoreError> {
    if core.numbers.state().connection != Connection::Connected {
        return Ok(false);
    }
    let (job, not_before) = (job.clone(), core.now().plus(FOREIGN));
    core.blocking(move |core| {
        core.console.write(|w| media_job::postpone(w, &job.account_id, &job.provider_media, not_before))
    })
    .await?;
    Ok(true)
}

async fn fetch(core: &Arc<Core>, job: &MediaJob) -> Result<bool, StoreError> {
    let Some(provider) = core.numbers.provider(&job.account_id) else {
        return postpone(core, job).await;
    };
    let entry = match provider.media(&job.provider_media).await {
        Ok(file) => keep(core, job, file).await?,
        Err(error) if error.retry != Retry::Never && job.attempts < TRIES => {
            later(core, job, &error).await?;
            return Ok(true);
        }
        Err(error) => {
            MediaFetched { failed: Some(Refused { reason: error.reason.to_owned(), code: error.code }), ..nothing(job) }
        }
    };
    if !still_wanted(core, job, &entry).await? {
        return Ok(true);
    }
    let state = if entry.file.is_some() { MediaJobState::Done } else { MediaJobState::GivenUp };
    core.append(EntryKind::Media, None, &entry).await?;
    let job = job.clone();
    core.blocking(move |core| {
        core.console.write(|w| media_job::finish(w, &job.account_id, &job.provider_media, state))
    })
    .await?;
    Ok(true)
}

/// Whether the message is still there. While its file was fetched its sender may have been erased: then nothing is kept.
async fn still_wanted(core: &Arc<Core>, job: &MediaJob, entry: &MediaFetched) -> Result<bool, StoreError> {
    let (job, file) = (job.clone(), entry.file.clone());
    core.blocking(move |core| {
        let held = core.console.read(|r| media_job::is_held(r, &job.account_id, &job.provider_media))?;
        if let Some(file) = file.filter(|_| !held)
            && !core.console.read(|r| store::erasure::file_is_used(r, &file, &|_| false))?
        {
            core.media.remove(&file)?;
        }
        Ok(held)
    })
    .await
}

async fn later(core: &Arc<Core>, job: &MediaJob, error: &ProviderError) -> Result<(), StoreError> {
    let pause = match error.retry {
        Retry::After(pause) => pause,
        _ => PAUSE.saturating_mul(1 << job.attempts.min(16)),
    };
    let (job, not_before) = (job.clone(), core.now().plus(pause));
    core.blocking(move |core| {
        core.console.write(|w| media_job::later(w, &job.account_id, &job.provider_media, not_before))
    })
    .await
}

async fn keep(core: &Arc<Core>, job: &MediaJob, file: FetchedMedia) -> Result<MediaFetched, StoreError> {
    let empty = nothing(job);
    core.blocking(move |core| {
        let hash = core.media.put(&file.bytes)?;
        let look = crate::file::look(&file.bytes, Some(&file.mime));
        Ok(MediaFetched {
            file: Some(hash),
            mime: Some(look.mime),
            bytes: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
            pixels: look.pixels,
            duration: core.ports.sound.duration(&file.bytes),
            ..empty
        })
    })
    .await
}

fn nothing(job: &MediaJob) -> MediaFetched {
    MediaFetched {
        account: job.account_id.clone(),
        provider_media: job.provider_media.clone(),
        file: None,
        mime: None,
        bytes: 0,
        pixels: None,
        duration: None,
        failed: None,
    }
}
