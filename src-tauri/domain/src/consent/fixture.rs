//! What Anna said, for tests.

use super::{ConsentEntry, ConsentState, Evidence, EvidenceKind, Grade, LegalBasis, Scope, Source};
use crate::time::{MINUTE, Timestamp};

/// Noon of the day on which everything happens.
pub const NOON: Timestamp = Timestamp::from_seconds(1_767_268_800);

/// Something that Anna said so many minutes after noon.
pub fn said(purpose: &str, state: ConsentState, source: Source, minutes: i64) -> ConsentEntry {
    let at = NOON.plus(minutes * MINUTE);
    ConsentEntry {
        purpose: Scope::from_word(purpose),
        state,
        source,
        account: "tea".into(),
        evidence: Evidence { kind: EvidenceKind::Message, position: minutes, message: None, digest: None },
        wording: None,
        basis: LegalBasis::Consent,
        grade: Grade::B,
        operator: None,
        at,
        recorded_at: at,
        expires: None,
        jurisdiction: None,
    }
}

/// She said yes.
pub fn yes(purpose: &str, minutes: i64) -> ConsentEntry {
    said(purpose, ConsentState::Granted, Source::Message, minutes)
}

/// She said no.
pub fn no(purpose: &str, minutes: i64) -> ConsentEntry {
    said(purpose, ConsentState::Withdrawn, Source::Keyword, minutes)
}
