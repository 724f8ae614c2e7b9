//! Invitations into groups: who gets one, for whom there is a seat, and what becomes of them.

use contract::Commands;
use contract::chat::ChatRequest;
use contract::consent::ContactErase;
use contract::group::{GroupCommand, GroupFilter, GroupHistoryRequest, GroupView, GroupsRequest};
use contract::invitation::{
    InvitationFunnel, InvitationRow, InvitationsPage, InvitationsRequest, InvitationsWithdraw, Invite, InviteMessage,
    InvitePlace, InvitePlan, InvitePlanRequest, InviteRow, Invited, JoinRuleSave,
};
use contract::workspace::Nothing;
use domain::consent::GROUP_INVITATIONS;
use domain::delivery::DeliveryStatus;
use domain::gate::Refusal;
use domain::group::GroupHappened;
use domain::invitation::{InvitationState, JoinRule, LeftOut};
use domain::time::{DAY, MINUTE, SECOND};
use domain::{ChatId, ContactId};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::blocks::blocked;
use crate::consent::{record_message, somebody};
use crate::desk::{Desk, MIRA, command};
use crate::groups::{club, view};
use crate::merges::merge;
use crate::town::{ANNA, LENA, TEA_CLUB, YERZHAN};

const PRIYA: &str = "Priya Nair";
const BEN: &str = "Ben Turner";

/// Somebody who wrote and, where they said so, may be invited.
async fn known(desk: &Desk, name: &str, may: bool) -> ContactId {
    let chat = somebody(desk, name, "Hello").await;
    if may {
        let message = desk.newest(chat).await.message_id;
        record_message(desk, chat, GROUP_INVITATIONS, message).await.unwrap();
    }
    desk.detail(chat).await.contact.unwrap().contact_id
}

async fn plan(desk: &Desk, chat_id: ChatId, people: &[ContactId]) -> InvitePlan {
    let request = InvitePlanRequest { chat_id, people: people.to_vec(), named: false };
    desk.engine.invite_plan(request).await.unwrap()
}

fn message(plan: &InvitePlan, name: &str) -> Option<InviteMessage> {
    let all = plan.templates.iter().chain(&plan.waiting_templates);
    let found = all.into_iter().find(|one| one.template.name == name && one.template.language == "en")?;
    let blanks = found.blanks.clone();
    Some(InviteMessage { name: name.into(), language: "en".into(), blanks })
}

async fn invite(desk: &Desk, chat_id: ChatId, people: &[ContactId], days: i64) -> Invited {
    let plan = plan(desk, chat_id, people).await;
    let now = desk.engine.workspace(Nothing {}).await.unwrap().now;
    let request = Invite {
        command_id: command(),
        chat_id,
        people: people.to_vec(),
        message: message(&plan, "group_invitation").unwrap(),
        waiting: message(&plan, "group_waiting"),
        until: Some(now.plus(days * DAY)),
    };
    desk.engine.invite(request).await.unwrap()
}

fn places(rows: &[InviteRow]) -> Vec<InvitePlace> {
    rows.iter().map(|row| row.place).collect()
}

async fn page(desk: &Desk, chat_id: ChatId, state: InvitationState) -> InvitationsPage {
    let request = InvitationsRequest { chat_id, state, before: None, limit: 50 };
    desk.engine.invitations(request).await.unwrap()
}

/// Waits until the group's only invitation in a state is so.
async fn one(desk: &Desk, chat: ChatId, state: InvitationState, is: impl Fn(&InvitationRow) -> bool) -> InvitationRow {
    desk.eventually("the invitation is so", async || {
        desk.town.pass(400).await;
        page(desk, chat, state).await.rows.into_iter().find(|row| is(row))
    })
    .await
}

async fn held(desk: &Desk, chat: ChatId) -> u32 {
    view(desk, chat).await.row.held
}

async fn templates_sent(desk: &Desk) -> Vec<Value> {
    let sent = desk.town.sent().await;
    sent.into_iter().map(|sent| sent["body"].clone()).filter(|body| body["components"].is_array()).collect()
}

/// What happened to a person in the group, newest first, with who did it.
async fn history(desk: &Desk, chat: ChatId, contact: ContactId) -> Vec<(GroupHappened, Option<String>)> {
    let request = GroupHistoryRequest { chat_id: Some(chat), contact_id: Some(contact), before: None, limit: 50 };
    let lines = desk.engine.group_history(request).await.unwrap().lines;
    lines.into_iter().map(|line| (line.happened, line.operator)).collect()
}

