//! The files people send: real pictures made here, and small recordings that come with the crate.

use std::io::Cursor;
use std::sync::OnceLock;

use bytes::Bytes;
use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// A file with its MIME type as a webhook shows it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) mime: &'static str,
    pub(crate) bytes: Bytes,
}

const VOICES: [&[u8]; 3] = [
    include_bytes!("../../assets/voice-1.ogg"),
    include_bytes!("../../assets/voice-2.ogg"),
    include_bytes!("../../assets/voice-3.ogg"),
];
const VIDEO: &[u8] = include_bytes!("../../assets/kettle.mp4");
const DOCUMENT: &[u8] = include_bytes!("../../assets/order.pdf");
const PICTURES: usize = 6;

/// One file of a kind; equal numbers give equal files.
pub(crate) fn sample(kind: &str, number: usize) -> Sample {
    match kind {
        "voice" | "audio" => {
            let voice = VOICES.get(number % VOICES.len()).copied().unwrap_or_default();
            Sample { mime: "audio/ogg; codecs=opus", bytes: Bytes::from_static(voice) }
        }
        "video" => Sample { mime: "video/mp4", bytes: Bytes::from_static(VIDEO) },
        "document" => Sample { mime: "application/pdf", bytes: Bytes::from_static(DOCUMENT) },
        "sticker" => sticker(),
        _ => picture(number),
    }
}

/// A cup seen from above, in the colours of one of six teas; every third is a PNG.
fn picture(number: usize) -> Sample {
    static MADE: [OnceLock<Bytes>; PICTURES] = [const { OnceLock::new() }; PICTURES];
    let number = number % PICTURES;
    let png = number % 3 == 2;
    let make = || {
        let format = if png { ImageFormat::Png } else { ImageFormat::Jpeg };
        let mut bytes = Cursor::new(Vec::new());
        if let Err(error) = drawn(number).write_to(&mut bytes, format) {
            tracing::error!(%error, "a picture was not written");
        }
        Bytes::from(bytes.into_inner())
    };
    let bytes = MADE.get(number).map(|made| made.get_or_init(make).clone()).unwrap_or_default();
    Sample { mime: if png { "image/png" } else { "image/jpeg" }, bytes }
}

fn drawn(number: usize) -> RgbImage {
    const TEAS: [[u8; 3]; PICTURES] =
        [[196, 120, 40], [120, 60, 24], [210, 190, 110], [150, 170, 70], [90, 40, 30], [226, 160, 70]];
    let [red, green, blue] = TEAS.get(number).copied().unwrap_or([196, 120, 40]);
    RgbImage::from_fn(320, 240, |x, y| {
        let (dx, dy) = (i64::from(x) - 160, i64::from(y) - 120);
        let away = dx * dx + dy * dy;
        let light = u8::try_from((x + y) / 8).unwrap_or(70);
        match away {
            0..4_900 => Rgb([red, green, blue].map(|part| part.saturating_sub(light / 4))),
            4_900..6_400 => Rgb([244, 241, 235]),
            _ => Rgb([176, 148, 120].map(|part: u8| part.saturating_sub(light))),
        }
    })
}

fn sticker() -> Sample {
    static MADE: OnceLock<Bytes> = OnceLock::new();
    let make = || {
        let cup = RgbaImage::from_fn(512, 512, |x, y| {
            let (dx, dy) = (i64::from(x) - 256, i64::from(y) - 256);
            match dx * dx + dy * dy {
                0..25_600 => Rgba([196, 120, 40, 255]),
                25_600..40_000 => Rgba([250, 248, 244, 255]),
                _ => Rgba([0, 0, 0, 0]),
            }
        });
        let mut bytes = Cursor::new(Vec::new());
        if let Err(error) = cup.write_to(&mut bytes, ImageFormat::WebP) {
            tracing::error!(%error, "a sticker was not written");
        }
        Bytes::from(bytes.into_inner())
    };
    Sample { mime: "image/webp", bytes: MADE.get_or_init(make).clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::rules::{accept, bare};

    #[test]
    fn every_sample_is_a_file_the_api_itself_would_take() {
        for kind in ["image", "video", "voice", "document", "sticker"] {
            for number in 0..PICTURES {
                let sample = sample(kind, number);
                assert!(accept(&bare(sample.mime), &sample.bytes).is_ok(), "{kind} {number}");
            }
        }
        let read = image::load_from_memory(&sample("image", 0).bytes).unwrap();
        assert_eq!((read.width(), read.height()), (320, 240));
    }
}
