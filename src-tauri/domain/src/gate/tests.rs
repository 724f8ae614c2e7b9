use pretty_assertions::assert_eq;
use rstest::rstest;

use super::*;
use crate::consent::fixture::{NOON, no, said, yes};
use crate::consent::{ConsentEntry, GROUP_INVITATIONS, built_in};
use crate::content::{Choice, Interactive, InteractiveAction, ListSection};
use crate::permit::{LIFETIME, PermitError};
use crate::person::Person;
use crate::template::TemplateMessage;
use crate::time::{DAY, MINUTE};

const NOW: Timestamp = NOON.plus(DAY);
const CLOSES: Timestamp = NOW.plus(10 * MINUTE);
const OPEN: ServiceWindow = ServiceWindow::Open { closes: CLOSES };
const CLOSED: ServiceWindow = ServiceWindow::Closed { closed: NOW };
const REPLY: Alternative = Alternative::Reply { closes: CLOSES };

fn wrote_first() -> Vec<ConsentEntry> {
    vec![said(SERVICE_REPLIES, ConsentState::Granted, Source::WroteFirst, 0)]
}

fn text(body: &str) -> Outgoing {
    Outgoing::Message { content: Content::Text { body: body.into() }, reply_to: None }
}

fn template(category: TemplateCategory) -> Outgoing {
    let message = TemplateMessage {
        name: "order_ready".into(),
        language: "ru".into(),
        category,
        header_values: vec![],
        body_values: vec![],
        button_payloads: vec![],
        links: vec![],
        invites: None,
        text: "Заказ готов".into(),
    };
    Outgoing::Message { content: Content::Template(message), reply_to: None }
}

fn invitation(category: TemplateCategory) -> Outgoing {
    match template(category) {
        Outgoing::Message { content: Content::Template(message), reply_to } => {
            let message = TemplateMessage { invites: Some("club".into()), ..message };
            Outgoing::Message { content: Content::Template(message), reply_to }
        }
        other => other,
    }
}

fn utility() -> Outgoing {
    template(TemplateCategory::Utility)
}

fn marketing() -> Outgoing {
    template(TemplateCategory::Marketing)
}

fn ask(outgoing: &Outgoing, window: ServiceWindow, said: Vec<ConsentEntry>) -> Result<Permit, Denial> {
    let (account, anna) = (AccountId::from("tea"), Recipient::Person(Person::by_phone("77001234108")));
    let (consents, purposes) = (Consents::new((1..).zip(said).collect()), built_in());
    let known = Known { window, consents: &consents, purposes: &purposes, blocked: false };
    decide(&Question { account: &account, recipient: &anna, outgoing }, known, NOW)
}

#[rstest]
#[case::an_answer_in_the_window(text("Да"), OPEN, vec![], Ok(Ground::Reply { closes: CLOSES }))]
#[case::an_answer_too_late(text("Да"), CLOSED, wrote_first(), Err(Refusal::WindowClosed))]
#[case::a_first_word_to_a_stranger(text("Hello"), ServiceWindow::Never, vec![], Err(Refusal::WindowClosed))]
#[case::order_news_to_who_wrote_once(utility(), CLOSED, wrote_first(), Ok(Ground::Consent { entry: 1 }))]
#[case::offers_to_who_only_asked(marketing(), CLOSED, wrote_first(), Err(Refusal::NoConsent))]
#[case::offers_to_who_agreed(marketing(), CLOSED, vec![yes("offers", 0)], Ok(Ground::Consent { entry: 1 }))]
#[case::a_template_to_a_stranger(utility(), ServiceWindow::Never, vec![], Err(Refusal::NoConsent))]
#[case::any_template_in_the_window(marketing(), OPEN, vec![], Ok(Ground::Reply { closes: CLOSES }))]
#[case::an_answer_to_a_stop(text("Хорошо"), OPEN, vec![no("*", 0)], Ok(Ground::Reply { closes: CLOSES }))]
#[case::a_template_after_a_stop(utility(), OPEN, vec![no("*", 0)], Err(Refusal::Withdrawn))]
#[case::offers_after_the_providers_stop(
    marketing(), OPEN, vec![said("marketing*", ConsentState::Withdrawn, Source::Provider, 0)],
    Err(Refusal::StoppedAtProvider))]
