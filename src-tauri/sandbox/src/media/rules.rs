//! Which media may be sent as what, and how large (reference 2.1, 4).

use crate::refusal::Refusal;
use crate::world::World;

const KIB: usize = 1_024;
const MIB: usize = 1_024 * KIB;

/// What a MIME type may be sent as, and the largest size in bytes.
pub(crate) fn allowed(mime: &str) -> Option<(&'static str, usize)> {
    Some(match mime {
        "image/jpeg" | "image/png" => ("image", 5 * MIB),
        "image/webp" => ("sticker", 500 * KIB),
        "video/mp4" | "video/3gpp" => ("video", 16 * MIB),
        "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg" => ("audio", 16 * MIB),
        "text/plain"
        | "application/pdf"
        | "application/msword"
        | "application/vnd.ms-excel"
        | "application/vnd.ms-powerpoint"
        | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        | "application/vnd.openxmlformats-officedocument.presentationml.presentation" => ("document", 100 * MIB),
        _ => return None,
    })
}

/// The MIME type without its parameters, in lower case.
pub(crate) fn bare(mime: &str) -> String {
    mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether the bytes begin the way this MIME type begins; types without a mark of their own pass.
pub(crate) fn looks_like(mime: &str, bytes: &[u8]) -> bool {
    let at = |from: usize, mark: &[u8]| bytes.get(from..from + mark.len()) == Some(mark);
    match mime {
        "image/jpeg" => at(0, b"\xff\xd8\xff"),
        "image/png" => at(0, b"\x89PNG\r\n\x1a\n"),
        "image/webp" => at(0, b"RIFF") && at(8, b"WEBP"),
        "video/mp4" | "video/3gpp" | "audio/mp4" => at(4, b"ftyp"),
        "audio/ogg" => at(0, b"OggS"),
        "audio/amr" => at(0, b"#!AMR"),
        "application/pdf" => at(0, b"%PDF-"),
        _ => true,
    }
}

/// Refuses an upload of the wrong type or size with 131053.
pub(crate) fn accept(mime: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let Some((_, most)) = allowed(mime) else {
        return Err(Refusal::new(131_053, format!("Files of type {mime} are not supported")));
    };
    if bytes.is_empty() || bytes.len() > most {
        return Err(Refusal::new(131_053, format!("The file must hold 1 to {most} bytes, not {}", bytes.len())));
    }
    if !looks_like(mime, bytes) {
        return Err(Refusal::new(131_053, format!("The content of the file is not {mime}")));
    }
    Ok(())
}

/// Whether this media id can be sent as this kind; a voice note has to be one channel of Opus in Ogg.
pub(crate) fn usable(world: &World, id: &str, kind: &str, voice: bool) -> Result<(), Refusal> {
    let Some(medium) = world.shelf.get(id, world.now) else {
        return Err(Refusal::value(format!(
            "Param {kind}['id'] is not a media id of this phone number, or it has expired"
        )));
    };
    let fits = match allowed(&medium.mime) {
        Some((own, _)) => own == kind || kind == "document",
        None => kind == "document",
    };
    if !fits {
        return Err(Refusal::new(131_053, format!("A file of type {} cannot be sent as {kind}", medium.mime)));
    }
    if kind == "sticker" && !is_animated(&medium.bytes) && medium.bytes.len() > 100 * KIB {
        return Err(Refusal::new(131_053, "A static sticker must not exceed 100 KB"));
    }
    if voice && !is_mono_opus(&medium.bytes) {
        return Err(Refusal::new(131_053, "A voice message must be Opus in an OGG container, one channel"));
    }
    Ok(())
}

/// The identification header stands in the first page: `OpusHead`, a version, then the count of channels.
fn is_mono_opus(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let Some(at) = head.windows(8).position(|window| window == b"OpusHead") else {
        return false;
    };
    head.get(at + 9) == Some(&1)
}

/// An extended WebP whose animation flag is set.
fn is_animated(bytes: &[u8]) -> bool {
    bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 0b10 != 0)
}
