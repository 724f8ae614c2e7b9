//! The gate: may this be sent to them now? The only maker of permits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::consent::Standing;
use crate::content::Content;
use crate::decision::Outgoing;
use crate::id::AccountId;
use crate::permit::{Ground, Permit, Recipient};
use crate::time::Timestamp;
use crate::window::ServiceWindow;

/// What is asked.
#[derive(Debug)]
pub struct Question<'a> {
    /// From which number.
    pub account: &'a AccountId,
    /// To whom.
    pub recipient: &'a Recipient,
    /// What.
    pub outgoing: &'a Outgoing,
}

/// What is known when it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The window of the chat.
    pub window: ServiceWindow,
    /// The person's standing consents; none of a group.
    pub standing: &'a [Standing],
}

/// Why the gate says no. A stable word on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Free-form messages need an open window.
    #[error("the service window is closed")]
    WindowClosed,
    /// No consent permits a template of this category.
    #[error("no consent permits a template of this category")]
    NoConsent,
}

impl Refusal {
    /// The word on the wire and in the journal.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WindowClosed => "window_closed",
            Self::NoConsent => "no_consent",
        }
    }
}

/// Decides, and gives the permit when the answer is yes.
///
/// # Errors
/// The reason why not.
pub fn decide(question: &Question<'_>, known: Known<'_>, now: Timestamp) -> Result<Permit, Refusal> {
    let ground = ground(question, known)?;
    let Question { account, recipient, outgoing } = question;
    Ok(Permit::new((*account).clone(), (*recipient).clone(), outgoing.hash(), ground, now))
}

fn ground(question: &Question<'_>, known: Known<'_>) -> Result<Ground, Refusal> {
    if let ServiceWindow::Open { closes } = known.window {
        return Ok(Ground::Reply { closes });
    }
    let Outgoing::Message { content: Content::Template(template), .. } = question.outgoing else {
        return Err(Refusal::WindowClosed);
    };
    known
        .standing
        .iter()
        .find(|standing| standing.purpose.permits(template.category))
        .map(|standing| Ground::Consent { entry: standing.entry })
        .ok_or(Refusal::NoConsent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consent::Purpose;
    use crate::permit::{LIFETIME, PermitError};
    use crate::person::Person;
    use crate::template::{TemplateCategory, TemplateMessage};
    use crate::time::MINUTE;
    use rstest::rstest;

    const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);
    const OPEN: ServiceWindow = ServiceWindow::Open { closes: NOW.plus(10 * MINUTE) };
    const CLOSED: ServiceWindow = ServiceWindow::Closed { closed: NOW };
    const WROTE_FIRST: &[Standing] = &[Standing { entry: 7, purpose: Purpose::ServiceReplies }];

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
            text: "Заказ готов".into(),
        };
        Outgoing::Message { content: Content::Template(message), reply_to: None }
    }

    fn ask(outgoing: &Outgoing, window: ServiceWindow, standing: &[Standing]) -> Result<Permit, Refusal> {
        let (account, anna) = (AccountId::from("tea"), Recipient::Person(Person::by_phone("77001234108")));
        decide(&Question { account: &account, recipient: &anna, outgoing }, Known { window, standing }, NOW)
    }

    #[rstest]
    #[case::an_answer_in_the_window(text("Да"), OPEN, &[], Ok(()))]
    #[case::an_answer_too_late(text("Да"), CLOSED, WROTE_FIRST, Err(Refusal::WindowClosed))]
    #[case::a_first_word_to_a_stranger(text("Hello"), ServiceWindow::Never, &[], Err(Refusal::WindowClosed))]
    #[case::order_news_to_who_wrote_once(template(TemplateCategory::Utility), CLOSED, WROTE_FIRST, Ok(()))]
    #[case::offers_to_who_only_asked(
        template(TemplateCategory::Marketing),
        CLOSED,
        WROTE_FIRST,
        Err(Refusal::NoConsent)
    )]
    #[case::a_template_to_a_stranger(template(TemplateCategory::Utility), ServiceWindow::Never, &[], Err(Refusal::NoConsent))]
    #[case::any_template_in_the_window(template(TemplateCategory::Marketing), OPEN, &[], Ok(()))]
    fn the_gate_answers(
        #[case] outgoing: Outgoing,
        #[case] window: ServiceWindow,
        #[case] standing: &[Standing],
        #[case] answer: Result<(), Refusal>,
    ) {
        assert_eq!(ask(&outgoing, window, standing).map(|_| ()), answer);
    }

    #[test]
    fn a_reaction_needs_the_window_too() {
        let heart = Outgoing::Reaction { target: "wamid.1".into(), emoji: Some("❤️".into()) };
        assert_eq!(ask(&heart, CLOSED, WROTE_FIRST).map(|_| ()), Err(Refusal::WindowClosed));
    }

    #[test]
    fn a_permit_is_good_for_what_the_gate_saw_and_nothing_else() {
        let permit = ask(&text("Да"), OPEN, &[]).unwrap();
        assert_eq!(permit.redeem(&"tea".into(), text("Нет").hash(), NOW), Err(PermitError::Other));
        let permit = ask(&text("Да"), OPEN, &[]).unwrap();
        assert_eq!(permit.redeem(&"coffee".into(), text("Да").hash(), NOW), Err(PermitError::Other));
        let permit = ask(&text("Да"), OPEN, &[]).unwrap();
        assert!(permit.redeem(&"tea".into(), text("Да").hash(), NOW).is_ok());
    }

    #[test]
    fn a_permit_ends_with_its_minute_and_with_the_window() {
        let late = NOW.plus(LIFETIME);
        let permit = ask(&text("Да"), OPEN, &[]).unwrap();
        assert_eq!(permit.redeem(&"tea".into(), text("Да").hash(), late), Err(PermitError::Expired));
        let closing = ServiceWindow::Open { closes: NOW.plus(1) };
        let permit = ask(&text("Да"), closing, &[]).unwrap();
        assert_eq!(permit.redeem(&"tea".into(), text("Да").hash(), NOW.plus(1)), Err(PermitError::Expired));
    }
}
