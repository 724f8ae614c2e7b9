//! Lists as they come, and as they go.

use std::io::{Cursor, Write as _};

use contract::list::{ListColumn, ListEncoding, ListFormat, ListSeparator, RowFault};
use domain::member::AttributeKind;
use domain::{AttributeId, Person};
use encoding_rs::{Encoding, IBM866, KOI8_R, WINDOWS_1251};
use pretty_assertions::assert_eq;
use proptest::prelude::*;
use rstest::rstest;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;

const ANNA: &str =
    "Имя;Телефон;Город\r\nАнна Корнеева;+7 700 123-41-08;Алматы\r\nДана Касымова;87015550244;Шымкент\r\n";

fn lines(table: &Table) -> Vec<(u32, Vec<&str>)> {
    table.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
}

fn in_encoding(encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(ANNA).0.into_owned()
}

fn sixteen(mark: bool, write: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(ANNA.encode_utf16()).flat_map(write).collect()
}

#[rstest]
#[case::utf_8(ANNA.as_bytes().to_vec(), ListEncoding::Utf8)]
#[case::utf_8_with_a_mark([b"\xef\xbb\xbf", ANNA.as_bytes()].concat(), ListEncoding::Utf8)]
#[case::utf_16_le_with_a_mark(sixteen(true, u16::to_le_bytes), ListEncoding::Utf16Le)]
#[case::utf_16_be_with_a_mark(sixteen(true, u16::to_be_bytes), ListEncoding::Utf16Be)]
#[case::utf_16_le(sixteen(false, u16::to_le_bytes), ListEncoding::Utf16Le)]
#[case::utf_16_be(sixteen(false, u16::to_be_bytes), ListEncoding::Utf16Be)]
#[case::windows(in_encoding(WINDOWS_1251), ListEncoding::Windows1251)]
#[case::unix(in_encoding(KOI8_R), ListEncoding::Koi8R)]
#[case::dos(in_encoding(IBM866), ListEncoding::Ibm866)]
fn a_list_is_read_in_the_encoding_it_has(#[case] bytes: Vec<u8>, #[case] encoding: ListEncoding) {
    let table = read(&bytes, How::default()).unwrap();
    assert_eq!((table.encoding, table.separator), (Some(encoding), Some(ListSeparator::Semicolon)));
    assert_eq!(table.heading, ["Имя", "Телефон", "Город"]);
    assert_eq!(lines(&table)[1], (3, vec!["Дана Касымова", "87015550244", "Шымкент"]));
}

#[test]
fn western_letters_are_read_and_another_encoding_can_be_asked_for() {
    let bytes = b"name,phone\nTom\xe1s Ribeiro,+351912000551\nJos\xe9 Pe\xf1a,+34600100200\n";
    let table = read(bytes, How::default()).unwrap();
    assert_eq!((table.encoding, table.rows[0].cells[0].as_str()), (Some(ListEncoding::Windows1252), "Tomás Ribeiro"));
    let how = How { encoding: Some(ListEncoding::Windows1251), ..How::default() };
    assert_eq!(read(bytes, how).unwrap().rows[0].cells[0], "Tomбs Ribeiro");
}

#[test]
fn letters_that_are_none_are_a_fault_of_their_line_alone() {
    let bytes =
        [ANNA.as_bytes(), b"\xff\xfe\xfd;+77001234109;\xc3\n", "Борис;+77001234110;Алматы\n".as_bytes()].concat();
    let table = read(&bytes, How::default()).unwrap();
    let faults: Vec<_> = table.rows.iter().map(|row| (row.line, row.fault.clone())).collect();
    assert_eq!(faults, [(2, None), (3, None), (4, Some(RowFault::Letters)), (5, None)]);
}