async fn in_club(desk: &Desk, is: impl Fn(&GroupView) -> bool) -> GroupView {
    let chat_id = club(desk).await.chat_id;
    desk.eventually("the club is so", async || {
        desk.town.pass(400).await;
        Some(desk.engine.group(ChatRequest { chat_id }).await.unwrap()).filter(|view| is(view))
    })
    .await
}

#[tokio::test]
async fn of_four_two_get_the_free_seats_one_waits_and_one_is_left_out() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let people = [
        known(&desk, ANNA, true).await,
        known(&desk, LENA, true).await,
        known(&desk, PRIYA, true).await,
        known(&desk, BEN, false).await,
    ];
    let invited = invite(&desk, chat, &people, 2).await;
    let no = |place: &InvitePlace| matches!(place, InvitePlace::LeftOut { why: LeftOut::Denied { denial } } if denial.refusal == Refusal::NoConsent);
    let all = places(&invited.rows);
    assert_eq!(all[..3], [InvitePlace::Seat, InvitePlace::Seat, InvitePlace::Waits]);
    assert!(no(&all[3]), "{all:?}");
    assert_eq!((invited.invitations.len(), held(&desk, chat).await), (3, 2));
    desk.pass(11 * SECOND).await;
    let sent = desk
        .eventually("three messages left", async || Some(templates_sent(&desk).await).filter(|sent| sent.len() == 3))
        .await;
    let with_link = sent.iter().filter(|body| body["components"][0]["parameters"][0]["type"] == "group_id").count();
    assert_eq!(with_link, 2, "{sent:?}");
    let waiting = page(&desk, chat, InvitationState::Waiting).await;
    assert_eq!((waiting.funnel.invited, waiting.funnel.waiting, waiting.rows.len()), (2, 1, 1));
    assert_eq!(history(&desk, chat, people[2]).await, [(GroupHappened::Waiting, Some(MIRA.into()))]);
    assert_eq!(history(&desk, chat, people[3]).await, []);
}

#[tokio::test]
async fn whoever_takes_the_link_is_let_in_by_the_held_seat_and_the_funnel_follows() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.pass(11 * SECOND).await;
    one(&desk, chat, InvitationState::Invited, |row| row.status == Some(DeliveryStatus::Read)).await;
    desk.town.control("/say", json!({"person": ANNA, "type": "accept_invitation", "group": TEA_CLUB})).await;
    let joined = one(&desk, chat, InvitationState::Joined, |row| row.joined_at.is_some()).await;
    assert_eq!((joined.contact_id, joined.held_until), (anna, None));
    desk.town.write_in(TEA_CLUB, ANNA, "Всем привет").await;
    let spoke = one(&desk, chat, InvitationState::Joined, |row| row.spoke_at.is_some()).await;
    assert!(spoke.spoke_at >= spoke.joined_at);
    let funnel = page(&desk, chat, InvitationState::Joined).await.funnel;
    let all =
        InvitationFunnel { invited: 1, sent: 1, delivered: 1, read: 1, joined: 1, spoke: 1, failed: 0, waiting: 0 };
    assert_eq!(funnel, all);
    let (mira, rule) = (Some(MIRA.to_owned()), Some("rule".to_owned()));
    let expected = [
        (GroupHappened::Joined, rule.clone()),
        (GroupHappened::Approved, rule),
        (GroupHappened::Asked, None),
        (GroupHappened::Invited, mira),
    ];
    let mut told = history(&desk, chat, anna).await;
    // The coming is told by webhook: before the answer to the approval, or after it.
    told.sort_by_key(|(happened, _)| expected.iter().position(|(known, _)| known == happened));
    assert_eq!(told, expected);
    let request = GroupHistoryRequest { chat_id: Some(chat), contact_id: Some(anna), before: None, limit: 50 };
    let mut lines = desk.engine.group_history(request).await.unwrap().lines;
    lines.retain(|line| line.happened == GroupHappened::Joined);
    assert_eq!(lines[0].words.as_deref(), Some(MIRA), "who had invited her");
}

#[tokio::test]
async fn whoever_was_blocked_since_is_not_let_in_by_the_held_seat() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let own = somebody(&desk, ANNA, "Hello").await;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.pass(11 * SECOND).await;
    one(&desk, chat, InvitationState::Invited, |row| row.status == Some(DeliveryStatus::Read)).await;
    blocked(&desk, own, "Spam").await;
    desk.town.control("/say", json!({"person": ANNA, "type": "join_request", "group": TEA_CLUB})).await;
    let asks = in_club(&desk, |view| view.requests.iter().any(|one| one.contact_id == anna)).await;
    desk.pass(MINUTE).await;
    let asks = asks.requests.into_iter().find(|one| one.contact_id == anna).unwrap();
    let still = view(&desk, chat).await.requests.into_iter().find(|one| one.request_id == asks.request_id);
    assert!(still.is_some_and(|one| !one.deciding), "that is the operator's to decide");
}

