//! The receipt for people.

use contract::workspace::Language;
use domain::consent::{ConsentState, Grade, Source};
use domain::time::HOUR;
use pretty_assertions::assert_eq;

use super::super::receipt_pdf;
use super::fixture::{NOON, anna, row, said, tomas};
use super::reader::pages;

/// Everything on a paper, with its lines joined.
fn text(pdf: &[u8]) -> String {
    pages(pdf).concat().join(" ")
}

#[test]
fn the_paper_says_in_russian_who_permitted_what_and_how_to_take_it_back() {
    let pdf = receipt_pdf(&anna(Language::Ru)).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    let text = text(&pdf);
    for part in [
        "Квитанция о согласии",
        "Анна Корнеева, +77001234108",
        "Steppe Tea, +7 700 555-01-10",
        "Акции и новости",
        "26 декабря 2025, 17:00",
        "дегустации по пятницам",
        "Слово «СТОП»",
        "0000001700000017",
        "Напишите СТОП на номер +7 700 555-01-10",
        "switchboard-hub verify",
        "Страница 1 из",
    ] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

#[test]
fn the_paper_says_the_same_in_english() {
    let text = text(&receipt_pdf(&anna(Language::En)).unwrap());
    for part in ["Consent receipt", "Offers and news", "Keyword «СТОП»", "Withdrawn on 26 December 2025, 17:00"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

#[test]
fn a_person_without_a_phone_and_a_ledger_without_a_key_have_a_paper_too() {
    let text = text(&receipt_pdf(&tomas()).unwrap());
    assert!(text.contains("Tomás Ribeiro") && text.contains("none: there was no key"), "{text}");
    assert!(!text.contains("Анна"), "{text}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(receipt_pdf(&anna(Language::Ru)).unwrap(), receipt_pdf(&anna(Language::Ru)).unwrap());
}

#[test]
fn a_long_ledger_goes_on_with_its_head_on_every_sheet() {
    let mut input = anna(Language::En);
    for number in 0..120 {
        let state = if number % 2 == 0 { ConsentState::Granted } else { ConsentState::Withdrawn };
        let at = NOON.plus(number * HOUR);
        input.rows.push(row(100 + number, said("offers", state, Source::Message, Grade::B, at)));
    }
    let pages = pages(&receipt_pdf(&input).unwrap());
    assert!(pages.len() > 3, "{}", pages.len());
    let numbered =
        |(index, page): (usize, &Vec<String>)| page.contains(&format!("Page {} of {}", index + 1, pages.len()));
    assert!(pages.iter().enumerate().all(numbered));
    let heads = pages.iter().filter(|page| page.iter().any(|line| line == "How we know")).count();
    let rows =
        pages.concat().iter().filter(|line| line.parse::<i64>().is_ok_and(|entry| (100..220).contains(&entry))).count();
    assert_eq!(rows, 120);
    assert!(heads >= pages.len() - 2, "{heads} of {}", pages.len());
}

#[test]
fn a_letter_that_the_font_has_not_is_shown_as_missing_and_breaks_nothing() {
    let mut input = tomas();
    input.person.name = Some("Tomás 🫖\u{202e} 李\n".repeat(40));
    let text = text(&receipt_pdf(&input).unwrap());
    assert!(text.contains("Tomás \u{fffd} \u{fffd}") && text.contains("cannot draw"), "{text}");
}
