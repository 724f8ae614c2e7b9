//! The service window and consent: nothing leaves that may not, and whoever asked sees why.

use std::collections::BTreeMap;

use contract::chat::ChatRequest;
use contract::compose::{Queued, TemplateSend};
use contract::{Commands, ErrorBody, ErrorCode};
use domain::ChatId;
use domain::delivery::DeliveryStatus;
use domain::gate::Refusal;
use domain::time::{DAY, HOUR, MINUTE};
use domain::window::ServiceWindow;
use serde_json::json;

use crate::desk::{Desk, command, text};
use crate::town::ANNA;

async fn template(desk: &Desk, chat_id: ChatId, name: &str, language: &str) -> Result<Queued, ErrorBody> {
    let values = ["1", "2", "3", "4"].map(|blank| (blank.to_owned(), "4187".to_owned()));
    let (name, language) = (name.to_owned(), language.to_owned());
    let request = TemplateSend { command_id: command(), chat_id, name, language, values: BTreeMap::from(values) };
    desk.engine.template_send(request).await
}

#[tokio::test]
async fn after_a_day_a_text_is_refused_before_anything_leaves() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat = desk.chat(ANNA).await;
    assert!(desk.detail(chat).await.window.is_open());
    desk.pass(DAY + MINUTE).await;
    assert!(matches!(desk.detail(chat).await.window, ServiceWindow::Closed { .. }));
    assert_eq!(desk.try_send(chat, text("Поздно")).await.unwrap_err().code, ErrorCode::WindowClosed);
    assert_eq!(desk.town.attempts().await, 0);
    desk.town.write(ANNA, "Я снова тут").await;
    desk.row_saying(ANNA, "Я снова тут").await;
    let id = desk.reply(chat, "Рада вас слышать").await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
}

#[tokio::test]
async fn who_wrote_first_may_get_news_of_an_order_and_no_offers_when_the_window_is_closed() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Закажу две пачки").await;
    let chat = desk.chat(ANNA).await;
    desk.eventually("the ledger knows", async || {
        let contact = desk.detail(chat).await.contact.unwrap();
        contact.consents[0].entry
    })
    .await;
    desk.pass(2 * DAY).await;
    let refused = template(&desk, chat, "tasting_invitation", "de").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NoConsent);
    assert_eq!(desk.town.attempts().await, 0, "nothing left");
    let queued = template(&desk, chat, "order_ready", "ru").await.unwrap();
    let read = desk.reaches(chat, queued.message_id, DeliveryStatus::Read).await;
    let sent = desk.town.sent().await;
    assert_eq!((sent.len(), &sent[0]["type"]), (1, &json!("template")));
    assert_eq!(read.attempts, 1);
}

#[tokio::test]
async fn templates_are_offered_in_the_language_of_the_person_with_the_reason_where_they_may_not_go() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat_id = desk.chat(ANNA).await;
    let offers = desk.engine.templates(ChatRequest { chat_id }).await.unwrap().offers;
    assert_eq!(offers[0].template.language, "ru");
    assert!(offers.iter().all(|offer| offer.denial.is_none()), "in the window everything may go");
    desk.pass(2 * DAY).await;
    let offers = desk.engine.templates(ChatRequest { chat_id }).await.unwrap().offers;
    let of = |name: &str| {
        offers.iter().find(|offer| offer.template.name == name).unwrap().denial.map(|denial| denial.refusal)
    };
    assert_eq!((of("order_ready"), of("tasting_invitation")), (None, Some(Refusal::NoConsent)));
    assert!(offers.iter().all(|offer| offer.template.status == "APPROVED"), "nothing paused or rejected is offered");
}

#[tokio::test]
async fn an_empty_blank_is_refused_before_anything_leaves() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat_id = desk.chat(ANNA).await;
    let (name, language) = ("order_ready".to_owned(), "ru".to_owned());
    let request = TemplateSend { command_id: command(), chat_id, name, language, values: BTreeMap::new() };
    assert_eq!(desk.engine.template_send(request).await.unwrap_err().code, ErrorCode::Template);
    let missing = template(&desk, chat_id, "no_such_template", "ru").await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::NotFound);
    assert_eq!(desk.town.attempts().await, 0);
}

#[tokio::test]
async fn what_was_queued_in_an_open_window_is_refused_by_the_worker_when_it_has_closed() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat = desk.chat(ANNA).await;
    desk.pass(23 * HOUR).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 80_007})).await;
    let id = desk.reply(chat, "Минутку").await;
    desk.eventually("it waits", async || desk.message(chat, id).await.reason).await;
    desk.pass(2 * HOUR).await;
    let refused = desk.reaches(chat, id, DeliveryStatus::Refused).await;
    assert_eq!(refused.reason.unwrap().reason, "window_closed");
    assert_eq!((desk.town.attempts().await, desk.town.sent().await.len()), (1, 0), "the second time it did not leave");
}

#[tokio::test]
async fn the_link_of_a_group_goes_only_to_who_agreed_to_invitations() {
    let desk = Desk::open().await;
    let anna = crate::consent::somebody(&desk, ANNA, "Можно к вам в клуб?").await;
    let link = text("https://chat.whatsapp.com/AbC");
    let refused = desk.try_send(anna, link.clone()).await.unwrap_err();
    assert_eq!((refused.code, refused.denial.unwrap().refusal), (ErrorCode::NoConsent, Refusal::GroupLink));
    let asked = desk.newest(anna).await.message_id;
    crate::consent::record_message(&desk, anna, "group_invitations", asked).await.unwrap();
    let sent = desk.send(anna, link).await;
    desk.reaches(anna, sent, DeliveryStatus::Read).await;
}
