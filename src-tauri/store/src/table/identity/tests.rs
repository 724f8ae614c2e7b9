use domain::Person;
use pretty_assertions::assert_eq;

use super::*;
use crate::search;
use crate::table::contact;
use crate::town::{PORTFOLIO, anna, at, desk, meet, shop, tomas, yerzhan};

fn phone(phone: &str) -> Person {
    Person::by_phone(phone)
}

fn user(id: &str) -> Person {
    Person { user_id: Some(id.into()), ..Person::default() }
}

#[test]
fn a_person_is_found_again_by_either_key() {
    desk()
        .console
        .write(|w| {
            let first = meet(w, &anna(), 1);
            assert!(first.is_new);
            for (position, person) in [(2, anna()), (3, phone("77001234108")), (4, user("KZ.108"))] {
                let again = meet(w, &person, position);
                assert_eq!((again.contact_id, again.is_new), (first.contact_id, false));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_id_that_comes_with_a_known_phone_is_tied_to_its_person() {
    desk()
        .console
        .write(|w| {
            let first = meet(w, &phone("77001234108"), 1);
            let both = meet(w, &anna(), 2);
            assert_eq!(both.contact_id, first.contact_id);
            assert_eq!(meet(w, &user("KZ.108"), 3).contact_id, first.contact_id);
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_same_phone_with_another_id_is_a_new_person() {
    desk()
        .console
        .write(|w| {
            let before = meet(w, &anna(), 1);
            let stranger = Person { user_id: Some("KZ.999".into()), name: Some("Kim".into()), ..anna() };
            let after = meet(w, &stranger, 2);
            assert!(after.is_new);
            assert_ne!(after.contact_id, before.contact_id);
            assert_eq!(meet(w, &phone("77001234108"), 3).contact_id, after.contact_id, "the phone went along");
            assert_eq!(meet(w, &user("KZ.108"), 4).contact_id, before.contact_id, "her id did not");
            assert_eq!(contact::get(w, before.contact_id)?.and_then(|row| row.name), anna().name);
            let person = contact::person(w, before.contact_id, &shop(), PORTFOLIO)?;
            assert_eq!((person.phone, person.user_id), (None, Some("KZ.108".into())));
            Ok(())
        })
        .unwrap();
}

#[test]
fn two_known_people_are_not_merged_when_one_message_names_a_key_of_each() {
    desk()
        .console
        .write(|w| {
            let by_id = meet(w, &user("KZ.108"), 1);
            let by_phone = meet(w, &phone("77001234108"), 2);
            let both = meet(w, &anna(), 3);
            assert_eq!(both.contact_id, by_id.contact_id, "the id is the stronger key");
            assert!(contact::get(w, by_phone.contact_id)?.is_some(), "the other one stays as it was");
            assert_eq!(meet(w, &phone("77001234108"), 4).contact_id, by_id.contact_id);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_username_never_finds_anybody() {
    desk()
        .console
        .write(|w| {
            let known = meet(w, &tomas(), 1);
            let other = meet(w, &Person { user_id: Some("PT.777".into()), ..tomas() }, 2);
            assert_ne!(other.contact_id, known.contact_id);
            let nobody = Person { username: tomas().username, ..Person::default() };
            let answer = resolve(w, &shop(), PORTFOLIO, &nobody, ContactId(9), at(3));
            assert!(matches!(answer, Err(StoreError::Corrupt { .. })));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_phone_of_another_number_of_ours_is_another_key() {
    desk()
        .console
        .write(|w| {
            let here = meet(w, &yerzhan(), 1);
            let there = resolve(w, &"other-shop".into(), PORTFOLIO, &yerzhan(), ContactId(77), at(2))?;
            assert_ne!(there.contact_id, here.contact_id);
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_newest_names_are_kept_and_found() {
    desk()
        .console
        .write(|w| {
            let id = meet(w, &anna(), 1).contact_id;
            assert!(!meet(w, &anna(), 2).changed, "nothing is new");
            let renamed = meet(w, &Person { name: Some("Анна Соколова".into()), ..anna() }, 3);
            assert!(renamed.changed && !renamed.is_new);
            meet(w, &Person { name: None, ..anna() }, 4);
            assert_eq!(contact::get(w, id)?.and_then(|row| row.name).as_deref(), Some("Анна Соколова"));
            assert_eq!(search::names(w, "соко", 5)?.contacts, [id]);
            assert_eq!(search::names(w, "корнеева", 5)?.contacts, [], "the name is not hers any more");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_person_who_changes_number_stays_the_same_person() {
    desk()
        .console
        .write(|w| {
            let before = meet(w, &yerzhan(), 1);
            let (old, new) = (phone("77015550042"), phone("77770000001"));
            let after = relink(w, &shop(), PORTFOLIO, &old, &new, ContactId(99), at(2))?;
            assert_eq!((after.contact_id, after.is_new), (before.contact_id, false));
            assert_eq!(who(w, &shop(), PORTFOLIO, &new)?, Some(before.contact_id));
            assert_eq!(who(w, &shop(), PORTFOLIO, &old)?, None, "the old number is nobody's now");
            assert!(meet(w, &old, 3).is_new, "whoever writes from it is somebody new");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_person_whose_id_changes_stays_the_same_person_and_keeps_the_phone() {
    desk()
        .console
        .write(|w| {
            let before = meet(w, &anna(), 1);
            let current = Person { phone: anna().phone, ..user("KZ.200") };
            let after = relink(w, &shop(), PORTFOLIO, &user("KZ.108"), &current, ContactId(99), at(2))?;
            assert_eq!(after.contact_id, before.contact_id);
            let person = contact::person(w, before.contact_id, &shop(), PORTFOLIO)?;
            assert_eq!((person.phone, person.user_id), (anna().phone, Some("KZ.200".into())));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_change_of_somebody_unknown_makes_them_known() {
    desk()
        .console
        .write(|w| {
            let made = relink(w, &shop(), PORTFOLIO, &phone("1"), &phone("2"), ContactId(5), at(1))?;
            assert_eq!((made.contact_id, made.is_new), (ContactId(5), true));
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_way_from_a_person_to_the_journal_is_kept() {
    desk()
        .console
        .write(|w| {
            let [anna, tomas] = [(anna(), 1), (tomas(), 2)].map(|(who, position)| meet(w, &who, position).contact_id);
            for (who, position) in [(anna, 1), (tomas, 2), (anna, 7), (anna, 1)] {
                contact::trace(w, who, position)?;
            }
            assert_eq!((contact::positions(w, anna)?, contact::positions(w, tomas)?), (vec![1, 7], vec![2]));
            Ok(())
        })
        .unwrap();
}
