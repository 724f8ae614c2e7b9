//! Groups: what is asked of the provider, what it tells of it or does not, who asks to enter, and what the history says.

use std::io::Cursor;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::chat::ChatFilter;
use contract::compose::AttachmentAdd;
use contract::group::{
    GroupCommand, GroupCreate, GroupFilter, GroupHistoryRequest, GroupLine, GroupPicture, GroupRemove, GroupRename,
    GroupRow, GroupSettle, GroupSort, GroupView, GroupsPage, GroupsRequest, JoinDecide, JoinRequest,
};
use contract::workspace::Nothing;
use contract::{Commands, ErrorCode};
use domain::capability::ContentProblem;
use domain::consent::ConsentState;
use domain::group::{GroupActState, GroupHappened, GroupKind, GroupPart};
use domain::time::MINUTE;
use domain::{ChatId, ContactId};
use image::{DynamicImage, ImageFormat};
use pretty_assertions::assert_eq;
use rstest::rstest;
use serde_json::json;
use tempfile::TempDir;

use crate::consent::{record_message, somebody, stands};
use crate::desk::{Desk, command};
use crate::merges::{contact_of, merge};
use crate::ports::Recorded;
use crate::town::{ANNA, LENA, TEA_CLUB, Town, YERZHAN};

pub const DANA: &str = "Дана Касымова";

pub async fn page(desk: &Desk, query: &str, filter: GroupFilter) -> GroupsPage {
    desk.engine.groups(GroupsRequest { query: query.into(), filter, limit: 50, after: None }).await.unwrap()
}

/// Every group with a word in its name.
pub fn everything(query: &str) -> GroupsRequest {
    GroupsRequest { query: query.into(), filter: GroupFilter::All, limit: 50, after: None }
}

/// The town's groups are known once the connection has read them.
pub async fn club(desk: &Desk) -> GroupRow {
    desk.eventually("the club is read", async || {
        let found = page(desk, "tea club", GroupFilter::All).await.rows.into_iter().find(|row| row.subject == TEA_CLUB);
        found.filter(|row| row.people > 0)
    })
    .await
}

pub async fn view(desk: &Desk, chat_id: ChatId) -> GroupView {
    desk.engine.group(contract::chat::ChatRequest { chat_id }).await.unwrap()
}

/// Waits until nothing about the group is under way, and gives what is left to be seen.
pub async fn settled(desk: &Desk, chat: ChatId) -> GroupView {
    desk.eventually("nothing is under way", async || {
        desk.town.pass(400).await;
        let view = view(desk, chat).await;
        view.acts.iter().all(|act| act.state.is_settled()).then_some(view)
    })
    .await
}

/// The newest lines of the group's history, and of whom they are.
pub async fn happened(desk: &Desk, chat: ChatId, limit: u32) -> Vec<(GroupHappened, Option<String>)> {
    let request = GroupHistoryRequest { chat_id: Some(chat), contact_id: None, before: None, limit };
    let lines = desk.engine.group_history(request).await.unwrap().lines;
    lines.into_iter().map(|line| (line.happened, line.name)).collect()
}

/// The newest line of the group's history.
pub async fn newest_line(desk: &Desk, chat: ChatId) -> GroupLine {
    let request = GroupHistoryRequest { chat_id: Some(chat), contact_id: None, before: None, limit: 1 };
    desk.engine.group_history(request).await.unwrap().lines.swap_remove(0)
}

pub fn rename(chat_id: ChatId, subject: Option<&str>, description: Option<&str>) -> GroupRename {
    let (subject, description) = (subject.map(str::to_owned), description.map(str::to_owned));
    GroupRename { command_id: command(), chat_id, subject, description }
}

pub async fn moves(desk: &Desk, person: &str, how: &str) {
    desk.town.control("/say", json!({"person": person, "type": how, "group": TEA_CLUB})).await;
}

/// Somebody who wrote before asks to enter the club.
pub async fn asks(desk: &Desk, chat: ChatId, person: &str) -> JoinRequest {
    somebody(desk, person, "Добрый день").await;
    moves(desk, person, "join_request").await;
    desk.eventually("the request is there", async || {
        view(desk, chat).await.requests.into_iter().find(|one| one.name.as_deref() == Some(person))
    })
    .await
}

