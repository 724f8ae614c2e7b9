//! Lists of people: paged, sorted, asked and counted.

use domain::consent::{ConsentState, Scope, Source, built_in};
use domain::decision::ConsentAct;
use domain::member::{AttributeKind, AttributeValue};
use domain::segment::{Condition, Relation};
use domain::template::TemplateCategory;
use domain::time::DAY;
use domain::{AttributeId, LabelId, Person};
use pretty_assertions::assert_eq;

use super::*;
use crate::Write;
use crate::table::consent_said;
use crate::table::member_count::{Counted, people};
use crate::table::{attribute, label, purpose};
use crate::town::{START, anna, at, desk, lena, meet, tomas, writes, yerzhan};

const VIP: LabelId = LabelId(1);
const CITY: AttributeId = AttributeId(1);

/// A list at the evening of the first day.
fn list(conditions: &[Condition], order: MemberOrder, descending: bool) -> MemberList<'_> {
    MemberList { conditions, among: None, order, descending, now: START.plus(DAY) }
}

fn names(found: &[Contact]) -> Vec<&str> {
    found.iter().map(|found| found.name.as_deref().unwrap_or("-")).collect()
}

fn all(w: &Write<'_>, conditions: &[Condition]) -> Vec<String> {
    let found = list(conditions, MemberOrder::Name, false).page(w, None, 10).unwrap();
    names(&found).into_iter().map(str::to_owned).collect()
}

fn says(w: &Write<'_>, person: &Person, purpose: &str, state: ConsentState, position: i64) {
    let contact = meet(w, person, position).contact_id;
    let purpose = match purpose {
        "*" => Scope::All,
        "marketing" => Scope::Marketing,
        one => Scope::One(one.into()),
    };
    let act = ConsentAct { purpose, state, source: Source::Button, at: None, expires: None };
    consent_said::hear(w, contact, position, &[act], at(position)).unwrap();
}

/// Anna is a VIP from Almaty and wrote last; Tomás wrote first; Yerzhan and Lena never wrote.
fn people_of_the_shop(w: &Write<'_>) {
    writes(w, &tomas(), "Olá", 1);
    writes(w, &anna(), "Здравствуйте", 2);
    meet(w, &yerzhan(), 3);
    meet(w, &lena(), 4);
    label::put(w, &label::Label { label_id: VIP, name: "VIP".into(), color: 3 }).unwrap();
    let city = attribute::Attribute { attribute_id: CITY, name: "City".into(), kind: AttributeKind::Text };
    attribute::put(w, &city).unwrap();
    let anna = meet(w, &anna(), 5).contact_id;
    label::set_on(w, anna, VIP, true).unwrap();
    attribute::set(w, anna, CITY, Some(&AttributeValue("Алматы".into()))).unwrap();
    for purpose in built_in() {
        purpose::put(w, &purpose).unwrap();
    }
}

