//! Files, sounds and voice notes.

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::compose::{Attachment, AttachmentAdd};
use contract::workspace::{Connection, FileBytes, FileRequest, Nothing};
use contract::{ErrorBody, ErrorCode, Retry};
use domain::capability::ContentProblem;
use domain::content::{Content, Media, MediaKind};
use domain::decision::{MediaFetched, Outgoing};
use domain::{ChatId, FileHash};
use store::EntryKind;
use store::table::chat::Chat;
use store::table::media;

use super::{Answer, chats, compose, read, storage};
use crate::core::Core;
use crate::file::{Look, look};
use crate::pair::{self, Following};
use crate::ports::SoundError;

/// The largest file that anything here takes, whatever an account allows.
const MOST_BYTES: usize = 100 * 1024 * 1024;
/// Name of a voice note.
const VOICE_NOTE: &str = "voice.ogg";

/// The chat that a voice note is being recorded for.
#[derive(Debug, Default)]
pub struct Recording(Mutex<Option<ChatId>>);

impl Recording {
    fn begin(&self, chat: ChatId) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(chat);
    }

    fn end(&self) -> Option<ChatId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Puts a file into the media store and says whether and how it can be sent.
pub async fn attach(core: &Arc<Core>, request: AttachmentAdd) -> Answer<Attachment> {
    if request.base64.len() / 4 * 3 > MOST_BYTES {
        return Err(ErrorBody::content(ContentProblem::TooLarge { most: MOST_BYTES as u64 }));
    }
    let bytes = STANDARD.decode(request.base64.as_bytes()).map_err(|_| ErrorCode::BadRequest)?;
    let chat = chats::known(core, request.chat_id).await?;
    keep(core, chat, bytes, request.filename, None).await
}

async fn keep(
    core: &Arc<Core>,
    chat: Chat,
    bytes: Vec<u8>,
    filename: String,
    kind: Option<MediaKind>,
) -> Answer<Attachment> {
    if bytes.is_empty() {
        return Err(ErrorBody::content(ContentProblem::Empty));
    }
    let stored = core.blocking(move |core| {
        let Look { mime, media, pixels } = look(&bytes, None);
        let media = kind.unwrap_or(if media == MediaKind::Sticker { MediaKind::Image } else { media });
        let file = core.media.put(&bytes)?;
        let duration = core.ports.sound.duration(&bytes);
        Ok((file, media, mime, pixels, duration, u64::try_from(bytes.len()).unwrap_or(u64::MAX)))
    });
    let (file, media, mime, pixels, duration, bytes) = stored.await.map_err(storage)?;
    describe(core, &chat, &file, &mime, bytes, pixels, duration).await?;
    let problem = problem(core, &chat, media, &mime, &filename, bytes).await?;
    Ok(Attachment { file, media, mime, filename, bytes, duration, problem })
}

/// Writes down what the file is, once, so that a message with it can be shown without opening it.
async fn describe(
    core: &Arc<Core>,
    chat: &Chat,
    file: &FileHash,
    mime: &str,
    bytes: u64,
    pixels: Option<(u32, u32)>,
    duration: Option<i64>,
) -> Answer<()> {
    let wanted = file.clone();
    if read(core, move |_, r| media::by_file(r, &wanted)).await?.is_some() {
        return Ok(());
    }
    let entry = MediaFetched {
        account: chat.account_id.clone(),
        provider_media: format!("own:{file}"),
        file: Some(file.clone()),
        mime: Some(mime.to_owned()),
        bytes,
        pixels,
        duration,
        failed: None,
    };
    core.append(EntryKind::Media, None, &entry).await.map(|_| ()).map_err(storage)
}

/// Why the file cannot be sent in this chat. What is too large or of another type as a picture or a film may still go as
/// a document; the screen offers that.
async fn problem(
    core: &Arc<Core>,
    chat: &Chat,
    media: MediaKind,
    mime: &str,
    filename: &str,
    bytes: u64,
) -> Answer<Option<ContentProblem>> {
    let content = Content::Media(Media {
        media,
        mime: mime.to_owned(),
        caption: None,
        filename: Some(filename.to_owned()),
        provider_media: None,
        file: None,
        bytes: Some(bytes),
        animated: false,
    });
    let outgoing = Outgoing::Message { content, reply_to: None };
    compose::check(core, chat, &outgoing).await
}

/// Bytes of a file.
pub async fn bytes(core: &Arc<Core>, request: FileRequest) -> Answer<FileBytes> {
    let bytes = load(core, request.file).await?;
    let mime = look(&bytes, None).mime;
    Ok(FileBytes { mime, base64: STANDARD.encode(bytes) })
}

