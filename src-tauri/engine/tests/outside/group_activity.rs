//! How much is written in a group, by how many, and how soon they are answered.

use contract::Commands;
use contract::consent::ContactErase;
use contract::group_activity::{GroupActivity, GroupActivityRequest, GroupFigures};
use domain::ChatId;
use domain::delivery::DeliveryStatus;
use domain::time::{DAY, MINUTE};
use pretty_assertions::assert_eq;
use serde_json::json;
use store::DataFolder;

use crate::desk::{Desk, command};
use crate::town::{TEA_CLUB, TOMAS, YERZHAN};

async fn activity(desk: &Desk, chat_id: ChatId, days: u32) -> GroupActivity {
    desk.engine.group_activity(GroupActivityRequest { chat_id, days }).await.unwrap()
}

async fn write(desk: &Desk, person: &str, words: &str) -> ChatId {
    desk.town.write_in(TEA_CLUB, person, words).await;
    desk.row_saying(TEA_CLUB, words).await.chat_id
}

/// Lets the time pass to the next noon, so that what follows is all of one day.
async fn noon(desk: &Desk) {
    let now = desk.town.look("").await["now"].as_i64().unwrap();
    desk.pass(DAY - (now + DAY / 2) % DAY).await;
}

/// Two ask, Mira answers after ten minutes, and once more at once.
async fn a_morning(desk: &Desk) -> ChatId {
    noon(desk).await;
    write(desk, YERZHAN, "Кто в субботу?").await;
    desk.pass(4 * MINUTE).await;
    let chat = write(desk, TOMAS, "Me!").await;
    desk.pass(6 * MINUTE).await;
    for words in ["Ждём всех", "В 12:00"] {
        let sent = desk.reply(chat, words).await;
        desk.reaches(chat, sent, DeliveryStatus::Delivered).await;
    }
    chat
}

#[tokio::test]
async fn messages_people_and_the_time_to_the_first_answer_are_counted() {
    let desk = Desk::open().await;
    let chat = a_morning(&desk).await;
    let week = activity(&desk, chat, 7).await;
    let waited = week.total.waited.unwrap();
    assert!((10 * MINUTE..11 * MINUTE).contains(&waited), "{waited} since Yerzhan, who wrote first");
    let expected = GroupFigures { received: 2, sent: 2, writers: 2, answers: 1, waited: Some(waited) };
    assert_eq!((week.total, week.days.len()), (expected, 7));
    let today = week.days.last().unwrap();
    assert_eq!((today.received, today.sent), (2, 2));
    desk.pass(7 * DAY).await;
    let later = activity(&desk, chat, 7).await;
    let nothing = GroupFigures { received: 0, sent: 0, writers: 0, answers: 0, waited: None };
    assert_eq!((later.total, later.before), (nothing, expected), "it is a week ago");
    assert_eq!(activity(&desk, chat, 30).await.total, expected);
}

#[tokio::test]
async fn what_reached_nobody_is_no_message_and_no_answer() {
    let desk = Desk::open().await;
    let chat = write(&desk, YERZHAN, "Кто в субботу?").await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_047})).await;
    let refused = desk.reply(chat, "Ждём всех").await;
    desk.reaches(chat, refused, DeliveryStatus::Refused).await;
    let day = activity(&desk, chat, 1).await.total;
    assert_eq!((day.received, day.sent, day.answers), (1, 0, 0));
}

#[tokio::test]
async fn an_erased_person_is_counted_as_nobody_and_a_rebuild_gives_the_same() {
    let desk = Desk::open().await;
    let chat = a_morning(&desk).await;
    let contact_id = desk.messages(chat).await[0].sender.as_ref().unwrap().contact_id.unwrap();
    desk.engine.contact_erase(ContactErase { command_id: command(), contact_id }).await.unwrap();
    let day = activity(&desk, chat, 7).await.total;
    assert_eq!((day.received, day.writers, day.answers), (2, 1, 1), "the messages keep their places");
    let (_town, _ports, folder) = desk.close().await;
    let tables = || DataFolder::open(folder.path(), None).unwrap().console().fingerprint().unwrap();
    let live = tables();
    engine::rebuild(folder.path()).unwrap();
    let again = tables();
    for table in ["group_quarter", "group_writer", "group_answer"] {
        assert_eq!(again[table], live[table], "{table}");
    }
}