#[rstest]
#[case::never_closed("name,phone\n\"Anna,+77001234108\nBoris,+77001234109\n", vec![(2, Some(RowFault::Quote)), (3, None)])]
#[case::closed_by_the_next_ones_quote(
    "name,phone\n\"Anna,+77001234108\n\"Boris\",+77001234109\n\"Dana\",+77001234110\n",
    vec![(2, Some(RowFault::Quote)), (3, None), (4, None)]
)]
#[case::something_behind_the_quote(
    "name,phone\n\"Anna\" K,+77001234108\nBoris,+77001234109\n",
    vec![(2, Some(RowFault::Quote)), (3, None)]
)]
#[case::too_many_cells("name,phone\nAnna,+77001234108,x\nBoris,+77001234109,\n", vec![(2, Some(RowFault::Cells)), (3, None)])]
#[case::a_line_inside_quotes("name,phone\n\"Anna\nK\",+77001234108\nBoris,+7700\n", vec![(2, None), (4, None)])]
#[case::empty_lines("name,phone\n\n,\nAnna,+77001234108\n\n", vec![(4, None)])]
fn a_broken_line_is_named_and_the_next_one_is_read(#[case] text: &str, #[case] rows: Vec<(u32, Option<RowFault>)>) {
    let table = read(text.as_bytes(), How::default()).unwrap();
    let found: Vec<_> = table.rows.into_iter().map(|row| (row.line, row.fault)).collect();
    assert_eq!(found, rows);
}

#[rstest]
#[case::tabs("name\tphone\nAnna\t+7 700\n", ListSeparator::Tab)]
#[case::commas_in_the_cells("name;note\nAnna;\"tea, coffee\"\nBoris;tea, milk\n", ListSeparator::Semicolon)]
#[case::said_by_the_file("sep=;\nname;phone\nAnna, K;+7 700\n", ListSeparator::Semicolon)]
#[case::one_column("phone\n+77001234108\n", ListSeparator::Comma)]
fn the_separator_is_told_from_the_lines(#[case] text: &str, #[case] separator: ListSeparator) {
    let table = read(text.as_bytes(), How::default()).unwrap();
    assert_eq!((table.separator, table.rows.iter().filter(|row| row.fault.is_some()).count()), (Some(separator), 0));
    assert_eq!(table.heading.len(), if separator == ListSeparator::Comma { 1 } else { 2 });
}

#[test]
fn a_list_without_a_heading_is_one() {
    let table = read(b"Anna,+77001234108\nBoris,+77001234109\n", How::default()).unwrap();
    assert_eq!((table.headed, table.rows.len(), table.heading.len()), (false, 2, 2));
    assert_eq!(guess(&table, &[]), [ListColumn::Ignored, ListColumn::Phone], "known by what stands in it");
}

#[rstest]
#[case::nothing(b"", Unreadable::Empty)]
#[case::a_mark_alone(b"\xef\xbb\xbf\n", Unreadable::Empty)]
#[case::an_old_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable::Kind)]
#[case::an_invoice(b"%PDF-1.7\n", Unreadable::Kind)]
#[case::a_damaged_workbook(b"PK\x03\x04 and so on", Unreadable::Damaged)]
fn what_is_no_list_is_said(#[case] bytes: &[u8], #[case] why: Unreadable) {
    assert_eq!(read(bytes, How::default()), Err(why));
}

#[test]
fn a_workbook_is_its_first_sheet_as_text() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in ["Name", "Phone", "Born", "Total", "VIP"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, heading).unwrap();
    }
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_string(2, 0, "Анна Корнеева").unwrap();
    sheet.write_number(2, 1, 77_001_234_108_f64).unwrap();
    sheet.write_datetime_with_format(2, 2, ExcelDateTime::from_ymd(1990, 5, 14).unwrap(), &day).unwrap();
    sheet.write_formula(2, 3, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_boolean(2, 4, true).unwrap();
    book.add_worksheet().write_string(0, 0, "another sheet").unwrap();
    let table = read(&book.save_to_buffer().unwrap(), How::default()).unwrap();
    assert_eq!((table.format, table.heading.len()), (ListFormat::Xlsx, 5));
    assert_eq!(lines(&table), [(3, vec!["Анна Корнеева", "77001234108", "1990-05-14", "2", "true"])]);
}

