//! What a file is, by its content and not by its name.

use std::io::Cursor;

use domain::content::MediaKind;

/// What can be told of a file by looking at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// MIME type by content; where it cannot be told, what was claimed, else `application/octet-stream`.
    pub mime: String,
    /// How it would be sent.
    pub media: MediaKind,
    /// Width and height, of pictures.
    pub pixels: Option<(u32, u32)>,
}

/// Looks at a file.
#[must_use]
pub fn look(bytes: &[u8], claimed: Option<&str>) -> Look {
    let mime = match infer::get(bytes) {
        Some(kind) => kind.mime_type().to_owned(),
        None if std::str::from_utf8(bytes).is_ok() && claimed.is_none() => "text/plain".to_owned(),
        None => claimed.unwrap_or("application/octet-stream").to_owned(),
    };
    let mime = match mime.as_str() {
        "audio/m4a" | "video/x-m4v" => "audio/mp4".to_owned(),
        "audio/x-wav" => "audio/wav".to_owned(),
        "application/ogg" | "audio/opus" => "audio/ogg".to_owned(),
        _ => mime,
    };
    let media = kind(&mime);
    let pixels = matches!(media, MediaKind::Image | MediaKind::Sticker).then(|| pixels(bytes)).flatten();
    Look { mime, media, pixels }
}

fn kind(mime: &str) -> MediaKind {
    match mime.split_once('/') {
        Some(("image", "webp")) => MediaKind::Sticker,
        Some(("image", "jpeg" | "png")) => MediaKind::Image,
        Some(("video", "mp4" | "3gpp")) => MediaKind::Video,
        Some(("audio", "aac" | "amr" | "mpeg" | "mp4" | "ogg")) => MediaKind::Audio,
        _ => MediaKind::Document,
    }
}

fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_dimensions().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes_whatever_it_is_called() {
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::new(3, 2).write_to(&mut png, image::ImageFormat::Png).unwrap();
        let look = look(&png.into_inner(), Some("application/pdf"));
        assert_eq!(look, Look { mime: "image/png".into(), media: MediaKind::Image, pixels: Some((3, 2)) });
    }

    #[test]
    fn a_voice_note_is_ogg_to_the_provider() {
        let mut opus = b"OggS\0\x02".to_vec();
        opus.resize(28, 0);
        opus.extend(b"OpusHead\x01\x01");
        let look = look(&opus, None);
        assert_eq!((look.mime.as_str(), look.media), ("audio/ogg", MediaKind::Audio), "providers take no audio/opus");
    }

    #[test]
    fn a_price_list_in_words_goes_as_a_document() {
        assert_eq!(look("Габа 200 г".as_bytes(), None).media, MediaKind::Document);
        assert_eq!(look("Габа 200 г".as_bytes(), None).mime, "text/plain");
    }
}
