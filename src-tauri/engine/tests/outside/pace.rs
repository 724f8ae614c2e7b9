//! What is sent keeps to the provider's rates by itself: the provider never has to refuse, and nobody else waits.

use std::collections::BTreeMap;

use contract::chat::{ChatFilter, ChatKind};
use domain::delivery::DeliveryStatus;
use domain::standing::StandingFact;
use domain::time::{MINUTE, SECOND};
use domain::{ChatId, MessageId};
use serde_json::json;

use crate::desk::Desk;
use crate::town::{ANNA, TOMAS};

/// How often the API refused to send because of its rates.
async fn refusals(desk: &Desk) -> usize {
    let all = desk.town.look("/requests?last=10000").await["requests"].as_array().unwrap().clone();
    let sends = all.iter().filter(|one| one["path"].as_str().unwrap().ends_with("/messages"));
    sends.filter(|one| one["status"] != 200).count()
}

async fn replies(desk: &Desk, chat: ChatId, count: usize) -> Vec<MessageId> {
    let mut ids = Vec::new();
    for number in 0..count {
        ids.push(desk.reply(chat, &format!("Чай {number}")).await);
    }
    ids
}

/// A few at a time: each step has its own deadline, so that a slow disk is waited for.
async fn arrived(desk: &Desk, count: usize) {
    let before = desk.town.sent().await.len();
    for count in (before..count).step_by(8).chain([count]) {
        desk.eventually("they are at the provider", async || (desk.town.sent().await.len() >= count).then_some(()))
            .await;
    }
}

#[tokio::test]
async fn a_burst_to_one_person_is_paced_by_us_and_says_so_while_others_go_on() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Расскажите всё").await;
    desk.town.write(TOMAS, "Hello").await;
    let (anna, tomas) = (desk.chat(ANNA).await, desk.chat(TOMAS).await);
    let ids = replies(&desk, anna, 60).await;
    let last = *ids.last().unwrap();
    arrived(&desk, 44).await;
    let waits = desk
        .eventually("the last one says what it waits for", async || {
            let message = desk.message(anna, last).await;
            (message.status == Some(DeliveryStatus::Queued)).then_some(message.reason).flatten()
        })
        .await;
    assert_eq!((waits.reason.as_str(), waits.code), ("paced_pair", None));
    desk.reply(tomas, "He waits for nobody").await;
    let is_there = async || desk.town.texts().await.contains(&"He waits for nobody".to_owned()).then_some(());
    desk.eventually("his is there", is_there).await;
    assert!(desk.town.sent().await.len() < 61, "not all of Anna's are there yet");
    desk.pass(5 * MINUTE).await;
    arrived(&desk, 61).await;
    desk.reaches(anna, last, DeliveryStatus::Read).await;
    assert_eq!(refusals(&desk).await, 0);
    let texts: Vec<String> = desk.town.texts().await.into_iter().filter(|text| text.starts_with("Чай")).collect();
    let expected: Vec<String> = (0..60).map(|number| format!("Чай {number}")).collect();
    assert_eq!(texts, expected, "in their order");
}

#[tokio::test]
async fn what_was_sent_before_a_restart_counts_after_it() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Расскажите всё").await;
    let anna = desk.chat(ANNA).await;
    let last = *replies(&desk, anna, 44).await.last().unwrap();
    arrived(&desk, 44).await;
    desk.eventually("the last one was taken", async || {
        (desk.message(anna, last).await.status >= Some(DeliveryStatus::Accepted)).then_some(())
    })
    .await;
    let desk = desk.restart().await;
    let late = *replies(&desk, anna, 12).await.last().unwrap();
    desk.eventually("it waits", async || {
        desk.message(anna, late).await.reason.filter(|why| why.reason == "paced_pair")
    })
    .await;
    desk.pass(2 * MINUTE).await;
    desk.reaches(anna, late, DeliveryStatus::Read).await;
    assert_eq!(refusals(&desk).await, 0);
}

#[tokio::test]
async fn a_number_that_was_not_upgraded_sends_no_more_than_its_rate() {
    let desk = Desk::open().await;
    desk.town.control("/news", json!({"of": "number", "throughput": "STANDARD", "silent": true})).await;
    desk.town.control("/news", json!({"of": "number", "pin": "PIN_CHANGED"})).await;
    desk.says(StandingFact::Throughput, "STANDARD").await;
    desk.town.control("/burst", json!({"count": 30, "people": 30})).await;
    desk.town.control("/idle", json!({})).await;
    let chats = desk
        .eventually("all thirty have a chat", async || {
            let rows = desk.rows(ChatFilter::All).await;
            let wrote = rows.iter().filter(|row| row.kind == ChatKind::Direct && row.last.is_some());
            let chats: Vec<ChatId> = wrote.map(|row| row.chat_id).collect();
            (chats.len() == 30).then_some(chats)
        })
        .await;
    for round in 0..8 {
        for chat in &chats {
            desk.reply(*chat, &format!("Круг {round}")).await;
        }
    }
    arrived(&desk, 240).await;
    assert_eq!(refusals(&desk).await, 0);
    let mut seconds: BTreeMap<i64, usize> = BTreeMap::new();
    for sent in desk.town.sent().await {
        *seconds.entry(sent["at"].as_i64().unwrap() / SECOND).or_default() += 1;
    }
    assert!(seconds.values().all(|count| *count <= 80), "{seconds:?}");
}

#[tokio::test]
async fn a_storm_of_news_does_not_use_up_the_calls_that_manage_the_account() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "management", "value": 200})).await;
    for number in 0..60 {
        let pin = if number % 2 == 0 { "PIN_CHANGED" } else { "PIN_RESET_REQUEST" };
        desk.town.control("/news", json!({"of": "number", "pin": pin})).await;
        desk.says(StandingFact::Pin, pin).await;
    }
    let all = desk.town.look("/requests?last=10000").await["requests"].as_array().unwrap().clone();
    assert!(all.iter().all(|one| one["status"] != 400), "nothing was refused");
    let reads = all.iter().filter(|one| one["path"].as_str().unwrap().ends_with("/message_templates")).count();
    assert!((2..=40).contains(&reads), "{reads}");
}
