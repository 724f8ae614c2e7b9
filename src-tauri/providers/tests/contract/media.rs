//! Files both ways.

use domain::content::{Content, Media, MediaKind};
use providers::{MediaUpload, Retry, SendResult};
use rstest::rstest;
use serde_json::json;

use crate::bench::{Bench, id_of, message};
use crate::outcomes::assert_refused;

/// MIME type and the first bytes by which a file of the kind is known.
fn sample(kind: MediaKind) -> (&'static str, Vec<u8>) {
    match kind {
        MediaKind::Image => ("image/png", b"\x89PNG\r\n\x1a\n and the picture".to_vec()),
        MediaKind::Video => ("video/mp4", b"\0\0\0\x18ftypmp42 and the film".to_vec()),
        MediaKind::Voice => ("audio/ogg", b"OggS\0\x02\0\0\0\0\0\0\0\0 OpusHead\x01\x01 and the voice".to_vec()),
        MediaKind::Audio => ("audio/mpeg", b"ID3 and the song".to_vec()),
        MediaKind::Document => ("application/pdf", b"%PDF-1.7 and the price list".to_vec()),
        MediaKind::Sticker => ("image/webp", b"RIFF\x20\0\0\0WEBPVP8 and the sticker".to_vec()),
    }
}

/// A message with such a file.
pub fn file(media: MediaKind) -> Content {
    let (mime, bytes) = sample(media);
    let captioned = matches!(media, MediaKind::Image | MediaKind::Video | MediaKind::Document);
    Content::Media(Media {
        media,
        mime: mime.into(),
        caption: captioned.then(|| "Look".into()),
        filename: (media == MediaKind::Document).then(|| "Прайс 2026.pdf".into()),
        provider_media: None,
        file: None,
        bytes: Some(bytes.len() as u64),
        animated: false,
    })
}

/// The file itself.
pub fn upload(media: MediaKind) -> MediaUpload {
    let (mime, bytes) = sample(media);
    MediaUpload { bytes: bytes.into(), mime: mime.into(), filename: Some("Прайс 2026.pdf".into()) }
}

#[rstest]
#[case::picture("image", "image/")]
#[case::voice("voice", "audio/ogg")]
#[case::document("document", "application/pdf")]
#[tokio::test]
async fn what_a_person_sends_is_fetched_whole(#[case] kind: &str, #[case] mime: &str) {
    let bench = Bench::open().await;
    let said = bench.hear(json!({"person": "Анна Корнеева", "type": kind})).await;
    let Content::Media(file) = said.content else { panic!("{:?}", said.content) };
    assert!(file.mime.starts_with(mime), "{}", file.mime);
    let fetched = bench.provider.media(&file.provider_media.unwrap()).await.unwrap();
    assert_eq!(fetched.mime, file.mime);
    assert!(fetched.bytes.len() > 100, "{} bytes", fetched.bytes.len());
}

#[tokio::test]
async fn what_we_put_there_comes_back_byte_for_byte_and_can_be_sent_by_its_handle() {
    let bench = Bench::open().await;
    let ours = upload(MediaKind::Document);
    let handle = bench.provider.upload(ours.clone()).await.unwrap();
    assert_eq!(bench.provider.media(&handle).await.unwrap().bytes, ours.bytes);
    let lena = bench.wrote("Lena Fischer").await;
    let Content::Media(media) = file(MediaKind::Document) else { panic!("a file") };
    let content = Content::Media(Media { provider_media: Some(handle), ..media });
    id_of(bench.send(&lena, &message(content)).await);
    assert_eq!(bench.look("/sent").await["sent"][0]["body"]["filename"], "Прайс 2026.pdf");
}

#[tokio::test]
async fn an_expired_file_is_gone_for_good() {
    let bench = Bench::open().await;
    let said = bench.hear(json!({"person": "Анна Корнеева", "type": "image"})).await;
    let Content::Media(file) = said.content else { panic!("{:?}", said.content) };
    bench.control("/media_expire", json!({})).await;
    let error = bench.provider.media(&file.provider_media.unwrap()).await.unwrap_err();
    assert_eq!((error.reason, error.retry), ("media_gone", Retry::Never));
}

#[tokio::test]
async fn a_file_that_the_provider_does_not_take_is_refused_and_nothing_is_sent() {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    let bogus = MediaUpload { bytes: "MZ".into(), mime: "application/x-msdownload".into(), filename: None };
    let error = bench.provider.upload(bogus.clone()).await.unwrap_err();
    assert_eq!((error.reason, error.code, error.retry), ("media_refused", Some(131_053), Retry::Never));
    let result = bench.send_with(&anna, &message(file(MediaKind::Document)), "bad", Some(bogus)).await;
    assert_refused(&result, "media_refused", Some(131_053));
    assert_eq!(bench.accepted_count("bad").await, 0);
}

#[tokio::test]
async fn a_message_whose_file_is_nowhere_is_not_sent() {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    let result: SendResult = bench.send(&anna, &message(file(MediaKind::Image))).await;
    assert_refused(&result, "media_missing", None);
}
