//! Makes the receipt of what was gathered.

use std::collections::BTreeMap;

use domain::Timestamp;
use domain::consent::{ConsentEntry, LegalBasis, WordingRef};
use domain::time::{DAY, SECOND};
use sha2::{Digest as _, Sha256};
use store::LedgerRow;

use super::super::words::Words;
use super::super::{Input, Standing, utc};
use super::states::{EventType, event_type};
use super::{
    Event, Header, Ledger, Notice, Party, PartyRole, PartyType, PiiInformation, Proof, PurposeConsent, Receipt,
    SCHEMA_VERSION, STANDARD, iso_state,
};

/// Who carries the messages, whichever way the business speaks to it.
const CARRIER: &str = "WhatsApp";
/// What a consent without an end is good for.
const UNLIMITED: &str = "unlimited";

pub(super) fn receipt(input: &Input) -> Receipt {
    let standings = input.standings();
    Receipt {
        header: header(input),
        notices: notices(input),
        purposes: standings.iter().map(|standing| purpose(input, standing)).collect(),
        parties: parties(input),
        events: input.rows.iter().map(|row| event(input, &standings, row)).collect(),
        ledger: Ledger { head: input.head.clone(), check: check(Words(input.language)).to_owned() },
    }
}

fn header(input: &Input) -> Header {
    let mut record_ids: Vec<String> = input.rows.iter().map(|row| row.subject.clone()).collect();
    record_ids.sort();
    record_ids.dedup();
    Header {
        schema_version: SCHEMA_VERSION.to_owned(),
        standard: STANDARD.to_owned(),
        receipt_id: receipt_id(input),
        record_ids,
        pii_principal_id: principal(input),
        issued_at: utc(input.now),
        issued_by: input.operator.clone(),
        language: Words(input.language).tag().to_owned(),
    }
}

