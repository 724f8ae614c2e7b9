//! Two contacts that are one person: while it holds, and after it was taken apart.

use std::collections::BTreeMap;

use domain::consent::{ConsentState, Scope, Source};
use domain::decision::{ConsentAct, ConsentDecision, Subject};
use domain::{ContactId, LabelId, MergeId};
use pretty_assertions::assert_eq;
use store::table::contact_merge;
use store::table::member::{MemberList, MemberOrder};
use store::table::member_count::{Counted, people};

use super::*;
use domain::segment::Condition;

const ANNA: &str = "77001234108";
const ANNAS_OTHER: &str = "77005550000";
const TOMAS: &str = "351912000551";
const GOLD: LabelId = LabelId::at(6, 0);

/// Two contacts of Anna's and Tomás, with a second label.
fn town() -> (Book, [ContactId; 3]) {
    let book = Book::new();
    for (phone, name) in [(ANNA, "Anna"), (ANNAS_OTHER, "Анна К."), (TOMAS, "Tomás")] {
        book.hears(phone, name);
    }
    book.decide(Decision::LabelSaved { label: None, name: "Gold".into(), color: 2 });
    let known = [ANNA, ANNAS_OTHER, TOMAS].map(|phone| book.by_phone(phone));
    (book, known)
}

impl Book {
    fn labels(&self, contact: ContactId) -> Vec<LabelId> {
        self.read(|r| label::of_contact(r, contact).unwrap().into_iter().map(|label| label.label_id).collect())
    }

    fn listed(&self, conditions: &[Condition]) -> Vec<ContactId> {
        let list = MemberList { conditions, among: None, order: MemberOrder::Name, descending: false, now: NOW };
        let page = self.read(|r| list.page(r, None, 10).unwrap());
        assert_eq!(page.len(), self.read(|r| list.count(r).unwrap()) as usize, "the count is of the same people");
        page.into_iter().map(|one| one.contact_id).collect()
    }

    fn counted(&self, list: Counted<'_>) -> u32 {
        self.read(|r| people(r, list).unwrap())
    }

    fn says(&self, contact: ContactId, purpose: &str, state: ConsentState) -> i64 {
        let purpose = if purpose == "*" { Scope::All } else { Scope::One(purpose.into()) };
        let act = ConsentAct { purpose, state, source: Source::Call, at: None, expires: None };
        self.decide(Decision::Consent(Box::new(ConsentDecision {
            account: number(),
            whom: Subject::Contact { contact },
            said: vec![act],
            proof: None,
            send: None,
        })))
    }

    /// Says that they are one person, or, for comparison, something that changes no row at the same place.
    fn merge(&self, really: bool, keep: ContactId, gone: ContactId) -> MergeId {
        let decision = if really { Decision::PeopleMerged { keep, gone } } else { nothing() };
        MergeId::at(self.decide(decision), 0)
    }

    fn unmerge(&self, really: bool, merge: MergeId) {
        self.decide(if really { Decision::PeopleUnmerged { merge } } else { nothing() });
    }
}

const fn nothing() -> Decision {
    Decision::StopWordsSaved { words: Vec::new() }
}

fn put_on(contact: ContactId, label: LabelId) -> Decision {
    Decision::MemberLabelled { contact, label, on: true }
}

fn lives_in(contact: ContactId, place: &str) -> Decision {
    let (attribute, value) = city(place);
    Decision::AttributeSet { contact, attribute, value: Some(value) }
}

#[test]
fn a_merged_person_is_listed_once_with_the_labels_and_values_of_both() {
    let (book, [anna, other, tomas]) = town();
    book.decide(put_on(other, VIP));
    book.decide(put_on(anna, VIP));
    book.decide(put_on(other, GOLD));
    book.decide(lives_in(other, "Астана"));
    book.merge(true, anna, other);
    assert_eq!(book.listed(&[]), [anna, tomas]);
    assert_eq!(book.listed(&[Condition::Label { label_id: GOLD }]), [anna], "by a label of the other");
    assert_eq!((book.counted(Counted::Everyone), book.counted(Counted::Label(VIP))), (2, 1));
    assert_eq!((book.labels(anna), book.labels(other)), (vec![VIP, GOLD], vec![VIP, GOLD]));
    assert_eq!(book.read(|r| attribute::of_contact(r, anna).unwrap()), [city("Астана")]);
    assert_eq!(book.inbox(&ChatFilter::Label(GOLD)).len(), 2, "both chats show the person's labels");
    book.decide(lives_in(anna, "Алматы"));
    assert_eq!(book.read(|r| attribute::of_contact(r, anna).unwrap()), [city("Алматы")], "the kept one's stands");
}

#[test]
fn a_stop_of_one_counts_in_the_lists_for_both_and_a_consent_does_not() {
    let (book, [anna, other, _]) = town();
    book.says(other, "offers", ConsentState::Confirmed);
    book.says(anna, "group_invitations", ConsentState::Confirmed);
    let may = |purpose: &str| vec![Condition::Consent { purpose: purpose.into(), may: true }];
    let merge = book.merge(true, anna, other);
    assert_eq!(book.listed(&may("offers")), [], "a consent of the other permits nothing");
    assert_eq!(book.counted(Counted::Consent("offers", ConsentState::Confirmed)), 0);
    assert_eq!(book.listed(&may("group_invitations")), [anna]);
    book.says(other, "*", ConsentState::Withdrawn);
    assert_eq!(book.listed(&may("group_invitations")), []);
    assert_eq!(book.listed(&[Condition::OptedOut]), [anna]);
    book.unmerge(true, merge);
    assert_eq!(book.listed(&[Condition::OptedOut]), [other], "whoever said it");
    assert_eq!(book.listed(&may("group_invitations")), [anna]);
}

