//! News of sent messages, however it comes.

use contract::Commands;
use contract::message::MessageRequest;
use domain::delivery::DeliveryStatus;
use serde_json::json;

use crate::desk::Desk;
use crate::town::{ANNA, TEA_CLUB, YERZHAN};

#[tokio::test]
async fn repeated_webhooks_change_nothing_twice() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "duplicate", "value": 2})).await;
    for number in 1..=5 {
        desk.town.write(ANNA, &format!("Вопрос {number}")).await;
    }
    desk.town.control("/idle", json!({})).await;
    let row = desk.row_saying(ANNA, "Вопрос 5").await;
    let chat = row.chat_id;
    let id = desk.reply(chat, "Ответ").await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    desk.town.control("/idle", json!({})).await;
    desk.town.clear("duplicate").await;
    desk.town.write(ANNA, "Последний").await;
    let row = desk.row_saying(ANNA, "Последний").await;
    assert_eq!(row.unread, 6, "each once");
    assert_eq!(desk.messages(chat).await.len(), 7);
    assert_eq!(desk.message(chat, id).await.status, Some(DeliveryStatus::Read));
}

#[tokio::test]
async fn a_status_never_moves_back_when_they_come_in_the_wrong_order() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Вопрос").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "reorder", "count": 1})).await;
    let id = desk.reply(chat, "Ответ").await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    desk.town.pass(60_000).await;
    desk.town.write(ANNA, "Спасибо").await;
    desk.row_saying(ANNA, "Спасибо").await;
    assert_eq!(desk.message(chat, id).await.status, Some(DeliveryStatus::Read));
}

#[tokio::test]
async fn statuses_that_come_before_the_answer_are_kept_for_it() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Вопрос").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "delay_answer_ms", "count": 1, "value": 2_500})).await;
    let id = desk.reply(chat, "Ответ").await;
    let read = desk.reaches(chat, id, DeliveryStatus::Read).await;
    assert_eq!(read.attempts, 1);
    desk.town.write(ANNA, "Спасибо").await;
    desk.row_saying(ANNA, "Спасибо").await;
    assert_eq!(desk.town.texts().await, ["Ответ"]);
    assert_eq!(desk.message(chat, id).await.status, Some(DeliveryStatus::Read));
}

#[tokio::test]
async fn in_a_group_it_is_counted_who_read() {
    let desk = Desk::open().await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Кто в субботу?").await;
    let chat = desk.chat(TEA_CLUB).await;
    let id = desk.reply(chat, "Я буду, и чайник тоже").await;
    desk.eventually("the two prompt ones have read", async || {
        let receipts = desk.message(chat, id).await.receipts.unwrap();
        assert_eq!(receipts.of, 6);
        (receipts.read == 2 && receipts.delivered == 6).then_some(())
    })
    .await;
    assert_eq!(desk.message(chat, id).await.status, Some(DeliveryStatus::Delivered), "not everybody has read it");
    let receipts = desk.engine.message_info(MessageRequest { message_id: id }).await.unwrap().receipts;
    let readers: Vec<_> = receipts.iter().filter(|one| one.status == DeliveryStatus::Read).collect();
    assert_eq!((receipts.len(), readers.len()), (6, 2));
    assert!(readers.iter().any(|one| one.name.as_deref() == Some(YERZHAN)), "{readers:?}");
}
