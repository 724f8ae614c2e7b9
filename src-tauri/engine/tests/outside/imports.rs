//! People come in from lists and go out as lists: nothing is granted, nothing overwritten unasked, every row answered for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::Commands;
use contract::ErrorCode;
use contract::chat::{ContactRequest, Label};
use contract::consent::{ContactErase, LedgerPart, LedgerRequest, PaperFile, PeopleRequest};
use contract::list::{
    ImportOptions, ImportPlan, ImportProgress, ImportRow, ImportRowsRequest, ImportStage, ImportStart, ImportTally,
    ListColumn, ListEncoding, ListFile, ListFormat, ListLook, ListOpened, ListRead, MembersExport, RowDifference,
    RowFate, RowFault, Unreadable,
};
use contract::member::{MemberOrder, MembersRequest};
use contract::workspace::Nothing;
use domain::segment::Condition;
use domain::{AccountId, CommandId};
use pretty_assertions::assert_eq;

use crate::consent::somebody;
use crate::desk::{Desk, command};
use crate::merges::{contact_of, merge};
use crate::town::{ANNA, LENA};

/// Anna's number, as an address book writes it.
const ANNAS_PHONE: &str = "8 (700) 000-41-08";
const MANY: u32 = 5_000;

async fn open(desk: &Desk, filename: &str, bytes: &[u8]) -> ListLook {
    let file = ListFile { filename: filename.to_owned(), base64: STANDARD.encode(bytes) };
    let request = ListRead { file: Some(file), encoding: None, separator: None, headed: None };
    match desk.engine.members_import_read(request).await.unwrap() {
        ListOpened::List { look } => look,
        ListOpened::Unreadable { why } => panic!("the list cannot be read: {why:?}"),
    }
}

async fn number(desk: &Desk) -> AccountId {
    desk.engine.workspace(Nothing {}).await.unwrap().accounts[0].account_id.clone()
}

async fn options(desk: &Desk, look: &ListLook) -> ImportOptions {
    let columns = look.columns.iter().map(|column| column.guess.clone()).collect();
    let account_id = number(desk).await;
    ImportOptions { account_id, columns, country: "7".into(), overwrite: false, labels: Vec::new() }
}

async fn plan(desk: &Desk, options: &ImportOptions) -> ImportPlan {
    desk.engine.members_import_plan(options.clone()).await.unwrap()
}

async fn start(desk: &Desk, options: &ImportOptions, command_id: CommandId) {
    let request = ImportStart { command_id, options: options.clone() };
    let begun = desk.engine.members_import_start(request).await.unwrap();
    assert_eq!(begun.progress.map(|progress| progress.stage), Some(ImportStage::Running));
}

async fn ended(desk: &Desk) -> ImportProgress {
    desk.eventually("the import ends", async || {
        let progress = desk.engine.members_import(Nothing {}).await.unwrap().progress?;
        (progress.stage != ImportStage::Running).then_some(progress)
    })
    .await
}

async fn bring_in(desk: &Desk, options: &ImportOptions) -> ImportProgress {
    start(desk, options, command()).await;
    ended(desk).await
}

async fn rows(desk: &Desk, fate: RowFate, skip: u32) -> Vec<ImportRow> {
    let request = ImportRowsRequest { fate: Some(fate), skip, limit: 500 };
    desk.engine.members_import_rows(request).await.unwrap().rows
}

async fn people(desk: &Desk, words: &str) -> usize {
    let request = PeopleRequest { query: words.to_owned() };
    desk.engine.people(request).await.unwrap().len()
}

fn text(file: &PaperFile) -> String {
    String::from_utf8(STANDARD.decode(file.base64.as_ref().unwrap()).unwrap()).unwrap()
}

async fn exported(desk: &Desk) -> String {
    let request =
        MembersExport { format: ListFormat::Csv, contacts: None, query: String::new(), conditions: Vec::new() };
    text(&desk.engine.members_export(request).await.unwrap())
}

