use pretty_assertions::assert_eq;
use rstest::rstest;

use super::*;
use crate::consent::fixture::{NOON, no, said, yes};
use crate::consent::{PurposeId, built_in};
use crate::time::{DAY, MINUTE};
use ConsentState::{Confirmed, Expired, Granted, Refused, Requested, Resumed, Withdrawn};
use Source::{DoubleOptIn, Import, Provider, Silence, WroteFirst};

fn purpose(word: &str) -> Purpose {
    built_in().into_iter().find(|purpose| purpose.purpose == PurposeId::from(word)).unwrap()
}

fn consents(said: Vec<ConsentEntry>) -> Consents {
    Consents::new((1..).zip(said).collect())
}

const LATER: Timestamp = NOON.plus(DAY);

#[rstest]
#[case::never_asked(vec![], None, false)]
#[case::a_yes(vec![yes("offers", 0)], Some(Granted), true)]
#[case::a_question(vec![said("offers", Requested, DoubleOptIn, 0)], Some(Requested), false)]
#[case::a_question_and_a_yes(
    vec![said("offers", Requested, DoubleOptIn, 0), said("offers", Confirmed, DoubleOptIn, 1)], Some(Confirmed), true)]
#[case::a_question_and_a_no(
    vec![said("offers", Requested, DoubleOptIn, 0), said("offers", Refused, DoubleOptIn, 1)], Some(Refused), false)]
#[case::a_question_without_an_answer(
    vec![said("offers", Requested, DoubleOptIn, 0), said("offers", Expired, Silence, 9)], Some(Expired), false)]
#[case::a_yes_in_time_that_came_after_its_end_was_written(
    vec![said("offers", Requested, DoubleOptIn, 0), said("offers", Expired, Silence, 9), said("offers", Confirmed, DoubleOptIn, 5)],
    Some(Confirmed), true)]
#[case::a_yes_to_something_else(vec![yes("order_updates", 0)], None, false)]
#[case::a_no_after_a_yes(vec![yes("offers", 0), no("offers", 1)], Some(Withdrawn), false)]
#[case::a_no_to_everything(vec![yes("offers", 0), no("*", 1)], Some(Withdrawn), false)]
#[case::a_yes_after_a_no(vec![no("*", 0), yes("offers", 1)], Some(Granted), true)]
#[case::a_yes_written_down_after_the_no_that_it_came_before(vec![no("*", 5), yes("offers", 1)], Some(Withdrawn), false)]
#[case::a_yes_and_a_no_in_one_second(vec![no("*", 1), yes("offers", 1)], Some(Withdrawn), false)]
#[case::a_list_after_a_no(vec![no("*", 0), said("offers", Granted, Import, 5)], Some(Withdrawn), false)]
#[case::the_question_after_a_yes(vec![yes("offers", 0), said("offers", Requested, DoubleOptIn, 1)], Some(Granted), true)]
#[case::a_weaker_yes_after_a_confirmed_one(
    vec![said("offers", Confirmed, DoubleOptIn, 0), said("offers", Granted, Import, 1)], Some(Confirmed), true)]
#[case::the_providers_stop(vec![yes("offers", 0), said("marketing*", Withdrawn, Provider, 1)], Some(Withdrawn), false)]
#[case::the_providers_stop_stays_whatever_we_write(
    vec![said("marketing*", Withdrawn, Provider, 0), yes("offers", 1)], Some(Withdrawn), false)]
#[case::the_provider_resumes_what_stood(
    vec![yes("offers", 0), said("marketing*", Withdrawn, Provider, 1), said("marketing*", Resumed, Provider, 2)],
    Some(Granted), true)]
#[case::the_provider_resumes_and_grants_nothing(
    vec![said("marketing*", Withdrawn, Provider, 1), said("marketing*", Resumed, Provider, 2)], None, false)]
#[case::a_resume_lifts_no_word_of_the_person(
    vec![yes("offers", 0), no("*", 1), said("marketing*", Resumed, Provider, 2)], Some(Withdrawn), false)]
fn it_stands_so_with_offers(
    #[case] said: Vec<ConsentEntry>,
    #[case] state: Option<ConsentState>,
    #[case] permits: bool,
) {
    let found = consents(said).of(&purpose("offers"), LATER);
    assert_eq!((found.state, found.permits), (state, permits));
}

#[test]
fn writing_again_after_a_no_permits_no_service_templates() {
    let said = consents(vec![
        said("service_replies", Granted, WroteFirst, 0),
        no("*", 1),
        said("service_replies", Granted, WroteFirst, 2),
    ]);
    let found = said.of(&purpose("service_replies"), LATER);
    assert_eq!((found.state, found.permits, found.taken_back), (Some(Withdrawn), false, true));
}