#[tokio::test]
async fn whoever_is_inside_by_another_identity_is_left_out() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let (anna, inside) = (known(&desk, ANNA, true).await, known(&desk, YERZHAN, true).await);
    assert_eq!(places(&plan(&desk, chat, &[anna]).await.rows), [InvitePlace::Seat]);
    merge(&desk, anna, inside).await;
    let places = places(&plan(&desk, chat, &[anna]).await.rows);
    assert_eq!(places, [InvitePlace::LeftOut { why: LeftOut::Inside }]);
}

#[tokio::test]
async fn nobody_is_invited_any_more_into_a_group_that_is_gone() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.pass(11 * SECOND).await;
    one(&desk, chat, InvitationState::Invited, |row| row.status == Some(DeliveryStatus::Read)).await;
    desk.engine.group_delete(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    let row = one(&desk, chat, InvitationState::Lapsed, |row| row.contact_id == anna).await;
    assert_eq!(row.held_until, None);
}

#[tokio::test]
async fn a_seat_that_nobody_took_is_free_again_on_its_day() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.pass(DAY).await;
    assert_eq!(held(&desk, chat).await, 1);
    desk.pass(DAY + SECOND).await;
    one(&desk, chat, InvitationState::Lapsed, |row| row.contact_id == anna).await;
    assert_eq!(held(&desk, chat).await, 0);
    assert_eq!(history(&desk, chat, anna).await[0], (GroupHappened::SeatFreed, None));
    let again = plan(&desk, chat, &[anna]).await;
    assert_eq!(places(&again.rows), [InvitePlace::Seat], "she may be invited again");
}

#[tokio::test]
async fn an_invitation_that_is_taken_back_in_time_never_leaves() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let people = [known(&desk, ANNA, true).await, known(&desk, LENA, true).await];
    let invited = invite(&desk, chat, &people, 2).await;
    let invitations = vec![invited.invitations[0]];
    desk.engine.invitations_withdraw(InvitationsWithdraw { command_id: command(), invitations }).await.unwrap();
    let taken_back = page(&desk, chat, InvitationState::Withdrawn).await.rows.swap_remove(0);
    assert_eq!(taken_back.status, Some(DeliveryStatus::Cancelled), "at once");
    desk.pass(11 * SECOND).await;
    let sent = desk
        .eventually("Lena's left", async || Some(templates_sent(&desk).await).filter(|sent| !sent.is_empty()))
        .await;
    assert_eq!((sent.len(), held(&desk, chat).await), (1, 1));
    assert_eq!(page(&desk, chat, InvitationState::Withdrawn).await.rows[0].contact_id, people[0]);
}

#[tokio::test]
async fn a_stop_frees_the_seat_and_the_message_does_not_leave() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.town.write(ANNA, "СТОП").await;
    one(&desk, chat, InvitationState::Withdrawn, |row| row.contact_id == anna).await;
    desk.pass(11 * SECOND).await;
    assert_eq!(held(&desk, chat).await, 0);
    assert_eq!(templates_sent(&desk).await, Vec::<Value>::new());
}

/// What the person writes to another number of ours, or asks of a group, as it would have been posted.
async fn identified(desk: &Desk, person: &str) -> Value {
    let people = desk.town.look("").await["people"].clone();
    people.as_array().unwrap().iter().find(|one| one["name"] == person).unwrap().clone()
}

#[tokio::test]
async fn a_stop_at_another_number_of_ours_frees_the_seat() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    let phone = identified(&desk, ANNA).await["phone"].as_str().unwrap().trim_start_matches('+').to_owned();
    let now = desk.town.look("").await["now"].as_i64().unwrap() / 1_000;
    let value = json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "2", "phone_number_id": "999000999"},
        "contacts": [{"profile": {"name": ANNA}, "wa_id": phone}],
        "messages": [{"from": phone, "id": "wamid.elsewhere", "timestamp": now.to_string(), "type": "text",
            "text": {"body": "СТОП"}}]});
    desk.town.control("/event", json!({"field": "messages", "value": value})).await;
    one(&desk, chat, InvitationState::Withdrawn, |row| row.contact_id == anna).await;
    assert_eq!(held(&desk, chat).await, 0);
}