pub fn decide(request: &JoinRequest, approve: bool) -> JoinDecide {
    let reason = (!approve).then(|| "Реклама".to_owned());
    JoinDecide { command_id: command(), chat_id: request.chat_id, requests: vec![request.request_id], approve, reason }
}

pub fn remove(chat_id: ChatId, person: ContactId) -> GroupRemove {
    GroupRemove { command_id: command(), chat_id, people: vec![person], reason: "Реклама".into() }
}

#[tokio::test]
async fn a_group_is_made_and_stands_in_the_list_once_its_webhook_came() {
    let desk = Desk::open().await;
    club(&desk).await;
    let number = page(&desk, "", GroupFilter::All).await.numbers.swap_remove(0);
    assert_eq!((number.seats, number.may), (8, Some(true)));
    let create = GroupCreate {
        command_id: command(),
        account_id: number.account_id,
        subject: "  Дегустация ".into(),
        description: "По субботам".into(),
        approval: true,
        kind: Some(GroupKind::Community),
        topic: Some("Улуны".into()),
    };
    desk.engine.group_create(create).await.unwrap();
    let made = desk
        .eventually("the group", async || {
            desk.town.pass(400).await;
            page(&desk, "ДЕГУСТ", GroupFilter::All).await.rows.pop()
        })
        .await;
    assert_eq!((made.subject.as_str(), made.kind, made.people), ("Дегустация", Some(GroupKind::Community), 0));
    let view = desk
        .eventually("its link", async || Some(view(&desk, made.chat_id).await).filter(|view| view.link.is_some()))
        .await;
    assert_eq!((view.approval, view.row.topic.as_deref()), (Some(true), Some("Улуны")));
    let qr = view.link.unwrap().qr;
    assert!(qr.len() >= 21 && qr.iter().all(|row| row.len() == qr.len()), "a QR code is square");
    assert_eq!(happened(&desk, made.chat_id, 9).await, [(GroupHappened::Created, None)]);
    assert!(page(&desk, "", GroupFilter::All).await.making.is_empty());
}

#[rstest]
#[case::no_more_groups("group_limit", GroupActState::Failed, "too_many_groups")]
#[case::not_for_some_days("group_creation_off", GroupActState::Failed, "groups_off")]
#[case::too_often("group_rate_limit", GroupActState::Waiting, "group_rate")]
#[case::not_with_this_number("oba_false", GroupActState::Failed, "no_groups")]
#[case::fails_later("group_create_fails", GroupActState::Failed, "provider_trouble")]
#[tokio::test]
async fn a_group_that_cannot_be_made_says_why(#[case] trouble: &str, #[case] state: GroupActState, #[case] why: &str) {
    let desk = Desk::open().await;
    let account_id = club(&desk).await.account_id;
    desk.town.trouble(json!({"kind": trouble, "value": 131_000})).await;
    let (subject, description) = ("Дегустация".to_owned(), String::new());
    let create = GroupCreate {
        command_id: command(),
        account_id,
        subject,
        description,
        approval: false,
        kind: None,
        topic: None,
    };
    desk.engine.group_create(create).await.unwrap();
    let act = desk
        .eventually("the reason", async || {
            desk.town.pass(400).await;
            let act = page(&desk, "", GroupFilter::All).await.making.pop()?;
            (act.state == state && !act.faults.is_empty()).then_some(act)
        })
        .await;
    assert_eq!((act.faults[0].part.clone(), act.faults[0].reason.reason.as_str()), (GroupPart::Whole, why));
    let away = GroupSettle { command_id: command(), act_id: act.act_id, again: false };
    desk.engine.group_settle(away).await.unwrap();
    assert!(page(&desk, "", GroupFilter::All).await.making.is_empty());
}

#[rstest]
#[case::as_it_should_be(None)]
#[case::its_webhook_comes_twice(Some("duplicate"))]
#[case::its_webhook_comes_before_the_answer(Some("early_group_webhook"))]
#[tokio::test]
async fn a_change_ends_in_the_providers_truth_and_is_told_once(#[case] trouble: Option<&str>) {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    if let Some(kind) = trouble {
        desk.town.trouble(json!({"kind": kind, "count": 3, "value": 1})).await;
    }
    desk.engine.group_rename(rename(chat, Some("Чайный клуб"), Some("По субботам"))).await.unwrap();
    let view = desk
        .eventually("the new name", async || {
            Some(settled(&desk, chat).await).filter(|view| view.row.subject == "Чайный клуб")
        })
        .await;
    assert_eq!((view.description.as_deref(), view.acts.len()), (Some("По субботам"), 0));
    assert_eq!(desk.detail(chat).await.row.title.as_deref(), Some("Чайный клуб"));
    let lines = happened(&desk, chat, 2).await;
    assert_eq!(lines, [(GroupHappened::Described, None), (GroupHappened::Renamed, None)]);
}

