//! What the ledger still knows of somebody who was erased.

use domain::consent::built_in;
use domain::time::DAY;
use pretty_assertions::assert_eq;

use super::*;
use crate::EntryKind;
use crate::town::{Desk, START, anna, desk, shop, tomas};

/// Permits offers, in words of their own.
fn permits_offers(desk: &Desk, person: &Person) -> i64 {
    let said = ConsentEntry {
        purpose: Scope::from_word("offers"),
        source: Source::Message,
        ..wrote_first(shop(), (0, MessageId(0)), START)
    };
    let entry =
        NewEntry { kind: EntryKind::Decided, source: String::new(), at: START, dedupe: None, body: b"{}".to_vec() };
    let record = Record { entry, account: shop(), person: person.clone(), said: vec![said] };
    desk.folder.ledger().record(record).unwrap().position
}

fn counted(desk: &Desk) -> i64 {
    desk.folder.ledger().permitted(&built_in()[2], START.plus(DAY)).unwrap()
}

/// The tokens that entries at these places tied to Анна.
fn tied(desk: &Desk, positions: &[i64]) -> Vec<String> {
    let keys = anna().keys().map(|(kind, value)| (kind, value.to_owned())).collect();
    let positions = positions.iter().copied().collect();
    desk.folder.ledger().subjects(&keys, &positions).unwrap().into_iter().collect()
}

#[test]
fn whoever_was_erased_is_counted_no_more_and_nobody_else_is_missed() {
    let desk = desk();
    let place = permits_offers(&desk, &anna());
    permits_offers(&desk, &tomas());
    assert_eq!(counted(&desk), 2);
    desk.folder.ledger().cut(tied(&desk, &[place])).unwrap();
    assert_eq!(counted(&desk), 1);
    assert_eq!(desk.folder.ledger().of_person(&shop(), &anna()).unwrap(), []);
    assert_eq!(desk.folder.ledger().of_person(&shop(), &tomas()).unwrap().len(), 1);
}

#[test]
fn what_was_tied_again_while_an_erasure_was_written_is_cut_by_a_second_one() {
    let desk = desk();
    let place = permits_offers(&desk, &anna());
    let first = tied(&desk, &[place]);
    desk.folder.ledger().cut(first.clone()).unwrap();
    let message = (place, MessageId::at(place, 0));
    desk.folder.ledger().grant_wrote_first(&shop(), &anna(), message, START).unwrap();
    let second = tied(&desk, &[place]);
    assert_eq!(second.len(), 1);
    assert_ne!(second, first, "another token: nothing leads to what she said before");
    desk.folder.ledger().cut(second).unwrap();
    assert_eq!(desk.folder.ledger().of_person(&shop(), &anna()).unwrap(), []);
    assert_eq!(tied(&desk, &[place]), Vec::<String>::new());
}
