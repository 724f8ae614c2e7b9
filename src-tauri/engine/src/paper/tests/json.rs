//! The receipt for machines against its schema.

use contract::workspace::Language;
use domain::consent::{ConsentState, Grade, Source};
use domain::time::DAY;
use pretty_assertions::assert_eq;
use rstest::rstest;
use serde_json::{Value, json};

use super::super::receipt::{EventType, IsoState, Receipt};
use super::super::receipt_json;
use super::fixture::{NOON, TEXT, anna, row, said, tomas};

const SCHEMA: &str = include_str!("../../../../../docs/consent-receipt.schema.json");

fn receipt() -> Value {
    serde_json::from_slice(&receipt_json(&anna(Language::Ru)).unwrap()).unwrap()
}

/// What is wrong with a receipt: where, and by which word of the schema.
fn faults(receipt: &Value) -> Vec<(String, String)> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let named = |error: jsonschema::ValidationError<'_>| {
        let word = error.schema_path().to_string();
        (error.instance_path().to_string(), word.rsplit('/').next().unwrap_or_default().to_owned())
    };
    validator.iter_errors(receipt).map(named).collect()
}

#[test]
fn receipts_follow_the_schema_in_both_languages_and_for_people_without_a_phone() {
    for input in [anna(Language::En), anna(Language::Ru), tomas()] {
        let receipt: Value = serde_json::from_slice(&receipt_json(&input).unwrap()).unwrap();
        assert_eq!(faults(&receipt), []);
    }
}

#[test]
fn whatever_the_ledger_says_has_a_place_in_the_schema() {
    use ConsentState::{Confirmed, Expired, Granted, Refused, Requested, Resumed, Withdrawn};
    use Source::{
        Button, Call, DoubleOptIn, Import, InPerson, Keyword, Message, Operator, PaperForm, Provider, SignupLink,
        Silence, WebForm, WroteFirst,
    };
    let mut input = tomas();
    for state in [Requested, Granted, Confirmed, Refused, Withdrawn, Expired, Resumed] {
        for source in [
            Button,
            Call,
            DoubleOptIn,
            Import,
            InPerson,
            Keyword,
            Message,
            Operator,
            PaperForm,
            Provider,
            SignupLink,
            Silence,
            WebForm,
            WroteFirst,
        ] {
            let entry = i64::try_from(input.rows.len()).unwrap() + 10;
            let scope = ["*", "marketing*", "tastings"][input.rows.len() % 3];
            input.rows.push(row(entry, said(scope, state, source, Grade::D, NOON)));
        }
    }
    let receipt: Value = serde_json::from_slice(&receipt_json(&input).unwrap()).unwrap();
    assert_eq!(faults(&receipt), []);
    assert!(receipt["purposes"].as_array().unwrap().iter().any(|one| one["purpose_id"] == "tastings"));
}

#[test]
fn the_schema_is_itself_a_schema() {
    assert!(jsonschema::meta::is_valid(&serde_json::from_str(SCHEMA).unwrap()));
}

#[rstest]
#[case::without_a_name_of_its_own("/header", "required", |r: &mut Value| { r["header"].as_object_mut().unwrap().remove("receipt_id"); })]
#[case::with_our_word_for_a_state("/events/2/event_state", "enum", |r: &mut Value| r["events"][2]["event_state"] = json!("confirmed"))]
#[case::with_a_day_for_a_moment("/events/0/event_time", "format", |r: &mut Value| r["events"][0]["event_time"] = json!("2025-11-26Z"))]
#[case::with_half_a_hash("/events/4/hash", "pattern", |r: &mut Value| r["events"][4]["hash"] = json!("0017"))]
#[case::with_nothing_that_happened("/events", "minItems", |r: &mut Value| r["events"] = json!([]))]
#[case::without_who_asked("/parties", "contains", |r: &mut Value| { r["parties"].as_array_mut().unwrap().remove(1); })]
#[case::with_a_second_person("/parties", "contains", |r: &mut Value| { let one = r["parties"][0].clone(); r["parties"].as_array_mut().unwrap().push(one); })]
#[case::with_a_ground_that_is_none("/purposes/1/lawful_basis", "enum", |r: &mut Value| r["purposes"][1]["lawful_basis"] = json!("habit"))]
#[case::with_something_more("/notices/0", "additionalProperties", |r: &mut Value| r["notices"][0]["seen"] = json!(true))]
#[case::of_another_version("/header/schema_version", "const", |r: &mut Value| r["header"]["schema_version"] = json!("2"))]
fn a_receipt_broken_by_hand_does_not_follow_the_schema(
    #[case] place: &str,
    #[case] word: &str,
    #[case] breaks: impl FnOnce(&mut Value),
) {
    let mut receipt = receipt();
    breaks(&mut receipt);
    let found = faults(&receipt);
    let (at, by) = found.first().unwrap_or_else(|| panic!("it passes"));
    assert_eq!((found.len(), at.as_str(), by.starts_with(word) || by == "maxContains"), (1, place, true), "{found:?}");
}

