//! Calls, and conversations that another app has: lines in the chat, and what follows of them.

use contract::message::TimelineItem;
use domain::content::Content;
use domain::time::HOUR;
use domain::window::ServiceWindow;
use serde_json::json;

use crate::desk::Desk;
use crate::town::{ANNA, TOMAS};

/// The words of the provider's lines in somebody's chat, in order.
async fn lines(desk: &Desk, person: &str, count: usize) -> Vec<String> {
    let chat = desk.chat(person).await;
    desk.eventually("the lines are there", async || {
        let items = desk.timeline(chat).await.items;
        let lines = items.into_iter().filter_map(|item| match item {
            TimelineItem::Message(message) => match message.content {
                Content::System { event, .. } => Some(event),
                _ => None,
            },
            _ => None,
        });
        let lines: Vec<_> = lines.collect();
        (lines.len() == count).then_some(lines)
    })
    .await
}

#[tokio::test]
async fn a_call_is_a_line_in_the_chat_and_opens_the_window() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat = desk.chat(ANNA).await;
    desk.pass(23 * HOUR).await;
    desk.town.control("/say", json!({"person": ANNA, "type": "call"})).await;
    assert_eq!(lines(&desk, ANNA, 2).await, ["call_in", "call_missed"]);
    assert_eq!(desk.row(ANNA).await.unread, 1, "a call is no message");
    desk.pass(2 * HOUR).await;
    assert!(matches!(desk.detail(chat).await.window, ServiceWindow::Open { .. }), "the call opened it anew");
    desk.reply(chat, "Вы звонили?").await;
}

#[tokio::test]
async fn a_call_of_ours_from_elsewhere_opens_nothing() {
    let desk = Desk::open().await;
    desk.town.control("/say", json!({"person": TOMAS, "type": "call", "by_us": true, "seconds": 65})).await;
    assert_eq!(lines(&desk, TOMAS, 2).await, ["call_out", "call_ended"]);
    let chat = desk.chat(TOMAS).await;
    assert!(!matches!(desk.detail(chat).await.window, ServiceWindow::Open { .. }));
}

#[tokio::test]
async fn a_conversation_that_another_app_has_says_so_and_what_is_written_there_is_shown() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    desk.town.control("/say", json!({"person": ANNA, "type": "handover", "taken": true})).await;
    assert_eq!(lines(&desk, ANNA, 1).await, ["control_taken"]);
    let town = desk.town.look("").await;
    let anna = town["people"].as_array().unwrap().iter().find(|person| person["name"] == ANNA).unwrap();
    let seconds = town["now"].as_i64().unwrap() / 1_000 + 1;
    let value = json!({"metadata": {"phone_number_id": desk.town.hello.phone_number_id}, "messages": [{
        "from": anna["phone"], "from_user_id": anna["user_id"], "id": "wamid.standby", "timestamp": seconds,
        "type": "text", "text": {"body": "Кто отвечает?"}}]});
    desk.town.control("/event", json!({"field": "standby", "value": value})).await;
    desk.row_saying(ANNA, "Кто отвечает?").await;
}
