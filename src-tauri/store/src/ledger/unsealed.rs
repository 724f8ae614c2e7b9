//! Ledgers whose seal is missing or is an old one: taken off by somebody, or there was no keyring for a while.

use pretty_assertions::assert_eq;
use rstest::rstest;

use super::forgery::{by_hand, chained_anew, checked, five, head, key};
use super::*;
use crate::DataFolder;
use crate::town::{Desk, START, desk, shop};

/// Another program, or the same one without its keyring: somebody new writes.
fn one_more(ledger: &Ledger, phone: &str) {
    let message = (9, MessageId::at(9, 0));
    assert!(ledger.grant_wrote_first(&shop(), &Person::by_phone(phone), message, START).unwrap());
}

/// The program starts, with our key that has signed so many entries before.
fn started(desk: &Desk, signed: Option<i64>) -> (Ledger, Option<i64>) {
    let ledger = desk.folder.ledger();
    let stands = ledger.sign_with(key().having_signed(signed)).unwrap();
    (ledger, stands)
}

fn holds(entries: i64) -> Verdict {
    Verdict { entries, fault: None, doubts: vec![Doubt::NoHeadFromOutside] }
}

#[rstest]
#[case::nothing_else("")]
#[case::an_entry_too(
    "DELETE FROM consent_entry WHERE entry = 5; UPDATE ledger_head SET entries = 4, hash = (SELECT hash FROM consent_entry WHERE entry = 4)"
)]
#[case::its_count_alone("UPDATE ledger_head SET sealed = NULL")]
fn a_seal_that_was_taken_off_is_missed_also_after_the_next_start(#[case] sql: &str) {
    let desk = five();
    by_hand(&desk, |c| {
        c.execute_batch("UPDATE ledger_head SET key = NULL, signature = NULL").unwrap();
        c.execute_batch(sql).unwrap();
    });
    assert_eq!(checked(&desk, None).fault, Some(LedgerFault::Unsealed));
    let (ledger, stands) = started(&desk, Some(0));
    one_more(&ledger, "77001234106");
    assert_eq!((stands, checked(&desk, None).fault), (None, Some(LedgerFault::Unsealed)));
    assert_eq!(ledger.verify().unwrap().fault, Some(LedgerFault::Unsealed), "the product itself tells it too");
}

#[test]
fn a_ledger_written_anew_without_a_seal_gets_none_at_the_next_start() {
    let desk = five();
    chained_anew(&desk, None);
    let (_, stands) = started(&desk, Some(5));
    assert_eq!((stands, checked(&desk, None).fault), (None, Some(LedgerFault::Unsealed)));
}

#[test]
fn a_ledger_written_anew_with_another_key_stays_told_after_the_product_went_on_writing() {
    let desk = five();
    let other = LedgerKey::from_secret(&[9; 32]);
    chained_anew(&desk, Some(&other));
    let (ledger, stands) = started(&desk, Some(5));
    one_more(&ledger, "77001234106");
    assert_eq!((stands, checked(&desk, None).fault), (None, Some(LedgerFault::OtherKey)));
    let (_, stands) = started(&desk, None);
    assert_eq!((stands, checked(&desk, None).fault), (None, Some(LedgerFault::OtherKey)), "nor does a new key sign it");
}

#[test]
fn an_older_copy_that_was_brought_back_is_told_by_what_the_key_has_signed() {
    let desk = five();
    let known = key().having_signed(Some(6));
    let (ledger, stands) = started(&desk, Some(6));
    one_more(&ledger, "77001234106");
    let verdict = DataFolder::verify_ledger(desk.folder.path(), Some(&known), None).unwrap();
    assert_eq!((stands, verdict.fault), (None, Some(LedgerFault::Older { signed: 6 })));
}

#[test]
fn a_ledger_that_was_emptied_is_told_and_begun_under_no_seal() {
    let desk = five();
    by_hand(&desk, |c| c.execute_batch("DELETE FROM consent_entry; DELETE FROM ledger_head").unwrap());
    let known = key().having_signed(Some(5));
    let fault = || DataFolder::verify_ledger(desk.folder.path(), Some(&known), None).unwrap().fault;
    assert_eq!(fault(), Some(LedgerFault::Older { signed: 5 }));
    let (ledger, stands) = started(&desk, Some(5));
    one_more(&ledger, "77001234109");
    assert_eq!((stands, fault()), (None, Some(LedgerFault::Unsealed)));
}

