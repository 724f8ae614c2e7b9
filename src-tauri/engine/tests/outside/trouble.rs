//! Everything else that a provider does to its customers: it is shown, and nothing is lost.

use contract::chat::{ChatFilter, ChatKind};
use domain::delivery::DeliveryStatus;
use serde_json::json;

use crate::desk::Desk;
use crate::town::{ANNA, TOMAS};

#[tokio::test]
async fn odd_spellings_of_a_webhook_are_read_all_the_same() {
    let desk = Desk::open().await;
    for (number, trouble) in
        ["integer_timestamps", "no_wa_id", "raw_utf8", "nested_pricing", "batch"].iter().enumerate()
    {
        desk.town.trouble(json!({"kind": trouble})).await;
        desk.town.write(ANNA, &format!("Сообщение {number}")).await;
        let row = desk.row_saying(ANNA, &format!("Сообщение {number}")).await;
        let id = desk.reply(row.chat_id, "Да").await;
        desk.reaches(row.chat_id, id, DeliveryStatus::Read).await;
        desk.town.clear(trouble).await;
    }
    assert_eq!(desk.rows(ChatFilter::All).await.iter().filter(|row| row.last.is_some()).count(), 1, "one person");
}

#[tokio::test]
async fn fields_that_nobody_knows_are_shown_and_counted() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "unknown_field"})).await;
    desk.town.trouble(json!({"kind": "unknown_type", "person": TOMAS})).await;
    desk.town.trouble(json!({"kind": "errors_only"})).await;
    desk.town.control("/idle", json!({})).await;
    desk.eventually("two unknown ones", async || {
        (engine::inspect(desk.folder.path()).unwrap().unknown == 2).then_some(())
    })
    .await;
    let rows = desk.rows(ChatFilter::All).await;
    assert!(rows.iter().any(|row| row.kind == ChatKind::Unsorted));
}
