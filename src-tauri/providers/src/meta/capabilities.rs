//! What a number at the Cloud API can send (reference 2.1, in groups 1.1).

use domain::capability::{BlockLimits, Capabilities, GroupLimits, MediaLimit, ProfileLimits};
use domain::content::MediaKind;
use domain::rate::Rates;
use domain::time::SECOND;

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;

/// Kinds that go into a group. Places, cards and reactions are not on the provider's list, so they are not offered.
const IN_GROUPS: [&str; 9] = ["text", "image", "video", "voice", "audio", "document", "sticker", "template", "pin"];

const SOUNDS: [&str; 5] = ["audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/amr"];

const DOCUMENTS: [&str; 8] = [
    "application/pdf",
    "text/plain",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
];

/// The lines of business that a profile can name.
const VERTICALS: [&str; 18] = [
    "OTHER",
    "AUTO",
    "BEAUTY",
    "APPAREL",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GROCERY",
    "GOVT",
    "HOTEL",
    "HEALTH",
    "NONPROFIT",
    "PROF_SERVICES",
    "RETAIL",
    "TRAVEL",
    "RESTAURANT",
    "NOT_A_BIZ",
];

pub(super) fn of_a_number() -> Capabilities {
    Capabilities {
        text: 4096,
        caption: 1024,
        media: vec![
            limit(MediaKind::Image, 5 * MIB, &["image/jpeg", "image/png"]),
            limit(MediaKind::Video, 16 * MIB, &["video/mp4", "video/3gpp"]),
            limit(MediaKind::Voice, 16 * MIB, &["audio/ogg"]),
            limit(MediaKind::Audio, 16 * MIB, &SOUNDS),
            limit(MediaKind::Document, 100 * MIB, &DOCUMENTS),
            limit(MediaKind::Sticker, 500 * KIB, &["image/webp"]),
        ],
        cards: 5,
        reactions: true,
        in_groups: IN_GROUPS.map(str::to_owned).into(),
        marks_groups_read: false,
        groups: GroupLimits {
            seats: 8,
            // As many as groups of people among themselves hold.
            seats_where_more: 1_024,
            subject: 128,
            description: 2_048,
            picture_bytes: 5 * MIB,
            picture_pixels: 192,
            removed_at_once: 8,
            pins: 3,
            pin_days: 30,
        },
        blocks: Some(BlockLimits { wrote_within_hours: 24 }),
        profile: Some(profile()),
    }
}

/// Reference 8.3.
fn profile() -> ProfileLimits {
    ProfileLimits {
        about: 139,
        address: 256,
        description: 256,
        email: 128,
        websites: 2,
        website: 256,
        verticals: VERTICALS.map(str::to_owned).into(),
        picture_bytes: 5 * MIB,
        picture_pixels: 192,
        picture_mimes: ["image/jpeg", "image/png"].map(str::to_owned).into(),
    }
}

/// The rates of a number (reference 7.1): one that was not upgraded, or of which nothing is known, sends 80 a second.
pub(super) fn rates(throughput: Option<&str>) -> Rates {
    let per_second = if throughput == Some("HIGH") { 1_000 } else { 80 };
    Rates { per_second, pair_every: 6 * SECOND, pair_burst: 45 }
}

fn limit(media: MediaKind, bytes: u64, mimes: &[&str]) -> MediaLimit {
    MediaLimit { media, bytes, mimes: mimes.iter().map(|&mime| mime.to_owned()).collect() }
}