fn in_the_shop(work: impl FnOnce(&Write<'_>)) {
    desk()
        .console
        .write(|w| {
            people_of_the_shop(w);
            work(w);
            Ok(())
        })
        .unwrap();
}

#[test]
fn people_are_read_page_by_page_in_each_order_and_back() {
    in_the_shop(|w| {
        for (order, there) in [
            (MemberOrder::Name, ["Lena Fischer", "Tomás Ribeiro", "Анна Корнеева", "Ержан Бекенов"]),
            (MemberOrder::Seen, ["Ержан Бекенов", "Lena Fischer", "Tomás Ribeiro", "Анна Корнеева"]),
            (MemberOrder::Since, ["Tomás Ribeiro", "Анна Корнеева", "Ержан Бекенов", "Lena Fischer"]),
        ] {
            for descending in [false, true] {
                let list = list(&[], order, descending);
                let mut found = list.page(w, None, 3).unwrap();
                let after = list.place(found.last().unwrap());
                found.extend(list.page(w, Some(&after), 3).unwrap());
                let mut expected = there.to_vec();
                if descending {
                    expected.reverse();
                }
                assert_eq!(names(&found), expected, "{order:?}, back: {descending}");
            }
        }
    });
}

#[test]
fn a_list_with_few_people_is_paged_like_one_with_many() {
    in_the_shop(|w| {
        let seen = [Condition::Seen { days: 2 }];
        let list = list(&seen, MemberOrder::Name, true);
        let first = list.page(w, None, 1).unwrap();
        let second = list.page(w, Some(&list.place(&first[0])), 5).unwrap();
        assert_eq!((names(&first), names(&second)), (vec!["Анна Корнеева"], vec!["Tomás Ribeiro"]));
        assert_eq!(list.count(w).unwrap(), 2);
    });
}

#[test]
fn a_question_finds_whom_it_is_about() {
    in_the_shop(|w| {
        says(w, &anna(), "offers", ConsentState::Granted, 6);
        says(w, &tomas(), "offers", ConsentState::Granted, 7);
        says(w, &tomas(), "*", ConsentState::Withdrawn, 8);
        let offers = |may| Condition::Consent { purpose: "offers".into(), may };
        let city = Condition::Attribute {
            attribute_id: CITY,
            value: Some(AttributeValue("Алматы".into())),
            relation: Relation::Same,
        };
        assert_eq!(all(w, &[Condition::Label { label_id: VIP }, city]), ["Анна Корнеева"]);
        assert_eq!(all(w, &[offers(true)]), ["Анна Корнеева"]);
        assert_eq!(all(w, &[offers(false)]), ["Lena Fischer", "Tomás Ribeiro", "Ержан Бекенов"]);
        assert_eq!(all(w, &[Condition::OptedOut]), ["Tomás Ribeiro"]);
        assert_eq!(all(w, &[Condition::NeverAsked]), ["Lena Fischer", "Ержан Бекенов"]);
        assert_eq!(all(w, &[Condition::Silent { days: 2 }]), Vec::<String>::new());
    });
}

#[test]
fn a_yes_after_a_stop_ends_the_opting_out() {
    in_the_shop(|w| {
        says(w, &anna(), "*", ConsentState::Withdrawn, 6);
        assert_eq!(all(w, &[Condition::OptedOut]), ["Анна Корнеева"]);
        says(w, &anna(), "offers", ConsentState::Granted, 7);
        assert_eq!(all(w, &[Condition::OptedOut]), Vec::<String>::new());
    });
}

#[test]
fn what_is_counted_is_what_the_lists_hold() {
    in_the_shop(|w| {
        let counts = |w: &Write<'_>| {
            let offers = Counted::Consent("offers", ConsentState::Granted);
            [Counted::Everyone, Counted::NeverAsked, Counted::Label(VIP), offers].map(|list| people(w, list).unwrap())
        };
        says(w, &anna(), "offers", ConsentState::Granted, 6);
        assert_eq!(counts(w), [4, 3, 1, 1]);
        says(w, &anna(), "offers", ConsentState::Withdrawn, 7);
        assert_eq!(counts(w), [4, 3, 1, 0]);
        label::delete(w, VIP).unwrap();
        assert_eq!(counts(w), [4, 3, 0, 0]);
    });
}

#[test]
fn what_a_purpose_comes_to_permit_is_taken_back_by_an_earlier_no_to_offers() {
    in_the_shop(|w| {
        says(w, &anna(), "order_updates", ConsentState::Granted, 6);
        says(w, &anna(), "marketing", ConsentState::Withdrawn, 7);
        let states = |w: &Write<'_>| {
            [ConsentState::Granted, ConsentState::Withdrawn]
                .map(|state| people(w, Counted::Consent("order_updates", state)).unwrap())
        };
        assert_eq!(states(w), [1, 0]);
        let mut updates =
            purpose::all(w).unwrap().into_iter().find(|one| one.purpose.as_str() == "order_updates").unwrap();
        updates.permits.push(TemplateCategory::Marketing);
        purpose::put(w, &updates).unwrap();
        consent_said::purposes_changed(w).unwrap();
        assert_eq!(states(w), [0, 1]);
    });
}
