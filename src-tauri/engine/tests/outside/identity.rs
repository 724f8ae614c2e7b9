//! Who somebody is: rows name the key that was seen, and nobody becomes somebody else by a phone number.

use contract::Commands;
use contract::chat::{ChatFilter, ContactRequest};
use contract::notification::HistoryRequest;
use domain::ChatId;
use domain::consent::ConsentState;
use domain::delivery::DeliveryStatus;
use domain::gate::Refusal;
use domain::notify::AlertKind;
use domain::time::DAY;
use serde_json::{Value, json};

use crate::consent::{OFFERS, stands, template};
use crate::desk::{Desk, text};
use crate::town::ANNA;

/// A text from somebody whom the provider describes so.
pub async fn writes(desk: &Desk, number: u32, phone: Option<&str>, user_id: Option<&str>, profile: Value, words: &str) {
    let at = seconds(desk).await;
    let mut contact = json!({"profile": profile});
    let mut message = json!({"id": format!("wamid.test{number}"),
        "timestamp": at.to_string(), "type": "text", "text": {"body": words}});
    if let Some(user_id) = user_id {
        contact["user_id"] = json!(user_id);
        message["from_user_id"] = json!(user_id);
    }
    if let Some(phone) = phone {
        contact["wa_id"] = json!(phone);
        message["from"] = json!(phone);
    }
    let value = json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "1", "phone_number_id": desk.town.hello.phone_number_id},
        "contacts": [contact], "messages": [message]});
    desk.town.control("/event", json!({"field": "messages", "value": value})).await;
}

#[tokio::test]
async fn the_same_phone_with_another_id_is_a_new_person_with_a_chat_and_consent_of_their_own() {
    let desk = Desk::open().await;
    let (phone, mira) = (Some("77009990001"), json!({"name": "Дана Касымова"}));
    writes(&desk, 1, phone, Some("KZ.1111"), mira, "Здравствуйте").await;
    let first = desk.row("Дана Касымова").await;
    writes(&desk, 2, phone, Some("KZ.2222"), json!({"name": "Marta Vilks"}), "Hello").await;
    let second = desk.row("Marta Vilks").await;
    assert_ne!((first.chat_id, first.contact_id), (second.chat_id, second.contact_id));
    let name = desk.detail(first.chat_id).await.row;
    assert_eq!((name.title.as_deref(), name.phone_masked), (Some("Дана Касымова"), None), "the phone went to Marta");
    assert_eq!(second.phone_masked.as_deref(), Some("+7 ••• •••-00-01"));
}

#[tokio::test]
async fn somebody_with_a_username_and_no_phone_is_answered_by_their_id() {
    let desk = Desk::open().await;
    let id = desk.town.say(json!({"person": "Grace Mbeki", "text": "Do you ship to Cape Town?"})).await;
    let row = desk.row("Grace Mbeki").await;
    assert_eq!(row.phone_masked, None);
    let contact = desk.detail(row.chat_id).await.contact.unwrap();
    assert_eq!(contact.username.as_deref(), Some("grace.brews"), "without the sign before it");
    let phone = desk.engine.contact_phone(ContactRequest { contact_id: contact.contact_id }).await.unwrap();
    assert_eq!(phone.phone, None);
    let reply = desk.reply(row.chat_id, "We do").await;
    desk.reaches(row.chat_id, reply, DeliveryStatus::Read).await;
    let sent = desk.town.sent().await;
    assert!(sent[0]["to"].as_str().unwrap().contains('.'), "{} after {id}", sent[0]);
}

#[tokio::test]
async fn who_changes_number_and_id_keeps_the_chat_and_the_consent() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Мой старый номер").await;
    let before = desk.row(ANNA).await;
    desk.eventually("the ledger knows", async || desk.detail(before.chat_id).await.contact.unwrap().consents[0].entry)
        .await;
    desk.town.say(json!({"person": ANNA, "type": "system", "phone": "+77000009999"})).await;
    // Webhooks come in any order: who writes before the change is known is another person, see above.
    desk.eventually("the chat says that the number changed", async || {
        desk.messages(before.chat_id).await.iter().any(|one| one.content.kind() == "system").then_some(())
    })
    .await;
    desk.town.write(ANNA, "Мой новый номер").await;
    let after = desk.row_saying(ANNA, "Мой новый номер").await;
    assert_eq!((after.chat_id, after.phone_masked.as_deref()), (before.chat_id, Some("+7 ••• •••-99-99")));
    let kinds: Vec<_> = desk.messages(after.chat_id).await.iter().map(|one| one.content.kind()).collect();
    assert_eq!(kinds, ["text", "system", "text"]);
    desk.eventually("the consent followed", async || {
        desk.detail(after.chat_id).await.contact.unwrap().consents[0].entry
    })
    .await;
    assert_eq!(desk.rows(ChatFilter::All).await.iter().filter(|row| row.last.is_some()).count(), 1);
    desk.pass(2 * DAY).await;
    assert!(desk.try_send(after.chat_id, text("Поздно")).await.is_err());
}

const CHANGED_ID: &str = "user_changed_user_id";
const GRACE: &str = "Grace Mbeki";

/// What stands in a chat, oldest first.
async fn kinds(desk: &Desk, chat: ChatId) -> Vec<&'static str> {
    desk.messages(chat).await.iter().map(|one| one.content.kind()).collect()
}

/// Waits until a line in the chat says that its person changed.
async fn told(desk: &Desk, chat: ChatId) {
    desk.eventually("the chat says that somebody changed", async || {
        kinds(desk, chat).await.contains(&"system").then_some(())
    })
    .await;
}

