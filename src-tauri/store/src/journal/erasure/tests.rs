use domain::erasure::Suppressed;
use domain::{MessageId, Timestamp};
use pretty_assertions::assert_eq;

use super::*;
use crate::journal::NewEntry;
use crate::town::{Desk, START, anna, desk, shop, tomas};

const LONG: &str = "Анна пишет длинно, чтобы тело сжали: ";

fn append(journal: &Journal, body: &str) -> i64 {
    let (kind, source) = (EntryKind::Webhook, "meta".to_owned());
    let entry = NewEntry { kind, source, at: START, dedupe: None, body: body.as_bytes().to_vec() };
    journal.append_blocking(entry).unwrap().position
}

fn erased(command: &str) -> Erased {
    Erased {
        command: command.into(),
        at: Timestamp(5),
        operator: "Mira Halonen".into(),
        contacts: vec![domain::ContactId(7)],
        chats: Vec::new(),
        messages: 2,
        emptied: Vec::new(),
        cut: Vec::new(),
        ended: Vec::new(),
        subjects: Vec::new(),
        files: Vec::new(),
        suppressed: Vec::new(),
    }
}

fn first_word() -> Change {
    Change::Cut(vec![Splice { from: 0, to: "Анна".len(), put: "somebody".into() }], Vec::new())
}

fn bodies(journal: &Journal) -> Vec<String> {
    let all = journal.read_from(0, 100).unwrap().into_iter().filter(|entry| entry.kind == EntryKind::Webhook);
    all.map(|entry| String::from_utf8(entry.body).unwrap()).collect()
}

fn nothing_late(_: &Entry) -> Option<Change> {
    None
}

#[test]
fn bodies_are_emptied_and_cut_with_the_entry_that_says_so() {
    let desk = desk();
    let journal = desk.folder.journal();
    let (hers, both, his) = (append(&journal, "Анна"), append(&journal, &LONG.repeat(9)), append(&journal, "Tomás"));
    let changes = vec![(hers, Change::Empty), (both, first_word())];
    let appended = journal.erase(erased("c1"), changes, his, nothing_late).unwrap();
    assert_eq!((appended.position, journal.head()), (4, 4));
    let cut = LONG.repeat(9).replacen("Анна", "somebody", 1);
    assert_eq!(bodies(&journal), ["".to_owned(), cut.clone(), "Tomás".to_owned()]);
    let [(position, kept)] = journal.erasures(0).unwrap().try_into().unwrap();
    assert_eq!((position, kept.emptied.as_slice()), (4, [hers].as_slice()));
    assert_eq!(kept.cut[0].digest, hex::encode(Sha256::digest(cut.as_bytes())));
    assert_eq!(journal.erasures(4).unwrap(), []);
    let marks: Vec<_> = journal.read_from(0, 9).unwrap().into_iter().map(|entry| entry.erased).collect();
    assert_eq!(marks, [true, true, false, false]);
}

#[test]
fn what_came_since_is_decided_about_where_it_is_written() {
    let desk = desk();
    let journal = desk.folder.journal();
    let since = append(&journal, "Анна");
    append(&journal, "Анна снова");
    append(&journal, "Tomás");
    let late = |entry: &Entry| entry.body.starts_with("Анна".as_bytes()).then_some(Change::Empty);
    journal.erase(erased("c1"), vec![(since, Change::Empty)], since, late).unwrap();
    assert_eq!(bodies(&journal), ["", "", "Tomás"]);
}

#[test]
fn a_change_that_does_not_fit_leaves_everything_as_it_was() {
    let desk = desk();
    let journal = desk.folder.journal();
    let (one, other) = (append(&journal, "Анна"), append(&journal, "я"));
    let misfit = Change::Cut(vec![Splice { from: 5, to: 90, put: String::new() }], Vec::new());
    let answer = journal.erase(erased("c1"), vec![(one, Change::Empty), (other, misfit)], other, nothing_late);
    assert!(matches!(answer, Err(StoreError::Corrupt { .. })));
    assert_eq!((bodies(&journal), journal.erasures(0).unwrap()), (vec!["Анна".to_owned(), "я".to_owned()], vec![]));
}

#[test]
fn the_same_command_again_is_the_same_erasure() {
    let desk = desk();
    let journal = desk.folder.journal();
    let one = append(&journal, "Анна");
    let first = journal.erase(erased("c1"), vec![(one, first_word())], one, nothing_late).unwrap();
    let again = journal.erase(erased("c1"), vec![(one, first_word())], one, nothing_late).unwrap();
    assert_eq!((again.position, again.new), (first.position, false));
    assert_eq!(bodies(&journal), ["somebody"]);
}

#[test]
fn an_erasure_is_done_again_where_it_was_not_and_only_there() {
    let (here, there) = (desk(), desk());
    let cut = |desk: &Desk, command: &str| {
        let journal = desk.folder.journal();
        let at = append(&journal, "Анна и Анна");
        let second = Change::Cut(vec![Splice { from: 12, to: 20, put: "2".into() }], Vec::new());
        journal.erase(erased(command), vec![(at, first_word())], at, nothing_late).unwrap();
        journal.erase(erased("c2"), vec![(at, second)], at, nothing_late).unwrap();
        bodies(&journal)
    };
    let done = cut(&here, "c1");
    let (journal, restored) = (here.folder.journal(), there.folder.journal());
    append(&restored, "Анна и Анна");
    for _ in 0..2 {
        for (position, erased) in journal.erasures(0).unwrap() {
            restored.erase_again(position, &erased).unwrap();
        }
    }
    assert_eq!(bodies(&restored), done);
}

#[test]
fn ties_and_suppression_are_part_of_it() {
    let desk = desk();
    let (journal, ledger) = (desk.folder.journal(), desk.folder.ledger());
    let since = append(&journal, "Анна");
    for person in [anna(), tomas()] {
        ledger.grant_wrote_first(&shop(), &person, (since, MessageId::at(since, 0)), START).unwrap();
    }
    let keys = anna().keys().map(|(kind, value)| (kind, value.to_owned())).collect();
    let subjects: Vec<_> = ledger.subjects(&keys, &[since].into()).unwrap().into_iter().collect();
    assert_eq!(ledger.subjects(&keys, &[since + 1].into()).unwrap().len(), 0, "tied by another entry");
    assert_eq!(subjects.len(), 1);
    let suppressed: Vec<Suppressed> = desk.folder.suppression().lines(&anna());
    journal.erase(Erased { subjects, suppressed, ..erased("c1") }, Vec::new(), since, nothing_late).unwrap();
    assert_eq!(ledger.of_person(&shop(), &anna()).unwrap(), []);
    assert_eq!(ledger.of_person(&shop(), &tomas()).unwrap().len(), 1);
    assert!(desk.folder.suppression().is_suppressed(&anna()).unwrap());
    assert!(!desk.folder.suppression().is_suppressed(&tomas()).unwrap());
}
