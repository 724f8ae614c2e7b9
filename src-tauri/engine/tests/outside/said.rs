//! What people say of consent, in all the places where they say it, and what becomes of a question that reaches nobody.

use contract::consent::{ConsentReport, ConsentWithdraw, LedgerPart, PurposeSave, WordingSave};
use contract::notification::HistoryRequest;
use contract::workspace::Nothing;
use contract::{Commands, ErrorBody, ErrorCode};
use domain::consent::{ConsentState, Purpose, Source};
use domain::delivery::DeliveryStatus;
use domain::notify::AlertKind;
use domain::time::{DAY, HOUR};
use domain::{ChatId, MessageId};
use pretty_assertions::assert_eq;
use rstest::rstest;
use serde_json::{Value, json};

use crate::consent::{OFFERS, ask, ledger, record_message, row, somebody, stands, template, whom, withdraw};
use crate::desk::{Desk, command};
use crate::town::{ANNA, LENA, TOMAS};

#[rstest]
#[case::under_a_picture(json!({"person": ANNA, "type": "image", "caption": "Стоп!"}))]
#[case::by_what_only_a_button_brings_back(
    json!({"person": ANNA, "type": "button", "payload": {"payload": "STOP", "text": "Больше не интересно"}})
)]
#[tokio::test]
async fn a_stop_is_heard(#[case] said: Value) {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.say(said).await;
    stands(&desk, chat, "order_updates", Some(ConsentState::Withdrawn)).await;
}

#[tokio::test]
async fn a_message_that_was_changed_into_a_stop_is_for_the_operator() {
    let desk = Desk::open().await;
    let id = desk.town.write(ANNA, "Добрый день").await;
    let chat = desk.chat(ANNA).await;
    assert_eq!(desk.detail(chat).await.opt_out, None);
    desk.town.say(json!({"person": ANNA, "type": "edit", "reply_to": id, "text": "СТОП"})).await;
    let hint = desk.eventually("a hint", async || desk.detail(chat).await.opt_out).await;
    assert_eq!(hint.words, "СТОП");
    assert_eq!(row(&desk, chat, OFFERS).await.state, None, "nothing is decided");
}

#[tokio::test]
async fn a_question_that_reached_nobody_does_not_wait_and_can_be_asked_again() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_047})).await;
    let question = ask(&desk, chat, None).await.unwrap().message_id;
    desk.reaches(chat, question, DeliveryStatus::Refused).await;
    let ended = stands(&desk, chat, OFFERS, Some(ConsentState::Expired)).await;
    assert_eq!(ended.source, Some(Source::Unreached));
    let question = ask(&desk, chat, None).await.unwrap().message_id;
    desk.reaches(chat, question, DeliveryStatus::Read).await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Requested)).await;
}

#[tokio::test]
async fn a_person_is_asked_once_by_two_who_ask_at_once() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    let (one, other) = tokio::join!(ask(&desk, chat, None), ask(&desk, chat, None));
    let late = [one, other].into_iter().filter_map(Result::err).map(|error| error.code).collect::<Vec<_>>();
    assert_eq!(late, [ErrorCode::TooLate]);
}

#[tokio::test]
async fn what_the_product_says_by_itself_is_no_answer() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Где мой заказ?").await;
    let since = desk.row(ANNA).await.waiting_since;
    assert!(since.is_some());
    desk.town.write(ANNA, "СТОП").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    desk.eventually("the confirmation", async || {
        let newest = desk.newest(chat).await;
        newest.status.is_some_and(|status| status == DeliveryStatus::Read).then_some(())
    })
    .await;
    assert_eq!(desk.row(ANNA).await.waiting_since, since, "her question still waits");
    desk.reply(chat, "Уже едет").await;
    assert_eq!(desk.row(ANNA).await.waiting_since, None);
}

