//! Groups whose news were lost, came in a wrong order or were made by somebody else: the screen ends in the provider's truth.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::Commands;
use contract::compose::AttachmentAdd;
use contract::group::{
    GroupCommand, GroupHistoryRequest, GroupLine, GroupPicture, GroupRemove, GroupSettle, GroupView, JoinDecide,
};
use domain::group::{GroupActState, GroupHappened, GroupPart};
use domain::time::MINUTE;
use domain::{ChatId, ContactId};
use image::{DynamicImage, ImageFormat};
use pretty_assertions::assert_eq;
use reqwest::{Client, Method};
use rstest::rstest;
use serde_json::{Value, json};

use crate::desk::{Desk, MIRA, command};
use crate::groups::{asks, club, everything, happened, newest_line, remove, rename, settled, view};
use crate::town::{LENA, TEA_CLUB};

fn of(chat_id: ChatId) -> GroupCommand {
    GroupCommand { command_id: command(), chat_id }
}

/// Somebody else with the same token, of whose calls nobody hears.
async fn second_administrator(desk: &Desk, method: Method, path: &str, body: Value) -> Value {
    let town = &desk.town.hello;
    let request = Client::new().request(method, format!("{}/v25.0/{path}", town.api_base)).bearer_auth(&town.token);
    request.json(&body).send().await.unwrap().json().await.unwrap()
}

async fn id_of_the_club(desk: &Desk) -> String {
    let path = format!("{}/groups", desk.town.hello.phone_number_id);
    let listed = second_administrator(desk, Method::GET, &path, json!({})).await;
    let groups = listed["data"]["groups"].as_array().unwrap().clone();
    let club = groups.into_iter().find(|group| group["subject"] == TEA_CLUB).unwrap();
    club["id"].as_str().unwrap().to_owned()
}

async fn is_gone(desk: &Desk, chat: ChatId) {
    desk.eventually("it is in no list", async || {
        desk.town.pass(400).await;
        let rows = desk.engine.groups(everything("tea club")).await.unwrap().rows;
        rows.iter().all(|row| row.chat_id != chat).then_some(())
    })
    .await;
}

async fn pending(desk: &Desk, chat: ChatId) {
    desk.eventually("the call was taken", async || {
        desk.town.pass(400).await;
        let acts = view(desk, chat).await.acts;
        acts.first().is_some_and(|act| act.state == GroupActState::Pending).then_some(())
    })
    .await;
}

/// What is left to be seen, once something is.
async fn left_over(desk: &Desk, chat: ChatId) -> GroupView {
    desk.eventually("something is left", async || Some(settled(desk, chat).await).filter(|view| !view.acts.is_empty()))
        .await
}

#[tokio::test]
async fn a_group_that_we_deleted_is_gone_although_nobody_told() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.engine.group_delete(of(chat)).await.unwrap();
    pending(&desk, chat).await;
    desk.pass(3 * MINUTE).await;
    is_gone(&desk, chat).await;
    let line = newest_line(&desk, chat).await;
    assert_eq!((line.happened, line.operator.as_deref()), (GroupHappened::Deleted, Some(MIRA)));
}

#[tokio::test]
async fn a_group_that_somebody_else_deleted_is_found_to_be_gone() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    second_administrator(&desk, Method::DELETE, &id_of_the_club(&desk).await, json!({})).await;
    desk.pass(61 * MINUTE).await;
    is_gone(&desk, chat).await;
    let line = newest_line(&desk, chat).await;
    assert_eq!((line.happened, line.operator), (GroupHappened::Deleted, None));
}

#[tokio::test]
async fn comparing_a_group_that_is_not_there_any_more_finds_it_gone() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    second_administrator(&desk, Method::DELETE, &id_of_the_club(&desk).await, json!({})).await;
    desk.town.pass(2_000).await;
    desk.engine.group_compare(of(chat)).await.unwrap();
    is_gone(&desk, chat).await;
}

#[tokio::test]
async fn a_group_that_is_not_there_any_more_is_deleted_without_complaint() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    second_administrator(&desk, Method::DELETE, &id_of_the_club(&desk).await, json!({})).await;
    desk.engine.group_delete(of(chat)).await.unwrap();
    is_gone(&desk, chat).await;
    assert_eq!(view(&desk, chat).await.acts, []);
}

#[tokio::test]
async fn a_link_that_somebody_else_replaced_is_shown_as_found() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    let old = desk.eventually("the link", async || view(&desk, chat).await.link).await.link;
    let path = format!("{}/invite_link", id_of_the_club(&desk).await);
    let new =
        second_administrator(&desk, Method::POST, &path, json!({"messaging_product": "whatsapp"})).await["invite_link"]
            .as_str()
            .unwrap()
            .to_owned();
    assert_ne!(new, old);
    desk.engine.group_compare(of(chat)).await.unwrap();
    let shown = view(&desk, chat).await;
    assert_eq!((shown.link.map(|link| link.link), shown.found), (Some(new), 1));
    let line = newest_line(&desk, chat).await;
    assert_eq!((line.happened, line.operator), (GroupHappened::LinkReplaced, None));
}

