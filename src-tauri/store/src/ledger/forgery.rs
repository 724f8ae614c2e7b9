//! Ledgers that somebody changed by hand, and what a check says of each.

use domain::MessageId;
use domain::consent::{Wording, WordingRef, built_in_wordings};
use pretty_assertions::assert_eq;
use rstest::rstest;
use rusqlite::Connection;

use super::chain::Said;
use super::verify;
use super::*;
use crate::town::{Desk, START, desk, shop};
use crate::{DataFolder, EntryKind};

const OURS: [u8; 32] = [7; 32];

pub(super) fn key() -> LedgerKey {
    LedgerKey::from_secret(&OURS)
}

/// Five people who wrote first, one after the other, under our key.
pub(super) fn five() -> Desk {
    let desk = desk();
    let ledger = desk.folder.ledger();
    ledger.sign_with(key()).unwrap();
    for (position, phone) in (1..).zip(["77001234101", "77001234102", "77001234103", "77001234104", "77001234105"]) {
        ledger
            .grant_wrote_first(&shop(), &Person::by_phone(phone), (position, MessageId::at(position, 0)), START)
            .unwrap();
    }
    desk
}

/// What a check says that knows our key, and that it has signed here before.
pub(super) fn checked(desk: &Desk, outside: Option<&Head>) -> Verdict {
    DataFolder::verify_ledger(desk.folder.path(), Some(&key().having_signed(Some(0))), outside).unwrap()
}

pub(super) fn head(desk: &Desk) -> Head {
    DataFolder::ledger_head(desk.folder.path()).unwrap().unwrap()
}

/// Somebody with the file and no scruples: the triggers that refuse are dropped first.
pub(super) fn by_hand(desk: &Desk, work: impl FnOnce(&Connection)) {
    let c = Connection::open(desk.folder.path().join("journal.db")).unwrap();
    c.execute_batch("DROP TRIGGER consent_entry_is_not_changed; DROP TRIGGER consent_entry_is_not_deleted").unwrap();
    work(&c);
}

fn said(subject: &str) -> Said {
    let entry = wrote_first(shop(), (1, MessageId::at(1, 0)), START);
    Said { subject: subject.to_owned(), entry }
}

#[test]
fn a_ledger_that_nobody_touched_holds_and_names_what_it_cannot_know() {
    let desk = five();
    assert_eq!(checked(&desk, None), Verdict { entries: 5, fault: None, doubts: vec![Doubt::NoHeadFromOutside] });
    assert_eq!(checked(&desk, Some(&head(&desk))), Verdict { entries: 5, fault: None, doubts: Vec::new() });
}

#[test]
fn a_head_from_outside_holds_for_a_ledger_that_has_grown_since() {
    let desk = five();
    let earlier = head(&desk);
    desk.folder
        .ledger()
        .grant_wrote_first(&shop(), &Person::by_phone("77001234106"), (6, MessageId::at(6, 0)), START)
        .unwrap();
    assert_eq!(checked(&desk, Some(&earlier)).fault, None);
}

#[rstest]
#[case::a_byte("UPDATE consent_entry SET body = replace(body, 'granted', 'grantee') WHERE entry = 3", 3)]
#[case::a_byte_that_is_no_text(
    "UPDATE consent_entry SET body = replace(body, 'granted', 'gr' || CAST(x'ff' AS TEXT) || 'nted') WHERE entry = 3",
    3
)]
#[case::a_hash_that_is_none("UPDATE consent_entry SET hash = x'00' WHERE entry = 4", 4)]
#[case::one_taken_out("DELETE FROM consent_entry WHERE entry = 2", 3)]
#[case::two_swapped(
    "UPDATE consent_entry SET entry = -2 WHERE entry = 2; UPDATE consent_entry SET entry = 2 WHERE entry = 4;
     UPDATE consent_entry SET entry = 4 WHERE entry = -2",
    2
)]
#[case::two_in_a_row("DELETE FROM consent_entry WHERE entry IN (2, 3)", 4)]
#[case::two_places("UPDATE consent_entry SET body = replace(body, 'granted', 'refused') WHERE entry IN (2, 4)", 2)]
#[case::a_hash_alone("UPDATE consent_entry SET hash = x'00' WHERE entry = 2", 2)]
#[case::the_first("DELETE FROM consent_entry WHERE entry = 1", 2)]
fn the_first_entry_that_does_not_follow_is_named_for(#[case] sql: &str, #[case] entry: i64) {
    let desk = five();
    by_hand(&desk, |c| c.execute_batch(sql).unwrap());
    assert_eq!(checked(&desk, None).fault, Some(LedgerFault::Entry { entry }));
}