/// A list as an address book of many years is: of each ten rows five are people, and five are wrong each in its own way.
fn long_list(rows: u32) -> String {
    let mut list = String::from("Имя;Телефон;Метки;Город\r\n");
    for number in 0..rows {
        let phone = 7_010_000_000_u64 + u64::from(number);
        let row = match number % 10 {
            5 => format!("Без номера {number};;;\r\n"),
            6 => format!("\"Не закрыта {number};8{phone};;\r\n"),
            7 => format!("Двойник {number};8{};;\r\n", phone - 7),
            8 => format!("Округлён {number};7,70012E+10;;\r\n"),
            9 => format!("Лишнее {number};8{phone};;;;ещё\r\n"),
            1 => format!("=1+{number};8{phone};VIP;Алматы\r\n"),
            _ => format!("Участник {number};8{phone};VIP, Чай;Астана\r\n"),
        };
        list.push_str(&row);
    }
    list
}

#[tokio::test]
async fn a_long_list_is_tried_first_and_then_brought_in_with_each_bad_row_named() {
    let desk = Desk::open().await;
    let list = long_list(MANY);
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&list);
    let look = open(&desk, "база 2019.csv", &bytes).await;
    assert_eq!((look.encoding, look.rows), (Some(ListEncoding::Windows1251), MANY));
    let mut options = options(&desk, &look).await;
    assert_eq!(options.columns, [ListColumn::Name, ListColumn::Phone, ListColumn::Labels, ListColumn::Ignored]);
    options.columns[3] = ListColumn::NewAttribute;
    let before = people(&desk, "Участник").await;
    let tally = ImportTally { new: MANY / 2, bad: MANY / 2, ..ImportTally::default() };
    assert_eq!(plan(&desk, &options).await.tally, tally);
    assert_eq!((before, people(&desk, "Участник").await), (0, 0), "trying it writes nothing");
    let done = bring_in(&desk, &options).await;
    assert_eq!((done.stage, done.done, done.tally), (ImportStage::Done, MANY, tally));
    let faults: Vec<_> =
        rows(&desk, RowFate::Bad, 0).await.into_iter().take(5).map(|row| (row.line, row.fault.unwrap())).collect();
    let named = [
        (7, RowFault::Nobody),
        (8, RowFault::Quote),
        (9, RowFault::Duplicate { line: 2 }),
        (10, RowFault::Rounded),
        (11, RowFault::Cells),
    ];
    assert_eq!(faults, named);
    assert_eq!(people(&desk, "Участник 4998").await, 0);
    assert_eq!(people(&desk, "Участник 4994").await, 1);
    let labels: Vec<Label> = desk.engine.labels(Nothing {}).await.unwrap();
    assert!(["VIP", "Чай"].iter().all(|name| labels.iter().filter(|label| label.name == *name).count() == 1));
    let ledger = LedgerRequest { part: LedgerPart::All, before: None, limit: 10 };
    assert_eq!(desk.engine.consent_ledger(ledger).await.unwrap().rows, [], "nobody said anything");
    let table = text(&desk.engine.members_import_faults(Nothing {}).await.unwrap());
    assert_eq!(table.lines().count() as u32, MANY / 2 + 1);
    assert!(table.contains("8,A quote is not closed,"), "with the reason");
}

#[tokio::test]
async fn what_stands_is_overwritten_only_where_that_was_asked_for() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat = desk.chat(ANNA).await;
    let list = format!("Имя;Телефон;Метки\nАнна из списка;{ANNAS_PHONE};Чай\n");
    let look = open(&desk, "list.csv", list.as_bytes()).await;
    let mut options = options(&desk, &look).await;
    let tally = ImportTally { differs: 1, ..ImportTally::default() };
    assert_eq!(plan(&desk, &options).await.tally, tally);
    let (stands, listed) = (ANNA.to_owned(), "Анна из списка".to_owned());
    let differences = vec![RowDifference { of: ListColumn::Name, stands, listed }];
    assert_eq!(rows(&desk, RowFate::Differs, 0).await[0].differences, differences);
    assert_eq!(bring_in(&desk, &options).await.tally, tally);
    let row = desk.detail(chat).await.row;
    assert_eq!((row.title.as_deref(), row.labels.len()), (Some(ANNA), 1), "the label was missing, the name was not");
    options.overwrite = true;
    assert_eq!(bring_in(&desk, &options).await.tally, tally);
    assert_eq!(desk.detail(chat).await.row.title.as_deref(), Some("Анна из списка"));
    let tally = ImportTally { unchanged: 1, ..ImportTally::default() };
    assert_eq!(plan(&desk, &options).await.tally, tally, "and then all of it is known");
}