/// How many people are known who wrote, or of whom something was told.
async fn people(desk: &Desk) -> usize {
    desk.rows(ChatFilter::All).await.iter().filter(|row| row.last.is_some()).count()
}

async fn seconds(desk: &Desk) -> i64 {
    desk.town.look("").await["now"].as_i64().unwrap() / 1_000
}

/// The ids of somebody in the form of the field that was withdrawn.
async fn id_update(desk: &Desk, at: i64, previous: &str, current: &str) {
    let update = json!({"detail": "changed", "timestamp": at, "user_id": {"previous": previous, "current": current}});
    let value = json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "1", "phone_number_id": desk.town.hello.phone_number_id},
        "contacts": [{"user_id": current}], "user_id_update": [update]});
    desk.town.control("/event", json!({"field": "user_id_update", "value": value})).await;
}

#[tokio::test]
async fn who_changes_the_id_alone_keeps_the_chat_the_phone_and_the_consent() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let before = desk.row(ANNA).await;
    stands(&desk, before.chat_id, "service_replies", Some(ConsentState::Granted)).await;
    desk.town.say(json!({"person": ANNA, "type": "system", "what": CHANGED_ID})).await;
    told(&desk, before.chat_id).await;
    let told = desk.row(ANNA).await;
    assert_eq!(told.phone_masked, before.phone_masked, "another id ends no phone");
    desk.town.write(ANNA, "Это снова я").await;
    let after = desk.row_saying(ANNA, "Это снова я").await;
    assert_eq!((after.chat_id, after.contact_id), (before.chat_id, before.contact_id));
    assert_eq!(after.phone_masked, before.phone_masked);
    assert_eq!(kinds(&desk, after.chat_id).await, ["text", "system", "text"]);
    stands(&desk, after.chat_id, "service_replies", Some(ConsentState::Granted)).await;
    assert_eq!(people(&desk).await, 1);
    let reply = desk.reply(after.chat_id, "Рады вас видеть").await;
    desk.reaches(after.chat_id, reply, DeliveryStatus::Read).await;
}

#[tokio::test]
async fn who_has_no_phone_and_changes_the_id_is_answered_by_the_new_one() {
    let desk = Desk::open().await;
    let id = async || {
        let people = desk.town.look("").await["people"].clone();
        people.as_array().unwrap().iter().find(|one| one["name"] == GRACE).unwrap()["user_id"].clone()
    };
    desk.town.write(GRACE, "Do you ship to Cape Town?").await;
    let before = desk.row(GRACE).await;
    let old = id().await;
    desk.town.say(json!({"person": GRACE, "type": "system", "what": CHANGED_ID})).await;
    told(&desk, before.chat_id).await;
    let reply = desk.reply(before.chat_id, "We do").await;
    desk.reaches(before.chat_id, reply, DeliveryStatus::Read).await;
    let (sent, new) = (desk.town.sent().await, id().await);
    assert_ne!(new, old);
    assert_eq!(sent[0]["to"], new, "{}", sent[0]);
    desk.town.write(GRACE, "Thank you").await;
    let after = desk.row_saying(GRACE, "Thank you").await;
    assert_eq!((after.chat_id, after.contact_id, people(&desk).await), (before.chat_id, before.contact_id, 1));
}

#[tokio::test]
async fn an_id_that_was_updated_twice_over_is_one_person_and_their_no_goes_with_them() {
    let desk = Desk::open().await;
    let zarina = || json!({"name": "Зарина", "username": "zarina.tea"});
    writes(&desk, 1, None, Some("KZ.1111"), zarina(), "СТОП").await;
    let before = desk.row("Зарина").await;
    stands(&desk, before.chat_id, OFFERS, Some(ConsentState::Withdrawn)).await;
    let at = seconds(&desk).await;
    id_update(&desk, at, "KZ.1111", "KZ.2222").await;
    told(&desk, before.chat_id).await;
    id_update(&desk, at, "KZ.1111", "KZ.2222").await;
    writes(&desk, 2, None, Some("KZ.2222"), zarina(), "Это снова я").await;
    let after = desk.row_saying("Зарина", "Это снова я").await;
    assert_eq!((after.chat_id, after.contact_id), (before.chat_id, before.contact_id));
    let lines = kinds(&desk, after.chat_id).await.into_iter().filter(|kind| *kind == "system").count();
    assert_eq!((lines, people(&desk).await), (1, 1), "the change is told once");
    let request = HistoryRequest { chat: None, message: None, before: None, limit: 50 };
    let decided = desk.engine.notification_history(request).await.unwrap();
    let off: u32 = decided.off.iter().filter(|one| one.kind == AlertKind::ContactChanged).map(|one| one.count).sum();
    let alerts = decided.decisions.iter().filter(|one| one.kind == AlertKind::ContactChanged).count();
    assert_eq!(off as usize + alerts, 1, "and alerts once");
    stands(&desk, after.chat_id, OFFERS, Some(ConsentState::Withdrawn)).await;
    let refused = template(&desk, after.chat_id, "order_ready", "ru").await.unwrap_err();
    assert_eq!(refused.denial.unwrap().refusal, Refusal::Withdrawn);
}

#[tokio::test]
async fn an_update_before_anything_else_of_somebody_makes_one_person_who_then_writes() {
    let desk = Desk::open().await;
    id_update(&desk, seconds(&desk).await, "KZ.1111", "KZ.2222").await;
    desk.eventually("somebody is known", async || (people(&desk).await == 1).then_some(())).await;
    writes(&desk, 1, None, Some("KZ.2222"), json!({"name": "Зарина"}), "Здравствуйте").await;
    let row = desk.row("Зарина").await;
    assert_eq!(kinds(&desk, row.chat_id).await, ["system", "text"]);
    assert_eq!(people(&desk).await, 1);
}