#[test]
fn a_tail_that_was_cut_is_told_by_the_head() {
    let desk = five();
    by_hand(&desk, |c| c.execute_batch("DELETE FROM consent_entry WHERE entry > 3").unwrap());
    assert_eq!(checked(&desk, None).fault, Some(LedgerFault::Cut { counted: 5 }));
}

#[rstest]
#[case::counts_less("UPDATE ledger_head SET entries = 3", LedgerFault::Signature)]
#[case::is_gone("DELETE FROM ledger_head", LedgerFault::Head)]
fn a_head_that(#[case] sql: &str, #[case] fault: LedgerFault) {
    let desk = five();
    by_hand(&desk, |c| c.execute_batch(sql).unwrap());
    assert_eq!(checked(&desk, None).fault, Some(fault));
}

#[test]
fn an_entry_put_behind_the_head_is_told() {
    let desk = five();
    let head = head(&desk);
    by_hand(&desk, |c| {
        seal::append(c, (None, &AtomicBool::new(false)), &said("x")).unwrap();
        let seal = head.seal.clone().unwrap();
        let sql = "UPDATE ledger_head SET entries = ?1, hash = ?2, key = ?3, signature = ?4, sealed = ?1";
        c.execute(sql, params![head.entries, head.hash, seal.key, seal.signature]).unwrap();
    });
    assert_eq!(checked(&desk, None).fault, Some(LedgerFault::Head));
}

/// Writes the whole ledger anew, as somebody does who has the file, and maybe a key.
pub(super) fn chained_anew(desk: &Desk, key: Option<&LedgerKey>) {
    by_hand(desk, |c| {
        c.execute_batch("DELETE FROM consent_entry; DELETE FROM ledger_head").unwrap();
        for subject in ["a", "b", "c", "d", "e"] {
            seal::append(c, (key, &AtomicBool::new(false)), &said(subject)).unwrap();
        }
    });
}

#[test]
fn a_ledger_written_anew_with_another_key_is_told() {
    let desk = five();
    chained_anew(&desk, Some(&LedgerKey::from_secret(&[9; 32])));
    assert_eq!(checked(&desk, None).fault, Some(LedgerFault::OtherKey));
    let without = DataFolder::verify_ledger(desk.folder.path(), None, None).unwrap();
    assert_eq!((without.fault, without.doubts), (None, vec![Doubt::NoHeadFromOutside, Doubt::NoKey]));
}

#[test]
fn a_ledger_written_anew_with_our_key_is_told_by_a_head_from_outside_and_by_nothing_else() {
    let desk = five();
    let kept = head(&desk);
    chained_anew(&desk, Some(&key()));
    let inside = checked(&desk, None);
    assert_eq!((inside.fault, inside.doubts), (None, vec![Doubt::NoHeadFromOutside]));
    assert_eq!(checked(&desk, Some(&kept)).fault, Some(LedgerFault::Outside));
}

#[test]
fn a_head_from_outside_that_was_changed_proves_nothing() {
    let desk = five();
    let kept = Head { entries: 4, ..head(&desk) };
    assert_eq!(checked(&desk, Some(&kept)).fault, Some(LedgerFault::Signature));
}