#[tokio::test]
async fn a_list_that_names_a_merged_person_by_the_key_of_either_changes_who_is_shown() {
    let desk = Desk::open().await;
    let lena = contact_of(&desk, somebody(&desk, LENA, "Guten Tag").await).await;
    let anna = contact_of(&desk, somebody(&desk, ANNA, "Добрый день").await).await;
    merge(&desk, lena, anna).await;
    let list = format!("Имя;Телефон;Метки\nЛена из списка;{ANNAS_PHONE};Чай\n");
    let look = open(&desk, "list.csv", list.as_bytes()).await;
    let options = ImportOptions { overwrite: true, ..options(&desk, &look).await };
    plan(&desk, &options).await;
    let differences = rows(&desk, RowFate::Differs, 0).await[0].differences.clone();
    assert_eq!(differences.iter().map(|one| one.stands.as_str()).collect::<Vec<_>>(), [LENA], "the name that is shown");
    bring_in(&desk, &options).await;
    let shown = desk.engine.member(ContactRequest { contact_id: lena }).await.unwrap().row;
    assert_eq!((shown.name.as_deref(), shown.labels.len()), (Some("Лена из списка"), 1));
    let tally = ImportTally { unchanged: 1, ..ImportTally::default() };
    assert_eq!(plan(&desk, &options).await.tally, tally, "and then all of it is known");
}

#[tokio::test]
async fn of_a_merged_person_every_number_is_written_out_and_read_again_as_one() {
    let desk = Desk::open().await;
    let lena = contact_of(&desk, somebody(&desk, LENA, "Guten Tag").await).await;
    let anna = contact_of(&desk, somebody(&desk, ANNA, "Добрый день").await).await;
    assert!(!exported(&desk).await.contains("Other numbers"), "a column that would be empty is none");
    merge(&desk, lena, anna).await;
    let table = exported(&desk).await;
    let number = "'+77000004108";
    assert!(table.lines().next().is_some_and(|heading| heading.ends_with(",Other numbers and IDs")), "{table}");
    let row = table.lines().find(|line| line.starts_with(LENA)).unwrap();
    assert!(row.ends_with(&format!(",{number}")) && table.matches(number).count() == 1, "{table}");
    let request = MembersExport {
        format: ListFormat::Vcard,
        contacts: Some(vec![lena]),
        query: String::new(),
        conditions: vec![],
    };
    let card = text(&desk.engine.members_export(request).await.unwrap());
    assert!(card.contains("TEL;TYPE=OTHER:+77000004108") && card.matches("BEGIN:VCARD").count() == 1, "{card}");
    for list in [("members.csv", table.as_bytes()), ("lena.vcf", card.as_bytes())] {
        let look = open(&desk, list.0, list.1).await;
        let tally = plan(&desk, &options(&desk, &look).await).await.tally;
        assert_eq!((tally.differs, tally.new, tally.bad), (0, 0, 0), "{}", list.0);
    }
}

#[tokio::test]
async fn a_stopped_import_says_where_it_stopped_and_can_go_on() {
    let desk = Desk::open().await;
    let look = open(&desk, "list.csv", long_list(MANY).as_bytes()).await;
    let options = options(&desk, &look).await;
    start(&desk, &options, command()).await;
    let again = ImportStart { command_id: command(), options: options.clone() };
    let second = desk.engine.members_import_start(again).await.unwrap_err();
    assert_eq!(second.code, ErrorCode::TooLate, "one at a time");
    desk.engine.members_import_stop(Nothing {}).await.unwrap();
    let stopped = ended(&desk).await;
    assert_eq!(stopped.stage, ImportStage::Stopped);
    assert!(stopped.done < MANY && stopped.done % 200 == 0, "{} rows were done", stopped.done);
    let done = bring_in(&desk, &options).await;
    assert_eq!((done.stage, done.tally.new), (ImportStage::Done, MANY / 2 - stopped.tally.new));
    assert_eq!(done.tally.unchanged, stopped.tally.new, "nobody comes in twice");
}