#[tokio::test]
async fn a_change_that_is_done_in_part_names_the_part_and_goes_again() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.town.trouble(json!({"kind": "settings_partly", "count": 1})).await;
    desk.engine.group_rename(rename(chat, Some("Чайный клуб"), Some("По субботам"))).await.unwrap();
    let view = desk
        .eventually("the part that failed", async || {
            Some(settled(&desk, chat).await).filter(|view| !view.acts.is_empty())
        })
        .await;
    assert_eq!((view.row.subject.as_str(), view.description.as_deref()), (TEA_CLUB, Some("По субботам")));
    let act = &view.acts[0];
    assert_eq!((act.state, act.faults.len()), (GroupActState::Partly, 1));
    assert_eq!((&act.faults[0].part, act.faults[0].reason.code), (&GroupPart::Subject, Some(100)));
    let again = GroupSettle { command_id: command(), act_id: act.act_id, again: true };
    desk.engine.group_settle(again).await.unwrap();
    desk.eventually("the new name", async || {
        Some(settled(&desk, chat).await).filter(|view| view.row.subject == "Чайный клуб" && view.acts.is_empty())
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_never_comes_is_asked_for() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.engine.group_rename(rename(chat, Some("Чайный клуб"), None)).await.unwrap();
    desk.eventually("the call was taken", async || {
        desk.town.pass(400).await;
        let acts = view(&desk, chat).await.acts;
        acts.first().is_some_and(|act| act.state == GroupActState::Pending).then_some(())
    })
    .await;
    desk.pass(3 * MINUTE).await;
    desk.eventually("it is seen", async || {
        let view = view(&desk, chat).await;
        (view.row.subject == "Чайный клуб" && view.acts.is_empty()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn who_asks_to_enter_is_let_in_or_not_and_the_history_keeps_who_said_so() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let yes = somebody(&desk, ANNA, "Можно в клуб?").await;
    let said = desk.newest(yes).await.message_id;
    record_message(&desk, yes, "group_invitations", said).await.unwrap();
    let anna = asks(&desk, chat, ANNA).await;
    let lena = asks(&desk, chat, LENA).await;
    assert_eq!((anna.consent, lena.consent), (Some(ConsentState::Granted), None));
    let with_requests = page(&desk, "", GroupFilter::Requests).await.rows;
    assert!(with_requests.iter().any(|row| row.chat_id == chat && row.requests >= 2), "{with_requests:?}");
    desk.eventually("everybody who asks is counted", async || {
        let listed = desk.engine.join_requests(Nothing {}).await.unwrap().len();
        (listed == page(&desk, "", GroupFilter::All).await.requests as usize).then_some(())
    })
    .await;
    desk.engine.join_decide(decide(&anna, true)).await.unwrap();
    desk.engine.join_decide(decide(&lena, false)).await.unwrap();
    let late = desk.engine.join_decide(decide(&lena, true)).await.unwrap_err();
    assert_eq!(late.code, ErrorCode::TooLate);
    desk.eventually("Anna is in, and neither asks any more", async || {
        let view = settled(&desk, chat).await;
        let inside = view.people.iter().any(|person| person.name.as_deref() == Some(ANNA));
        let asks = |who: ContactId| view.requests.iter().any(|one| one.contact_id == who);
        (inside && !asks(anna.contact_id) && !asks(lena.contact_id)).then_some(())
    })
    .await;
    let request =
        GroupHistoryRequest { chat_id: Some(chat), contact_id: Some(lena.contact_id), before: None, limit: 9 };
    let lines = desk.engine.group_history(request).await.unwrap().lines;
    let said: Vec<_> =
        lines.iter().map(|line| (line.happened, line.operator.as_deref(), line.words.as_deref())).collect();
    let mira = Some(crate::desk::MIRA);
    assert_eq!(said, [(GroupHappened::Declined, mira, Some("Реклама")), (GroupHappened::Asked, None, None)]);
}

#[tokio::test]
async fn who_said_no_under_another_identity_has_said_no_where_they_ask_to_enter() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = somebody(&desk, ANNA, "Можно в клуб?").await;
    let said = desk.newest(anna).await.message_id;
    record_message(&desk, anna, "group_invitations", said).await.unwrap();
    let before = asks(&desk, chat, ANNA).await;
    let other = somebody(&desk, YERZHAN, "Добрый день").await;
    desk.town.write(YERZHAN, "СТОП").await;
    stands(&desk, other, "group_invitations", Some(ConsentState::Withdrawn)).await;
    merge(&desk, before.contact_id, contact_of(&desk, other).await).await;
    let after = view(&desk, chat).await.requests.into_iter().find(|one| one.contact_id == before.contact_id);
    let stands = (before.consent, after.unwrap().consent);
    assert_eq!(stands, (Some(ConsentState::Granted), Some(ConsentState::Withdrawn)));
}

#[tokio::test]
async fn a_request_that_cannot_be_approved_waits_on_with_the_reason() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let lena = asks(&desk, chat, LENA).await;
    desk.town.trouble(json!({"kind": "approval_fails", "count": 1})).await;
    desk.engine.join_decide(decide(&lena, true)).await.unwrap();
    let view = desk
        .eventually("it failed", async || Some(settled(&desk, chat).await).filter(|view| !view.acts.is_empty()))
        .await;
    assert_eq!(
        (view.acts[0].state, view.acts[0].faults[0].reason.reason.as_str()),
        (GroupActState::Failed, "terms_not_accepted")
    );
    assert!(view.requests.iter().any(|one| one.request_id == lena.request_id && !one.deciding));
}

#[tokio::test]
async fn a_request_that_was_taken_back_is_gone() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    let chat = club(&desk).await.chat_id;
    let lena = asks(&desk, chat, LENA).await;
    let before = page(&desk, "", GroupFilter::All).await.requests;
    moves(&desk, LENA, "withdraw").await;
    desk.eventually("it is gone", async || {
        let gone = view(&desk, chat).await.requests.iter().all(|one| one.request_id != lena.request_id);
        (gone && page(&desk, "", GroupFilter::All).await.requests + 1 == before).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_request_of_which_the_provider_knows_nothing_any_more_is_gone_when_it_is_decided() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    let chat = club(&desk).await.chat_id;
    let lena = asks(&desk, chat, LENA).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    moves(&desk, LENA, "withdraw").await;
    desk.engine.join_decide(decide(&lena, true)).await.unwrap();
    let view = desk
        .eventually("it is said", async || Some(settled(&desk, chat).await).filter(|view| !view.acts.is_empty()))
        .await;
    assert_eq!(view.acts[0].state, GroupActState::Failed);
    assert!(view.requests.iter().all(|one| one.request_id != lena.request_id), "nobody can decide about it");
}

#[rstest]
#[case::as_it_should_be(None)]
#[case::its_webhook_comes_before_the_answer(Some("early_group_webhook"))]
#[tokio::test]
async fn who_was_taken_out_is_told_with_the_reason(#[case] trouble: Option<&str>) {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    if let Some(kind) = trouble {
        desk.town.trouble(json!({"kind": kind, "count": 1, "value": 1})).await;
    }
    somebody(&desk, YERZHAN, "Добрый день").await;
    let yerzhan = view(&desk, chat).await.people.into_iter().find(|one| one.name.as_deref() == Some(YERZHAN)).unwrap();
    desk.engine.group_remove(remove(chat, yerzhan.contact_id)).await.unwrap();
    desk.eventually("he is out", async || {
        let view = settled(&desk, chat).await;
        view.people.iter().all(|one| one.contact_id != yerzhan.contact_id).then_some(())
    })
    .await;
    let request = GroupHistoryRequest { chat_id: None, contact_id: Some(yerzhan.contact_id), before: None, limit: 9 };
    let line = desk.engine.group_history(request).await.unwrap().lines.swap_remove(0);
    assert_eq!((line.happened, line.operator.as_deref()), (GroupHappened::Removed, Some(crate::desk::MIRA)));
    assert_eq!(line.words.as_deref(), Some("Реклама"));
}

#[tokio::test]
async fn who_could_not_be_taken_out_is_named() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let people: Vec<ContactId> = view(&desk, chat).await.people.iter().take(2).map(|one| one.contact_id).collect();
    desk.town.trouble(json!({"kind": "removal_partly", "count": 1})).await;
    let request = GroupRemove { people: people.clone(), ..remove(chat, people[0]) };
    desk.engine.group_remove(request).await.unwrap();
    let view = desk
        .eventually("one stays", async || Some(settled(&desk, chat).await).filter(|view| !view.acts.is_empty()))
        .await;
    let act = &view.acts[0];
    assert_eq!((act.state, &act.faults[0].part), (GroupActState::Partly, &GroupPart::Person { contact: people[1] }));
    assert!(
        view.people.iter().any(|one| one.contact_id == people[1])
            && !view.people.iter().any(|one| one.contact_id == people[0])
    );
}

#[tokio::test]
async fn a_link_is_replaced_and_a_picture_given() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let old = desk.eventually("the link", async || view(&desk, chat).await.link).await.link;
    desk.engine.group_link_replace(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    desk.eventually("another link", async || view(&desk, chat).await.link.filter(|link| link.link != old)).await;
    for (side, height, problem) in [
        (191, 191, Some(ContentProblem::NotSquare { least: 192 })),
        (200, 192, Some(ContentProblem::NotSquare { least: 192 })),
        (192, 192, None),
    ] {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(side, height).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        let (filename, base64) = ("чай.jpg".to_owned(), STANDARD.encode(bytes.into_inner()));
        let file = desk.engine.attachment_add(AttachmentAdd { chat_id: chat, filename, base64 }).await.unwrap().file;
        let given = desk.engine.group_picture(GroupPicture { command_id: command(), chat_id: chat, file }).await;
        assert_eq!(given.err().and_then(|error| error.content), problem);
    }
    let picture = desk.eventually("the picture", async || settled(&desk, chat).await.row.picture).await;
    let rows = desk.rows(ChatFilter::Groups).await;
    assert_eq!(rows.iter().find(|row| row.chat_id == chat).and_then(|row| row.picture.clone()), Some(picture));
    let lines = happened(&desk, chat, 2).await;
    assert_eq!(lines, [(GroupHappened::Pictured, None), (GroupHappened::LinkReplaced, None)]);
}

#[tokio::test]
async fn what_nobody_told_is_found_by_comparing_and_shown_as_found() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    for person in [YERZHAN, DANA] {
        somebody(&desk, person, "Добрый день").await;
    }
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    moves(&desk, YERZHAN, "leave").await;
    moves(&desk, DANA, "join").await;
    desk.town.clear("lose_webhook").await;
    desk.engine.group_compare(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    let view = view(&desk, chat).await;
    assert_eq!(view.found, 2);
    assert!(view.compared_at.is_some());
    let lines = happened(&desk, chat, 2).await;
    assert!(lines.contains(&(GroupHappened::FoundGone, Some(YERZHAN.into()))), "{lines:?}");
    assert!(lines.contains(&(GroupHappened::FoundIn, Some(DANA.into()))), "{lines:?}");
}

#[tokio::test]
async fn a_group_that_is_refused_is_no_fault_of_the_connection() {
    let town = Town::wake().await;
    town.trouble(json!({"kind": "group_refuses", "value": {"code": 131_041, "call": "requests"}})).await;
    let ports = Arc::new(Recorded::with(town.credentials()));
    let desk = Desk::sit_down(town, ports, TempDir::new().unwrap()).await;
    desk.connected().await;
    club(&desk).await;
    assert_eq!(page(&desk, "", GroupFilter::All).await.numbers[0].may, Some(true));
    desk.connected().await;
}

#[tokio::test]
async fn a_group_is_sorted_suspended_restored_and_deleted() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let sorted =
        GroupSort { command_id: command(), chat_id: chat, kind: Some(GroupKind::Support), topic: Some("VIP".into()) };
    desk.engine.group_sort(sorted).await.unwrap();
    let row = club(&desk).await;
    assert_eq!((row.kind, row.topic.as_deref()), (Some(GroupKind::Support), Some("VIP")));
    desk.town.trouble(json!({"kind": "group_suspended", "value": TEA_CLUB})).await;
    desk.eventually("it is suspended", async || page(&desk, "", GroupFilter::Suspended).await.rows.pop()).await;
    desk.engine.group_rename(rename(chat, Some("Чайный клуб"), None)).await.unwrap();
    let view = desk
        .eventually("it is refused", async || Some(settled(&desk, chat).await).filter(|view| !view.acts.is_empty()))
        .await;
    assert_eq!(view.acts[0].faults[0].reason.reason, "group_suspended");
    desk.town.clear("group_suspended").await;
    desk.eventually("it is free again", async || (!club(&desk).await.suspended).then_some(())).await;
    desk.engine.group_delete(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    desk.eventually("it is gone", async || {
        desk.town.pass(400).await;
        page(&desk, "tea club", GroupFilter::All).await.rows.iter().all(|row| row.chat_id != chat).then_some(())
    })
    .await;
    let late = desk.engine.group_rename(rename(chat, Some("Чайный клуб"), None)).await.unwrap_err();
    assert_eq!(late.code, ErrorCode::TooLate);
}

#[tokio::test]
async fn what_comparing_found_stays_until_it_is_put_away() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    somebody(&desk, YERZHAN, "Добрый день").await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    moves(&desk, YERZHAN, "leave").await;
    desk.town.clear("lose_webhook").await;
    let command = || GroupCommand { command_id: command(), chat_id: chat };
    desk.engine.group_compare(command()).await.unwrap();
    assert_eq!(view(&desk, chat).await.found, 1);
    desk.engine.group_compare(command()).await.unwrap();
    assert_eq!(view(&desk, chat).await.found, 1, "comparing again finds nothing new and puts nothing away");
    desk.engine.group_found_seen(command()).await.unwrap();
    assert_eq!(view(&desk, chat).await.found, 0);
    assert_eq!(happened(&desk, chat, 1).await, [(GroupHappened::FoundGone, Some(YERZHAN.into()))]);
}