#[tokio::test]
async fn a_removal_in_part_without_its_webhook_names_who_is_still_in() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    let people: Vec<ContactId> = view(&desk, chat).await.people.iter().take(2).map(|one| one.contact_id).collect();
    desk.town.trouble(json!({"kind": "removal_partly", "count": 1})).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.engine.group_remove(GroupRemove { people: people.clone(), ..remove(chat, people[0]) }).await.unwrap();
    pending(&desk, chat).await;
    desk.pass(12 * MINUTE).await;
    let view = left_over(&desk, chat).await;
    let parts: Vec<_> = view.acts[0].faults.iter().map(|fault| &fault.part).collect();
    assert_eq!((view.acts[0].state, parts), (GroupActState::Partly, vec![&GroupPart::Person { contact: people[1] }]));
}

#[tokio::test]
async fn what_was_done_in_part_goes_again_for_the_rest_only() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    let people: Vec<ContactId> = view(&desk, chat).await.people.iter().take(2).map(|one| one.contact_id).collect();
    desk.town.trouble(json!({"kind": "removal_partly", "count": 1})).await;
    desk.engine.group_remove(GroupRemove { people: people.clone(), ..remove(chat, people[0]) }).await.unwrap();
    let act_id = left_over(&desk, chat).await.acts[0].act_id;
    desk.engine.group_settle(GroupSettle { command_id: command(), act_id, again: true }).await.unwrap();
    desk.eventually("both are out and nothing is left", async || {
        let view = settled(&desk, chat).await;
        let out = view.people.iter().all(|one| !people.contains(&one.contact_id));
        (out && view.acts.is_empty()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn of_two_requests_one_is_approved_and_the_other_waits_on_with_the_reason() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let (lena, olga) = (asks(&desk, chat, LENA).await, asks(&desk, chat, "Ольга Синицына").await);
    desk.town.trouble(json!({"kind": "approval_fails", "count": 1})).await;
    let requests = vec![lena.request_id, olga.request_id];
    let both = JoinDecide { command_id: command(), chat_id: chat, requests, approve: true, reason: None };
    desk.engine.join_decide(both).await.unwrap();
    let view = left_over(&desk, chat).await;
    let part = GroupPart::Request { request: lena.request_id };
    assert_eq!((view.acts[0].state, &view.acts[0].faults[0].part), (GroupActState::Partly, &part));
    let asking: Vec<_> = view.requests.iter().filter(|one| !one.deciding).map(|one| one.request_id).collect();
    assert!(asking.contains(&lena.request_id) && !asking.contains(&olga.request_id), "{asking:?}");
}

#[rstest]
#[case::was_done(true)]
#[case::was_not_done(false)]
#[tokio::test]
async fn of_a_decision_whose_answer_is_lost_it_is_seen_whether_it(#[case] done: bool) {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let (lena, olga) = (asks(&desk, chat, LENA).await, asks(&desk, chat, "Ольга Синицына").await);
    if !done {
        desk.town.trouble(json!({"kind": "approval_fails", "count": 1})).await;
    }
    desk.town.trouble(json!({"kind": "group_5xx", "count": 1})).await;
    let decision = JoinDecide {
        command_id: command(),
        chat_id: chat,
        requests: vec![lena.request_id],
        approve: true,
        reason: None,
    };
    desk.engine.join_decide(decision).await.unwrap();
    let decided = async |view: &GroupView| {
        let asks = view.requests.iter().any(|one| one.request_id == lena.request_id);
        let told = happened(&desk, chat, 20).await.iter().any(|(one, _)| *one == GroupHappened::Approved);
        (asks, told, view.acts.first().map(|act| act.state))
    };
    let expected = if done { (false, true, None) } else { (true, false, Some(GroupActState::Failed)) };
    let view = desk
        .eventually("it is looked at", async || {
            let view = settled(&desk, chat).await;
            (decided(&view).await == expected).then_some(view)
        })
        .await;
    assert!(view.requests.iter().any(|one| one.request_id == olga.request_id && !one.deciding));
}

#[tokio::test]
async fn a_name_that_was_told_late_does_not_come_back() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "swap_group_webhook", "count": 1})).await;
    let club = id_of_the_club(&desk).await;
    for name in ["Чайный клуб", "Клуб любителей чая"] {
        second_administrator(&desk, Method::POST, &club, json!({"messaging_product": "whatsapp", "subject": name}))
            .await;
        desk.town.pass(2_000).await;
    }
    desk.eventually("the last name", async || {
        let rows = desk.engine.groups(everything("")).await.unwrap().rows;
        rows.iter().any(|row| row.subject == "Клуб любителей чая").then_some(())
    })
    .await;
    desk.town.pass(2_000).await;
    let rows = desk.engine.groups(everything("")).await.unwrap().rows;
    let name = rows.into_iter().find(|row| row.chat_id == chat).map(|row| row.subject);
    assert_eq!(name.as_deref(), Some("Клуб любителей чая"));
}