#[tokio::test]
async fn an_import_in_whose_middle_the_program_ended_is_said_and_the_same_command_goes_on() {
    let desk = Desk::open().await;
    let list = long_list(MANY);
    let look = open(&desk, "list.csv", list.as_bytes()).await;
    let (options, once) = (options(&desk, &look).await, command());
    start(&desk, &options, once.clone()).await;
    desk.eventually("some rows are done", async || {
        let progress = desk.engine.members_import(Nothing {}).await.unwrap().progress?;
        (progress.done > 0).then_some(())
    })
    .await;
    let desk = desk.restart().await;
    let progress = desk.engine.members_import(Nothing {}).await.unwrap().progress.unwrap();
    assert_eq!((progress.stage, progress.filename.as_str()), (ImportStage::Interrupted, "list.csv"));
    assert!(progress.done > 0 && progress.done < MANY && progress.line > 1);
    open(&desk, "list.csv", list.as_bytes()).await;
    start(&desk, &options, once).await;
    let done = ended(&desk).await;
    assert_eq!(done.tally.new + done.tally.unchanged, MANY / 2);
    assert!(done.tally.unchanged >= progress.tally.new, "what was done stays");
    assert_eq!(exported(&desk).await.lines().filter(|line| line.contains("Участник")).count() as u32, MANY / 10 * 4);
}

#[tokio::test]
async fn whoever_was_erased_stays_out_and_one_of_a_list_can_be_erased_alone() {
    let desk = Desk::open().await;
    let list = "name,phone\nOttilie Kranz,+49 1511 234 567\nMarta Nowak,+48 601 000 111\n";
    let look = open(&desk, "list.csv", list.as_bytes()).await;
    let options = options(&desk, &look).await;
    assert_eq!(bring_in(&desk, &options).await.tally.new, 2);
    let query = PeopleRequest { query: "Ottilie".into() };
    let contact_id = desk.engine.people(query).await.unwrap()[0].whom.contact_id;
    desk.engine.contact_erase(ContactErase { command_id: command(), contact_id }).await.unwrap();
    assert!(desk.engine.contact_phone(ContactRequest { contact_id }).await.is_err());
    let table = exported(&desk).await;
    assert!(!table.contains("Ottilie") && table.contains("Marta Nowak"), "{table}");
    let again = bring_in(&desk, &options).await;
    assert_eq!(again.tally, ImportTally { unchanged: 1, bad: 1, ..ImportTally::default() });
    assert_eq!(rows(&desk, RowFate::Bad, 0).await[0].fault, Some(RowFault::Erased));
    assert_eq!(people(&desk, "Ottilie").await, 0);
}

#[tokio::test]
async fn who_is_exported_comes_in_the_same_elsewhere_and_no_formula_goes_along() {
    let here = Desk::open().await;
    let list = "Name,Phone,Labels,City\n\"=HYPERLINK(\"\"http://x\"\")\",+49 1511 234 567,\"VIP, Tea\",Berlin\n";
    let look = open(&here, "list.csv", list.as_bytes()).await;
    let mut options_here = options(&here, &look).await;
    options_here.columns[3] = ListColumn::NewAttribute;
    bring_in(&here, &options_here).await;
    let table = exported(&here).await;
    let row = "\"'=HYPERLINK(\"\"http://x\"\")\",'+491511234567,,,\"Tea, VIP\",Berlin";
    assert!(table.starts_with('\u{feff}') && table.lines().any(|line| line == row), "{table}");
    let label_id =
        here.engine.labels(Nothing {}).await.unwrap().iter().find(|label| label.name == "VIP").unwrap().label_id;
    let conditions = vec![Condition::Label { label_id }];
    let query = String::new();
    let request = MembersExport { format: ListFormat::Csv, contacts: None, query, conditions };
    let vips = text(&here.engine.members_export(request).await.unwrap());
    assert_eq!(vips.lines().skip(1).collect::<Vec<_>>(), [row], "a segment alone");
    let there = Desk::open().await;
    let look = open(&there, "members.csv", table.as_bytes()).await;
    let mut options = options(&there, &look).await;
    options.columns[5] = ListColumn::NewAttribute;
    bring_in(&there, &options).await;
    assert!(exported(&there).await.lines().any(|line| line == row), "the same row");
}

