use domain::Person;
use domain::consent::built_in;
use domain::time::{DAY, MINUTE};
use pretty_assertions::assert_eq;
use rstest::rstest;

use super::*;
use crate::EntryKind;
use crate::town::{Desk, START, anna, desk, shop, tomas};

fn writes(desk: &Desk, person: &Person, position: i64) -> bool {
    let message = MessageId::at(position, 0);
    desk.folder.ledger().grant_wrote_first(&shop(), person, (position, message), START).unwrap()
}

/// The entries that concern the person at the shop's number.
fn entries(desk: &Desk, person: &Person) -> Vec<i64> {
    desk.folder.ledger().of_person(&shop(), person).unwrap().into_iter().map(|row| row.entry).collect()
}

fn service(desk: &Desk, person: &Person) -> Option<ConsentState> {
    let consents = desk.folder.ledger().consents(&shop(), person).unwrap();
    consents.of(&built_in()[0], START.plus(DAY)).state
}

/// An operator writes down what a person said.
fn record(desk: &Desk, account: &AccountId, person: &Person, said: &[(&str, ConsentState, Source)]) -> i64 {
    let said = said.iter().map(|(purpose, state, source)| ConsentEntry {
        purpose: Scope::from_word(purpose),
        state: *state,
        source: *source,
        evidence: Evidence { kind: EvidenceKind::Note, position: 0, message: None, digest: None },
        ..wrote_first(account.clone(), (0, MessageId(0)), START.plus(MINUTE))
    });
    let entry =
        NewEntry { kind: EntryKind::Decided, source: String::new(), at: START, dedupe: None, body: b"{}".to_vec() };
    let record = Record { entry, account: account.clone(), person: person.clone(), said: said.collect() };
    desk.folder.ledger().record(record).unwrap().position
}

#[test]
fn a_person_who_wrote_first_permits_service_replies() {
    let desk = desk();
    assert_eq!(service(&desk, &anna()), None);
    assert!(writes(&desk, &anna(), 3));
    assert_eq!(service(&desk, &anna()), Some(ConsentState::Granted));
    assert_eq!(entries(&desk, &tomas()), Vec::<i64>::new(), "Tomás never wrote");
    assert!(desk.folder.ledger().of_person(&"other".into(), &anna()).unwrap().is_empty(), "to this number only");
}

#[test]
fn writing_again_or_a_replay_adds_nothing_to_the_ledger() {
    let desk = desk();
    assert_eq!([writes(&desk, &anna(), 3), writes(&desk, &anna(), 9), writes(&desk, &anna(), 3)], [true, false, false]);
    assert_eq!(entries(&desk, &anna()), [1]);
}

#[test]
fn a_decision_and_its_entries_are_written_together_and_once() {
    let desk = desk();
    let entry = NewEntry {
        kind: EntryKind::Decided,
        source: String::new(),
        at: START,
        dedupe: Some("command 1".into()),
        body: b"{}".to_vec(),
    };
    let said = vec![wrote_first(shop(), (0, MessageId(0)), START)];
    let record = Record { entry, account: shop(), person: anna(), said };
    let first = desk.folder.ledger().record(record.clone()).unwrap();
    let second = desk.folder.ledger().record(record).unwrap();
    assert_eq!((first.new, second.new, second.position), (true, false, first.position));
    let rows = desk.folder.ledger().of_person(&shop(), &anna()).unwrap();
    assert_eq!(rows.len(), 1);
    let evidence = &rows[0].said.evidence;
    assert_eq!((evidence.position, evidence.message), (first.position, Some(MessageId::at(first.position, 0))));
}

#[test]
fn a_no_at_one_number_is_a_no_at_every_number_also_at_one_that_comes_later() {
    let desk = desk();
    let other = AccountId::from("other");
    writes(&desk, &anna(), 3);
    let message = (4, MessageId::at(4, 0));
    desk.folder.ledger().grant_wrote_first(&other, &Person::by_phone("77001234108"), message, START).unwrap();
    record(&desk, &other, &Person::by_phone("77001234108"), &[("*", ConsentState::Withdrawn, Source::Keyword)]);
    assert_eq!(service(&desk, &anna()), Some(ConsentState::Withdrawn));
    let later = desk.folder.ledger().consents(&"later".into(), &anna()).unwrap();
    assert!(later.of(&built_in()[2], START.plus(DAY)).taken_back);
    let message = (9, MessageId::at(9, 0));
    assert!(!desk.folder.ledger().grant_wrote_first(&"later".into(), &anna(), message, START.plus(DAY)).unwrap());
}

#[test]
fn what_was_said_of_one_purpose_at_another_number_does_not_count_here() {
    let desk = desk();
    let other = AccountId::from("other");
    record(&desk, &other, &anna(), &[("service_replies", ConsentState::Granted, Source::Call)]);
    assert_eq!(service(&desk, &anna()), None);
}