#[case::offers_after_a_no(
    marketing(), CLOSED, vec![said("offers", ConsentState::Refused, Source::DoubleOptIn, 0)], Err(Refusal::Declined))]
#[case::offers_before_the_answer(
    marketing(), CLOSED, vec![said("offers", ConsentState::Requested, Source::DoubleOptIn, 0)], Err(Refusal::Asked))]
#[case::offers_after_the_end(
    marketing(), CLOSED, vec![ConsentEntry { expires: Some(NOON.plus(1)), ..yes("offers", 0) }], Err(Refusal::Expired))]
fn the_gate_answers(
    #[case] outgoing: Outgoing,
    #[case] window: ServiceWindow,
    #[case] said: Vec<ConsentEntry>,
    #[case] answer: Result<Ground, Refusal>,
) {
    let given = ask(&outgoing, window, said).map(|permit| permit.ground());
    assert_eq!(given.map_err(|denial| denial.refusal), answer);
}

#[rstest]
#[case::while_they_wait(marketing(), OPEN, vec![no("*", 0)], REPLY)]
#[case::with_another_kind(
    marketing(), CLOSED, wrote_first(), Alternative::Template { category: TemplateCategory::Utility })]
#[case::after_a_question(
    marketing(), CLOSED, vec![said("offers", ConsentState::Requested, Source::DoubleOptIn, 0)], Alternative::Wait)]
#[case::after_a_stop(marketing(), CLOSED, vec![no("*", 0)], Alternative::TheirTurn)]
#[case::to_a_stranger(marketing(), ServiceWindow::Never, vec![], Alternative::Ask)]
fn a_no_names_the_nearest_thing_that_is_permitted(
    #[case] outgoing: Outgoing,
    #[case] window: ServiceWindow,
    #[case] said: Vec<ConsentEntry>,
    #[case] instead: Alternative,
) {
    assert_eq!(ask(&outgoing, window, said).unwrap_err().instead, instead);
}

#[test]
fn the_checker_says_the_window_for_service_and_the_reason_for_everything_else() {
    let (consents, purposes) = (Consents::new(vec![(7, no("*", 0))]), built_in());
    let known = Known { window: OPEN, consents: &consents, purposes: &purposes, blocked: false };
    let says = |word: &str| verdict(&Wish::For(word.into()), known, NOW).map_err(|denial| denial.refusal);
    assert_eq!(says(SERVICE_REPLIES), Ok(Ground::Reply { closes: CLOSES }));
    assert_eq!(says("group_invitations"), Err(Refusal::Withdrawn));
    assert_eq!(says("newsletter"), Err(Refusal::NoSuchPurpose));
}

#[test]
fn a_reaction_needs_the_window_too() {
    let heart = Outgoing::Reaction { target: "wamid.1".into(), emoji: Some("❤️".into()) };
    assert_eq!(ask(&heart, CLOSED, wrote_first()).unwrap_err().refusal, Refusal::WindowClosed);
}

#[test]
fn a_permit_is_good_for_what_the_gate_saw_and_nothing_else() {
    let permit = ask(&text("Да"), OPEN, vec![]).unwrap();
    assert_eq!(permit.redeem(&"tea".into(), text("Нет").hash(), NOW), Err(PermitError::Other));
    let permit = ask(&text("Да"), OPEN, vec![]).unwrap();
    assert_eq!(permit.redeem(&"coffee".into(), text("Да").hash(), NOW), Err(PermitError::Other));
    let permit = ask(&text("Да"), OPEN, vec![]).unwrap();
    let anna = Recipient::Person(Person::by_phone("77001234108"));
    assert_eq!(permit.redeem(&"tea".into(), text("Да").hash(), NOW), Ok(anna), "the permit itself says to whom");
}