#[test]
fn a_check_reads_the_ledger_as_it_was_when_it_began() {
    let desk = five();
    let c = verify::open(&desk.folder.path().join("journal.db")).unwrap();
    let head = seal::standing(&c).unwrap().unwrap().head;
    desk.folder
        .ledger()
        .grant_wrote_first(&shop(), &Person::by_phone("77001234106"), (6, MessageId::at(6, 0)), START)
        .unwrap();
    let chain = follow::whole(&desk.folder.path().join("journal.db"), &c, head.entries).unwrap();
    assert_eq!((chain.entry, head.entries), (5, 5));
}

#[test]
fn an_empty_ledger_holds() {
    let desk = desk();
    assert_eq!(checked(&desk, None).fault, None);
    assert_eq!(DataFolder::ledger_head(desk.folder.path()).unwrap(), None);
}

#[test]
fn what_was_forged_under_a_seal_that_does_not_fit_is_still_found_after_the_product_went_on_writing() {
    let desk = five();
    by_hand(&desk, |c| {
        c.execute_batch(
            "UPDATE ledger_head SET hash = x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'",
        )
        .unwrap();
    });
    let message = (6, MessageId::at(6, 0));
    let ledger = desk.folder.ledger();
    assert_eq!(ledger.sign_with(key()).unwrap(), None);
    ledger.grant_wrote_first(&shop(), &Person::by_phone("77001234106"), message, START).unwrap();
    assert!(checked(&desk, None).fault.is_some());
    assert_eq!(head(&desk).seal, None, "the product signs nothing on top of it");
}

#[test]
fn a_head_from_outside_that_somebody_else_signed_proves_nothing() {
    let desk = five();
    let Head { entries, hash, .. } = head(&desk);
    let theirs = Head::new(entries, hash, Some(&LedgerKey::from_secret(&[9; 32])));
    assert_eq!(checked(&desk, Some(&theirs)).fault, Some(LedgerFault::OtherKey));
}

#[test]
fn the_text_that_was_shown_cannot_be_changed_for_another() {
    let desk = five();
    let text = built_in_wordings().swap_remove(0);
    let shown = WordingRef {
        purpose: text.purpose.clone(),
        version: text.version,
        language: text.language.clone(),
        hash: text.hash(),
    };
    let entry = ConsentEntry { wording: Some(shown.clone()), ..said("f").entry };
    let ledger = desk.folder.ledger();
    ledger.sign_with(key().having_signed(Some(5))).unwrap();
    let note =
        NewEntry { kind: EntryKind::Decided, source: String::new(), at: START, dedupe: None, body: b"{}".to_vec() };
    let anna = Person::by_phone("77001234108");
    ledger.record(Record { entry: note, account: shop(), person: anna.clone(), said: vec![entry] }).unwrap();
    let row = ledger.of_person(&shop(), &anna).unwrap().remove(0);
    assert_eq!((row.said.wording, checked(&desk, None).fault), (Some(shown.clone()), None));
    let other = Wording { text: format!("{} And parties.", text.text), ..text };
    by_hand(&desk, |c| {
        let sql = "UPDATE consent_entry SET body = replace(body, ?1, ?2)";
        c.execute(sql, params![shown.hash, other.hash()]).unwrap();
    });
    assert_eq!(checked(&desk, None).fault, Some(LedgerFault::Entry { entry: row.entry }));
}

#[rstest]
#[case::at_the_end("DELETE FROM consent_entry WHERE entry > 1", LedgerFault::Cut { counted: 5 })]
#[case::in_the_middle("DELETE FROM consent_entry WHERE entry IN (2, 3)", LedgerFault::Entry { entry: 4 })]
fn only_what_follows_is_counted_where_entries_are_gone(#[case] sql: &str, #[case] fault: LedgerFault) {
    let desk = five();
    by_hand(&desk, |c| c.execute_batch(sql).unwrap());
    let verdict = checked(&desk, None);
    assert_eq!((verdict.entries, verdict.fault), (1, Some(fault)));
}