async fn load(core: &Arc<Core>, file: FileHash) -> Answer<Vec<u8>> {
    let wanted = file.clone();
    let found = core.blocking(move |core| core.media.get(&wanted)).await.map_err(storage)?;
    let Some(hub) = core.hub.as_ref().filter(|_| found.is_none()) else {
        return found.ok_or_else(|| ErrorCode::NotFound.into());
    };
    // A console has the files that were looked at.
    let bytes = hub.file(file.as_str()).await.ok_or(ErrorCode::NotFound)?;
    let kept = bytes.clone();
    if core.blocking(move |core| core.media.put(&kept)).await.map_err(storage)? != file {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(bytes)
}

/// Opens a file in another program: a copy of it, laid out where that program may read.
pub async fn open(core: &Arc<Core>, request: FileRequest) -> Answer<Nothing> {
    let folder = core.ports.files.outside().ok_or(ErrorCode::NotHere)?;
    let name = request.file.as_str().get(..16).unwrap_or("file").to_owned();
    let bytes = load(core, request.file).await?;
    let kind = infer::get(&bytes);
    if kind.is_some_and(|kind| is_program(&kind)) {
        return Err(ErrorCode::NotHere.into());
    }
    let ending = kind.map_or("txt", |kind| kind.extension());
    let path = folder.join(format!("{name}.{ending}"));
    let files = Arc::clone(&core.ports.files);
    let opened = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, bytes)).map_err(|_| ErrorCode::Storage)?;
        files.open(&path).map_err(|_| ErrorCode::NotHere)
    });
    opened.await.map_err(|_| ErrorCode::Internal)??;
    Ok(Nothing {})
}

/// Whether opening the file would run it: a stranger sent it, whatever it is called.
fn is_program(kind: &infer::Type) -> bool {
    kind.matcher_type() == infer::MatcherType::App
        || matches!(kind.extension(), "msi" | "sh" | "html" | "xml" | "deb" | "rpm" | "crx")
}

/// Plays a sound file.
pub async fn play(core: &Arc<Core>, request: FileRequest) -> Answer<Nothing> {
    let bytes = load(core, request.file).await?;
    let sound = Arc::clone(&core.ports.sound);
    let played = tokio::task::spawn_blocking(move || sound.play(bytes)).await.map_err(|_| ErrorCode::Internal)?;
    played.map(|()| Nothing {}).map_err(refused)
}

/// Begins to record a voice note.
pub async fn voice_start(core: &Arc<Core>, chat: ChatId) -> Answer<Nothing> {
    if core.hub.is_some() && core.numbers.state().connection != Connection::Connected {
        // It could not be kept at its end: its file lies in the hub's store.
        return Err(ErrorBody { retry: Retry::WhenOnline, ..ErrorCode::HubAway.into() });
    }
    chats::known(core, chat).await?;
    let sound = Arc::clone(&core.ports.sound);
    let started = tokio::task::spawn_blocking(move || sound.record_start()).await.map_err(|_| ErrorCode::Internal)?;
    started.map_err(refused)?;
    core.recording.begin(chat);
    Ok(Nothing {})
}

/// Ends the recording.
pub async fn voice_stop(core: &Arc<Core>) -> Answer<Attachment> {
    let chat = core.recording.end().ok_or(ErrorCode::TooLate)?;
    let sound = Arc::clone(&core.ports.sound);
    let recorded = tokio::task::spawn_blocking(move || sound.record_stop()).await.map_err(|_| ErrorCode::Internal)?;
    let bytes = recorded.map_err(refused)?;
    if let Some(hub) = &core.hub {
        return keep_at_hub(core, hub, chat, bytes).await;
    }
    let chat = chats::known(core, chat).await?;
    keep(core, chat, bytes, VOICE_NOTE.to_owned(), Some(MediaKind::Voice)).await
}

/// Has the hub keep a voice note that was recorded at a console.
async fn keep_at_hub(core: &Arc<Core>, hub: &Following, chat_id: ChatId, bytes: Vec<u8>) -> Answer<Attachment> {
    let duration = core.ports.sound.duration(&bytes);
    let request = AttachmentAdd { chat_id, filename: VOICE_NOTE.to_owned(), base64: STANDARD.encode(&bytes) };
    let request = serde_json::to_value(request).map_err(|_| ErrorCode::Internal)?;
    let kept = pair::now(core, hub, "attachment_add", &request).await?;
    let kept: Attachment = serde_json::from_value(kept).map_err(|_| ErrorCode::Internal)?;
    Ok(Attachment { media: MediaKind::Voice, duration: duration.or(kept.duration), ..kept })
}

fn refused(error: SoundError) -> ErrorBody {
    match error {
        SoundError::NotHere => ErrorCode::NotHere,
        SoundError::NoDevice => ErrorCode::NoDevice,
        SoundError::Undecodable | SoundError::TooLong => ErrorCode::BadRequest,
        SoundError::NotRecording => ErrorCode::TooLate,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::is_program;
    use rstest::rstest;

    #[rstest]
    #[case::of_windows(b"MZ\x90\0 and so on", true)]
    #[case::a_script(b"#!/bin/sh\nrm -r tea\n", true)]
    #[case::a_page(b"<!DOCTYPE html><script>1</script>", true)]
    #[case::an_invoice(b"%PDF-1.7\n", false)]
    #[case::a_photo(b"\xff\xd8\xff\xe0 and so on", false)]
    fn what_would_run_is_known_by_its_bytes(#[case] bytes: &[u8], #[case] runs: bool) {
        assert_eq!(infer::get(bytes).is_some_and(|kind| is_program(&kind)), runs);
    }
}
