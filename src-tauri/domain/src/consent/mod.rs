//! Consent: who permitted what, how we know, and whether it stands. The ledger keeps what was said; what follows from it is
//! worked out here each time it is asked.

mod entry;
mod keyword;
mod purpose;
mod standing;

pub use entry::{ConsentEntry, ConsentState, Evidence, EvidenceKind, Grade, LegalBasis, Scope, Source, WordingRef};
pub use keyword::{Heard, Keywords, heard};
pub use purpose::{
    BUILT_IN, BUILT_IN_VERSION, GROUP_INVITATIONS, Purpose, PurposeId, SERVICE_REPLIES, Wording, built_in,
    built_in_wordings,
};
pub use standing::{Consent, Consents};

#[cfg(test)]
pub mod fixture;
#[cfg(test)]
mod properties;
