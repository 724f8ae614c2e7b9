use domain::Person;
use pretty_assertions::assert_eq;
use rstest::rstest;

use crate::DataFolder;
use crate::town::{START, anna, desk, lena};

fn called(phone: &str) -> Person {
    Person { phone: Some(phone.to_owned()), ..Person::default() }
}

#[rstest]
#[case("77001234108")]
#[case("+7 (700) 123-41-08")]
#[case("0077001234108")]
#[case("+7\u{a0}700 1234108")]
fn a_suppressed_number_is_known_in_any_spelling(#[case] written: &str) {
    let desk = desk();
    let list = desk.folder.suppression();
    list.suppress(&anna(), "erased", START).unwrap();
    assert!(list.is_suppressed(&called(written)).unwrap());
    assert!(!list.is_suppressed(&lena()).unwrap());
}

#[test]
fn a_person_is_known_by_the_id_alone() {
    let desk = desk();
    let list = desk.folder.suppression();
    list.suppress(&anna(), "erased", START).unwrap();
    assert!(list.is_suppressed(&Person { user_id: anna().user_id, ..Person::default() }).unwrap());
    let as_phone = Person { phone: None, user_id: anna().phone, ..Person::default() };
    assert!(!list.is_suppressed(&as_phone).unwrap(), "a number is no id");
}

#[test]
fn the_list_outlives_the_program_and_tells_nobody_who_is_on_it() {
    let desk = desk();
    desk.folder.suppression().suppress(&anna(), "erased", START).unwrap();
    let here = desk.folder.suppression().lines(&anna());
    let (dir, console) = (desk.dir, desk.console);
    drop((desk.folder, console));
    for file in ["journal.db", "journal.db-wal"] {
        let bytes = std::fs::read(dir.path().join(file)).unwrap_or_default();
        assert!(!bytes.windows(11).any(|window| window == b"77001234108"), "{file} names her");
    }
    let again = DataFolder::open(dir.path(), None).unwrap();
    assert!(again.suppression().is_suppressed(&anna()).unwrap());
    let elsewhere = crate::town::desk();
    assert_ne!(elsewhere.folder.suppression().lines(&anna()), here, "another folder makes other hashes");
    assert_eq!(again.suppression().lines(&anna()), here);
}
