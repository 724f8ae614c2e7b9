//! Who somebody is: rows name the key that was seen, and nobody becomes somebody else by a phone number.

use contract::Commands;
use contract::chat::{ChatFilter, ContactRequest};
use domain::delivery::DeliveryStatus;
use domain::time::DAY;
use serde_json::{Value, json};

use crate::desk::{Desk, text};
use crate::town::ANNA;

/// A text from somebody whom the provider describes so.
pub async fn writes(desk: &Desk, number: u32, phone: Option<&str>, user_id: &str, profile: Value, words: &str) {
    let at = desk.town.look("").await["now"].as_i64().unwrap() / 1_000;
    let mut contact = json!({"profile": profile, "user_id": user_id});
    let mut message = json!({"from_user_id": user_id, "id": format!("wamid.test{number}"),
        "timestamp": at.to_string(), "type": "text", "text": {"body": words}});
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
    writes(&desk, 1, phone, "KZ.1111", mira, "Здравствуйте").await;
    let first = desk.row("Дана Касымова").await;
    writes(&desk, 2, phone, "KZ.2222", json!({"name": "Marta Vilks"}), "Hello").await;
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