#[tokio::test]
async fn whoever_has_a_held_seat_is_let_in_before_two_hundred_who_asked_earlier() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    let groups = desk.town.look("/groups").await;
    let id = groups["groups"].as_array().unwrap().iter().find(|one| one["subject"] == TEA_CLUB).unwrap()["id"].clone();
    let now = desk.town.look("").await["now"].as_i64().unwrap() / 1_000;
    let asking: Vec<Value> = (0..210)
        .map(|nth| {
            json!({"timestamp": now - 3_600 + nth, "group_id": id, "type": "group_join_request_created",
                "join_request_id": format!("older {nth}"), "wa_id": format!("4915200{nth:05}")})
        })
        .collect();
    let value = json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "1", "phone_number_id": desk.town.hello.phone_number_id},
        "groups": asking});
    desk.town.control("/event", json!({"field": "group_participants_update", "value": value})).await;
    in_club(&desk, |club| club.requests.len() >= 210).await;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.pass(11 * SECOND).await;
    one(&desk, chat, InvitationState::Invited, |row| row.status == Some(DeliveryStatus::Read)).await;
    desk.town.control("/say", json!({"person": ANNA, "type": "accept_invitation", "group": TEA_CLUB})).await;
    let club = in_club(&desk, |club| club.people.iter().any(|one| one.contact_id == anna)).await;
    assert!(club.requests.len() >= 210, "the others wait on");
}

#[tokio::test]
async fn whoever_asks_to_enter_is_shown_with_who_invited_them() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.pass(11 * SECOND).await;
    one(&desk, chat, InvitationState::Invited, |row| row.status == Some(DeliveryStatus::Read)).await;
    // The seat lets her in unless that is refused.
    desk.town.trouble(json!({"kind": "approval_fails"})).await;
    desk.town.control("/say", json!({"person": ANNA, "type": "accept_invitation", "group": TEA_CLUB})).await;
    crate::groups::asks(&desk, chat, LENA).await;
    let club = in_club(&desk, |club| club.requests.iter().any(|one| one.contact_id == anna)).await;
    let of = |who: &str| club.requests.iter().find(|one| one.name.as_deref() == Some(who)).unwrap().invited.clone();
    assert_eq!(of(ANNA).map(|invited| invited.operator).as_deref(), Some(MIRA));
    assert_eq!(of(LENA), None, "she has the link from elsewhere");
}

#[tokio::test]
async fn a_seat_that_is_held_is_not_free() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let free = async || {
        let request = GroupsRequest { filter: GroupFilter::Free, ..crate::groups::everything("almaty") };
        desk.engine.groups(request).await.unwrap().rows.len()
    };
    assert_eq!(free().await, 1, "six of eight");
    let people = [known(&desk, ANNA, true).await, known(&desk, LENA, true).await];
    invite(&desk, chat, &people, 2).await;
    assert_eq!((held(&desk, chat).await, free().await), (2, 0));
}

#[tokio::test]
async fn whoever_was_taken_out_is_not_invited_since_no_link_lets_them_back() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let inside = view(&desk, chat).await.people[0].contact_id;
    desk.engine.group_remove(crate::groups::remove(chat, inside)).await.unwrap();
    in_club(&desk, |club| club.people.iter().all(|one| one.contact_id != inside)).await;
    let plan = plan(&desk, chat, &[inside]).await;
    assert_eq!(places(&plan.rows), [InvitePlace::LeftOut { why: LeftOut::Removed }]);
}

#[tokio::test]
async fn a_rule_lets_in_whoever_consented_and_leaves_the_rest_to_the_operator() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    known(&desk, ANNA, true).await;
    known(&desk, BEN, false).await;
    let rule = Some(JoinRule { consent: true, label: None, never_removed: true });
    desk.engine
        .join_rule_save(JoinRuleSave { command_id: command(), chat_id: chat, rule: rule.clone() })
        .await
        .unwrap();
    for person in [ANNA, BEN] {
        desk.town.control("/say", json!({"person": person, "type": "join_request", "group": TEA_CLUB})).await;
    }
    let club = in_club(&desk, |club| club.people.iter().any(|one| one.name.as_deref() == Some(ANNA))).await;
    assert!(club.requests.iter().any(|one| one.name.as_deref() == Some(BEN)), "Ben waits for the operator");
    assert_eq!(club.rule, rule);
}

#[tokio::test]
async fn where_everybody_is_let_in_no_seat_is_held_and_no_rule_is_taken() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    let all = desk.engine.groups(crate::groups::everything("Tbilisi")).await.unwrap();
    let tbilisi = all.rows[0].chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, tbilisi, &[anna], 2).await;
    assert_eq!(page(&desk, tbilisi, InvitationState::Invited).await.rows[0].held_until, None);
    let rule = Some(JoinRule { consent: true, label: None, never_removed: false });
    let refused = desk.engine.join_rule_save(JoinRuleSave { command_id: command(), chat_id: tbilisi, rule }).await;
    assert_eq!(refused.unwrap_err().code, contract::ErrorCode::BadRequest);
}

