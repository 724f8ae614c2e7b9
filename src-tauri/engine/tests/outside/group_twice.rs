//! Who comes and goes in a group is told twice, or once more after it: it happened once, and the screen ends in the town's truth.

use contract::Commands;
use contract::group::GroupHistoryRequest;
use domain::ChatId;
use domain::group::GroupHappened;
use pretty_assertions::assert_eq;
use rstest::rstest;
use serde_json::json;

use crate::consent::somebody;
use crate::desk::Desk;
use crate::groups::{DANA, asks, club, decide, moves, newest_line, remove, settled, view};
use crate::town::{LENA, TEA_CLUB, YERZHAN};

/// What the history says of a person, oldest first.
async fn told(desk: &Desk, chat: ChatId, name: &str) -> Vec<GroupHappened> {
    let request = GroupHistoryRequest { chat_id: Some(chat), contact_id: None, before: None, limit: 50 };
    let lines = desk.engine.group_history(request).await.unwrap().lines;
    let theirs = lines.into_iter().filter(|line| line.name.as_deref() == Some(name));
    let mut told: Vec<_> = theirs.map(|line| line.happened).collect();
    told.reverse();
    told
}

/// Waits until the club's news are all read: the last one is somebody else's.
async fn everything_is_read(desk: &Desk, chat: ChatId) {
    desk.town.pass(1_000).await;
    desk.town.control("/idle", json!({})).await;
    moves(desk, "Саша", "leave").await;
    desk.eventually("the last news", async || {
        let line = newest_line(desk, chat).await;
        (line.happened == GroupHappened::Left && line.name.as_deref() != Some(YERZHAN)).then_some(())
    })
    .await;
}

/// As many people as the town says, and whether one of them has that name.
async fn inside(desk: &Desk, chat: ChatId, name: &str) -> bool {
    let town = desk.town.look("/groups").await;
    let groups = town["groups"].as_array().unwrap();
    let club = groups.iter().find(|group| group["subject"] == TEA_CLUB).unwrap();
    let people = view(desk, chat).await.people;
    assert_eq!(people.len(), club["members"].as_array().unwrap().len(), "the screen is the town's truth");
    people.iter().any(|one| one.name.as_deref() == Some(name))
}

#[rstest]
#[case::a_coming(DANA, "join", (true, vec![GroupHappened::Asked, GroupHappened::Joined]))]
#[case::a_going(YERZHAN, "leave", (false, vec![GroupHappened::Left]))]
#[tokio::test]
async fn told_twice_happened_once(
    #[case] person: &str,
    #[case] how: &str,
    #[case] expected: (bool, Vec<GroupHappened>),
) {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    somebody(&desk, person, "Добрый день").await;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "double_group_webhook", "count": 1})).await;
    moves(&desk, person, how).await;
    everything_is_read(&desk, chat).await;
    assert_eq!((inside(&desk, chat, person).await, told(&desk, chat, person).await), expected);
}

#[tokio::test]
async fn a_removal_that_is_told_twice_happened_once_and_is_ours() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    somebody(&desk, YERZHAN, "Добрый день").await;
    desk.compared(0).await;
    let people = view(&desk, chat).await.people;
    let yerzhan = people.into_iter().find(|one| one.name.as_deref() == Some(YERZHAN)).unwrap().contact_id;
    desk.town.trouble(json!({"kind": "double_group_webhook", "count": 1})).await;
    desk.engine.group_remove(remove(chat, yerzhan)).await.unwrap();
    assert_eq!(settled(&desk, chat).await.acts, []);
    everything_is_read(&desk, chat).await;
    let seen = (inside(&desk, chat, YERZHAN).await, told(&desk, chat, YERZHAN).await);
    assert_eq!(seen, (false, vec![GroupHappened::Removed]));
}

#[tokio::test]
async fn an_approval_that_is_told_twice_lets_one_person_in() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    let lena = asks(&desk, chat, LENA).await;
    desk.town.trouble(json!({"kind": "double_group_webhook", "count": 1})).await;
    desk.engine.join_decide(decide(&lena, true)).await.unwrap();
    settled(&desk, chat).await;
    everything_is_read(&desk, chat).await;
    let told = told(&desk, chat, LENA).await;
    assert!(inside(&desk, chat, LENA).await);
    assert_eq!(told.iter().filter(|one| **one == GroupHappened::Joined).count(), 1, "{told:?}");
}

/// The first is told after the second, and the second twice; behind that nobody compares.
#[rstest]
#[case::who_left_and_came_back_is_in(YERZHAN, ["leave", "join"], true)]
#[case::who_came_and_left_is_out(LENA, ["join", "leave"], false)]
#[tokio::test]
async fn of_two_news_the_later_holds_in_whatever_order_they_come(
    #[case] person: &str,
    #[case] moved: [&str; 2],
    #[case] expected: bool,
) {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    somebody(&desk, person, "Добрый день").await;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "one_at_a_time"})).await;
    for trouble in ["swap_group_webhook", "double_group_webhook"] {
        desk.town.trouble(json!({"kind": trouble, "count": 1})).await;
    }
    for how in moved {
        moves(&desk, person, how).await;
        desk.town.pass(2_000).await;
    }
    everything_is_read(&desk, chat).await;
    assert_eq!(inside(&desk, chat, person).await, expected);
}
