//! The sounds there are: our own, and files of the operator's.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::change::ChangeKind;
use contract::sound::{OwnSound, SoundAdd, SoundDelete, SoundDevice, SoundFile, SoundPreview, Sounds};
use contract::workspace::Nothing;
use contract::{ErrorBody, ErrorCode};
use domain::capability::ContentProblem;
use domain::notify::Sound;
use store::table::{setting, sound_file};

use crate::alert::tone;
use crate::commands::{Answer, read, storage};
use crate::core::Core;
use crate::ports::SoundError;

/// Key of the device chosen.
pub const DEVICE: &str = "sound_device";
/// The largest file that is taken.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Most characters of a name.
const LONGEST_NAME: usize = 60;

/// The sounds there are.
pub async fn sounds(core: &Arc<Core>) -> Answer<Sounds> {
    let port = Arc::clone(&core.ports.sound);
    let devices = tokio::task::spawn_blocking(move || port.devices()).await.unwrap_or_default();
    let (files, device) = read(core, |_, r| Ok((sound_file::all(r)?, setting::get(r, DEVICE)?))).await?;
    let ours = Sound::CHOICE.iter().filter_map(|sound| {
        let shape = core.ports.sound.shape(*sound)?;
        Some(OwnSound { sound: *sound, duration: shape.duration, shape: shape.levels })
    });
    Ok(Sounds { ours: ours.collect(), files: files.into_iter().map(wire).collect(), devices, device })
}

fn wire(file: sound_file::SoundFile) -> SoundFile {
    SoundFile { file: file.file, name: file.name, duration: file.duration, shape: file.shape }
}

/// Adds a file: checked by content, cut, made as loud as our own.
pub async fn add(core: &Arc<Core>, request: SoundAdd) -> Answer<SoundFile> {
    if request.base64.len() / 4 * 3 > MOST_BYTES {
        return Err(ErrorBody::content(ContentProblem::TooLarge { most: MOST_BYTES as u64 }));
    }
    let bytes = STANDARD.decode(request.base64.as_bytes()).map_err(|_| ErrorCode::BadRequest)?;
    let (port, from, to) = (Arc::clone(&core.ports.sound), request.from, request.to);
    let prepared = tokio::task::spawn_blocking(move || port.prepare(bytes, from, to)).await;
    let prepared = prepared.map_err(|_| ErrorCode::Internal)?.map_err(|error| refused(&error))?;
    let name: String = request.name.trim().chars().take(LONGEST_NAME).collect();
    let now = core.now();
    let kept = core.blocking(move |core| {
        let sound = sound_file::SoundFile {
            file: core.media.put(&prepared.bytes)?,
            name,
            duration: prepared.shape.duration,
            shape: prepared.shape.levels,
            added_at: now,
        };
        core.console.write(|w| sound_file::put(w, &sound))?;
        Ok(sound)
    });
    let kept = kept.await.map_err(storage)?;
    core.feed.changed(ChangeKind::Notifications);
    Ok(wire(kept))
}

fn refused(error: &SoundError) -> ErrorBody {
    match error {
        SoundError::NotHere => ErrorCode::NotHere.into(),
        SoundError::TooLong => ErrorBody::content(ContentProblem::TooLarge { most: MOST_BYTES as u64 }),
        _ => ErrorBody::content(ContentProblem::WrongType),
    }
}

/// Deletes a file. Its bytes stay as long as a message may use them.
pub async fn delete(core: &Arc<Core>, request: SoundDelete) -> Answer<Nothing> {
    core.blocking(move |core| core.console.write(|w| sound_file::delete(w, &request.file))).await.map_err(storage)?;
    core.feed.changed(ChangeKind::Notifications);
    Ok(Nothing {})
}

/// Plays a sound as an alert would.
pub async fn preview(core: &Arc<Core>, request: SoundPreview) -> Answer<Nothing> {
    let played = core.blocking(move |core| Ok(tone(core, &request.sound))).await.map_err(storage)?;
    let Some(tone) = played else { return Ok(Nothing {}) };
    let done = core.ports.sound.ring_through(tone, request.volume).await;
    core.feed.changed(ChangeKind::Sound);
    done.map(|()| Nothing {}).map_err(|error| match error {
        SoundError::NotHere => ErrorCode::NotHere.into(),
        _ => ErrorCode::NoDevice.into(),
    })
}

/// Chooses the device that alerts are played on.
pub async fn device_set(core: &Arc<Core>, request: SoundDevice) -> Answer<Nothing> {
    let device = request.device;
    core.ports.sound.choose(device.clone());
    let kept = core.blocking(move |core| {
        core.console.write(|w| match &device {
            Some(device) => setting::set(w, DEVICE, device),
            None => setting::delete(w, DEVICE),
        })
    });
    kept.await.map_err(storage)?;
    core.feed.changed(ChangeKind::Notifications);
    Ok(Nothing {})
}