#[tokio::test]
async fn a_message_that_reached_nobody_holds_no_seat() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    desk.town.trouble(json!({"kind": "fail_with", "value": 131_026})).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.pass(11 * SECOND).await;
    one(&desk, chat, InvitationState::Lapsed, |row| row.contact_id == anna).await;
    assert_eq!(held(&desk, chat).await, 0);
    assert_eq!(places(&plan(&desk, chat, &[anna]).await.rows), [InvitePlace::Seat]);
}

#[tokio::test]
async fn a_new_link_ends_the_invitations_that_carry_the_old_one() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    desk.engine.group_link_replace(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    one(&desk, chat, InvitationState::Lapsed, |row| row.contact_id == anna).await;
    desk.pass(11 * SECOND).await;
    assert_eq!((held(&desk, chat).await, templates_sent(&desk).await), (0, Vec::new()));
}

#[tokio::test]
async fn nothing_leaves_for_a_group_that_is_suspended() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    let invited = invite(&desk, chat, &[anna], 2).await;
    desk.town.trouble(json!({"kind": "group_suspended", "value": TEA_CLUB})).await;
    in_club(&desk, |club| club.row.suspended).await;
    desk.pass(11 * SECOND).await;
    one(&desk, chat, InvitationState::Lapsed, |row| invited.invitations.contains(&row.invitation_id)).await;
    assert_eq!(templates_sent(&desk).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_rule_lets_in_no_more_than_there_are_seats_that_are_held_for_nobody() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    for person in [LENA, PRIYA] {
        known(&desk, person, true).await;
        desk.town.control("/say", json!({"person": person, "type": "join_request", "group": TEA_CLUB})).await;
    }
    let asking = |club: &GroupView| club.requests.iter().filter(|one| one.consent.is_some()).count();
    in_club(&desk, |club| asking(club) == 2).await;
    let rule = Some(JoinRule { consent: true, label: None, never_removed: false });
    desk.engine.join_rule_save(JoinRuleSave { command_id: command(), chat_id: chat, rule }).await.unwrap();
    in_club(&desk, |club| club.people.len() == 7).await;
    // Whoever else might be let in would be by now.
    desk.pass(2 * MINUTE).await;
    let club = view(&desk, chat).await;
    assert_eq!((club.people.len(), asking(&club), club.row.held), (7, 1, 1), "two seats: one is Anna's");
}

#[tokio::test]
async fn an_invitation_is_no_answer_to_what_somebody_asked() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let anna = known(&desk, ANNA, true).await;
    invite(&desk, chat, &[anna], 2).await;
    assert!(desk.row(ANNA).await.waiting_since.is_some(), "she waits for a word to her question");
}

#[tokio::test]
async fn the_journal_holds_nothing_of_an_invitation_of_somebody_who_was_erased() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let people = [known(&desk, ANNA, true).await, known(&desk, LENA, true).await, known(&desk, PRIYA, true).await];
    invite(&desk, chat, &people, 2).await;
    desk.pass(11 * SECOND).await;
    desk.eventually("three left", async || (templates_sent(&desk).await.len() == 3).then_some(())).await;
    let hers = desk.chat(PRIYA).await;
    // What is told of it later would name her again.
    desk.reaches(hers, desk.newest(hers).await.message_id, DeliveryStatus::Sent).await;
    let erase = ContactErase { command_id: command(), contact_id: people[2] };
    desk.engine.contact_erase(erase).await.unwrap();
    let (_, _, folder) = desk.close().await;
    assert_eq!(crate::erase::holding(folder.path(), PRIYA), Vec::<String>::new());
}

/// Everything about invitations that a rebuild has to make again.
pub async fn a_day_of_invitations(desk: &Desk) {
    let chat = club(desk).await.chat_id;
    let people = [known(desk, ANNA, true).await, known(desk, LENA, true).await, known(desk, PRIYA, true).await];
    let invited = invite(desk, chat, &people, 2).await;
    let invitations = vec![invited.invitations[0]];
    desk.engine.invitations_withdraw(InvitationsWithdraw { command_id: command(), invitations }).await.unwrap();
    let rule = Some(JoinRule { consent: true, label: None, never_removed: false });
    desk.engine.join_rule_save(JoinRuleSave { command_id: command(), chat_id: chat, rule }).await.unwrap();
    desk.pass(11 * SECOND).await;
    desk.eventually("two messages left", async || (templates_sent(desk).await.len() >= 2).then_some(())).await;
}