#[tokio::test]
async fn one_purpose_taken_back_cancels_its_own_templates_of_that_person_and_no_other() {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Да, присылайте новости").await;
    let tomas = somebody(&desk, TOMAS, "Yes please").await;
    for chat in [anna, tomas] {
        let yes = desk.newest(chat).await.message_id;
        record_message(&desk, chat, OFFERS, yes).await.unwrap();
    }
    desk.town.trouble(json!({"kind": "answer_code", "count": 2, "value": 131_056})).await;
    let first = waiting(&desk, anna, "order_ready").await;
    let his = waiting(&desk, tomas, "weekend_offer").await;
    let offer = template(&desk, anna, "weekend_offer", "ru").await.unwrap().message_id;
    withdraw(&desk, anna, Some(OFFERS)).await;
    desk.reaches(anna, offer, DeliveryStatus::Cancelled).await;
    desk.pass(HOUR).await;
    desk.reaches(anna, first, DeliveryStatus::Read).await;
    desk.reaches(tomas, his, DeliveryStatus::Read).await;
}

/// A template that the provider puts off.
async fn waiting(desk: &Desk, chat: ChatId, name: &str) -> MessageId {
    let language = if name == "weekend_offer" { "en" } else { "ru" };
    let id = template(desk, chat, name, language).await.unwrap().message_id;
    desk.eventually("it has to wait", async || desk.message(chat, id).await.reason).await;
    id
}

#[tokio::test]
async fn a_yes_to_an_older_question_grants_nothing_while_a_newer_one_waits() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    let old = ask(&desk, chat, None).await.unwrap().message_id;
    desk.reaches(chat, old, DeliveryStatus::Read).await;
    let old = desk.town.sent().await.pop().unwrap()["id"].clone();
    desk.pass(8 * DAY).await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Expired)).await;
    desk.town.write(ANNA, "Я снова здесь").await;
    desk.row_saying(ANNA, "Я снова здесь").await;
    let new = ask(&desk, chat, None).await.unwrap().message_id;
    desk.reaches(chat, new, DeliveryStatus::Read).await;
    let new = desk.town.sent().await.pop().unwrap()["id"].clone();
    let press = |under| {
        let reply = json!({"type": "button_reply", "button_reply": {"id": "consent:yes:offers", "title": "Да"}});
        json!({"person": ANNA, "type": "interactive", "reply_to": under, "payload": reply})
    };
    desk.town.say(press(old)).await;
    desk.row_saying(ANNA, "Да").await;
    somebody(&desk, TOMAS, "Hi").await;
    assert_eq!(row(&desk, chat, OFFERS).await.state, Some(ConsentState::Requested));
    desk.town.say(press(new)).await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Confirmed)).await;
}

#[tokio::test]
async fn a_stop_is_told_and_coverage_counts_only_who_can_be_written_to() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Да, присылайте новости").await;
    let yes = desk.newest(chat).await.message_id;
    record_message(&desk, chat, OFFERS, yes).await.unwrap();
    desk.pass(400 * DAY).await;
    assert_eq!(stale(&desk).await, 1);
    desk.town.control("/say", json!({"person": ANNA, "type": "stop"})).await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    assert_eq!(stale(&desk).await, 0, "the provider's switch is off");
    desk.town.write(ANNA, "СТОП").await;
    stands(&desk, chat, "order_updates", Some(ConsentState::Withdrawn)).await;
    desk.eventually("it is told", async || {
        let history = desk
            .engine
            .notification_history(HistoryRequest { chat: None, message: None, before: None, limit: 50 })
            .await
            .unwrap();
        history.decisions.iter().any(|decided| decided.kind == AlertKind::OptOut).then_some(())
    })
    .await;
}

async fn stale(desk: &Desk) -> i64 {
    let ConsentReport { coverage, .. } = desk.engine.consent_report(Nothing {}).await.unwrap();
    coverage.into_iter().find(|row| row.purpose.as_str() == OFFERS).unwrap().stale
}