#[test]
fn without_a_keyring_the_head_is_not_signed_until_there_is_one() {
    let desk = desk();
    let ledger = desk.folder.ledger();
    one_more(&ledger, "77001234101");
    let verdict = DataFolder::verify_ledger(desk.folder.path(), Some(&key()), None).unwrap();
    assert_eq!((verdict.fault, verdict.doubts), (None, vec![Doubt::NoHeadFromOutside, Doubt::NotSigned]));
    let (_, stands) = started(&desk, None);
    assert_eq!((stands, checked(&desk, None)), (Some(1), holds(1)));
}

#[test]
fn what_was_written_while_the_keyring_was_away_is_signed_when_it_is_back() {
    let desk = five();
    one_more(&desk.folder.ledger(), "77001234106");
    one_more(&desk.folder.ledger(), "77001234107");
    let verdict = checked(&desk, None);
    assert_eq!((verdict.fault, verdict.doubts), (None, vec![Doubt::NoHeadFromOutside, Doubt::NotSigned]));
    let (ledger, stands) = started(&desk, Some(5));
    assert_eq!((stands, checked(&desk, None)), (Some(7), holds(7)));
    one_more(&ledger, "77001234108");
    assert_eq!(checked(&desk, None), holds(8));
}

#[rstest]
#[case::changed("UPDATE consent_entry SET body = replace(body, 'granted', 'refused') WHERE entry = 6")]
#[case::taken_out("DELETE FROM consent_entry WHERE entry = 6")]
#[case::put_behind(
    "INSERT INTO consent_entry (entry, body, hash) SELECT 8, body, hash FROM consent_entry WHERE entry = 7"
)]
fn an_unsigned_end_is_followed_before_it_is_signed(#[case] sql: &str) {
    let desk = five();
    one_more(&desk.folder.ledger(), "77001234106");
    one_more(&desk.folder.ledger(), "77001234107");
    by_hand(&desk, |c| c.execute_batch(sql).unwrap());
    let (_, stands) = started(&desk, Some(5));
    assert_eq!((stands, head(&desk).seal), (None, None));
    assert!(checked(&desk, None).fault.is_some());
}

#[test]
fn nothing_is_signed_on_top_of_an_unsigned_end_that_does_not_follow() {
    let desk = five();
    one_more(&desk.folder.ledger(), "77001234106");
    by_hand(&desk, |c| c.execute_batch("UPDATE consent_entry SET hash = x'00' WHERE entry = 6").unwrap());
    let (ledger, _) = started(&desk, Some(5));
    one_more(&ledger, "77001234107");
    assert_eq!(head(&desk).seal, None);
    assert_eq!(checked(&desk, None).fault, Some(LedgerFault::Entry { entry: 6 }));
}

#[test]
fn an_old_seal_under_an_unsigned_end_is_still_checked() {
    let desk = five();
    one_more(&desk.folder.ledger(), "77001234106");
    by_hand(&desk, |c| c.execute_batch("UPDATE ledger_head SET sealed = 4").unwrap());
    let (_, stands) = started(&desk, Some(0));
    assert_eq!((stands, checked(&desk, None).fault), (None, Some(LedgerFault::Signature)));
}

#[test]
fn entries_that_came_before_the_key_in_the_same_start_are_signed() {
    let desk = desk();
    let ledger = desk.folder.ledger();
    one_more(&ledger, "77001234101");
    let stands = ledger.sign_with(key().having_signed(Some(0))).unwrap();
    assert_eq!((stands, checked(&desk, None)), (Some(1), holds(1)));
}

#[test]
fn a_ledger_is_signed_anew_only_when_somebody_asks_for_it() {
    let desk = five();
    chained_anew(&desk, None);
    assert_eq!(desk.folder.ledger().sign_anew(key()).unwrap(), 5);
    assert_eq!(checked(&desk, None), holds(5));
}