#[tokio::test]
async fn what_is_no_list_and_what_names_nobody_is_said() {
    let desk = Desk::open().await;
    let file = |bytes: &[u8]| ListFile { filename: "old.xls".into(), base64: STANDARD.encode(bytes) };
    let request = |bytes: &[u8]| ListRead { file: Some(file(bytes)), encoding: None, separator: None, headed: None };
    let opened = desk.engine.members_import_read(request(b"\xd0\xcf\x11\xe0")).await.unwrap();
    assert_eq!(opened, ListOpened::Unreadable { why: Unreadable::Kind });
    let look = open(&desk, "list.csv", b"name,phone\nKim,+12025550142\n").await;
    let mut options = options(&desk, &look).await;
    options.columns[1] = ListColumn::Ignored;
    let refused = desk.engine.members_import_plan(options).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest, "no column names a person");
    desk.engine.members_import_close(Nothing {}).await.unwrap();
    let gone = ImportRowsRequest { fate: None, skip: 0, limit: 1 };
    assert_eq!(desk.engine.members_import_rows(gone).await.unwrap_err().code, ErrorCode::NotFound, "nothing is kept");
}

/// A list whose third column says something else of everybody.
fn labelled(people: u32) -> String {
    let row = |number| format!("Участник {number};8{};Дом {number}\n", 7_010_000_000_u64 + u64::from(number));
    "Имя;Телефон;Метки\n".to_owned() + &(0..people).map(row).collect::<String>()
}

async fn labels(desk: &Desk) -> usize {
    desk.engine.labels(Nothing {}).await.unwrap().len()
}

