//! What a stop leaves in the middle is settled at the next start.

use std::time::Duration;

use contract::compose::MessageSend;
use contract::{Commands, ErrorCode};
use domain::decision::{Attempt, Decided, Decision};
use domain::delivery::DeliveryStatus;
use domain::{ChatId, Timestamp};
use serde_json::json;
use store::table::send_queue;
use store::{DataFolder, EntryKind, NewEntry, StoreError};
use tokio::time::timeout;

use crate::desk::{Desk, command, text};
use crate::town::{ANNA, TOMAS};

#[tokio::test]
async fn an_attempt_without_an_answer_is_unknown_and_not_sent_again() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.eventually("a banner", async || desk.ports.shown().pop()).await;
    desk.town.trouble(json!({"kind": "delay_answer_ms", "count": 1, "value": 60_000})).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    let id = desk.reply(chat, "Дошло?").await;
    desk.eventually("it is being sent", async || {
        let sent = desk.message(chat, id).await;
        (sent.attempts == 1 && !desk.town.sent().await.is_empty()).then_some(())
    })
    .await;
    let desk = desk.restart().await;
    let unknown = desk.reaches(chat, id, DeliveryStatus::Unknown).await;
    assert_eq!(unknown.attempts, 1);
    let later = desk.reply(chat, "А это?").await;
    desk.reaches(chat, later, DeliveryStatus::Accepted).await;
    assert_eq!(desk.town.texts().await, ["Дошло?", "А это?"]);
    assert_eq!(desk.ports.shown(), [], "a restart shows nothing again");
}

#[tokio::test]
async fn a_row_that_was_taken_but_never_left_is_sent_after_the_start() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat_id = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 80_007})).await;
    let id = desk.reply(chat_id, "Сейчас").await;
    desk.eventually("it waits", async || desk.message(chat_id, id).await.reason).await;
    let (town, ports, folder) = desk.close().await;
    {
        let data = DataFolder::open(folder.path(), None).unwrap();
        assert!(data.console().write(|w| send_queue::mark_sending(w, id)).unwrap());
    }
    town.pass(5 * 60_000).await;
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.reaches(chat_id, id, DeliveryStatus::Read).await;
    assert_eq!(desk.town.texts().await, ["Сейчас"]);
}

#[tokio::test]
async fn the_folder_is_free_once_the_last_command_has_its_answer() {
    let desk = Desk::open().await;
    let (command, freed) = (desk.engine.clone(), desk.engine.freed());
    let (_town, _ports, folder) = desk.close().await;
    assert_eq!(DataFolder::open(folder.path(), None).err(), Some(StoreError::Locked));
    assert!(timeout(Duration::ZERO, freed.clone().wait()).await.is_err(), "a command has it");
    drop(command);
    freed.wait().await;
    assert!(DataFolder::open(folder.path(), None).is_ok());
}

#[tokio::test]
async fn a_command_that_is_being_answered_is_given_up_when_the_engine_stops() {
    let desk = Desk::open().await;
    let (engine, freed) = (desk.engine.clone(), desk.engine.freed());
    let label = json!({"command_id": command(), "name": "Late", "color": 1});
    let mut answer = Box::pin(async move { engine.answer("label_save", label).await });
    assert!(timeout(Duration::ZERO, &mut answer).await.is_err(), "it has begun");
    let (_town, _ports, folder) = desk.close().await;
    assert_eq!(answer.await.unwrap_err().code, ErrorCode::TooLate);
    freed.wait().await;
    assert!(DataFolder::open(folder.path(), None).is_ok());
}

#[tokio::test]
async fn an_attempt_that_only_the_journal_knows_is_unknown_too() {
    let desk = Desk::open().await;
    desk.town.write(TOMAS, "Hello").await;
    let chat_id = desk.chat(TOMAS).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 80_007})).await;
    let request = MessageSend { command_id: command(), chat_id, content: text("One moment"), reply_to: None };
    let id = desk.engine.message_send(request).await.unwrap().message_id;
    desk.eventually("it waits", async || desk.message(chat_id, id).await.reason).await;
    let now = domain::Timestamp(desk.town.look("").await["now"].as_i64().unwrap());
    let (town, ports, folder) = desk.close().await;
    {
        let data = DataFolder::open(folder.path(), None).unwrap();
        let body = serde_json::to_vec(&Attempt { message: id, number: 2, at: now }).unwrap();
        let entry = NewEntry { kind: EntryKind::Attempt, source: String::new(), at: now, dedupe: None, body };
        data.journal().append_blocking(entry).unwrap();
    }
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    let unknown = desk.reaches(chat_id, id, DeliveryStatus::Unknown).await;
    assert_eq!(unknown.attempts, 2);
    assert_eq!(desk.town.sent().await.len(), 0);
}

#[tokio::test]
async fn an_entry_that_cannot_be_shown_holds_up_nothing_and_is_counted() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "До").await;
    desk.row(ANNA).await;
    let (town, ports, folder) = desk.close().await;
    {
        let data = DataFolder::open(folder.path(), None).unwrap();
        let decision =
            Decision::NoteAdded { chat: ChatId(999), body: "О чате, которого нет".to_owned() };
        let decided = Decided { command: command(), at: Timestamp(1), operator: "Somebody".to_owned(), decision };
        let body = serde_json::to_vec(&decided).unwrap();
        let entry = NewEntry { kind: EntryKind::Decided, source: String::new(), at: Timestamp(1), dedupe: None, body };
        data.journal().append_blocking(entry).unwrap();
    }
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    desk.town.write(ANNA, "После").await;
    desk.row_saying(ANNA, "После").await;
    // What is read behind the connection would be in the journal and not yet on the screen.
    desk.compared(0).await;
    assert_eq!(engine::inspect(desk.folder.path()).unwrap().unknown, 1);
    let (_town, _ports, folder) = desk.close().await;
    let fingerprint = || DataFolder::open(folder.path(), None).unwrap().console().fingerprint().unwrap();
    let before = fingerprint();
    engine::rebuild(folder.path()).unwrap();
    assert_eq!(fingerprint(), before);
}

#[tokio::test]
async fn everything_is_there_after_a_restart_and_nothing_rings_again() {
    let desk = Desk::open().await;
    for person in [ANNA, TOMAS] {
        desk.town.write(person, "Добрый день").await;
    }
    desk.row(TOMAS).await;
    desk.eventually("two banners", async || (desk.ports.shown().len() == 2).then_some(())).await;
    let desk = desk.restart().await;
    assert_eq!(desk.row(ANNA).await.unread, 1);
    desk.town.write(ANNA, "Я снова тут").await;
    let row = desk.row_saying(ANNA, "Я снова тут").await;
    let banner = desk.eventually("a banner", async || desk.ports.shown().pop()).await;
    assert_eq!((banner.chat, banner.count), (Some(row.chat_id), 2));
    assert_eq!(desk.ports.shown().len(), 1);
}

#[tokio::test]
async fn a_stop_waits_for_nothing_that_the_provider_is_told_by_the_way() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "delay_answer_ms", "count": 1, "value": 600_000})).await;
    desk.read(chat).await;
    desk.close().await;
}