#[tokio::test]
async fn groups_are_compared_each_hour_by_themselves() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    moves(&desk, YERZHAN, "leave").await;
    desk.town.clear("lose_webhook").await;
    desk.pass(30 * MINUTE).await;
    assert_eq!(view(&desk, chat).await.found, 0, "it is not an hour yet");
    desk.pass(31 * MINUTE).await;
    desk.eventually("it is found", async || (view(&desk, chat).await.found == 1).then_some(())).await;
}

/// The groups whose people were asked for, in order, since so many calls.
async fn looked_at(desk: &Desk, since: usize) -> Vec<String> {
    let requests = desk.town.look("/requests?last=10000").await;
    let requests = requests["requests"].as_array().unwrap();
    let paths = requests.iter().skip(since).filter(|one| one["method"] == "GET").filter_map(|one| one["path"].as_str());
    let ids: Vec<&str> = paths.filter_map(|path| path.rsplit('/').next()).collect();
    let groups = desk.town.look("/groups").await;
    let subject = |id: &str| {
        let found = groups["groups"].as_array().unwrap().iter().find(|group| group["id"] == id)?;
        found["subject"].as_str().map(str::to_owned)
    };
    ids.into_iter().filter_map(subject).collect()
}

#[tokio::test]
async fn a_round_that_was_cut_short_goes_on_with_the_group_that_was_compared_longest_ago() {
    let desk = Desk::open().await;
    club(&desk).await;
    desk.compared(0).await;
    desk.pass(30 * MINUTE).await;
    let all = page(&desk, "", GroupFilter::All).await.rows;
    let (last, others) = all.split_last().unwrap();
    for row in others {
        desk.engine.group_compare(GroupCommand { command_id: command(), chat_id: row.chat_id }).await.unwrap();
    }
    let calls = desk.town.look("/requests?last=10000").await["requests"].as_array().unwrap().len();
    desk.town
        .trouble(json!({"kind": "group_refuses", "count": 1, "value": {"code": 131_208, "call": "requests"}}))
        .await;
    desk.pass(31 * MINUTE).await;
    let looked = desk.eventually("a round is cut short and gone on with", async || {
        desk.pass(MINUTE).await;
        Some(looked_at(&desk, calls).await).filter(|looked| looked.len() > all.len())
    });
    let looked = looked.await;
    assert_eq!(looked[0], last.subject, "{looked:?}");
    let mut once = looked[..=all.len()].to_vec();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), all.len(), "whoever was compared in this round is not asked for again: {looked:?}");
}