#[test]
fn address_cards_of_all_versions_are_rows() {
    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9A=D0=BE=D1=80;=D0=90=D0=BD=\r\n=D0=BD=D0=B0;;;\r\nTEL;HOME:+7 727 250 00 00\r\nTEL;CELL:+7 700 123 41 08\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:3.0\r\nN:the tea man;Boris;;;\r\nFN:Boris\\, the \r\n tea man\r\nitem1.TEL;type=pref:+77001234109\r\nCATEGORIES:VIP,Tea\\, green\r\nX-CITY:Almaty\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dana\r\nTEL;VALUE=uri:tel:+77001234110\r\nthis is no line of a card\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nFN:Cut off\r\n";
    let table = read(text.as_bytes(), How::default()).unwrap();
    assert_eq!(table.heading, ["name", "phone", "phone 2", "labels", "city"]);
    assert_eq!(lines(&table)[0], (1, vec!["Анна Кор", "+7 700 123 41 08", "+7 727 250 00 00"]));
    assert_eq!(lines(&table)[1].1, ["Boris, the tea man", "+77001234109", "", "VIP, Tea, green", "Almaty"]);
    assert_eq!(table.rows[2].cells, ["Dana", "+77001234110"]);
    let faults: Vec<_> = table.rows.iter().map(|row| row.fault.clone()).collect();
    assert_eq!(faults, [None, None, Some(RowFault::Card), Some(RowFault::Card)]);
}

const BORN: Known0 = Known0 { attribute: AttributeId::at(1, 0), name: "Born", kind: AttributeKind::Date };
const VIP: Known0 = Known0 { attribute: AttributeId::at(2, 0), name: "VIP", kind: AttributeKind::YesNo };

struct Known0 {
    attribute: AttributeId,
    name: &'static str,
    kind: AttributeKind,
}

fn attributes() -> Vec<Known> {
    let own = |known: Known0| Known { attribute: known.attribute, name: known.name.into(), kind: known.kind };
    let options = vec!["Алматы".to_owned(), "Астана".to_owned()];
    let city =
        Known { attribute: AttributeId::at(3, 0), name: "Город".into(), kind: AttributeKind::OneOf { options } };
    vec![own(BORN), own(VIP), city]
}

#[test]
fn columns_are_guessed_in_both_languages() {
    let guessed = |heading: &str| {
        let table = read(format!("{heading}\nx\n").as_bytes(), How::default()).unwrap();
        guess(&table, &attributes())
    };
    let of = |known: Known0| ListColumn::Attribute { attribute: known.attribute };
    use ListColumn::{Ignored, Labels, Name, Phone, UserId, Username};
    assert_eq!(
        guessed("Full name,Phone,Username,User ID,Labels,born"),
        [Name, Phone, Username, UserId, Labels, of(BORN)]
    );
    assert_eq!(guessed("ФИО;Номер телефона;Имя пользователя;Метки;vip"), [Name, Phone, Username, Labels, of(VIP)]);
    assert_eq!(guessed("Имя;Фамилия;Телефон;Почта"), [Name, Name, Phone, Ignored]);
    assert_eq!(guessed("First Name,Last Name,Phone 1 - Type,Phone 1 - Value"), [Name, Name, Ignored, Phone]);
    assert_eq!(guessed("Name,First name,Phone"), [Name, Ignored, Phone], "a part says nothing beside the whole");
}

fn one(heading: &str, row: &str) -> Result<Listed, RowFault> {
    let table = read(format!("{heading}\n{row}\n").as_bytes(), How::default()).unwrap();
    let (attributes, columns) = (attributes(), guess(&table, &attributes()));
    listed(&table.rows[0], Asked { columns: &columns, country: "7", attributes: &attributes })
}

#[test]
fn a_row_is_a_person_with_name_labels_and_values() {
    let row = one(
        "Имя;Фамилия;Телефон;Username;Метки;Born;VIP;Город",
        "Анна;Корнеева;8 700 123 41 08;@anna;VIP, Чай;14.05.1990;да;АЛМАТЫ",
    );
    let person = Person { phone: Some("77001234108".into()), username: Some("anna".into()), ..Person::default() };
    let value = |column, text: &str| (column, domain::member::AttributeValue(text.to_owned()));
    let values = vec![value(5, "1990-05-14"), value(6, "yes"), value(7, "Алматы")];
    let labels = vec!["VIP".to_owned(), "Чай".to_owned()];
    assert_eq!(row, Ok(Listed { person, name: Some("Анна Корнеева".into()), labels, values }));
    let by_id = one("name,user id", "Kim,US.13491208655302741918").unwrap();
    assert_eq!(by_id.person.user_id.as_deref(), Some("US.13491208655302741918"), "without a phone number");
}