#[test]
fn a_permit_ends_with_its_minute_and_with_the_window() {
    let late = NOW.plus(LIFETIME);
    let permit = ask(&text("Да"), OPEN, vec![]).unwrap();
    assert_eq!(permit.redeem(&"tea".into(), text("Да").hash(), late), Err(PermitError::Expired));
    let closing = ServiceWindow::Open { closes: NOW.plus(1) };
    let permit = ask(&text("Да"), closing, vec![]).unwrap();
    assert_eq!(permit.redeem(&"tea".into(), text("Да").hash(), NOW.plus(1)), Err(PermitError::Expired));
}

#[test]
fn checker_and_composer_agree_where_one_of_two_purposes_of_a_kind_was_taken_back() {
    let consents = Consents::new(vec![(1, yes("offers", 0)), (2, no("tastings", 1))]);
    let mut purposes = built_in();
    purposes.push(Purpose { purpose: "tastings".into(), title: Some("Tastings".into()), ..purposes[2].clone() });
    let known = Known { window: CLOSED, consents: &consents, purposes: &purposes, blocked: false };
    let says = |wish: Wish| verdict(&wish, known, NOW).map_err(|denial| denial.refusal);
    assert_eq!(says(Wish::Template(TemplateCategory::Marketing)), Err(Refusal::Withdrawn));
    assert_eq!(says(Wish::For("offers".into())), Err(Refusal::Withdrawn));
}

#[rstest]
#[case::who_said_yes_to_invitations(CLOSED, vec![yes(GROUP_INVITATIONS, 0)], Ok(Ground::Consent { entry: 1 }))]
#[case::who_only_wrote_is_not_invited_in_the_window(OPEN, wrote_first(), Err(Refusal::NoConsent))]
#[case::order_news_are_no_invitations(OPEN, vec![yes("order_updates", 0)], Err(Refusal::NoConsent))]
#[case::who_said_no_to_it(OPEN, vec![yes(GROUP_INVITATIONS, 0), no(GROUP_INVITATIONS, 1)], Err(Refusal::Withdrawn))]
#[case::who_said_no_to_everything(OPEN, vec![yes(GROUP_INVITATIONS, 0), no("*", 1)], Err(Refusal::Withdrawn))]
#[case::a_no_to_order_news_is_none_to_invitations(
    CLOSED, vec![yes(GROUP_INVITATIONS, 0), no("order_updates", 1)], Ok(Ground::Consent { entry: 1 })
)]
fn an_invitation_takes_a_consent_to_invitations(
    #[case] window: ServiceWindow,
    #[case] said: Vec<ConsentEntry>,
    #[case] expected: Result<Ground, Refusal>,
) {
    let asked = ask(&invitation(TemplateCategory::Utility), window, said);
    assert_eq!(asked.map(|permit| permit.ground()).map_err(|denial| denial.refusal), expected);
}

#[test]
fn whoever_stopped_marketing_is_not_invited_by_a_marketing_template() {
    let said = || vec![yes(GROUP_INVITATIONS, 0), no("offers", 1)];
    let refused = ask(&invitation(TemplateCategory::Marketing), CLOSED, said()).map(|_| ());
    assert_eq!(refused.map_err(|denial| denial.refusal), Err(Refusal::Withdrawn));
    assert!(ask(&invitation(TemplateCategory::Utility), CLOSED, said()).is_ok());
}

#[test]
fn nothing_goes_to_a_blocked_person_whatever_they_agreed_to() {
    let (consents, purposes) = (Consents::new(vec![(1, yes("offers", 0))]), built_in());
    let known = Known { window: OPEN, consents: &consents, purposes: &purposes, blocked: true };
    let refused = Err(Denial { refusal: Refusal::Blocked, instead: Alternative::Unblock });
    let wishes = [Wish::FreeForm, Wish::Template(TemplateCategory::Marketing), Wish::For("offers".into())];
    for wish in wishes {
        assert_eq!(verdict(&wish, known, NOW), refused, "{wish:?}");
        assert!(verdict(&wish, Known { blocked: false, ..known }, NOW).is_ok(), "{wish:?}");
    }
}

const LINK: &str = "Заходите: https://Chat.WhatsApp.com/AbC";

/// A template with the link of a group in one of its blanks, as plain text.
fn linked(category: TemplateCategory) -> Outgoing {
    match template(category) {
        Outgoing::Message { content: Content::Template(message), reply_to } => {
            let message = TemplateMessage { text: LINK.into(), ..message };
            Outgoing::Message { content: Content::Template(message), reply_to }
        }
        other => other,
    }
}