#[test]
fn a_list_overwrites_nothing_unasked_that_the_other_identity_says() {
    let (book, [anna, other, _]) = town();
    book.decide(lives_in(other, "Астана"));
    book.merge(true, anna, other);
    let listed = |place: &str, overwrite: bool| {
        saved(MemberDecision { attributes: vec![city(place)], overwrite, ..member(Person::by_phone(ANNA)) })
    };
    book.decide(listed("Алматы", false));
    assert_eq!(book.read(|r| attribute::of_contact(r, anna).unwrap()), [city("Астана")]);
    book.decide(listed("Алматы", true));
    assert_eq!(book.read(|r| attribute::of_contact(r, other).unwrap()), [city("Алматы")], "by whichever they are read");
}

/// A day in which things happen to two who are one for a part of it, or are not.
fn day(really: bool) -> (Book, Vec<i64>) {
    let (book, [anna, other, tomas]) = town();
    book.decide(put_on(other, VIP));
    book.decide(lives_in(other, "Астана"));
    book.decide(lives_in(tomas, "Lisboa"));
    book.says(other, "offers", ConsentState::Confirmed);
    let (first, second) = (book.merge(really, anna, other), book.merge(really, tomas, anna));
    book.hears(ANNAS_OTHER, "Анна Корнеева");
    book.decide(put_on(anna, GOLD));
    book.decide(lives_in(anna, "Алматы"));
    book.decide(saved(MemberDecision {
        attributes: vec![city("Porto")],
        labels: vec![VIP],
        ..member(Person::by_phone(TOMAS))
    }));
    book.says(other, "*", ConsentState::Withdrawn);
    book.says(tomas, "order_updates", ConsentState::Granted);
    let chat = book.read(|r| chat::of_contact(r, other).unwrap())[0];
    book.decide(Decision::NoteAdded { chat, body: "Call back".into() });
    let apart = book.folder.journal().head();
    book.unmerge(really, first);
    book.hears(ANNA, "Anna");
    book.says(anna, "offers", ConsentState::Granted);
    let again = book.folder.journal().head();
    book.unmerge(really, second);
    let places = [first.0, second.0].map(|id| id >> 16);
    (book, [places[0], places[1], apart + 1, again + 1].to_vec())
}

/// Every table that a merge which was taken apart leaves as it was: not the history, which tells of it, and not which entries
/// name somebody, which has to stay known so that they can be erased.
fn tables(book: &Book) -> BTreeMap<&'static str, String> {
    let mut tables = book.folder.console().fingerprint().unwrap();
    for telling in ["contact_entry", "merge_line"] {
        tables.remove(telling).unwrap();
    }
    tables
}

#[test]
fn a_merge_that_was_taken_apart_leaves_every_table_but_the_history_as_if_it_had_never_been() {
    let ((book, places), (without, _)) = (day(true), day(false));
    assert_eq!(tables(&book), tables(&without));
    for phone in [ANNA, ANNAS_OTHER, TOMAS] {
        let mut left = book.read(|r| contact::positions(r, book.by_phone(phone)).unwrap());
        left.retain(|position| !places.contains(position));
        assert_eq!(left, without.read(|r| contact::positions(r, without.by_phone(phone)).unwrap()));
    }
}

/// Anna is merged with her other identity and then into Tomás; the first of the two is taken apart, or never was.
fn a_chain(really: bool) -> Book {
    let (book, [anna, other, tomas]) = town();
    book.says(other, "*", ConsentState::Withdrawn);
    let first = book.merge(really, anna, other);
    book.hears_at(ANNAS_OTHER, "Анна К.", "1767225700");
    book.merge(true, tomas, anna);
    book.hears_at(ANNA, "Anna", "1767225650");
    book.unmerge(really, first);
    book
}

#[test]
fn who_was_merged_on_keeps_nothing_of_whom_they_are_no_more() {
    assert_eq!(tables(&a_chain(true)), tables(&a_chain(false)));
}

#[test]
fn while_they_are_one_a_rebuild_gives_the_same_tables() {
    let (book, [anna, other, tomas]) = town();
    book.decide(put_on(other, VIP));
    book.merge(true, anna, other);
    let second = book.merge(true, tomas, anna);
    book.hears(ANNAS_OTHER, "Анна Корнеева");
    book.says(other, "*", ConsentState::Withdrawn);
    assert_eq!(book.listed(&[]), [tomas]);
    book.unmerge(true, second);
    let before = book.folder.console().fingerprint().unwrap();
    drop(book.folder);
    crate::rebuild::rebuild(book.home.path()).unwrap();
    let folder = DataFolder::open(book.home.path(), None).unwrap();
    assert_eq!(folder.console().fingerprint().unwrap(), before);
}

#[test]
fn whoever_is_the_same_already_is_not_merged_again() {
    let (book, [anna, other, tomas]) = town();
    let first = book.merge(true, anna, other);
    for (keep, gone) in [(anna, other), (other, anna), (anna, anna), (anna, ContactId(7))] {
        book.merge(true, keep, gone);
    }
    assert_eq!(book.read(|r| contact_merge::of_person(r, other).unwrap()).len(), 1);
    let second = book.merge(true, tomas, other);
    let merges = book.read(|r| contact_merge::of_person(r, anna).unwrap());
    let two: Vec<_> = merges.iter().map(|merge| (merge.merge_id, merge.keep, merge.gone)).collect();
    assert_eq!(two, [(first, anna, other), (second, tomas, anna)], "Tomás takes both");
}