#[rstest]
#[case::nobody("name,phone", "Anna,", RowFault::Nobody)]
#[case::a_username_names_nobody("username,phone", "anna,", RowFault::Nobody)]
#[case::no_number("name,phone", "Anna,call me", RowFault::Phone)]
#[case::no_id("name,user id", "Anna,two words", RowFault::UserId)]
#[case::no_day("phone,born", "+77001234108,soon", RowFault::Value { column: 1 })]
#[case::of_no_list("phone,Город", "+77001234108,Париж", RowFault::Value { column: 1 })]
fn what_is_wrong_with_a_row_is_said(#[case] heading: &str, #[case] row: &str, #[case] fault: RowFault) {
    assert_eq!(one(heading, row), Err(fault));
}

#[test]
fn a_name_that_is_too_long_is_said_and_a_cell_as_well() {
    assert_eq!(one("name,phone", &format!("{},+77001234108", "Ж".repeat(201))), Err(RowFault::TooLong { column: 0 }));
    assert_eq!(one("phone,x", &format!("+77001234108,{}", "x".repeat(20_000))), Err(RowFault::TooLong { column: 1 }));
}

#[test]
fn a_formula_is_kept_as_its_text() {
    let row = one("name,phone", "\"=HYPERLINK(\"\"http://x\"\")\",'+77001234108").unwrap();
    assert_eq!(row.name.as_deref(), Some("=HYPERLINK(\"http://x\")"));
    assert_eq!(row.person.phone.as_deref(), Some("77001234108"));
}

const HEADING: [&str; 6] = ["Name", "Phone", "Username", "User ID", "Labels", "City"];

fn heading() -> Vec<String> {
    HEADING.iter().map(|&heading| heading.to_owned()).collect()
}

fn anna(name: &str) -> Exported {
    let person = Person { phone: Some("77001234108".into()), ..Person::default() };
    Exported {
        person,
        name: name.into(),
        labels: vec!["@VIP".into()],
        values: vec!["-1".into()],
        ..Exported::default()
    }
}