#[tokio::test]
async fn a_purpose_or_a_text_that_makes_no_sense_is_refused() {
    let desk = Desk::open().await;
    let own = desk.engine.purposes(Nothing {}).await.unwrap().purposes.swap_remove(2);
    let named = |purpose: &str, title: Option<&str>| Purpose {
        purpose: purpose.into(),
        title: title.map(str::to_owned),
        ..own.clone()
    };
    for purpose in [named("", Some("Tastings")), named("Tea Tastings", Some("Tastings")), named("tastings", None)] {
        let refused = desk.engine.purpose_save(PurposeSave { command_id: command(), purpose }).await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::BadRequest);
    }
    let says = async |purpose: &str, language: &str, text: &str| -> Result<Nothing, ErrorBody> {
        let (purpose, language, text) = (purpose.into(), language.to_owned(), text.to_owned());
        desk.engine.wording_save(WordingSave { command_id: command(), purpose, language, text }).await
    };
    let long = "я".repeat(1_001);
    for (purpose, language, text, code) in [
        (OFFERS, "ru", "  ", ErrorCode::BadRequest),
        (OFFERS, "", "Можно?", ErrorCode::BadRequest),
        (OFFERS, "ru", long.as_str(), ErrorCode::BadRequest),
        ("tastings", "ru", "Можно?", ErrorCode::NotFound),
    ] {
        assert_eq!(says(purpose, language, text).await.unwrap_err().code, code);
    }
    assert_eq!(ledger(&desk, LedgerPart::All).await, vec![]);
}

#[tokio::test]
async fn a_stop_is_heard_also_where_an_older_no_was_written_down_after_a_newer_yes() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Пока не пишите мне").await;
    let no = desk.newest(chat).await.message_id;
    desk.pass(HOUR).await;
    desk.town.write(ANNA, "Да, присылайте новости").await;
    desk.row_saying(ANNA, "Да, присылайте новости").await;
    let yes = desk.newest(chat).await.message_id;
    record_message(&desk, chat, OFFERS, yes).await.unwrap();
    let whom = whom(&desk.detail(chat).await);
    let older = ConsentWithdraw { command_id: command(), whom, purpose: None, message_id: Some(no), note: None };
    desk.engine.consent_withdraw(older).await.unwrap();
    assert_eq!(row(&desk, chat, OFFERS).await.state, Some(ConsentState::Granted), "the yes came later");
    desk.pass(HOUR).await;
    desk.town.write(ANNA, "СТОП").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
}

#[tokio::test]
async fn a_button_that_stops_offers_counts_also_while_the_providers_switch_is_off() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, LENA, "Hallo").await;
    let said = desk.newest(chat).await.message_id;
    record_message(&desk, chat, OFFERS, said).await.unwrap();
    let offer = template(&desk, chat, "weekend_offer", "en").await.unwrap().message_id;
    desk.reaches(chat, offer, DeliveryStatus::Read).await;
    desk.town.control("/say", json!({"person": LENA, "type": "stop"})).await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    desk.town.say(json!({"person": LENA, "type": "button", "text": "Stop offers"})).await;
    desk.eventually("her word, which what we confirm may already stand behind", async || {
        let messages = desk.messages(chat).await;
        messages.iter().any(|message| message.content.words() == "Stop offers").then_some(())
    })
    .await;
    desk.pass(HOUR).await;
    desk.town.control("/say", json!({"person": LENA, "type": "resume"})).await;
    let stopped = desk.eventually("her own word stands", async || {
        Some(row(&desk, chat, OFFERS).await).filter(|row| row.source == Some(Source::Button))
    });
    assert_eq!(stopped.await.state, Some(ConsentState::Withdrawn));
}

#[tokio::test]
async fn a_question_that_waits_in_the_queue_does_not_leave_after_a_stop() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_056})).await;
    let question = ask(&desk, chat, None).await.unwrap().message_id;
    desk.eventually("it has to wait", async || desk.message(chat, question).await.reason).await;
    desk.town.write(ANNA, "СТОП").await;
    desk.reaches(chat, question, DeliveryStatus::Cancelled).await;
}