#[test]
fn a_no_by_phone_counts_for_the_id_when_one_message_names_both() {
    let desk = desk();
    let by_id = Person { phone: None, ..anna() };
    let by_phone = Person::by_phone("77001234108");
    writes(&desk, &by_id, 1);
    record(&desk, &shop(), &by_phone, &[("*", ConsentState::Withdrawn, Source::Keyword)]);
    assert_eq!(service(&desk, &by_id), Some(ConsentState::Granted), "nobody knows yet that they are one");
    writes(&desk, &anna(), 7);
    assert_eq!(service(&desk, &by_id), Some(ConsentState::Withdrawn));
    assert_eq!(service(&desk, &anna()), Some(ConsentState::Withdrawn));
}

#[test]
fn a_no_by_phone_is_heard_when_both_keys_are_asked_about_before_any_message_names_both() {
    let desk = desk();
    let by_id = Person { phone: None, ..anna() };
    record(&desk, &shop(), &by_id, &[("offers", ConsentState::Granted, Source::Message)]);
    let stop = ("marketing*", ConsentState::Withdrawn, Source::Provider);
    record(&desk, &shop(), &Person::by_phone("77001234108"), &[stop]);
    let consents = desk.folder.ledger().consents(&shop(), &anna()).unwrap();
    assert!(!consents.of(&built_in()[2], START.plus(DAY)).permits);
}

#[test]
fn what_is_read_of_one_purpose_says_of_it_what_all_entries_say() {
    let desk = desk();
    let other = AccountId::from("other");
    let now = START.plus(DAY);
    let words = [
        (shop(), "offers", ConsentState::Granted, Source::Message),
        (shop(), "group_invitations", ConsentState::Confirmed, Source::Message),
        (shop(), "marketing*", ConsentState::Withdrawn, Source::Provider),
        (other.clone(), "offers", ConsentState::Withdrawn, Source::Keyword),
        (shop(), "marketing*", ConsentState::Resumed, Source::Provider),
        (other, "*", ConsentState::Withdrawn, Source::Keyword),
        (shop(), "service_replies", ConsentState::Granted, Source::Call),
    ];
    let mut said = std::collections::BTreeSet::new();
    for (account, purpose, state, source) in words {
        record(&desk, &account, &anna(), &[(purpose, state, source)]);
        let (ledger, all) = (desk.folder.ledger(), desk.folder.ledger().consents(&shop(), &anna()).unwrap());
        for purpose in built_in() {
            let one = ledger.consents_to(&shop(), &anna(), &purpose.purpose).unwrap();
            assert_eq!(one.of(&purpose, now), all.of(&purpose, now));
            said.insert(format!("{:?} {}", one.of(&purpose, now).state, one.of(&purpose, now).permits));
        }
    }
    assert!(said.len() > 3, "{said:?}");
    let of_replies = desk.folder.ledger().consents_to(&shop(), &anna(), &built_in()[0].purpose).unwrap();
    assert_eq!(
        of_replies.iter().count(),
        4,
        "neither offers nor invitations, nor what was said at the other number but of all"
    );
}

#[test]
fn how_many_permit_something_is_counted_without_reading_the_ledger() {
    let desk = desk();
    let ledger = desk.folder.ledger();
    let offers = built_in().swap_remove(2);
    let yes = ("offers", ConsentState::Granted, Source::Message);
    let counted =
        || (ledger.permitted(&offers, START.plus(DAY)).unwrap(), ledger.tally(START, START.plus(DAY)).unwrap());
    record(&desk, &shop(), &anna(), &[yes]);
    record(&desk, &shop(), &tomas(), &[yes, ("marketing*", ConsentState::Withdrawn, Source::Provider)]);
    let asked = ("offers", ConsentState::Requested, Source::DoubleOptIn);
    record(&desk, &shop(), &Person::by_phone("4915112345678"), &[asked]);
    assert_eq!(counted(), (1, Tally { waiting: 1, withdrawn: 1 }));
    record(&desk, &shop(), &anna(), &[("*", ConsentState::Withdrawn, Source::Keyword)]);
    assert_eq!(counted(), (0, Tally { waiting: 1, withdrawn: 2 }));
}

#[test]
fn pages_show_everything_the_questions_and_the_withdrawals_newest_first() {
    let desk = desk();
    writes(&desk, &anna(), 1);
    record(&desk, &shop(), &anna(), &[("offers", ConsentState::Requested, Source::DoubleOptIn)]);
    record(&desk, &shop(), &tomas(), &[("*", ConsentState::Withdrawn, Source::Keyword)]);
    let shown = |view, before| {
        let rows = desk.folder.ledger().page(view, before, 2).unwrap();
        rows.into_iter().map(|row| row.entry).collect::<Vec<_>>()
    };
    assert_eq!(shown(LedgerView::All, i64::MAX), [3, 2]);
    assert_eq!(shown(LedgerView::All, 2), [1]);
    assert_eq!(shown(LedgerView::Pending, i64::MAX), [2]);
    assert_eq!(shown(LedgerView::Withdrawals, i64::MAX), [3]);
}