pub(super) fn receipt_id(input: &Input) -> String {
    let head = input.head.as_ref().map(|head| head.hash).unwrap_or_default();
    let digest = Sha256::new_with_prefix(principal(input)).chain_update(head).chain_update(input.now.0.to_be_bytes());
    let digest: [u8; 32] = digest.finalize().into();
    let bytes = digest.first_chunk::<16>().copied().unwrap_or_default();
    format!("urn:uuid:{}", uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// The token by which the ledger knows the person at this number; at other numbers it may be another one.
fn principal(input: &Input) -> String {
    let here = |row: &&LedgerRow| row.said.account == input.business.account;
    let newest = input.rows.iter().rev().find(here).or_else(|| input.rows.last());
    newest.map(|row| row.subject.clone()).unwrap_or_default()
}

fn notice_id(shown: &WordingRef) -> String {
    format!("{}/{}/{}", shown.purpose.as_str(), shown.language, shown.version)
}

fn notices(input: &Input) -> Vec<Notice> {
    let shown = input.rows.iter().filter_map(|row| row.said.wording.as_ref());
    let all: BTreeMap<String, &WordingRef> = shown.map(|shown| (notice_id(shown), shown)).collect();
    let notice = |(notice_id, shown): (String, &WordingRef)| Notice {
        notice_id,
        purpose_id: shown.purpose.as_str().to_owned(),
        language: shown.language.clone(),
        version: shown.version,
        text: input.text(shown).map(str::to_owned),
        hash: shown.hash.clone(),
    };
    all.into_iter().map(notice).collect()
}

fn purpose(input: &Input, standing: &Standing<'_>) -> PurposeConsent {
    let words = Words(input.language);
    let Standing { purpose, consent, rows } = standing;
    let mut notices: Vec<String> = rows.iter().filter_map(|row| row.said.wording.as_ref()).map(notice_id).collect();
    notices.sort();
    notices.dedup();
    let newest = rows.iter().max_by_key(|row| (row.entry == consent.entry, row.entry));
    PurposeConsent {
        purpose_id: purpose.purpose.as_str().to_owned(),
        purpose: words.purpose(purpose),
        lawful_basis: newest.map_or(LegalBasis::Consent, |row| row.said.basis),
        consent_state: iso_state(consent.state),
        recorded_state: consent.state,
        permits_now: consent.permits,
        since: consent.state.map(|_| utc(consent.at)),
        valid_until: consent.expires.map(utc),
        pii_information: pii(input),
        pii_controllers: vec![input.business.account.to_string()],
        collection_method: collection(words).to_owned(),
        storage_locations: vec![storage(words, input.business_name()), CARRIER.to_owned()],
        retention_period: retention(words).to_owned(),
        jurisdiction: newest.and_then(|row| row.said.jurisdiction.clone()),
        recipient_third_parties: vec![CARRIER.to_owned()],
        withdrawal_method: words.withdrawal(number(input)),
        notices,
        events: rows.iter().map(|row| row.entry).collect(),
    }
}

fn pii(input: &Input) -> Vec<PiiInformation> {
    let person = &input.person;
    let known = [
        ("phone_number", person.phone.is_some()),
        ("platform_user_id", person.user_id.is_some() || person.parent_user_id.is_some()),
        ("username", person.username.is_some()),
        ("profile_name", person.name.is_some()),
        ("messages", true),
    ];
    let used = known.into_iter().filter(|(_, known)| *known);
    used.map(|(pii_type, _)| PiiInformation { pii_type: pii_type.to_owned(), sensitive: false }).collect()
}

fn parties(input: &Input) -> Vec<Party> {
    let id = input.person.user_id.clone().or_else(|| input.person.username.clone());
    let phone = input.phone();
    let principal = Party {
        party_id: principal(input),
        party_role: PartyRole::PiiPrincipal,
        party_type: PartyType::Individual,
        party_name: input.person.name.clone(),
        party_contact: phone.clone().or(id),
        party_phone: phone,
        party_address: None,
    };
    let business = &input.business;
    let controller = Party {
        party_id: business.account.to_string(),
        party_role: PartyRole::PiiController,
        party_type: PartyType::Organization,
        party_name: business.name.clone(),
        party_phone: business.phone.clone(),
        party_contact: Some(number(input).to_owned()),
        party_address: None,
    };
    let carrier = Party {
        party_id: CARRIER.to_owned(),
        party_role: PartyRole::ThirdParty,
        party_type: PartyType::Organization,
        party_name: Some(CARRIER.to_owned()),
        party_phone: None,
        party_contact: None,
        party_address: None,
    };
    vec![principal, controller, carrier]
}

/// By what people write to the business.
fn number(input: &Input) -> &str {
    input.business.phone.as_deref().unwrap_or_else(|| input.business_name())
}

fn event(input: &Input, standings: &[Standing<'_>], row: &LedgerRow) -> Event {
    let said = &row.said;
    let purposes = Input::covered(standings, said);
    let kind = event_type(said);
    let entity = if kind == EventType::NotByPrincipal { said.account.to_string() } else { row.subject.clone() };
    Event {
        entry: row.entry,
        hash: row.hash.clone(),
        record_id: row.subject.clone(),
        event_time: utc(said.at),
        recorded_at: utc(said.recorded_at),
        event_type: kind,
        event_state: iso_state(Some(said.state)),
        recorded_state: said.state,
        scope: said.purpose.as_str().to_owned(),
        purposes: purposes.iter().map(|purpose| purpose.purpose.as_str().to_owned()).collect(),
        lawful_basis: said.basis,
        source: said.source,
        word: input.words.get(&row.entry).cloned(),
        notice_id: said.wording.as_ref().map(notice_id),
        evidence: proof(said),
        validity_duration: said.expires.map_or_else(|| UNLIMITED.to_owned(), |end| lasts(said.at, end)),
        valid_until: said.expires.map(utc),
        entity_id: entity,
        controller_id: said.account.to_string(),
        operator: said.operator.clone(),
    }
}

fn proof(said: &ConsentEntry) -> Proof {
    let evidence = &said.evidence;
    let (position, digest) = (evidence.position, evidence.digest.clone());
    Proof { kind: evidence.kind, grade: said.grade, journal_position: position, digest }
}

/// A duration as ISO 8601 writes it.
fn lasts(from: Timestamp, to: Timestamp) -> String {
    let length = to.since(from).max(0);
    if length % DAY == 0 { format!("P{}D", length / DAY) } else { format!("PT{}S", length / SECOND) }
}

const fn collection(words: Words) -> &'static str {
    words.pick("From the person: each event says how.", "От самого человека: в каждом событии сказано, как.")
}

fn storage(words: Words, business: &str) -> String {
    format!("{} {business}", words.pick("Computers of", "Компьютеры компании"))
}

const fn retention(words: Words) -> &'static str {
    words.pick(
        "Until the person asks to be erased. The entries of the ledger stay, without anything that names the person.",
        "Пока человек не попросит удалить данные. Записи реестра остаются, но ни на кого не указывают.",
    )
}

const fn check(words: Words) -> &'static str {
    words.pick(
        "Keep \"head\" in a file of its own and run: switchboard-hub verify --data FOLDER --head FILE. Each event must stand \
         in the ledger under its number with its hash.",
        "Сохраните «head» в отдельный файл и выполните: switchboard-hub verify --data ПАПКА --head ФАЙЛ. Каждое событие \
         должно стоять в реестре под своим номером и со своим хешем.",
    )
}
