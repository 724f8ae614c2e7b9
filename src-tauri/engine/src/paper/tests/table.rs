//! The receipt as a table.

use contract::workspace::Language;
use pretty_assertions::assert_eq;

use super::super::receipt_csv;
use super::fixture::anna;

#[test]
fn each_event_is_a_line_with_its_number_and_its_hash() {
    let bytes = receipt_csv(&anna(Language::Ru)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let at = |name: &str, head: &csv::StringRecord| head.iter().position(|column| column == name).unwrap();
    let head = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    assert_eq!(&rows[4][at("entry", &head)], "23");
    assert_eq!(&rows[4][at("hash", &head)], "00000017".repeat(8));
    assert_eq!((&rows[4][at("word", &head)], &rows[4][at("iso_state", &head)]), ("СТОП", "consent_withdrawn"));
    assert_eq!(&rows[2][at("purpose_name", &head)], "Акции и новости");
}

#[test]
fn a_spreadsheet_takes_no_name_for_a_formula() {
    let mut input = anna(Language::En);
    input.person.name = Some("=HYPERLINK(\"http://example.com\")".to_owned());
    let text = String::from_utf8(receipt_csv(&input).unwrap()).unwrap();
    assert!(text.contains("'=HYPERLINK") && !text.contains(",\"=HYPERLINK"), "{text}");
}