#[test]
fn the_providers_stop_does_not_concern_orders() {
    let said = consents(vec![yes("order_updates", 0), said("marketing*", Withdrawn, Provider, 1)]);
    assert!(said.of(&purpose("order_updates"), LATER).permits);
}

#[test]
fn a_grant_ends_at_its_moment_and_not_before() {
    let until = NOON.plus(10 * MINUTE);
    let said = consents(vec![ConsentEntry { expires: Some(until), ..yes("offers", 0) }]);
    assert!(said.of(&purpose("offers"), until.plus(-1)).permits);
    let over = said.of(&purpose("offers"), until);
    assert_eq!((over.state, over.permits, over.at), (Some(Expired), false, until));
}

#[test]
fn a_grant_that_ended_makes_room_for_a_question() {
    let ended = ConsentEntry { expires: Some(NOON.plus(MINUTE)), ..yes("offers", 0) };
    let said = consents(vec![ended, said("offers", Requested, DoubleOptIn, 5)]);
    assert_eq!(said.of(&purpose("offers"), LATER).state, Some(Requested));
}

#[test]
fn a_purpose_that_asks_for_a_confirmation_is_not_permitted_by_a_grant_alone() {
    let strict = Purpose { confirm: true, ..purpose("offers") };
    assert!(!consents(vec![yes("offers", 0)]).of(&strict, LATER).permits);
    assert!(consents(vec![said("offers", Confirmed, DoubleOptIn, 0)]).of(&strict, LATER).permits);
}

#[test]
fn after_a_no_to_everything_a_kind_that_no_purpose_permits_is_taken_back_too() {
    let stopped = consents(vec![no("*", 0)]);
    assert!(stopped.took_back(TemplateCategory::Authentication, &built_in(), LATER));
    assert!(!consents(vec![yes("offers", 0)]).took_back(TemplateCategory::Authentication, &built_in(), LATER));
}

#[test]
fn a_template_goes_by_no_purpose_while_the_last_word_about_its_kind_was_a_no() {
    let all = built_in();
    let orders_only = consents(vec![said("service_replies", Granted, WroteFirst, 0), no("order_updates", 1)]);
    assert_eq!(orders_only.for_category(TemplateCategory::Utility, &all, LATER), None);
    assert!(orders_only.took_back(TemplateCategory::Utility, &all, LATER));
    let again = consents(vec![no("order_updates", 1), yes("service_replies", 2)]);
    assert_eq!(again.for_category(TemplateCategory::Utility, &all, LATER).map(|found| found.entry), Some(2));
    assert!(!again.took_back(TemplateCategory::Utility, &all, LATER));
    let at_once = consents(vec![no("order_updates", 1), yes("service_replies", 1)]);
    assert_eq!(at_once.for_category(TemplateCategory::Utility, &all, LATER), None, "in one second the no counts");
}

#[rstest]
#[case::a_yes_of_the_other(vec![], vec![yes("offers", 1)], None, false)]
#[case::a_no_of_the_other(vec![yes("offers", 0)], vec![no("offers", 1)], Some(Withdrawn), false)]
#[case::a_refusal_of_the_other(vec![yes("offers", 0)], vec![said("offers", Refused, DoubleOptIn, 1)], Some(Refused), false)]
#[case::a_no_that_the_other_took_back(vec![yes("offers", 0)], vec![no("offers", 1), yes("offers", 2)], Some(Granted), true)]
#[case::a_list_takes_no_no_back(
    vec![yes("offers", 0)], vec![no("offers", 1), said("offers", Granted, Import, 2)], Some(Withdrawn), false)]
#[case::a_no_to_everything_stays(vec![yes("offers", 0)], vec![no("*", 1), yes("offers", 2)], Some(Withdrawn), false)]
#[case::an_own_yes_after_it(vec![yes("offers", 2)], vec![no("*", 1)], Some(Granted), true)]
#[case::the_providers_stop_of_the_other(
    vec![yes("offers", 0)], vec![said("marketing*", Withdrawn, Provider, 1)], Some(Withdrawn), false)]
#[case::a_stop_that_was_lifted(
    vec![yes("offers", 0)],
    vec![said("marketing*", Withdrawn, Provider, 1), said("marketing*", Resumed, Provider, 2)],
    Some(Granted), true)]
#[case::a_no_to_something_else(vec![yes("offers", 0)], vec![no("order_updates", 1)], Some(Granted), true)]
fn of_another_identity_only_a_no_counts(
    #[case] own: Vec<ConsentEntry>,
    #[case] others: Vec<ConsentEntry>,
    #[case] state: Option<ConsentState>,
    #[case] permits: bool,
) {
    let other = Consents::new((11..).zip(others).collect());
    let found = consents(own).with_noes_of(&other).of(&purpose("offers"), LATER);
    assert_eq!((found.state, found.permits), (state, permits));
}