#[tokio::test]
async fn a_group_that_cannot_be_read_keeps_the_others_from_nothing_and_is_asked_for_again() {
    let desk = Desk::open().await;
    club(&desk).await;
    desk.compared(0).await;
    let all = page(&desk, "", GroupFilter::All).await.rows.len();
    let calls = desk.town.look("/requests?last=10000").await["requests"].as_array().unwrap().len();
    desk.town
        .trouble(json!({"kind": "group_refuses", "count": 1, "value": {"code": 131_000, "call": "requests"}}))
        .await;
    desk.pass(61 * MINUTE).await;
    let looked = desk.eventually("the failing one is asked for again", async || {
        desk.pass(MINUTE).await;
        Some(looked_at(&desk, calls).await).filter(|looked| looked.len() > all)
    });
    let looked = looked.await;
    let mut once = looked[..all].to_vec();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), all, "everybody had a turn in the same round: {looked:?}");
    assert_eq!(looked[all], looked[0], "and the one that failed another: {looked:?}");
}

#[tokio::test]
async fn a_removal_whose_webhook_is_lost_is_told_with_its_reason_and_is_no_difference() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    somebody(&desk, YERZHAN, "Добрый день").await;
    let yerzhan = view(&desk, chat).await.people.into_iter().find(|one| one.name.as_deref() == Some(YERZHAN)).unwrap();
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.engine.group_remove(remove(chat, yerzhan.contact_id)).await.unwrap();
    desk.eventually("the call was taken", async || {
        desk.town.pass(400).await;
        let acts = view(&desk, chat).await.acts;
        acts.first().is_some_and(|act| act.state == GroupActState::Pending).then_some(())
    })
    .await;
    desk.pass(3 * MINUTE).await;
    desk.eventually("it is seen", async || {
        let view = view(&desk, chat).await;
        let out = view.people.iter().all(|one| one.contact_id != yerzhan.contact_id);
        (out && view.acts.is_empty()).then_some(())
    })
    .await;
    let line = newest_line(&desk, chat).await;
    assert_eq!((line.happened, line.contact_id), (GroupHappened::Removed, Some(yerzhan.contact_id)));
    assert_eq!((line.operator.as_deref(), line.words.as_deref()), (Some(crate::desk::MIRA), Some("Реклама")));
    assert_eq!(view(&desk, chat).await.found, 0);
}

