use domain::consent::{Purpose, Standing};
use domain::{Person, Timestamp};
use pretty_assertions::assert_eq;
use rstest::rstest;

use super::*;
use crate::town::{Desk, START, anna, desk, shop, tomas};

fn grants(desk: &Desk, person: &Person, position: i64) -> i64 {
    desk.folder.ledger().grant_wrote_first(&shop(), person, position, START).unwrap().unwrap().entry
}

fn standing(desk: &Desk, person: &Person) -> Vec<i64> {
    desk.folder.ledger().standing(&shop(), person).unwrap().into_iter().map(|standing| standing.entry).collect()
}

#[test]
fn a_person_who_wrote_first_permits_service_replies() {
    let desk = desk();
    let ledger = desk.folder.ledger();
    assert_eq!(ledger.standing(&shop(), &anna()).unwrap(), []);
    let granted = ledger.grant_wrote_first(&shop(), &anna(), 3, START).unwrap();
    assert_eq!(granted, Some(Standing { entry: 1, purpose: Purpose::ServiceReplies }));
    assert_eq!(ledger.standing(&shop(), &anna()).unwrap(), [granted.unwrap()]);
    assert_eq!(standing(&desk, &tomas()), Vec::<i64>::new(), "Tomás never wrote");
    assert_eq!(ledger.standing(&"other".into(), &anna()).unwrap(), [], "she wrote to this number only");
}

#[test]
fn writing_again_or_a_replay_adds_nothing_to_the_ledger() {
    let desk = desk();
    let first = grants(&desk, &anna(), 3);
    assert_eq!([grants(&desk, &anna(), 9), grants(&desk, &anna(), 3)], [first, first]);
}

#[test]
fn somebody_without_a_key_permits_nothing() {
    let desk = desk();
    let nobody = Person { username: Some("kim".into()), ..Person::default() };
    assert_eq!(desk.folder.ledger().grant_wrote_first(&shop(), &nobody, 1, Timestamp(0)).unwrap(), None);
}

#[test]
fn consent_follows_from_the_phone_to_the_id_when_one_message_names_both() {
    let desk = desk();
    let by_phone = Person::by_phone("77001234108");
    let entry = grants(&desk, &by_phone, 1);
    assert_eq!(grants(&desk, &anna(), 2), entry);
    let by_id = Person { user_id: anna().user_id, ..Person::default() };
    assert_eq!(standing(&desk, &by_id), [entry]);
}

#[test]
fn consent_does_not_pass_to_the_next_owner_of_a_phone() {
    let desk = desk();
    let annas = grants(&desk, &anna(), 1);
    let stranger = Person { user_id: Some("KZ.999".into()), ..anna() };
    assert_eq!(standing(&desk, &stranger), Vec::<i64>::new());
    let strangers = grants(&desk, &stranger, 2);
    assert_ne!(strangers, annas);
    assert_eq!(standing(&desk, &Person::by_phone("77001234108")), [strangers], "the phone is the stranger's now");
    assert_eq!(standing(&desk, &Person { user_id: anna().user_id, ..Person::default() }), [annas]);
}

#[test]
fn replaying_the_past_takes_no_key_from_its_later_owner() {
    let desk = desk();
    grants(&desk, &anna(), 1);
    let stranger = Person { user_id: Some("KZ.999".into()), ..anna() };
    let strangers = grants(&desk, &stranger, 2);
    grants(&desk, &anna(), 1);
    assert_eq!(standing(&desk, &Person::by_phone("77001234108")), [strangers]);
}

#[test]
fn consent_follows_a_person_who_changed_number() {
    let desk = desk();
    let entry = grants(&desk, &Person::by_phone("77001234108"), 1);
    let (old, new) = (Person::by_phone("77001234108"), Person::by_phone("77777777777"));
    desk.folder.ledger().relink(&shop(), &old, &new, 2).unwrap();
    assert_eq!(standing(&desk, &new), [entry]);
    assert_eq!(standing(&desk, &old), Vec::<i64>::new(), "whoever has the old number now has permitted nothing");
}

#[rstest]
#[case::change("UPDATE consent_entry SET body = replace(body, 'granted', 'refused')")]
#[case::delete("DELETE FROM consent_entry")]
#[case::replace(
    "INSERT OR REPLACE INTO consent_entry (entry, body, hash) SELECT entry, body, x'00' FROM consent_entry"
)]
fn the_ledger_refuses_to(#[case] sql: &'static str) {
    let desk = desk();
    let entry = grants(&desk, &anna(), 1);
    let answer = desk.folder.journal().work(Box::new(move |c| {
        c.execute(sql, []).map_err(crate::error::sqlite("rewrite the ledger"))?;
        Ok(Appended { position: 0, new: false })
    }));
    let message = answer.unwrap_err().to_string();
    assert!(message.contains("append-only"), "{message}");
    assert_eq!(standing(&desk, &anna()), [entry]);
}