#[rstest]
#[case("=1+1")]
#[case("+1")]
#[case("-1")]
#[case("@SUM(1)")]
#[case("\t=1")]
#[case("\r=1")]
#[case(" =1")]
#[case("'=1")]
#[case("\n=1")]
#[case("x;=1+1;y")]
#[case("x,=1+1,y")]
#[case("x\t=1+1")]
fn no_formula_survives_in_text_with_columns(#[case] name: &str) {
    for separator in [ListSeparator::Comma, ListSeparator::Semicolon] {
        let bytes = csv(&heading(), &[anna(name)], separator).unwrap();
        let text =
            std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').expect("a spreadsheet reads its letters");
        // A sheet may split at what it likes.
        let splits = [ListSeparator::Comma, ListSeparator::Semicolon, ListSeparator::Tab];
        for row in splits.into_iter().flat_map(|split| separated::rows(text, split).unwrap()) {
            for cell in row.cells {
                let begins = cell.trim_start_matches([' ', '\n']);
                assert!(!begins.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
        assert_eq!(read(&bytes, How::default()).unwrap().rows[0].cells[0], name, "and it comes back as it was");
    }
}

#[test]
fn no_formula_is_in_a_workbook() {
    use calamine::{Reader as _, Xlsx};
    let names = ["=1+1", "+1", "@SUM(1)", "{=1}"];
    let people: Vec<Exported> = names.into_iter().map(anna).collect();
    let bytes = xlsx(&heading(), &people).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.sheet_names()[0].clone();
    assert_eq!(book.worksheet_formula(&sheet).unwrap().used_cells().count(), 0);
    let cells = book.worksheet_range(&sheet).unwrap();
    assert!(cells.used_cells().all(|(_, _, cell)| matches!(cell, calamine::Data::String(_))), "every cell is text");
    assert_eq!(cells.get_value((1, 0)), Some(&calamine::Data::String("=1+1".into())));
}

fn words() -> impl Strategy<Value = String> {
    let odd =
        prop::sample::select(vec!["=", "+", "-", "@", "'", "\"", ";", ",", "\n", "\t", ":", "\\", "ё", "🫖", "a b"]);
    prop::collection::vec(prop_oneof![odd.prop_map(str::to_owned), "[a-zа-я0-9 ]{1,8}"], 0..8)
        .prop_map(|parts| parts.concat().trim().to_owned())
}

prop_compose! {
    fn people()(
        rows in prop::collection::vec((words(), 10_000_000u64..999_999_999_999, "[a-z0-9_.]{0,10}", "[A-Z]{2}[.][0-9]{5,20}",
            prop::collection::vec("[a-zа-я0-9=@+-]{1,10}", 0..3), words()), 1..12)
    ) -> Vec<Exported> {
        rows.into_iter().map(|(name, phone, username, id, labels, city)| {
            let some = |text: String| (!text.is_empty()).then_some(text);
            let person = Person { phone: Some(phone.to_string()), username: some(username), user_id: some(id), ..Person::default() };
            Exported { person, name, labels, values: vec![city], ..Exported::default() }
        }).collect()
    }
}

/// An exported workbook, with another first sheet in it.
fn with_sheet(sheet: &str) -> Vec<u8> {
    let book = xlsx(&heading(), &[]).unwrap();
    let mut book = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..book.len() {
        let file = book.by_index_raw(index).unwrap();
        if file.name().unwrap() == "xl/worksheets/sheet1.xml" {
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            changed.start_file(file.name().unwrap(), stored).unwrap();
            changed.write_all(sheet.as_bytes()).unwrap();
        } else {
            changed.raw_copy_file(file).unwrap();
        }
    }
    changed.finish().unwrap().into_inner()
}

#[rstest]
#[case::that_is("B1", Ok("Anna"))]
#[case::beyond_every_number("ZZZZZZZZZZ1", Err(Unreadable::Damaged))]
fn a_cell_at_a_place(#[case] place: &str, #[case] expected: Result<&str, Unreadable>) {
    let cell = format!(r#"<c r="{place}" t="inlineStr"><is><t>Anna</t></is></c>"#);
    let sheet = format!(r#"<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>"#);
    let table = read(&with_sheet(&sheet), How { heading: Some(false), ..How::default() });
    assert_eq!(table.map(|table| table.rows[0].cells[1].clone()), expected.map(str::to_owned));
}

/// What our own import reads of an exported file.
fn again(bytes: &[u8]) -> Vec<Exported> {
    let table = read(bytes, How::default()).unwrap();
    let city = Known { attribute: AttributeId::at(9, 0), name: "City".into(), kind: AttributeKind::Text };
    let attributes = [city];
    let columns = guess(&table, &attributes);
    let rows =
        table.rows.iter().map(|row| listed(row, Asked { columns: &columns, country: "", attributes: &attributes }));
    rows.map(|row| {
        let Listed { person, name, labels, values } = row.unwrap();
        let values = vec![values.into_iter().next().map(|(_, value)| value.0).unwrap_or_default()];
        Exported { person, name: name.unwrap_or_default(), labels, values, ..Exported::default() }
    })
    .collect()
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), head in 0usize..4) {
        let head: &[u8] = [b"".as_slice(), b"PK\x03\x04", b"BEGIN:VCARD\r\n", b"name,phone\n"][head];
        if let Ok(table) = read(&[head, &bytes].concat(), How::default()) {
            let columns = guess(&table, &attributes());
            for row in &table.rows {
                let _ = listed(row, Asked { columns: &columns, country: "7", attributes: &attributes() });
            }
        }
    }

    #[test]
    fn no_damage_of_a_workbook_makes_it_panic(at in 0usize..6_000, byte in any::<u8>()) {
        let mut bytes = xlsx(&heading(), &[anna("Anna")]).unwrap();
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = read(&bytes, How::default());
    }

    #[test]
    fn who_is_exported_is_imported_the_same(people in people()) {
        let heading = heading();
        prop_assert_eq!(&again(&csv(&heading, &people, ListSeparator::Comma).unwrap()), &people);
        prop_assert_eq!(&again(&csv(&heading, &people, ListSeparator::Semicolon).unwrap()), &people);
        prop_assert_eq!(&again(&xlsx(&heading, &people).unwrap()), &people);
        prop_assert_eq!(&again(&vcard(&heading[5..], &people)), &people);
    }
}