#[test]
fn somebody_without_a_key_permits_nothing() {
    let desk = desk();
    let nobody = Person { username: Some("kim".into()), ..Person::default() };
    assert!(!writes(&desk, &nobody, 1));
}

#[test]
fn consent_follows_from_the_phone_to_the_id_when_one_message_names_both() {
    let desk = desk();
    let by_phone = Person::by_phone("77001234108");
    writes(&desk, &by_phone, 1);
    assert!(!writes(&desk, &anna(), 2));
    let by_id = Person { user_id: anna().user_id, ..Person::default() };
    assert_eq!(entries(&desk, &by_id), [1]);
}

#[test]
fn consent_does_not_pass_to_the_next_owner_of_a_phone() {
    let desk = desk();
    writes(&desk, &anna(), 1);
    let stranger = Person { user_id: Some("KZ.999".into()), ..anna() };
    assert_eq!(entries(&desk, &stranger), Vec::<i64>::new());
    assert!(writes(&desk, &stranger, 2));
    assert_eq!(entries(&desk, &Person::by_phone("77001234108")), [2], "the phone is the stranger's now");
    assert_eq!(entries(&desk, &Person { user_id: anna().user_id, ..Person::default() }), [1]);
}

#[test]
fn replaying_the_past_takes_no_key_from_its_later_owner() {
    let desk = desk();
    writes(&desk, &anna(), 1);
    let stranger = Person { user_id: Some("KZ.999".into()), ..anna() };
    writes(&desk, &stranger, 2);
    writes(&desk, &anna(), 1);
    assert_eq!(entries(&desk, &Person::by_phone("77001234108")), [2]);
}

#[test]
fn consent_follows_a_person_who_changed_number() {
    let desk = desk();
    writes(&desk, &Person::by_phone("77001234108"), 1);
    let (old, new) = (Person::by_phone("77001234108"), Person::by_phone("77777777777"));
    desk.folder.ledger().relink(&shop(), &old, &new, 2).unwrap();
    assert_eq!(entries(&desk, &new), [1]);
    assert_eq!(entries(&desk, &old), Vec::<i64>::new(), "whoever has the old number now has permitted nothing");
}

#[rstest]
#[case::change("UPDATE consent_entry SET body = replace(body, 'granted', 'refused')")]
#[case::delete("DELETE FROM consent_entry")]
#[case::replace(
    "INSERT OR REPLACE INTO consent_entry (entry, body, hash) SELECT entry, body, x'00' FROM consent_entry"
)]
fn the_ledger_refuses_to(#[case] sql: &'static str) {
    let desk = desk();
    writes(&desk, &anna(), 1);
    let answer = desk.folder.journal().work(Box::new(move |c| {
        c.execute(sql, []).map_err(crate::error::sqlite("rewrite the ledger"))?;
        Ok(Appended { position: 0, new: false })
    }));
    let message = answer.unwrap_err().to_string();
    assert!(message.contains("append-only"), "{message}");
    assert_eq!(entries(&desk, &anna()), [1]);
}

#[test]
fn a_no_at_another_number_stays_heard_when_the_person_turns_out_to_be_known_there_twice() {
    let desk = desk();
    let other = AccountId::from("other");
    let (by_phone, by_id) = (Person::by_phone("77001234108"), Person { phone: None, ..anna() });
    let message = |position| (position, MessageId::at(position, 0));
    record(&desk, &other, &by_phone, &[("*", ConsentState::Withdrawn, Source::Keyword)]);
    desk.folder.ledger().grant_wrote_first(&other, &by_id, message(5), START).unwrap();
    desk.folder.ledger().grant_wrote_first(&other, &anna(), message(6), START).unwrap();
    assert_eq!(service(&desk, &by_phone), Some(ConsentState::Withdrawn));
    assert_eq!(service(&desk, &anna()), Some(ConsentState::Withdrawn));
}

#[test]
fn whoever_says_no_at_one_number_is_counted_at_no_other_one_and_a_merged_person_once() {
    let desk = desk();
    let ledger = desk.folder.ledger();
    let offers = built_in().swap_remove(2);
    let yes = ("offers", ConsentState::Granted, Source::Message);
    let counted = || ledger.permitted(&offers, START.plus(DAY)).unwrap();
    record(&desk, &shop(), &Person::by_phone("77001234108"), &[yes]);
    record(&desk, &shop(), &Person { phone: None, ..anna() }, &[yes]);
    assert_eq!(counted(), 2, "nobody knows yet that they are one");
    record(&desk, &shop(), &anna(), &[("order_updates", ConsentState::Granted, Source::Message)]);
    assert_eq!(counted(), 1);
    let other = AccountId::from("other");
    record(&desk, &other, &Person::by_phone("77001234108"), &[("*", ConsentState::Withdrawn, Source::Keyword)]);
    assert_eq!(counted(), 0);
    assert_eq!(ledger.tally(START, START.plus(DAY)).unwrap().withdrawn, 1);
}
