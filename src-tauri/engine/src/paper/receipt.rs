//! The receipt for machines, with the sections of ISO/IEC TS 27560: header, notices, purposes, parties and events. Its
//! shape is fixed by `docs/consent-receipt.schema.json`, which says of each field what it means; fields are only added, and
//! a new meaning is a new version.

mod build;
mod states;

use domain::consent::{ConsentState, EvidenceKind, Grade, LegalBasis, Source};
use serde::{Deserialize, Serialize};
use store::Head;

use super::{Input, PaperError};

pub use states::{EventType, IsoState, iso_state};

/// The version of the shape.
pub const SCHEMA_VERSION: &str = "switchboard.consent-receipt/1";
/// The document whose record and receipt this follows.
pub const STANDARD: &str = "ISO/IEC TS 27560:2023";

/// A receipt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Which receipt this is, and of whom.
    pub header: Header,
    /// The texts that the person was shown.
    pub notices: Vec<Notice>,
    /// What was asked for, and how it stands.
    pub purposes: Vec<PurposeConsent>,
    /// Who is named.
    pub parties: Vec<Party>,
    /// What happened, oldest first: every entry of the ledger about this person.
    pub events: Vec<Event>,
    /// What the receipt can be checked against.
    pub ledger: Ledger,
}

/// Which receipt this is, and of whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub schema_version: String,
    pub standard: String,
    pub receipt_id: String,
    pub record_ids: Vec<String>,
    pub pii_principal_id: String,
    pub issued_at: String,
    pub issued_by: String,
    pub language: String,
}

/// A text that the person was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    pub notice_id: String,
    pub purpose_id: String,
    pub language: String,
    pub version: u32,
    pub text: Option<String>,
    pub hash: String,
}

/// What was asked for, and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurposeConsent {
    pub purpose_id: String,
    pub purpose: String,
    pub lawful_basis: LegalBasis,
    pub consent_state: IsoState,
    pub recorded_state: Option<ConsentState>,
    pub permits_now: bool,
    pub since: Option<String>,
    pub valid_until: Option<String>,
    pub pii_information: Vec<PiiInformation>,
    pub pii_controllers: Vec<String>,
    pub collection_method: String,
    pub storage_locations: Vec<String>,
    pub retention_period: String,
    pub jurisdiction: Option<String>,
    pub recipient_third_parties: Vec<String>,
    pub withdrawal_method: String,
    pub notices: Vec<String>,
    pub events: Vec<i64>,
}

/// What of a person is used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PiiInformation {
    pub pii_type: String,
    pub sensitive: bool,
}

/// Somebody who is named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    pub party_id: String,
    pub party_role: PartyRole,
    pub party_type: PartyType,
    pub party_name: Option<String>,
    pub party_phone: Option<String>,
    pub party_contact: Option<String>,
    pub party_address: Option<String>,
}

/// What somebody is to the consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// Whose consent it is.
    PiiPrincipal,
    /// Who asked for it.
    PiiController,
    /// Who carries the messages.
    ThirdParty,
}

/// What somebody is by nature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyType {
    /// A human being.
    Individual,
    /// A firm.
    Organization,
}

/// Something that happened to a consent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub entry: i64,
    pub hash: String,
    pub record_id: String,
    pub event_time: String,
    pub recorded_at: String,
    pub event_type: EventType,
    pub event_state: IsoState,
    pub recorded_state: ConsentState,
    pub scope: String,
    pub purposes: Vec<String>,
    pub lawful_basis: LegalBasis,
    pub source: Source,
    pub word: Option<String>,
    pub notice_id: Option<String>,
    pub evidence: Proof,
    pub validity_duration: String,
    pub valid_until: Option<String>,
    pub entity_id: String,
    pub controller_id: String,
    pub operator: Option<String>,
}

/// What proves an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub kind: EvidenceKind,
    pub grade: Grade,
    pub journal_position: i64,
    pub digest: Option<String>,
}

/// What the receipt can be checked against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    pub head: Option<Head>,
    pub check: String,
}

impl Receipt {
    /// The receipt of a person.
    #[must_use]
    pub fn new(input: &Input) -> Self {
        build::receipt(input)
    }
}

/// The receipt as JSON that people can read too.
///
/// # Errors
/// When it cannot be written.
pub fn receipt_json(input: &Input) -> Result<Vec<u8>, PaperError> {
    let mut bytes = serde_json::to_vec_pretty(&Receipt::new(input)).map_err(|_| PaperError::Write)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The name of this receipt: it follows from whose it is, from the ledger as it stood and from the moment.
pub fn receipt_id(input: &Input) -> String {
    build::receipt_id(input)
}