/// A template of which one button opens a page.
fn opening(link: &str) -> Outgoing {
    match template(TemplateCategory::Utility) {
        Outgoing::Message { content: Content::Template(message), reply_to } => {
            let message = TemplateMessage { links: vec![link.into()], ..message };
            Outgoing::Message { content: Content::Template(message), reply_to }
        }
        other => other,
    }
}

/// A message with something to tap, in which the link stands where that is shown.
fn tapped(action: InteractiveAction) -> Outgoing {
    let message = Interactive { header: None, body: "Загляните к нам".into(), footer: None, action };
    Outgoing::Message { content: Content::Interactive(message), reply_to: None }
}

fn choice(title: &str, description: Option<&str>) -> Choice {
    Choice { id: "club".into(), title: title.into(), description: description.map(Into::into) }
}

fn row(title: &str, description: Option<&str>) -> Outgoing {
    let sections = vec![ListSection { title: String::new(), rows: vec![choice(title, description)] }];
    tapped(InteractiveAction::List { button: "Клубы".into(), sections })
}

#[rstest]
#[case::in_an_answer(text(LINK), OPEN, vec![], Err(Refusal::GroupLink))]
#[case::behind_a_button(
    tapped(InteractiveAction::Link { title: "Войти".into(), url: "https://chat.whatsapp.com/AbC".into() }),
    OPEN, vec![], Err(Refusal::GroupLink))]
#[case::on_a_button(
    tapped(InteractiveAction::Buttons { buttons: vec![choice(LINK, None)] }), OPEN, vec![], Err(Refusal::GroupLink))]
#[case::in_a_row(row(LINK, None), OPEN, vec![], Err(Refusal::GroupLink))]
#[case::below_a_row(row("Чай", Some(LINK)), OPEN, vec![], Err(Refusal::GroupLink))]
#[case::nowhere(row("Чай", Some("Каждую среду")), OPEN, vec![], Ok(Ground::Reply { closes: CLOSES }))]
#[case::in_an_answer_to_who_agreed(
    text(LINK), OPEN, vec![yes("group_invitations", 0)], Ok(Ground::Consent { entry: 1 }))]
#[case::too_late_even_for_who_agreed(text(LINK), CLOSED, vec![yes("group_invitations", 0)], Err(Refusal::WindowClosed))]
#[case::in_a_template(linked(TemplateCategory::Utility), OPEN, wrote_first(), Err(Refusal::GroupLink))]
#[case::behind_a_templates_button(
    opening("https://chat.whatsapp.com/AbC"),
    OPEN,
    wrote_first(),
    Err(Refusal::GroupLink)
)]
#[case::another_page_behind_it(
    opening("https://polartea.example/map"), OPEN, wrote_first(), Ok(Ground::Reply { closes: CLOSES }))]
#[case::in_a_template_to_who_agreed_to_both(
    linked(TemplateCategory::Utility), CLOSED, vec![yes("group_invitations", 0), yes("order_updates", 0)],
    Ok(Ground::Consent { entry: 1 }))]
#[case::in_a_template_that_itself_may_not_be_sent(
    linked(TemplateCategory::Marketing), CLOSED, vec![yes("group_invitations", 0)], Err(Refusal::NoConsent))]
#[case::to_who_opted_out(text(LINK), OPEN, vec![no("*", 0)], Err(Refusal::GroupLink))]
fn the_link_of_a_group_is_an_invitation_wherever_it_stands(
    #[case] outgoing: Outgoing,
    #[case] window: ServiceWindow,
    #[case] said: Vec<ConsentEntry>,
    #[case] answer: Result<Ground, Refusal>,
) {
    let given = ask(&outgoing, window, said).map(|permit| permit.ground());
    assert_eq!(given.map_err(|denial| denial.refusal), answer);
}

#[test]
fn in_a_group_a_link_is_a_message_like_any_other() {
    let club = Recipient::Group("club".into());
    assert_eq!(Wish::of(&text(LINK), &club), Wish::FreeForm);
}