#[tokio::test]
async fn a_name_that_we_gave_is_ours_in_the_history_although_its_webhook_was_lost() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.engine.group_rename(rename(chat, Some("Чайный клуб"), None)).await.unwrap();
    pending(&desk, chat).await;
    desk.pass(3 * MINUTE).await;
    desk.eventually("it is seen", async || view(&desk, chat).await.acts.is_empty().then_some(())).await;
    let line = newest_line(&desk, chat).await;
    assert_eq!((line.happened, line.operator.as_deref()), (GroupHappened::Renamed, Some(MIRA)));
}

#[tokio::test]
async fn a_group_that_we_made_is_ours_in_the_history_although_its_webhook_was_lost() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    let account_id = club(&desk).await.account_id;
    let made = contract::group::GroupCreate {
        command_id: command(),
        account_id,
        subject: "Дегустации".into(),
        description: String::new(),
        approval: true,
        kind: None,
        topic: None,
    };
    desk.engine.group_create(made).await.unwrap();
    desk.eventually("the call was taken", async || {
        desk.town.pass(400).await;
        let making = desk.engine.groups(everything("")).await.unwrap().making;
        making.iter().any(|act| act.state == GroupActState::Pending).then_some(())
    })
    .await;
    desk.pass(3 * MINUTE).await;
    desk.eventually("it is found, and made by us", async || {
        let chat = desk.engine.groups(everything("Дегустации")).await.unwrap().rows.pop()?.chat_id;
        let request = GroupHistoryRequest { chat_id: Some(chat), contact_id: None, before: None, limit: 9 };
        let lines = desk.engine.group_history(request).await.unwrap().lines;
        let ours = |line: &GroupLine| line.happened == GroupHappened::Created && line.operator.as_deref() == Some(MIRA);
        lines.iter().any(ours).then_some(())
    })
    .await;
}

#[rstest]
#[case::and_is_found(true)]
#[case::and_which_is_not_there(false)]
#[tokio::test]
async fn of_two_groups_of_one_name_the_first_is_not_taken_for_the_second_whose_answer_is_lost(#[case] there: bool) {
    let desk = Desk::open().await;
    let account_id = club(&desk).await.account_id;
    desk.compared(0).await;
    let create = async || {
        let made = contract::group::GroupCreate {
            command_id: command(),
            account_id: account_id.clone(),
            subject: "Дегустации".into(),
            description: String::new(),
            approval: true,
            kind: None,
            topic: None,
        };
        desk.engine.group_create(made).await.unwrap();
    };
    create().await;
    let chat = desk
        .eventually("the first is made", async || {
            desk.town.pass(400).await;
            Some(desk.engine.groups(everything("Дегустации")).await.unwrap().rows.pop()?.chat_id)
        })
        .await;
    if !there {
        desk.town.trouble(json!({"kind": "group_create_fails", "count": 1, "value": 131_000})).await;
    }
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.town.trouble(json!({"kind": "group_5xx", "count": 1})).await;
    create().await;
    desk.eventually("it is looked at", async || {
        desk.pass(MINUTE).await;
        let page = desk.engine.groups(everything("Дегустации")).await.unwrap();
        let unsure: Vec<_> = page.making.iter().map(|act| act.state).collect();
        let expected = if there { (2, vec![]) } else { (1, vec![GroupActState::Unknown]) };
        ((page.rows.len(), unsure) == expected).then_some(())
    })
    .await;
    let made = happened(&desk, chat, 9).await.into_iter().filter(|(one, _)| *one == GroupHappened::Created);
    assert_eq!(made.count(), 1);
}

#[tokio::test]
async fn of_a_picture_whose_webhook_is_lost_it_is_said_that_nobody_can_know() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(192, 192).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    let (filename, base64) = ("чай.jpg".to_owned(), STANDARD.encode(bytes.into_inner()));
    let file = desk.engine.attachment_add(AttachmentAdd { chat_id: chat, filename, base64 }).await.unwrap().file;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.engine.group_picture(GroupPicture { command_id: command(), chat_id: chat, file }).await.unwrap();
    pending(&desk, chat).await;
    desk.pass(12 * MINUTE).await;
    let act = left_over(&desk, chat).await.acts.swap_remove(0);
    assert_eq!((act.state, act.faults[0].reason.reason.as_str()), (GroupActState::Failed, "not_seen"));
}
