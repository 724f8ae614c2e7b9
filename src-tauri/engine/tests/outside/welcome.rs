//! A group's welcome: whoever comes in is welcomed once, in the group, while its window is open.

use contract::welcome::GroupWelcomeSave;
use contract::{Commands, ErrorBody, ErrorCode};
use domain::ChatId;
use domain::group::GroupHappened;
use domain::time::{DAY, HOUR, MINUTE};
use domain::welcome::Welcome;
use pretty_assertions::assert_eq;

use crate::consent::somebody;
use crate::desk::{Desk, MIRA, command};
use crate::groups::{DANA, club, happened, moves, view};
use crate::town::{ANNA, LENA, TEA_CLUB, YERZHAN};

const SENT: &str = "Welcome to Tea Club · Almaty! Tea only. Выйти можно в любой момент: откройте данные группы и нажмите «Выйти из группы».";

async fn save(desk: &Desk, chat_id: ChatId, text: &str, on: bool) -> Result<(), ErrorBody> {
    let welcome = Welcome { on, text: text.into(), rules: "Tea only.".into() };
    desk.engine.group_welcome_save(GroupWelcomeSave { command_id: command(), chat_id, welcome }).await.map(|_| ())
}

/// The club with a welcome, in which Yerzhan has just written or not.
async fn welcoming(open: bool) -> (Desk, ChatId) {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    save(&desk, chat, "Welcome to {group}! {rules} {leave}", true).await.unwrap();
    if open {
        write(&desk, "Добрый день").await;
    }
    (desk, chat)
}

async fn write(desk: &Desk, words: &str) {
    desk.town.write_in(TEA_CLUB, YERZHAN, words).await;
    desk.row_saying(TEA_CLUB, words).await;
}

async fn joins(desk: &Desk, chat: ChatId, person: &str) {
    somebody(desk, person, "Добрый день").await;
    moves(desk, person, "join").await;
    desk.eventually("they are in", async || {
        let inside = view(desk, chat).await.people;
        inside.iter().any(|one| one.name.as_deref() == Some(person)).then_some(())
    })
    .await;
}

/// Waits until the welcome was sent, and gives everything that was but what Mira wrote.
async fn welcomes(desk: &Desk) -> Vec<String> {
    desk.eventually("the welcome", async || Some(sent(desk).await).filter(|texts| !texts.is_empty())).await
}

async fn sent(desk: &Desk) -> Vec<String> {
    desk.town.texts().await.into_iter().filter(|text| text != "Always").collect()
}

/// Lets time go by, and then until something that is sent after it has reached the town: a welcome that was due stands before.
async fn after(desk: &Desk, ms: i64) -> Vec<String> {
    desk.pass(ms).await;
    let chat = somebody(desk, "Priya Nair", "Still there?").await;
    desk.reply(chat, "Always").await;
    let left = async || desk.town.texts().await.iter().any(|text| text == "Always").then_some(());
    desk.eventually("what was sent last", left).await;
    sent(desk).await
}

#[tokio::test]
async fn who_comes_within_two_minutes_is_welcomed_together_and_the_history_says_by_whom() {
    let (desk, chat) = welcoming(true).await;
    joins(&desk, chat, DANA).await;
    desk.pass(MINUTE).await;
    joins(&desk, chat, ANNA).await;
    assert_eq!(desk.town.texts().await, Vec::<String>::new(), "two minutes have not gone by");
    desk.pass(MINUTE).await;
    assert_eq!(welcomes(&desk).await, [SENT]);
    assert_eq!(after(&desk, 5 * MINUTE).await, [SENT], "once for both");
    let lines = desk.eventually("the line", async || {
        Some(happened(&desk, chat, 1).await).filter(|lines| lines[0].0 == GroupHappened::Welcomed)
    });
    assert_eq!(lines.await, [(GroupHappened::Welcomed, None)]);
    let line = crate::groups::newest_line(&desk, chat).await;
    assert_eq!(line.operator.as_deref(), Some(MIRA));
    let sent = desk.newest(chat).await;
    assert_eq!(sent.sender.unwrap().name.as_deref(), Some("rule"));
    assert!(desk.row(TEA_CLUB).await.waiting_since.is_some(), "a welcome is no answer to Yerzhan");
}

#[tokio::test]
async fn a_closed_window_is_waited_for_and_one_welcome_is_for_everybody_who_came_meanwhile() {
    let (desk, chat) = welcoming(false).await;
    joins(&desk, chat, DANA).await;
    assert_eq!(after(&desk, 5 * HOUR).await, Vec::<String>::new(), "nobody has written in the group");
    joins(&desk, chat, ANNA).await;
    // The welcome may be faster than a look at the row.
    desk.town.write_in(TEA_CLUB, YERZHAN, "Кто здесь?").await;
    assert_eq!(welcomes(&desk).await, [SENT]);
    assert_eq!(after(&desk, 5 * MINUTE).await, [SENT]);
}

#[tokio::test]
async fn nobody_is_welcomed_a_day_late() {
    let (desk, chat) = welcoming(false).await;
    joins(&desk, chat, DANA).await;
    desk.pass(DAY + MINUTE).await;
    write(&desk, "Кто здесь?").await;
    assert_eq!(after(&desk, 5 * MINUTE).await, Vec::<String>::new());
}

#[tokio::test]
async fn who_went_again_is_not_welcomed_nor_whoever_came_before_it_was_switched_on() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    write(&desk, "Добрый день").await;
    joins(&desk, chat, LENA).await;
    save(&desk, chat, "Hello! {leave}", true).await.unwrap();
    joins(&desk, chat, DANA).await;
    moves(&desk, DANA, "leave").await;
    assert_eq!(after(&desk, 5 * MINUTE).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_stop_before_the_welcome_loses_none_and_neither_restart_nor_rebuild_welcomes_again() {
    let (desk, chat) = welcoming(true).await;
    joins(&desk, chat, DANA).await;
    let (town, ports, folder) = desk.close().await;
    town.pass(10 * MINUTE).await;
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    // Whether she was heard of before the stop or after it.
    desk.pass(3 * MINUTE).await;
    assert_eq!(welcomes(&desk).await, [SENT]);
    let (town, ports, folder) = desk.restart().await.close().await;
    engine::rebuild(folder.path()).unwrap();
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    assert_eq!(after(&desk, 5 * MINUTE).await, [SENT]);
}

#[tokio::test]
async fn a_welcome_that_does_not_say_how_to_leave_is_not_taken_and_one_is_offered_that_does() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let refused = save(&desk, chat, "Welcome to {group}!", true).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest);
    let offered = view(&desk, chat).await.welcome;
    assert!(offered.welcome.is_whole() && !offered.welcome.on, "{offered:?}");
    assert_eq!((offered.set_up_by, offered.welcome.text.starts_with("Добро пожаловать")), (None, true));
    save(&desk, chat, "Hello! {leave}", false).await.unwrap();
    assert_eq!(view(&desk, chat).await.welcome.set_up_by.as_deref(), Some(MIRA));
    write(&desk, "Добрый день").await;
    joins(&desk, chat, DANA).await;
    assert_eq!(after(&desk, 5 * MINUTE).await, Vec::<String>::new(), "it is off");
}