#[test]
fn a_receipt_names_what_was_said_in_the_words_of_the_standard_and_in_ours() {
    let receipt = Receipt::new(&anna(Language::Ru));
    let events: Vec<_> =
        receipt.events.iter().map(|event| (event.entry, event.event_type, event.event_state)).collect();
    let expected = [
        (11, EventType::ImpliedConsent, IsoState::Given),
        (12, EventType::NotByPrincipal, IsoState::Requested),
        (15, EventType::ExplicitConsent, IsoState::Given),
        (18, EventType::ExpressedConsent, IsoState::Given),
        (23, EventType::ExpressedConsent, IsoState::Withdrawn),
    ];
    assert_eq!(events, expected);
    assert_eq!(receipt.events[2].recorded_state, ConsentState::Confirmed);
    assert_eq!(receipt.events[2].validity_duration, "P365D");
    assert_eq!(receipt.events[4].word.as_deref(), Some("СТОП"));
    assert_eq!(receipt.events[4].purposes.len(), 4, "a STOP is about every purpose");
}

#[test]
fn each_purpose_says_how_it_stands_and_which_text_was_shown() {
    let mut input = anna(Language::Ru);
    input.rows.pop();
    input.now = input.now.plus(-2 * DAY);
    let receipt = Receipt::new(&input);
    let offers = receipt.purposes.iter().find(|one| one.purpose_id == "offers").unwrap();
    assert_eq!((offers.purpose.as_str(), offers.permits_now), ("Акции и новости", true));
    assert_eq!(
        (offers.since.as_deref(), offers.events.as_slice()),
        (Some("2025-11-26T12:05:00Z"), [12, 15].as_slice())
    );
    let notice = receipt.notices.iter().find(|notice| offers.notices.contains(&notice.notice_id)).unwrap();
    assert_eq!(notice.text.as_deref(), Some(TEXT));
    assert!(!receipt.purposes.iter().any(|one| one.purpose_id == "group_invitations"), "nobody spoke of it");
    let stopped = Receipt::new(&anna(Language::Ru));
    assert!(stopped.purposes.iter().all(|one| one.consent_state == IsoState::Withdrawn && !one.permits_now));
}

#[test]
fn a_text_that_is_not_the_one_of_the_hash_is_left_out() {
    let mut input = anna(Language::En);
    input.wordings[0].text = "Something nobody was ever shown".to_owned();
    let receipt = Receipt::new(&input);
    let notice = receipt.notices.iter().find(|notice| notice.purpose_id == "offers").unwrap();
    assert_eq!(notice.text, None);
}

#[test]
fn a_receipt_can_be_read_again_and_is_the_same_each_time() {
    let bytes = receipt_json(&anna(Language::En)).unwrap();
    assert_eq!(bytes, receipt_json(&anna(Language::En)).unwrap());
    assert_eq!(serde_json::from_slice::<Receipt>(&bytes).unwrap(), Receipt::new(&anna(Language::En)));
    assert_ne!(Receipt::new(&anna(Language::En)).header.receipt_id, Receipt::new(&tomas()).header.receipt_id);
}