#[tokio::test]
async fn a_column_that_would_make_hundreds_of_labels_is_said_and_refused() {
    let desk = Desk::open().await;
    let before = labels(&desk).await;
    let look = open(&desk, "list.csv", labelled(201).as_bytes()).await;
    let options = options(&desk, &look).await;
    let planned = plan(&desk, &options).await;
    assert_eq!((planned.new_labels, planned.most_new_labels, planned.tally.new), (201, 200, 201));
    let request = ImportStart { command_id: command(), options: options.clone() };
    assert_eq!(desk.engine.members_import_start(request).await.unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!((labels(&desk).await, people(&desk, "Участник").await), (before, 0), "nothing is written");
    open(&desk, "list.csv", labelled(200).as_bytes()).await;
    assert_eq!(plan(&desk, &options).await.new_labels, 200);
    assert_eq!(bring_in(&desk, &options).await.tally.new, 200);
    assert_eq!(labels(&desk).await, before + 200);
    assert_eq!(plan(&desk, &options).await.new_labels, 0, "and then all of them are there");
}

#[tokio::test]
async fn an_import_is_stopped_while_it_makes_labels_and_goes_on_with_the_same_command() {
    let desk = Desk::open().await;
    let before = labels(&desk).await;
    let look = open(&desk, "list.csv", labelled(200).as_bytes()).await;
    let (options, once) = (options(&desk, &look).await, command());
    start(&desk, &options, once.clone()).await;
    desk.engine.members_import_stop(Nothing {}).await.unwrap();
    let stopped = ended(&desk).await;
    assert_eq!((stopped.stage, stopped.done), (ImportStage::Stopped, 0));
    assert!(labels(&desk).await < before + 200, "all labels were made");
    start(&desk, &options, once).await;
    assert_eq!(ended(&desk).await.tally.new, 200);
    assert_eq!(labels(&desk).await, before + 200);
}

#[tokio::test]
async fn a_row_whose_phone_and_id_are_two_peoples_is_refused_and_neither_is_changed() {
    let desk = Desk::open().await;
    let known = "name,phone,user id\nOttilie Kranz,+49 1511 234 567,DE.1\nMarta Nowak,+48 601 000 111,PL.2\n";
    let look = open(&desk, "known.csv", known.as_bytes()).await;
    let mut options = options(&desk, &look).await;
    options.columns = vec![ListColumn::Name, ListColumn::Phone, ListColumn::UserId];
    options.overwrite = true;
    assert_eq!(bring_in(&desk, &options).await.tally.new, 2);
    // The town's own people become known meanwhile.
    let ours = async || {
        let table = exported(&desk).await;
        let named = |line: &&str| ["Ottilie", "Marta Nowak", "Somebody"].iter().any(|name| line.contains(name));
        table.lines().filter(named).map(str::to_owned).collect::<Vec<_>>()
    };
    let before = ours().await;
    assert_eq!(before.len(), 2);
    let mixed = "name,phone,user id\nSomebody,+49 1511 234 567,PL.2\nSomebody else,+49 1511 234 567,DE.9\n";
    open(&desk, "mixed.csv", mixed.as_bytes()).await;
    let tally = ImportTally { bad: 2, ..ImportTally::default() };
    assert_eq!((plan(&desk, &options).await.tally, bring_in(&desk, &options).await.tally), (tally, tally));
    let faults: Vec<_> = rows(&desk, RowFate::Bad, 0).await.into_iter().map(|row| (row.line, row.fault)).collect();
    // The second row has a number that stood in the first.
    assert_eq!(faults, [(2, Some(RowFault::TwoPeople)), (3, Some(RowFault::Duplicate { line: 2 }))]);
    let taken = "name,phone,user id\nSomebody else,+49 1511 234 567,DE.9\n";
    open(&desk, "taken.csv", taken.as_bytes()).await;
    assert_eq!(bring_in(&desk, &options).await.tally, ImportTally { bad: 1, ..ImportTally::default() });
    let fault = rows(&desk, RowFate::Bad, 0).await.remove(0).fault;
    assert_eq!(fault, Some(RowFault::TwoPeople), "the number is known under another id");
    assert_eq!(ours().await, before);
}

#[tokio::test]
async fn letters_find_more_people_than_a_page_has_and_the_question_is_asked_of_each() {
    let desk = Desk::open().await;
    let row = |number: u32| {
        let label = if number == 399 { "VIP" } else { "" };
        format!("Участник {number:03};8{};{label}\n", 7_010_000_000_u64 + u64::from(number))
    };
    let list = "Имя;Телефон;Метки\n".to_owned() + &(0..400).map(row).collect::<String>();
    let look = open(&desk, "list.csv", list.as_bytes()).await;
    bring_in(&desk, &options(&desk, &look).await).await;
    let label_id = desk.engine.labels(Nothing {}).await.unwrap().pop().unwrap().label_id;
    let vips = vec![Condition::Label { label_id }];
    let found = async |query: &str, conditions: &[Condition]| {
        let (mut names, mut after) = (Vec::new(), None);
        loop {
            let request = MembersRequest {
                query: query.to_owned(),
                conditions: conditions.to_vec(),
                order: MemberOrder::Name,
                descending: false,
                limit: 150,
                after,
            };
            let page = desk.engine.members(request).await.unwrap();
            names.extend(page.rows.into_iter().filter_map(|row| row.name));
            after = page.next;
            if after.is_none() {
                return names;
            }
        }
    };
    let all = found("участ", &[]).await;
    assert_eq!((all.len(), all[0].as_str(), all[399].as_str()), (400, "Участник 000", "Участник 399"));
    assert_eq!(found("участ", &vips).await, ["Участник 399"]);
    assert_eq!(found("399", &[]).await, ["Участник 399"]);
    let request = |query: &str, conditions| {
        let query = query.to_owned();
        MembersExport { format: ListFormat::Csv, contacts: None, query, conditions }
    };
    let lines = async |request| text(&desk.engine.members_export(request).await.unwrap()).lines().count() - 1;
    assert_eq!(lines(request("участ", Vec::new())).await, 400);
    assert_eq!(lines(request("участ", vips)).await, 1);
    assert_eq!(lines(request("Оттилия", Vec::new())).await, 0, "the letters narrow what is written, too");
}