#[tokio::test]
async fn what_webhooks_told_in_a_wrong_order_ends_in_the_providers_truth() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let known = view(&desk, chat).await.people.len();
    somebody(&desk, DANA, "Добрый день").await;
    desk.compared(0).await;
    desk.town.trouble(json!({"kind": "swap_group_webhook", "count": 1})).await;
    moves(&desk, DANA, "join").await;
    moves(&desk, DANA, "leave").await;
    desk.eventually("she seems to be in", async || (view(&desk, chat).await.people.len() == known + 1).then_some(()))
        .await;
    desk.pass(61 * MINUTE).await;
    desk.eventually("she is not", async || (view(&desk, chat).await.people.len() == known).then_some(())).await;
    assert_eq!(happened(&desk, chat, 1).await, [(GroupHappened::FoundGone, Some(DANA.into()))]);
}

#[tokio::test]
async fn what_was_missed_while_the_provider_was_away_is_found_when_it_is_back() {
    let town = Town::wake().await;
    let ports = Arc::new(Recorded::with(town.credentials()));
    town.trouble(json!({"kind": "group_rate_limit"})).await;
    let desk = Desk::sit_down(town, ports, TempDir::new().unwrap()).await;
    desk.connected().await;
    assert_eq!(page(&desk, "", GroupFilter::All).await.rows, [], "the connection waits for no group");
    desk.town.clear("group_rate_limit").await;
    desk.pass(MINUTE).await;
    club(&desk).await;
}

/// Everything about groups that a rebuild has to make again.
pub async fn a_day_in_the_club(desk: &Desk) {
    let chat = club(desk).await.chat_id;
    let olga = asks(desk, chat, "Ольга Синицына").await;
    desk.engine.join_decide(decide(&olga, true)).await.unwrap();
    settled(desk, chat).await;
    let inside = view(desk, chat).await.people[0].contact_id;
    desk.engine.group_remove(remove(chat, inside)).await.unwrap();
    settled(desk, chat).await;
    desk.engine.group_link_replace(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    settled(desk, chat).await;
    desk.engine.group_rename(rename(chat, None, Some("По субботам"))).await.unwrap();
    settled(desk, chat).await;
    desk.engine.group_compare(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
}
